"""From a path to a source: bytes, encoding, kind."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote_from_bytes

from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.source.intake import Intake
from typewright.source.limits import MAX_BYTES, MAX_PAGE_LINE
from typewright.source.lines import Lines
from typewright.source.origin import Origin, Position
from typewright.source.source import Source, SourceKind

# UTF-32 first: its little-endian mark starts with the one of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)

_JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"{\[\]])")
_YAML_SUFFIXES: Final = (".yaml", ".yml")
_FIRST_LINE_OF_YAML = re.compile(
    r"(?:[ \t]*(?:[#%].*|---.*)?\r?\n)*(?:['\"]?[\w$][\w$./-]*['\"]?[ \t]*:(?:\s|$)|\{)"
)
_KEY_OF_A_SPECIFICATION = re.compile(
    r"""^['"]?(?:openapi|swagger|overlay|\$schema|\$id|\$ref|\$defs|definitions|components
    |properties|allOf|anyOf|oneOf|type(?=['"]?\s*:\s*['"]?(?:object|array|string|integer|number
    |boolean|null)\b))['"]?\s*:(?:\s|$)""",
    re.MULTILINE | re.VERBOSE,
)


def read(path: str | os.PathLike[str], *, intake: Intake | None = None) -> Source:
    """The source at ``path``, or on standard input when ``path`` is ``-``.

    The text is UTF-8, or UTF-16 or UTF-32 with a byte order mark. Its kind is decided by what it
    holds, then by the name. ``intake`` is what the rest of the run reads through.

    Raises ``InputError`` for what is missing, unreadable, binary, wrongly encoded, empty or
    beyond the limits of ``limits.py``; the diagnostic names the file and the place in it.
    """
    given = os.fspath(path)
    # A file name that is not UTF-8 comes with lone surrogates, which no terminal can show.
    name = given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    name = name.replace(os.sep, "/")
    data = _bytes(given, name, intake or Intake())
    uri = file_uri((Path.cwd() / given).absolute())
    text = _decoded(data, name, uri)
    source = Source(name, uri, _kind(text, name), text)
    _refuse_what_is_no_page(source)
    return source


def specification(data: bytes, name: str, uri: str) -> Source:
    """The source of a YAML or JSON document that is no input but is referred to.

    Raises ``InputError`` for what is binary, wrongly encoded or empty.
    """
    text = _decoded(data, name, uri)
    kind = SourceKind.JSON if _kind(text, name) is SourceKind.JSON else SourceKind.YAML
    return Source(name, uri, kind, text)


def file_uri(path: PurePath) -> str:
    """The URI of an absolute path (RFC 8089).

    ``Path.as_uri`` makes the same, but imports what fetches documents, from Python 3.14 on.
    """
    drive = path.drive if path.drive.endswith(":") else ""
    start = f"///{drive}" if drive else "" if path.drive else "//"
    return f"file:{start}{quote_from_bytes(os.fsencode(path.as_posix()[len(drive) :]))}"


def _bytes(given: str, name: str, intake: Intake) -> bytes:
    """What the file holds; one byte more than the limit shows that it is too large."""
    here = _origin(name)
    try:
        data = intake.read(given)
    except (FileNotFoundError, NotADirectoryError):
        code = codes.source.ADDRESS if "://" in name else codes.source.NOT_FOUND
        raise InputError(code.at(here, file=name)) from None
    except IsADirectoryError:
        raise InputError(codes.source.DIRECTORY.at(here, file=name)) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(given):  # Windows says PermissionError
            raise InputError(codes.source.DIRECTORY.at(here, file=name)) from None
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(codes.source.UNREADABLE.at(here, file=name, reason=reason)) from None
    if len(data) > MAX_BYTES:
        raise InputError(codes.source.TOO_LARGE.at(here, file=name, limit=MAX_BYTES))
    return data


def _decoded(data: bytes, name: str, uri: str) -> str:
    """The text without its byte order mark."""
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    if encoding == "utf-8" and (nul := data.find(b"\0")) >= 0:
        raise InputError(_binary(data, nul, name, uri))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(_wrong_byte(data[len(mark) :], error, len(mark), name, uri)) from None
    if not text.strip():
        raise InputError(codes.source.EMPTY.at(_origin(name), file=name))
    return text


def _binary(data: bytes, offset: int, name: str, uri: str) -> Diagnostic:
    before = data[:offset].decode("utf-8", "replace")
    at = Lines(before).at(len(before))
    # The excerpt of a binary file would be noise, so its source goes without text.
    origin = Origin(Source(name, uri, SourceKind.PAGE, ""), at=at)
    return codes.source.BINARY.at(origin, offset=offset)


def _wrong_byte(
    data: bytes, error: UnicodeDecodeError, skipped: int, name: str, uri: str
) -> Diagnostic:
    before = data[: error.start].decode(error.encoding)
    text = data.decode(error.encoding, "replace")
    origin = Origin(Source(name, uri, SourceKind.PAGE, text), at=Lines(before).at(len(before)))
    return codes.source.NOT_UTF_8.at(
        origin,
        encoding=error.encoding.upper(),
        byte=data[error.start],
        offset=error.start + skipped,
        reason=error.reason,
    )


def _kind(text: str, name: str) -> SourceKind:
    """What the text is written in: by its content where that is plain, else by its name.

    A reference page may hold lines such as ``type: object``, so a text is taken for YAML only if
    it begins with a key and has one of the keys that every specification has, or is so named.
    """
    suffix = os.path.splitext(name)[1].lower()
    if suffix in _YAML_SUFFIXES:
        return SourceKind.YAML
    if _JSON_START.match(text):
        return SourceKind.JSON
    if _FIRST_LINE_OF_YAML.match(text) and _KEY_OF_A_SPECIFICATION.search(text):
        return SourceKind.YAML
    return SourceKind.JSON if suffix == ".json" else SourceKind.PAGE


def _refuse_what_is_no_page(source: Source) -> None:
    if source.kind is not SourceKind.PAGE or len(source.text) <= MAX_PAGE_LINE:
        return
    for number, line in enumerate(source.text.splitlines(), 1):
        if len(line) > MAX_PAGE_LINE:
            # Without the text: its excerpt would be the very line that is too long.
            origin = _origin(source.name, Position(number, 1))
            raise InputError(
                codes.source.LONG_LINE.at(
                    origin, line=number, length=len(line), limit=MAX_PAGE_LINE
                )
            )


def _origin(name: str, at: Position | None = None) -> Origin:
    return Origin(Source(name, "", SourceKind.PAGE, ""), at=at)
