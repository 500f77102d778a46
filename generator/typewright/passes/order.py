"""The order of definitions."""

from __future__ import annotations

from collections import defaultdict

from typewright.model.shapes import DefinitionKey
from typewright.passes.draft import Draft
from typewright.values import replace


def order(draft: Draft) -> Draft:
    """Puts definitions into the order of the source, each owner before what it owns.

    What one definition owns stands in the order in which it is mentioned there.
    """
    definitions = draft.definitions
    owned: defaultdict[DefinitionKey | None, dict[DefinitionKey, None]] = defaultdict(dict)
    for definition in definitions.values():
        for key in definition.references:
            if key != definition.key and definitions[key].owner == definition.key:
                owned[definition.key][key] = None
    for key, definition in definitions.items():
        owned[definition.owner].setdefault(key)
    ordered: list[DefinitionKey] = []
    pending = list(reversed(owned[None]))
    while pending:
        key = pending.pop()
        ordered.append(key)
        pending.extend(reversed(owned[key]))
    return replace(draft, definitions={key: definitions[key] for key in ordered})
