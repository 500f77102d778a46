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

from trees import tree
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


def command(folder: Path, version: int) -> list[str]:
    source = folder / f"v{version}.json"
    source.write_text(specification(version))
    arguments = ["generate", str(source), "-o", str(folder / "out"), "--package", "api"]
    return [sys.executable, "-m", "typewright", *arguments]


def right(folder: Path, version: int) -> tuple[dict[str, str], float]:
    """What ``generate`` writes when nothing disturbs it, and how many seconds that takes."""
    start = time.monotonic()
    subprocess.run(command(folder, version), check=True, capture_output=True)
    taken = time.monotonic() - start
    files = tree(folder / "out")
    files[MANIFEST] = (folder / "out" / MANIFEST).read_text()
    shutil.rmtree(folder / "out")
    return files, taken


def kill(arguments: list[str], out: Path, moment: float, *, while_writing: bool) -> None:
    """Start a run and kill it after ``moment`` seconds, counted from when it begins to write."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while while_writing and process.poll() is None and not (out / STAGE).exists():
        pass  # it is written in a few milliseconds
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
def test_a_killed_run_is_made_good_by_the_next(tmp_path: Path, long: bool) -> None:
    dice = random.Random(1)  # noqa: S311
    wanted, times = zip(*(right(tmp_path, version) for version in (0, 1, 2)), strict=True)
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
        moment = dice.uniform(0, 0.02 if while_writing else max(times))
        version = dice.randrange(3)
        kill(command(tmp_path, version), out, moment, while_writing=while_writing)
        interrupted += (out / JOURNAL).exists()
        if dice.random() < 0.3 and interrupted < enough:
            continue  # the next run is killed as well
        version = dice.randrange(3)
        subprocess.run(command(tmp_path, version), check=True, capture_output=True)
        found = tree(out)
        found[MANIFEST] = (out / MANIFEST).read_text()
        assert found == {**wanted[version], **FOREIGN}, f"attempt {attempt}"
        assert not [name for name in (JOURNAL, LOCK, STAGE) if (out / name).exists()]
