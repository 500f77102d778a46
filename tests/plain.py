"""Other people's documents as plain JSON Schema, for validators that know nothing else.

This is a reading of its own, which shares nothing with the loaders: the documents stay as they are,
references included, and only what their specifications spell in another way than JSON Schema is
written anew, in ``_SPELLINGS`` below. There stands too where the loaders read what is plainly meant
instead of the letter.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin

import jsonschema_rs
from jsonschema_specifications import REGISTRY as OFFICIAL  # type: ignore[import-untyped]

Value = Any
"""A JSON value, or a part of a schema as plain data."""

ONE = (
    *("items", "additionalItems", "contains", "additionalProperties", "propertyNames", "not"),
    *("if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
)
LIST = ("allOf", "anyOf", "oneOf", "prefixItems", "items")
MAP = (
    *("properties", "patternProperties", "dependentSchemas", "dependencies"),
    *("$defs", "definitions"),
)
"""The keywords that hold a schema, a list of schemas, an object of schemas."""

_DATA = ("enum", "const", "default", "example", "examples")


@dataclass(frozen=True)
class Place:
    """A schema in a document: ``base`` is what its references start from."""

    schema: Value
    base: str
    kind: str


_DRAFTS: Mapping[str, tuple[str, Any]] = {
    "json-schema.org/draft-04/schema": ("draft4", jsonschema_rs.Draft4Validator),
    "json-schema.org/draft-06/schema": ("draft6", jsonschema_rs.Draft6Validator),
    "json-schema.org/draft-07/schema": ("draft7", jsonschema_rs.Draft7Validator),
    "json-schema.org/draft/2019-09/schema": ("2019-09", jsonschema_rs.Draft201909Validator),
    "json-schema.org/draft/2020-12/schema": ("2020-12", jsonschema_rs.Draft202012Validator),
}
_NAMED = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
}


def kind_of(document: Value) -> str | None:
    """What a document is written in, by what it says itself."""
    if not isinstance(document, dict):
        return None
    if "swagger" in document:
        return "swagger"
    if "openapi" in document:
        return "openapi3.0" if str(document["openapi"]).startswith("3.0") else "openapi3.1"
    name = str(document.get("$schema", "")).partition("://")[2].rstrip("#")
    return _DRAFTS[name][0] if name in _DRAFTS else None


class Plain:
    """Documents by URI, the first of which says what those without a version are written in.

    ``entries`` are the schemas that somebody wants to use, as URIs with JSON pointers: from these
    on every schema is found and written anew where it stands.
    """

    def __init__(self, documents: Mapping[str, Value], entries: Iterable[str]) -> None:
        self.documents = {uri: copy.deepcopy(value) for uri, value in documents.items()}
        self.kind = kind_of(next(iter(documents.values()))) or "2020-12"
        self._ids: dict[str, Place] = {}
        self._anchors: dict[tuple[str, str], Place] = {}
        self.bases: dict[int, Place] = {}
        self.dangling: list[Place] = []
        for uri, value in self.documents.items():
            self._index(Place(value, uri, kind_of(value) or self.kind), uri)
        self.entries = {entry: self.resolve("", entry) for entry in entries}
        self._walk([*self.entries.values(), *self._roots()])
        for place in list(self.bases.values()):
            for spell in _SPELLINGS[place.kind]:
                made = spell(place.schema)
                if made is not None:
                    self.bases[id(made)] = Place(made, place.base, place.kind)
        for document in self.documents.values():
            if isinstance(document, dict) and kind_of(document) in _NAMED:
                _name(document)
            if isinstance(document, dict) and kind_of(document) == "openapi3.1":
                document["$defs"] = document.get("components", {}).get("schemas", {})
        draft = next((d for _, (kind, d) in _DRAFTS.items() if kind == self.kind), None)
        self._validator: Any = draft or jsonschema_rs.Draft202012Validator
        # Under the URI that a document declares for itself, which its references start from.
        named = {_own_uri(uri, self._ids[uri]): value for uri, value in self.documents.items()}
        self._registry = jsonschema_rs.Registry(
            list(named.items()), draft=_DRAFT_NUMBERS.get(self.kind, _DEFAULT)
        )

    def oracle(self, entry: str) -> jsonschema_rs.Validator:
        """The validator of one entry."""
        uri, _, pointer = entry.partition("#")
        if kind_of(self.documents.get(uri)) == "openapi3.1":
            pointer = _hoisted(f"#{pointer}")[1:]
        reference = {"$ref": f"{_own_uri(uri, self._ids[uri])}#{quote(pointer)}"}
        found: jsonschema_rs.Validator = self._validator(
            reference, registry=self._registry, validate_formats=False
        )
        return found

    def resolve(self, base: str, reference: str) -> Place:
        """The schema that a reference means. Raises ``LookupError`` where there is none."""
        whole = base + reference if reference.startswith("#") else urljoin(base, reference)
        uri, fragment = urldefrag(whole)
        place = self._ids.get(uri)
        if place is None and uri.startswith(("http://json-schema.org", "https://json-schema.org")):
            contents = copy.deepcopy(OFFICIAL[uri].contents)
            self._index(Place(contents, uri, kind_of(contents) or self.kind), uri)
            place = self._ids[uri]
        if place is None:
            raise LookupError(uri)
        if fragment and not fragment.startswith("/"):
            return self._anchors[uri, unquote(fragment)]
        for token in fragment.split("/")[1:]:
            token = unquote(token).replace("~1", "/").replace("~0", "~")
            value = place.schema
            below = value[int(token)] if isinstance(value, list) else value[token]
            place = self._at(below, place)
        return place

    def _at(self, value: Value, above: Place) -> Place:
        own = _own_id(value, above.kind)
        base = urljoin(above.base, own).rstrip("#") if own else above.base
        return Place(value, base, above.kind)

    def _index(self, place: Place, uri: str = "") -> None:
        """Notes by which URIs and names parts of a document can be referred to."""
        if isinstance(place.schema, list):
            for item in place.schema:
                self._index(self._at(item, place))
        if not isinstance(place.schema, dict):
            return
        if uri:
            self._ids[uri] = place = self._at(place.schema, place)
        if uri or _own_id(place.schema, place.kind):
            self._ids[place.base] = place
        for name in _own_anchors(place.schema, place.kind):
            self._anchors[place.base, name] = place
        for name, value in place.schema.items():
            if name not in _DATA:
                self._index(self._at(value, place))

    def _roots(self) -> Iterator[Place]:
        """The documents that are schemas; of the others only what is referred to is."""
        for uri, value in self.documents.items():
            if kind_of(value) in _KINDS:
                yield self._ids[uri]

    def _walk(self, pending: list[Place]) -> None:
        while pending:
            place = pending.pop()
            schema = place.schema
            if not isinstance(schema, dict) or id(schema) in self.bases:
                continue
            self.bases[id(schema)] = place
            for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
                if isinstance(schema.get(keyword), str):
                    try:
                        pending.append(self.resolve(place.base, schema[keyword]))
                    except LookupError:
                        self._forget(place, keyword)
            pending.extend(self._at(below, place) for below in below(schema))

    def _forget(self, place: Place, keyword: str) -> None:
        """What leads nowhere demands nothing; where a ``$ref`` stands alone, nor does the rest."""
        del place.schema[keyword]
        self.dangling.append(place)
        if place.kind in _REF_ALONE:
            for name in [name for name in place.schema if name not in ("$defs", "definitions")]:
                del place.schema[name]


_REF_ALONE = ("swagger", "openapi3.0", "draft4", "draft6", "draft7")

_KINDS = frozenset(kind for kind, _ in _DRAFTS.values())

_DRAFT_NUMBERS = {
    "draft4": jsonschema_rs.Draft4,
    "draft6": jsonschema_rs.Draft6,
    "draft7": jsonschema_rs.Draft7,
    "2019-09": jsonschema_rs.Draft201909,
}
_DEFAULT = jsonschema_rs.Draft202012


def _own_uri(uri: str, place: Place) -> str:
    """The URI that a document declares for itself, or the one that it was read from."""
    return place.base if _own_id(place.schema, place.kind) else uri


def _name(document: dict[str, Value]) -> None:
    """Spells the meta-schema's URI as it is spelt officially. A file that is such a meta-schema
    goes by its own URI: ``jsonschema-rs`` would put another edition in its place.
    """
    official = _NAMED[kind_of(document) or ""]
    document["$schema"] = official
    for name in ("id", "$id"):
        if document.get(name) == official:
            del document[name]


def below(schema: Mapping[str, Value]) -> Iterator[Value]:
    """The schemas right below a schema."""
    for name in ONE:
        if isinstance(schema.get(name), dict):
            yield schema[name]
    for name in LIST:
        if isinstance(schema.get(name), list):
            yield from schema[name]
    for name in MAP:
        if isinstance(schema.get(name), dict):
            yield from schema[name].values()


def _own_id(value: Value, kind: str) -> str:
    if not isinstance(value, dict) or kind in ("swagger", "openapi3.0"):
        return ""
    if kind in ("draft4", "draft6", "draft7") and "$ref" in value:
        return ""
    own = value.get("id" if kind == "draft4" else "$id")
    return own if isinstance(own, str) and not own.startswith("#") else ""


def _own_anchors(value: Mapping[str, Value], kind: str) -> Iterator[str]:
    for name in ("$anchor", "$dynamicAnchor"):
        if isinstance(value.get(name), str):
            yield value[name]
    own = value.get("id" if kind == "draft4" else "$id")
    if isinstance(own, str) and own.startswith("#"):
        yield own[1:]


# --- what is spelt in another way -----------------------------------------------------------------


def _ref_alone(schema: dict[str, Value]) -> None:
    """Beside a ``$ref`` nothing counts (OpenAPI 3.0.3, section 4.7.23; Swagger 2.0, Reference
    Object), but for ``nullable``, which is read as it is meant.
    """
    if isinstance(schema.get("$ref"), str):
        for name in [name for name in schema if name not in ("$ref", "nullable", "x-nullable")]:
            del schema[name]


def _no_names(schema: dict[str, Value]) -> None:
    """Schemas of OpenAPI 3.0 have no names and dialects of their own."""
    for name in ("$schema", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary"):
        schema.pop(name, None)


def _bounds(schema: dict[str, Value]) -> None:
    """``exclusiveMinimum: true`` makes ``minimum`` exclusive. As a number it is a bound by itself,
    and either is read in every version, since neither can mean anything else.
    """
    for inclusive, exclusive in (
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ):
        flag = schema.pop(exclusive) if isinstance(schema.get(exclusive), bool) else False
        if flag and inclusive in schema:
            schema[exclusive] = schema.pop(inclusive)


def _lists(schema: dict[str, Value]) -> None:
    """``items`` with a list is ``prefixItems`` of later versions, and is read everywhere."""
    rest = schema.pop("additionalItems", None)
    if isinstance(schema.get("items"), list):
        schema["prefixItems"] = schema.pop("items")
        if rest is not None:
            schema["items"] = rest


def _components(schema: dict[str, Value]) -> None:
    """A validator that knows no OpenAPI looks for names in ``$defs`` and not in ``components``."""
    if isinstance(schema.get("$ref"), str):
        schema["$ref"] = _hoisted(schema["$ref"])


def _hoisted(reference: str) -> str:
    return reference.replace("#/components/schemas/", "#/$defs/", 1)


def _file(schema: dict[str, Value]) -> None:
    """``type: file`` of Swagger 2.0 travels as text."""
    if schema.get("type") == "file":
        schema["type"] = "string"


def _names_once(schema: dict[str, Value]) -> None:
    """A name that stands in ``required`` twice says nothing more."""
    if isinstance(schema.get("required"), list):
        schema["required"] = list(dict.fromkeys(schema["required"]))


def _null(schema: dict[str, Value]) -> dict[str, Value] | None:
    """``nullable`` and ``x-nullable``: null is accepted, whatever the other keywords say.

    By the letter it widens ``type`` only, so that beside an ``enum`` without null, a ``$ref`` or
    ``allOf`` it would be without effect. It is read as it is meant, in every version.
    """
    flags = [schema.pop(name, None) for name in ("nullable", "x-nullable")]
    if True not in [flag for flag in flags if isinstance(flag, bool)]:
        return None
    inner = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"type": "null"}, inner]
    return inner


def _no_content(schema: dict[str, Value]) -> None:
    """What is said of a text's content is an annotation; ``jsonschema-rs`` tests it in draft 7,
    which that draft allows (Validation draft 7, section 8.2).
    """
    for name in ("contentEncoding", "contentMediaType"):
        schema.pop(name, None)


Spelling = Callable[[dict[str, Value]], dict[str, Value] | None]
"""Changes a schema where it stands, and gives the new one that it moves its keywords to, if any."""


def _dots(schema: dict[str, Value]) -> None:
    """A dot matches no line terminator (ECMA-262, section 22.2.2.7.1); for ``jsonschema-rs`` the
    line feed is the only one.
    """
    if isinstance(schema.get("pattern"), str):
        schema["pattern"] = _undotted(schema["pattern"])
    if isinstance(schema.get("patternProperties"), dict):
        properties = schema["patternProperties"]
        schema["patternProperties"] = {_undotted(name): properties[name] for name in properties}


def _undotted(pattern: str) -> str:
    """A pattern that says in full what its dots mean."""
    return _PIECE.sub(lambda found: _ANY if found[0] == "." else found[0], pattern)


_ANY = r"[^\n\r\u2028\u2029]"
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\.", re.DOTALL)
"""An escape, a class or a dot."""

_OPENAPI: tuple[Spelling, ...] = (
    _bounds,
    _lists,
    _names_once,
    _dots,
    _null,
)
_SPELLINGS: Mapping[str, tuple[Spelling, ...]] = {
    "swagger": (_ref_alone, _no_names, _file, *_OPENAPI),
    "openapi3.0": (_ref_alone, _no_names, *_OPENAPI),
    "openapi3.1": (_components, *_OPENAPI),
    "draft4": (_dots,),
    "draft6": (_no_content, _dots),
    "draft7": (_no_content, _dots),
    "2019-09": (_dots,),
    "2020-12": (_dots,),
}
