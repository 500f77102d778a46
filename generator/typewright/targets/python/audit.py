"""The last look at generated Python: no text of a specification has become code.

Each file is read from its first character to its last as the literals, comments, names, signs and
imports that Python finds in it. A text that has left its literal, a name of other letters, a
statement or a call that this target never writes: each ends the run. That takes a fraction of the
time of parsing. What does not parse does nothing, and that everything parses is what tests are for.
"""

from __future__ import annotations

import keyword
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache

IMPORTED = frozenset(
    {
        "__future__", "ast", "collections.abc", "contextlib", "contextvars", "dataclasses",
        "datetime", "enum", "fractions", "functools", "json", "math", "pathlib", "re", "sys",
        "typing", "unicodedata", "uuid", "warnings",
    }
)  # fmt: skip
"""The only modules outside the package that generated code imports."""

KEYWORDS = frozenset(keyword.kwlist) - {
    "async", "await", "finally", "from", "global", "import", "nonlocal",
}  # fmt: skip
"""The keywords of generated code, besides those of an import."""

REACHING = frozenset(
    {
        "__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "getattr",
        "globals", "hasattr", "help", "import_module", "input", "locals", "memoryview",
        "open", "print", "quit", "setattr", "vars",
    }
)  # fmt: skip
"""What runs a text, or reaches what is not named: generated code calls none of these."""

LOADING = frozenset({"__import__", "getattr", "globals"})
"""Those that packages call to load their modules."""

DUNDERS = frozenset(
    {"__all__", "__dir__", "__file__", "__future__", "__getattr__", "__name__", "__test__"}
)
"""The only names of Python's own in generated code."""

_ALSO: Mapping[str, frozenset[str]] = {
    "strategies": frozenset({"copy", "hypothesis", "hypothesis.strategies", "threading"}),
    "tests": frozenset({"pytest"}),
    # ``typing_extensions`` is for type checkers, which all know it.
    "_extension.py": frozenset({"_imp", "os"}),
    "_finder.py": frozenset(
        {"_frozen_importlib_external", "importlib.machinery", "os.path", "types"}
    ),
    "_support.py": frozenset({"_functools", "typing_extensions", "orjson", "msgspec"}),
}

_OWN = frozenset({*_ALSO, "writers"})
"""The folders, and files beside them, that have something of their own; all others are alike."""

_OURS = re.compile(r"(?:strategies/)?_[a-z]+\.py")
"""The files that are our own work, with nothing of a specification but its name in a comment."""


class AuditError(Exception):
    """Generated code that this target would never write: a bug of ours, not of the input."""


def verify(files: Mapping[str, str]) -> None:
    """Checks every Python file. Raises ``AuditError`` at the first thing that is not allowed."""
    for path, text in files.items():
        if path.endswith((".py", ".pyi")):
            _verify(path, text)


def _verify(path: str, text: str) -> None:
    folder = path.partition("/")[0]
    loading = path.endswith("__init__.py")
    if folder not in _OWN or loading:
        folder = ""
    found = _grammar(folder, loading, _OURS.fullmatch(path) is not None).match(text)
    end = 0 if found is None else found.end()
    if not text.isascii() and (hidden := _HIDDEN.search(text, 0, end)) is not None:
        end = hidden.start()
    if end < len(text):
        line, column = text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end)
        raise AuditError(f"{path}:{line}:{column}: generated code with {text[end : end + 20]!r}")


_WORD = f"{string.ascii_letters}{string.digits}_"
"""The characters of names, as a set: that is looked up at once, and ``\\w`` is not."""

_UNSEEN = r"\x00-\x09\x0b-\x1f\x7f-\x9f"
"""Characters that end a line somewhere, or change how one is shown; inside of a set."""

_HIDDEN = re.compile(r"[\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""The others that do, looked for apart: in a set they make it slow, and slow to compile."""


@cache
def _grammar(folder: str, loading: bool, ours: bool) -> re.Pattern[str]:
    """The pattern of the longest part of a file that is as it may be; the whole file, if it is.

    ``loading`` files are packages that load their modules, ``ours`` those that we have written.
    """
    modules = "|".join(map(re.escape, sorted(IMPORTED | _ALSO.get(folder, frozenset()))))
    refused = dict.fromkeys({*keyword.kwlist} - KEYWORDS, r"\b")
    if ours:
        refused = {"import": r"\b", "from": r"\b(?! \w+\n)"}
    else:
        free = DUNDERS | LOADING if loading else DUNDERS
        dunders = (name.removeprefix("__") for name in sorted(free) if name.startswith("__"))
        refused |= dict.fromkeys(REACHING - LOADING if loading else REACHING, r"\(")
        refused["__"] = rf"(?!(?:{'|'.join(dunders)})\b)"
    name = rf"(?!{'|'.join(map(''.join, refused.items()))})[{_WORD}]++"
    # A variable in an f-string, perhaps with a function of it; a bracket that is doubled.
    field = r"[^{}\n]*+" if ours else rf"{name}(?>\({name}\)|\[{name}\]|)(?>!r|)"
    if folder == "writers":  # what stands anywhere else, without quotes, and a text from its third
        field = rf"(?>(?:{name}|[.()\[\]]|(?<=\[2):(?=\]))+)"
    field = rf"\{{{field}\}}|\{{\{{|\}}\}}"
    deep = r"|(?<=\n {8}@)" if ours else ""
    # What begins with a character, or one of a set, is passed over at once where there is another.
    tokens = (
        r"[=<>!]=?+(?![=<>])|:(?!=)",
        *(rf"{one}(?![\"'])" for one in _names(refused)),
        rf'"""(?>(?:[^"\\{_UNSEEN}]++|\\[^\n{_UNSEEN}]|"(?!""))*)"""',
        _literal("", '"'),
        _literal("", "'"),
        _literal("r", '"'),
        _literal("r", "'"),
        _literal("r?f" if ours else "f", '"', "{}", field),
        _literal("r?f" if ours else "f", "'", "{}", field),
        rf"\#[^\n{_UNSEEN}]*+",
        rf"@(?:(?<![^\n]@)|(?<=\n {{4}}@){deep})(?=\w)",
        rf"from (?<![^\n ]from )(?:\.[.\w]*+|(?:{modules})) import (?!\*)",
        rf"import (?<![^\n ]import )(?:{modules})(?> as \w++|)\n",
    )
    # Signs and blanks stand behind nearly everything else: together that is half as many steps.
    signs = r"[ \n()\[\]{},.|+*/%&-]*+"
    return re.compile(f"{signs}(?>(?:(?:{'|'.join(tokens)}){signs})*)", re.ASCII)


def _names(refused: Mapping[str, str]) -> Iterator[str]:
    """Patterns of the names that are none of some words before what the pattern of each matches;
    one for each first letter of such words, and one for all others.
    """
    rests: dict[str, list[str]] = {}
    for word, before in sorted(refused.items()):
        rests.setdefault(word[0], []).append(f"{word[1:]}{before}")
    others = "".join(character for character in _WORD if character not in rests)
    yield rf"[{others}][{_WORD}]*+"
    yield from (rf"{first}(?!{'|'.join(rest)})[{_WORD}]*+" for first, rest in rests.items())


def _literal(prefix: str, quote: str, special: str = "", fields: str = "(?!)") -> str:
    """A string literal on one line, where ``special`` characters stand in ``fields`` alone; a
    backslash before one of them is none of an escape.
    """
    plain = rf"[^{quote}\\\n{_UNSEEN}{special}]++"
    escaped = rf"\\[^\n{_UNSEEN}{special}]" + (rf"|\\(?=[{special}])" if special else "")
    return rf"{prefix}{quote}(?!{quote}{quote})(?>(?:{plain}|{escaped}|{fields})*){quote}"
