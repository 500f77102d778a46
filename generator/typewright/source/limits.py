"""How much of an input is read before it is refused: each limit has its own diagnostic.

The limits are far above what real specifications need (the largest public OpenAPI files stay
below a tenth of each) and low enough that everything behind the readers may recurse over a
document and visit each of its nodes.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 40_000_000
"""Size of one file."""

MAX_PAGE_LINE: Final = 100_000
"""Code points in one line of a reference page, whose lines are read one by one."""

MAX_DEPTH: Final = 200
"""Objects and arrays inside each other, aliases followed."""

MAX_NODES: Final = 3_000_000
"""Values in one document, each alias counted as all of what it stands for."""

MAX_DIGITS: Final = 1_000
"""Digits of one integer; the text of a longer one takes more than linear time to read."""
