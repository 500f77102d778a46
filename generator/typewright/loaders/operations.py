"""The request and response bodies of an API description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typewright.diagnostics import Diagnostic
from typewright.loaders.descriptions import METHODS
from typewright.loaders.dialect import Role
from typewright.loaders.located import Located
from typewright.loaders.references import DanglingError, References
from typewright.schema import Json, SchemaId
from typewright.schema.addresses import address
from typewright.source.pointer import join
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """The schema of a request or response body, and what to call it.

    ``owner`` names what it belongs to: an operation, or a shared request or response. ``words`` say
    which of its bodies this is: ``request``, ``response 200``.
    """

    schema: Located
    owner: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the body's schema where that has no name of its own."""
        return " ".join((self.owner, *self.words))

    @property
    def is_inline(self) -> bool:
        """Whether the schema stands in the body itself, and says something."""
        return isinstance(self.schema.value, dict) and "$ref" not in self.schema.value


_IN_PATHS: Final = (("paths",), ("webhooks",), ("components", "pathItems"))


def bodies(
    root: Located, references: References
) -> tuple[tuple[Body, ...], tuple[Diagnostic, ...]]:
    """Every request and response body of a description, each schema once, in the order of the text.

    References to path items, operations, requests and responses are followed, into other
    documents too. A schema that several operations share through such a reference is named by the
    place that it stands at.
    """
    walk = _Walk(references)
    for steps in _IN_PATHS:
        walk.paths(_below(root, *steps), "")
    for name, place in _members(_below(root, "components", "requestBodies")):
        walk.request(place, name)
    for steps in (("components", "responses"), ("responses",)):
        for name, place in _members(_below(root, *steps)):
            walk.response(place, name, ("response",))
    return tuple(walk.found.values()), tuple(walk.diagnostics)


def refers_elsewhere(root: Located) -> bool:
    """Whether a description's operations refer to other documents."""
    pending: list[Json] = []
    for steps in (*_IN_PATHS, ("components",), ("responses",)):
        place = _below(root, *steps)
        if place is not None:
            pending.append(place.value)
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                return True
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return False


class _Walk:
    """Goes through operations; ``found`` is by schema, so that what is shared is found once."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.found: dict[SchemaId, Body] = {}
        self.diagnostics: list[Diagnostic] = []
        self._open: set[str] = set()

    def paths(self, place: Located | None, lead: str) -> None:
        for path, found in _members(place):
            item = self.follow(found, Role.PATH_ITEM)
            if item is None or item.id in self._open:
                continue  # a callback may come back to the path item that it belongs to
            self._open.add(item.id)
            for method in (*METHODS, *_tokens(_below(item, "additionalOperations"))):
                steps = (method,) if method in METHODS else ("additionalOperations", method)
                operation = _below(item, *steps)
                if operation is not None:
                    self.operation(operation, f"{lead} {method} {path}".strip())
            self._open.discard(item.id)

    def operation(self, place: Located, name: str) -> None:
        operation = self.follow(place, Role.OPERATION)
        if operation is None:
            return
        own = operation.value.get("operationId") if isinstance(operation.value, dict) else None
        name = own if isinstance(own, str) and own.strip() else name
        for token in _tokens(_below(operation, "parameters")):
            parameter = self.follow(operation["parameters"][token], Role.PARAMETER)
            if parameter is not None and _is_body(parameter):
                self.schema(_below(parameter, "schema"), name, ("request",))
        if (request := _below(operation, "requestBody")) is not None:
            self.request(request, name)
        for status, response in _members(_below(operation, "responses")):
            self.response(response, name, ("response", status))
        for callback, paths in _members(_below(operation, "callbacks")):
            self.paths(paths, f"{name} {callback}")

    def request(self, place: Located, owner: str) -> None:
        request = self.follow(place, Role.REQUEST)
        if request is not None:
            self.content(request, _owner(place, request, owner), ("request",))

    def response(self, place: Located, owner: str, words: tuple[str, ...]) -> None:
        response = self.follow(place, Role.RESPONSE)
        if response is None:
            return
        shared = response.id != place.id
        words = ("response",) if shared else words
        owner = _owner(place, response, owner)
        self.schema(_below(response, "schema"), owner, words)
        self.content(response, owner, words)

    def content(self, place: Located, owner: str, words: tuple[str, ...]) -> None:
        for media_type, found in _members(_below(place, "content")):
            media = self.follow(found, Role.MEDIA)
            if media is None:
                continue
            suffix = _media_words(media_type)
            self.schema(_below(media, "schema"), owner, (*words, *suffix))
            self.schema(_below(media, "itemSchema"), owner, (*words, *suffix, "item"))

    def schema(self, place: Located | None, owner: str, words: tuple[str, ...]) -> None:
        if place is not None:
            self.found.setdefault(place.id, Body(place.seen_as(Role.SCHEMA), owner, words))

    def follow(self, place: Located, role: Role) -> Located | None:
        """What stands at ``place``, or what the ``$ref`` there leads to in the end."""
        seen: set[SchemaId] = set()
        while isinstance(place.value, dict) and isinstance(place.value.get("$ref"), str):
            reference = str(place.value["$ref"])
            if place.id in seen:
                return None
            seen.add(place.id)
            try:
                found = self.references.resolve(place.base, reference, place.dialect)
            except DanglingError as error:
                origin = place.document.origin(place.pointer + join(("$ref",)))
                self.diagnostics.append(error.at(origin, reference))
                return None
            place = found.seen_as(role)
        return place


def _owner(place: Located, found: Located, owner: str) -> str:
    """What a body belongs to: what refers to it, or its own place where that is another one."""
    if found.id == place.id:
        return owner
    return " ".join(address(found.id)[-1:])


def _is_body(parameter: Located) -> bool:
    return isinstance(parameter.value, dict) and parameter.value.get("in") == "body"


def _media_words(media_type: str) -> tuple[str, ...]:
    """What tells a body from the one in JSON; nothing for JSON itself."""
    essence = media_type.partition(";")[0].strip().casefold()
    if essence == "application/json" or essence.endswith("+json"):
        return ()
    return (essence,)


def _below(place: Located | None, *tokens: str) -> Located | None:
    for token in tokens:
        if place is None or not isinstance(place.value, dict) or token not in place.value:
            return None
        place = place[token]
    return place


def _tokens(place: Located | None) -> tuple[str, ...]:
    return place.tokens() if place is not None else ()


def _members(place: Located | None) -> Iterator[tuple[str, Located]]:
    """The members of an object that are no extensions."""
    if place is None or not isinstance(place.value, dict):
        return
    for token in place.tokens():
        if not token.startswith("x-"):
            yield token, place[token]
