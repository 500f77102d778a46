"""Reading what may be one of several variants of one JSON type: by what tells them apart, and where
nothing does, by trying them.

How is decided here, once, and not when a value is read: by a member that one variant requires and
the others forbid, or by the check of each variant in turn. The tag that a source only declares
comes first where a value may fit several variants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Reference, Union, Variant
from typewright.schema.schema import JsonType
from typewright.targets.python import literals, types
from typewright.targets.python.decisions import Demands, telling_members
from typewright.targets.python.reading import FAIL, Reading
from typewright.targets.python.specialize import conjunction, conjuncts
from typewright.values import dataclass

if TYPE_CHECKING:
    from typewright.targets.python.readers import Reader


@dataclass(frozen=True, slots=True)
class _Arm:
    """A variant and the condition to read it; without one, it is what is left."""

    index: int
    condition: str | None


def read(
    reader: Reader,
    union: Union,
    check: Check,
    variable: str,
    where: tuple[str, ...],
    kind: JsonType | None,
) -> Reading:
    """Reads a value that is known to be of ``kind``, if that is known, by one of the variants."""
    if kind is None:
        reader.tests.any_value(check, variable, where)
        arms = _in_turn(reader, union, variable, where)
        if union.tag is not None:
            end = f") if type({variable}) is dict else None"
            reader.writer.bracketed(f"tag = {variable}.get(", [literals.string(union.tag)], end)
            arms = [*_by_tag(reader, union.variants, variable, where), *arms]
        return _arms(reader, union, arms, variable, where)
    variants = union.variants
    checks = reader.workshop.model.checks
    demands = [Demands.of(variant, kind, checks) for variant in variants]
    parts = conjuncts(check)
    exact = next((part for part in parts if _is_exact(reader, part, variants, kind)), None)
    apart = all(
        one.are_apart_from(other)
        for index, one in enumerate(demands)
        for other in demands[index + 1 :]
    )
    rest = [
        part
        for part in parts
        if part is not exact and not all(one.include(part) for one in demands)
    ]
    reader.tests.typed(conjunction(rest), variable, kind, where)
    if exact is not None and not apart:
        reader.tests.plain((exact,), variable, kind)
        holds = [
            _belongs(reader, variant, variable, _place(where, index))
            for index, variant in enumerate(variants)
        ]
        reader.writer.bracketed("fits = [", holds, "]")
        reader.tests.failing(["fits.count(True) != 1"])
        last = len(variants) - 1
        arms = [_Arm(i, f"fits[{i}]" if i < last else None) for i in range(len(variants))]
        return _arms(reader, union, arms, variable, where)
    names = telling_members(demands) if kind == "object" else None
    if names is not None and all(_tests_itself(reader, variant) for variant in variants):
        members = (f"{literals.string(name)} in {variable}" for name in names)
        arms = [_Arm(index, each) for index, each in enumerate((*members, None))]
        return _arms(reader, union, arms, variable, where)
    is_left = any(isinstance(part, nodes.Branches) for part in rest)
    arms = _in_turn(reader, union, variable, where, demands, is_certain=is_left)
    if union.tag is not None and kind == "object" and not apart:
        reader.writer.bracketed(f"tag = {variable}.get(", [literals.string(union.tag)], ")")
        arms = [*_by_tag(reader, variants, variable, where), *arms]
    return _arms(reader, union, arms, variable, where)


def _is_exact(reader: Reader, part: Check, variants: tuple[Variant, ...], kind: JsonType) -> bool:
    """Whether ``part`` is a ``oneOf`` whose branches are the variants, one by one."""
    return (
        isinstance(part, nodes.Branches)
        and part.keyword == "oneOf"
        and len(part.checks) == len(variants)
        and all(
            branch
            in (
                nodes.Call(variant.schema),
                own := reader.workshop.model.checks[variant.schema],
                reader.specialized(own, kind),
            )
            for branch, variant in zip(part.checks, variants, strict=True)
        )
    )


def _in_turn(
    reader: Reader,
    union: Union,
    variable: str,
    where: tuple[str, ...],
    demands: list[Demands] | None = None,
    *,
    is_certain: bool = True,
) -> list[_Arm]:
    """Each variant by its own check, those without a tag first; the last without, where it is
    certain by now that some variant fits, or where reading it tests it anyhow.
    """
    order = sorted(range(len(union.variants)), key=lambda i: bool(union.variants[i].tag_values))
    arms: list[_Arm] = []
    for index in order:
        variant = union.variants[index]
        call = nodes.Call(variant.schema)
        is_last = index == order[-1] or all(one.include(call) for one in demands or [Demands(())])
        if is_last and (is_certain or _tests_itself(reader, variant)):
            return [*arms, _Arm(index, None)]
        arms.append(_Arm(index, _belongs(reader, variant, variable, _place(where, index))))
    return arms


def _by_tag(
    reader: Reader, variants: tuple[Variant, ...], variable: str, where: tuple[str, ...]
) -> list[_Arm]:
    """Each variant that a tag leads to, where its own check holds, too."""
    arms: list[_Arm] = []
    for index, variant in enumerate(variants):
        tests = [f"tag == {literals.string(value)}" for value in variant.tag_values]
        if tests:
            either = tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"
            holds = _belongs(reader, variant, variable, _place(where, index))
            arms.append(_Arm(index, f"{either} and {holds}"))
    return arms


def _arms(
    reader: Reader, union: Union, arms: list[_Arm], variable: str, where: tuple[str, ...]
) -> Reading:
    """One branch for each arm; ``variable`` holds the value afterwards."""
    same = True
    all_plain = all(types.is_plain(one.shape, reader.workshop) for one in union.variants)
    for number, arm in enumerate(arms):
        variant = union.variants[arm.index]
        inner = reader.nested()
        left = reader.scopes.with_own(ACCEPT, variant)
        reading = inner.read(variant.shape, left, variable, _place(where, arm.index))
        if types.is_plain(variant.shape, reader.workshop):
            reading = Reading(variable)
            inner.writer.lines.clear()
        same = same and reading.same
        if arm.condition is None and number:
            reader.writer.line("else:")
        else:
            condition = arm.condition or "True"
            reader.writer.condition("elif" if number else "if", [condition])
        lines = arm_lines(inner, reading, variable)
        if not lines and not all_plain:
            # What the tests before have told type checkers of the value would hold no more.
            reader.workshop.use(reader.room, "validators", "as_is")
            inner.writer.line(f"{variable} = as_is({variable})")
        reader.writer.body(lines)
    if arms[-1].condition is not None:
        reader.writer.line("else:")
        with reader.writer.block():
            reader.writer.line(FAIL)
    return Reading(variable, same)


def arm_lines(inner: Reader, reading: Reading, variable: str) -> list[str]:
    """The lines of ``inner``, after which ``variable`` holds what was read."""
    assign(inner, reading, variable)
    return inner.writer.lines


def assign(inner: Reader, reading: Reading, variable: str) -> None:
    """Has ``variable`` hold what was read."""
    if reading.expression != variable:
        inner.writer.line(f"{variable} = {reading.expression}")


def _place(where: tuple[str, ...], index: int) -> tuple[str, ...]:
    return (*where, f"option_{index + 1}")


def _belongs(reader: Reader, variant: Variant, variable: str, where: tuple[str, ...]) -> str:
    """An expression that says whether a value is of a variant."""
    check = reader.workshop.model.checks[variant.schema]
    if not isinstance(check, nodes.Call):
        check = nodes.Call(variant.schema)
    return reader.tests.expression(check, variable, where)


def _tests_itself(reader: Reader, variant: Variant) -> bool:
    """Whether reading a value of a variant tests all that the variant demands; what is plain is not
    read.
    """
    match variant.shape:
        case Reference(target=target) if not types.is_plain(variant.shape, reader.workshop):
            definition = reader.workshop.model[target]
            own = reader.workshop.model.checks[variant.schema]
            return not types.is_inline(definition, reader.workshop) and (
                variant.schema == definition.schema or own == nodes.Call(definition.schema)
            )
        case _:
            return False
