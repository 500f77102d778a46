"""Places by identifier and by anchor, which the library ``referencing`` knows to find."""

from __future__ import annotations

from collections.abc import Iterable

from referencing import Anchor, Registry, Resource, Specification
from referencing.exceptions import Unresolvable

from typewright.loaders.located import Located


class Identified:
    """The resources in some documents, by the URIs that they have and that they declare."""

    def __init__(self, roots: Iterable[Located]) -> None:
        self._registry: Registry[Located] = Registry()
        # Not crawled: few documents hold resources or anchors that somebody refers to by name.
        self._registry = self._registry.with_resources(
            (root.document.uri, _SPECIFICATION.create_resource(root)) for root in roots
        )

    def __contains__(self, uri: object) -> bool:
        return uri in self._registry

    def root(self, uri: str) -> Located | None:
        """The whole of a resource."""
        resource: Resource[Located] | None = self._registry.get(uri)
        return None if resource is None else resource.contents

    def crawl(self) -> None:
        """Looks through all documents for what declares an identifier or an anchor."""
        self._registry = self._registry.crawl()

    def add(self, uris: Iterable[str], root: Located) -> None:
        """Adds one more document by several URIs, and looks through it."""
        resource = _SPECIFICATION.create_resource(root)
        self._registry = self._registry.with_resources((uri, resource) for uri in uris).crawl()

    def lookup(self, base: str, reference: str) -> Located:
        """The place that ``reference`` means. Raises ``LookupError`` or ``ValueError``."""
        try:
            found: Located = self._registry.resolver(base).lookup(reference).contents
        except Unresolvable as error:
            raise LookupError(reference) from error
        return found


def _id_of(located: Located) -> str | None:
    return located.identifier


def _anchors_in(
    specification: Specification[Located], located: Located
) -> Iterable[Anchor[Located]]:
    return [
        Anchor(name, specification.create_resource(located))  # type: ignore[call-arg]
        for name in located.anchors
    ]


# The base URI travels in ``Located`` itself, so a resolver need not follow it.
_SPECIFICATION: Specification[Located] = Specification(  # type: ignore[call-arg]
    name="typewright",
    id_of=_id_of,
    subresources_of=Located.schemas_below,
    anchors_in=_anchors_in,
    maybe_in_subresource=lambda segments, resolver, subresource: resolver,
)
