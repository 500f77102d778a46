"""A neutral name for each definition."""

from __future__ import annotations

from typewright.model.names import settle
from typewright.passes.draft import Draft
from typewright.values import replace


def name(draft: Draft) -> Draft:
    """Names every definition by its place.

    What the source names itself comes first: an inline schema never takes such a name, and gives
    way where it would. Within each of the two kinds, all that want one name are qualified alike.
    """
    roots = {key: place.offers() for key, place in draft.places.items() if not place.steps}
    names = settle(roots)
    inline = {key: place.offers() for key, place in draft.places.items() if place.steps}
    names |= settle(inline, taken=tuple(names.values()))
    return replace(
        draft,
        definitions={
            key: replace(definition, words=names[key])
            for key, definition in draft.definitions.items()
        },
    )
