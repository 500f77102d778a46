"""The functions of the public API; ``import typewright`` is how to reach them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from typewright import pipeline
from typewright.checks.lower import FormatPolicy
from typewright.config import DEFAULT_TARGET, Input, PackageConfig, TargetConfig
from typewright.config.names import objection
from typewright.diagnostics import Diagnostic, InputError, codes
from typewright.emission import Emitter, Job
from typewright.model import Model
from typewright.source import NOWHERE
from typewright.targets import Files

__all__ = ["generate", "load"]


def load(
    *sources: str | os.PathLike[str],
    overlays: Iterable[str | os.PathLike[str]] = (),
    resources: Iterable[str | os.PathLike[str]] = (),
    allow_origins: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    include_operations: bool = False,
    formats: FormatPolicy = "annotate",
    report: Callable[[Diagnostic], object] | None = None,
) -> Model:
    """The model of some reference pages, API descriptions and JSON Schemas, given as paths.

    All sources together make one model; ``overlays`` correct them. ``resources`` are documents that
    they refer to and that are no sources; ``allow_origins`` are folders and servers from which more
    of them may be read. ``include`` and ``exclude`` are patterns of names that choose objects, and
    what these need; with ``include_operations`` the request and response bodies of an API's
    operations are objects too. ``formats`` tells whether ``format`` is only said or also tested.
    Each warning and note is handed to ``report``.

    Raises ``InputError`` with all findings when one of them is an error.
    """
    if not sources:
        raise ValueError("load() needs at least one source")
    package = PackageConfig(
        sources=tuple(map(_input, sources)),
        overlays=tuple(map(_input, overlays)),
        resources=tuple(map(_input, resources)),
        allow_origins=tuple(allow_origins),
        include=tuple(include),
        exclude=tuple(exclude),
        include_operations=include_operations,
        assert_formats=formats == "assert",
    )
    loaded, found = pipeline.load(package)
    if report is not None:
        for diagnostic in found:
            report(diagnostic)
    return loaded.model


def generate(
    model: Model,
    target: str = DEFAULT_TARGET,
    *,
    package: str,
    report: Callable[[Diagnostic], object] | None = None,
    **options: Any,
) -> Files:
    """The files of a package, by path, as text; nothing is written.

    ``options`` are the target's: ``typewright targets`` lists them. Each warning and note is handed
    to ``report``. Raises ``InputError`` for an unknown target or option, a package name that is no
    identifier, and when the target finds an error.
    """
    if reason := objection(package):
        raise InputError(codes.config.PACKAGE_NAME.at(NOWHERE, name=package, reason=reason))
    made, found = Emitter().emit(Job(model, package, TargetConfig(target, Path(), options)))
    if report is not None:
        for diagnostic in found:
            report(diagnostic)
    return dict(made.files)


def _input(path: str | os.PathLike[str]) -> Input:
    return Input(os.fspath(path), os.fspath(path))
