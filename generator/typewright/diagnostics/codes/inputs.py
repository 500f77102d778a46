"""Findings of all sources together."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

NOT_A_SPECIFICATION = error(
    "input/not-a-specification",
    "expected an OpenAPI description or a JSON Schema, found {found}",
    "A YAML or JSON source is an OpenAPI description when it has the member 'openapi', and else a "
    "JSON Schema, which is an object or a boolean.",
)
NO_KEYWORD = warning(
    "input/no-keyword",
    "expected an OpenAPI description or a JSON Schema, found an object without any keyword of "
    "these, but with {members}; it is read as a schema that accepts anything",
    "A YAML or JSON source is an OpenAPI description when it has the member 'openapi' or "
    "'swagger', and else a JSON Schema. Validators ignore members of a schema that they do not "
    "know, so an object without any keyword is a schema that accepts everything. More often it is "
    "something else: data, the error that a server has sent, or a description in another format, "
    "such as AsyncAPI or a Postman collection, which are not read.",
    "was the right file named? A description says 'openapi: 3.1.0' or the like at its root, a "
    "schema 'type', 'properties' or '$defs'",
)
OVERLAY_AS_SOURCE = error(
    "input/overlay-as-source",
    "an overlay stands among the sources",
    "An overlay corrects sources and describes nothing by itself.",
    "give it with --overlay, or under 'overlays' in pyproject.toml",
)
DUPLICATE_DEFINITION = error(
    "input/duplicate-definition",
    "the object {name!r} is defined twice, and not in the same way",
    "Several sources of a package may define an object of the same name only if they agree on it.",
    "leave one of the sources out, or rename the object with an overlay",
)
NOTHING_DEFINED = error(
    "input/nothing-defined",
    "the sources define no object",
    "Code is made for named objects: the objects of a reference page, 'components.schemas' of an "
    "OpenAPI description, the root and '$defs' of a JSON Schema. There is none of these.",
    "{advice}",
)
NOTHING_CHOSEN = error(
    "input/nothing-chosen",
    "the patterns of --include and --exclude leave no object",
    "The names of the objects are matched as a shell matches file names, and capital letters "
    "count.",
    "check the patterns; 'typewright export --to model' shows the names",
)
