"""What readers accept where the options say that it is not just what the specification says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from typewright.checks import nodes
from typewright.checks.lower import Formats, lower_all
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import rewritten, targets, walk, with_children
from typewright.model import Model
from typewright.schema import SchemaId
from typewright.schema.reachable import reachable
from typewright.schema.schema import JsonType
from typewright.targets.python.closed import closed
from typewright.targets.python.decisions import Checks
from typewright.targets.python.expressions import KINDS
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.prepare import prepared
from typewright.targets.python.specialize import JSON_TYPES, specialize
from typewright.values import replace


def as_read(model: Model, options: PythonOptions) -> Model:
    """``model`` with the checks that readers make; itself when these are the specification's."""
    if options.formats == "native":
        model = _with_formats(model)
    if options.unknown_enum_values == "keep":
        model = replace(model, checks=_with_open_enums(model.checks))
    if options.unknown_members == "refuse":
        model = closed(model)
    return model


def _with_formats(model: Model) -> Model:
    """The native formats are tested, since nothing else can be converted."""
    calls = frozenset(definition.schema for definition in model.definitions.values())
    policy: Formats = "assert" if model.formats == "assert" else "suggest"
    checks = lower_all(model.graph, model.checks, calls=calls, formats=policy)

    def native(check: Check) -> Check:
        match check:
            case nodes.Format(name=name, tested=False) if name not in NATIVES:
                return ACCEPT
            case _:
                return check

    kept = {schema: rewritten(check, native) for schema, check in checks.items()}
    return prepared(replace(model, checks=kept))[0]


def with_tested_formats(model: Model) -> Model:
    """What readers accept of ``model`` where they convert all strings of a native format."""

    def tested(check: Check) -> Check:
        return replace(check, tested=True) if isinstance(check, nodes.Format) else check

    checks = {schema: rewritten(check, tested) for schema, check in model.checks.items()}
    return replace(model, checks=checks)


def _with_open_enums(checks: Checks) -> Checks:
    """``checks`` that take unknown values of enumerations.

    Where a value passes because something is refused, that is refused as before. Where branches
    exclude each other only by the values that are known, one that fits several is taken.
    """
    exact = _exact(checks)
    opened = {
        schema: check if schema in exact else _open_enums(check) for schema, check in checks.items()
    }
    wider = _calling(checks, {schema for schema in checks if opened[schema] != checks[schema]})
    return {
        schema: _relaxed(check, checks, wider) if schema in wider else check
        for schema, check in opened.items()
    }


def _exact(checks: Checks) -> frozenset[SchemaId]:
    """The schemas whose refusals let a value pass elsewhere, with all that these call."""
    decisive = [
        target
        for check in checks.values()
        for part in walk(check)
        for inner in _decisive(part)
        for target in targets(inner)
    ]
    calls = {schema: targets(check) for schema, check in checks.items()} if decisive else {}
    return frozenset(reachable(calls, decisive))


def _decisive(check: Check) -> tuple[Check, ...]:
    """The check right below ``check`` that must not hold of more values than it should."""
    match check:
        case nodes.Not(check=inner) | nodes.If(condition=inner):
            return (inner,)
        case nodes.Contains(check=inner, maximum=int()):
            return (inner,)
        case _:
            return ()


def _calling(checks: Checks, called: Iterable[SchemaId]) -> set[SchemaId]:
    """``called`` and all that call them."""
    callers: dict[SchemaId, list[SchemaId]] = {}
    for schema, check in checks.items():
        for target in targets(check):
            callers.setdefault(target, []).append(schema)
    return reachable(callers, called)


def _relaxed(check: Check, checks: Checks, wider: Set[SchemaId]) -> Check:
    """``check`` without the *exactly* of each ``oneOf`` whose branches accept more now."""

    def relax(one: Check) -> Check:
        match one:
            case nodes.Branches(keyword="oneOf", tag=None, checks=branches):
                is_wider = any(not wider.isdisjoint(targets(branch)) for branch in branches)
                if is_wider and not _are_of_own_types(branches, checks):
                    return replace(one, keyword="anyOf")
            case _:
                pass
        return one

    return rewritten(check, relax)


def _are_of_own_types(branches: Sequence[Check], checks: Checks) -> bool:
    """Whether at most one of ``branches`` accepts values of each type."""
    return all(
        sum(not isinstance(specialize(one, kind, checks), nodes.Reject) for one in branches) < 2
        for kind in KINDS
    )


def _open_enums(check: Check) -> Check:
    """Every choice of several values becomes a test of their types, where no combination of
    schemas depends on it.
    """
    match check:
        case nodes.OneOfValues(values=values, keyword="enum") if len(values) > 1:
            return nodes.TypeTest(_types(check))
        case (
            nodes.All()
            | nodes.Branches(keyword="anyOf")
            | nodes.If(condition=nodes.TypeTest())
            | nodes.Items()
            | nodes.Members()
        ):
            return with_children(check, _open_enums)
        case _:
            return check


def _types(check: nodes.OneOfValues) -> tuple[JsonType, ...]:
    """The types of the values; of numbers ``number`` where one has a fraction, else ``integer``."""
    types = [t for t in JSON_TYPES if not isinstance(specialize(check, t, {}), nodes.Reject)]
    has_fraction = any(isinstance(one, float) and not one.is_integer() for one in check.values)
    needless = "integer" if has_fraction else "number"
    return tuple(t for t in types if t != needless)
