"""The check tree: what a schema demands, in a few language-neutral node kinds.

Targets print this tree and the interpreter runs it; neither looks at keywords of JSON Schema. Each
node that can fail by itself knows the ``keyword`` it came from, which is what an issue reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias, get_args

from typewright.checks.equality import key
from typewright.schema import Json, SchemaId, UnionKeyword
from typewright.schema.schema import JsonType
from typewright.values import dataclass


class Leaf:
    """A check that holds no others."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Accept(Leaf):
    """Holds for every value."""


@dataclass(frozen=True, slots=True)
class Reject(Leaf):
    """Holds for no value: the schema ``false``. ``keyword`` is where it stood, e.g.
    ``additionalProperties``.
    """

    keyword: str = "false"


@dataclass(frozen=True, slots=True)
class TypeTest(Leaf):
    """The value's JSON type is one of ``types``. ``integer`` holds for every number without a
    fraction.
    """

    types: tuple[JsonType, ...]


@dataclass(frozen=True, slots=True)
class OneOfValues(Leaf):
    """The value equals one of ``values`` as JSON values do (``1`` is ``1.0``, ``true`` is not
    ``1``).

    ``keyword`` is ``enum`` or ``const``.
    """

    values: tuple[Json, ...]
    keyword: str = "enum"

    def __eq__(self, other: object) -> bool:
        """Whether both hold for the same values; to Python, ``True`` is ``1``."""
        if not isinstance(other, OneOfValues):
            return NotImplemented
        return (
            self.keyword == other.keyword
            and self.values == other.values
            and (
                self.values is other.values or [*map(key, self.values)] == [*map(key, other.values)]
            )
        )


@dataclass(frozen=True, slots=True)
class Bounds(Leaf):
    """A number, if it is one, lies within the bounds. ``None`` is no bound."""

    minimum: int | float | None = None
    exclusive_minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_maximum: int | float | None = None


@dataclass(frozen=True, slots=True)
class MultipleOf(Leaf):
    """A number, if it is one, is a whole multiple of ``divisor``, in exact decimal arithmetic."""

    divisor: int | float


@dataclass(frozen=True, slots=True)
class Length(Leaf):
    """A string, if it is one, has so many code points."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern(Leaf):
    """A string, if it is one, holds a match of the ECMA-262 expression ``regex`` anywhere."""

    regex: str


@dataclass(frozen=True, slots=True)
class Format(Leaf):
    """A string, if it is one, has the named format. Made only when formats are asserted.

    One that is not ``tested`` holds for every value. It is made for those who make values and
    would rather make good ones.
    """

    name: str
    tested: bool = True


@dataclass(frozen=True, slots=True)
class ItemCount(Leaf):
    """An array, if it is one, has so many items."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class UniqueItems(Leaf):
    """An array, if it is one, holds no two equal items (JSON equality)."""


@dataclass(frozen=True, slots=True)
class Items:
    """Each item of an array, if it is one: the first ones by ``prefix``, all later ones by
    ``rest``.
    """

    prefix: tuple[Check, ...] = ()
    rest: Check | None = None


@dataclass(frozen=True, slots=True)
class Contains:
    """An array, if it is one, has at least ``minimum`` and at most ``maximum`` items that pass
    ``check``.
    """

    check: Check
    minimum: int = 1
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class MemberCount(Leaf):
    """An object, if it is one, has so many members."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Required(Leaf):
    """An object, if it is one, has all of these members."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an object, if it is one.

    A member named in ``properties`` passes that check; one whose name matches a regex of
    ``patterns`` passes that check too; any other passes ``additional``, when there is one.
    """

    properties: tuple[tuple[str, Check], ...] = ()
    patterns: tuple[tuple[str, Check], ...] = ()
    additional: Check | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it looks at named members alone."""
        return not self.patterns and self.additional is None


@dataclass(frozen=True, slots=True)
class MemberNames:
    """Each member's name of an object, if it is one, passes ``check``."""

    check: Check


@dataclass(frozen=True, slots=True)
class DependentRequired(Leaf):
    """When an object, if it is one, has the member ``name``, it has all members of ``required``
    too.
    """

    name: str
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependent:
    """When an object, if it is one, has the member ``name``, the whole object passes ``check``."""

    name: str
    check: Check


@dataclass(frozen=True, slots=True)
class All:
    """Every one of ``checks`` holds. Has at least two of them; an empty one is ``Accept``."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Branches:
    """``anyOf``: at least one of ``checks`` holds; ``oneOf``: exactly one.

    ``tag`` names a required member whose constant value tells the branches apart, when there is
    one: ``tag_values[i]`` are the values that lead to ``checks[i]``, and ``tag_keyword`` is what
    demands them. It changes no verdict: it is how a failing value finds the branch that was meant,
    and how a passing one finds it at once.
    """

    keyword: UnionKeyword
    checks: tuple[Check, ...]
    tag: str | None = None
    tag_values: tuple[tuple[str, ...], ...] = ()
    tag_keyword: str = "const"

    def tagged(self, value: Json) -> Check | None:
        """The branch that the tag leads to where it has this value, if it leads to one."""
        for branch, values in zip(self.checks, self.tag_values, strict=True):
            if value in values:
                return branch
        return None


@dataclass(frozen=True, slots=True)
class Not:
    """``check`` does not hold."""

    check: Check


@dataclass(frozen=True, slots=True)
class If:
    """Where ``condition`` holds, ``then`` does; elsewhere ``otherwise`` does."""

    condition: Check
    then: Check
    otherwise: Check


@dataclass(frozen=True, slots=True)
class Call(Leaf):
    """The check of another schema that stands by itself: a definition, or a ``$ref``'s target."""

    target: SchemaId


@dataclass(frozen=True, slots=True)
class DynamicCall(Leaf):
    """``$dynamicRef``: the outermost resource in the dynamic scope with ``anchor``, else
    ``target``.
    """

    target: SchemaId
    anchor: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Enters a schema resource, which ``DynamicCall`` may look up by its ``anchors``, and runs
    ``check``.
    """

    anchors: tuple[tuple[str, SchemaId], ...]
    check: Check


@dataclass(frozen=True, slots=True)
class UnevaluatedItems:
    """Each item of an array that ``evaluating`` did not look at passes ``check``; ``evaluating``
    holds too.

    ``evaluating`` is all that stands beside ``unevaluatedItems`` in its schema.
    """

    evaluating: Check
    check: Check


@dataclass(frozen=True, slots=True)
class UnevaluatedMembers:
    """The same for the members of an object and ``unevaluatedProperties``."""

    evaluating: Check
    check: Check


Check: TypeAlias = (
    Accept
    | Reject
    | TypeTest
    | OneOfValues
    | Bounds
    | MultipleOf
    | Length
    | Pattern
    | Format
    | ItemCount
    | UniqueItems
    | Items
    | Contains
    | MemberCount
    | Required
    | Members
    | MemberNames
    | DependentRequired
    | Dependent
    | All
    | Branches
    | Not
    | If
    | Call
    | DynamicCall
    | Scope
    | UnevaluatedItems
    | UnevaluatedMembers
)

ACCEPT = Accept()

LEAVES: Final[frozenset[type]] = frozenset(
    kind for kind in get_args(Check) if issubclass(kind, Leaf)
)

ONLY_FOR: Final[Mapping[type, tuple[JsonType, ...]]] = {
    **dict.fromkeys((Bounds, MultipleOf), ("integer", "number")),
    **dict.fromkeys((Length, Pattern, Format), ("string",)),
    **dict.fromkeys((ItemCount, UniqueItems, Items, Contains), ("array",)),
    **dict.fromkeys(
        (MemberCount, Required, Members, MemberNames, DependentRequired, Dependent), ("object",)
    ),
}
"""The types of values that some checks are for; they hold for all others."""
