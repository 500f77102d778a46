"""The C files of a package: its functions, and the tables of what these use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from typewright.extension.adopted import array as _array
from typewright.extension.adopted import classes
from typewright.extension.body import UnsupportedError
from typewright.extension.functions import Compiled, compiled, head
from typewright.extension.package import Function, Module, Package
from typewright.extension.tables import Tables, size, starts, text
from typewright.render.templates import template_folder
from typewright.values import dataclass

MOST_LINES = 20_000
"""How many lines of functions a file has at most, if not one module alone has more."""


@dataclass(frozen=True)
class Sources:
    """C files by name, and how many functions of the package are compiled, and are not."""

    files: Mapping[str, str]
    compiled: int
    left: tuple[str, ...]


def assemble(package: Package) -> Sources:
    """The C files of a package."""
    tables = [Tables(number) for number in range(len(package.modules))]
    functions, left = _functions(package, tables)
    bounds = {
        "N": starts([len(table.names) for table in tables]),
        "K": starts([len(table.constants) for table in tables]),
        "S": starts([len(table.slots) for table in tables]),
        "H": starts([len(table.shapes) for table in tables]),
    }
    parts = list(_parts(package, functions))
    files = {
        f"part_{number}.c": "\n".join(
            ['#include "shared.h"', "", *_numbers(bounds, modules), "", *texts, ""]
        )
        for number, (modules, texts) in enumerate(parts)
    }
    declared = [f"TW_SHARED {head(function)};" for function in functions]
    files["shared.h"] = "\n".join([_own("support.h"), *declared, ""])
    files["support.c"], files["depth.c"] = _own("support.c"), _own("depth.c")
    files["module.c"] = "\n".join(_module(package, functions, tables, bounds))
    return Sources(files, len(functions), left)


def _own(name: str) -> str:
    """A file that is the same for all packages."""
    return (template_folder() / "compiled" / name).read_text(encoding="utf-8")


def _functions(
    package: Package, tables: list[Tables]
) -> tuple[dict[Function, Compiled], tuple[str, ...]]:
    """All functions that can be compiled, and the names of the others.

    One that calls another directly which turns out not to be compiled is made once more.
    """
    everything = [f for module in package.modules for f in module.everything]
    known = frozenset(everything)
    made: dict[Function, Compiled] = {}
    pending = everything
    while pending:
        failed: set[Function] = set()
        for function in pending:
            try:
                made[function] = compiled(package, function, tables[function.module], known)
            except UnsupportedError:
                failed.add(function)
                made.pop(function, None)
        known -= failed
        pending = [f for f, result in made.items() if result.called & failed]
    names = tuple(
        f"{package.modules[f.module].name}.{f.node.name}" for f in everything if f not in made
    )
    return {f: made[f] for f in everything if f in made}, names


def _parts(
    package: Package, functions: Mapping[Function, Compiled]
) -> Iterator[tuple[list[int], list[str]]]:
    """The modules and functions of each file."""
    modules: list[int] = []
    texts: list[str] = []
    lines = 0
    for number, module in enumerate(package.modules):
        own = [functions[f].text for f in module.everything if f in functions]
        count = sum(each.count("\n") for each in own)
        if modules and lines + count > MOST_LINES:
            yield modules, texts
            modules, texts, lines = [], [], 0
        modules, texts, lines = [*modules, number], [*texts, *own], lines + count
    yield modules, texts


def _numbers(bounds: Mapping[str, list[int]], modules: list[int]) -> Iterator[str]:
    """Where the tables of modules begin."""
    arrays = {"N": "tw_names", "K": "tw_constants", "S": "tw_slots", "H": "tw_shapes"}
    for number in modules:
        for kind, array in arrays.items():
            yield f"#define {kind}{number}(number) {array}[{bounds[kind][number]} + number]"


def _module(
    package: Package,
    functions: Mapping[Function, Compiled],
    tables: list[Tables],
    bounds: Mapping[str, list[int]],
) -> Iterator[str]:
    yield '#include "shared.h"'
    yield _own("module.c")
    yield f"PyObject *tw_names[{bounds['N'][-1] + 1}];"
    yield f"PyObject *tw_constants[{bounds['K'][-1] + 1}];"
    yield f"Py_ssize_t tw_slots[{bounds['S'][-1] + 1}];"
    yield from _shapes(tables, bounds)
    yield f"char tw_ready[{len(package.modules) + 1}];"
    yield f"const int tw_count = {len(package.modules)};"
    yield f"const char *const tw_sources = {text(package.sources)};"
    for function in functions:
        yield from _callable(function)
    yield from classes(package, functions)
    for number, module in enumerate(package.modules):
        yield from _tables(number, module, functions, tables[number], bounds)
    yield "const tw_group tw_groups[] = {"
    for number, module in enumerate(package.modules):
        table = tables[number]
        ranges = [
            f"names_{number}, {bounds['N'][number]}, {len(table.names)}",
            f"constants_{number}, {bounds['K'][number]}, {len(table.constants)}",
            f"slots_{number}, {bounds['S'][number]}, {len(table.slots)}",
            f"{bounds['H'][number]}, {len(table.shapes)}",
        ]
        yield f"    {{{text(module.name)}, {', '.join(ranges)}, functions_{number}}},"
    yield "};"
    yield ""


def _shapes(tables: list[Tables], bounds: Mapping[str, list[int]]) -> Iterator[str]:
    """The shapes of all modules, with their tables still empty."""
    shapes: list[str] = []
    for table in tables:
        first = bounds["K"][table.module]
        for keys in table.shapes:
            number, count = len(shapes), len(keys)
            numbers = ", ".join(str(table.constants["s", key]) for key in keys)
            places = 1 << (2 * count - 1).bit_length()
            yield f"static const int keys_{number}[] = {{{numbers}}};"
            yield f"static short places_{number}[{places}];"
            yield f"static tw_seen seen_{number}[{count}];"
            numbers = f"{first}, {count}, {places - 1}"
            shapes.append(f"{{{numbers}, keys_{number}, places_{number}, seen_{number}}},")
    yield from _array("tw_shape tw_shapes[]", shapes, "{0, 0, 0, NULL, NULL, NULL}")


def _callable(function: Function) -> Iterator[str]:
    """A function as Python calls it."""
    count = len(function.parameters)
    name = f"c{function.number}"
    if function.class_ is not None:
        yield f"static PyObject *{name}(PyObject *self, PyObject *nothing)"
        yield "{"
        yield f"    return TW_NEED({function.module}) ? NULL : f{function.number}(self);"
        yield "}"
        return
    if count == 1:
        yield f"static PyObject *{name}(PyObject *self, PyObject *value)"
        given = "value"
    else:
        yield f"static PyObject *{name}(PyObject *self, PyObject *const *given, Py_ssize_t count)"
        given = ", ".join(f"given[{index}]" for index in range(count))
    yield "{"
    if count != 1:
        yield f"    if (count != {count}) return tw_arguments({count}, count);"
    if function.kind == "verdict":
        yield f"    int verdict = f{function.number}({given});"
        yield "    return verdict < 0 ? NULL : Py_NewRef(verdict ? Py_True : Py_False);"
    else:
        yield f"    return f{function.number}({given});"
    yield "}"


def _tables(
    number: int,
    module: Module,
    functions: Mapping[Function, Compiled],
    table: Tables,
    bounds: Mapping[str, list[int]],
) -> Iterator[str]:
    names = [f"{text(name)}," for name in table.names]
    yield from _array(f"static const char *const names_{number}[]", names, "NULL")
    constants = [f"{{'{kind}', {text(value)}, {size(value)}}}," for kind, value in table.constants]
    yield from _array(f"static const tw_constant constants_{number}[]", constants, "{0, NULL, 0}")
    first = bounds["N"][number]
    slots = [
        f"{{{first + table.names[class_]}, {text(attribute)}}},"
        for class_, attribute in table.slots
    ]
    yield from _array(f"static const tw_slot slots_{number}[]", slots, "{0, NULL}")
    methods = []
    for function in module.functions.values():
        if function in functions:
            how = "METH_O" if len(function.parameters) == 1 else "METH_FASTCALL"
            call = f"(PyCFunction)(void (*)(void))c{function.number}"
            methods.append(f"{{{text(function.node.name)}, {call}, {how}, NULL}},")
    yield from _array(f"static PyMethodDef functions_{number}[]", methods, "{NULL, NULL, 0, NULL}")
