"""Findings of the command line."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error

OPTION_FORM = error(
    "cli/option-form",
    "expected key=value after --option, found {option!r}",
    "Options of a target are given as --option key=value, once for each.",
    "'typewright targets' lists the options of all targets",
)
NO_SOURCES = error(
    "cli/no-sources",
    "there is nothing to read: no sources were given, and no pyproject.toml has [tool.typewright]",
    "Sources are named on the command line, or in the nearest pyproject.toml at or above the "
    "working directory.",
    "name a file, or run 'typewright init'",
)
NO_PACKAGES = error(
    "cli/no-packages",
    "there is nothing to do: [tool.typewright] in {path} has no package",
    "Without sources on the command line, the packages of the nearest pyproject.toml are meant.",
    "add a table [[tool.typewright.package]] with a 'name', 'sources' and a target",
)
SEVERAL_PACKAGES = error(
    "cli/several-packages",
    "the pyproject.toml has several packages, and this command reads one",
    "Without sources a command reads the package of the nearest pyproject.toml.",
    "choose one with --package: {known}",
)
SEVERAL_OBJECTS = error(
    "cli/several-objects",
    "the sources have several objects, and nothing says which one the data is to be",
    "Data is validated against one object of the sources. Only where there is no other, its name "
    "need not be given.",
    "name it with --object; {advice}",
)
NO_OBJECT = error(
    "cli/no-object",
    "the sources have no object {name!r}",
    "Data is validated against one object of the sources, by the name that the source gives it.",
    "{advice}",
)
NOT_EXPLAINED = error(
    "cli/not-explained",
    "{subject!r} is neither a file nor the code of a finding",
    "'typewright explain' takes a code such as page/unclaimed-line, a file, or a file with a line: "
    "page.txt:12.",
    "{advice}",
)
NO_SUCH_LINE = error(
    "cli/no-such-line",
    "there is no line {line} in the file, which has {lines}",
    "'typewright explain FILE:LINE' shows what one line became.",
    "name a line from 1 to {lines}",
)
