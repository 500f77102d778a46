"""The model as one OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typewright.export.bundle import bundle
from typewright.export.written import written
from typewright.model import Model
from typewright.model.names import digest
from typewright.schema import Json


def to_openapi(
    model: Model, *, title: str = "Recovered schemas", version: str = "0"
) -> dict[str, Json]:
    """All definitions of the source as the component schemas of an OpenAPI 3.1 description.

    It has no paths. A component's key may hold fewer characters than a name in the source (OpenAPI
    3.1.1, section 4.8.7.2); a schema whose key is not its name has the name as its ``title``,
    unless it has another. The rest is as in ``to_json_schema``.
    """
    keys = component_keys(model.graph.definitions)
    named = {keys[name]: schema_id for name, schema_id in model.graph.definitions.items()}
    schemas = written(bundle(model, named, "/components/schemas"))
    for name, key in keys.items():
        schema = schemas[key]
        if key != name and isinstance(schema, dict):
            schemas[key] = {"title": name, **schema}
    return {
        "openapi": "3.1.1",
        "info": {"title": title, "version": version},
        "paths": {},
        "components": {"schemas": schemas},
    }


def component_keys(names: Iterable[str]) -> dict[str, str]:
    """By name, the key of its component: the name itself where it may be one.

    Other names lose the characters that a key cannot hold; those that then are like another key
    end in a digest of the name, so that no key depends on the order of the names.
    """
    plain = {name: re.sub(r"[^a-zA-Z0-9._-]+", "_", name).strip("_") or "_" for name in names}
    seen = list(plain.values())
    return {
        name: key if key == name or seen.count(key) == 1 else f"{key}_{digest(name)}"
        for name, key in plain.items()
    }
