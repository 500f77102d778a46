"""References between schemas: which place a ``$ref`` means, and what was meant by a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from urllib.parse import unquote, urldefrag, urljoin

from referencing import Anchor, Registry, Specification
from referencing.exceptions import Unresolvable

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.dialect import Dialect
from typewright.loaders.dialects import dialect_of
from typewright.loaders.located import Located
from typewright.loaders.official import official
from typewright.source import Origin
from typewright.source.pointer import join, split
from typewright.source.retrieve import RetrievalError, Retrieve, nowhere


class DanglingError(Exception):
    """A reference that leads nowhere: ``reason`` says why, ``suggestion`` what may be meant."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion

    def at(self, origin: Origin, reference: str) -> Diagnostic:
        """What is reported of ``reference``, which stands at ``origin``."""
        code = codes.SCHEMA_MISSPELT_REF if self.suggestion else codes.SCHEMA_DANGLING_REF
        return code.at(origin, reference=reference, reason=self.reason, suggestion=self.suggestion)


class References:
    """All places that references can lead to: in ``roots``, and in what ``retrieve`` finds."""

    def __init__(self, roots: Iterable[Located], retrieve: Retrieve = nowhere) -> None:
        registry: Registry[Located] = Registry()
        pairs = ((root.document.uri, _SPECIFICATION.create_resource(root)) for root in roots)
        # Not crawled: few documents hold resources or anchors that somebody refers to by name.
        self._registry = registry.with_resources(pairs)
        self._retrieve = retrieve

    def resolve(self, base: str, reference: str, dialect: Dialect) -> Located:
        """The place that ``reference`` means where ``base`` is the base URI.

        An official meta-schema is at hand even if it is no input. A document that does not name
        its dialect is read in ``dialect``. Raises ``DanglingError`` when there is no such place.
        """
        try:
            uri, fragment = split_reference(base, reference)
            if uri not in self._registry or not fragment.startswith("/"):
                self._registry = self._registry.crawl()
            if uri not in self._registry:
                self._find(uri, dialect)
            found: Located = self._registry.resolver(base).lookup(reference).contents
        except (Unresolvable, ValueError):
            raise self._explain(base, reference) from None
        except RetrievalError as error:
            raise DanglingError(str(error)) from None
        return found

    def _find(self, uri: str, dialect: Dialect) -> None:
        document = official(uri) or self._retrieve(uri)
        if document is None:
            return
        root = Located.root(document, dialect_of(document, default=dialect)[0])
        resource = _SPECIFICATION.create_resource(root)
        self._registry = self._registry.with_resources(
            (name, resource) for name in dict.fromkeys((uri, document.uri))
        ).crawl()

    def _explain(self, base: str, reference: str) -> DanglingError:
        try:
            uri, fragment = split_reference(base, reference)
        except ValueError as error:
            return DanglingError(f"it is not a URI reference ({error})")
        resource = self._registry.get(uri)
        if resource is None:
            return DanglingError(f"{uri!r} is not among the inputs")
        if fragment.startswith("/"):
            return _nearest_member(resource.contents, reference, unquote(fragment))
        similar = _similar(fragment, _anchors(resource.contents))
        suggestion = f"{reference.partition('#')[0]}#{similar[0]}" if similar else ""
        return DanglingError(f"there is no anchor {fragment!r}", suggestion)


def split_reference(base: str, reference: str) -> tuple[str, str]:
    """The absolute URI of a reference, and its fragment. Raises ``ValueError``."""
    if reference.startswith("#"):
        return base, reference[1:]
    uri, fragment = urldefrag(urljoin(base, reference))
    return uri, fragment


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


def _anchors(root: Located) -> Iterable[str]:
    pending = [root]
    while pending:
        located = pending.pop()
        yield from located.anchors
        pending.extend(below for below in located.schemas_below() if below.base == root.base)


def _nearest_member(root: Located, reference: str, pointer: str) -> DanglingError:
    """Goes down as far as ``pointer`` leads and looks for a name like the one that is missing."""
    place = root
    tokens = split(pointer)
    for depth, token in enumerate(tokens):
        try:
            place = place[token]
        except LookupError:
            reason = f"{join(tokens[:depth]) or 'the root'} has no {token!r}"
            above, rest = tokens[:depth], tokens[depth + 1 :]
            for name in _similar(token, place.tokens()):
                if _leads_somewhere(place, [name, *rest]):
                    document = reference.partition("#")[0]
                    return DanglingError(reason, f"{document}#{join([*above, name, *rest])}")
            return DanglingError(reason)
    return DanglingError("it cannot be followed")


def _leads_somewhere(place: Located, tokens: Iterable[str]) -> bool:
    try:
        for token in tokens:
            place = place[token]
    except LookupError:
        return False
    return isinstance(place.value, dict | bool)


def _similar(wrong: str, names: Iterable[str]) -> list[str]:
    by_fold = {name.casefold(): name for name in names}
    return [by_fold[name] for name in difflib.get_close_matches(wrong.casefold(), by_fold)]
