"""What an object looks like: a record of named members, or a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from typewright.model.names import member_words
from typewright.model.shapes import Anything, Mapping, Member, Record, Shape, Union, Variant, Words
from typewright.passes.conjunction import Part, built_on, evaluate_more
from typewright.passes.place import Place, Step
from typewright.schema import ABSENT, Schema, SchemaId

if TYPE_CHECKING:
    from typewright.passes.shaper import Shaper


def of(
    shaper: Shaper, schema_id: SchemaId, held: tuple[Part, ...], place: Place, *, is_whole: bool
) -> Shape:
    """The shape of the objects that all of ``held`` accept.

    An object with known members, or with none at all, is a record; so is a definition that hides
    its members, or that has none in its direction. Everything else is a map.
    """
    refused = _refused(shaper, held)
    words = member_words([name for name in _names(held) if name not in refused])
    required = {name for part in held for name in part.schema.required}
    members = tuple(
        _member(shaper, schema_id, saying, place, name, words[name], required=name in required)
        for name, saying in _saying(held, words).items()
    )
    additional = _additional(shaper, schema_id, held, place)
    opaque = any(part.schema.recovery and part.schema.recovery.opaque for part in held)
    if members or refused or additional is None or (opaque and is_whole):
        return Record(members, additional, opaque)
    return Mapping(additional, opaque)


def _names(held: tuple[Part, ...]) -> list[str]:
    """Every member that some schema names: those with a schema first, then those only required."""
    described = [name for part in held for name in part.schema.properties]
    required = [name for part in held for name in part.schema.required]
    return list(dict.fromkeys([*described, *required]))


def _saying(held: tuple[Part, ...], names: Iterable[str]) -> dict[str, Sequence[Part]]:
    """Of each member the schemas that may say what it is: mostly those that name it."""
    if len(held) == 1 or any(part.schema.additional_properties is not None for part in held):
        return dict.fromkeys(names, held)
    found: dict[str, list[Part]] = {name: [] for name in names}
    for part in held:
        for name in part.schema.properties.keys() & found.keys():
            found[name].append(part)
    return {**found}


def _refused(shaper: Shaper, held: tuple[Part, ...]) -> frozenset[str]:
    """The members that have no part in a request or in a response."""
    return frozenset(
        [
            name
            for part in held
            for name, one in part.schema.properties.items()
            if (schema := shaper.schemas[one]).boolean is False
            and (schema.read_only or schema.write_only)
        ]
    )


def _member(
    shaper: Shaper,
    schema_id: SchemaId,
    held: Sequence[Part],
    place: Place,
    name: str,
    words: Words,
    *,
    required: bool,
) -> Member:
    member_id, inside = _member_schema(shaper, schema_id, held, place, name)
    shape = shaper.inside(member_id, inside)
    schema = shaper.schemas[member_id]
    facts = shaper.conjuncts(member_id)[::-1]
    if len(facts) == 1:
        default, read_only, write_only, deprecated = _FACTS(schema)
    else:
        default = next((one.default for one in facts if one.default is not ABSENT), ABSENT)
        read_only = any(map(_READ_ONLY, facts))
        write_only = any(map(_WRITE_ONLY, facts))
        deprecated = any(map(_DEPRECATED, facts))
    return Member(
        name=name,
        words=words,
        shape=shape,
        schema=member_id,
        required=required,
        description=description(shaper, member_id),
        default=default,
        read_only=read_only,
        write_only=write_only,
        deprecated=deprecated,
        extensions=schema.own_extensions,
        origin=schema.origin,
    )


_FACTS: Final = attrgetter("default", "read_only", "write_only", "deprecated")
_READ_ONLY: Final = attrgetter("read_only")
_WRITE_ONLY: Final = attrgetter("write_only")
_DEPRECATED: Final = attrgetter("deprecated")


def description(shaper: Shaper, schema_id: SchemaId) -> str:
    """What a schema says of itself, or what the inline schemas that it builds on say.

    Not what a definition says that it refers to: that is said there.
    """
    schema = shaper.schemas[schema_id]
    if schema.description:
        return schema.description
    inline = [one for one in built_on(schema) if one not in shaper.homes and one in shaper.schemas]
    return next((text for one in inline if (text := description(shaper, one))), "")


def _member_schema(
    shaper: Shaper, owner: SchemaId, held: Sequence[Part], place: Place, name: str
) -> tuple[SchemaId, Place]:
    """The schema that a member's value must pass, and where it stands."""
    if len(held) == 1 and (only := held[0].schema.properties.get(name)) is not None:  # as most are
        return only, held[0].place.to(Step.MEMBER, name)
    sources: dict[SchemaId, Place] = {}
    for part in held:
        schema = part.schema
        if name in schema.properties:
            sources[schema.properties[name]] = part.place.to(Step.MEMBER, name)
        elif schema.additional_properties is not None and not schema.pattern_properties:
            sources[schema.additional_properties] = part.place.to(Step.VALUE)
    telling = {one: at for one, at in sources.items() if shaper.schemas[one].boolean is not True}
    if len(telling) > 1:
        return shaper.together(telling, f".{name}", owner), place.to(Step.MEMBER, name)
    for found in (telling, sources):
        for one, at in found.items():
            return one, at
    anything = SchemaId(f"{owner}~.{name}")
    origin = shaper.schemas[owner].origin
    shaper.schemas[anything] = Schema(id=anything, origin=origin, boolean=True)
    return anything, place.to(Step.MEMBER, name)


def _additional(
    shaper: Shaper, owner: SchemaId, held: tuple[Part, ...], place: Place
) -> Shape | None:
    """The shape of all members without a name of their own; ``None`` when there can be none."""
    limits: list[tuple[Part, list[SchemaId]]] = []
    for part in held:
        rest = part.schema.additional_properties
        if rest is not None:
            # Variants have numbers, which must not follow the order of keys.
            ids = [*(one for _, one in sorted(part.schema.pattern_properties.items())), rest]
            limits.append((part, [one for one in ids if shaper.schemas[one].boolean is not False]))
    if any(not ids for _, ids in limits):
        return None
    telling = [
        (part, ids) for part, ids in limits if not any(shaper.schemas[one].boolean for one in ids)
    ]
    if not limits:
        return _unevaluated(shaper, owner, held, place)
    if not telling:
        return Anything()
    if len(telling) > 1 and all(len(ids) == 1 for _, ids in telling):
        values = {ids[0]: part.place.to(Step.VALUE) for part, ids in telling}
        return shaper.inside(shaper.together(values, "{}", owner), place.to(Step.VALUE))
    part, ids = telling[0]
    inside = part.place.to(Step.VALUE)
    if len(ids) == 1:
        return shaper.inside(ids[0], inside)
    shapes = [
        (one, shaper.inside(one, inside.to(Step.BRANCH, str(number))))
        for number, one in enumerate(ids, start=1)
    ]
    return Union(tuple(Variant(shape, one) for one, shape in shapes))


def _unevaluated(
    shaper: Shaper, owner: SchemaId, held: tuple[Part, ...], place: Place
) -> Shape | None:
    """The same by ``unevaluatedProperties``, where it is plain which members are evaluated."""
    rest = shaper.schemas[owner].unevaluated_properties
    if rest is None or evaluate_more(held, owner, "unevaluated_properties", "pattern_properties"):
        return Anything()
    if shaper.schemas[rest].boolean is False:
        return None
    return shaper.inside(rest, place.to(Step.VALUE))
