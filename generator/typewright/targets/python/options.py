"""The options of the Python target."""

from __future__ import annotations

from typing import Literal

from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class PythonOptions:
    """What users may choose about the generated package.

    ``enums``: an enumeration of strings becomes a ``Literal`` alias or a ``StrEnum``.
    ``formats``: strings of a known format stay ``text`` or become their ``native`` type
    (``datetime``, ``date``, ``time``, ``UUID``), and one that has not its format is refused. It is
    tested wherever it is said: what ``oneOf`` or ``not`` tell apart by it alone is read, though
    ``validate`` refuses it, to which it says nothing.
    ``unknown_members``: members that a description does not name are kept in ``extra`` and written
    back, or it is refused to read them, but for those that it types or hides, or they are dropped.
    ``unknown_enum_values``: strings outside an enumeration are refused, or kept for clients of
    servers that grow.
    ``defaults``: defaults are only described, or they are applied: a member that is absent has its
    default, in what is read and in what is made, each time a new one.
    ``directions``: objects with members that are read-only or write-only have one class, or are
    told apart, as ``UserRequest`` without what is read-only and ``UserResponse`` without what is
    write-only, each refusing what it leaves out. Objects that are the same both ways keep one
    class.
    ``fixtures``: the package has fixtures and the tests that use them, or has neither.
    ``json``: the standard library reads and writes JSON texts, or ``orjson`` or ``msgspec`` does,
    several times as fast and without blanks, where it is installed; where it is not, or refuses
    what ``json`` takes, ``json`` does the same. What JSON does not have, ``NaN`` and infinities,
    is refused in texts, and when it is to be written; these two write ``null`` for it. ``orjson``
    reads whole numbers of more than 64 bits as the nearest float.
    ``compiled``: the package uses what ``typewright compile`` has made of it, where that is there.
    ``factories``: the package has functions that make valid objects for tests, or has none.
    ``strategies``: the package has strategies that draw random values for tests, or has none.
    To use them, and to check their types, takes Hypothesis.

    What ``validate`` says follows the specification whatever is chosen; where directions are apart,
    of a request or of a response.
    """

    enums: Literal["literal", "strenum"] = "literal"
    formats: Literal["text", "native"] = "text"
    unknown_members: Literal["keep", "refuse", "drop"] = "keep"
    unknown_enum_values: Literal["refuse", "keep"] = "refuse"
    defaults: Literal["describe", "apply"] = "describe"
    directions: Literal["together", "apart"] = "together"
    fixtures: bool = True
    json: Literal["standard", "orjson", "msgspec"] = "standard"
    compiled: bool = False
    factories: bool = True
    strategies: bool = False
