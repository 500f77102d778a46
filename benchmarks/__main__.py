"""``make bench``: prints a table of ratios, ours to the peer's, lower is faster."""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import decode, importing, packages


def main() -> None:
    """Runs every comparison and prints one Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages.write(folder)
        sys.path.insert(0, str(folder))
        rows = [*decode.run(), *importing.run(folder)]
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU time, medians\n")
    print("| work | Typewright, µs | pydantic, µs | ratio |")
    print("|---|--:|--:|--:|")
    for title, result in rows:
        ours, theirs = result.ours / 1000, result.theirs / 1000
        print(f"| {title} | {ours:,.2f} | {theirs:,.2f} | {result.ratio:.3f} |")


if __name__ == "__main__":
    main()
