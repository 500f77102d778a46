"""Documents that are referred to and are no inputs: where they may be read or fetched from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from typewright.diagnostics import Diagnostic, InputError
from typewright.source.document import Document
from typewright.source.documents import parse
from typewright.source.intake import Intake
from typewright.source.limits import MAX_BYTES
from typewright.source.read import file_uri, specification
from typewright.source.source import Source

if TYPE_CHECKING:
    from typewright.schema import Json

Retrieve: TypeAlias = Callable[[str], Document | None]
"""Finds the document with a URI: ``None`` where there is nothing to say of it. Raises
``RetrievalError`` where it must not be read or cannot be.
"""


class RetrievalError(Exception):
    """A document cannot be had; the text says why, and ``advice`` what to do, where more can be
    said than that.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


class _Beside(NamedTuple):
    """A file that lies near a source: its name, and the URI that it gives itself."""

    name: str
    declared: str | None


MOST_ALIKE: Final = 16
"""So many names at the end of an address are looked for on the disk. One with thousands, which a
hostile description may have, would take seconds.
"""


def nowhere(_uri: str) -> None:
    """Finds no document."""


class Retriever:
    """Reads documents that references lead to, each once.

    A file is read where it lies in the folder of a source, beside that folder, or below either: so
    ``spec/api.yaml`` may refer to ``common/error.yaml`` but not to the rest of the disk, nor to a
    whole home folder. Hidden files are never read. ``origins`` allows more: a folder, or what is
    fetched from a server as ``https://example.com``. Nothing else is fetched, and no redirection
    to another server is followed.

    ``documents`` are those that were read, by URI; ``diagnostics`` is what was found in them.
    ``intake`` is what the rest of the run reads through.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        origins: Iterable[str] = (),
        intake: Intake | None = None,
    ) -> None:
        self._sources = tuple(sources)
        self._origins = tuple(origins)
        self._servers = frozenset(_server(one) for one in self._origins if "://" in one)
        self._intake = intake or Intake()
        self._failures: dict[str, tuple[str, str]] = {}
        self._beside: dict[Path, _Beside | None] = {}
        self.documents: dict[str, Document] = {}
        self.diagnostics: list[Diagnostic] = []

    def __call__(self, uri: str) -> Document | None:
        if uri in self._failures:
            raise RetrievalError(*self._failures[uri])
        if uri in self.documents:
            return self.documents[uri]
        try:
            source = self._source(uri)
            if source is None:
                return None
            document, found = parse(source)
        except RetrievalError as error:
            self._failures[uri] = (str(error), error.advice)
            raise
        except InputError as error:
            first = error.diagnostics[0]
            self._failures[uri] = (f"{first.origin}: {first.message}", "")
            raise RetrievalError(*self._failures[uri]) from None
        self.documents[uri] = document
        self.diagnostics.extend(found)
        return document

    def _source(self, uri: str) -> Source | None:
        if _is_file(uri):
            path = self._allowed(_path(uri))
            name = Path(os.path.relpath(path)).as_posix()
            return specification(self._read(path, name), name, uri)
        if urlsplit(uri).scheme in ("http", "https"):
            server = _server(uri)
            if server not in self._servers:
                raise RetrievalError(
                    f"{uri!r} is not among the inputs, and nothing is fetched from {server} unless "
                    f"it is allowed (--allow-origin {server})",
                    self._advice(uri),
                )
            return specification(self._fetched(uri), uri, uri)
        return None

    def _advice(self, uri: str) -> str:
        """What to do where a file that lies near a source is the document with an address."""
        from shlex import quote  # few runs need it

        unsure = ""
        for name, declared in self._alike(uri):
            if declared == uri:
                return f"{name!r} says that it is this document: add --resource {quote(name)}"
            if declared is None and not unsure:
                unsure = (
                    f"if {name!r} is this document, give it the '$id' {uri!r} and add "
                    f"--resource {quote(name)}"
                )
        return unsure

    def _alike(self, uri: str) -> Iterator[_Beside]:
        """The files in the folders of sources, and in what these may refer to, whose path ends as
        an address does, the longest common end first. They are looked at for advice alone.
        """
        own = [_path(one.uri).parent for one in self._sources if _is_file(one.uri)]
        folders = dict.fromkeys((*map(self._real, own), *self._folders))
        parts = [part for part in unquote(urlsplit(uri).path).split("/") if part]
        parts = parts[-MOST_ALIKE:]
        for start in range(len(parts)):
            for folder in folders:
                try:
                    path = self._allowed(folder.joinpath(*parts[start:]))
                except RetrievalError:
                    continue
                if path not in self._beside:
                    self._beside[path] = self._named(path)
                if (found := self._beside[path]) is not None:
                    yield found

    def _named(self, path: Path) -> _Beside | None:
        """What a file is called, here and by itself; ``None`` where it is no document."""
        name = Path(os.path.relpath(path)).as_posix()
        try:
            document, _ = parse(specification(self._read(path, name), name, file_uri(path)))
        except (RetrievalError, InputError):
            return None
        return _Beside(name, _declared(document.value))

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        """What may be read, without symbolic links."""
        folders = [Path(one) for one in self._origins if "://" not in one]
        folders += [self._near(_path(one.uri)) for one in self._sources if _is_file(one.uri)]
        return tuple(dict.fromkeys(map(self._real, folders)))

    def _near(self, path: Path) -> Path:
        """The folder that a source may refer to: the one above its own, or only its own where that
        would be the home folder or hold it.
        """
        above = path.parent.parent
        return path.parent if self._real(Path.home()).is_relative_to(self._real(above)) else above

    def _real(self, path: Path) -> Path:
        return Path(self._intake.real(os.fspath(path)))

    def _allowed(self, path: Path) -> Path:
        real = self._real(path)
        for folder in self._folders:
            if real.is_relative_to(folder):
                if any(part.startswith(".") for part in real.relative_to(folder).parts):
                    break
                return real
        raise RetrievalError(
            "the file lies outside the folders that the sources may refer to; allow its folder "
            "with --allow-origin, or name it with --resource"
        )

    def _read(self, path: Path, name: str) -> bytes:
        try:
            return _limited(self._intake.read(os.fspath(path)))
        except FileNotFoundError:
            raise RetrievalError(f"there is no file {name!r}") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise RetrievalError(f"cannot read {name!r}: {reason}") from None

    def _fetched(self, uri: str) -> bytes:
        from typewright.source import fetch

        self._intake.is_repeatable = False
        try:
            return _limited(fetch.fetch(uri, self._refusal))
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or str(error) or type(error).__name__
            raise RetrievalError(f"it cannot be fetched: {reason}") from None

    def _refusal(self, uri: str) -> str | None:
        """Why a redirection is not followed."""
        server = _server(uri)
        return None if server in self._servers else f"it is redirected to {server}"


def _is_file(uri: str) -> bool:
    return uri.startswith("file:")


def _declared(value: Json) -> str | None:
    """The URI that a document gives itself."""
    if not isinstance(value, dict):
        return None
    named = (value.get(one) for one in ("$id", "id", "$self"))
    return next((one.rstrip("#") for one in named if isinstance(one, str)), None)


def _path(uri: str) -> Path:
    from urllib.request import url2pathname  # takes long to import, and few runs need it

    return Path(url2pathname(urlsplit(uri).path))


def _server(uri: str) -> str:
    """The origin of a URI (RFC 6454, section 4) in lower case."""
    parts = urlsplit(uri)
    return unquote(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}").lower()


def _limited(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise RetrievalError(f"it is larger than {MAX_BYTES:,} bytes")
    return data
