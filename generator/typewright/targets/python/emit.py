"""From a model to the files of a package: names first, then code, then templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from typewright.checks import nodes
from typewright.checks.formats import FORMATS
from typewright.checks.walk import walk
from typewright.model import Definition, Model
from typewright.render import render
from typewright.targets.python import audit, literals
from typewright.targets.python.acceptance import as_read
from typewright.targets.python.carried import carry
from typewright.targets.python.code import Code
from typewright.targets.python.cycles import without_cycles
from typewright.targets.python.defaults import applied
from typewright.targets.python.modules import model_modules
from typewright.targets.python.names import Names
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.packages import lazy_packages
from typewright.targets.python.prepare import prepared
from typewright.targets.python.support import support_modules
from typewright.targets.python.testing import test_modules
from typewright.targets.python.views import ModelModule
from typewright.targets.python.workshop import FORMATS_MODULE, Tracked, Workshop
from typewright.targets.target import Emission

if TYPE_CHECKING:
    from typewright.targets.python.factories import Factories
    from typewright.targets.python.strategies import Strategies

MOST_SOURCES = 3
"""How many sources the head of a file names."""


def emit(model: Model, package: str, options: PythonOptions) -> Emission:
    """The files of ``package``, below a folder of that name."""
    model, problems = prepared(without_cycles(model))
    accepted = as_read(model, options)
    defaults = applied(accepted) if options.defaults == "apply" else {}
    workshop = Workshop(model, Names.of(model), options, _dynamic_trackers(model), defaults)
    reading = workshop
    if accepted is not model:
        reading = replace(workshop, model=accepted, suffix="_as_read")
    code = Code(workshop, reading)
    code.definitions()
    factories, strategies = _helping(workshop)
    code.everything_asked_for()
    code.drop_unused(() if strategies is None else strategies.mentioned())
    files = _render(workshop, reading, code)
    for maker, folder in ((factories, "factories"), (strategies, "strategies")):
        files.update({} if maker is None else _helpers(workshop, maker, folder))
    audit.verify(files)
    files["py.typed"] = ""
    return Emission({f"{package}/{path}": files[path] for path in sorted(files)}, problems)


def _helping(workshop: Workshop) -> tuple[Factories | None, Strategies | None]:
    """What makes the modules that help users with their tests, imported where it is asked for."""
    factories = strategies = None
    if workshop.options.factories:
        from typewright.targets.python.factories import Factories

        factories = Factories(workshop)
    if workshop.options.strategies:
        from typewright.targets.python.strategies import Strategies

        strategies = Strategies(workshop)
    return factories, strategies


def _helpers(workshop: Workshop, maker: Factories | Strategies, folder: str) -> dict[str, str]:
    """The modules that help users with their tests."""
    heads, whole = _heads(workshop), _header(workshop.model.definitions.values())
    files: dict[str, str] = {}
    if folder == "strategies":
        from typewright.targets.python.strategies import drawing_modules

        files.update(drawing_modules(whole))
    for module in maker.functions:
        view = maker.module(workshop.room(module), heads.get(module, whole))
        files[f"{folder}/{module}.py"] = render("python/code.py.jinja", {"module": view})
    return files


def _render(workshop: Workshop, reading: Workshop, code: Code) -> dict[str, str]:
    """The text of every file, by its path inside the package."""
    heads = _heads(workshop)
    whole = _header(workshop.model.definitions.values())
    files: dict[str, str] = {}
    for module, room in workshop.rooms.items():
        for kind in code.kinds(room):
            view = code.module(room, kind, heads.get(module, whole))
            files[f"{kind}/{module}.py"] = render("python/code.py.jinja", {"module": view})
    for path, defined in model_modules(workshop, reading, heads).items():
        template = f"python/{'model' if isinstance(defined, ModelModule) else 'alias'}.py.jinja"
        files[path] = render(template, {"module": defined})
    if workshop.options.fixtures:
        for module, test in test_modules(workshop, heads).items():
            files[f"tests/{module}.py"] = render("python/test.py.jinja", {"test": test})
        doc = '"""Tests of the objects; run them with pytest."""'
        files["tests/__init__.py"] = f"{whole}\n{doc}\n"
    files.update(lazy_packages(workshop, code, whole))
    files["models/__init__.py"] = f'{whole}\n"""Classes, a module for each group."""\n'
    if any(path.startswith("aliases/") for path in files):
        doc = '"""Type aliases, a module for each group."""'
        files["aliases/__init__.py"] = f"{whole}\n{doc}\n"
    if workshop.formats:
        carried = carry(
            (FORMATS[name].__module__, FORMATS[name].__name__) for name in sorted(workshop.formats)
        )
        files[f"{FORMATS_MODULE}.py"] = render(
            "python/formats.py.jinja", {"header": whole, "carried": carried}
        )
    files.update(support_modules({*workshop.helpers, workshop.options.json}, whole))
    return files


def _heads(workshop: Workshop) -> dict[str, str]:
    """The head of the files of each group."""
    groups: dict[str, list[Definition]] = {}
    for key, definition in workshop.model.definitions.items():
        groups.setdefault(workshop.module_of(key), []).append(definition)
    return {module: _header(definitions) for module, definitions in groups.items()}


def _header(definitions: Iterable[Definition]) -> str:
    """The comment at the top of a file: what it comes from, by file names alone."""
    sources = dict.fromkeys(
        PurePath(definition.origin.file.replace("\\", "/")).name
        for definition in definitions
        if definition.origin.source is not None
    )
    named = ", ".join(list(sources)[:MOST_SOURCES])
    if len(sources) > MOST_SOURCES:
        named += f" and {len(sources) - MOST_SOURCES} more"
    lines = ["# Generated by Typewright. Do not edit."]
    if named:
        lines.append(literals.comment(f"# Source: {named}"))
    return "\n".join(lines)


def _dynamic_trackers(model: Model) -> tuple[Tracked, ...]:
    """What dynamic references have to be followed for when parts are unevaluated."""
    found = {type(node) for check in model.checks.values() for node in walk(check)}
    if nodes.DynamicCall not in found:
        return ()
    both: tuple[tuple[Tracked, type], ...] = (
        ("members", nodes.UnevaluatedMembers),
        ("items", nodes.UnevaluatedItems),
    )
    return tuple(what for what, node in both if node in found)
