"""What the rest of the reader needs to know of a dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from typewright.loaders.reference_page.lines import Line
from typewright.loaders.reference_page.nodes import Node
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A line that tells of a dialect: how it reads, and how much each occurrence counts."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Dialect:
    """One renderer's way to print objects as text: data, and the hook that reads it.

    ``literals`` score a page; each kind of literal counts at most three times, so that one long
    list does not decide. A page whose fields' names got lost still shows ``survivors``, which are
    the literals that need no name, but nothing of ``openings``, which open fields.
    Below the lines ``opens``, child parameters are shown, which may be indented. ``read`` turns all
    lines of a page into nodes, each line into exactly one.
    """

    name: str
    title: str
    literals: tuple[Literal, ...]
    openings: re.Pattern[str]
    survivors: re.Pattern[str]
    opens: Set[str]
    read: Callable[[tuple[Line, ...]], tuple[Node, ...]]
