"""Findings of compiling."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

NO_PACKAGE = error(
    "extension/no-package",
    "{folder!r} is no generated package that can be compiled",
    "What is compiled is a package that the Python target has made with the option 'compiled'. "
    "Such a package looks for what was compiled of it; others would never use it.",
    "name the folder of a package, and generate it with '--option compiled=true'",
)
NONE_WANTED = error(
    "extension/none-wanted",
    "no package is to be compiled",
    "Without folders, the packages of the nearest pyproject.toml are compiled that have the option "
    "'compiled = true' of the Python target.",
    "name the folder of a package, or set 'compiled = true' under "
    "[tool.typewright.package.targets.python]",
)
EDITED = error(
    "extension/edited",
    "the files of {folder!r} are not those that were generated",
    "A package uses a compiled module only when that was made of the very files that were "
    "generated. Files that somebody has edited have to be generated anew, or to be used without "
    "compiling; modules that somebody has put among them have to go elsewhere.",
    "run 'typewright generate --force', and move away what it has not written",
)
OUTDATED = warning(
    "extension/outdated",
    "{path!r} is not used: it was not compiled of the files that the package has",
    "A package uses a compiled module only when that was made of the very files that were "
    "generated. Until it is compiled anew, the package works in Python alone, which is slower.",
    "run 'typewright compile {folder}', or remove the file",
)
NO_SETUPTOOLS = error(
    "extension/no-setuptools",
    "setuptools is not installed",
    "Compiling a package takes setuptools, which knows how a C compiler is run on each platform. "
    "What is compiled does not need it.",
    "install typewright[compile]",
)
COMPILER = error(
    "extension/compiler",
    "the C compiler has failed: {problem}",
    "Compiling a package takes a C compiler and the headers of the Python that runs. The package "
    "works without being compiled, too.",
    "is a C compiler installed, and are the headers of Python?",
)
