"""From a model to the files of a package: names first, then code, then templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import PurePath

from typewright.checks import nodes
from typewright.checks.formats import FORMATS
from typewright.checks.walk import walk
from typewright.fixtures import Basis
from typewright.fixtures.basis import LostError
from typewright.fixtures.kept import once
from typewright.model import Definition, Model
from typewright.render import render
from typewright.schema import Json, SchemaId
from typewright.source.texts import Texts
from typewright.targets.python import audit, literals
from typewright.targets.python.acceptance import as_read
from typewright.targets.python.carried import carry
from typewright.targets.python.compiled import GUARD, digest
from typewright.targets.python.cycles import without_cycles
from typewright.targets.python.defaults import Spot, applied
from typewright.targets.python.groups import Written, written
from typewright.targets.python.names import CALL, CLASS, STEM, Names
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.packages import SHARED, lazy_files, lazy_packages
from typewright.targets.python.prepare import prepared
from typewright.targets.python.room import Tracked
from typewright.targets.python.support import support_modules
from typewright.targets.python.workshop import FORMATS_MODULE, Workshop
from typewright.targets.python.writers import has_writers, writer_modules
from typewright.targets.target import Emission, Named
from typewright.values import replace

MOST_SOURCES = 3
"""How many sources the head of a file names."""


def emit(basis: Basis, package: str, options: PythonOptions) -> Emission:
    """The files of ``package``, below a folder of that name; those of a group as they are ``kept``,
    where there is such a text.
    """
    model, problems = prepared(without_cycles(basis.model))
    accepted = as_read(model, options)
    defaults: Mapping[Spot, Json] = {}
    if options.defaults == "apply":
        if basis.rest.modules:
            raise LostError  # what is left out may be what a default breaks
        defaults, left_out = applied(accepted)
        problems += left_out
    names = Names.of(model, basis.rest.taken)
    dynamic = any(schema.dynamic_ref is not None for schema in model.graph.schemas.values())
    trackers = _dynamic_trackers(model) if dynamic else ()
    workshop = Workshop(model, names, options, dynamic, trackers, basis, defaults)
    reading = workshop
    if accepted is not model:
        reading = replace(workshop, model=accepted, suffix="_as_read")
    whole = _header(tuple(basis.rest.sources) or _sources(model.definitions.values()))
    result = written(workshop, reading, _heads(workshop), whole)
    groups = result.written
    fresh = {path: text for module in result.new for path, text in groups[module].files.items()}
    fresh.update(_packages(options, groups, whole))
    tables = [once(basis.kept, *each) for each in _tables(workshop, reading, groups, whole)]
    fresh.update(text for one, is_new in tables if is_new for text in one.items())
    kept = (one for one, is_new in tables if not is_new)
    parts = (*(one.files for one in groups.values()), *kept, fresh, {"py.typed": ""})
    files = Texts.joined(parts)
    if options.compiled:
        values = {"header": whole, "sources": digest(files)}
        fresh[GUARD] = render("python/extension.py.jinja", values)
        files = Texts.joined((files, {GUARD: fresh[GUARD]}))
    audit.verify(fresh)
    named = tuple(_named(workshop, reading)) if result.pieces else ()
    entries = {f"{package}/{path}": files.entries[path] for path in sorted(files)}
    return Emission(Texts(entries), problems, result.pieces, named)


def _named(workshop: Workshop, reading: Workshop) -> Iterator[Named]:
    """All that definitions and other schemas that are tested are called."""
    for key, each in workshop.model.definitions.items():
        names = CLASS + workshop.names.class_(each).lower(), STEM + workshop.names.stem(each)
        what = f"{workshop.module_of(key)} {key}{reading.suffix}"
        yield _name(each.schema, what, names, workshop.names.contested.get(key, ()))
    for schema, stem in workshop.others.items():
        nicer = workshop.contested.get(schema)
        yield _name(schema, schema, [CALL + stem], () if nicer is None else [CALL + nicer])


def _name(schema: SchemaId, what: str, names: Iterable[str], contested: Sequence[str]) -> Named:
    """Something with its names; of all functions, no two may have the same."""
    claims = (name.replace(CALL, STEM, 1) for name in (*names, *contested))
    return Named(schema, what, tuple(claims), tuple(contested))


def _packages(
    options: PythonOptions, groups: Mapping[str, Written], whole: str
) -> Mapping[str, str]:
    """The packages that only hold modules."""
    docs = {"models": "Classes, a module for each group."}
    if any(path.startswith("aliases/") for one in groups.values() for path in one.files):
        docs["aliases"] = "Type aliases, a module for each group."
    if options.fixtures:
        docs["tests"] = "Tests of the objects; run them with pytest."
    return {f"{folder}/__init__.py": f'{whole}\n"""{doc}"""\n' for folder, doc in docs.items()}


def _tables(
    workshop: Workshop, reading: Workshop, groups: Mapping[str, Written], whole: str
) -> Iterator[tuple[str, object, Callable[[], Mapping[str, str]]]]:
    """What is made of tables of all groups, and changes seldom: what it is, all that it is made of,
    and what makes it.
    """
    options = workshop.options
    packages = lazy_packages(workshop, groups)
    yield "packages", (whole, packages), partial(lazy_files, packages, whole)
    if has_writers(workshop):
        writing = {module: groups[module].writing for module in sorted(groups)}
        yield "writers", (whole, writing), partial(writer_modules, writing, whole)
    if options.strategies:
        from typewright.targets.python.strategies import drawing_modules

        yield "drawing", whole, partial(drawing_modules, whole)
    if formats := sorted({name for one in groups.values() for name in one.formats}):
        yield "formats", (whole, formats), partial(_formats, formats, whole)
    helpers = {name for one in groups.values() for name in one.support}
    helpers.update(*SHARED.values(), (options.json,))
    if options.compiled:
        helpers.add("adopt_class")
    if "codec" in helpers and has_writers(workshop):
        helpers.add("write")
    if reading.suffix:
        helpers.add("as_read")
    yield "support", (whole, sorted(helpers)), partial(support_modules, helpers, whole)


def _formats(names: Iterable[str], header: str) -> Mapping[str, str]:
    """The module that tells formats of these names."""
    carried = carry((FORMATS[name].__module__, FORMATS[name].__name__) for name in names)
    view = {"header": header, "carried": carried}
    return {f"{FORMATS_MODULE}.py": render("python/formats.py.jinja", view)}


def _heads(workshop: Workshop) -> dict[str, str]:
    """The head of the files of each group."""
    groups: dict[str, list[Definition]] = {}
    for key, definition in workshop.model.definitions.items():
        groups.setdefault(workshop.module_of(key), []).append(definition)
    return {module: _header(_sources(definitions)) for module, definitions in groups.items()}


def _sources(definitions: Iterable[Definition]) -> tuple[str, ...]:
    """The names of the sources of definitions, each once."""
    origins = [one.origin for one in definitions]
    return tuple(dict.fromkeys(one.file for one in origins if one.source is not None))


@lru_cache(maxsize=1024)
def _header(files: tuple[str, ...]) -> str:
    """The comment at the top of a file: what it comes from, by file names alone."""
    sources = dict.fromkeys(PurePath(file.replace("\\", "/")).name for file in files)
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
