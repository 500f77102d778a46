"""Readers of the keywords of JSON Schema that are more than a plain attribute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from typewright.diagnostics import codes
from typewright.loaders import forms
from typewright.loaders.dialect import Reader
from typewright.schema import Json
from typewright.schema.keywords import Form, Keyword

if TYPE_CHECKING:
    from typewright.loaders.reading import Reading

RECURSIVE_ANCHOR: Final = "__recursive__"
"""What ``$recursiveAnchor: true`` is called as a dynamic anchor; 2019-09 has no others."""


def nothing(_reading: Reading, _name: str, _value: Json) -> None:
    """For what has been understood before the schema is read, or with another keyword."""


def identifier(*, fragment: bool) -> Reader:
    """``$id`` or ``id``. ``fragment`` tells whether the dialect allows one, as a plain name."""

    def read(reading: Reading, name: str, value: Json) -> None:
        if not isinstance(value, str):
            reading.malformed("a URI reference", value, name)
        elif value.partition("#")[2] and not fragment:
            reading.malformed("a URI reference without a fragment", value, name)

    return read


def anchor(reading: Reading, name: str, value: Json) -> None:
    """``$anchor`` and ``$dynamicAnchor`` (Core 2020-12, section 8.2.2)."""
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z_][-A-Za-z0-9:._]*", value):
        reading.malformed("a name of letters, digits, '-', '_' and '.'", value, name)
    elif name == "$dynamicAnchor":
        reading.attributes["dynamic_anchor"] = value


def ref(reading: Reading, name: str, value: Json) -> None:
    """``$ref``."""
    if not isinstance(value, str):
        reading.malformed("a URI reference", value, name)
        return
    target = reading.refer(value, name)
    if target is not None:
        reading.attributes["ref"] = target.id


def dynamic_ref(reading: Reading, name: str, value: Json) -> None:
    """``$dynamicRef`` (Core 2020-12, section 8.2.3.2)."""
    if not isinstance(value, str):
        reading.malformed("a URI reference", value, name)
        return
    target = reading.refer(value, name)
    if target is None:
        return
    reading.attributes["dynamic_ref"] = target.id
    found = target.value.get("$dynamicAnchor") if isinstance(target.value, dict) else None
    if isinstance(found, str) and found == value.partition("#")[2]:
        reading.attributes["dynamic_ref_anchor"] = found


def recursive_anchor(reading: Reading, name: str, value: Json) -> None:
    """``$recursiveAnchor``, which counts at the root of a resource only (2019-09, 8.2.4.2.2)."""
    if not isinstance(value, bool):
        reading.malformed("true or false", value, name)
    elif value and reading.located.is_resource_root:
        reading.attributes["dynamic_anchor"] = RECURSIVE_ANCHOR


def recursive_ref(reading: Reading, name: str, value: Json) -> None:
    """``$recursiveRef``, whose only value is ``#`` (Core 2019-09, section 8.2.4.2.1)."""
    if value != "#":
        reading.malformed("'#'", value, name)
        return
    target = reading.refer("#", name)
    if target is None:
        return
    reading.attributes["dynamic_ref"] = target.id
    if isinstance(target.value, dict) and target.value.get("$recursiveAnchor") is True:
        reading.attributes["dynamic_ref_anchor"] = RECURSIVE_ANCHOR


_format = forms.reader(Keyword("format", "format", Form.STRING))


def asserted_format(reading: Reading, name: str, value: Json) -> None:
    """``format`` where the vocabulary for its assertion holds (Validation 2020-12, 7.2.2)."""
    _format(reading, name, value)
    reading.attributes["asserts_format"] = True


def dependencies(reading: Reading, name: str, value: Json) -> None:
    """The keyword that was split into ``dependentRequired`` and ``dependentSchemas``."""
    if not isinstance(value, dict):
        reading.malformed("an object of schemas or lists of member names", value, name)
        return
    for member, dependency in value.items():
        if isinstance(dependency, list):
            names = tuple(item for item in dependency if isinstance(item, str))
            forms.join(reading, "dependent_required", {member: names})
        else:
            forms.join(reading, "dependent_schemas", {member: reading.schema(name, member)})


def bound(name: str, attribute: str, *, exclusively: str, flag: str) -> Reader:
    """``minimum`` or ``maximum``, which goes to the attribute ``exclusively`` where the keyword
    ``flag`` beside it is ``true`` (Validation draft 4, section 5.1.2).
    """
    inclusive = forms.reader(Keyword(name, attribute, Form.NUMBER))
    exclusive = forms.reader(Keyword(name, exclusively, Form.NUMBER))

    def read(reading: Reading, keyword: str, value: Json) -> None:
        chosen = exclusive if reading.members.get(flag) is True else inclusive
        chosen(reading, keyword, value)

    return read


def exclusive_bound(name: str, attribute: str, *, is_flag: bool) -> Reader:
    """``exclusiveMinimum`` or ``exclusiveMaximum``: a bound, or where ``is_flag`` a boolean.

    Either is understood in every dialect, and the one that is not the dialect's own is reported.
    """
    number = forms.reader(Keyword(name, attribute, Form.NUMBER))

    def read(reading: Reading, keyword: str, value: Json) -> None:
        if not isinstance(value, bool):
            if is_flag and forms.is_number(value):
                reading.respelt(keyword, "a bound, as in later versions")
            number(reading, keyword, value)
        elif not is_flag:
            reading.respelt(keyword, f"a flag of {_bound_of(keyword)!r}, as in earlier versions")

    return read


def _bound_of(keyword: str) -> str:
    return "minimum" if keyword == "exclusiveMinimum" else "maximum"


_item_list = forms.reader(Keyword("items", "prefix_items", Form.SCHEMAS))
_each_item = forms.reader(Keyword("items", "items", Form.SCHEMA))


def items(*, may_be_list: bool) -> Reader:
    """``items``: a schema for all items, or a list of schemas, one for each of the first items.

    A list is understood in every dialect, and reported where ``may_be_list`` is not set.
    """

    def read(reading: Reading, name: str, value: Json) -> None:
        if not isinstance(value, list):
            _each_item(reading, name, value)
            return
        if not may_be_list:
            reading.respelt(name, "'prefixItems', as in earlier versions")
        if value:
            _item_list(reading, name, value)

    return read


def additional_items(reading: Reading, name: str, value: Json) -> None:
    """``additionalItems``, which counts beside a list of ``items`` only."""
    if isinstance(reading.members.get("items"), list):
        reading.attributes["items"] = reading.schema(name)
    elif value is not True:
        reading.found(codes.schema.NO_EFFECT, name, keyword=name, reason="'items' is no list")
