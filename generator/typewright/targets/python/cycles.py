"""Definitions that lead back to themselves without going into the value.

A chain of references that comes back to the same value demands nothing more (JSON Schema Core
2020-12, section 9.4.1, leaves it undefined). Generated functions would call each other without
end, so such calls are written out up to where they come back.
"""

from __future__ import annotations

from collections.abc import Mapping

from typewright.checks import nodes
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import at_same_value, calls_at_same_value
from typewright.model import Anything, Model, Reference, Shape, Union
from typewright.schema import SchemaId
from typewright.schema.reachable import returning
from typewright.values import replace


def without_cycles(model: Model) -> Model:
    """``model`` in which no check and no shape leads back to itself at the same value."""
    calls = {schema: calls_at_same_value(check) for schema, check in model.checks.items()}
    circular = returning(calls)
    shapes = {key: _references(one.shape) for key, one in model.definitions.items()}
    endless = returning(shapes)
    if not circular and not endless:  # as in nearly all
        return model
    checks = {
        schema: _written_out(check, model.checks, circular, frozenset((schema,)))
        if schema in circular
        else check
        for schema, check in model.checks.items()
    }
    definitions = {
        key: replace(one, shape=Anything(), references=()) if key in endless else one
        for key, one in model.definitions.items()
    }
    return replace(model, checks=checks, definitions=definitions)


def _written_out(
    check: Check,
    checks: Mapping[SchemaId, Check],
    circular: frozenset[SchemaId],
    active: frozenset[SchemaId],
) -> Check:
    def written(call: nodes.Call) -> Check:
        if call.target in active:
            return ACCEPT
        if call.target not in circular:
            return call
        return _written_out(checks[call.target], checks, circular, active | {call.target})

    return at_same_value(check, written)


def _references(shape: Shape) -> frozenset[str]:
    """The definitions that a value of ``shape`` may itself be, without going into it."""
    match shape:
        case Reference(target=target):
            return frozenset((target,))
        case Union(variants=variants):
            return frozenset[str]().union(*(_references(variant.shape) for variant in variants))
        case _:
            return frozenset()
