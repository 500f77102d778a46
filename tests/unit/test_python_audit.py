"""The audit of generated Python: what the target writes passes, and nothing else does."""

from __future__ import annotations

import pytest

from typewright.targets.python.audit import AuditError, verify

GOOD = [
    '"""A docstring of two lines: `eval(x)`; import os.\n\nAnd \\"\\"\\" more.\n"""\n',
    "from __future__ import annotations\n\nfrom typing import Any, Literal\n",
    "import datetime as dt\nfrom ..models.eval import Eval\nfrom .. import errors, validators\n",
    "if TYPE_CHECKING:\n    from .import_ import Import\n",
    "@dataclass(slots=True, kw_only=True)\nclass Thing:\n    exec: str | Unset = UNSET\n",
    'def read(value: Any) -> Thing:\n    if type(value["a"]) is not str:\n        raise Mismatch\n',
    'NAMES = frozenset({"a", \'b"\', r"\\d+", "\\u2028"})\n',
    'report(issues, f"{pointer}/{{a}}/{escape(name)}", "type", "a string", item)\n',
    "value.update(self.extra)\nknown -= 1\nx = 1.5e-7 * -0x1F\n",
    "# Source: import os; eval(x)\n",
]
BAD = [
    "import os\n",
    "import os.path\n",
    "import json, os\n",
    "from os import system\n",
    "from typing import *\n",
    "from typing.re import Any\n",
    "eval(x)\n",
    "x.exec(y)\n",
    "open(x)\n",
    "getattr(a, b)\n",
    "import_module(x)\n",
    '__import__("os")\n',
    "x.__class__\n",
    "x = __builtins__\n",
    "global x\n",
    "async def f(): pass\n",
    "yield from x\n",
    "x = 1; y = 2\n",
    "x = 1 \\\n    + 2\n",
    "(x := 1)\n",
    "x = y << 2\n",
    "x = a @ b\n",
    "x = a @b\n",
    "x = `a`\n",
    "x = 'a\n",
    'x = "a" + "\n',
    'x = "a\nb"\n',
    'x = "a\rimport os"\n',
    "# a\rimport os\n",
    "# a\u2028b\n",
    'x = "\u202e"\n',
    '"""a""" b"""\n',
    '"""a\x00"""\n',
    "x = é\n",
    "x\t= 1\n",
    "\x0cx = 1\n",
    'x = b"a"\n',
    'x = u"a"\n',
    'x = F"{a}"\n',
    'x = rf"{eval(a)}"\n',
    'x = f"{a.b}"\n',
    'x = f"{a(b)(c)}"\n',
    'x = f"{eval(a)}"\n',
    'x = f"{a"\n',
]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_target_writes_passes(text: str) -> None:
    verify({"models/thing.py": text})


@pytest.mark.parametrize("text", BAD)
def test_what_the_target_never_writes_is_refused(text: str) -> None:
    with pytest.raises(AuditError, match=r"^models/thing\.py:\d+:\d+: "):
        verify({"models/thing.py": f"x = 1\n{text}"})


def test_each_folder_may_import_and_call_what_it_needs_alone() -> None:
    verify({"tests/test_thing.py": "import pytest\n"})
    verify({"__init__.py": "value = getattr(__import__(name), name)\n"})
    verify({"strategies/thing.py": "from hypothesis import strategies as st\n"})
    verify({"_support.py": "class A:\n    def __str__(self) -> str:\n        return str(1)\n"})
    for path, text in (
        ("models/thing.py", "import pytest\n"),
        ("__init__.py", "value = eval(name)\n"),
        ("models/thing.py", "value = __import__(name)\n"),
        ("models/thing.py", "from hypothesis import strategies as st\n"),
        ("_support.py", "import os\n"),
        ("_support.py", "# a\rimport os\n"),
    ):
        with pytest.raises(AuditError):
            verify({path: text})


def test_texts_are_written_by_expressions_of_names_alone() -> None:
    good = 'text = f\'{{"a": {quoted(value.a)}, "b": {DATA[type(item)](item)}\'\n'
    verify({"writers/t.py": good})
    for bad in ("{eval(a)}", "{a.__class__}", "{a.exec(b)}", "{a + b}", '{"a"}', "{a!r:>9}", "{a"):
        with pytest.raises(AuditError):
            verify({"writers/t.py": f"text = f'{bad}'\n"})


def test_an_error_says_where() -> None:
    with pytest.raises(AuditError, match=r"errors/thing\.py:3:5: generated code with 'import os"):
        verify({"errors/thing.py": "x = 1\nif x:\n    import os\n"})
