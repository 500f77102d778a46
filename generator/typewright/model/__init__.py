"""The language-neutral model: named objects with shapes, checks, documentation and origins."""

from typewright.model.model import Definition, Documentation, Model
from typewright.model.shapes import (
    Anything,
    Constant,
    Enumeration,
    Mapping,
    Member,
    Nothing,
    Record,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
    Variant,
)

__all__ = [
    "Anything",
    "Constant",
    "Definition",
    "Documentation",
    "Enumeration",
    "Mapping",
    "Member",
    "Model",
    "Nothing",
    "Record",
    "Reference",
    "Scalar",
    "Sequence",
    "Shape",
    "Tuple",
    "Union",
    "Variant",
]
