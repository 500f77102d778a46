"""A generated package, as it lies on the disk: its modules, and of those the functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

from typewright.diagnostics import InputError, codes
from typewright.source import NOWHERE
from typewright.targets.python.compiled import (
    GUARD,
    MODELS,
    SUPPORT,
    VALIDATORS,
    digest,
    is_covered,
)
from typewright.values import dataclass

FOLDERS = (MODELS, VALIDATORS)

Kind = Literal["value", "verdict"]


@dataclass(frozen=True, eq=False)
class Function:
    """A function of a module, with the module as a number; ``kind`` tells what it gives.

    A verdict is true or false, and is handed on as a number. Numbers are unique in a package. A
    method says of which ``class_`` it is.
    """

    number: int
    module: int
    node: ast.FunctionDef
    kind: Kind
    class_: str | None = None

    @property
    def parameters(self) -> list[str]:
        """The names of its parameters, which are passed by position."""
        return [argument.arg for argument in self.node.args.args]


@dataclass(frozen=True, eq=False)
class Class:
    """A class of a module: its methods that are compiled, and static ones with a way past them.

    ``shortcuts`` has, by the name of a static method, the validator of that module that is tried
    first: what it gives is what the method gives, if it is no failure and not false.
    """

    name: str
    methods: Mapping[str, Function]
    shortcuts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Module:
    """A module: its dotted name inside the package, and what its names mean.

    ``imported`` has the names that come from another module of the package, by that module's name
    and the name there, ``assigned`` the texts of what is assigned to a name.
    """

    name: str
    tree: ast.Module
    functions: Mapping[str, Function]
    imported: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    assigned: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[Class, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """All names that it has at run time."""
        return frozenset({*self.functions, *self.imported, *self.assigned, *_classes(self.tree)})

    @property
    def everything(self) -> Iterator[Function]:
        """Its functions, and the methods of its classes."""
        yield from self.functions.values()
        for class_ in self.classes:
            yield from class_.methods.values()


@dataclass(frozen=True)
class Package:
    """What is compiled of a package, and the digest of what that was made of."""

    sources: str
    modules: tuple[Module, ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The modules' numbers by their names."""
        return {module.name: number for number, module in enumerate(self.modules)}

    def function(self, module: str, name: str) -> Function | None:
        """The function of that name in the module of that name."""
        number = self.numbers.get(module)
        return None if number is None else self.modules[number].functions.get(name)


def read_package(folder: Path) -> Package:
    """The package in ``folder``.

    Raises ``InputError`` when that is no package which was generated to be compiled, and when one
    of its files has been edited since.
    """
    guard = folder / GUARD
    if not guard.is_file():
        raise InputError(codes.extension.NO_PACKAGE.at(NOWHERE, folder=str(folder)))
    texts = {
        path: (folder / path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        for path in sorted(_paths(folder))
    }
    sources = digest(texts)
    if f'"{sources}"' not in guard.read_text(encoding="utf-8"):
        raise InputError(codes.extension.EDITED.at(NOWHERE, folder=str(folder)))
    return package_of(sources, texts)


def package_of(sources: str, texts: Mapping[str, str]) -> Package:
    """What is compiled of the files of a package, given by their paths in it."""
    wanted = {
        path.removesuffix(".py").replace("/", "."): text
        for path, text in texts.items()
        if PurePosixPath(path).name == SUPPORT
        or (PurePosixPath(path).parent.name in FOLDERS and not path.endswith("__init__.py"))
    }
    modules: list[Module] = []
    count = 0
    for name in sorted(wanted, key=str.encode):
        tree = ast.parse(wanted[name])
        functions: dict[str, Function] = {}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                functions[node.name] = Function(count, len(modules), node, _kind(node))
                count += 1
        classes: list[Class] = []
        for node in tree.body if name.split(".")[-2:-1] == [MODELS] else ():
            if isinstance(node, ast.ClassDef):
                methods = {
                    each.name: Function(count + number, len(modules), each, "value", node.name)
                    for number, each in enumerate(_methods(node))
                }
                count += len(methods)
                classes.append(Class(node.name, methods, dict(_shortcuts(node))))
        modules.append(
            Module(name, tree, functions, _imported(name, tree), _assigned(tree), tuple(classes))
        )
    return Package(sources, tuple(modules))


def _methods(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name == "to_dict":
            yield each


def _shortcuts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for each in node.decorator_list:
        match each:
            case ast.Call(ast.Name("codec"), [ast.Constant(str() as stem)], more):
                named = {one.arg: one.value for one in more}
                match named.get("test"):
                    case ast.Constant(str() as test):
                        pass
                    case _:
                        test = f"is_{stem}"
                yield "from_dict", f"read_{stem}"
                yield "is_valid", test
            case _:
                pass


def _paths(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        relative = path.relative_to(folder).as_posix()
        if is_covered(relative):
            yield relative


def _imported(module: str, tree: ast.Module) -> dict[str, tuple[str, str]]:
    """The names that a module takes from others of the package; a module itself has no name."""
    found: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.level:
            home = _home(module, "." * node.level + (node.module or ""))
            for name in node.names:
                found[name.asname or name.name] = (home, name.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name in node.names:
                found[(name.asname or name.name).partition(".")[0]] = ("", "")
        elif isinstance(node, ast.If):
            for inner in node.orelse:
                match inner:
                    case ast.Assign(
                        [ast.Name(own)],
                        ast.Call(
                            ast.Name("link"), [ast.Name("__name__"), ast.Constant(str() as place)]
                        ),
                    ):
                        home, _, function = place.rpartition(".")
                        found[own] = (_home(module, home), function)
    return found


def _home(module: str, place: str) -> str:
    """The module that stands at ``place`` as ``module`` sees it: with dots, as in an import."""
    name = place.lstrip(".")
    parent = module.split(".")[: len(name) - len(place)]
    return ".".join([*parent, *name.split(".")]).strip(".")


def _assigned(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                found[name] = ast.unparse(value)
            case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                found[name] = ast.unparse(value)
            case ast.If(orelse=[*_]):  # what only a type checker takes has another branch
                for inner in node.orelse:
                    if isinstance(inner, ast.Assign):
                        names = (each.id for each in inner.targets if isinstance(each, ast.Name))
                        found |= dict.fromkeys(names, ast.unparse(inner.value))
    return found


def _classes(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        inner = node.orelse if isinstance(node, ast.If) else [node]
        yield from (each.name for each in inner if isinstance(each, ast.ClassDef))


def body_of(node: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function; where all of it is in one ``try``, those inside."""
    first = node.body[0]
    if isinstance(first, ast.Try) and refused(node) is not None:
        return first.body
    return node.body


def refused(node: ast.FunctionDef) -> ast.expr | None:
    """The exceptions, all over a function, that are the same as ``False``."""
    match node.body:
        case [
            ast.Try(
                handlers=[
                    ast.ExceptHandler(ast.expr() as kinds, None, [ast.Return(ast.Constant(False))])
                ],
                orelse=[],
                finalbody=[],
            )
        ]:
            return kinds
        case _:
            return None


def _kind(node: ast.FunctionDef) -> Kind:
    """Whether all that a function returns is true or false."""
    returned = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
    annotated = node.returns is not None and ast.unparse(node.returns).startswith(
        ("bool", "TypeGuard[")
    )
    ends = isinstance(body_of(node)[-1], ast.Return)
    return "verdict" if annotated and ends and all(map(_is_verdict, returned)) else "value"


def _is_verdict(node: ast.expr | None) -> bool:
    """Whether an expression is true or false, given that the functions it calls say what they give.

    What a function that is said to give a verdict returns by a call is a verdict, then.
    """
    match node:
        case ast.Constant(value=bool()) | ast.Compare() | ast.Call():
            return True
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp(values=values):
            return all(map(_is_verdict, values))
        case _:
            return False
