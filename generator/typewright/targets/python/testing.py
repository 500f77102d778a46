"""The view models of ``tests/test_<object>.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from typewright.model import Definition, Record
from typewright.model.shapes import DefinitionKey
from typewright.targets.python import literals
from typewright.targets.python.breaking import broken
from typewright.targets.python.columns import INDENT
from typewright.targets.python.imports import from_imports
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.views import TestModule
from typewright.targets.python.workshop import Workshop

_NONE: Final = (f"{INDENT}assert issues == []",)
_EXPECTED: Final = (
    f"{INDENT}found = {{(issue.pointer, issue.keyword) for issue in issues}}",
    f'{INDENT}expected = {{(each["pointer"], each["keyword"]) for each in case["issues"]}}',
    f"{INDENT}assert found >= expected",
)


def test_modules(
    workshop: Workshop, header: str, group: Iterable[Definition], files: Mapping[DefinitionKey, str]
) -> dict[str, TestModule]:
    """The test of each definition of a group that the source names itself, by the name of its
    module; ``files`` are the names of their fixtures.
    """
    return {
        f"test_{workshop.names.stem(definition)}": _test(
            workshop, definition, header, files[definition.key]
        )
        for definition in group
        if definition.owner is None
    }


def _is_faithful(options: PythonOptions) -> bool:
    """Whether what was read is written back as it was."""
    chosen = (options.unknown_members, options.formats, options.defaults)
    return chosen == ("keep", "text", "describe")


def _read_where_python_can(decode: str) -> list[str]:
    """Reads a value, of which dates and times may be such as no type of Python holds."""
    return [
        f"{INDENT}try:",
        *broken(f"decoded = {decode}(value)", 2),
        f"{INDENT}except ValidationError as error:",
        f'{INDENT * 2}if any(issue.keyword != "format" for issue in error.issues):',
        f"{INDENT * 3}raise",
        f'{INDENT * 2}pytest.skip("Python has no value for a date or time of it")',
    ]


def _read_again(options: PythonOptions, decode: str, encode: str, validate: str) -> list[str]:
    """Reads what was written; without what is dropped it may be invalid."""
    is_whole = options.unknown_members != "drop"
    depth = 1 if is_whole else 2
    lines = broken(f"again = {decode}(encoded)", depth)
    if is_whole and options.defaults == "describe":
        lines.append(f"{INDENT * depth}assert again == decoded")
    else:  # a tag that was added tells more of what is read
        lines += broken(f"written = {encode}(again)", depth)
        lines.append(f"{INDENT * depth}assert written == encoded")
    if is_whole:
        return lines
    return [*broken(f"issues = {validate}(encoded)", 1), f"{INDENT}if issues == []:", *lines]


def _test(workshop: Workshop, definition: Definition, header: str, fixtures: str) -> TestModule:
    options = workshop.options
    stem, name = workshop.names.stem(definition), workshop.names.class_(definition)
    if isinstance(definition.shape, Record):
        decode, encode, validate = f"{name}.from_dict", f"{name}.to_dict", f"{name}.validate"
    else:
        decode, encode, validate = f"decode_{stem}", f"encode_{stem}", f"validate_{stem}"
    called = {validate}
    issues = broken(f"issues = {validate}(value)", 1)
    valid, invalid = [*issues, *_NONE], [*issues, *_EXPECTED]
    if options.unknown_members != "refuse":
        called |= {decode, encode}
        if options.formats == "native":
            called.add("ValidationError")
            valid += _read_where_python_can(decode)
        else:
            valid += broken(f"decoded = {decode}(value)", 1)
        valid += broken(f"encoded = {encode}(decoded)", 1)
        if _is_faithful(options):
            valid.append(f"{INDENT}assert encoded == value")
        valid += _read_again(options, decode, encode, validate)
    if options.unknown_enum_values == "refuse":
        called |= {decode, "ValidationError"}
        invalid.append(f"{INDENT}with pytest.raises(ValidationError):")
        invalid += broken(f"{decode}(value)", 2)
    title = definition.documentation.title.strip() or definition.key
    return TestModule(
        header=header,
        doc=literals.docstring(f"Tests of {title} against its fixtures.", 0),
        imports=from_imports({"..": {one.partition(".")[0] for one in called}}),
        fixtures=tuple(broken(f"NAME = {literals.string(fixtures)}", 0)),
        valid=tuple(valid),
        invalid=tuple(invalid),
    )
