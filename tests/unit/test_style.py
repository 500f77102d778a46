"""Rules of the house that no linter knows, read from the source."""

from __future__ import annotations

import ast
import builtins
import re

from corpora import ROOT


def test_patterns_name_the_attributes_that_they_take() -> None:
    """By position, Python 3.11 looks up anew each time which ones these are, in a way that takes
    longer than all the rest. For a builtin, which stands for the value itself, it does not.
    """
    for path in sorted((ROOT / "generator" / "typewright").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.MatchClass) and node.patterns:
                name = ast.unparse(node.cls)
                is_ours = not (name in vars(builtins) or name.startswith("ast."))
                assert not is_ours, f"{path}:{node.lineno}: {ast.unparse(node)}"


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5, which Debian 12 has, then finds too much or nothing (gh-100061). An
    atomic group says the same, and a single character or set may be repeated so.
    """
    repeated = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+(?!,)")  # no set of signs has them so
    for folder in ("generator/typewright", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".jinja"):
                for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                    assert not repeated.search(line), f"{path}:{number}: {line.strip()}"
