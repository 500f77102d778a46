"""From what a page says of a schema to the schema: OpenAPI 3.1 with origins and recoveries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Final, TypeAlias

from typewright.diagnostics import Diagnostic, Related, codes
from typewright.loaders.reference_page import bounds, values
from typewright.loaders.reference_page.blocks import Said, texts
from typewright.loaders.reference_page.lines import Claim, Line, Role, prose
from typewright.loaders.reference_page.nodes import Facet, Value
from typewright.schema.schema import ABSENT, Absent, Json, JsonType, Recovery, Split
from typewright.source import Origin, Position, Source, pointer
from typewright.values import dataclass

Schema: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Glued:
    """The values of a field as the page runs them together, and who asks for them."""

    text: str
    said: Said
    types: tuple[JsonType, ...]


Splitter: TypeAlias = Callable[[Glued], tuple[Split, ...]]
"""The readings of glued values, the best first."""


@dataclass(slots=True)
class Recovered:
    """A recovered document as it grows: what stands where, and what each line became."""

    origins: dict[str, Origin] = field(default_factory=dict)
    recoveries: dict[str, Recovery] = field(default_factory=dict)
    claims: list[tuple[Source, Claim]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    invented: frozenset[str] = frozenset()
    """The formats for which the site's renderer makes bounds up."""


@dataclass(frozen=True, slots=True)
class Emitter:
    """Writes schemas of one page into a recovered document.

    ``title`` is that of the block, for findings.
    """

    source: Source
    out: Recovered
    split: Splitter
    threshold: float
    title: str

    def schema(self, said: Said, at: str, *, title: str | None = None) -> Schema:
        """The schema that ``said`` describes, to stand at the pointer ``at``."""
        self.place(at, said.line, confidence(said))
        self.claim(said, at)
        types = said.header.types
        own: Schema = {}
        if title is not None:
            own["title"] = title
        if types:
            own["type"] = types[0] if len(types) == 1 else list(types)
        inner, inner_at = self.inner(said, own, at)
        if said.prose:
            own["description"] = prose(said.prose)
            self.place(f"{at}/description", said.prose[0])
        self.values(said, own, inner, inner_at)
        self.flags(said, own)
        if said.union is not None:
            self.union(said, inner, inner_at)
        else:
            self.members(said, inner, inner_at)
        if inner is not own and (inner or said.is_hidden):
            own["items"] = inner
        self.recovery(said, at, inner_at)
        self.complain(said, at)
        return own

    def inner(self, said: Said, own: Schema, at: str) -> tuple[Schema, str]:
        """Where values and members belong: to the items of an array, or to the schema itself."""
        if "array" not in said.header.types:
            if said.header.format is not None:
                own["format"] = said.header.format
            return own, at
        items: Schema = {}
        if said.header.items is not None:
            shown = said.header.items
            items["type"] = shown[0] if len(shown) == 1 else list(shown)
        if said.header.format is not None:
            items["format"] = said.header.format
        self.place(f"{at}/items", said.line, confidence(said))
        return items, f"{at}/items"

    def values(self, said: Said, own: Schema, inner: Schema, inner_at: str) -> None:
        """Everything that labelled lines say."""
        types, items = said.header.types, said.header.items or ()
        for value in said.values:
            match value.facet:
                case Facet.ENUM:
                    self.enum(said, value, inner, inner_at)
                case Facet.PATTERN:
                    inner["pattern"] = value.text
                case Facet.DEFAULT:
                    own["default"] = values.value(value.text, types, items)
                case Facet.EXAMPLE:
                    own["examples"] = list(values.examples(value.text, types, items))
                case Facet.RANGE:
                    self.range(said, value, own, inner)
        if said.additional is not None:
            inner["additionalProperties"] = said.additional.allowed

    def enum(self, said: Said, value: Value, inner: Schema, at: str) -> None:
        """The allowed values, if the page settles where one ends and the next begins."""
        shown = said.header.items if "array" in said.header.types else said.header.types
        types: tuple[JsonType, ...] = shown or ()  # type: ignore[assignment]
        splits = self.split(Glued(value.text, said, types))
        self.place(f"{at}/enum", value.line, splits[0].confidence if splits else 0.0)
        self.out.recoveries[at] = Recovery(raw=value.line.text, splits=splits)
        best = splits[0] if splits else None
        if best is not None and best.confidence >= self.threshold:
            found = enum_values(best.values, types)
            if found is not None:
                inner["enum"] = found

    def range(self, said: Said, value: Value, own: Schema, inner: Schema) -> None:
        found = dict(value.bounds)
        format_ = said.header.format
        if format_ in self.out.invented and (invented := bounds.spurious(found, format_)):
            self.out.diagnostics.append(
                codes.page.SPURIOUS_RANGE.at(
                    self.origin(value.line), range=value.text, format=format_
                )
            )
            found = {keyword: bound for keyword, bound in found.items() if keyword not in invented}
        for keyword, bound in found.items():
            (own if bounds.of_array(keyword) else inner)[keyword] = bound

    def flags(self, said: Said, own: Schema) -> None:
        if said.header.unique_items:
            own["uniqueItems"] = True
        if said.header.read_only:
            own["readOnly"] = True
        if said.header.deprecated:
            own["deprecated"] = True

    def members(self, said: Said, inner: Schema, at: str) -> None:
        """The properties, and which of them are required."""
        properties: Schema = {}
        required: list[Json] = []
        for child in said.children:
            if child.name in properties:
                self.repeated(said, child, at)
                continue
            child_at = f"{at}/properties{pointer.join((child.name,))}"
            properties[child.name] = self.schema(child, child_at)
            if child.header.required and not child.is_unsettled:
                required.append(child.name)
        if properties:
            inner["properties"] = properties
        if required:
            inner["required"] = required

    def repeated(self, said: Said, child: Said, at: str) -> None:
        """A second field of one name: the first one counts."""
        child_at = f"{at}/properties{pointer.join((child.name,))}"
        for part in child.everything():
            self.claim(part, child_at)
        first = next(other for other in said.children if other.name == child.name)
        unsure = first.is_unsettled or child.is_unsettled
        contradicts = texts(first) != texts(child) and not unsure
        code = codes.page.CONTRADICTORY_FIELD if contradicts else codes.page.REPEATED_FIELD
        related = Related(self.origin(first.line, child_at), "the first one stands here")
        self.out.diagnostics.append(
            code.at(
                self.origin(child.line, child_at),
                related=(related,),
                name=child.name,
                title=said.name or self.title,
            )
        )

    def union(self, said: Said, inner: Schema, at: str) -> None:
        """A union: the shown variant or anything else, since the page hides the others."""
        shown: Schema = {}
        shown_at = f"{at}/anyOf/0"
        if said.variant is not None:
            title = None if said.variant.is_anonymous else said.variant.name
            shown = self.schema(said.variant, shown_at, title=title)
        self.members(said, shown, shown_at)
        inner["anyOf"] = [shown, True] if shown else [True]
        before = self.out.recoveries.get(at, Recovery())
        self.out.recoveries[at] = Recovery(before.raw, before.splits, hidden_union=said.union)

    def recovery(self, said: Said, at: str, inner_at: str) -> None:
        """The raw text, and whether the page hides properties."""
        raw = "\n".join(line.text for line, role in said.lines if role in _RAW_ROLES)
        for place in dict.fromkeys((at, inner_at)):
            before = self.out.recoveries.get(place, Recovery())
            self.out.recoveries[place] = Recovery(
                raw=raw,
                splits=before.splits,
                opaque=said.is_hidden and place == inner_at,
                hidden_union=before.hidden_union,
            )

    def complain(self, said: Said, at: str) -> None:
        """What the reader is not sure of."""
        report = self.out.diagnostics.append
        if said.imitations:
            line = said.imitations[0]
            report(codes.page.IMITATION.at(self.origin(line, at), line=line.text))
        seen = dict[Facet, Value]()
        for value in said.values:
            first = seen.setdefault(value.facet, value)
            if first is not value:
                related = Related(self.origin(first.line), "the first one stands here")
                report(
                    codes.page.REPEATED_LINE.at(
                        self.origin(value.line, at), related=(related,), line=value.line.text
                    )
                )
        if " " in said.name and said.lines and said.lines[0][1] is Role.FIELD:
            report(codes.page.SPACED_NAME.at(self.origin(said.line, at), name=said.name))
        if said.header.confidence < 1.0 and said.readings:
            other = said.readings[0]
            report(
                codes.page.UNSURE_FIELD.at(
                    self.origin(said.line, at),
                    line=said.line.text,
                    name=said.name,
                    other=other.name,
                    type=" | ".join(other.types) or "no type",
                )
            )

    # Places

    def origin(self, line: Line, at: str = "", confidence: float = 1.0) -> Origin:
        return Origin(self.source, at, Position(line.number, line.column), confidence)

    def place(self, at: str, line: Line, confidence: float = 1.0) -> None:
        self.out.origins[at] = self.origin(line, at, confidence)

    def claim(self, said: Said, at: str) -> None:
        self.claim_lines(said.lines, at)

    def claim_lines(self, lines: Iterable[tuple[Line, Role]], at: str) -> None:
        """Note that ``lines`` became the node at ``at``."""
        self.out.claims.extend(
            (self.source, Claim(line.number, role, at, line.text)) for line, role in lines
        )


UNSETTLED: Final = 0.5
"""Confidence in the place of a field that may as well stand elsewhere."""

_RAW_ROLES = frozenset(
    {
        Role.TITLE,
        Role.TYPE,
        Role.FIELD,
        Role.VARIANT,
        Role.FLAGS,
        Role.UNION,
        Role.ENUM,
        Role.PATTERN,
        Role.DEFAULT,
        Role.RANGE,
        Role.EXAMPLE,
        Role.ADDITIONAL,
        Role.CHILDREN,
    }
)


def confidence(said: Said) -> float:
    """How sure it is that this schema stands where it does, with this name and type."""
    return min(said.header.confidence, UNSETTLED if said.is_unsettled else 1.0)


def enum_values(parts: tuple[str, ...], types: tuple[JsonType, ...]) -> list[Json] | None:
    """The values that glued parts stand for, ``None`` when their types are not settled.

    A page prints ``null`` as nothing, so wherever the type allows ``null`` the list does too.
    """
    found = [_enum_value(part, types) for part in parts]
    kept = [value for value in found if value is not ABSENT]
    if len(kept) < len(found) or not kept:
        return None
    unique = [v for i, v in enumerate(kept) if not any(v is o or _same(v, o) for o in kept[:i])]
    return [*unique, None] if "null" in types and None not in unique else unique


def _same(a: Json, b: Json) -> bool:
    return type(a) is type(b) and a == b


def _enum_value(part: str, types: tuple[JsonType, ...]) -> Json | Absent:
    """One part as a value of one of ``types``; ``ABSENT`` when it may as well be of another."""
    plain = [name for name in types if name != "null"]
    if plain == ["string"]:
        return part
    word = values.value(part, ())
    if not plain:
        return part if isinstance(word, str) else ABSENT
    for name in plain:
        match name:
            case "boolean" if isinstance(word, bool):
                return word
            case "integer" | "number" if isinstance(word, int | float) and not isinstance(
                word, bool
            ):
                return word
            case _:
                pass
    return part if "string" in plain else ABSENT
