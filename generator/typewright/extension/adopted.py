"""The classes of a package in C: what takes the place of their methods."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from typewright.extension.package import Function, Module, Package
from typewright.extension.tables import text
from typewright.targets.python.compiled import VALIDATORS


def classes(package: Package, compiled: Collection[Function]) -> Iterator[str]:
    """The functions that stand in for methods, and the table of the classes."""
    rows: dict[str, str] = {}
    originals = 0
    for module in package.modules:
        reads = any(class_.shortcuts for class_ in module.classes)
        inherited = _inherited(package, module) if reads else {}
        for class_ in module.classes:
            number = len(rows)
            statics: list[str] = []
            validators = f"{VALIDATORS}.{module.name.rpartition('.')[2]}"
            for name, function in class_.shortcuts.items():
                target = package.function(validators, function)
                if target not in compiled or target is None or len(target.parameters) != 1:
                    continue
                original = originals + len(statics)
                yield from _past(target, original)
                call = f"(PyCFunction)(void (*)(void))s{original}, METH_FASTCALL | METH_KEYWORDS"
                doc = _doc("value", inherited[name])
                statics.append(f"{{{text(name)}, {call}, {doc}}},")
            methods = [
                f"{{{text(name)}, c{method.number}, METH_NOARGS, {_doc('$self, /', method.node)}}},"
                for name, method in class_.methods.items()
                if method in compiled
            ]
            end = "{NULL, NULL, 0, NULL}"
            yield from array(f"static PyMethodDef statics_{number}[]", statics, end)
            yield from array(f"static PyMethodDef methods_{number}[]", methods, end)
            name = f"{module.name}.{class_.name}"
            rows[name] = f"{text(name)}, statics_{number}, {originals}, methods_{number}"
            originals += len(statics)
    yield f"PyObject *tw_originals[{originals + 1}];"
    yield f"const int tw_count_classes = {len(rows)};"
    lines = [f"{{{rows[name]}}}," for name in sorted(rows, key=str.encode)]
    yield from array("const tw_class tw_classes[]", lines, "{NULL, NULL, 0, NULL}")


def _past(target: Function, original: int) -> Iterator[str]:
    """A static method that tries a function first."""
    parameters = "PyObject *self, PyObject *const *given, Py_ssize_t count, PyObject *names"
    yield f"static PyObject *s{original}({parameters})"
    yield "{"
    yield "    if (count != 1 || names != NULL) {"
    yield f"        return PyObject_Vectorcall(tw_originals[{original}], given, count, names);"
    yield "    }"
    yield "    PyObject *found = NULL, *value = given[0];"
    yield f"    if (!TW_NEED({target.module})) {{"
    if target.kind == "verdict":
        yield f"        found = f{target.number}(value) > 0 ? Py_NewRef(Py_True) : NULL;"
    else:
        yield f"        found = f{target.number}(value);"
    yield "    }"
    yield f"    return tw_past(found, {original}, value);"
    yield "}"


def _inherited(package: Package, module: Module) -> Mapping[str, ast.FunctionDef]:
    """The methods of what all classes of a module build on: they say what theirs do."""
    home, _ = module.imported["codec"]
    support = package.modules[package.numbers[home]].tree
    (base,) = (
        each for each in support.body if isinstance(each, ast.ClassDef) and each.name == "WithJson"
    )
    return {each.name: each for each in base.body if isinstance(each, ast.FunctionDef)}


def _doc(parameters: str, node: ast.FunctionDef) -> str:
    """What Python tells of a function in C: how it is called, and what it does."""
    return text(f"{node.name}({parameters})\n--\n\n{ast.get_docstring(node) or ''}")


def array(head: str, items: list[str], end: str) -> Iterator[str]:
    """A table, with a last row that is none, since no array is empty."""
    yield f"{head} = {{"
    yield from (f"    {item}" for item in items)
    yield f"    {end}"
    yield "};"
