"""The official meta-schemas, which a schema may refer to without naming them as inputs."""

from __future__ import annotations

from typewright.source import Document


def official(uri: str) -> Document | None:
    """The meta-schema with this URI, from an installed package, or ``None``."""
    if not uri.startswith(("https://json-schema.org/", "http://json-schema.org/")):
        return None
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    resource = REGISTRY.get(uri.rstrip("#"))
    return None if resource is None else Document(uri, resource.contents)
