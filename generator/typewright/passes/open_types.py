"""The JSON types that a schema leaves open, by all that holds with it and its alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from typewright.checks.values import KINDS, Kind
from typewright.passes.conjunction import conjuncts, local_types, unites
from typewright.schema import Schema, SchemaId
from typewright.values import dataclass


@dataclass(slots=True)
class OpenTypes:
    """Finds the open types of ``schemas``, which may become more, and remembers them."""

    schemas: Mapping[SchemaId, Schema]
    _known: dict[SchemaId, frozenset[Kind]] = field(default_factory=dict)
    _asking: dict[SchemaId, bool] = field(default_factory=dict)
    """The schemas that are asked of just now, and whether one of them led back to it: what is found
    meanwhile of others may be too much.
    """

    def of(self, schema_id: SchemaId) -> frozenset[Kind]:
        """The types that a schema leaves open: at least those of the values that it accepts."""
        if schema_id in self._asking:
            self._asking[schema_id] = True
            return KINDS
        if schema_id not in self._known:
            schema = self.schemas.get(schema_id)
            if schema is not None and not unites(schema):
                self._known[schema_id] = local_types(schema)
                return self._known[schema_id]
            self._asking[schema_id] = False
            found = self._found(schema_id)
            del self._asking[schema_id]
            if any(self._asking.values()):
                return found
            self._known[schema_id] = found
        return self._known[schema_id]

    def _found(self, schema_id: SchemaId) -> frozenset[Kind]:
        found = KINDS
        for schema in conjuncts(self.schemas, schema_id):
            found &= local_types(schema)
            for branches in (schema.any_of, schema.one_of):
                if branches:
                    found &= frozenset().union(*map(self.of, branches))
        return found
