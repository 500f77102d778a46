"""Functions in C: their statements, and what they begin and end with."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from typewright.extension.body import Body, UnsupportedError
from typewright.extension.conditions import Conditions
from typewright.extension.package import Function, Package, body_of, refused
from typewright.extension.statements import Statements
from typewright.extension.tables import Tables
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Compiled:
    """A function in C, and the functions that it calls directly."""

    text: str
    called: frozenset[Function]


def head(function: Function) -> str:
    """How a function begins."""
    result = "int " if function.kind == "verdict" else "PyObject *"
    parameters = ", ".join(f"PyObject *p{index}" for index in range(len(function.parameters)))
    return f"{result}f{function.number}({parameters or 'void'})"


def compiled(
    package: Package, function: Function, tables: Tables, known: frozenset[Function]
) -> Compiled:
    """The C text of a function, which calls those of ``known`` directly.

    Raises ``UnsupportedError`` when it has a form that is not compiled.
    """
    node = function.node
    arguments = node.args
    if (
        arguments.vararg
        or arguments.kwarg
        or arguments.kwonlyargs
        or arguments.defaults
        or node.decorator_list
    ):
        raise UnsupportedError("parameters")
    stores = Counter(_stores(node))
    counters = _counters(node, stores)
    names: dict[str, str] = {}
    owned: list[str] = []
    for index, name in enumerate(function.parameters):
        names[name] = f"p{index}"
        if name in stores:
            owned.append(f"p{index}")
    for name in stores:
        if name not in names:
            names[name] = f"{'n' if name in counters else 'v'}_{len(names)}"
            if name not in counters:
                owned.append(names[name])
    writer = Conditions(package, function, tables, known, Body(), names, counters)
    writer.made = {
        target: class_
        for target, name in _made(node, stores)
        if (class_ := writer.made_by(name)) is not None
    }
    if function.class_ is not None and function.parameters[0] not in stores:
        writer.made = {**writer.made, function.parameters[0]: function.class_}
    statements = Statements(writer, function)
    statements.all(body_of(node))
    kinds = refused(node)
    if kinds is not None and function.kind != "verdict":
        raise UnsupportedError("try")
    handled = None if kinds is None else _handled(writer, kinds)
    return Compiled("\n".join(_whole(statements, owned, handled)), frozenset(writer.called))


def _handled(writer: Conditions, kinds: ast.expr) -> list[str]:
    """The exceptions that are the same as ``False``, as objects."""
    parts = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
    if not all(isinstance(part, ast.Name) for part in parts):
        raise UnsupportedError("except")
    return [writer.global_name(part.id) for part in parts if isinstance(part, ast.Name)]


def _whole(
    statements: Statements, owned: Sequence[str], handled: Sequence[str] | None
) -> Iterable[str]:
    """The function with its variables, and its end, where everything is let go."""
    writer = statements.writer
    body, function = writer.body, statements.function
    verdict = function.kind == "verdict"
    yield f"{head(function)}"
    yield "{"
    yield f"    {'int result = -1' if verdict else 'PyObject *result = NULL'};"
    yield "    int c = 0;"
    own = [name for name in owned if not name.startswith("p")]
    temporaries = [f"t{index}" for index in range(body.objects)]
    for name in [*own, *temporaries]:
        yield f"    PyObject *{name} = NULL;"
    counters = [writer.locals[name] for name in writer.counters]
    sizes = (f"n{index}" for index in range(body.sizes))
    for name in sorted({*counters, *sizes}):
        yield f"    Py_ssize_t {name} = 0;"
    for number, count in enumerate(body.arrays):
        yield f"    PyObject *q{number}[{count}] = {{NULL}};"
    for index in range(body.loops):
        yield f"    tw_loop w{index} = {{NULL, 0, 0}};"
    deep = bool(writer.called)
    if deep:
        yield f"    if (TW_UNLIKELY(tw_enter() < 0)) return {'-1' if verdict else 'NULL'};"
    for name in owned:
        if name.startswith("p"):
            yield f"    Py_INCREF({name});"
    yield from body.lines
    if not verdict:
        yield "    result = Py_NewRef(Py_None);"
    yield "out:;"
    if handled is not None:
        tests = " || ".join(f"PyErr_ExceptionMatches({each})" for each in handled)
        yield f"    if (TW_UNLIKELY(result < 0) && ({tests})) {{"
        yield "        PyErr_Clear();"
        yield "        result = 0;"
        yield "    }"
    for name in [*owned, *temporaries, *(f"w{index}.over" for index in range(body.loops))]:
        yield f"    Py_XDECREF({name});"
    for number, count in enumerate(body.arrays):
        yield f"    tw_drop(q{number}, {count});"
    if deep:
        yield "    tw_leave();"
    yield "    (void)c;"
    yield "    return result;"
    yield "}"


def _stores(node: ast.AST) -> Iterable[str]:
    """The variables of a function, once for each assignment; not those of comprehensions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ListComp | ast.DictComp | ast.SetComp | ast.GeneratorExp):
            continue
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id
        yield from _stores(child)


def _counters(node: ast.FunctionDef, stores: Counter[str]) -> frozenset[str]:
    """The variables that only count: they are whole numbers, and only compared or passed on."""
    counts: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for each in ast.walk(node):
        match each:
            case ast.Assign([ast.Name(name)], ast.Constant(int() as value)) if (
                type(value) is int and value < 2**31
            ):
                counts[name] += 1
            case ast.AugAssign(ast.Name(name), ast.Add() | ast.Sub(), ast.Constant(int() as value)):
                counts[name] += type(value) is int and value < 2**31
            case ast.Compare(left, [ast.Eq() | ast.NotEq() | ast.Lt() | ast.Gt()], [right]):
                sides = [left, right]
                if any(isinstance(side, ast.Call) for side in sides):
                    for side in sides:
                        if isinstance(side, ast.Name):
                            uses[side.id] += 1
            case ast.Call(args=arguments):
                uses.update(each.id for each in arguments if isinstance(each, ast.Name))
            case _:
                pass
    loads = Counter(
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    )
    parameters = {argument.arg for argument in node.args.args}
    return frozenset(
        name
        for name, count in stores.items()
        if count == counts[name] and uses[name] == loads[name] and name not in parameters
    )


def _made(node: ast.FunctionDef, stores: Counter[str]) -> Iterator[tuple[str, str]]:
    """The variables that are assigned once, by a call without arguments; what is called."""
    for each in body_of(node):
        match each:
            case ast.Assign([ast.Name(target)], ast.Call(ast.Name(name), [], [])):
                if stores[target] == 1:
                    yield target, name
            case _:
                pass
