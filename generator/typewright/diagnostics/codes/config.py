"""Findings of the configuration."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

SYNTAX = error(
    "config/syntax",
    "not TOML: {problem}",
    "A pyproject.toml breaks the grammar of TOML 1.0, so nothing of it can be read.",
)
UNKNOWN_KEY = error(
    "config/unknown-key",
    "Typewright knows no key {key!r} here",
    "A key of [tool.typewright] that nothing reads is most likely mistyped.",
    "{advice}",
)
MISSING_KEY = error(
    "config/missing-key",
    "the key {key!r} is missing",
    "Each package in [tool.typewright] has a 'name', 'sources' and at least one target, and each "
    "target has an 'output'.",
    "'typewright init' shows a section with all keys",
)
WRONG_TYPE = error(
    "config/wrong-type",
    "expected {expected} as the value of {key!r}",
    "A value in [tool.typewright] is not of the type that its key has.",
    "'typewright init' shows a section with all keys",
)
NO_TARGET = error(
    "config/no-target",
    "the package has no target",
    "A package is written by its targets: without one there is nothing to do.",
    "add a table such as [tool.typewright.package.targets.python] with an 'output'",
)
NO_FILES = error(
    "config/no-files",
    "the pattern {pattern!r} matches no file",
    "Patterns are expanded from the folder of the pyproject.toml. One that matches nothing is most "
    "likely mistyped.",
    "correct the pattern, or remove it",
)
SAME_NAME = error(
    "config/same-name",
    "two packages have the name {name!r}",
    "The names of packages tell them apart on the command line and in the output.",
    "rename one of them",
)
PACKAGE_NAME = error(
    "config/package-name",
    "a package cannot be called {name!r}: {reason}",
    "The name of a package is what programs import it by.",
    "choose another name",
)
NO_MATCH = warning(
    "config/no-match",
    "the pattern {pattern!r} matches the name of no object",
    "A pattern of 'include' or 'exclude' chooses nothing. The names of the objects are matched as "
    "a shell matches file names, and capital letters count.",
    "is it spelt as the object is named in the source?",
)
UNKNOWN_PACKAGE = error(
    "config/unknown-package",
    "there is no package {name!r}",
    "Without sources the command line chooses among the packages of [tool.typewright].",
    "the packages are: {known}",
)
EXISTS = error(
    "config/exists",
    "{path} has a section [tool.typewright] already",
    "'typewright init' adds a section, it changes none.",
    "edit the section",
)
UNKNOWN_TARGET = error(
    "config/unknown-target",
    "there is no target {name!r}",
    "A target is an output language or library, built in or from an installed plug-in.",
    "{advice}",
)
BROKEN_TARGET = error(
    "config/broken-target",
    "the target {name!r} cannot be loaded: {reason}",
    "The module that holds the target raised an error when it was imported. Targets that are not "
    "built in come from other installed packages.",
    "update or remove the package that brings the target along",
)
UNKNOWN_OPTION = error(
    "config/unknown-option",
    "the target has no option {key!r}",
    "Each target has its own options, which 'typewright targets' lists.",
    "{advice}",
)
OPTION_VALUE = error(
    "config/option-value",
    "the option {key!r} cannot be {value!r}",
    "'typewright targets' lists what each option may be.",
    "expected {expected}",
)
