"""The view models of packages that load their modules when they are needed."""

from __future__ import annotations

from collections.abc import Mapping

from typewright.targets.python import literals, modules
from typewright.targets.python.imports import export_order, from_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.views import LazyPackage
from typewright.targets.python.workshop import Workshop


def lazy_packages(workshop: Workshop, header: str) -> Mapping[str, LazyPackage]:
    """The packages that load their modules when they are needed."""
    exported = {
        workshop.names.class_(definition): f"models.{workshop.module_of(key)}"
        for key, definition in workshop.model.definitions.items()
    }
    for alias in modules.aliases(workshop):
        for prefix in ("decode", "encode", "validate"):
            exported[f"{prefix}_{workshop.names.stem(alias)}"] = (
                f"models.{workshop.module_of(alias.key)}"
            )
    drawn: dict[str, LazyPackage] = {}
    if workshop.options.factories:
        doc = "Functions that make valid objects for tests."
        drawn["factories/__init__.py"] = _lazy(header, doc, workshop.exports["factories"])
    if workshop.options.strategies:
        doc = "Random values for tests; needs Hypothesis."
        exports = workshop.exports["strategies"]
        drawn["strategies/__init__.py"] = _lazy(header, doc, exports)
    support = ("UNSET", "Issue", "Unset", "ValidationError")
    workshop.helpers.update(support)
    return drawn | {
        "__init__.py": _lazy(
            header, "Typed objects, loaded when they are first used.", exported, support
        ),
        "validators/__init__.py": _lazy(
            header, "Functions that read and check JSON data.", workshop.exports["validators"]
        ),
        "errors/__init__.py": _lazy(
            header, "Functions that collect what is wrong.", workshop.exports["errors"]
        ),
    }


def _lazy(
    header: str, doc: str, homes: Mapping[str, str], support: tuple[str, ...] = ()
) -> LazyPackage:
    by_module: dict[str, list[str]] = {}
    for name, module in homes.items():
        by_module.setdefault(f".{module}", []).append(name)
    names, table = Writer(), Writer()
    everything = sorted((*homes, *support), key=export_order)
    names.bracketed("__all__ = [", [literals.string(name) for name in everything], "]")
    entries = [
        f"{literals.string(name)}: {literals.string(homes[name])}"
        for name in sorted(homes, key=export_order)
    ]
    table.bracketed("_MODULES = {", entries, "}")
    return LazyPackage(
        header=header,
        doc=literals.docstring(doc, 0),
        typing_imports=from_imports(by_module, depth=1),
        modules=tuple(table.lines),
        names=tuple(names.lines),
        support=from_imports({"._support": support}) if support else (),
    )
