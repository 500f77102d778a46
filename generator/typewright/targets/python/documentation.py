"""What docstrings say."""

from __future__ import annotations

from typewright.model import Definition, Member, Record
from typewright.schema import ABSENT
from typewright.targets.python import literals

_LONGEST_DEFAULT = 60


def of_definition(definition: Definition) -> str:
    """The docstring of a class or alias."""
    documentation = definition.documentation
    text = documentation.description.strip() or _without_description(definition)
    notes = []
    if isinstance(definition.shape, Record) and definition.shape.opaque:
        notes.append("The source hides members of this object; they are kept in ``extra``.")
    if documentation.deprecated:
        notes.append("Deprecated.")
    if documentation.external_docs:
        notes.append(f"See {documentation.external_docs}")
    return "\n\n".join([text, *notes])


def _without_description(definition: Definition) -> str:
    if definition.documentation.title:
        return f"{definition.documentation.title.strip()}."
    return f"``{definition.key}``." if definition.owner else f"{definition.key}."


def of_member(member: Member) -> str:
    """The docstring of an attribute; empty when there is nothing to say."""
    notes = []
    if member.default is not ABSENT:
        written = literals.value(member.default)
        if len(written) <= _LONGEST_DEFAULT:
            notes.append(f"Default: ``{written}``.")
    if member.read_only:
        notes.append("Read-only.")
    if member.write_only:
        notes.append("Write-only.")
    if member.deprecated:
        notes.append("Deprecated.")
    return "\n\n".join(filter(None, [member.description.strip(), " ".join(notes)]))
