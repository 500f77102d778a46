"""One schema object while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from typewright.diagnostics import Code, Diagnostic, codes
from typewright.loaders.dialect import Role
from typewright.loaders.located import Located
from typewright.loaders.references import DanglingError, References
from typewright.schema import Json, Schema, SchemaId
from typewright.schema.describe import describe, quote
from typewright.source import Origin
from typewright.source.pointer import join
from typewright.values import dataclass


@dataclass(slots=True)
class Reading:
    """What has been read of the schema at ``located``.

    ``attributes`` are those of the future ``Schema``; ``below`` and ``referred`` are the places
    of all schemas that it holds or refers to, which are read in their turn. ``made`` are schemas
    that stand nowhere in the document, but are needed to say what this one means; ``unread`` are
    the keywords that could not be read whole.
    """

    located: Located
    references: References
    attributes: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Json] = field(default_factory=dict)
    below: list[Located] = field(default_factory=list)
    referred: list[Located] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    made: list[Schema] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def schema(self, *tokens: str) -> SchemaId:
        """The identity of the schema that stands ``tokens`` below this one."""
        place = self.located
        for token in tokens:
            place = place[token]
        self.below.append(place)
        return place.id

    def schemas(self, name: str) -> list[SchemaId]:
        """The identities of the schemas in the list or object that stands at the keyword ``name``,
        in order.
        """
        holder = self.located[name]
        places = [holder[token] for token in holder.tokens()]
        self.below.extend(places)
        return [place.id for place in places]

    def refer(self, reference: str, *tokens: str) -> Located | None:
        """The place that ``reference`` means, or ``None`` with a diagnostic."""
        try:
            place = self.references.resolve(self.located.base, reference, self.located.dialect)
        except DanglingError as error:
            self.diagnostics.append(error.at(self.origin(*tokens), reference))
            self.unread.append(tokens[0])
            return None
        target = place.seen_as(Role.SCHEMA)
        self.referred.append(target)
        return target

    @property
    def members(self) -> Mapping[str, Json]:
        """The keywords of the schema as they stand there."""
        value = self.located.value
        return value if isinstance(value, dict) else {}

    def found(self, code: Code, *tokens: str, **parameters: str) -> None:
        """Reports a finding about what stands ``tokens`` below this schema."""
        self.diagnostics.append(code.at(self.origin(*tokens), related=(), **parameters))

    def respelt(self, name: str, meaning: str) -> None:
        """Reports a keyword that is written as another dialect has it, and how it was read."""
        title = self.located.dialect.title
        self.found(codes.schema.OTHER_SPELLING, name, keyword=name, dialect=title, meaning=meaning)

    def malformed(self, expected: str, found: Json, *tokens: str) -> None:
        """Reports that what stands ``tokens`` below this schema is not what it has to be."""
        self.found(
            codes.schema.MALFORMED_KEYWORD,
            *tokens,
            keyword=tokens[0],
            expected=expected,
            found=describe(found),
            advice=correction(tokens[-1], found),
        )
        self.unread.append(tokens[0])

    def meant(self, expected: str, found: Json, meant: Json, *tokens: str) -> None:
        """Reports that what stands ``tokens`` below this schema is read as what it must mean."""
        self.found(
            codes.schema.READ_AS_MEANT,
            *tokens,
            keyword=tokens[0],
            expected=expected,
            found=describe(found),
            meant=quote(meant),
        )

    def origin(self, *tokens: str) -> Origin:
        """Where what stands ``tokens`` below this schema comes from."""
        return self.located.document.origin(self.located.pointer + join(tokens))


def correction(keyword: str, found: Json) -> str:
    """What to do about a keyword that does not hold what it has to."""
    if keyword == "required" and isinstance(found, bool | str):
        return "list the names of required members in 'required' of the object that has them"
    if found is None:
        return "give it a value, or remove it; in YAML, what belongs to it is indented below it"
    return "correct the value, or remove it with an overlay"
