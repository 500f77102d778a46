"""Records that refuse members which they do not name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import at_same_value, targets
from typewright.model import (
    Anything,
    Definition,
    Mapping,
    Model,
    Record,
    Reference,
    Sequence,
    Shape,
    Union,
    Variant,
)
from typewright.model.shapes import inside
from typewright.schema import SchemaId
from typewright.targets.python.decisions import Checks
from typewright.targets.python.exact import as_described
from typewright.values import dataclass, replace


def closed(model: Model) -> Model:
    """Records refuse members that they do not name, unless the source hides some or types them;
    what is refused without that still is.
    """
    checks = dict(model.checks)
    refusals = {one.schema: _refusal(one) for one in model.definitions.values()}
    shut = frozenset(schema for schema, refusal in refusals.items() if refusal is not None)
    for variant, schema in _named(model):
        if schema in shut and schema not in (variant, *targets(checks[variant])):
            checks[variant] = nodes.All((checks[variant], nodes.Call(schema)))
    for definition in model.definitions.values():
        own = checks[definition.schema]
        within = _Inside(model, shut, frozenset(targets(own))).of(definition.shape)
        refusal = refusals[definition.schema]
        if refusal is not None:
            # A record that another one extends is closed where it stands by itself.
            own = _opened(own, model.checks)
        parts = [one for one in (own, within, refusal) if one not in (None, ACCEPT)]
        if len(parts) > 1:
            checks[definition.schema] = nodes.All(tuple(parts))
    return replace(model, checks=as_described(checks, model.checks))


def _named(model: Model) -> Iterator[tuple[SchemaId, SchemaId]]:
    """The schema of each variant that is a definition, and that of the definition: a variant may be
    a choice of which only one is left.
    """
    for definition in model.definitions.values():
        pending = [definition.shape]
        while pending:
            shape = pending.pop()
            pending += inside(shape)
            for variant in shape.variants if isinstance(shape, Union) else ():
                if isinstance(variant.shape, Reference):
                    yield variant.schema, model[variant.shape.target].schema


@dataclass(frozen=True, slots=True)
class _Inside:
    """What is refused of a value because of closed records in its shape, where its check does not
    call them.

    The branches of an ``anyOf`` beside ``type: object`` demand less than the records that they
    become. ``shut`` are the schemas of closed records, ``called`` those that the check calls.
    """

    model: Model
    shut: frozenset[SchemaId]
    called: frozenset[SchemaId]

    def of(self, shape: Shape) -> Check:
        match shape:
            case Union(variants=variants):
                if not any(map(self._is_missed, variants)):
                    return ACCEPT
                return nodes.Branches("anyOf", tuple(nodes.Call(one.schema) for one in variants))
            case Reference(target=target):
                schema = self.model[target].schema
                missed = schema in self.shut and schema not in self.called
                return nodes.Call(schema) if missed else ACCEPT
            case Sequence(item=item):
                return _unless_idle(self.of(item), lambda inner: nodes.Items((), inner))
            case Mapping(value=value):
                return _unless_idle(self.of(value), lambda inner: nodes.Members((), (), inner))
            case Record(members=members):
                named = ((member.name, self.of(member.shape)) for member in members)
                inner = tuple((name, check) for name, check in named if check != ACCEPT)
                return nodes.Members(inner, (), None) if inner else ACCEPT
            case _:
                return ACCEPT

    def _is_missed(self, variant: Variant) -> bool:
        match variant.shape:
            case Reference(target=target):
                schema = self.model[target].schema
                return schema in self.shut and self.called.isdisjoint((schema, variant.schema))
            case _:
                return False


def _unless_idle(inner: Check, around: Callable[[Check], Check]) -> Check:
    return ACCEPT if inner == ACCEPT else around(inner)


def _opened(check: Check, checks: Checks, passed: frozenset[SchemaId] = frozenset()) -> Check:
    """``check`` with the checks of the same value that it calls written out, as they are."""

    def written(call: nodes.Call) -> Check:
        if call.target in passed:
            return call
        return _opened(checks[call.target], checks, passed | {call.target})

    return at_same_value(check, written)


def stays_open(record: Record) -> bool:
    """Whether a record takes members that it does not name, where unknown ones are refused: those
    that the source types, or hides.
    """
    return record.additional is not None and (
        record.opaque or record.additional != Anything(hint=None)
    )


def _refusal(definition: Definition) -> Check | None:
    record = definition.shape
    if not isinstance(record, Record) or record.additional is None or stays_open(record):
        return None
    named = tuple((member.name, ACCEPT) for member in record.members)
    return nodes.Members(named, (), nodes.Reject("additionalProperties"))
