"""Names that are reserved: nothing of a source may be called so, whoever else wants it or not.

What is not in here is free unless it is *contested*: wanted by several, so that nobody has it.
"""

from __future__ import annotations

import keyword

from typewright.model.names import DEVICES

ANYWHERE = frozenset((*keyword.kwlist, "_"))
"""Keywords, and the name that patterns give to what they do not look at."""

ATTRIBUTES = frozenset(
    {
        # methods and the slot for members without a name
        "from_dict", "from_json", "to_dict", "to_json", "validate", "is_valid", "extra",
        "mro", "self",
        # what the body of a class refers to
        "field", "dt",
        # builtins in annotations
        "bool", "dict", "float", "int", "list", "object", "str", "tuple", "type",
        # linters take it for a digit
        "l",
    }
) - {"object", "type"}  # fmt: skip
"""Attribute names of a record that its members cannot have.

``object`` and ``type`` are free: no annotation in a generated class uses them, and many APIs do.
"""

ENUM_MEMBERS = frozenset({"MRO", "I", "L", "O"})
"""Names that members of an enumeration cannot have: those that Python or linters refuse."""

CLASSES = frozenset(
    {
        "Any", "Callable", "Decimal", "Enum", "Final", "Fraction", "Issue", "JsonText", "Literal",
        "Mismatch", "Never", "StrEnum", "TypeAlias", "TypeGuard", "TypeVar", "UUID", "Union",
        "Unset", "ValidationError", "WithExtra", "WithJson",
        # builtins that generated modules use
        "AttributeError", "KeyError", "RuntimeError", "TypeError", "ValueError",
    }
)  # fmt: skip
"""Class and alias names that definitions cannot have: what generated modules import or define."""

MODULES = frozenset(
    {
        *DEVICES,  # which Windows refuses as files
        # what the package itself uses: a module that is loaded shadows a name of its package
        "getattr", "globals",
    }
)  # fmt: skip
"""Module names that groups cannot have."""

HELPERS = frozenset({"is_among", "is_integer", "is_multiple", "is_number", "is_plain"})
"""Names that predicates cannot have: what ``_support.py`` calls its own."""
