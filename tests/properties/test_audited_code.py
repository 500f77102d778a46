"""What the audit of generated Python lets through is harmless, as Python itself reads it."""

from __future__ import annotations

import ast
import warnings

from hypothesis import given
from hypothesis import strategies as st

from typewright.targets.python.audit import IMPORTED, REACHING, AuditError, verify

ALLOWED: frozenset[type[ast.AST]] = frozenset(
    {
        ast.Module, ast.Expr, ast.Constant, ast.Name, ast.Load, ast.Store, ast.Attribute,
        ast.Import, ast.ImportFrom, ast.alias,
        ast.ClassDef, ast.FunctionDef, ast.arguments, ast.arg, ast.keyword, ast.Lambda,
        ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Raise, ast.Pass,
        ast.Delete, ast.Del,
        ast.If, ast.For, ast.While, ast.Break, ast.Continue, ast.With, ast.withitem,
        ast.Try, ast.ExceptHandler, ast.Assert,
        ast.Call, ast.Subscript, ast.Slice, ast.Starred, ast.IfExp,
        ast.List, ast.Tuple, ast.Dict, ast.Set,
        ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.comprehension,
        ast.JoinedStr, ast.FormattedValue,
        ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd,
        ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.BitOr,
        ast.BitAnd, ast.Pow,
        ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot,
        ast.In, ast.NotIn, ast.Yield,
    }
)  # fmt: skip
"""The kinds of syntax that the templates and emitters of this target use, and some like these."""

PIECES = [
    "x", "y", " ", " ", "\n", "\n    ", "1", "(", ")", "[", "]", "{", "}", ",", ".", ":", "=",
    "'", '"', '"""', "'''", "\\", "#", "f", "r", "b", 'f"', "{x}", "{eval(x)}", "{x!r}", "{{",
    ":=", "<<", "**", "*", "@", ";", "!", "->", "\r", "\x0c", "\t", "\u2028", "\x00", "é",
    "import os", "import json", "import ", "from ", "from os import ", "from .. import ", " as ",
    "eval(", "exec(x)", "open", "getattr(", "x.__class__", "__import__('os')", "__future__",
    "async ", "await ", "global x", "yield ", "lambda: ", "def f(): ", "class C: ", "pass",
    "if ", "else", "match ", "return ", "raise ", "del ", "with ", "type ", "try:", "finally:",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["", '"', "#"]))
def test_what_passes_is_harmless_as_python_reads_it(text: str, before: str) -> None:
    whole = f"x = {before}{text}" if before else text
    try:
        verify({"models/thing.py": whole})
    except AuditError:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(whole)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        assert type(node) in ALLOWED, whole
        match node:
            case ast.Import(names):
                assert {alias.name for alias in names} <= IMPORTED
            case ast.ImportFrom(module, _, 0):
                assert module in IMPORTED
            case ast.Call(ast.Name(name) | ast.Attribute(_, name)):
                assert name not in REACHING
            case _:
                pass
