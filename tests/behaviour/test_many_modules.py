"""Packages of very many groups, whose modules are found without a list of all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from apis import many
from packages import emitted, write
from typewright.targets.python.packages import MOST_LISTED

FINDER = "package/_finder.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(emitted(many(MOST_LISTED + 1), factories=False, fixtures=False).files, tmp_path)
    return tmp_path


def run(folder: Path, code: str, place: str = ".") -> str:
    """What a program prints that finds the package at a place."""
    command = [sys.executable, "-I", "-c", f"import sys\nsys.path.insert(0, {place!r})\n{code}"]
    return subprocess.check_output(command, cwd=folder, text=True)


READ = """
from package import Thing0
assert Thing0.from_dict({"next": {"next": {}}}).to_dict() == {"next": {"next": {}}}
assert [issue.pointer for issue in Thing0.validate({"next": 1})] == ["/next"]
"""

LISTS = """
import pathlib

def note(event, given):
    if event == "os.listdir":
        print(pathlib.Path(given[0]).name)

sys.addaudithook(note)
"""


def test_no_folder_of_modules_is_listed(folder: Path) -> None:
    listed = run(folder, LISTS + READ).split()
    assert "package" in listed
    assert not {*listed} & {"models", "validators", "errors"}


def test_few_modules_are_listed() -> None:
    """That is quicker than to load what finds them."""
    assert FINDER in emitted(many(MOST_LISTED + 1)).files
    assert FINDER not in emitted(many(MOST_LISTED)).files


ORDINARY = """
import importlib, pathlib, pkgutil
import package.models.thing0, package.validators
assert isinstance(package.models.thing0.__spec__.loader, importlib.machinery.SourceFileLoader)
assert package.models.thing0.__spec__.has_location and package.models.thing0.__spec__.cached

folder = pathlib.Path(package.__file__).parent
assert {one.name for one in pkgutil.iter_modules(package.validators.__path__)} == {
    path.stem for path in folder.glob("validators/thing*.py")
}

for missing in ("package.models.nothing", "package.models.Thing0", "package.models.thing0.inner"):
    try:
        importlib.import_module(missing)
    except ModuleNotFoundError as error:
        assert error.name == missing
    else:
        raise AssertionError(missing)
    assert not hasattr(package.validators, missing.rpartition(".")[2])

(folder / "models" / "Later.py").write_text("value = 1")
(folder / "models" / "inner").mkdir()
(folder / "models" / "inner" / "__init__.py").write_text("value = 2")
importlib.invalidate_caches()
from package.models import Later, inner
assert (Later.value, inner.value) == (1, 2)

importlib.reload(package)
importlib.reload(package.models.thing0)
import package.models.thing1
"""


def test_all_else_is_found_as_ever(folder: Path) -> None:
    run(folder, ORDINARY)
    run(folder, READ, place=str(folder))


FOLDED = """
import os.path
from package import _finder

def isfile(path):
    place, name = os.path.split(path)
    return os.path.isfile(os.path.join(place, name.lower()))

_finder.isfile = isfile
import package.models.thing0
try:
    import package.models.Thing0
except ModuleNotFoundError:
    print("not found")
"""


def test_file_systems_that_know_no_letter_case_do_not_give_a_module_twice(folder: Path) -> None:
    assert run(folder, FOLDED) == "not found\n"


def test_modules_without_source_are_found(folder: Path) -> None:
    """Packages are shipped as bytecode in the places of the files, or in archives."""
    script = [sys.executable, "-m", "compileall", "-q", "-b", "package"]
    subprocess.run(script, cwd=folder, check=True)
    with ZipFile(folder / "archive.zip", "w") as archive:
        for path in folder.rglob("package/**/*.py"):
            archive.write(path, path.relative_to(folder))
    for path in folder.rglob("package/*/*.py"):
        path.unlink()
    run(folder, READ)
    for path in folder.rglob("package/*.py"):
        path.unlink()
    run(folder, READ)
    for path in folder.rglob("package/**/*.pyc"):
        path.unlink()
    run(folder, READ, place="archive.zip")
