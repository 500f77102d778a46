"""Breaking a statement that is too long for a line, in the way of Black.

The rules are those of Black's style: break at the last brackets; put what is inside on one line if
it fits, else break it at its outermost operators or commas; put parentheses around an expression
only where nothing better can be broken. Only statements of the kinds that generated code consists
of are known. A test compares the result with Black's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property

from typewright.targets.python.by_pattern import broken_by_pattern
from typewright.targets.python.columns import INDENT, WIDTH, width
from typewright.targets.python.tokens import COMMA, DOT, Leaf, leaves_of
from typewright.values import dataclass, replace


def broken(statement: str, depth: int) -> list[str]:
    """The lines of one statement, which is written on one line and indented by ``depth``."""
    line = INDENT * depth + statement
    if width(line) <= WIDTH:
        return [line]
    return broken_by_pattern(statement, depth) or taken_apart(statement, depth)


def taken_apart(statement: str, depth: int) -> list[str]:
    """The same for a statement of any form, by its tokens."""
    line = _Line(leaves_of(statement), depth)
    if line.fits():
        return [line.text]
    if statement.startswith("def ") and "() -> " in statement:
        return _without_parameters(statement, depth)
    if statement.startswith("def "):
        return [text for part in _definition(line) for text in _laid_out(part, forced=False)]
    return _laid_out(line, forced=False)


def _without_parameters(statement: str, depth: int) -> list[str]:
    """The head of a function without parameters: what it returns stands in parentheses."""
    name, _, returns = statement.removesuffix(":").partition("() -> ")
    indent = INDENT * depth
    line = _Line(leaves_of(returns), depth + 1, inside=True)
    return [f"{indent}{name}() -> (", *_laid_out(line, forced=False), f"{indent}):"]


class _NoBreakError(Exception):
    """There is nothing to break here."""


@dataclass(frozen=True)
class _Line:
    """A line to be. ``inside`` brackets, it may be broken at its delimiters; ``explode`` demands
    that. ``shown`` are the hidden parentheses that are written.
    """

    leaves: Sequence[Leaf]
    depth: int
    inside: bool = False
    explode: bool = False
    shown: frozenset[Leaf] = field(default_factory=frozenset)

    def written(self, leaf: Leaf) -> str:
        """A token as it stands in this line."""
        return "" if leaf.hidden and leaf not in self.shown else leaf.text

    def sizes(self) -> list[int]:
        """How many characters each token has with the blank before it; not columns, as in Black."""
        return [
            len(self.written(leaf)) + (leaf.space and index > 0)
            for index, leaf in enumerate(self.leaves)
        ]

    @cached_property
    def text(self) -> str:
        """The line with its indentation."""
        parts = [
            (" " if leaf.space and index else "") + self.written(leaf)
            for index, leaf in enumerate(self.leaves)
        ]
        return INDENT * self.depth + "".join(parts)

    def fits(self, room: int = WIDTH) -> bool:
        """Whether the line is short enough."""
        return width(self.text) <= room

    def delimiters(self) -> list[int]:
        """The priority of each token outside of all brackets; nothing breaks before the first."""
        found: list[int] = []
        depth = 0
        for index, leaf in enumerate(self.leaves):
            depth -= leaf.closes
            found.append(leaf.priority if index and not depth else 0)
            depth += leaf.opens
        return found


@dataclass(frozen=True, slots=True)
class _Split:
    """A line taken apart at a pair of brackets, which end the head and begin the tail."""

    head: _Line
    body: _Line
    tail: _Line

    @property
    def opening(self) -> Leaf:
        return self.head.leaves[-1]

    def parts(self) -> list[_Line]:
        """Head, body and tail, the brackets between them written."""
        closing = self.tail.leaves[0]
        return [
            replace(line, shown=line.shown | {self.opening, closing})
            for line in (self.head, self.body, self.tail)
        ]


def _laid_out(line: _Line, *, forced: bool) -> list[str]:
    """The line as it is if it fits, else over several lines. ``forced`` parentheses are written
    wherever they may be.
    """
    if line.fits() and not line.explode:
        return [line.text]
    if line.inside:
        try:
            return _each(_at_delimiters(line), line, forced)
        except _NoBreakError:
            pass
    try:
        found, parts = _broken_at_brackets(line, forced)
    except _NoBreakError:
        return [line.text]
    hidden = {leaf for leaf in line.leaves if leaf.hidden}
    if forced or not hidden or parts[0].shown & hidden or width(found[0]) <= WIDTH:
        return found
    try:
        second, _ = _broken_at_brackets(line, True)
    except _NoBreakError:
        return found
    return second if all(width(text) <= WIDTH for text in second) else found


def _each(parts: Sequence[_Line], whole: _Line, forced: bool) -> list[str]:
    if whole.text in [part.text for part in parts]:
        raise _NoBreakError
    return [text for part in parts for text in _laid_out(part, forced=forced)]


def _broken_at_brackets(line: _Line, forced: bool) -> tuple[list[str], list[_Line]]:
    parts = _at_last_brackets(line, forced)
    return _each(parts, line, forced), parts


# --- at delimiters --------------------------------------------------------------------------------


def _at_delimiters(line: _Line) -> list[_Line]:
    """Broken before each delimiter of the highest priority; behind each comma."""
    priorities = line.delimiters()
    priorities[-1] = 0  # a comma at the end is there already
    highest = max(priorities)
    if not highest or (highest == DOT and priorities.count(DOT) == 1):
        raise _NoBreakError
    groups: list[list[Leaf]] = [[]]
    for leaf, priority in zip(line.leaves, priorities, strict=True):
        if priority == highest and highest != COMMA and groups[-1]:
            groups.append([])
        groups[-1].append(leaf)
        if priority == highest == COMMA:
            groups.append([])
    groups = [group for group in groups if group]
    if highest == COMMA and line.leaves[-1].text != ",":
        groups[-1].append(Leaf(","))
    return [_Line(group, line.depth, inside=True, shown=line.shown) for group in groups]


# --- at brackets ----------------------------------------------------------------------------------


def _at_last_brackets(line: _Line, forced: bool) -> list[_Line]:
    """Head, body and tail at the last brackets that leave a head that fits, else at the last."""
    first: list[_Line] | None = None
    for omitted in _trailers(line):
        if omitted and _is_hopeless(line, omitted):
            continue
        parts = _split(line, omitted, forced)
        first = first or parts
        if parts[0].fits():
            return parts
    return first or _split(line, frozenset(), forced)


def _trailers(line: _Line) -> Iterator[frozenset[Leaf]]:
    """Ever more closing brackets at the end of the line that need not be broken at, as long as all
    behind the next ones fits on a line.
    """
    yield frozenset()
    omitted: set[Leaf] = set()
    inner: set[Leaf] = set()
    opening: Leaf | None = None
    closing: Leaf | None = None
    length = len(INDENT) * line.depth
    sizes = line.sizes()
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        length += sizes[index]
        if length > WIDTH:
            return
        if opening is not None:
            if leaf is opening:
                opening = None
            elif leaf.closes:
                inner.add(leaf)
        elif leaf.closes:
            if index and line.leaves[index - 1].opens:
                inner.add(leaf)
                continue
            if closing is not None:
                omitted |= {closing, *inner}
                inner.clear()
                yield frozenset(omitted)
            if line.written(leaf):
                opening, closing = leaf.partner, leaf


def _is_hopeless(line: _Line, omitted: frozenset[Leaf]) -> bool:
    """Whether what stands before the brackets that come next is too long already."""
    last = next(
        (leaf for leaf in reversed(line.leaves) if leaf.closes and leaf not in omitted), None
    )
    if last is None or last.partner is None or not line.written(last.partner):
        return False
    index = line.leaves.index(last.partner) if last.partner in line.leaves else 0
    return len(INDENT) * line.depth + sum(line.sizes()[:index]) > WIDTH


def _split(line: _Line, omitted: frozenset[Leaf], forced: bool) -> list[_Line]:
    """Head, body and tail; hidden parentheses stay hidden where the line breaks better inside."""
    found = _take_apart(line, omitted)
    if forced or not found.opening.hidden or not _can_stay_hidden(found):
        return found.parts()
    beyond = omitted | {found.tail.leaves[0]}
    try:
        inside = _take_apart(line, beyond)
        if _is_better(inside, found):
            return _split(line, beyond, forced)
    except _NoBreakError:
        if len(found.body.leaves) < 2 and not found.body.fits():
            raise
    return found.parts()


def _take_apart(line: _Line, omitted: frozenset[Leaf]) -> _Split:
    """The line at its last brackets that hold anything and are not ``omitted``."""
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        if leaf.closes and leaf not in omitted and leaf.partner in line.leaves:
            start = line.leaves.index(leaf.partner)
            if start + 1 < index:
                break
    else:
        raise _NoBreakError
    opening, body = line.leaves[start], list(line.leaves[start + 1 : index])
    commas = COMMA in _Line(body, 0).delimiters()
    return _Split(
        replace(line, leaves=line.leaves[: start + 1], inside=False, explode=False),
        _Line(body, line.depth + 1, True, commas and opening.is_literal, line.shown),
        replace(line, leaves=line.leaves[index:], inside=False, explode=False),
    )


def _can_stay_hidden(found: _Split) -> bool:
    """Whether an expression reads well without parentheses around it."""
    body = found.body
    priorities = body.delimiters()
    highest = max(priorities)
    if not highest:
        return True
    if priorities.count(highest) > 1:
        return False
    if highest == DOT:
        return True
    first, second, last = body.leaves[0], body.leaves[1], body.leaves[-1]
    if first.opens and not second.closes and _fits_behind(body, first):
        return True
    if not last.closes or (last.text == "]" and not last.is_literal):
        return False
    return not body.leaves[-2].opens and _fits_before(body, last)


def _fits_behind(line: _Line, first: Leaf) -> bool:
    """Whether what follows the brackets that begin the line fits, up to other brackets."""
    length = len(INDENT) * line.depth
    counting = False
    for leaf, size in zip(line.leaves, line.sizes(), strict=True):
        if leaf is first.partner:
            counting = True
        if counting:
            length += size
            if length > WIDTH:
                return False
            if leaf.opens:
                counting = False
    return True


def _fits_before(line: _Line, last: Leaf) -> bool:
    """Whether what precedes the brackets that end the line fits, or has brackets itself."""
    length = len(INDENT) * line.depth
    others = False
    for leaf, size in zip(line.leaves, line.sizes(), strict=True):
        length += size
        if leaf is last.partner:
            return others or length <= WIDTH
        others = others or leaf.opens
    return False


def _is_better(inside: _Split, found: _Split) -> bool:
    """Whether to break inside the expression rather than around it."""
    head = found.head.leaves
    if len(head) < 2 or head[-2].text != "=":
        return True
    if not any(leaf.opens or leaf.closes for leaf in head[:-1]) or not found.head.fits(WIDTH - 1):
        return True
    texts = [leaf.text for leaf in inside.head.leaves]
    if "=" in texts:
        behind = inside.head.leaves[len(texts) - texts[::-1].index("=") :]
        if any(leaf.closes for leaf in behind):
            return True
        return inside.head.fits()
    return any(leaf.closes for leaf in inside.head.leaves)


# --- definitions ----------------------------------------------------------------------------------


def _definition(line: _Line) -> list[_Line]:
    """A function's head, its parameters and the rest."""
    start = next(index for index, leaf in enumerate(line.leaves) if leaf.opens)
    end = next(i for i, leaf in enumerate(line.leaves) if leaf is line.leaves[start].partner)
    parameters = list(line.leaves[start + 1 : end])
    if COMMA not in _Line(parameters, 0).delimiters():
        parameters.append(Leaf(","))
    return [
        replace(line, leaves=line.leaves[: start + 1]),
        _Line(parameters, line.depth + 1, inside=True),
        replace(line, leaves=line.leaves[end:]),
    ]
