"""The schema graph: JSON Schema 2020-12 as frozen values, with every dialect difference gone."""

from typewright.schema.graph import SchemaGraph
from typewright.schema.schema import (
    ABSENT,
    Absent,
    Discriminator,
    Json,
    Recovery,
    Schema,
    SchemaId,
    Split,
    UnionKeyword,
)

__all__ = [
    "ABSENT",
    "Absent",
    "Discriminator",
    "Json",
    "Recovery",
    "Schema",
    "SchemaGraph",
    "SchemaId",
    "Split",
    "UnionKeyword",
]
