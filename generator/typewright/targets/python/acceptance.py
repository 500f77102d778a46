"""What readers accept where the options say that it is not just what the specification says."""

from __future__ import annotations

from collections.abc import Mapping

from typewright.checks import nodes
from typewright.checks.lower import Formats, lower_all
from typewright.checks.nodes import ACCEPT, Check
from typewright.model import Anything, Definition, Model, Record
from typewright.schema import SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.prepare import prepared, rewritten
from typewright.targets.python.specialize import JSON_TYPES, specialize
from typewright.values import replace


def as_read(model: Model, options: PythonOptions) -> Model:
    """``model`` with the checks that readers make; itself when these are the specification's."""
    if options.formats == "native":
        model = _with_formats(model)
    if options.unknown_enum_values == "keep":
        checks = {schema: _open_enums(check) for schema, check in model.checks.items()}
        model = replace(model, checks=checks)
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


def _open_enums(check: Check) -> Check:
    """Every choice of several values becomes a test of their types, where no combination of
    schemas depends on it.
    """
    match check:
        case nodes.OneOfValues(values=values, keyword="enum") if len(values) > 1:
            return nodes.TypeTest(_types(check))
        case nodes.All(checks=checks):
            return nodes.All(tuple(map(_open_enums, checks)))
        case nodes.Branches(keyword="anyOf", checks=checks):
            return replace(check, checks=tuple(map(_open_enums, checks)))
        case nodes.If(condition=nodes.TypeTest() as condition, then=then, otherwise=otherwise):
            return nodes.If(condition, _open_enums(then), _open_enums(otherwise))
        case nodes.Items(prefix=prefix, rest=rest):
            opened = None if rest is None else _open_enums(rest)
            return nodes.Items(tuple(map(_open_enums, prefix)), opened)
        case nodes.Members(properties=properties, patterns=patterns, additional=additional):
            return nodes.Members(
                tuple((name, _open_enums(inner)) for name, inner in properties),
                tuple((regex, _open_enums(inner)) for regex, inner in patterns),
                None if additional is None else _open_enums(additional),
            )
        case _:
            return check


def _types(check: nodes.OneOfValues) -> tuple[JsonType, ...]:
    """The types of the values; of numbers ``number`` where one has a fraction, else ``integer``."""
    types = [t for t in JSON_TYPES if not isinstance(specialize(check, t, {}), nodes.Reject)]
    has_fraction = any(isinstance(one, float) and not one.is_integer() for one in check.values)
    needless = "integer" if has_fraction else "number"
    return tuple(t for t in types if t != needless)


def closed(model: Model) -> Model:
    """Records refuse members that they do not name, unless the source hides some or types them."""
    checks = dict(model.checks)
    for definition in model.definitions.values():
        extra = _refusal(definition)
        if extra is not None:
            # A record that another one extends is closed where it stands by itself.
            own = _opened(model.checks[definition.schema], model.checks)
            checks[definition.schema] = nodes.All((own, extra))
    return replace(model, checks=checks)


def _opened(
    check: Check, checks: Mapping[SchemaId, Check], passed: frozenset[SchemaId] = frozenset()
) -> Check:
    """``check`` with the checks of the same value that it calls written out, as they are."""

    def again(inner: Check) -> Check:
        return _opened(inner, checks, passed)

    match check:
        case nodes.Call(target=target) if target not in passed:
            return _opened(checks[target], checks, passed | {target})
        case nodes.All(checks=parts) | nodes.Branches(checks=parts):
            return replace(check, checks=tuple(map(again, parts)))
        case nodes.If(condition=condition, then=then, otherwise=otherwise):
            return nodes.If(again(condition), again(then), again(otherwise))
        case nodes.Not(check=inner) | nodes.Dependent(check=inner) | nodes.Scope(check=inner):
            return replace(check, check=again(inner))
        case (
            nodes.UnevaluatedItems(evaluating=evaluating)
            | nodes.UnevaluatedMembers(evaluating=evaluating)
        ):
            return replace(check, evaluating=again(evaluating))
        case _:
            return check


def _refusal(definition: Definition) -> Check | None:
    match definition.shape:
        case Record(members=members, additional=Anything(hint=None), opaque=False):
            named = tuple((member.name, ACCEPT) for member in members)
            return nodes.Members(named, (), nodes.Reject("additionalProperties"))
        case _:
            return None
