"""Python source that another program wrote: whether it consists of models and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from typewright.values import dataclass

_MODULES = frozenset(
    {
        "__future__", "collections.abc", "datetime", "decimal", "enum", "ipaddress", "pathlib",
        "pydantic", "re", "typing", "typing_extensions", "uuid",
    }
)  # fmt: skip
_TYPES = frozenset(
    {
        "bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object", "set",
        "str", "tuple", "type",
    }
)  # fmt: skip
_METHODS = frozenset({"fromisoformat", "model_rebuild", "model_validate"})
_PLAIN = (
    ast.Constant, ast.Name, ast.Subscript, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.Starred,
    ast.keyword, ast.arguments, ast.expr_context, ast.unaryop, ast.operator,
)  # fmt: skip


class UnexpectedError(Exception):
    """Something that no model consists of: ``line`` says where, ``found`` what."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(f"line {line}: {found}")
        self.line = line
        self.found = found


def model_names(source: str) -> tuple[str, ...]:
    """The classes and aliases that ``source`` defines, sorted.

    Allows imports from known modules, classes of annotated attributes and plain assignments, and
    aliases. A call may only be of something imported or defined here. Nothing is executed.

    Raises ``UnexpectedError`` for anything else, and for what is no Python at all.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise UnexpectedError(
            getattr(error, "lineno", None) or 1, f"no Python ({error})"
        ) from error
    names = _Names(set(), set(_TYPES))
    for statement in tree.body:
        names.collect(statement)
    for statement in tree.body:
        if not isinstance(statement, ast.ImportFrom):
            names.check(statement)
    return tuple(sorted(names.defined))


@dataclass(frozen=True, slots=True)
class _Names:
    defined: set[str]
    known: set[str]

    def collect(self, statement: ast.stmt) -> None:
        """Takes note of what a statement of the module defines or imports."""
        match statement:
            case ast.ImportFrom(module=str(module), names=aliases, level=0) if (
                module in _MODULES and all(alias.name != "*" for alias in aliases)
            ):
                self.known.update(alias.asname or alias.name for alias in aliases)
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                self.defined.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                self.defined.add(name)
            case ast.Expr(ast.Constant(str()) | ast.Call(func=ast.Attribute())):
                pass
            case _:
                raise _unexpected(statement)

    def check(self, statement: ast.stmt) -> None:
        """Refuses a statement that is not one of a module or a class of models."""
        match statement:
            case ast.ClassDef(bases=bases, keywords=keywords, body=body, decorator_list=[]):
                self._all([*bases, *keywords])
                for inner in body:
                    self.check(inner)
            case ast.AnnAssign(target=ast.Name(), annotation=annotation, value=value):
                self._all([annotation] if value is None else [annotation, value])
            case ast.Assign(targets=[ast.Name()], value=value) | ast.Expr(value):
                self._all([value])
            case ast.Pass():
                pass
            case _:
                raise _unexpected(statement)

    def _all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            match node:
                case ast.Call(func=ast.Name(id=name)) if self._is_known(name):
                    pass
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute)) if (
                    self._is_known(name) and attribute in _METHODS
                ):
                    pass
                case ast.Call():
                    raise _unexpected(node)
                case ast.Attribute(value=ast.Name(id=name), attr=attribute) if self._is_known(
                    name
                ) and not attribute.startswith("_"):
                    pass
                case ast.BinOp(op=ast.BitOr()) | ast.UnaryOp(op=ast.USub()):
                    pass
                case ast.Lambda(args=ast.arguments(args=[], posonlyargs=[], kwonlyargs=[])):
                    pass
                case ast.Name(id=name) if not self._is_known(name):
                    raise _unexpected(node)
                case _ if isinstance(node, _PLAIN):
                    pass
                case _:
                    raise _unexpected(node)
            self._all(ast.iter_child_nodes(node))

    def _is_known(self, name: str) -> bool:
        return name in self.known or name in self.defined


def _unexpected(node: ast.AST) -> UnexpectedError:
    return UnexpectedError(getattr(node, "lineno", 1), ast.unparse(node)[:60])
