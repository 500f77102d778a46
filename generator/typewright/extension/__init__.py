"""Compiled packages: the readers and tests of a generated package, in C.

The package stays as it is. What is compiled is made from its Python, function by function, means
the same, and lies beside it as a module that the package uses where it is there and was made of
just these files. A function with a form of Python that is not known here is left as it is.
"""

from typewright.extension.build import Built, build, build_package, for_setuptools, write_sources
from typewright.extension.configured import wanted
from typewright.extension.outdated import outdated

__all__ = [
    "Built",
    "build",
    "build_package",
    "for_setuptools",
    "outdated",
    "wanted",
    "write_sources",
]
