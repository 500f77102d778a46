"""The rooms of the house and who may know whom, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import ROOT

PACKAGE = ROOT / "generator" / "typewright"

BASE = {"source", "diagnostics"}
ALLOWED: dict[str, set[str]] = {
    "source": {"diagnostics", "schema"},
    "diagnostics": {"source"},
    "schema": {"source"},
    "loaders": {*BASE, "schema"},
    "checks": {*BASE, "schema"},
    "model": {*BASE, "schema", "checks"},
    "passes": {*BASE, "schema", "checks", "model"},
    "fixtures": {*BASE, "schema", "checks", "model"},
    "strategies": {*BASE, "schema", "checks", "fixtures"},
    "targets": {
        *BASE,
        *("schema", "checks", "model", "fixtures", "strategies", "render", "export", "processes"),
    },
    "export": {*BASE, "schema", "checks", "model"},
    "extension": {*BASE, "config", "render", "targets"},
    "render": set(),
    "output": BASE,
    "config": BASE,
    "cache": set(),
    "processes": set(),
    "values": set(),
}
"""Which rooms a room may import. What is not listed here sees everything."""

EVERYBODY = {"values"}
"""What every room may import."""

FREE = {
    *("api", "pipeline", "emission", "incremental", "cli", "strategy", "validator"),
    *("__init__", "__main__"),
}

WRITING = {
    "write_text",
    "write_bytes",
    "mkdir",
    "makedirs",
    "unlink",
    "rmdir",
    "rename",
    "replace",
    "rmtree",
    "symlink_to",
    "touch",
    "mkstemp",
    "mkdtemp",
    "NamedTemporaryFile",
    "TemporaryDirectory",
}
"""Names of the calls by which Python programs change a disk. ``replace`` counts on ``os`` alone."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imports(path: Path, *, at_runtime: bool = False) -> Iterator[str]:
    """The modules of ours that ``path`` imports; ``at_runtime`` leaves out those for checkers only
    and those inside functions.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _module_level(tree) if at_runtime else ast.walk(tree)
    for node in nodes:
        match node:
            case ast.Import():
                yield from (name.name for name in node.names if name.name.startswith("typewright"))
            case ast.ImportFrom(module=str(module), level=0) if module.startswith("typewright"):
                for name in node.names:
                    full = f"{module}.{name.name}"
                    yield full if _is_module(full) else module
            case ast.ImportFrom(level=level) if level > 0:
                pytest.fail(f"{path}: imports of this package are absolute")


def _module_level(tree: ast.Module) -> Iterator[ast.AST]:
    for node in tree.body:
        for_checkers = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not for_checkers and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from ast.walk(node)


def _is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_each_room_imports_only_the_rooms_it_may_know(path: Path) -> None:
    here = room(path)
    if here in FREE:
        return
    assert here in ALLOWED, f"say in ALLOWED which rooms {here} may import"
    for name in imports(path):
        other = name.split(".")[1] if "." in name else "__init__"
        assert other in {here, *EVERYBODY, *ALLOWED[here]}, f"{dotted(path)} imports {name}"


def test_no_module_imports_itself_by_a_detour() -> None:
    """At import time; a name that only checkers need, or a function needs later, may go round."""
    graph = {dotted(path): set(imports(path, at_runtime=True)) for path in modules()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name in done:
            return
        for other in sorted(graph.get(name, ())):
            # A package's __init__ gathers its modules, which may import each other by full name.
            if not name.startswith(f"{other}."):
                visit(other, (*path, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_only_output_and_the_cache_write_to_the_disk(path: Path) -> None:
    if room(path) in ("output", "cache", "extension", "cli"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert not _writes(node), f"{path}:{node.lineno}: writes to the disk"


def _writes(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=base), attr="replace" | "rename"):
            return base in ("os", "shutil")
        case ast.Attribute(attr="replace" | "rename") | ast.Name(id="replace"):
            return False
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in WRITING:
            return True
        case ast.Name(id="open") | ast.Attribute(attr="open"):
            first = 1 if isinstance(call.func, ast.Name) else 0
            modes = [
                *call.args[first:2],
                *(one.value for one in call.keywords if one.arg == "mode"),
            ]
            return any(
                isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+")
                for mode in modes
            )
    return False
