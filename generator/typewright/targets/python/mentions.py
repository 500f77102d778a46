"""Which names code mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"[A-Za-z_]\w*")


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """The names that statements mention, attributes too; not what stands in string literals."""
    return frozenset(_NAME.findall(_STRING.sub(_without_text, "\n".join(lines))))


_STRING = re.compile(r"""[rf]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")


def _without_text(literal: re.Match[str]) -> str:
    """Of a string literal, the expressions of an f-string alone."""
    text = literal.group()
    return " ".join(re.findall(r"{([^{}]*)}", text)) if text.startswith("f") else ""
