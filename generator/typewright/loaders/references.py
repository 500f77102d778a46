"""References between schemas: which place a ``$ref`` means, and what was meant by a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag, urljoin

from typewright.diagnostics import Diagnostic, codes
from typewright.loaders.dialect import Dialect
from typewright.loaders.dialects import dialect_of
from typewright.loaders.located import Located
from typewright.loaders.official import official
from typewright.loaders.similar import Similar
from typewright.source import Origin
from typewright.source.pointer import join, split
from typewright.source.retrieve import RetrievalError, Retrieve, nowhere

if TYPE_CHECKING:
    from typewright.loaders.registry import Identified


class DanglingError(Exception):
    """A reference that leads nowhere: ``reason`` says why, ``suggestion`` what may be meant, and
    ``advice`` what to do, where more can be said than to define it.
    """

    def __init__(self, reason: str, suggestion: str = "", advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion
        self.advice = advice

    def at(self, origin: Origin, reference: str) -> Diagnostic:
        """What is reported of ``reference``, which stands at ``origin``."""
        if self.suggestion:
            return codes.schema.MISSPELT_REFERENCE.at(
                origin, reference=reference, reason=self.reason, suggestion=self.suggestion
            )
        return codes.schema.DANGLING_REFERENCE.at(
            origin, reference=reference, reason=self.reason, advice=self.advice or _DEFINE
        )


_DEFINE: Final = "define what is missing, or name the document that has it as an input"


class References:
    """All places that references can lead to: in ``roots``, and in what ``retrieve`` finds.

    Most references are pointers into a document of the input. Identifiers and anchors are looked
    for when one is neither.
    """

    def __init__(self, roots: Iterable[Located], retrieve: Retrieve = nowhere) -> None:
        self._roots = {root.document.uri: root for root in roots}
        self._retrieve = retrieve
        self._pointed: dict[tuple[str, str], Located] = {}
        self._known: Identified | None = None
        self._similar: dict[tuple[str, str], Similar] = {}

    def resolve(self, base: str, reference: str, dialect: Dialect) -> Located:
        """The place that ``reference`` means where ``base`` is the base URI.

        An official meta-schema is at hand even if it is no input. A document that does not name
        its dialect is read in ``dialect``. Raises ``DanglingError`` when there is no such place.
        """
        try:
            uri, fragment = split_reference(base, reference)
            if self._known is None and uri in self._roots and fragment.startswith("/"):
                return self._pointed_at(uri, unquote(fragment))
            known = self._identified()
            if uri not in known or not fragment.startswith("/"):
                known.crawl()
            if uri not in known:
                self._find(uri, dialect)
            return known.lookup(base, reference)
        except (LookupError, ValueError):
            raise self._explain(base, reference) from None
        except RetrievalError as error:
            raise DanglingError(str(error), advice=error.advice) from None

    def _pointed_at(self, uri: str, pointer: str) -> Located:
        """What stands at ``pointer`` in a document. Raises ``LookupError``."""
        if (uri, pointer) not in self._pointed:
            above = pointer.rpartition("/")[0]
            if (uri, above) not in self._pointed:
                place = self._roots[uri]
                for token in split(above):
                    place = place[token]
                self._pointed[uri, above] = place
            (token,) = split(pointer[len(above) :])
            self._pointed[uri, pointer] = self._pointed[uri, above][token]
        return self._pointed[uri, pointer]

    def _identified(self) -> Identified:
        if self._known is None:
            from typewright.loaders.registry import Identified  # few documents need it

            self._known = Identified(self._roots.values())
        return self._known

    def _find(self, uri: str, dialect: Dialect) -> None:
        document = official(uri) or self._retrieve(uri)
        if document is None:
            return
        root = Located.root(document, dialect_of(document, default=dialect)[0])
        self._identified().add(dict.fromkeys((uri, document.uri)), root)

    def _explain(self, base: str, reference: str) -> DanglingError:
        try:
            uri, fragment = split_reference(base, reference)
        except ValueError as error:
            return DanglingError(f"it is not a URI reference ({error})")
        root = self._roots.get(uri) if self._known is None else self._known.root(uri)
        if root is None:
            return DanglingError(f"{uri!r} is not among the inputs")
        if fragment.startswith("/"):
            return self._nearest_member(root, reference, unquote(fragment))
        similar = self._names(root, "#", partial(_anchors, root)).to(fragment)
        suggestion = f"{reference.partition('#')[0]}#{similar[0]}" if similar else ""
        return DanglingError(f"there is no anchor {fragment!r}", suggestion)

    def _nearest_member(self, root: Located, reference: str, pointer: str) -> DanglingError:
        """Goes down as far as ``pointer`` leads; what is missing there may be misspelt."""
        place = root
        tokens = split(pointer)
        for depth, token in enumerate(tokens):
            try:
                place = place[token]
            except LookupError:
                above, rest = tokens[:depth], tokens[depth + 1 :]
                here = join(above)
                reason = f"{here or 'the root'} has no {token!r}"
                for name in self._names(root, here, place.tokens).to(token):
                    if _leads_somewhere(place, [name, *rest]):
                        document = reference.partition("#")[0]
                        return DanglingError(reason, f"{document}#{join([*above, name, *rest])}")
                return DanglingError(reason)
        return DanglingError("it cannot be followed")

    def _names(self, root: Located, here: str, names: Callable[[], Iterable[str]]) -> Similar:
        """The names at a place of a document, gathered once: there may be many wrong ones."""
        place = root.id, here
        if place not in self._similar:
            self._similar[place] = Similar(names())
        return self._similar[place]


def split_reference(base: str, reference: str) -> tuple[str, str]:
    """The absolute URI of a reference, and its fragment. Raises ``ValueError``."""
    if reference.startswith("#"):
        return base, reference[1:]
    uri, fragment = urldefrag(urljoin(base, reference))
    return uri, fragment


def _anchors(root: Located) -> Iterable[str]:
    pending = [root]
    while pending:
        located = pending.pop()
        yield from located.anchors
        pending.extend(below for below in located.schemas_below() if below.base == root.base)


def _leads_somewhere(place: Located, tokens: Iterable[str]) -> bool:
    try:
        for token in tokens:
            place = place[token]
    except LookupError:
        return False
    return isinstance(place.value, dict | bool)
