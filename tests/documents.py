"""Makes documents out of text, for tests of everything that reads them."""

from __future__ import annotations

import pytest

from typewright.diagnostics import Diagnostic, InputError
from typewright.schema import Json
from typewright.source import Document, Source, SourceKind
from typewright.source.documents import parse


def source(text: str, kind: SourceKind = SourceKind.YAML, name: str = "api") -> Source:
    """A source with this text and a name of its own."""
    return Source(name, f"file:///{name}", kind, text)


def document(text: str, kind: SourceKind = SourceKind.YAML, name: str = "api") -> Document:
    """The document that the text holds, in which nothing may be wrong."""
    read, found = parse(source(text, kind, name))
    assert found == ()
    return read


def value(text: str, kind: SourceKind = SourceKind.YAML) -> Json:
    """The data that the text holds, in which nothing may be wrong."""
    return document(text, kind).value


def found(text: str, kind: SourceKind = SourceKind.YAML) -> tuple[Json, list[str]]:
    """The data that the text holds, and what is wrong with it as ``line:column code``."""
    read, diagnostics = parse(source(text, kind))
    return read.value, [place(diagnostic) for diagnostic in diagnostics]


def refused(text: str, kind: SourceKind = SourceKind.YAML) -> list[str]:
    """Why nothing can be made of the text, as ``line:column code``."""
    with pytest.raises(InputError) as caught:
        parse(source(text, kind))
    return [place(diagnostic) for diagnostic in caught.value.diagnostics]


def place(diagnostic: Diagnostic) -> str:
    """A diagnostic as ``line:column code``."""
    position = diagnostic.origin.position
    return f"{position.line}:{position.column} {diagnostic.code}"
