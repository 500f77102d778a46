"""The Python target: dataclasses, exact validators and tests, on the standard library."""

from __future__ import annotations

from typing import Any

from typewright.fixtures import Basis
from typewright.model import Model
from typewright.targets.python.options import PythonOptions
from typewright.targets.target import Emission

__all__ = ["PythonOptions", "PythonTarget"]


class PythonTarget:
    """A package of dataclasses that read, write and validate themselves."""

    name = "python"
    summary = "dataclasses with exact validators; needs nothing but the standard library"
    options: type[Any] = PythonOptions

    def emit(self, model: Model, package: str, options: Any) -> Emission:
        """The files of the package ``package``, which has to be an identifier."""
        return self.emit_shared(Basis(model), package, options)

    def emit_shared(self, basis: Basis, package: str, options: Any) -> Emission:
        """The same; groups of definitions that have not changed are taken from what is kept."""
        from typewright.targets.python.emit import emit

        return emit(basis, package, options)
