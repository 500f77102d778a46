"""From the operations of pages to the paths of the recovered document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from typewright.diagnostics import codes
from typewright.loaders.reference_page.blocks import Body, Call, Said
from typewright.loaders.reference_page.lines import prose
from typewright.loaders.reference_page.nodes import Part
from typewright.loaders.reference_page.schemas import Emitter
from typewright.schema.schema import Json
from typewright.source import pointer

ANY_MEDIA: Final = "*/*"
"""The media type of a body of which the page does not show one."""
METHODS: Final = frozenset(
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"],
)
_PLACES: Final = {
    Part.QUERY: "query",
    Part.PATH: "path",
    Part.HEADER: "header",
    Part.COOKIE: "cookie",
}

References: TypeAlias = Mapping[int, str]
"""From the identity of a body's block to the pointer of the object that it shows."""


def server(url: str) -> str | None:
    """Scheme and host of an operation's URL, when it has them."""
    parts = _split(url)
    return f"{parts[0]}://{parts[1]}" if parts and parts[0] else None


def path(url: str) -> str | None:
    """The path of an operation's URL; ``None`` when there is none."""
    parts = _split(url)
    return parts[2] if parts and parts[2].startswith("/") else None


def _split(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc, parts.path


def place(call: Call) -> tuple[str, str] | None:
    """The path and the method under which an operation stands, if the page shows them."""
    found = path(call.url) if call.url else None
    return (found, call.method) if found and call.method in METHODS else None


def operation(call: Call, at: str, emitter: Emitter, references: References) -> dict[str, Json]:
    """The operation object (OpenAPI 3.1, section 4.8.10) to stand at the pointer ``at``."""
    emitter.place(at, call.line)
    emitter.claim_lines(call.lines, at)
    own: dict[str, Json] = {"summary": call.title}
    if call.prose:
        own["description"] = prose(call.prose)
    if call.is_deprecated:
        own["deprecated"] = True
    parameters = [
        _parameter(part, said, f"{at}/parameters/{index}", emitter)
        for index, (part, said) in enumerate(call.parameters)
    ]
    if parameters:
        own["parameters"] = list(parameters)
    responses: dict[str, Json] = {}
    for body in call.bodies:
        if body.part is Part.BODY:
            own["requestBody"] = _body(body, f"{at}/requestBody", emitter, references)
        elif body.part is Part.RESPONSE:
            code = body.code or "default"
            where = f"{at}/responses{pointer.join((code,))}"
            described: Json = prose(body.prose) if body.prose else ""
            content = _body(body, where, emitter, references)
            responses[code] = {**content, "description": described}
        else:
            emitter.claim_lines(body.lines, at)
            if body.block is not None:
                _discard(body.block.said, at, emitter)
    if responses:
        own["responses"] = responses
    return own


def _parameter(part: Part, said: Said, at: str, emitter: Emitter) -> dict[str, Json]:
    schema = emitter.schema(said, f"{at}/schema")
    own: dict[str, Json] = {"name": said.name, "in": _PLACES.get(part, "query")}
    if part is Part.PATH or said.header.required:
        own["required"] = True
    for keyword in ("description", "deprecated"):
        if keyword in schema:
            own[keyword] = schema.pop(keyword)
    return {**own, "schema": schema}


def _body(body: Body, at: str, emitter: Emitter, references: References) -> dict[str, Json]:
    """A request body or a response, with its schema or a reference to it."""
    emitter.place(at, body.line)
    emitter.claim_lines(body.lines, at)
    own: dict[str, Json] = {}
    if body.prose:
        own["description"] = prose(body.prose)
    media = body.media_type or ANY_MEDIA
    where = f"{at}/content{pointer.join((media,))}/schema"
    if body.block is None:
        if body.part is Part.BODY or body.media_type:
            own["content"] = {media: {}}
        return own
    target = references.get(id(body.block))
    if target is None:
        title = body.block.title or None
        schema: Json = emitter.schema(body.block.said, where, title=title)
    else:
        schema = {"$ref": f"#{target}"}
    return {**own, "content": {media: {"schema": schema}}}


def _discard(said: Said, at: str, emitter: Emitter) -> None:
    """Claim the lines of a schema that the document has no place for."""
    for part in said.everything():
        emitter.claim_lines(part.lines, at)


def hidden(call: Call, emitter: Emitter, references: References) -> None:
    """An operation whose path the page does not show: its lines are claimed, and that is said."""
    emitter.claim_lines(call.lines, "")
    for _, said in call.parameters:
        _discard(said, "", emitter)
    for body in call.bodies:
        emitter.claim_lines(body.lines, "")
        if body.block is not None and id(body.block) not in references:
            _discard(body.block.said, "", emitter)
    emitter.out.diagnostics.append(
        codes.page.HIDDEN_ENDPOINT.at(emitter.origin(call.line), title=call.title)
    )
