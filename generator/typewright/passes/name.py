"""A neutral name for each definition."""

from __future__ import annotations

from typewright.model.names import contend
from typewright.passes.draft import Draft
from typewright.values import replace


def name(draft: Draft) -> Draft:
    """Names every definition by its place.

    What the source names itself comes first: an inline schema never takes such a name, and gives
    way where it would. Within each of the two kinds, all that want one name are qualified alike.
    """
    roots = {key: place.offers() for key, place in draft.places.items() if not place.steps}
    names, contested = contend(roots, draft.taken.roots)
    inline = {key: place.offers() for key, place in draft.places.items() if place.steps}
    others, more = contend(inline, {*map("".join, names.values()), *draft.taken.inline})
    names |= others
    for one, keys in more.items():
        contested[one] = [*contested.get(one, ()), *keys]
    return replace(
        draft,
        contested=contested,
        definitions={
            key: replace(definition, words=names[key])
            for key, definition in draft.definitions.items()
        },
    )
