"""What type checkers find in files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

CHECKERS = {"mypy": ["mypy", "--strict", "--config-file="], "pyright": ["pyright"]}


def errors(checker: str, folder: Path, **texts: str) -> list[tuple[str, int]]:
    """The module and the line of each error in modules with some ``texts``, which are written to
    ``folder``, in one start of a checker.
    """
    names = [f"{module}.py" for module in texts]
    for name, text in zip(names, texts.values(), strict=True):
        (folder / name).write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", *CHECKERS[checker], *names],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = re.findall(r"^.*\b(\w+)\.py:(\d+):.*error:", done.stdout, re.M)
    return [(module, int(line)) for module, line in found]
