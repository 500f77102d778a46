"""How text and values of a specification are written into Python source.

Every text that comes from outside reaches the output through one of these functions, at the place
where it is written: a string literal, a docstring or a comment.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import lru_cache

from typewright.schema import Json
from typewright.targets.python.columns import WIDTH

_NAMED_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DECIMAL_DIGITS = 4000
"""Python refuses to read longer decimal integers; hexadecimal ones have no limit."""


@lru_cache(maxsize=16384)
def string(text: str) -> str:
    """``text`` as a string literal in the quotes that need fewer escapes, double ones if equal."""
    if _is_verbatim(text):
        if '"' not in text:
            return f'"{text}"'
        if "'" not in text:
            return f"'{text}'"
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = "".join("\\" + c if c == quote else _escaped(c) for c in text)
    return f"{quote}{body}{quote}"


def raw_string(text: str) -> str:
    """``text`` as a string literal, a raw one where that saves backslashes."""
    if "\\" not in text or '"' in text or text.endswith("\\") or not text.isprintable():
        return string(text)
    return f'r"{text}"'


def formatted(*parts: str) -> str:
    """An f-string of texts and, in every other place, expressions without quotes or braces."""
    body = [
        f"{{{part}}}" if index % 2 else part.replace("{", "{{").replace("}", "}}")
        for index, part in enumerate(parts)
    ]
    return f"f{string(''.join(body))}"


def value(json: Json) -> str:
    """A JSON value as a Python expression on one line."""
    match json:
        case str():
            return string(json)
        case float():
            return _float(json)
        case bool() | None:
            return repr(json)
        case int():
            return str(json) if abs(json).bit_length() < 3 * _DECIMAL_DIGITS else _hexadecimal(json)
        case list():
            return f"[{', '.join(value(item) for item in json)}]"
        case dict():
            members = (f"{string(name)}: {value(item)}" for name, item in json.items())
            return f"{{{', '.join(members)}}}"


def tuple_of(texts: Iterable[str]) -> str:
    """A tuple of strings as an expression on one line."""
    items = [string(text) for text in texts]
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def comment(text: str) -> str:
    """``text`` for one comment line: whatever could end the line or hide in it is escaped."""
    return text if _is_verbatim(text) else "".join(map(_escaped, text))


@lru_cache(maxsize=4096)
def docstring(text: str, depth: int) -> tuple[str, ...]:
    """The lines of a docstring with its quotes, indented for a block at ``depth``.

    Plain paragraphs are wrapped; lists, tables, quotations and code keep their lines. Empty when
    there is no text.
    """
    indent = "    " * depth
    room = WIDTH - len(indent)
    lines = list(_wrapped(text, room))
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    if not lines:
        return ()
    if len(lines) > 1 and all(line.startswith(" ") for line in lines[1:] if line):
        lines[1:] = textwrap.dedent("\n".join(lines[1:])).split("\n")
    if lines[0].startswith('"'):
        lines[0] = "\\" + lines[0]
    opening = f'{indent}"""{lines[0].lstrip(" ")}'
    if len(lines) == 1:
        return (f'{opening} """' if lines[0].endswith('"') else f'{opening}"""',)
    rest = (f"{indent}{line}" if line else "" for line in lines[1:])
    return (opening, *rest, f'{indent}"""')


_KEPT_LINE = re.compile(r"\s{4,}|\s*(?:[-*+•>|#]|\d{1,3}[.)]\s|`{3}|~{3})")
_FENCE = re.compile(r"\s*(?:`{3}|~{3})")


def _wrapped(text: str, room: int) -> Iterator[str]:
    """The text's lines, escaped, none ending in a blank; ``room`` is the width to wrap at."""
    paragraph: list[str] = []
    fenced = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        is_special = _KEPT_LINE.match(line) is not None
        is_fence = is_special and _FENCE.match(line) is not None
        kept = fenced or is_special or not line.strip()
        if is_fence:
            fenced = not fenced
        if not kept:
            paragraph.append(line.strip())
            continue
        yield from _filled(paragraph, room)
        paragraph.clear()
        if is_special and not fenced and not is_fence:
            yield from _hanging(line, room)
        else:
            yield _escaped_line(line.rstrip())
    yield from _filled(paragraph, room)


def _filled(paragraph: list[str], room: int) -> list[str]:
    return [line.strip() for line in _wrap(_escaped_line(" ".join(paragraph)), room, "")]


def _hanging(line: str, room: int) -> list[str]:
    """A list item, wrapped with its later lines below its text; other lines as they are."""
    escaped = _escaped_line(line.rstrip())
    item = re.match(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+", escaped)
    return _wrap(escaped, room, " " * item.end()) if item and item.end() < 12 else [escaped]


def _wrap(text: str, room: int, hanging: str) -> list[str]:
    """The lines of a text, each as long as may be; only lines that begin so start with blanks."""
    text, most = text.rstrip(" "), room - 3
    if len(text) <= most:
        return [text] if text else []
    if text.startswith(" ") or "  " in text:
        lines = textwrap.wrap(
            text,
            width=most,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
            replace_whitespace=False,
        )
        return [line.rstrip(" ") for line in lines]
    line, *words = text.split(" ")
    lines = []
    for word in words:
        if len(line) + len(word) < most:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = hanging + word
    return [*lines, line]


def _escaped_line(text: str) -> str:
    """One line of a docstring. No run of quotes can end it and no backslash means anything."""
    if not _is_verbatim(text):
        text = "".join(" " if c == "\t" else _escaped(c) for c in text)
    return text.replace('"""', '\\"\\"\\"')


def _is_verbatim(text: str) -> bool:
    """Whether no character of a text has to be escaped for its own sake."""
    return "\\" not in text and text.isprintable()


def _escaped(character: str) -> str:
    named = _NAMED_ESCAPES.get(character)
    if named is not None:
        return named
    if character.isprintable():
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _float(number: float) -> str:
    if math.isfinite(number):
        return repr(number).replace("e+", "e")
    return f'float("{number}")'


def _hexadecimal(number: int) -> str:
    return ("-" if number < 0 else "") + f"0x{abs(number):X}"
