"""Reading unions: by the JSON type of a value, by its tag, or by trying the variants in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Anything, Constant, Enumeration, Scalar, Tuple, Union, Variant
from typewright.schema.schema import JsonType
from typewright.targets.python import literals, trials, types
from typewright.targets.python.layout import Writer
from typewright.targets.python.reading import FAIL, Reading
from typewright.targets.python.specialize import conjunction, conjuncts
from typewright.targets.python.trials import arm_lines, assign
from typewright.values import replace

if TYPE_CHECKING:
    from typewright.targets.python.readers import Reader

_LIKELY: tuple[JsonType, ...] = ("string", "object", "array", "number", "boolean", "null")
"""The types in the order in which a value of several is tested."""


def read_union(
    reader: Reader, union: Union, check: Check, variable: str, where: tuple[str, ...]
) -> Reading:
    told = tuple(one for one in union.variants if not isinstance(one.shape, Anything))
    groups = _by_kind(reader, told)
    if groups is None:
        return trials.read(reader, union, check, variable, where, None)
    if len(told) < len(union.variants):
        return _some_kinds(reader, union, groups, check, variable, where)
    arms: list[tuple[JsonType, Reader, Reading]] = []
    if len(groups) == 1:
        ((kind, variants),) = groups.items()
        reader.tests.failing([reader.tests.negated_type(kind, variable)])
        rest = reader.specialized(check, kind)
        return _one_kind(reader, kind, replace(union, variants=variants), rest, variable, where)
    null = reader.specialized(check, "null")
    if len(groups) == 2 and "null" in groups and isinstance(null, nodes.Accept):
        return _nullable(reader, union, groups, check, variable, where)
    for kind, variants in groups.items():
        inner = reader.nested()
        rest = reader.specialized(check, kind)
        place = (*where, kind)
        part = replace(union, variants=variants)
        arms.append((kind, inner, _one_kind(inner, kind, part, rest, variable, place)))
    return _arms(reader, arms, variable)


def _some_kinds(
    reader: Reader,
    union: Union,
    groups: dict[JsonType, tuple[Variant, ...]],
    check: Check,
    variable: str,
    where: tuple[str, ...],
) -> Reading:
    """Reads values of some types; those of all others stay as they are."""
    keyword = "if"
    for kind in _LIKELY:
        inner = reader.nested()
        rest = reader.specialized(check, kind)
        place = (*where, kind)
        if kind in groups:
            part = replace(union, variants=groups[kind])
            assign(inner, _one_kind(inner, kind, part, rest, variable, place), variable)
        else:
            inner.tests.typed(rest, variable, kind, place)
        if inner.writer.lines:
            reader.writer.line(f"{keyword} {reader.tests.type_test(kind, variable)}:")
            reader.writer.extend(inner.writer.lines)
            keyword = "elif"
    reader.writer.condition(keyword, [reader.tests.unusual(variable)])
    with reader.writer.block():
        reader.writer.line(FAIL)
    return Reading(variable, same=False)


def _nullable(
    reader: Reader,
    union: Union,
    groups: dict[JsonType, tuple[Variant, ...]],
    check: Check,
    variable: str,
    where: tuple[str, ...],
) -> Reading:
    """One type or ``null``: reading what is not ``null`` tests the type."""
    (kind,) = (kind for kind in groups if kind != "null")
    rest = reader.specialized(check, kind)
    only = groups[kind][0].shape
    is_untold = rest == ACCEPT and isinstance(only, Constant | Enumeration)
    same = True

    def not_null(body: Writer) -> None:
        nonlocal same
        inner = reader.on(body)
        if len(groups[kind]) > 1 or isinstance(only, Tuple) or is_untold:
            inner.tests.failing([reader.tests.negated_type(kind, variable)])
            part = replace(union, variants=groups[kind])
            reading = _one_kind(inner, kind, part, rest, variable, where)
        else:
            left = reader.scopes.with_own(rest, groups[kind][0])
            reading = inner.read(only, left, variable, where)
        assign(inner, reading, variable)
        same = reading.same

    reader.tests.guarded([f"{variable} is not None"], not_null)
    return Reading(variable, same)


def _arms(reader: Reader, arms: list[tuple[JsonType, Reader, Reading]], variable: str) -> Reading:
    """One branch for each type; ``variable`` holds the value afterwards.

    Of texts that are looked up, the type needs no test.
    """
    same = all(reading.same for _, _, reading in arms)
    busy: list[tuple[JsonType, list[str]]] = []
    refused: list[str] = []
    last = FAIL
    for kind, inner, reading in arms:
        if reading.texts and not inner.writer.lines:
            last = f"{variable} = {reading.expression}"
            continue
        lines = arm_lines(inner, reading, variable)
        if lines:
            busy.append((kind, lines))
        else:
            refused.append(reader.tests.negated_type(kind, variable))
    keyword = "if"
    for kind, lines in busy:
        reader.writer.line(f"{keyword} {reader.tests.type_test(kind, variable)}:")
        reader.writer.extend(lines)
        keyword = "elif"
    if refused:
        reader.writer.condition(keyword, refused)
    else:
        reader.writer.line("else:")
    with reader.writer.block():
        reader.writer.line(last)
    return Reading(variable, same)


def _one_kind(
    reader: Reader,
    kind: JsonType,
    union: Union,
    check: Check,
    variable: str,
    where: tuple[str, ...],
) -> Reading:
    """Reads a value that is known to be of ``kind``, of which all variants are."""
    variants = union.variants
    if len(variants) == 1:
        return _known(reader, variants[0], kind, check, variable, where)
    if all(types.is_plain(variant.shape, reader.workshop) for variant in variants):
        reader.tests.typed(check, variable, kind, where)
        return Reading(variable)
    parts = conjuncts(check)
    branches = next((part for part in parts if isinstance(part, nodes.Branches)), None)
    if branches is not None and branches.tag is not None and _aligned(branches, variants):
        rest = conjunction(part for part in parts if part is not branches)
        reader.tests.typed(rest, variable, kind, where)
        return _tagged(reader, branches, variants, variable, where)
    return trials.read(reader, union, check, variable, where, kind)


def _known(
    reader: Reader,
    variant: Variant,
    kind: JsonType,
    check: Check,
    variable: str,
    where: tuple[str, ...],
) -> Reading:
    """A single variant whose type has been tested: only what is left of the check remains."""
    shape = variant.shape
    if types.is_plain(shape, reader.workshop) and (
        (isinstance(shape, Scalar) and kind != "number")
        or (isinstance(shape, Constant | Enumeration) and kind not in ("number", "string"))
    ):
        reader.tests.typed(check, variable, kind, where)
        return Reading(variable)
    left = reader.scopes.with_own(check, variant)
    return reader.read(shape, left, variable, where, kind)


def _aligned(branches: nodes.Branches, variants: tuple[Variant, ...]) -> bool:
    return set(branches.tag_values) == {v.tag_values for v in variants}


def _tagged(
    reader: Reader,
    branches: nodes.Branches,
    variants: tuple[Variant, ...],
    variable: str,
    where: tuple[str, ...],
) -> Reading:
    """The tag leads to the one variant that a value can be."""
    reader.writer.bracketed(f"tag = {variable}[", [literals.string(branches.tag or "")], "]")
    shapes = {variant.tag_values: variant.shape for variant in variants}
    keyword = "if"
    for index, (branch, values) in enumerate(
        zip(branches.checks, branches.tag_values, strict=True)
    ):
        inner = reader.nested()
        reading = inner.read(shapes[values], branch, variable, (*where, f"option_{index + 1}"))
        reader.writer.condition(
            keyword, [f"tag == {literals.string(value)}" for value in values], "or"
        )
        lines = arm_lines(inner, reading, variable)
        reader.writer.body(lines)
        keyword = "elif"
    reader.writer.line("else:")
    with reader.writer.block():
        reader.writer.line(FAIL)
    return Reading(variable, same=False)


def _by_kind(
    reader: Reader, variants: tuple[Variant, ...]
) -> dict[JsonType, tuple[Variant, ...]] | None:
    """The variants by the JSON type of their values; ``None`` if one has several types."""
    groups: dict[JsonType, tuple[Variant, ...]] = {}
    for variant in variants:
        kinds = types.kinds(variant.shape, reader.workshop)
        if len(kinds) != 1:
            return None
        (kind,) = kinds
        groups[kind] = (*groups.get(kind, ()), variant)
    return {kind: groups[kind] for kind in _LIKELY if kind in groups}
