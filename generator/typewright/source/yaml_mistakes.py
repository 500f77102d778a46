"""What is wrong where a text is no YAML, in the words of whoever has written it.

The reader tells where it could not go on. What was meant is told by what stands there: by the line,
and by the brackets, quotes and keys that are open before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

import yaml


class Mistake(NamedTuple):
    """A mistake at an ``offset`` in a text, what to do about it, and where what it belongs to
    ``begins``, with what that is.
    """

    offset: int
    problem: str
    advice: str
    begins: tuple[int, str] | None = None


class _Spot(NamedTuple):
    """Where a reader stopped: at ``offset`` in ``text``, while it read what begins at ``since``.

    ``last`` is the last part of the document that it has read whole, and ``opened`` is where the
    innermost list or object in brackets begins that is still open.
    """

    text: str
    offset: int
    since: int
    last: Any
    opened: int | None

    @property
    def begin(self) -> int:
        """Where the line begins."""
        return self.text.rfind("\n", 0, self.offset) + 1

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[self.begin : self.offset]

    @property
    def found(self) -> str:
        """What stands there, as a message names it."""
        return _named(self.text, self.offset)


def mistake(text: str, error: yaml.MarkedYAMLError, events: Iterable[Any]) -> Mistake | None:
    """What ``error``, which a reader of ``text`` has raised, comes from; ``None`` where that is
    rare. ``events`` are those of the text, which end with the error.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    since = (error.context_mark or mark).index
    spot = _Spot(_LONE_CR.sub("\n", text), mark.index, since, *_read_before(events))
    if not spot.before.strip() and "\t" in spot.text[spot.begin : spot.offset + 1]:
        return _tab(spot)
    said = f"{error.context or ''}, {error.problem or ''}"
    return next((tell(spot) for words, tell in _TOLD if words.search(said)), None)


def _read_before(events: Iterable[Any]) -> tuple[Any, int | None]:
    """The last event before the error, and where the innermost brackets begin that are open."""
    last: Any = None
    opened: list[int] = []
    try:
        for event in events:
            last = event
            if type(event) in _STARTS and event.flow_style:
                opened.append(event.start_mark.index)
            elif opened and type(event) in _ENDS:
                opened.pop()
    except yaml.YAMLError:
        pass
    return last, opened[-1] if opened else None


def _named(text: str, offset: int) -> str:
    if offset >= len(text):
        return "the end of the file"
    return _UNSEEN.get(text[offset], repr(text[offset]))


def _tab(spot: _Spot) -> Mistake:
    at = spot.text.index("\t", spot.begin)
    return Mistake(
        at,
        "expected blanks before the first word of the line, found a tab",
        "indent with blanks alone; most editors can turn all tabs of a file into blanks",
    )


def _open_quote(spot: _Spot) -> Mistake:
    quote = spot.text[spot.since : spot.since + 1]
    return Mistake(
        spot.since,
        f"expected the quote {quote} that opens here to be closed, found the end of the file",
        f"close it where the text ends; inside of it, {_ESCAPED.get(quote, '')} is a quote",
    )


def _brackets(spot: _Spot) -> Mistake:
    since = spot.since if spot.opened is None else spot.opened
    opening = spot.text[since : since + 1]
    what, closing = _BRACKETS.get(opening, ("value", "its end"))
    advice = f"close it with {closing!r}, or put a comma between its members; text that is to hold "
    advice += f"{opening!r} stands in quotes"
    if not spot.text[spot.offset :].strip():
        problem = f"expected {closing!r} for the {opening!r} that opens here"
        return Mistake(since, f"{problem}, found the end of the file", advice)
    problem = f"expected ',' or {closing!r} in the {what} that {opening!r} opens"
    return Mistake(
        spot.offset, f"{problem}, found {spot.found}", advice, (since, f"the {what} opens here")
    )


def _second_colon(spot: _Spot) -> Mistake:
    """A ``:`` where no key can be: a second one in its line, or below a key that has a value."""
    if _KEY.search(spot.before):
        return Mistake(
            spot.offset,
            "expected one key in this line, found a second ':'",
            "put all that follows the first ': ' in quotes",
        )
    above = _line_above(spot)
    if above is None:
        return _no_colon(spot)
    begin, line = above
    wanted = len(line) - len(_DASHES.sub("", line, count=1))
    if not _KEY.search(line):
        if line[:wanted].strip() and ":" not in line:
            return _misplaced(spot, is_item=False)
        return _no_colon(spot._replace(since=begin + wanted))
    return Mistake(
        spot.begin + len(spot.before) - len(spot.before.lstrip()),
        "expected the key to be indented like the one above it, which has a value, found it "
        "further in",
        f"indent it with {_blanks(wanted)}, or take the value away from the key above it",
    )


def _no_colon(spot: _Spot) -> Mistake:
    """A line that is to be a key and has no ``:`` with a blank behind it."""
    line = spot.text[spot.since :].partition("\n")[0].rstrip()
    if _CONFLICT.match(line):
        return Mistake(
            spot.since,
            f"expected a key, found {line[:7]!r}, the mark of an unsettled merge",
            "settle the conflict, and remove the three marks of it",
        )
    above = _line_above(spot._replace(offset=spot.since))
    if above is not None and _BLOCK_TEXT.search(above[1]):
        advice = "indent the text below '|' or '>' further than its key"
    elif ":" in line.rstrip(":"):
        advice = "put a blank behind the ':'"
    else:
        advice = "put ':' behind the key, or, if this goes on with a text, indent or quote the text"
    return Mistake(spot.since, "expected a key with ': ' behind it, found a line without", advice)


def _no_key(spot: _Spot) -> Mistake | None:
    """What is neither a further member nor the end of the lists and objects that are open."""
    if spot.before.strip():
        return _after_value(spot)
    found = len(spot.before)
    is_item = _ITEM.match(spot.text, spot.offset) is not None
    if all(found != level for level, _ in _levels(spot)):
        return _misplaced(spot, is_item=is_item)
    if is_item:
        return Mistake(
            spot.offset,
            "expected a key, as in the lines above, found an item of a list",
            "indent the items further than the key that they belong to, which has no other value",
        )
    return Mistake(
        spot.offset,
        "expected an item of a list, as in the lines above, found a line without '- '",
        "begin each item with '- ', or indent this line like what it belongs to",
    )


def _misplaced(spot: _Spot, *, is_item: bool) -> Mistake:
    """A line that is not as far in as one that it could go on with."""
    found = len(spot.before) - len(spot.before.lstrip())
    fitting = sorted({level for level, of_items in _levels(spot) if of_items is is_item})
    ways = [_blanks(level) for level in fitting[-_NAMED:]]
    return Mistake(
        spot.begin + found,
        f"expected {'the item' if is_item else 'the line'} to be indented like one above it, "
        f"found {_blanks(found)} before it",
        f"indent it with {' or '.join(ways)}" if ways else "indent it like one above it",
    )


def _after_value(spot: _Spot) -> Mistake | None:
    """Text that goes on behind a quote or a bracket which closes a value."""
    closing = spot.before.rstrip()[-1]
    what = _CLOSING.get(closing)
    if what is None:
        return None
    begins = None
    quoted = isinstance(spot.last, yaml.ScalarEvent) and spot.last.style == closing
    if quoted and (began := spot.last.start_mark.index) < spot.begin:
        begins = began, "the quote before it opens here; is it closed where it should be?"
    advice = "put all of the value in quotes"
    if closing in _ESCAPED:
        advice += f"; inside of them, {_ESCAPED[closing]} is a quote"
    return Mistake(
        spot.offset,
        f"expected the end of the line behind {what}, found {spot.found}",
        advice,
        begins,
    )


def _unquoted(spot: _Spot) -> Mistake:
    at = spot.offset if spot.text[spot.offset : spot.offset + 1] in _RESERVED else spot.since
    return Mistake(
        at,
        f"expected a value, found {_named(spot.text, at)}, which text without quotes cannot begin "
        "with",
        "put the value in quotes",
    )


def _alias(spot: _Spot) -> Mistake:
    sign = spot.text[spot.since : spot.since + 1]
    return Mistake(
        spot.since,
        f"expected a name behind {sign!r}, found {spot.found}",
        f"put the value in quotes, if {sign!r} is a part of it",
    )


def _escape(spot: _Spot) -> Mistake:
    at = spot.text.find("\\", spot.begin, spot.offset + 1)
    at = spot.text.rfind("\\", at, spot.offset + 1) if at >= 0 else spot.offset
    return Mistake(
        at,
        f"expected an escape such as \\n behind the backslash, found {_named(spot.text, at + 1)}",
        "put the text in single quotes, in which a backslash is one, or write it twice",
    )


def _no_value(spot: _Spot) -> Mistake:
    if spot.opened is not None and not spot.text[spot.offset :].strip():
        return _brackets(spot)
    return Mistake(
        spot.offset,
        f"expected a value, found {spot.found}",
        "write a value, or put it in quotes if that is a part of it",
    )


def _block_text(spot: _Spot) -> Mistake:
    sign = spot.text[spot.since : spot.since + 1]
    return Mistake(
        spot.offset,
        f"expected the end of the line behind {sign!r}, found {spot.found}",
        "put the text on the next line, further in than its key, or in quotes",
    )


def _list_in_line(spot: _Spot) -> Mistake:
    return Mistake(
        spot.offset,
        "expected a value in the line of the key, found '- '",
        "put each item on a line of its own below the key, or the value in quotes",
    )


def _directive(spot: _Spot) -> Mistake:
    at = spot.text.find("%", spot.begin)
    return Mistake(
        at if at >= 0 else spot.offset,
        "expected a key, found '%', which begins a directive for readers of YAML",
        "put the key in quotes",
    )


def _line_above(spot: _Spot) -> tuple[int, str] | None:
    """The last line before that of a place which is not blank and no comment, and where it
    begins.
    """
    for begin, line in _lines_above(spot):
        if (text := line.lstrip()) and not text.startswith("#"):
            return begin, line
    return None


def _lines_above(spot: _Spot) -> Iterator[tuple[int, str]]:
    """The lines before that of a place, the last one first, each with where it begins."""
    end = spot.begin - 1
    while end >= 0:
        begin = spot.text.rfind("\n", 0, end) + 1
        yield begin, spot.text[begin:end].rstrip()
        end = begin - 1


def _levels(spot: _Spot) -> Iterator[tuple[int, bool]]:
    """How far in a line may be that goes on with what is open, the innermost first, and whether
    that is with another item of a list.
    """
    least: int | None = None
    for _, line in _lines_above(spot):
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if not text or text.startswith("#") or (least is not None and indent >= least):
            continue
        least = indent
        while (dash := _DASH.match(line, indent)) is not None:
            yield indent, True
            indent = dash.end()
        if _KEY.search(line, indent):
            yield indent, False
        if not least:
            return


def _blanks(count: int) -> str:
    return "no blank" if not count else "1 blank" if count == 1 else f"{count} blanks"


_UNSEEN: Final = {"\n": "the end of the line", "\r": "the end of the line"} | {
    " ": "a blank",
    "\t": "a tab",
}
_NAMED: Final = 3
"""How many indentations are named."""

_STARTS: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_LONE_CR: Final = re.compile(r"\r(?!\n)")
_KEY: Final = re.compile(r":(?:[ \t]|$)")
_ITEM: Final = re.compile(r"-(?:\s|$)")
_DASH: Final = re.compile(r"-(?: +|$)")
_DASHES: Final = re.compile(r" *(?:- +)*")
_BLOCK_TEXT: Final = re.compile(r":[ \t]+[|>][-+0-9]*$")
_CONFLICT: Final = re.compile(r"<{7}|={7}|>{7}")
_RESERVED: Final = "@`%|>?\t"
_ESCAPED: Final = {'"': '\\"', "'": "''"}
_BRACKETS: Final = {"[": ("list", "]"), "{": ("object", "}")}
_CLOSING: Final = {
    '"': "the quote that closes the text",
    "'": "the quote that closes the text",
    "]": "the ']' that closes the list",
    "}": "the '}' that closes the object",
}

_TOLD: Final[tuple[tuple[re.Pattern[str], Callable[[_Spot], Mistake | None]], ...]] = tuple(
    (re.compile(words), tell)
    for words, tell in (
        ("quoted scalar.*end of stream", _open_quote),
        ("unknown escape", _escape),
        ("expected ',' or", _brackets),
        ("mapping values are not allowed", _second_colon),
        ("could not find expected ':'", _no_colon),
        ("cannot start any token|mapping keys are not allowed", _unquoted),
        ("scanning an (?:alias|anchor)", _alias),
        ("did not find expected key|expected '-' indicator|expected <block end>", _no_key),
        ("expected (?:the )?node content", _no_value),
        ("scanning a block scalar", _block_text),
        ("sequence entries are not allowed", _list_in_line),
        ("scanning a directive", _directive),
    )
)
"""What is told by what a reader has said: both readers of YAML say these words."""
