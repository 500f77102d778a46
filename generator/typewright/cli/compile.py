"""``typewright compile``."""

from __future__ import annotations

from pathlib import Path

import click

from typewright.cli.arguments import reporting
from typewright.cli.exits import Exit
from typewright.cli.report import talk


@click.command(name="compile")
@click.argument("folders", nargs=-1, metavar="[FOLDERS]...", type=click.Path(path_type=Path))
@reporting
def command(folders: tuple[Path, ...]) -> Exit:
    """Compile generated packages, so that they read and check JSON data faster.

    FOLDERS are packages that were generated with the option 'compiled'; without any, the nearest
    pyproject.toml says which have it. Into each goes a module for the Python that runs, which takes
    a C compiler and the extra 'compile' of Typewright. Where it is missing, or the package has
    changed since, the package works as it does without.
    """
    from typewright import extension

    for folder in folders or extension.wanted(Path.cwd()):
        built = extension.build(folder)
        rest = f", {len(built.left)} left as they are" if built.left else ""
        talk(f"{built.path}: {built.compiled} functions compiled{rest}")
    return Exit.FINE
