"""Laws of paths: what could leave the root, or be two files in one, is refused everywhere."""

from __future__ import annotations

import pytest

from typewright.output.paths import clashes, objection


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "..",
        "../x",
        "a/../x",
        "a/./x",
        "a//x",
        "a/",
        "C:/x",
        "C:x",
        "a:stream",
        "\\\\host\\share",
        "a\\x",
        "a\0b",
        "a\nb",
        "a\u2028b",
        "a\ud800b",
        "CON",
        "con.py",
        "a/NUL.txt",
        "lpt1",
        "com\u00b9.py",
        "a.",
        "a /x",
        "a?b",
        ".git/hooks/pre-commit",
        "a/.GIT/config",
        "GIT~1/x",
        ".typewright-manifest.json",
        "a/.Typewright-x",
        "x" * 256,
    ],
)
def test_dangerous_paths_are_refused(path: str) -> None:
    assert objection(path)


@pytest.mark.parametrize(
    "path", ["a.py", "a/b/c.json", "consul.py", ".gitignore", "a/.hidden", "größe/x.py", "com.py"]
)
def test_plain_paths_are_allowed(path: str) -> None:
    assert objection(path) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/x.py", "a/X.py"), ("a", "a/b"), ("gro\u0308sse", "gr\u00f6sse"), ("A/b", "a")],
)
def test_paths_that_are_one_file_somewhere_clash(one: str, other: str) -> None:
    assert [set(pair) for pair in clashes([one, "z", other])] == [{one, other}]
    assert not list(clashes([one, "z"]))
