"""The last look at generated Python: it parses, and does nothing that this target does not do."""

from __future__ import annotations

import ast
from collections.abc import Mapping

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
        ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub,
        ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.BitOr,
        ast.BitAnd,
        ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot,
        ast.In, ast.NotIn, ast.Yield,
    }
)  # fmt: skip
"""The kinds of syntax that the templates and emitters of this target use."""

IMPORTED = frozenset(
    {
        "__future__", "collections.abc", "contextlib", "contextvars", "dataclasses", "datetime",
        "enum", "fractions", "functools", "importlib", "json", "math", "pathlib", "re", "sys",
        "typing", "unicodedata", "uuid", "warnings",
    }
)  # fmt: skip
"""The only modules outside the package that generated code imports."""


_ALSO: Mapping[str, frozenset[str]] = {
    "strategies": frozenset({"copy", "hypothesis", "hypothesis.strategies", "threading"}),
    "tests": frozenset({"pytest"}),
    "_support.py": frozenset({"typing_extensions"}),  # for type checkers, which all know it
}


class AuditError(Exception):
    """Generated code that this target would never write: a bug of ours, not of the input."""


def verify(files: Mapping[str, str]) -> None:
    """Checks every Python file. Raises ``AuditError`` at the first thing that is not allowed."""
    for path, text in files.items():
        if path.endswith(".py"):
            _verify(path, text)


def _verify(path: str, text: str) -> None:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise AuditError(f"{path}: the generated code does not parse: {error}") from error
    allowed = IMPORTED | _ALSO.get(path.partition("/")[0], frozenset())
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        kind = type(node)
        if kind in _LEAVES:
            continue
        if kind not in ALLOWED:
            raise AuditError(f"{path}: generated code with a {kind.__name__} node")
        if isinstance(node, ast.Import):
            foreign = [alias.name for alias in node.names if alias.name not in allowed]
        elif isinstance(node, ast.ImportFrom):
            foreign = [node.module or ""] if not node.level and node.module not in allowed else []
        else:
            foreign = []
        if foreign:
            raise AuditError(f"{path}: generated code imports {', '.join(foreign)}")
        for name in kind._fields:
            value = getattr(node, name)
            if isinstance(value, list):
                pending.extend([each for each in value if isinstance(each, ast.AST)])
            elif isinstance(value, ast.AST):
                pending.append(value)


_LEAVES = frozenset({ast.Constant, ast.Name, ast.Load, ast.Store}) & ALLOWED
"""Allowed nodes with nothing below them to look at; most nodes of a tree."""
