"""Readers of the keyword forms: what stands behind a keyword, whatever the keyword means."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from typewright.diagnostics import codes
from typewright.diagnostics.advice import advice
from typewright.loaders.dialect import Reader
from typewright.schema import Json, Schema, SchemaId
from typewright.schema.describe import quote
from typewright.schema.keywords import Form, Keyword
from typewright.schema.schema import JsonType
from typewright.source.pointer import escape

if TYPE_CHECKING:
    from typewright.loaders.reading import Reading

TYPE_NAMES: tuple[str, ...] = get_args(JsonType)


class MalformedError(Exception):
    """What stands at a keyword is not what it has to be."""

    def __init__(self, expected: str, found: Json, *tokens: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found
        self.tokens = tokens


def reader(keyword: Keyword) -> Reader:
    """The reader of a keyword that means what the attribute of the same row holds.

    Where two keywords of a dialect mean one attribute, their objects are joined.
    """
    read = _BY_FORM[keyword.form]
    attribute, is_joined = keyword.attribute, keyword.form in (Form.SCHEMA_MAP, Form.STRINGS_MAP)

    def read_keyword(reading: Reading, name: str, value: Json) -> None:
        try:
            found = read(reading, name, value)
            if is_joined and attribute in reading.attributes:
                join(reading, attribute, found)
            else:
                reading.attributes[attribute] = found
        except MalformedError as error:
            reading.malformed(error.expected, error.found, *error.tokens)

    return read_keyword


def join(reading: Reading, attribute: str, found: Mapping[str, Any]) -> None:
    """Adds to an attribute what one more keyword says of it.

    What both say of one member holds together; of two definitions with one name the name is the
    later one's.
    """
    known: dict[str, Any] = reading.attributes.setdefault(attribute, {})
    for name, value in found.items():
        if name in known and attribute != "defs":
            known[name] = _together(reading, attribute, name, known[name], value)
        else:
            known[name] = value


def _together(reading: Reading, attribute: str, name: str, one: Any, other: Any) -> Any:
    """What says the same as two lists of names, or as two schemas, that hold for one value."""
    if isinstance(one, tuple):
        return tuple(dict.fromkeys((*one, *other)))
    located = reading.located
    both = Schema(
        id=SchemaId(f"{located.id}/{attribute}/{escape(name)}"),
        origin=located.origin,
        resource=located.base,
        all_of=(one, other),
    )
    reading.made.append(both)
    return both.id


def _read_schema(reading: Reading, name: str, _value: Json) -> SchemaId:
    return reading.schema(name)


def _read_schemas(reading: Reading, name: str, value: Json) -> tuple[SchemaId, ...]:
    if not isinstance(value, list) or not value:
        raise MalformedError("a list of at least one schema", value, name)
    return tuple(reading.schemas(name))


def _read_schema_map(reading: Reading, name: str, value: Json) -> dict[str, SchemaId]:
    if not isinstance(value, dict):
        raise MalformedError("an object of schemas", value, name)
    return dict(zip(value, reading.schemas(name), strict=True))


def _read_types(reading: Reading, name: str, value: Json) -> tuple[str, ...] | None:
    """The named types; ``None`` when one of them is unknown, since it may be any type."""
    if isinstance(value, str) and value in TYPE_NAMES:  # as most are
        return (value,)
    names = value if isinstance(value, list) else [value]
    if not names:
        raise MalformedError("a type name or a list of type names", value, name)
    found: dict[str, None] = {}
    for index, item in enumerate(names):
        place = (name, str(index)) if isinstance(value, list) else (name,)
        if not isinstance(item, str):
            raise MalformedError(f"one of {', '.join(TYPE_NAMES)}", item, *place)
        meant = item if item in TYPE_NAMES else _MEANT_TYPES.get(item.casefold())
        if meant is None:
            reading.unread.append(name)
            reading.diagnostics.append(
                codes.schema.UNKNOWN_TYPE.at(
                    reading.origin(*place),
                    name=quote(item),
                    advice=advice(item.casefold(), TYPE_NAMES),
                )
            )
            return None
        if meant != item:
            reading.meant("the name of a type", item, meant, *place)
        found[meant] = None
    return tuple(found)


_MEANT_TYPES: Final[Mapping[str, str]] = {name: name for name in TYPE_NAMES} | {
    "str": "string",
    "text": "string",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
}
"""What names of types in other languages can only mean, in small letters."""


def _read_value(_reading: Reading, _name: str, value: Json) -> Json:
    return value


def _read_values(_reading: Reading, name: str, value: Json) -> tuple[Json, ...]:
    if not isinstance(value, list):
        raise MalformedError("a list of values", value, name)
    return tuple(value)


def _read_number(reading: Reading, name: str, value: Json) -> int | float:
    number = finite(_unquoted(reading, name, "a number", value))
    if number is None:
        raise MalformedError("a number", value, name)
    if name == "multipleOf" and number <= 0:
        raise MalformedError("a number greater than 0", value, name)
    return number


def _read_count(reading: Reading, name: str, value: Json) -> int:
    number = finite(_unquoted(reading, name, "a whole number", value))
    if number is None or number < 0 or number != int(number):
        raise MalformedError("a whole number that is not negative", value, name)
    return int(number)


def finite(value: Json) -> int | float | None:
    """``value`` if it is a finite number, else ``None``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or math.isfinite(value) else None


def is_number(value: Json) -> bool:
    """Whether ``value`` is a finite number."""
    return finite(value) is not None


def _read_string(_reading: Reading, name: str, value: Json) -> str:
    if not isinstance(value, str):
        raise MalformedError("a string", value, name)
    return value


def _read_strings(reading: Reading, name: str, value: Json) -> tuple[str, ...]:
    return _names(reading, value, name)


def _read_strings_map(reading: Reading, name: str, value: Json) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise MalformedError("an object of lists of member names", value, name)
    return {member: _names(reading, names, name, member) for member, names in value.items()}


def _read_flag(reading: Reading, name: str, value: Json) -> bool:
    flag = _unquoted(reading, name, "true or false", value)
    if not isinstance(flag, bool):
        raise MalformedError("true or false", value, name)
    return flag


def _unquoted(reading: Reading, name: str, expected: str, value: Json) -> Json:
    """A number or a flag that somebody has put in quotes, as what it spells."""
    if not isinstance(value, str) or not _SPELT.fullmatch(value):
        return value
    spelt: Json = json.loads(value)
    if isinstance(spelt, bool) == (expected == "true or false"):
        reading.meant(expected, value, spelt, name)
        return spelt
    return value


_SPELT: Final = re.compile(r"true|false|-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?")


def _names(reading: Reading, value: Json, *tokens: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise MalformedError("a list of member names", value, *tokens)
    names: dict[str, None] = {}
    for index, name in enumerate(value):
        if not isinstance(name, str):
            reading.malformed("a member's name", name, *tokens, str(index))
        elif name in names:
            origin = reading.origin(*tokens, str(index))
            reading.diagnostics.append(
                codes.schema.REPEATED_NAME.at(origin, name=name, keyword=tokens[0])
            )
        else:
            names[name] = None
    return tuple(names)


_BY_FORM: Mapping[Form, Callable[[Reading, str, Json], Any]] = {
    Form.SCHEMA: _read_schema,
    Form.SCHEMAS: _read_schemas,
    Form.SCHEMA_MAP: _read_schema_map,
    Form.TYPES: _read_types,
    Form.VALUE: _read_value,
    Form.VALUES: _read_values,
    Form.NUMBER: _read_number,
    Form.COUNT: _read_count,
    Form.STRING: _read_string,
    Form.STRINGS: _read_strings,
    Form.STRINGS_MAP: _read_strings_map,
    Form.FLAG: _read_flag,
}
