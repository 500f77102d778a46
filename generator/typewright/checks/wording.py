"""The words of issues: what a check expects, and what a value is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema import Json
from typewright.schema.describe import describe, quote
from typewright.schema.schema import JsonType
from typewright.source.pointer import split

__all__ = ["describe", "expected", "join_or", "member"]

MAX_VALUES = 8
"""How many values of an enumeration are named."""

MAX_PARTS = 4
"""How many parts of a combination are named."""

MAX_PHRASE = 120
"""How long a phrase inside another phrase may be."""

SEVERAL = "one of "
"""How the phrase for an enumeration begins that has more than one value."""

TYPES: dict[JsonType, str] = {
    "null": "null",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "a string",
    "array": "an array",
    "object": "an object",
}
"""What a value of each type is called."""


def expected(check: Check) -> str:
    """What ``check`` expects, as a phrase that follows "expected"; never longer than a few lines.

    A check of several constraints (``Bounds``, ``Length``, …) is one phrase here, and an issue
    names only the one that fails (``lower_bound`` and the like).
    """
    match check:
        case nodes.TypeTest(types=types):
            return join_or([TYPES[name] for name in types]) if types else "no value at all"
        case nodes.OneOfValues(values=values):
            return one_of(values)
        case nodes.Accept():
            return "any value"
        case nodes.Reject(keyword="readOnly"):
            return "no such member in a request, since it is read-only"
        case nodes.Reject(keyword="writeOnly"):
            return "no such member in a response, since it is write-only"
        case nodes.Reject():
            return "no value at all"
        case nodes.Bounds():
            return " and ".join(phrase for _, phrase in bounds(check)) or "any number"
        case nodes.MultipleOf(divisor=divisor):
            return f"a multiple of {quote(divisor)}"
        case nodes.Length(minimum=minimum, maximum=maximum):
            return between(minimum, maximum, "character")
        case nodes.Pattern(regex=regex):
            return f"a string that matches {cut(regex)}"
        case nodes.Format(name=name):
            return f"a string in the format {cut(name)}"
        case nodes.ItemCount(minimum=minimum, maximum=maximum):
            return between(minimum, maximum, "item")
        case nodes.UniqueItems():
            return "no two equal items"
        case nodes.Items():
            return _items(check)
        case nodes.Contains(check=inner, minimum=minimum, maximum=maximum):
            return f"{between(minimum, maximum, 'item')}, each of them {_short(inner)}"
        case nodes.MemberCount(minimum=minimum, maximum=maximum):
            return between(minimum, maximum, "member")
        case nodes.Required(names=names):
            return members(names)
        case nodes.Members(properties=properties):
            return f"an object with {members([name for name, _ in properties])} as described"
        case nodes.MemberNames(check=inner):
            return f"member names, each of them {_short(inner)}"
        case nodes.DependentRequired(name=name, required=required):
            return f"{members(required)} beside {member(name)}"
        case nodes.Dependent(name=name, check=inner):
            return f"beside {member(name)}, {_short(inner)}"
        case nodes.All(checks=checks):
            return _all(checks)
        case nodes.Branches():
            return branches(check)
        case nodes.Not(check=nodes.Accept()):
            return "no value at all"
        case nodes.Not(check=inner):
            return f"anything but {_short(inner)}"
        case nodes.If():
            return "a value that fulfils a condition of the schema"
        case nodes.Call(target=target):
            return called(target)
        case nodes.DynamicCall(target=target):
            return called(target)
        case nodes.Scope(check=inner):
            return expected(inner)
        case (
            nodes.UnevaluatedItems(evaluating=evaluating)
            | nodes.UnevaluatedMembers(evaluating=evaluating)
        ):
            return expected(evaluating)
        case _:
            assert_never(check)


def bounds(check: nodes.Bounds) -> list[tuple[str, str]]:
    """Each bound's keyword and phrase, in the order in which they are tested."""
    rows = (
        ("minimum", "at least", check.minimum),
        ("exclusiveMinimum", "more than", check.exclusive_minimum),
        ("maximum", "at most", check.maximum),
        ("exclusiveMaximum", "less than", check.exclusive_maximum),
    )
    return [
        (keyword, f"{words} {quote(limit)}") for keyword, words, limit in rows if limit is not None
    ]


def between(minimum: int | None, maximum: int | None, noun: str) -> str:
    """``at least 3 characters``, ``2 to 4 items``, ``exactly 1 member``."""
    if minimum is not None and minimum == maximum:
        return f"exactly {_count(minimum, noun)}"
    if maximum is None:
        return f"at least {_count(minimum or 0, noun)}"
    if not minimum:
        return f"at most {_count(maximum, noun)}"
    return f"{minimum} to {_count(maximum, noun)}"


def one_of(values: Sequence[Json]) -> str:
    """``'a'``; ``one of 'a', 'b' (2 values)``; the first few where there are many."""
    if not values:
        return "no value at all"
    if len(values) == 1:
        return _exactly(values[0])
    shown = _few([quote(value) for value in values[: MAX_VALUES + 1]])
    more = ", …" if len(shown) < len(values) else ""
    return f"{SEVERAL}{', '.join(shown)}{more} ({len(values)} values)"


def branches(check: nodes.Branches) -> str:
    """``either a string or an array`` and the like; of tagged branches, the tag's values."""
    if check.tag is not None:
        phrase = f"an object whose {cut(repr(check.tag))} is {tags(check)}"
        untagged = [
            _short(branch)
            for branch, some in zip(check.checks, check.tag_values, strict=True)
            if not some
        ]
        return join_or([phrase, *untagged])
    named = list(dict.fromkeys(_short(branch) for branch in check.checks))
    shown = list(_few(named)[:MAX_PARTS])
    if len(named) > len(shown):
        shown.append(f"one of {len(named) - len(shown)} more")
    number = "exactly one" if check.keyword == "oneOf" else "at least one"
    if len(named) < len(check.checks) or len(named) == 1:
        return f"{number} of {len(check.checks)} variants to hold: {join_or(shown)}"
    return join_or(shown)


def member(name: str) -> str:
    """``the member 'id'``."""
    return f"the member {cut(repr(name))}"


def member_beside(name: str, trigger: str) -> str:
    """A member that has to be there because another one is."""
    return f"{member(name)} beside {member(trigger)}"


WITHOUT_IT = "an object without it"
"""What is found where a required member is not."""


def only_members(check: nodes.Members) -> str:
    """What is expected where a member is that may not be."""
    names = [name for name, _ in check.properties]
    others = " and names that match the schema's patterns" if check.patterns else ""
    if not names:
        return f"only{others[4:]}" if others else "no members"
    return f"only {members(names)}{others}"


def unevaluated(check: Check) -> str:
    """What is expected of the parts of a value that nothing else describes."""
    if isinstance(check, nodes.Reject):
        return "only what the schema describes"
    return f"{_short(check)} wherever the schema describes nothing else"


def item(index: int, value: Json) -> str:
    """One item of an array: ``null at index 3``."""
    return f"{describe(value)} at index {index}"


def exactly_one(check: nodes.Branches) -> str:
    """What ``oneOf`` expects where several branches hold."""
    return f"a value that fits exactly one of {len(check.checks)} variants"


def tags(check: nodes.Branches) -> str:
    """What is expected of the tag of a union."""
    return one_of([value for values in check.tag_values for value in values])


def members(names: Sequence[str]) -> str:
    """``the members 'id' and 'name'``, the first few where there are many."""
    if not names:
        return "members"
    if len(names) == 1:
        return member(names[0])
    shown = _few([quote(name) for name in names])
    if len(shown) < len(names):
        return f"the members {', '.join(shown)}, … ({len(names)})"
    return f"the members {', '.join(shown[:-1])} and {shown[-1]}"


def _few(phrases: Sequence[str]) -> Sequence[str]:
    """The first ones, as many as a reader takes in; at least one."""
    total = 0
    for count, phrase in enumerate(phrases):
        total += len(phrase)
        if count == MAX_VALUES or (count and total > MAX_PHRASE):
            return phrases[:count]
    return phrases


def called(target: str) -> str:
    """A schema that stands by itself, by the last step of its pointer; a branch of a union or a
    position of an array by its number and what it is part of. What a schema is called of which
    only some types are meant, is what it is called itself.
    """
    *above, last = split(_MADE.sub("", target.rpartition("#")[2])) or [""]
    if above and above[-1] in ("anyOf", "oneOf", "allOf", "prefixItems") and last.isdecimal():
        named = [one for one in above if one not in _STEPS and not one.isdecimal()] or ["the root"]
        return f"variant {int(last) + 1} of {cut(named[-1], 60)}"
    return f"a valid {cut(last, 60)}" if last else "what the schema's root describes"


_MADE = re.compile("~[^01/][^/]*$")
"""What stands behind the pointer of a schema to tell from it one that is made of it."""

_STEPS = frozenset(
    (
        *("anyOf", "oneOf", "allOf", "prefixItems", "items", "properties", "$defs", "definitions"),
        *("additionalProperties", "components", "schemas"),
    )
)
"""Steps of a pointer that name nothing."""


def join_or(phrases: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} or {phrases[-1]}"


def cut(text: str, limit: int = MAX_PHRASE) -> str:
    """``text`` in one line and not longer than ``limit``."""
    line = text if text.isprintable() else text.translate(_INVISIBLE)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


_INVISIBLE = dict.fromkeys((*range(32), 127, 133, 8232, 8233), " ")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _exactly(value: Json) -> str:
    return f"exactly {describe(value)}" if isinstance(value, list | dict) else quote(value)


def _items(check: nodes.Items) -> str:
    if isinstance(check.rest, nodes.Reject):
        return between(None, len(check.prefix), "item")
    if check.rest is None or check.prefix:
        return "an array with items as described"
    return f"items, each of them {_short(check.rest)}"


def _short(check: Check) -> str:
    return cut(_gist(check))


def _gist(check: Check) -> str:
    """What tells a branch from its sisters: a type, a constant, a reference, required members."""
    if isinstance(check, nodes.Leaf):  # as most are
        return expected(check)
    match check:
        case nodes.All(checks=checks):
            return _all(checks)
        case nodes.Scope(check=inner):
            return _gist(inner)
        case (
            nodes.UnevaluatedItems(evaluating=evaluating)
            | nodes.UnevaluatedMembers(evaluating=evaluating)
        ):
            return _gist(evaluating)
        case nodes.Branches() | nodes.Not() | nodes.If() | nodes.Dependent():
            return "what a combination of schemas describes"
        case _:
            return expected(check)


def _all(checks: Sequence[Check]) -> str:
    """The most telling one of several constraints, and required members of an object."""
    for check in checks:
        if isinstance(check, nodes.OneOfValues):
            return expected(check)
    required = [
        name for check in checks if isinstance(check, nodes.Required) for name in check.names
    ]
    types = [check for check in checks if isinstance(check, nodes.TypeTest)]
    if types and types[0].types == ("object",) and required:
        return f"an object with {members(required[:MAX_PARTS])}"
    return expected(types[0]) if types else _gist(checks[0])
