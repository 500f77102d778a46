"""What one of several schemas looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typewright.checks.equality import distinct
from typewright.checks.values import Kind
from typewright.model.names import split_words
from typewright.model.shapes import (
    LEAVES,
    Anything,
    Constant,
    Mapping,
    Nothing,
    Reference,
    Scalar,
    Sequence,
    Shape,
    Tuple,
    Union,
    Variant,
)
from typewright.passes import types
from typewright.passes.conjunction import Part, listed_values, says_something
from typewright.passes.discriminators import tag_values
from typewright.passes.place import Place, Step
from typewright.schema import Json, Schema, SchemaId

if TYPE_CHECKING:
    from typewright.passes.shaper import Shaper

_NULL: frozenset[Kind] = frozenset({"null"})
_OBJECT: frozenset[Kind] = frozenset({"object"})
_ONLY_NULL = Scalar("null")


MAX_DEPTH = 8
"""Shapes inside each other that stand in one definition: arrays of arrays and the like."""


def needs_name(shape: Shape) -> bool:
    """Whether an inline shape becomes a definition: a union of two or more definitions does, and
    what would otherwise be nested too deeply to be read, by people and by compilers.
    """
    if type(shape) in LEAVES or isinstance(shape, Reference):  # as most are
        return False
    if depth(shape) >= MAX_DEPTH:
        return True
    return (
        isinstance(shape, Union)
        and sum(isinstance(variant.shape, Reference) for variant in shape.variants) > 1
    )


def depth(shape: Shape) -> int:
    """How many shapes lie inside each other; records and references count as one."""
    if type(shape) in LEAVES:  # as most are
        return 1
    match shape:
        case Sequence(item=inner) | Mapping(value=inner):
            return 1 + depth(inner)
        case Tuple(items=items, rest=rest):
            return 1 + max(map(depth, items if rest is None else (*items, rest)), default=0)
        case Union(variants=variants):
            return 1 + max((depth(variant.shape) for variant in variants), default=0)
        case Anything(hint=hint) if hint is not None:
            return depth(hint)
        case _:
            return 1


def hidden(shaper: Shaper, schema: Schema, place: Place, *, is_whole: bool) -> Anything:
    """Anything, since a page shows one variant and hides the others; that one is the hint."""
    if not schema.any_of:
        return Anything()
    shown = schema.any_of[0]
    inside = place.to(Step.BRANCH, _labels(shaper, [shown])[0]) if is_whole else place
    shape = shaper.inside(shown, inside)
    return shape if isinstance(shape, Anything) else Anything(hint=shape)


def group(shaper: Shaper, held: tuple[Part, ...]) -> tuple[Part, tuple[SchemaId, ...]] | None:
    """The ``anyOf`` or ``oneOf`` that tells most of the shape: the first that tells anything.

    A branch that only requires members, or bounds a value, tells nothing.
    """
    for part in held:
        for branches in (part.schema.any_of, part.schema.one_of):
            if branches and any(_tells(shaper, one) for one in branches):
                return part, branches
    return None


def values(
    shaper: Shaper, branches: tuple[SchemaId, ...], allowed: frozenset[Kind]
) -> tuple[Json, ...] | None:
    """All values that the branches list, when every branch is inline and does nothing else."""
    found: list[Json] = []
    for branch in branches:
        if shaper.types(branch) == _NULL:
            found.append(None)
            continue
        held = shaper.conjuncts(branch)
        if any(schema.id in shaper.homes for schema in held):
            return None
        listed = listed_values(held, allowed)
        if listed is None:
            return None
        found.extend(listed)
    return distinct(found)


def of(
    shaper: Shaper,
    part: Part,
    branches: tuple[SchemaId, ...],
    allowed: frozenset[Kind],
    place: Place,
    *,
    is_whole: bool,
) -> Shape:
    """The shape of a value that passes one of ``branches`` and has one of the allowed types."""
    live = [(one, kinds) for one in branches if (kinds := shaper.types(one)) & allowed]
    alone = not is_whole and sum(kinds != _NULL for _, kinds in live) == 1
    inside = [place] * len(live)
    if not alone:
        labels = _labels(shaper, [one for one, _ in live])
        inside = [place.to(Step.BRANCH, label) for label in labels]
    variants: list[Variant] = []
    for (branch, kinds), at in zip(live, inside, strict=True):
        if not kinds <= allowed:
            branch = shaper.narrowed(branch, types.to_names(kinds & allowed))
        variants.extend(_variants(shaper, branch, at))
    variants = _distinct(shaper, variants)
    if any(isinstance(variant.shape, Anything) for variant in variants):
        return _objects_or_anything(shaper, variants)
    if len(variants) < 2:
        return variants[0].shape if variants else Nothing()
    declared = part.schema.discriminator
    tag = shaper.tags.find(
        tuple(variant.schema for variant in variants),
        declared.property_name if declared else None,
    )
    if tag is not None:
        return Union(_with_tags(variants, tag.values), tag.name)
    if declared is not None:
        values = tag_values(shaper.schemas, declared, [one.schema for one in variants])
        if values is not None and sum(map(bool, values)) > 1:
            return Union(_with_tags(variants, values), declared.property_name, declared=True)
    return Union(tuple(variants))


def _objects_or_anything(shaper: Shaper, variants: list[Variant]) -> Shape:
    """The shape of objects, and of anything that is none; anything, where that may be an object."""
    objects = [one for one in variants if shaper.types(one.schema) == _OBJECT]
    others = [one for one in variants if one not in objects]
    if objects and not any(_OBJECT & shaper.types(one.schema) for one in others):
        rest = Variant(Anything(), shaper.either([one.schema for one in others]))
        return Union((*objects, rest))
    told = [one.shape for one in variants if not isinstance(one.shape, Anything)]
    return Anything(hint=told[0] if len(told) == 1 else None)


def _with_tags(variants: list[Variant], values: tuple[tuple[str, ...], ...]) -> tuple[Variant, ...]:
    return tuple(
        Variant(variant.shape, variant.schema, tagged)
        for variant, tagged in zip(variants, values, strict=True)
    )


def _tells(shaper: Shaper, branch: SchemaId) -> bool:
    schema = shaper.schemas[branch]
    return branch in shaper.homes or says_something(schema, by_requiring=False)


def _variants(shaper: Shaper, branch: SchemaId, inside: Place) -> list[Variant]:
    if branch in shaper.homes:
        return [Variant(shaper.inside(branch, inside), branch)]
    match shaper.loose(branch, inside):
        case Union(variants=variants):
            return [Variant(variant.shape, variant.schema) for variant in variants]
        case Nothing():
            return []
        case shape:
            return [Variant(shape, branch)]


def _distinct(shaper: Shaper, variants: list[Variant]) -> list[Variant]:
    """``variants`` with those of one shape as one, ``null`` last.

    Constants stay apart, since Python has ``1`` and ``True`` equal.
    """
    alike: dict[Shape | int, list[Variant]] = {}
    for variant in variants:
        key = id(variant) if isinstance(variant.shape, Constant) else variant.shape
        alike.setdefault(key, []).append(variant)
    merged = [
        Variant(first.shape, shaper.either([first.schema, *(one.schema for one in others)]))
        if others
        else first
        for first, *others in alike.values()
    ]
    return sorted(merged, key=lambda variant: variant.shape == _ONLY_NULL)


def _labels(shaper: Shaper, branches: list[SchemaId]) -> list[str]:
    """A label for each branch, from the branch itself: its title, its tag, its kind or its number.

    What two branches share is no label for either.
    """
    tag = shaper.tags.find(tuple(branches))
    tags = [values[0] if values else "" for values in tag.values] if tag else [""] * len(branches)
    titles = [shaper.schemas[branch].title or "" for branch in branches]
    kinds = [_kind(shaper, branch) for branch in branches]
    labels = [str(number) for number in range(1, len(branches) + 1)]
    for offers in (kinds, tags, titles):
        words = [split_words(offer) if offer.strip() else () for offer in offers]
        labels = [
            offer if own and words.count(own) == 1 else label
            for offer, own, label in zip(offers, words, labels, strict=True)
        ]
    return labels


def _kind(shaper: Shaper, branch: SchemaId) -> str:
    if any(map(types.listed, shaper.conjuncts(branch))):
        return "enum"
    names = types.to_names(shaper.types(branch) - _NULL)
    return names[0] if len(names) == 1 else ""
