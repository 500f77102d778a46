"""The checks as this target prints them: shared parts called, what cannot be said left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Final, TypeAlias

from typewright.checks import nodes, patterns
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import children, rewritten
from typewright.diagnostics import Diagnostic, codes
from typewright.model import Model, Record
from typewright.schema import SchemaId
from typewright.targets.python.specialize import conjunction
from typewright.values import replace


def prepared(model: Model) -> tuple[Model, tuple[Diagnostic, ...]]:
    """``model`` with checks that can all be printed, and a diagnostic for each that could not."""
    problems: dict[str, str] = {}
    records = cache(partial(_records, model))  # few models need them
    known: dict[int, bool] = {}

    def change(inside: SchemaId, check: Check) -> Check:
        match check:
            case nodes.All(checks=(nodes.TypeTest() as test, *rest)) if _is_open_to_more(check):
                target = _record(records(), rest, inside)
                return check if target is None else _or_others(test, target, rest)
            case _:
                return printable(check, problems)

    def stays(check: Check) -> bool:
        """Whether nothing in ``check`` changes, as in most; many stand in several others."""
        if type(check) in _PRINTABLE:
            return True
        if id(check) not in known:
            known[id(check)] = (
                not _is_open_to_more(check)
                and all(map(stays, children(check)))
                and printable(check, problems) is check
            )
        return known[id(check)]

    changed = {
        schema: rewritten(check, partial(change, schema))
        for schema, check in model.checks.items()
        if not stays(check)
    }
    if changed:
        model = replace(model, checks={**model.checks, **changed})
    return model, tuple(_told(model, problems))


_PRINTABLE: Final = nodes.LEAVES - {nodes.Pattern}
"""The kinds of checks without parts that are always printed as they are."""


def printable(check: Check, problems: dict[str, str] | None = None) -> Check:
    """``check`` without what cannot be said in Python; the checks inside it are so already.

    ``problems`` are told of each expression for which that is so.
    """
    match check:
        case nodes.Pattern(regex=regex) if not _translates(regex, problems):
            return ACCEPT
        case nodes.Members(properties=properties, patterns=by_pattern) if by_pattern:
            kept = tuple(pair for pair in by_pattern if _translates(pair[0], problems))
            return check if len(kept) == len(by_pattern) else nodes.Members(properties, kept, None)
        case _:
            return check


def _translates(regex: str, problems: dict[str, str] | None) -> bool:
    try:
        patterns.to_python(regex)
    except patterns.PatternError as error:
        if problems is not None:
            problems[regex] = str(error)
        return False
    return True


def _told(model: Model, problems: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What could not be printed, at each place where it stands."""
    for schema in model.graph.schemas.values() if problems else ():
        for regex in (schema.pattern, *schema.pattern_properties):
            if regex is not None and regex in problems:
                problem = problems[regex]
                yield codes.target.PATTERN_NOT_TESTED.at(
                    schema.origin, regex=regex, problem=problem
                )


def _is_open_to_more(check: Check) -> bool:
    """Whether ``check`` demands something of objects and accepts values of other types."""
    match check:
        case nodes.All(checks=(nodes.TypeTest(types=types), *_)):
            return len(types) > 1 and "object" in types
        case _:
            return False


_Records: TypeAlias = Mapping[object, Sequence[tuple[Sequence[Check], SchemaId]]]


def _records(model: Model) -> _Records:
    """What records demand of objects, and their schemas, by what can be told of it at once."""
    found: dict[object, list[tuple[Sequence[Check], SchemaId]]] = {}
    for definition in model.definitions.values():
        match definition.shape, model.checks[definition.schema]:
            case Record(), nodes.All(checks=(nodes.TypeTest(types=("object",)), *rest)):
                found.setdefault(_outline(rest), []).append((rest, definition.schema))
            case _:
                pass
    return found


def _outline(demands: Sequence[Check]) -> object:
    """What is the same of demands that are the same, and seldom of others."""
    return tuple(
        tuple(name for name, _ in one.properties) if isinstance(one, nodes.Members) else type(one)
        for one in demands
    )


def _record(records: _Records, demands: Sequence[Check], inside: SchemaId) -> SchemaId | None:
    """The schema of the first record in the schema ``inside`` that demands just this of objects.

    What stands elsewhere does not count: else an edit there would change what is written here.
    """
    said = repr(demands)
    near = (f"{inside}/", f"{inside}~")
    for others, schema in records.get(_outline(demands), ()):
        if (schema == inside or schema.startswith(near)) and repr(others) == said:
            return schema
    return None


def _or_others(test: nodes.TypeTest, target: SchemaId, demands: Iterable[Check]) -> Check:
    """The same as a record's own check for objects, where other types are allowed too."""
    of_others = conjunction(one for one in demands if nodes.ONLY_FOR.get(type(one)) != ("object",))
    return nodes.All((test, nodes.If(nodes.TypeTest(("object",)), nodes.Call(target), of_others)))
