"""Packages that are made again with what earlier runs have kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from typewright import incremental, pipeline
from typewright.config import Config
from typewright.config.config import from_arguments
from typewright.diagnostics import Diagnostic, InputError
from typewright.incremental import part
from typewright.source.intake import Intake
from typewright.source.texts import Encoded


class Memory:
    """What runs keep; ``made`` are the names of the pieces that were, one after the other."""

    def __init__(self) -> None:
        self.pieces: dict[str, dict[str, bytes]] = {}
        self.traces: dict[str, str] = {}
        self.made: list[str] = []

    def get(self, name: str) -> Mapping[str, Encoded] | None:
        return self.pieces.get(name)

    def put(self, name: str, parts: Mapping[str, Encoded]) -> None:
        self.pieces[name] = {key: bytes(data) for key, data in parts.items()}
        self.made.append(name)

    def find_trace(self, name: str) -> Any:
        return json.loads(self.traces.get(name, "null"))

    def leave_trace(self, name: str, trace: object) -> None:
        self.traces[name] = json.dumps(trace)

    def copy(self) -> Memory:
        """One that has the same, and goes its own way."""
        other = Memory()
        other.pieces, other.traces, other.made = {**self.pieces}, {**self.traces}, [*self.made]
        return other


class Project:
    """A package whose sources change from run to run.

    ``folder`` holds nothing but these. What was made there from the same texts before, by any
    project, is not made again: tests that share a folder begin alike, and come back to where they
    began.
    """

    def __init__(
        self,
        folder: Path,
        *options: str,
        sources: Iterable[str] = ("api.json",),
        overlays: Iterable[str] = (),
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
        operations: bool = False,
    ) -> None:
        self.folder = folder
        self.memory: Memory | None = None
        self.config = from_arguments(
            [str(folder / name) for name in sources],
            overlays=[str(folder / name) for name in overlays],
            package="api",
            output=str(folder / "out"),
            options=options,
            include=[*include],
            exclude=[*exclude],
            include_operations=operations,
        )
        for path in folder.iterdir():
            path.unlink()

    def run(self, description: Mapping[str, Any]) -> bool:
        """As ``run_with``, of an API description."""
        return self.run_with({"api.json": json.dumps(description, indent=1)})

    def run_with(self, texts: Mapping[str, str]) -> bool:
        """Make it of these texts, and all others as they are, with what is kept and from the start;
        whether it was made of a part.
        """
        for name, text in texts.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        given = Given.now(self.folder, self.config)
        if self.memory is None:
            begun, again, in_part = first(given)
            self.memory = begun.copy()
        else:
            again, in_part = rerun(given, self.memory)
        assert again == whole(given)
        return in_part


@dataclass(frozen=True)
class Given:
    """All that a run depends on, but for what is kept; two are equal where a run sees the same."""

    seen: tuple[str, ...]
    config: Config = field(compare=False)

    @classmethod
    def now(cls, folder: Path, config: Config) -> Given:
        paths = sorted(folder.iterdir())
        texts = (part for path in paths for part in (path.name, path.read_text(encoding="utf-8")))
        return cls((repr(config), *texts), config)


@lru_cache(maxsize=64)
def whole(given: Given) -> Any:
    """The outcome of a run that knows nothing of others."""
    return outcome(given.config, pipeline.render)


@lru_cache(maxsize=16)
def first(given: Given) -> tuple[Memory, Any, bool]:
    """What the first run keeps, its outcome, and whether it was made of a part."""
    memory = Memory()
    return (memory, *rerun(given, memory))


def rerun(given: Given, memory: Memory) -> tuple[Any, bool]:
    """The outcome of a run with what is kept, and whether it was made of a part."""
    parts: list[part.Part | None] = []
    with pytest.MonkeyPatch.context() as patch:

        def made(*arguments: Any) -> part.Part | None:
            parts.append(part.make(*arguments))
            return parts[-1]

        patch.setattr("typewright.incremental.run.make", made)
        found = outcome(given.config, lambda config: incremental.render(config, Intake(), memory))
    return found, any(one is not None for one in parts)


def outcome(
    config: Config,
    render: Callable[[Config], tuple[pipeline.Rendered, tuple[Diagnostic, ...]]],
) -> Any:
    """All that a run says and would write."""
    try:
        rendered, found = render(config)
    except InputError as error:
        return [shown(one) for one in error.diagnostics]
    files = [dict(files) for one in rendered.wanted for files in one.packages.values()]
    return files, [one.objects for one in rendered.loaded], [shown(one) for one in found]


def shown(found: Diagnostic) -> Any:
    related = [(str(one.origin), one.message) for one in found.related]
    return found.code, found.message, str(found.origin), found.origin.pointer, found.help, related
