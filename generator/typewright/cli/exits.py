"""What the exit status of a command means."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses of all commands."""

    FINE = 0
    FINDINGS = 1
    """Something was found: stale output, invalid data, warnings."""
    BAD_INPUT = 2
    """The input or the command line cannot be used."""
    BUG = 3
    """Typewright itself is at fault."""
    INTERRUPTED = 130
    """Stopped by the user; what a shell makes of SIGINT."""
    PIPE_CLOSED = 141
    """Whoever read the output has gone; what a shell makes of SIGPIPE."""
