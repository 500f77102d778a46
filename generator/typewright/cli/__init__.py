"""The command line: one module for each command, each loaded only when it is called."""

from __future__ import annotations

import gc


def main() -> None:
    """The entry point ``typewright``.

    Nearly all that a run makes lives until it ends, so that a look for unreachable circles finds
    none: the default number of new objects between two looks takes a quarter of the time.
    """
    from typewright.cli.commands import cli

    gc.set_threshold(50_000, 20, 50)
    cli.main()
