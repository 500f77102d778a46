"""Generated packages, written to a folder and imported."""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from schemas import Schema, graph_of
from typewright import passes
from typewright.model import Model, Record
from typewright.targets import Emission
from typewright.targets.python import PythonOptions, PythonTarget
from typewright.targets.python.names import Names

_numbers = itertools.count()


def shaped_model(schema: Schema, name: str = "Thing") -> Model:
    """The model of a JSON Schema whose root is called ``name``."""
    model, _ = passes.run(graph_of(schema, name))
    return model


def emitted(model: Model, package: str = "package", **options: Any) -> Emission:
    """What the Python target makes of a model."""
    return PythonTarget().emit(model, package, PythonOptions(**options))


def write(files: Mapping[str, str], folder: Path) -> None:
    """Writes files below ``folder``."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


class Codec:
    """Reading, writing and checking one definition through its generated code."""

    def __init__(self, package: ModuleType, model: Model, key: str) -> None:
        names = Names.of(model)
        definition = model.definitions[key]
        if isinstance(definition.shape, Record):
            class_ = getattr(package, names.class_(definition))
            self.decode, self.encode = class_.from_dict, class_.to_dict
            self._validate, self.is_valid = class_.validate, class_.is_valid
        else:
            stem = names.stem(definition)
            self.decode = getattr(package, f"decode_{stem}")
            self.encode = getattr(package, f"encode_{stem}")
            self._validate = getattr(package, f"validate_{stem}")
            self.is_valid = getattr(package, f"is_valid_{stem}")

    def validate(self, value: Any) -> list[Any]:
        """The issues of a value; there are none exactly when it is said to be valid."""
        issues: list[Any] = self._validate(value)
        assert self.is_valid(value) is (not issues)
        return issues


@contextmanager
def imported(
    model: Model, prepare: Callable[[Path], object] = lambda folder: None, **options: Any
) -> Iterator[ModuleType]:
    """The generated package of ``model`` as an imported module, forgotten afterwards.

    ``prepare`` is called with its folder before.
    """
    name = f"generated_{next(_numbers)}"
    with TemporaryDirectory() as folder:
        write(emitted(model, name, **options).files, Path(folder))
        prepare(Path(folder) / name)
        sys.path.insert(0, folder)
        try:
            yield importlib.import_module(name)
        finally:
            sys.path.remove(folder)
            for module in [each for each in sys.modules if each.partition(".")[0] == name]:
                del sys.modules[module]
