"""The meaning of the checks that have no others below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from typewright.checks import nodes, wording
from typewright.checks.equality import first_repeat, key
from typewright.checks.formats import FORMATS
from typewright.checks.patterns import compiled
from typewright.checks.values import as_written, has_type, is_multiple, is_number
from typewright.checks.visit import Visit


def _accept(_check: nodes.Accept, _visit: Visit) -> bool:
    return True


def _reject(check: nodes.Reject, visit: Visit) -> bool:
    return visit.fail(check.keyword, check)


def _type(check: nodes.TypeTest, visit: Visit) -> bool:
    for name in check.types:
        if has_type(visit.value, name):
            return True
    return visit.fail("type", check)


def _one_of_values(check: nodes.OneOfValues, visit: Visit) -> bool:
    if isinstance(visit.value, str):  # equal to no other type, and lists of strings may be long
        holds = visit.value in check.values
    elif is_number(visit.value):
        number = as_written(visit.value)
        holds = any(is_number(value) and as_written(value) == number for value in check.values)
    else:
        wanted = key(visit.value)
        holds = any(key(value) == wanted for value in check.values)
    return holds or visit.fail(check.keyword, check)


def _bounds(check: nodes.Bounds, visit: Visit) -> bool:
    value = visit.value
    if not is_number(value):
        return True
    value = as_written(value)
    bounds = (check.minimum, check.exclusive_minimum, check.maximum, check.exclusive_maximum)
    low, above, high, below = (None if each is None else as_written(each) for each in bounds)
    kept = {
        "minimum": low is None or value >= low,
        "exclusiveMinimum": above is None or value > above,
        "maximum": high is None or value <= high,
        "exclusiveMaximum": below is None or value < below,
    }
    if all(kept.values()):
        return True
    for keyword, phrase in wording.bounds(check):
        if not kept[keyword]:
            visit.fail(keyword, phrase)
    return False


def _multiple_of(check: nodes.MultipleOf, visit: Visit) -> bool:
    return (
        not is_number(visit.value)
        or is_multiple(visit.value, check.divisor)
        or visit.fail("multipleOf", check)
    )


def _length(check: nodes.Length, visit: Visit) -> bool:
    if not isinstance(visit.value, str):
        return True
    return _count(check, visit, len(visit.value), "minLength", "maxLength")


def _item_count(check: nodes.ItemCount, visit: Visit) -> bool:
    if not isinstance(visit.value, list):
        return True
    return _count(check, visit, len(visit.value), "minItems", "maxItems")


def _member_count(check: nodes.MemberCount, visit: Visit) -> bool:
    if not isinstance(visit.value, dict):
        return True
    return _count(check, visit, len(visit.value), "minProperties", "maxProperties")


def _count(
    check: nodes.Length | nodes.ItemCount | nodes.MemberCount,
    visit: Visit,
    count: int,
    lower: str,
    upper: str,
) -> bool:
    holds = True
    if check.minimum is not None and count < check.minimum:
        holds = visit.fail(lower, check)
    if check.maximum is not None and count > check.maximum:
        holds = visit.fail(upper, check)
    return holds


def _pattern(check: nodes.Pattern, visit: Visit) -> bool:
    return (
        not isinstance(visit.value, str)
        or bool(compiled(check.regex).search(visit.value))
        or visit.fail("pattern", check)
    )


def _format(check: nodes.Format, visit: Visit) -> bool:
    return (
        not check.tested
        or not isinstance(visit.value, str)
        or FORMATS[check.name](visit.value)
        or visit.fail("format", check)
    )


def _unique_items(check: nodes.UniqueItems, visit: Visit) -> bool:
    repeat = first_repeat(visit.value) if isinstance(visit.value, list) else None
    return repeat is None or visit.fail(
        "uniqueItems",
        check,
        f"equal items at {repeat[0]} and {repeat[1]}",
    )


def _required(check: nodes.Required, visit: Visit) -> bool:
    holds = True
    if isinstance(visit.value, dict):
        for name in check.names:
            if name not in visit.value:
                holds = visit.fail("required", wording.member(name), wording.WITHOUT_IT)
                if visit.sink is None:
                    break
    return holds


def _dependent_required(check: nodes.DependentRequired, visit: Visit) -> bool:
    holds = True
    if isinstance(visit.value, dict) and check.name in visit.value:
        for name in check.required:
            if name not in visit.value:
                phrase = wording.member_beside(name, check.name)
                holds = visit.fail("dependentRequired", phrase, wording.WITHOUT_IT)
    return holds


ASSERTIONS: Mapping[type, Callable[[Any, Visit], bool]] = {
    nodes.Accept: _accept,
    nodes.Reject: _reject,
    nodes.TypeTest: _type,
    nodes.OneOfValues: _one_of_values,
    nodes.Bounds: _bounds,
    nodes.MultipleOf: _multiple_of,
    nodes.Length: _length,
    nodes.Pattern: _pattern,
    nodes.Format: _format,
    nodes.ItemCount: _item_count,
    nodes.UniqueItems: _unique_items,
    nodes.MemberCount: _member_count,
    nodes.Required: _required,
    nodes.DependentRequired: _dependent_required,
}
"""By node kind, whether a value passes; what is wrong is reported to the visit."""
