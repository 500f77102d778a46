"""Every command and every code block of the README does what the README says it does.

The blocks are run from top to bottom in one empty folder. A comment before a block says what it is:
``<!-- file: NAME -->`` a file that the reader has, ``<!-- part of: NAME -->`` some lines of a file
that came out, ``<!-- prints -->`` what the block before it printed, ``<!-- in the checkout -->``
commands that are for a checkout of the project and are only looked up in its Makefile.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpora import ROOT

README = ROOT / "README.md"

_BLOCK = re.compile(
    r"(?:<!-- (?P<comment>[^>]*) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.S | re.M
)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the comment before it, its text and its line."""

    language: str
    comment: str
    text: str
    line: int


def blocks() -> list[Block]:
    text = README.read_text(encoding="utf-8")
    return [
        Block(
            found["language"],
            found["comment"] or "",
            found["text"],
            text.count("\n", 0, found.start("language")) + 1,
        )
        for found in _BLOCK.finditer(text)
    ]


def run(block: Block, folder: Path) -> str:
    """What a block of shell or Python prints; the exit code may be 1, which means findings."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(folder / "out")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    program = ["bash", "-e"] if block.language == "sh" else [sys.executable]
    done = subprocess.run(
        [*program, "-c", block.text], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), f"README.md:{block.line}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_every_block_does_what_the_readme_says(tmp_path: Path) -> None:
    printed = ""
    for block in blocks():
        where = f"README.md:{block.line}"
        kind, _, name = block.comment.partition(": ")
        match kind:
            case "file":
                (tmp_path / name).write_text(block.text, encoding="utf-8")
            case "part of":
                whole = (tmp_path / name).read_text(encoding="utf-8")
                assert block.text.strip() in whole, f"{where} is not in {name}:\n{whole}"
            case "prints":
                assert printed.strip() == block.text.strip(), where
            case "in the checkout":
                for command in block.text.splitlines():
                    words = command.partition("#")[0].split()
                    subprocess.run([*words, "--dry-run"], cwd=ROOT, check=True, capture_output=True)
            case "":
                printed = run(block, tmp_path)
            case _:
                pytest.fail(f"{where}: no meaning is known for the comment {block.comment!r}")


def test_there_is_no_block_without_a_language() -> None:
    """A block that the expression above does not find would never be run."""
    fences = README.read_text(encoding="utf-8").count("\n```")
    assert fences == 2 * len(blocks())
