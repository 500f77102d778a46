"""Laws of the cache: what is not exactly as it was kept is not there, and it never grows beyond
its limit.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from typewright.cache import Store
from typewright.cache.pieces import Pieces
from typewright.cache.store import FOLDER_VARIABLE

VALUE = {"text": "é\ud800\n", "numbers": [1, 2.5, None]}


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b")
    assert store.get("one") is None
    store.put("one", VALUE)
    assert store.get("one") == VALUE
    assert store.get("two") is None


@pytest.mark.parametrize("step", [1, 7])
def test_an_entry_that_is_damaged_anywhere_or_cut_off_is_none(tmp_path: Path, step: int) -> None:
    store = Store(tmp_path)
    store.put("one", VALUE)
    path = tmp_path / "one"
    content = path.read_bytes()
    for place in range(0, len(content), step):
        path.write_bytes(content[:place])
        assert store.get("one") is None
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert store.get("one") is None
    path.write_bytes(content + b" ")
    assert store.get("one") is None
    path.write_bytes(content)
    assert store.get("one") == VALUE


def test_parts_of_pieces_are_found_again(tmp_path: Path) -> None:
    pieces = {"a": {"": b"", "x": "é\n".encode()}, "b": {}, "ü": {"y": bytes(range(256))}}
    store = Store(tmp_path)
    assert store.get_parts("one") == {}
    store.put_parts("one", pieces)
    assert store.get_parts("one") == pieces
    content = (tmp_path / "one").read_bytes()
    for end in range(len(content)):
        (tmp_path / "one").write_bytes(content[:end])
        assert store.get_parts("one") == {}
    store.put("one", "no pieces")
    assert store.get_parts("one") == {}


def test_a_run_finds_the_pieces_of_the_last_one_and_hardly_more(tmp_path: Path) -> None:
    store, chance = Store(tmp_path), Random(1)  # noqa: S311
    content = {str(number): {"": chance.randbytes(100)} for number in range(200)}
    present = {*range(50)}
    for _ in range(60):
        present ^= {*chance.choices(range(200), k=chance.choice((0, 1, 3, 40)))}
        run, names = Pieces(store, "one"), {str(number) for number in present}
        for name in names:
            if run.get(name) is None:
                run.put(name, content[name])
        run.save()
        following = Pieces(store, "one")
        assert all(following.get(name) == content[name] for name in names)
        kept = {name for name in content if following.get(name) is not None}
        assert len(kept) <= len(names) * 3 // 2


def test_a_small_change_of_the_pieces_writes_little(tmp_path: Path) -> None:
    store = Store(tmp_path)
    before: dict[str, tuple[int, int]] = {}
    for turn in range(3):
        run = Pieces(store, "one")
        for name in (*"abcdefghij", f"turn {turn}"):
            run.put(name, {"": b"x" * 1000})
        run.save()
        after = {
            path.name: (path.stat().st_ino, path.stat().st_size) for path in tmp_path.iterdir()
        }
        assert turn == 0 or sum(after[name][1] for name in after.keys() - before.keys()) < 2000
        assert turn == 0 or after["one"] == before["one"]
        before = after


@pytest.mark.parametrize("lost", ["one", "one-since"])
def test_either_part_of_what_is_kept_may_be_lost(tmp_path: Path, lost: str) -> None:
    store = Store(tmp_path)
    for names in ("abcdefgh", "bcdefghi", "bcdefghi"):
        run = Pieces(store, "one")
        for name in names:
            if run.get(name) is None:
                run.put(name, {"": name.encode() * 100})
        run.save()
        if (tmp_path / lost).exists():
            (tmp_path / lost).unlink()
        run = Pieces(store, "one")
        assert all(run.get(name) in (None, {"": name.encode() * 100}) for name in names)


def test_an_entry_under_another_name_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("one", VALUE)
    os.rename(tmp_path / "one", tmp_path / "two")
    assert store.get("two") is None


def test_what_stands_in_the_way_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "file").touch()
    for store in (Store(tmp_path), Store(tmp_path / "file"), Store(tmp_path / "file" / "x")):
        store.put("one", VALUE)
        assert store.get("one") is None
    assert sorted(os.listdir(tmp_path)) == ["file", "one"]


def test_the_entries_that_were_not_used_for_longest_go(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=20_000)
    for number in range(50):
        store.put(f"entry{number}", "x" * 1000)
        os.utime(tmp_path / f"entry{number}", (number, number))
        assert store.get("entry0") is not None
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 20_000
    assert store.get("entry49") is not None
    assert store.get("entry1") is None


def test_what_killed_runs_leave_behind_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    (tmp_path / "old.new").touch()
    (tmp_path / "now.new").touch()
    os.utime(tmp_path / "old.new", (0, time.time() - 7200))
    Store(tmp_path).put("one", VALUE)
    assert sorted(os.listdir(tmp_path)) == ["now.new", "one"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("one", VALUE)
    for mode in (0o770, 0o707):
        tmp_path.chmod(mode)
        assert store.get("one") is None
        store.put("two", VALUE)
    tmp_path.chmod(0o755)
    assert store.get("one") == VALUE
    assert store.get("two") is None


def test_a_new_folder_is_the_users_alone(tmp_path: Path) -> None:
    Store(tmp_path / "new").put("one", VALUE)
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    def work(number: int) -> list[object]:
        store = Store(tmp_path, limit=50_000)
        found = []
        for turn in range(40):
            store.put(f"entry{turn % 5}", [turn % 5] * 1000)
            found.append(store.get(f"entry{(turn + number) % 5}"))
        return found

    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(work, range(4)):
            assert all(each is None or each == [each[0]] * 1000 for each in found)


def test_the_environment_chooses_the_folder_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "here"))
    store = Store.find()
    assert store is not None
    store.put("one", VALUE)
    assert os.listdir(tmp_path / "here") == ["typewright"]  # anybody else's files are beside it
    assert (tmp_path / "here" / "typewright" / "one").is_file()
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    assert Store.find() is None
