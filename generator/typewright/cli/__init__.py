"""The command line: one module for each command, each loaded only when it is called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading


def main() -> None:
    """The entry point ``typewright``: runs one command and ends the process.

    Nearly all that a run makes lives until nothing refers to it, so that a look for unreachable
    circles finds next to none and takes half a second for a million objects. One after ten
    millions, which take a gigabyte, is for what nobody has foreseen.
    """
    gc.set_threshold(10_000_000, 20, 50)
    from typewright.cli.commands import cli

    try:
        cli.main()
    except SystemExit as end:
        _leave(end)
        raise


def _leave(end: SystemExit) -> None:
    """End the process without taking everything apart first, unless somebody watches it.

    What libraries have asked to be done at the end is done, as the interpreter would.
    """
    if threading.active_count() > 1 or sys.gettrace() or sys.getprofile():
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # the interpreter knows what to say
    os._exit(end.code if isinstance(end.code, int) else 1)
