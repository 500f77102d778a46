"""A path becomes a source, or a diagnostic that says what is wrong with the file."""

from __future__ import annotations

import io
import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from typewright.diagnostics import Diagnostic, InputError
from typewright.source import SourceKind
from typewright.source.intake import Intake
from typewright.source.limits import MAX_BYTES, MAX_PAGE_LINE
from typewright.source.read import file_uri, read

PAGE = "OpenAI API\n\nUpload\n\nobject\n\nidstringrequired\n\nThe identifier.\n"


def refusal(path: str | Path) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        read(path)
    (found,) = caught.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("page.txt", PAGE, SourceKind.PAGE),
        ("page", PAGE, SourceKind.PAGE),
        ("page.txt", "Notes: a title\n\nFoo\n\nobject\n\ntypestringrequired\n", SourceKind.PAGE),
        ("page.txt", "[Beta] API\n\nUpload\n\nobject\n", SourceKind.PAGE),
        ("api.yaml", "openapi: 3.1.0\n", SourceKind.YAML),
        ("api.yml", "{openapi: 3.1.0}", SourceKind.YAML),
        ("api.txt", "# comment\n---\nopenapi: 3.1.0\n", SourceKind.YAML),
        ("schema.txt", '"$schema": https://json-schema.org/draft/2020-12/schema', SourceKind.YAML),
        ("schema", "title: Upload\ntype: object\nproperties: {}\n", SourceKind.YAML),
        ("api.json", '{"openapi": "3.1.0"}', SourceKind.JSON),
        ("api.txt", '\n {"openapi": "3.1.0"}', SourceKind.JSON),
        ("api.json", "openapi: 3.1.0", SourceKind.YAML),
        ("api.json", "not JSON", SourceKind.JSON),
    ],
)
def test_the_kind_is_decided_by_content_then_name(
    tmp_path: Path, name: str, text: str, kind: SourceKind
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read(path).kind is kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_tell_the_encoding_and_are_not_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "api.yaml"
    path.write_bytes("title: Größe 😀\n".encode(encoding))
    assert read(path).text == "title: Größe 😀\n"


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"a\r\nb\rc\n")
    assert read(path).text == "a\r\nb\rc\n"


def test_the_name_is_as_given_and_the_uri_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec").mkdir()
    Path("spec/a b.txt").write_text(PAGE)
    source = read(os.path.join("spec", "a b.txt"))
    assert source.name == "spec/a b.txt"
    assert source.uri == (tmp_path / "spec" / "a b.txt").as_uri()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/a b/c:ü#?.txt"), "file:///a%20b/c%3A%C3%BC%23%3F.txt"),
        (PurePosixPath("//a/b.txt"), "file:////a/b.txt"),
        (PureWindowsPath("C:/a b/c.txt"), "file:///C:/a%20b/c.txt"),
        (PureWindowsPath("//host/share/c.txt"), "file://host/share/c.txt"),
    ],
)
def test_file_uris_are_those_of_pathlib(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri


def test_a_hyphen_is_standard_input() -> None:
    source = read("-", intake=Intake(io.BytesIO(PAGE.encode())))
    assert (source.name, source.text) == ("-", PAGE)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.txt").code == "source/not-found"
    assert refusal(tmp_path / "nothing\0.txt").code == "source/unreadable"
    assert refusal(tmp_path).code == "source/directory"
    assert refusal("nothing.txt").origin.file == "nothing.txt"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PAGE)
    path.chmod(0)
    assert refusal(path).code == "source/unreadable"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_what_holds_no_text_is_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    assert refusal(path).code == "source/empty"


@pytest.mark.parametrize(
    ("data", "code", "place", "offset"),
    [
        (b"one\ntw\x00o", "source/binary", ":2:3", "byte 6"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "source/binary", ":3:1", "byte 8"),
        ("é\naß".encode() + b"\xff", "source/not-utf-8", ":2:3", "byte 6"),
        (b"\xef\xbb\xbfab\xc3", "source/not-utf-8", ":1:3", "byte 5"),
        ("lone \ud800".encode("utf-8", "surrogatepass"), "source/not-utf-8", ":1:6", "byte 5"),
        (b"\xff\xfea\x00\x00\xd8", "source/not-utf-8", ":1:2", "byte 4"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(
    tmp_path: Path, data: bytes, code: str, place: str, offset: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    found = refusal(path)
    assert found.code == code
    assert str(found.origin).endswith(place)
    assert offset in found.message


def test_a_file_beyond_the_limit_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusal(path).code == "source/too-large"


def test_a_page_of_one_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("OpenAI API\n" + "x" * (MAX_PAGE_LINE + 1))
    found = refusal(path)
    assert (found.code, str(found.origin).endswith(":2:1")) == ("source/long-line", True)
