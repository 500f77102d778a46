"""The command line: one module for each command, each loaded only when it is called."""

from __future__ import annotations


def main() -> None:
    """The entry point ``typewright``."""
    from typewright.cli.commands import cli

    cli.main()
