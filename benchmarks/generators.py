"""The command lines that generate code: Typewright's and those of its peers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.processes import Command

FASTEST = ("--formatters", "builtin")
"""The fastest formatter of datamodel-code-generator; without it, it runs black and isort."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A program in the environment of the benchmarks, and how it is told what to make."""

    program: str
    arguments: tuple[str, ...]

    def command(self, description: Path, output: Path) -> Command | str:
        """The command that makes ``output`` of a description, or why there is none."""
        program = Path(sys.executable).with_name(self.program)
        if not program.is_file():
            return "not installed"
        given = [part.format(description=description, output=output) for part in self.arguments]
        return [program, *given]


def typewright(
    *options: str,
    package: str = "models",
    cache: bool = False,
    include: Iterable[str] = (),
    sources: Iterable[Path | str] = ("{description}",),
    overlays: Iterable[Path] = (),
    workers: int = 1,
) -> Generator:
    """Typewright with some options of its target and so many processes; without ``cache`` it starts
    from the start.

    ``include`` are the objects to make, with what they need; without, all of them. ``sources`` may
    be other files than the description; ``overlays`` correct them.
    """
    chosen = [part for option in options for part in ("--option", option)]
    chosen += [part for name in include for part in ("--include", name)]
    chosen += [part for path in overlays for part in ("--overlay", str(path))]
    where = (*map(str, sources), "--package", package, "--output", "{output}")
    chosen += ["--workers", str(workers)] if workers > 1 else []
    fresh = () if cache else ("--no-cache",)
    return Generator("typewright", ("generate", *where, *fresh, *chosen))


COMPILE = Generator("typewright", ("compile", "{output}"))
"""Compiles a package that Typewright has made."""


def modelgen(kind: str, *options: str) -> Generator:
    """datamodel-code-generator, with the kind of its output."""
    where = ("--input", "{description}", "--input-file-type", "openapi", "--output", "{output}")
    return Generator("datamodel-codegen", (*where, "--output-model-type", kind, *options))


PYDANTIC: Final = "pydantic_v2.BaseModel"
DATACLASS: Final = "dataclasses.dataclass"
MSGSPEC: Final = "msgspec.Struct"
TYPED_DICT: Final = "typing.TypedDict"

OPENAPI_PYTHON_CLIENT = Generator(
    "openapi-python-client",
    ("generate", "--path", "{description}", "--output-path", "{output}", "--meta", "none"),
)


def remove(output: Path) -> None:
    """Removes what a generator has made."""
    if output.is_dir():
        shutil.rmtree(output)
    else:
        output.unlink(missing_ok=True)
