"""``generate`` is killed at random moments, and nothing is ever lost or left wrong."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from trees import tree
from typewright.cli.commands import cli
from typewright.output.disk import LOCK, STAGE
from typewright.output.manifest import JOURNAL, MANIFEST

OBJECTS = 30
FOREIGN = {"api/mine.py": "mine\n", "api/models/mine.txt": "mine\n", "README": "mine\n"}


def specification(version: int) -> str:
    """Many objects, of which each version has some that no other has."""
    names = [f"Thing{number}" for number in range(version, OBJECTS + version)]
    properties = {"id": {"type": "string"}, f"version_{version}": {"const": version}}
    record = {"type": "object", "properties": properties, "required": ["id"]}
    return json.dumps({"$defs": dict.fromkeys(names, record)})


def arguments(folder: Path, version: int) -> list[str]:
    source = folder / f"v{version}.json"
    source.write_text(specification(version))
    return ["generate", str(source), "-o", str(folder / "out"), "--package", "api"]


def generate(folder: Path, version: int) -> dict[str, str]:
    """All that is there after a run that nothing disturbs."""
    done = CliRunner().invoke(cli, arguments(folder, version))
    assert done.exit_code == 0, done.output
    out = folder / "out"
    return {**tree(out), MANIFEST: (out / MANIFEST).read_text()}


def right(folder: Path, version: int) -> dict[str, str]:
    """What a run writes where nothing was."""
    files = generate(folder, version)
    shutil.rmtree(folder / "out")
    return files


def begun(folder: Path, version: int) -> subprocess.Popen[bytes]:
    """A process of its own that generates."""
    command = [sys.executable, "-m", "typewright", *arguments(folder, version)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def duration(folder: Path) -> float:
    """How many seconds a process takes."""
    start = time.monotonic()
    assert begun(folder, 0).wait() == 0
    taken = time.monotonic() - start
    shutil.rmtree(folder / "out")
    return taken


def kill(process: subprocess.Popen[bytes], out: Path, moment: float, while_writing: bool) -> None:
    """Kill a run after ``moment`` seconds, counted from when it begins to write if so wanted."""
    while while_writing and process.poll() is None and not (out / STAGE).exists():
        time.sleep(0.0002)  # it is written in a few milliseconds
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_a_killed_run_is_made_good_by_the_next(tmp_path: Path, long: bool) -> None:
    dice = random.Random(1)  # noqa: S311
    wanted = [right(tmp_path, version) for version in (0, 1, 2)]
    longest = duration(tmp_path)
    out = tmp_path / "out"
    enough = 12 if long else 2
    interrupted = attempt = 0
    while interrupted < enough:
        attempt += 1
        assert attempt <= 60 * enough, "hardly any run is killed while it writes"
        if attempt % 10 == 1:
            shutil.rmtree(out, ignore_errors=True)
            for name, text in FOREIGN.items():
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (out / name).write_text(text)
        while_writing = dice.random() < 0.7
        moment = dice.uniform(0, 0.02 if while_writing else longest)
        process = begun(tmp_path, dice.randrange(3))
        kill(process, out, moment, while_writing)
        interrupted += (out / JOURNAL).exists()
        if dice.random() < 0.3 and interrupted < enough:
            continue  # the next run is killed as well
        version = dice.randrange(3)
        found = generate(tmp_path, version)
        assert found == {**wanted[version], **FOREIGN}, f"attempt {attempt}"
        assert not [name for name in (JOURNAL, LOCK, STAGE) if (out / name).exists()]
