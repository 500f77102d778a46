"""Laws of writing: right files appear, stale ones go, what is not ours is never touched."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from trees import ONE, TWO, put, tree
from typewright.diagnostics import InputError
from typewright.output import Action, Wanted, disk, plan, write
from typewright.output.diff import diff
from typewright.output.disk import LOCK, STAGE
from typewright.output.manifest import JOURNAL, MANIFEST


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def test_what_is_wanted_is_there_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    assert tree(tmp_path) == ONE
    put(tmp_path, TWO)
    assert tree(tmp_path) == TWO
    assert not (tmp_path / "p/sub").exists()
    assert not {JOURNAL, STAGE, LOCK} & set(os.listdir(tmp_path))


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    before = {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]}
    assert put(tmp_path, ONE).is_empty
    assert {path: path.stat().st_mtime_ns for path in [tmp_path, *tmp_path.rglob("*")]} == before


def test_only_changed_files_are_replaced(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    inode = (tmp_path / "p/a.py").stat().st_ino
    put(tmp_path, {**ONE, "p/sub/b.py": "b = 2\n"})
    assert (tmp_path / "p/a.py").stat().st_ino == inode


def test_the_manifest_is_a_function_of_the_content(tmp_path: Path) -> None:
    put(tmp_path / "x", ONE)
    put(tmp_path / "y", TWO)
    put(tmp_path / "y", dict(reversed(ONE.items())))
    texts = [(tmp_path / name / MANIFEST).read_text() for name in ("x", "y")]
    assert texts[0] == texts[1]


def test_a_foreign_file_in_the_way_stops_the_run_even_with_force(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.py").write_text("mine\n")
    for force in (False, True):
        with pytest.raises(InputError) as error:
            put(tmp_path, ONE, force=force)
        assert codes(error) == ["output/foreign-file"]
        assert tree(tmp_path) == {"p/a.py": "mine\n"}


def test_a_foreign_file_in_a_folder_of_ours_stays(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    (tmp_path / "p/sub/mine.txt").write_text("mine")
    put(tmp_path, {}, force=True)
    assert tree(tmp_path) == {"p/sub/mine.txt": "mine"}


def test_an_empty_foreign_file_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/__init__.py").touch()
    put(tmp_path, ONE)
    put(tmp_path, {})
    assert tree(tmp_path) == {"p/__init__.py": ""}


def test_files_with_our_text_are_ours_when_the_manifest_is_lost(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    (tmp_path / MANIFEST).unlink()
    put(tmp_path, ONE)
    put(tmp_path, {"p/__init__.py": ""})
    assert tree(tmp_path) == {"p/__init__.py": ""}


@pytest.mark.parametrize("wanted", [ONE, TWO, {}])
def test_an_edited_file_is_kept_until_force(tmp_path: Path, wanted: dict[str, str]) -> None:
    put(tmp_path, ONE)
    (tmp_path / "p/a.py").write_text("edited\n")
    for _ in range(2):
        (done,), found = write([Wanted(tmp_path, {"python:p": wanted})])
        assert [each.code for each in found] == ["output/edited-file"]
        assert [each.path for each in done.changes if each.action is Action.KEEP] == ["p/a.py"]
        assert tree(tmp_path) == {**wanted, "p/a.py": "edited\n"}
    put(tmp_path, wanted, force=True)
    assert tree(tmp_path) == wanted


def test_a_file_edited_to_what_is_wanted_is_right(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    (tmp_path / "p/a.py").write_text(TWO["p/a.py"])
    assert put(tmp_path, TWO).changes[-1].path != "p/a.py"
    assert put(tmp_path, TWO).is_empty


def test_line_ends_that_git_has_changed_are_no_edit(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    (tmp_path / "p/a.py").write_bytes(b"a = 1\r\n")
    assert put(tmp_path, ONE).is_empty


def test_several_packages_share_a_root(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    put(tmp_path, {"q/a.py": "q\n"}, "python:q")
    put(tmp_path, {}, "python:p")
    assert tree(tmp_path) == {"q/a.py": "q\n"}
    with pytest.raises(InputError) as error:
        put(tmp_path, {"q/a.py": "q\n"}, "pydantic:q")
    assert codes(error) == ["output/two-owners"]


def test_what_a_configuration_no_longer_asks_for_goes(tmp_path: Path) -> None:
    both = {"python:p": ONE, "python:q": {"q/a.py": "q\n"}}
    write([Wanted(tmp_path, both, "../pyproject.toml", whole=True)])
    put(tmp_path, {"r/a.py": "r\n"}, "python:r")
    only_q = {"python:q": both["python:q"]}
    write([Wanted(tmp_path, only_q, "../other/pyproject.toml", whole=True)])
    assert (tmp_path / "p/a.py").exists()
    write([Wanted(tmp_path, only_q, "../pyproject.toml", whole=True)])
    assert tree(tmp_path) == {"q/a.py": "q\n", "r/a.py": "r\n"}


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX alone")
@pytest.mark.parametrize("link", ["p", "p/sub", "p/a.py"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    (outside / "sub").mkdir(parents=True)
    (outside / "a.py").write_text("mine\n")
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / "a.py" if link.endswith(".py") else outside)
    with pytest.raises(InputError) as error:
        put(root, ONE, force=True)
    assert set(codes(error)) == {"output/in-the-way"}
    assert tree(outside) == {"a.py": "mine\n"}


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX alone")
def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    put(root, ONE)
    (root / "p").rename(outside)
    (root / "p").symlink_to(outside)
    put(root, {}, force=True)
    assert tree(outside) == {path.removeprefix("p/"): text for path, text in ONE.items()}


@pytest.mark.skipif(os.name != "posix", reason="links need no privilege on POSIX alone")
@pytest.mark.parametrize("name", [MANIFEST, JOURNAL, STAGE, LOCK])
def test_records_that_are_links_are_not_followed(tmp_path: Path, name: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    put(root, ONE)
    outside.mkdir()
    (outside / "file").write_text('{"format": 1, "packages": {}, "intended": {}}')
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(outside if name == STAGE else outside / "file")
    with pytest.raises(InputError):
        put(root, TWO)
    assert tree(outside) == {"file": '{"format": 1, "packages": {}, "intended": {}}'}
    assert tree(root).items() >= ONE.items()


@pytest.mark.parametrize("path", ["../p/x", "/etc/x", "p/../../x", "p\\x"])
def test_a_manifest_cannot_have_files_outside_removed(tmp_path: Path, path: str) -> None:
    files = {path: "sha256:0"}
    text = json.dumps({"format": 1, "packages": {"python:p": {"files": files}}})
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(InputError) as error:
        put(tmp_path, {}, force=True)
    assert codes(error) == ["output/bad-record"]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": 2}', '{"format": 1, "packages": {"x": 1}}']
)
@pytest.mark.parametrize("name", [MANIFEST, JOURNAL])
def test_a_damaged_record_stops_the_run(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path, ONE)
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError) as error:
        put(tmp_path, TWO)
    assert codes(error) == ["output/bad-record"]
    assert tree(tmp_path).items() >= ONE.items()


def test_errors_in_one_root_leave_all_roots_alone(tmp_path: Path) -> None:
    (tmp_path / "y").mkdir()
    (tmp_path / "y/a").write_text("mine")
    with pytest.raises(InputError):
        write(
            [
                Wanted(tmp_path / "x", {"python:p": ONE}),
                Wanted(tmp_path / "y", {"python:p": {"a": "ours"}}),
            ]
        )
    assert tree(tmp_path) == {"y/a": "mine"}


def test_text_that_is_not_unicode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        put(tmp_path, {"a": "\ud800"})
    assert codes(error) == ["output/not-unicode"]
    assert not list(tmp_path.iterdir())


def test_what_windows_refuses_while_a_file_is_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.py": "a = 1\n", "b.py": "b = 1\n"})
    refused: set[str] = set()

    def once(act: Callable[..., None], *paths: str | Path) -> None:
        name = Path(paths[-1]).name
        if name not in (*refused, LOCK):
            refused.add(name)
            raise PermissionError(name)
        act(*paths)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "replace", partial(once, os.replace))
    monkeypatch.setattr(os, "unlink", partial(once, os.unlink))
    put(tmp_path, {"a.py": "a = 2\n"})
    assert tree(tmp_path) == {"a.py": "a = 2\n"}
    assert refused >= {"a.py", "b.py", MANIFEST, JOURNAL}


def test_a_root_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "root").write_text("a file")
    with pytest.raises(InputError) as error:
        put(tmp_path / "root", ONE)
    assert codes(error) == ["output/in-the-way"]


def test_the_diff_of_a_plan_shows_every_difference(tmp_path: Path) -> None:
    put(tmp_path, ONE)
    (tmp_path / "p/a.py").write_text("edited")
    made, _ = plan(Wanted(tmp_path, {"python:p": TWO}))
    shown = diff(made).replace(tmp_path.as_posix().lstrip("/"), "root").splitlines()
    assert [line for line in shown if line[:3] in ("---", "+++")] == [
        "--- a/root/p/__init__.py",
        "+++ b/root/p/__init__.py",
        "--- a/root/p/a.py",
        "+++ b/root/p/a.py",
        "--- /dev/null",
        "+++ b/root/p/c.py",
        "--- a/root/p/sub/b.py",
        "+++ /dev/null",
        f"--- a/root/{MANIFEST}",
        f"+++ b/root/{MANIFEST}",
    ]
    assert "\\ No newline at end of file" in shown
    assert made.differs
    assert tree(tmp_path)["p/a.py"] == "edited"


def test_runs_at_the_same_time_all_get_their_files_written(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(12)]
    with ThreadPoolExecutor(len(names)) as pool:
        jobs = [pool.submit(put, tmp_path, {f"{n}/a.py": n}, f"python:{n}") for n in names]
        for job in jobs:
            job.result()
    assert tree(tmp_path) == {f"{name}/a.py": name for name in names}
    recorded = json.loads((tmp_path / MANIFEST).read_text())["packages"]
    assert list(recorded) == sorted(f"python:{name}" for name in names)


@pytest.mark.parametrize("other", [ONE, TWO, {"p/a.py": "a = 3\n"}])
@pytest.mark.parametrize("edited", [None, "p/a.py", "p/c.py"])
def test_what_happens_before_the_lock_is_held_counts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    other: dict[str, str],
    edited: str | None,
) -> None:
    put(tmp_path / "x", ONE)
    locked = disk.locked

    @contextlib.contextmanager
    def late(root: Path) -> Iterator[None]:
        monkeypatch.setattr(disk, "locked", locked)
        meanwhile(root)
        with locked(root):
            yield

    def meanwhile(root: Path) -> None:
        put(root, other)
        if edited is not None:
            (root / edited).write_text("edited\n")

    def outcome(root: Path) -> object:
        try:
            done = put(root, TWO)
        except InputError as error:
            return [diagnostic.code for diagnostic in error.diagnostics], tree(root)
        assert tree(root)["p/__init__.py"] == TWO["p/__init__.py"]
        return [(change.path, change.action) for change in done.changes], tree(root)

    monkeypatch.setattr(disk, "locked", late)
    found = outcome(tmp_path / "x")
    put(tmp_path / "y", ONE)
    meanwhile(tmp_path / "y")
    assert found == outcome(tmp_path / "y")


def test_what_another_run_removes_while_it_is_looked_at_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("a")
    look = os.lstat

    def look_and_lose(path: Path) -> os.stat_result:
        found = look(path)
        os.unlink(path)
        return found

    monkeypatch.setattr(os, "lstat", look_and_lose)
    assert disk.read(tmp_path, "a.txt") is None


@pytest.mark.parametrize("appeared", ["p", "p/mine.py", "p/c.py", "p/sub/mine.py"])
def test_what_appears_where_a_new_folder_was_to_be_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, appeared: str
) -> None:
    stage = disk.stage

    def stage_late(
        root: Path, contents: Mapping[str, str], stamps: list[disk.Stamp] | None = None
    ) -> None:
        stage(root, contents, stamps)
        if not {MANIFEST, JOURNAL} & contents.keys():
            (root / appeared).parent.mkdir(parents=True, exist_ok=True)
            (root / appeared).write_text("mine")

    monkeypatch.setattr(disk, "stage", stage_late)
    with pytest.raises(InputError, match="changed while"):
        put(tmp_path, {"p/c.py": "c = 1\n", "p/sub/d.py": "d = 1\n"})
    assert (tmp_path / appeared).read_text() == "mine"
    assert disk.STAGE not in os.listdir(tmp_path)
