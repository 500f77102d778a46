"""Reading lists, maps and tuples: what was read of each part, collected anew.

A value whose parts are read as they are is copied whole. A loop that appends is quicker than a
comprehension where lists are short and each part takes a call: before Python 3.12 a comprehension
is a function, made and called each time. A list that has grown has room for more, up to three
quarters of a short one: its copy has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.model import Scalar, Shape, Tuple
from typewright.model.names import digest
from typewright.targets.python import literals, types
from typewright.targets.python.expressions import beside, deeper
from typewright.targets.python.reading import Reading, conversion
from typewright.targets.python.specialize import conjunction, conjuncts

if TYPE_CHECKING:
    from typewright.targets.python.readers import Reader


def read_sequence(
    reader: Reader, item: Shape, check: Check, variable: str, where: tuple[str, ...]
) -> Reading:
    """Reads a list."""
    parts = conjuncts(reader.specialized(check, "array"))
    fused = [p for p in parts if isinstance(p, nodes.Items) and not p.prefix]
    reader.tests.typed(
        conjunction(part for part in parts if part not in fused), variable, "array", where
    )
    each = conjunction(
        (
            *(part.rest for part in fused if part.rest is not None),
            *reader.scopes.item(conjunction(part for part in parts if part not in fused), None),
        )
    )
    element = deeper(variable)
    inner = reader.nested(direct=reader.direct)
    reading = inner.read(item, each, element, (*where, "item"))
    head = f"for {element} in {variable}"
    if reading.same:
        return _tested(reader, inner, variable, head)
    if reading.texts and not inner.writer.lines:  # to look each up takes twice as long
        texts = tuple(map(literals.value, reading.texts))
        known = reader.room.constant((*where, "item", "texts"), texts, "validators")
        reader.tests.failing([f"not {known}.issuperset({variable})"])
        return _copy(variable)
    if inner.writer.lines == conversion(element, inner.writer.depth):
        number = f"{element} if type({element}) is int else whole({element})"
        return _copy(f"[{number} {head}]")
    target = _begun(reader, where, "list[Any] = []")
    _loop(reader, inner, head)
    with reader.writer.block():
        reader.writer.bracketed(f"{target}.append(", [reading.expression], ")")
    return _copy(target)


def read_mapping(
    reader: Reader, item: Shape, check: Check, variable: str, where: tuple[str, ...]
) -> Reading:
    """Reads an object whose members all have the same shape."""
    parts = conjuncts(reader.specialized(check, "object"))
    fused = [
        part
        for part in parts
        if isinstance(part, nodes.Members) and not part.properties and not part.patterns
    ]
    reader.tests.typed(
        conjunction(part for part in parts if part not in fused), variable, "object", where
    )
    each = conjunction(
        (
            *(part.additional for part in fused if part.additional is not None),
            *reader.scopes.other(check),
        )
    )
    element = deeper(variable)
    inner = reader.nested()
    reading = inner.read(item, each, element, (*where, "additional"))
    if reading.same:
        return _tested(reader, inner, variable, f"for {element} in {variable}.values()")
    name = beside(element, "name")
    head = f"for {name}, {element} in {variable}.items()"
    if reading.texts and not inner.writer.lines:
        return Reading(f"{{{name}: {reading.expression} {head}}}", same=False)
    if inner.writer.lines == conversion(element, inner.writer.depth):
        number = f"{element} if type({element}) is int else whole({element})"
        return Reading(f"{{{name}: {number} {head}}}", same=False)
    target = _begun(reader, where, "dict[str, Any] = {}")
    _loop(reader, inner, head)
    with reader.writer.block():
        reader.writer.line(f"{target}[{name}] = {reading.expression}")
    return Reading(target, same=False)


def _tested(reader: Reader, inner: Reader, variable: str, head: str) -> Reading:
    """A copy, after each part has been tested where that takes a test."""
    if inner.writer.lines:
        _loop(reader, inner, head)
    return _copy(variable)


def _loop(reader: Reader, inner: Reader, head: str) -> None:
    reader.writer.line(f"{head}:")
    reader.writer.extend(inner.writer.lines)


def _copy(variable: str) -> Reading:
    return Reading(f"{variable}.copy()", same=False)


def read_tuple(
    reader: Reader, shape: Tuple, check: Check, variable: str, where: tuple[str, ...]
) -> Reading:
    """Reads an array whose items have shapes by their positions."""
    reader.tests.any_value(check, variable, where)
    fixed = types.is_fixed(shape)
    parts = (*shape.items, *([shape.rest] if shape.rest else []))
    if all(types.is_plain(part, reader.workshop) for part in parts) and not any(
        isinstance(part, Scalar) and part.kind == "integer" for part in parts
    ):
        return Reading(f"tuple({variable})", same=False) if fixed else _copy(variable)
    element = deeper(variable)
    target = _begun(reader, where, "list[Any] = []")
    reader.writer.line(f"for index, {element} in enumerate({variable}):")
    with reader.writer.block():
        arms: dict[tuple[str, ...], list[int]] = {}
        for index, item in enumerate(shape.items):
            place = (*where, f"item_{index + 1}")
            each = conjunction(reader.scopes.item(check, index))
            lines = _appended(reader, item, each, element, target, place)
            arms.setdefault(tuple(lines), []).append(index)
        for number, (body, indexes) in enumerate(arms.items()):
            keyword = "elif" if number else "if"
            alike = ", ".join(map(str, indexes))
            test = f"== {alike}" if len(indexes) == 1 else f"in ({alike})"
            reader.writer.line(f"{keyword} index {test}:")
            reader.writer.extend(body)
        if shape.rest is not None:
            reader.writer.line("else:")
            each = conjunction(reader.scopes.item(check, None))
            place = (*where, "item")
            reader.writer.extend(_appended(reader, shape.rest, each, element, target, place))
    return Reading(f"tuple({target})", same=False) if fixed else _copy(target)


def _appended(
    reader: Reader, item: Shape, each: Check, element: str, target: str, where: tuple[str, ...]
) -> list[str]:
    """The lines that read an item and append it to what was read before."""
    inner = reader.nested()
    reading = inner.read(item, each, element, where)
    inner.writer.bracketed(f"{target}.append(", [reading.expression], ")")
    return inner.writer.lines


def _begun(reader: Reader, where: tuple[str, ...], empty: str) -> str:
    """The variable that collects the parts of the value at ``where``, which is ``empty`` now."""
    name = named_for(reader, where, "parts_of_", f": {empty}")
    reader.writer.line(f"{name}: {empty}")
    return name


def named_for(reader: Reader, where: tuple[str, ...], what: str, rest: str) -> str:
    """A variable for what comes of the value at ``where``, on a line that ends in ``rest``.

    Nothing else has its name: those of functions begin otherwise, and attributes have no two
    underscores inside. One that is too long for its line gives way to its digest.
    """
    word = what.partition("_")[0]
    if reader.attribute is None:
        name = "__".join((word, *where[1:]))
    else:
        name = "__".join((f"{what}{reader.attribute}", *where[2:]))
    return name if reader.writer.fits(f"{name}{rest}") else f"{word}__{digest(name)}"
