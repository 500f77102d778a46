"""The view models of ``tests/test_<object>.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typewright.model import Definition, Record
from typewright.model.shapes import DefinitionKey
from typewright.targets.python import literals
from typewright.targets.python.imports import from_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.views import TestModule
from typewright.targets.python.workshop import Workshop


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


def _test(workshop: Workshop, definition: Definition, header: str, fixtures: str) -> TestModule:
    options = workshop.options
    stem, name = workshop.names.stem(definition), workshop.names.class_(definition)
    if isinstance(definition.shape, Record):
        decode, encode, validate = f"{name}.from_dict", f"{name}.to_dict", f"{name}.validate"
    else:
        decode, encode, validate = f"decode_{stem}", f"encode_{stem}", f"validate_{stem}"
    valid, invalid = Writer(1), Writer(1)
    called = {validate}
    valid.bracketed(f"issues = {validate}(", ["value"], ")")
    valid.line("assert issues == []")
    if options.unknown_members != "refuse":
        called |= {decode, encode}
        valid.bracketed(f"decoded = {decode}(", ["value"], ")")
        valid.bracketed(f"encoded = {encode}(", ["decoded"], ")")
        if (options.unknown_members, options.formats, options.defaults) == (
            "keep",
            "text",
            "describe",
        ):
            valid.line("assert encoded == value")
        valid.bracketed(f"again = {decode}(", ["encoded"], ")")
        valid.line("assert again == decoded")
    invalid.bracketed(f"issues = {validate}(", ["value"], ")")
    invalid.line("found = {(issue.pointer, issue.keyword) for issue in issues}")
    invalid.line('expected = {(each["pointer"], each["keyword"]) for each in case["issues"]}')
    invalid.line("assert found >= expected")
    if options.unknown_enum_values == "refuse":
        called |= {decode, "ValidationError"}
        invalid.line("with pytest.raises(ValidationError):")
        with invalid.block():
            invalid.bracketed(f"{decode}(", ["value"], ")")
    file = Writer()
    file.line(f"NAME = {literals.string(fixtures)}")
    title = definition.documentation.title.strip() or definition.key
    return TestModule(
        header=header,
        doc=literals.docstring(f"Tests of {title} against its fixtures.", 0),
        imports=from_imports({"..": {one.partition(".")[0] for one in called}}),
        fixtures=tuple(file.lines),
        valid=tuple(valid.lines),
        invalid=tuple(invalid.lines),
    )
