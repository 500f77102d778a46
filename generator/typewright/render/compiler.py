"""From a template to a function of Python.

Jinja reads a template, and what it has found is written as plain statements, so that rendering
needs nothing of Jinja. A template places what view models hold: it has texts, names and their
attributes, conditions, loops and two filters. Anything else is refused, so no template can reach
more than it is given.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence, Set
from types import CodeType
from typing import Final, TypeAlias

from jinja2 import Environment, TemplateAssertionError, nodes

_JINJA: Final = Environment(
    autoescape=False,  # noqa: S701  (the output is no HTML)
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)

_SIGNS: Final = {"eq": "==", "ne": "!=", "in": "in", "notin": "not in"}

Names: TypeAlias = Set[str]
"""The names that a template has given itself; all others are those of its values."""


def compiled(source: str, path: str) -> CodeType:
    """A module that defines ``template``, what makes text of values; it is to know ``lines``.

    Raises ``jinja2.TemplateError`` for a template that is malformed, or holds what none may.
    """
    written = [
        (1, "def template(values):"),
        (1, " out = []"),
        *((line, f" {text}") for line, text in _statements(_JINJA.parse(source).body, set())),
        (1, " return ''.join(out)"),
    ]
    module = ast.parse("\n".join(text for _, text in written), path)
    for node in ast.walk(module):  # so that a traceback shows the line of the template
        if isinstance(node, ast.stmt | ast.expr):
            node.lineno = node.end_lineno = written[node.lineno - 1][0]
            node.col_offset = node.end_col_offset = 0
    return compile(module, path, "exec")


def _statements(body: Sequence[nodes.Node], known: Names) -> Iterator[tuple[int, str]]:
    """What parts of a template do to ``out``: lines of Python, each with a line of the template."""
    for node in body:
        line = node.lineno
        match node:
            case nodes.Output():
                yield line, "out += ("
                yield from ((part.lineno, f"{_text(part, known)},") for part in node.nodes)
                yield line, ")"
            case nodes.Assign(target=nodes.Name(name=name)):
                yield line, f"{_new(node, name, known)} = {_value(node.node, known)}"
                known = known | {name}
            case nodes.If():
                for each in (node, *node.elif_):
                    word = "if" if each is node else "elif"
                    yield each.lineno, f"{word} {_value(each.test, known)}:"
                    yield from _inside(each.body, known)
                if node.else_:
                    yield line, "else:"
                    yield from _inside(node.else_, known)
            case nodes.For(else_=[], test=None, recursive=False):
                names = _targets(node.target)
                new = ", ".join(_new(node, name, known) for name in names)
                yield line, f"for {new} in {_value(node.iter, known)}:"
                yield from _inside(node.body, known | names.keys())
            case _:
                raise _refusal(node)


def _inside(body: Sequence[nodes.Node], known: Names) -> Iterator[tuple[int, str]]:
    yield from ((line, f" {text}") for line, text in _statements(body, known))
    if not body:
        yield 1, " pass"


def _targets(target: nodes.Node) -> dict[str, None]:
    """The names that a loop gives."""
    found = target.items if isinstance(target, nodes.Tuple) else [target]
    return {each.name: None for each in found if isinstance(each, nodes.Name)}


def _new(node: nodes.Node, name: str, known: Names) -> str:
    """A name that a template gives itself, in Python; once, since Python has it as of then."""
    if name in known:
        raise TemplateAssertionError(f"there is another {name!r} already", node.lineno)
    return f"{name}_"


def _text(node: nodes.Node, known: Names) -> str:
    """What is placed, as Python for a text."""
    if isinstance(node, nodes.TemplateData):
        return repr(node.data)
    return f"str({_value(node, known)})"


def _value(node: nodes.Node | None, known: Names) -> str:
    """An expression in Python."""
    match node:
        case None:  # of a condition without ``else``
            return "''"
        case nodes.Const(value=value):
            return repr(value)
        case nodes.Name(name=name):
            return f"{name}_" if name in known else f"values[{name!r}]"
        case nodes.Getattr(node=of, attr=attribute) if not attribute.startswith("_"):
            return f"{_value(of, known)}.{attribute}"
        case nodes.Call(node=nodes.Getattr(attr="items") as method, args=[], kwargs=[]):
            return f"{_value(method, known)}()"
        case nodes.Filter(node=of, name="lines", args=[]):
            return f"lines({_value(of, known)})"
        case nodes.Filter(node=of, name="join", args=[by]):
            return f"{_value(by, known)}.join({_value(of, known)})"
        case nodes.CondExpr(test=test, expr1=first, expr2=other):
            return f"({_value(first, known)} if {_value(test, known)} else {_value(other, known)})"
        case nodes.Compare(expr=left, ops=[nodes.Operand(op=sign, expr=right)]) if sign in _SIGNS:
            return f"({_value(left, known)} {_SIGNS[sign]} {_value(right, known)})"
        case _:
            raise _refusal(node)


def _refusal(node: nodes.Node) -> TemplateAssertionError:
    return TemplateAssertionError(f"no template may hold a {type(node).__name__}", node.lineno)
