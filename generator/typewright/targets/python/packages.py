"""The ``__init__.py`` of packages that load their modules when they are needed.

Each has a stub beside it, which says to type checkers what it holds; so loading it costs nothing
for each of the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from typewright.render import render
from typewright.targets.python import literals
from typewright.targets.python.groups import Written
from typewright.targets.python.imports import export_order, from_imports
from typewright.targets.python.layout import Writer
from typewright.targets.python.views import ModulesPackage, NamesPackage, Stub
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass

MOST_LISTED = 200
"""In a package of more groups, modules are found without a list of all, see ``_finder.py``."""

SHARED: Final = {"_support": ("UNSET", "Unset"), "_issues": ("Issue", "ValidationError")}


@dataclass(frozen=True, slots=True)
class Lazy:
    """A package that loads its modules when they are needed: the modules of names, or modules.

    One that ``finds`` has a module of its own to find those of all groups.
    """

    folder: str
    doc: str
    homes: Mapping[str, str] | None
    modules: Sequence[str] = ()
    finds: bool = False


def lazy_packages(workshop: Workshop, groups: Mapping[str, Written]) -> Sequence[Lazy]:
    """All packages that load their modules when they are needed."""
    finds = len(groups) > MOST_LISTED
    found = [Lazy("", "Typed objects, loaded when they are first used.", _all(groups), finds=finds)]
    for kind, doc in (
        ("validators", "Functions that read and check JSON data, a module for each group."),
        ("errors", "Functions that collect what is wrong, a module for each group."),
    ):
        modules = sorted(m for m, one in groups.items() if f"{kind}/{m}.py" in one.files)
        found.append(Lazy(f"{kind}/", doc, None, modules))
    for kind, doc in (
        ("factories", "Functions that make valid objects for tests."),
        ("strategies", "Random values for tests; needs Hypothesis."),
    ):
        if getattr(workshop.options, kind):
            exports = {
                n: module for module in sorted(groups) for n in groups[module].exports.get(kind, ())
            }
            found.append(Lazy(f"{kind}/", doc, exports))
    return found


def lazy_files(packages: Iterable[Lazy], header: str) -> Mapping[str, str]:
    """The files of packages that load their modules when they are needed."""
    files: dict[str, str] = {}
    for one in packages:
        if one.homes is None:
            files |= _modules(one, header)
        else:
            files |= _names(one, header, one.homes)
        if one.finds:
            files[f"{one.folder}_finder.py"] = render("python/finder.py.jinja", {"header": header})
    return files


def _all(groups: Mapping[str, Written]) -> dict[str, str]:
    """The modules of the names that users import, by name."""
    found = {name: module for module, names in SHARED.items() for name in names}
    for module, one in sorted(groups.items()):
        for kind in ("models", "aliases"):
            found |= dict.fromkeys(one.exports.get(kind, ()), f"{kind}.{module}")
    return found


def _names(lazy: Lazy, header: str, homes: Mapping[str, str]) -> dict[str, str]:
    """A package that passes on names of its modules, as a table of them."""
    table: list[str] = []
    by_module: dict[str, list[str]] = {}
    ordered = sorted(homes, key=export_order)
    for name in ordered:
        by_module.setdefault(homes[name], []).append(name)
    for module in sorted(by_module):
        table += [f"{module}:", *(f"    {name}" for name in by_module[module])]
    package = NamesPackage(
        header=header,
        doc=literals.docstring(lazy.doc, 0),
        homes=tuple(table),
        evaluates=any(module.startswith("aliases.") for module in by_module),
        finds=lazy.finds,
    )
    imports = from_imports({f".{module}": names for module, names in by_module.items()})
    return {
        f"{lazy.folder}__init__.py": render("python/names.py.jinja", {"package": package}),
        f"{lazy.folder}__init__.pyi": _stub(header, imports, ordered, root=not lazy.folder),
    }


def _modules(lazy: Lazy, header: str) -> dict[str, str]:
    """A package that passes on its modules."""
    package = ModulesPackage(header=header, doc=literals.docstring(lazy.doc, 0))
    imports, ordered = from_imports({".": lazy.modules}), sorted(lazy.modules, key=export_order)
    return {
        f"{lazy.folder}__init__.py": render("python/modules.py.jinja", {"package": package}),
        f"{lazy.folder}__init__.pyi": _stub(header, imports, ordered, root=False),
    }


def _stub(header: str, imports: tuple[str, ...], names: Iterable[str], *, root: bool) -> str:
    everything = Writer()
    everything.bracketed("__all__ = [", [literals.string(name) for name in names], "]")
    stub = Stub(header=header, imports=imports, names=tuple(everything.lines), root=root)
    return render("python/stub.pyi.jinja", {"stub": stub})
