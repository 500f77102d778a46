"""The command line: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from trees import tree
from typewright.cli.commands import COMMANDS, Commands, cli
from typewright.output.manifest import MANIFEST

SCHEMA: dict[str, Any] = {
    "$defs": {
        "Batch": {
            "type": "object",
            "properties": {"id": {"type": "string"}, "status": {"enum": ["done", "failed"]}},
            "required": ["id"],
        },
        "Upload": {"type": "object", "properties": {"size": {"type": "integer", "minimum": 0}}},
    }
}
OVERLAY = """\
overlay: 1.0.0
info: {title: t, version: "1"}
actions:
  - target: $['$defs'].Upload.properties.size
    update: {maximum: 9}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "objects.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "fix.yaml").write_text(OVERLAY)
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Path:
    (folder / "pyproject.toml").write_text(
        '[[tool.typewright.package]]\nname = "objects"\nsources = ["objects.json"]\n'
        '[tool.typewright.package.targets.python]\noutput = "gen"\n'
    )
    return folder


def run(*arguments: str, stdin: str = "", status: int = 0) -> Result:
    result = CliRunner().invoke(cli, arguments, input=stdin)
    assert result.exit_code == status, result.output
    return result


def found(result: Result) -> list[str]:
    return [each["code"] for each in json.loads(result.stdout)["diagnostics"]]


# --- generate and check -----------------------------------------------------------------------


def test_generate_writes_a_package_and_check_agrees(folder: Path) -> None:
    result = run("generate", "objects.json", "-o", "out")
    assert result.stdout == ""
    assert "objects: read 1 JSON Schema with 2 objects" in result.stderr
    assert "created, 0 unchanged" in result.stderr
    assert (folder / "out/objects/__init__.py").exists()
    assert run("check", "objects.json", "-o", "out").output == ""


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ({"openapi": "3.1.1"}, "OpenAPI 3.1.1 description"),
        ({"openapi": 3.1}, "OpenAPI 3.1 description"),
        ({"swagger": "2.0"}, "Swagger 2.0 description"),
        ({"swagger": 2.0}, "Swagger 2.0 description"),
    ],
)
def test_a_description_is_called_by_its_kind_and_version(
    folder: Path, head: dict[str, Any], kind: str
) -> None:
    shops = {"Shop": {"type": "object"}}
    text = {**head, "paths": {}, "components": {"schemas": shops}, "definitions": shops}
    (folder / "shop.json").write_text(json.dumps(text))
    assert f"shop: read 1 {kind} with 1 object\n" in run("generate", "shop.json").stderr


def test_check_shows_the_difference_and_writes_nothing(folder: Path) -> None:
    run("generate", "objects.json", "-o", "out")
    before = tree(folder / "out")
    (folder / "objects.json").write_text(json.dumps({"title": "New", "type": "object"}))
    result = run("check", "objects.json", "-o", "out", status=1)
    assert "--- a/out/objects/models/batch.py\n+++ /dev/null\n" in result.stdout
    assert "not up to date" in result.stderr
    assert tree(folder / "out") == before
    run("check", "objects.json", "-o", "nowhere", status=1)
    assert not (folder / "nowhere").exists()


def test_an_edited_file_is_reported_until_force(folder: Path) -> None:
    run("generate", "objects.json", "-o", "out")
    path = folder / "out/objects/__init__.py"
    path.write_text("# mine\n")
    result = run("generate", "objects.json", "-o", "out", "--format", "json", status=1)
    assert found(result) == ["output/edited-file"]
    assert json.loads(result.stdout)["roots"][0]["keep"] == ["objects/__init__.py"]
    assert path.read_text() == "# mine\n"
    run("generate", "objects.json", "-o", "out", "--force")
    assert path.read_text() != "# mine\n"


def test_a_foreign_file_stops_the_run(folder: Path) -> None:
    (folder / "out/objects").mkdir(parents=True)
    (folder / "out/objects/__init__.py").write_text("# mine\n")
    result = run("generate", "objects.json", "-o", "out", "--force", "--format", "json", status=2)
    assert found(result) == ["output/foreign-file"]
    assert tree(folder / "out") == {"objects/__init__.py": "# mine\n"}


def test_without_sources_pyproject_says_what_to_do(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("generate")
    manifest = json.loads((project / "gen" / MANIFEST).read_text())
    assert manifest["packages"]["python:objects"]["config"] == "../pyproject.toml"
    expected = tree(project / "gen")
    below = project / "gen/objects"
    monkeypatch.chdir(below)
    assert run("check").output == ""
    monkeypatch.chdir(project)
    text = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(text.replace('"objects"', '"things"'))
    run("generate")
    assert {path.replace("things/", "objects/") for path in tree(project / "gen")} == set(expected)


def test_the_output_does_not_depend_on_the_working_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "deep").mkdir()
    run("generate")
    monkeypatch.chdir(project / "deep")
    run("check")


def test_sources_may_come_from_standard_input(folder: Path) -> None:
    run("generate", "-", "-o", "out", stdin=json.dumps({"title": "Big Cat", "type": "object"}))
    assert (folder / "out/big_cat/__init__.py").exists()


def test_overlays_correct_the_sources(folder: Path) -> None:
    run("generate", "objects.json", "--overlay", "fix.yaml", "-o", "out")
    result = run("export", "--to", "json-schema", "objects.json", "--overlay", "fix.yaml")
    assert json.loads(result.stdout)["$defs"]["Upload"]["properties"]["size"]["maximum"] == 9


def test_options_reach_the_target(folder: Path) -> None:
    run("generate", "objects.json", "-o", "a")
    run("generate", "objects.json", "-o", "b", "--option", "unknown_members=drop")
    assert tree(folder / "a") != tree(folder / "b")
    result = run("generate", "objects.json", "--option", "enum=x", "--format", "json", status=2)
    assert found(result) == ["config/unknown-option"]


def test_strict_has_warnings_stop_the_output(folder: Path) -> None:
    (folder / "fix.yaml").write_text("unknown: 1\n" + OVERLAY)
    sources = ("objects.json", "--overlay", "fix.yaml")
    assert found(run("lint", *sources, "--format", "json", status=1)) == ["overlay/unknown-field"]
    run("generate", *sources, "-o", "out", "--strict", status=1)
    assert not (folder / "out").exists()
    run("generate", *sources, "-o", "out")
    run("check", *sources, "-o", "out")
    run("check", *sources, "-o", "out", "--strict", status=1)


def test_strict_has_what_types_cannot_say_stop_the_output(folder: Path) -> None:
    schema = {"title": "Odd", "type": "object", "properties": {"a": {"not": {"type": "null"}}}}
    (folder / "odd.json").write_text(json.dumps(schema))
    told = run("lint", "odd.json", "--format", "json")
    assert found(told) == ["passes/not-in-types"]
    assert json.loads(told.stdout)["summary"] == {"error": 0, "warning": 0, "note": 1, "loss": 1}
    assert "1 note (1 of what types cannot say)" in run("lint", "odd.json").stderr
    assert "error: types cannot say" in run("lint", "odd.json", "--strict", status=1).stdout
    run("generate", "odd.json", "-o", "out", "--strict", status=1)
    assert not (folder / "out").exists()
    run("generate", "odd.json", "-o", "out")
    run("check", "odd.json", "-o", "out")
    run("check", "odd.json", "-o", "out", "--strict", status=1)
    (folder / "pyproject.toml").write_text(
        "[tool.typewright]\nstrict = true\n"
        "[[tool.typewright.package]]\nname = 'odd'\nsources = ['odd.json']\n"
        "[tool.typewright.package.targets.python]\noutput = 'out'\n"
    )
    run("generate", status=1)
    run("check", status=1)
    run("lint", status=1)


# --- bad input --------------------------------------------------------------------------------

ODD_PAGE = "this is a text\n\nof no dialect that anybody knows\n"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "source/binary"),
        ("latin.txt", b"caf\xe9", "source/not-utf-8"),
        ("empty.txt", b"", "source/empty"),
        ("blank.yaml", b" \n\t\n", "source/empty"),
        ("long.txt", b"x" * 1_000_000, "source/long-line"),
        ("page.txt", ODD_PAGE.encode(), None),
        ("broken.json", b'{"a": }', "source/json-syntax"),
        ("broken.yaml", b"a: [", "source/yaml-syntax"),
        ("twice.yaml", b"type: object\ntype: object\n", "source/duplicate-key"),
        ("list.json", b"[]", "input/not-a-specification"),
        ("overlay.yaml", OVERLAY.encode(), "input/overlay-as-source"),
        ("nothing.json", b'{"openapi": "3.1.0", "info": {}}', "input/nothing-defined"),
        ("swagger.json", b'{"swagger": "1.2"}', "schema/unread-version"),
    ],
)
@pytest.mark.parametrize("command", ["generate", "check", "lint", "validate", "export"])
def test_bad_input_is_a_finding_with_a_place_and_nothing_is_written(
    folder: Path, command: str, name: str, content: bytes, code: str | None
) -> None:
    (folder / name).write_bytes(content)
    before = set(os.listdir(folder))
    arguments = {
        "validate": [name, "objects.json", "--object", "Batch"],
        "export": ["--to", "model", name, "-o", "out.json"],
        "lint": [name],
    }
    result = run(command, *arguments.get(command, [name, "-o", "out"]), status=2)
    assert f"{name}:" in result.output
    if code:
        assert f"[{code}]" in result.output
    assert set(os.listdir(folder)) == before


def test_fifty_megabytes_in_one_line_are_refused(folder: Path) -> None:
    (folder / "huge.txt").write_bytes(b"x" * 50_000_000)
    result = run("generate", "huge.txt", "--format", "json", status=2)
    (diagnostic,) = json.loads(result.stdout)["diagnostics"]
    assert diagnostic["code"] == "source/too-large"
    assert diagnostic["file"] == "huge.txt"


def test_a_file_that_may_not_be_read_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("typewright.source.intake.open", refuse, raising=False)
    result = run("generate", "objects.json", "-o", "out", status=2)
    assert "objects.json:1:1: error: cannot read 'objects.json': Permission denied" in result.stderr
    assert not (folder / "out").exists()


def test_an_overlay_that_hits_nothing_is_said(folder: Path) -> None:
    (folder / "fix.yaml").write_text(OVERLAY.replace("Upload", "Uplaod"))
    arguments = ["generate", "objects.json", "--overlay", "fix.yaml", "-o", "out"]
    result = run(*arguments, status=2)
    assert "fix.yaml:4:" in result.stderr
    assert not (folder / "out").exists()


def test_two_definitions_of_one_name_must_agree(folder: Path) -> None:
    same = {"$defs": {"Batch": copy.deepcopy(SCHEMA["$defs"]["Batch"])}}
    (folder / "same.json").write_text(json.dumps(same))
    run("generate", "objects.json", "same.json", "-o", "out", "--package", "p")
    same["$defs"]["Batch"]["required"] = []
    (folder / "same.json").write_text(json.dumps(same))
    result = run("lint", "objects.json", "same.json", "--format", "json", status=2)
    (diagnostic,) = json.loads(result.stdout)["diagnostics"]
    assert diagnostic["code"] == "input/duplicate-definition"
    assert diagnostic["file"] == "same.json"
    assert diagnostic["related"][0]["file"] == "objects.json"


def test_definitions_do_not_agree_where_python_takes_them_for_the_same(folder: Path) -> None:
    for name, one in {"whole.json": 1, "again.json": 1, "truth.json": True}.items():
        (folder / name).write_text(json.dumps({"$defs": {"One": {"const": one}}}))
    run("lint", "whole.json", "again.json")
    result = run("lint", "whole.json", "truth.json", status=2)
    assert "truth.json:1:12: error" in result.stderr


def page(*fields: str) -> str:
    """A reference page of one object."""
    return "\n\n".join(["OpenAI API", "Upload", "object", *fields, "Example", ""])


@pytest.mark.parametrize(
    ("pages", "code", "place"),
    [
        ([page("idstring", "idinteger")], "page/contradictory-field", ("0.txt", 9)),
        ([page("idstring"), page("idinteger")], "page/contradiction", ("1.txt", 7)),
        (["no dialect\n\nthat anybody knows\n"], "page/unknown-dialect", ("0.txt", 1)),
    ],
)
def test_pages_that_contradict_themselves_or_each_other_stop_the_output(
    folder: Path, pages: list[str], code: str, place: tuple[str, int]
) -> None:
    names = [f"{number}.txt" for number in range(len(pages))]
    for name, text in zip(names, pages, strict=True):
        (folder / name).write_text(text)
    result = run("generate", *names, "-o", "out", "--format", "json", status=2)
    errors = [
        each for each in json.loads(result.stdout)["diagnostics"] if each["severity"] == "error"
    ]
    assert [(each["code"], (each["file"], each["line"])) for each in errors] == [(code, place)]
    assert not (folder / "out").exists()


def test_a_folder_is_no_source(folder: Path) -> None:
    assert found(run("generate", ".", "--format", "json", status=2)) == ["source/directory"]


def test_all_bad_sources_are_named_at_once(folder: Path) -> None:
    result = run("generate", "no.json", "neither.json", "--format", "json", status=2)
    assert found(result) == ["source/not-found", "source/not-found"]


def test_nothing_to_do_is_said(folder: Path) -> None:
    assert found(run("generate", "--format", "json", status=2)) == ["cli/no-sources"]
    assert "go with sources" in run("generate", "-o", "x", status=2).stderr


# --- validate ---------------------------------------------------------------------------------


def test_validate_shows_every_issue_where_it_stands_in_the_data(folder: Path) -> None:
    (folder / "data.json").write_text('{\n  "id": 1,\n  "status": "dnoe"\n}\n')
    result = run("validate", "objects.json", "data.json", "--object", "Batch", status=1)
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["data.json:2:3:", "data.json:3:3:"]
    assert "Batch: 2 issues" in result.stderr
    as_json = run(
        "validate", "objects.json", "data.json", "--object=Batch", "--format=json", status=1
    )
    value = json.loads(as_json.stdout)
    assert not value["valid"]
    assert [(each["line"], each["column"], each["keyword"]) for each in value["issues"]] == [
        (2, 3, "type"),
        (3, 3, "enum"),
    ]


def test_validate_reads_json_lines_and_standard_input(project: Path) -> None:
    data = '{"id": "a"}\n\n{"id": 2}\n{}\n'
    result = run("validate", "-", "--object", "Batch", "--lines", stdin=data, status=1)
    places = [line.split(" ")[0] for line in result.stdout.splitlines()]
    assert places == ["-:3:2:", "-:4:1:"]
    broken = '{}\n{"a"}\n{"id": "b"}\n{"id": 1, "id": 2}\n'
    broken = run("validate", "-", "--object", "Batch", "--lines", stdin=broken, status=2).stderr
    assert re.findall(r"^-:\d+:\d+: error", broken, re.M) == ["-:2:5: error", "-:4:11: error"]
    run("validate", "-", "--object", "Batch", stdin='{"id": "x"}')
    run("validate", "-", "--object", "Batch", stdin="5", status=1)


def test_validate_names_the_objects_there_are(folder: Path) -> None:
    result = run("validate", "objects.json", "-", "--object", "Btach", stdin="{}", status=2)
    assert "did you mean 'Batch'?" in result.stderr
    assert "Batch, Upload" in run("validate", "objects.json", "-", stdin="{}", status=2).stderr


# --- the others -------------------------------------------------------------------------------


def test_explain_knows_every_code() -> None:
    shown = run("explain", "page/unclaimed-line")
    assert shown.stdout.startswith("page/unclaimed-line (warning): ")
    assert json.loads(run("explain", "page/unclaimed-line", "--format", "json").stdout)["help"]
    assert "did you mean 'page/unclaimed-line'?" in run("explain", "page/unclaimd", status=2).stderr
    assert "typewright explain --help" in run("explain", "a" * 5000, status=2).stderr


def test_explain_shows_what_a_line_became(folder: Path) -> None:
    (folder / "s.yaml").write_text("title: A\nproperties:\n  b: {type: string}\n")
    assert run("explain", "s.yaml").stdout.splitlines() == [
        f"1 | title: A{' ' * 36}  schema",
        f"3 | b: {{type: string}}{' ' * 27}  schema  /properties/b",
    ]
    one = json.loads(run("explain", "s.yaml:3", "--format", "json").stdout)
    assert [line["pointer"] for line in one["lines"]] == ["/properties/b"]
    place = json.loads(run("explain", "s.yaml:3:9", "--format", "json").stdout)
    assert place == one  # as findings show places
    assert "no line 9" in run("explain", "s.yaml:9", status=2).stderr


def test_export_writes_a_file_or_standard_output(folder: Path) -> None:
    shown = run("export", "--to", "openapi", "objects.json")
    assert json.loads(shown.stdout)["openapi"].startswith("3.1")
    run("export", "--to", "openapi", "objects.json", "-o", "api.json")
    assert (folder / "api.json").read_text() == shown.stdout
    run("generate", "api.json", "-o", "out")


def test_init_adds_a_section_that_can_be_read(folder: Path) -> None:
    printed = run("init")
    assert printed.stdout.startswith("[tool.typewright]")
    assert not (folder / "pyproject.toml").exists()
    (folder / "pyproject.toml").write_text('[project]\nname = "x"')
    run("init")
    text = (folder / "pyproject.toml").read_text()
    assert text == '[project]\nname = "x"\n\n' + printed.stdout
    (folder / "spec").mkdir()
    (folder / "objects.json").rename(folder / "spec/objects.json")
    run("generate")
    assert (folder / "generated/my_api/__init__.py").exists()
    assert "already" in run("init", status=2).stderr


def test_targets_lists_names_and_options() -> None:
    assert "enums = literal | strenum  (default: literal)" in run("targets").stdout
    value = json.loads(run("targets", "--format", "json").stdout)
    (python,) = [each for each in value["targets"] if each["name"] == "python"]
    assert {"name": "enums", "values": "literal | strenum", "default": "literal"} in python[
        "options"
    ]


# --- what is asked for in a wrong way ---------------------------------------------------------


@pytest.mark.parametrize("command", ["generate", "check", "lint", "validate", "export"])
def test_a_section_without_packages_is_said(folder: Path, command: str) -> None:
    (folder / "pyproject.toml").write_text("[tool.typewright]\nstrict = true\n")
    more = {"validate": ["objects.json"], "export": ["--to", "model"]}.get(command, [])
    assert "[cli/no-packages]" in run(command, *more, status=2).stderr


def test_options_that_do_not_fit_are_found_where_they_are_said(project: Path) -> None:
    config = project / "pyproject.toml"
    config.write_text(config.read_text() + 'enums = "x"\nformat = "text"\n')
    result = json.loads(run("generate", "--format", "json", status=2).stdout)
    assert [(each["code"], each["line"]) for each in result["diagnostics"]] == [
        ("config/option-value", 6),
        ("config/unknown-option", 7),
    ]


def test_all_files_that_are_not_there_are_named_at_once(folder: Path) -> None:
    arguments = ("lint", "a.json", "--overlay", "b.yaml", "--resource", "c.yaml")
    result = json.loads(run(*arguments, "--format", "json", status=2).stdout)
    assert [each["file"] for each in result["diagnostics"]] == ["a.json", "b.yaml", "c.yaml"]


def test_an_object_that_nobody_has_named_is_not_looked_for(folder: Path) -> None:
    result = run("validate", "objects.json", "fix.yaml", status=2)
    assert "[cli/several-objects]" in result.stderr
    assert "name it with --object; expected one of: Batch, Upload" in result.stderr


def test_an_output_folder_that_is_a_file_is_in_the_way(folder: Path) -> None:
    for command in ("generate", "check"):
        for output in ("fix.yaml", "fix.yaml/below"):
            result = run(command, "objects.json", "-o", output, status=2)
            assert "fix.yaml is a file where a folder must be [output/in-the-way]" in result.stderr
    assert (folder / "fix.yaml").read_text() == OVERLAY


def test_an_address_is_no_file(folder: Path) -> None:
    for address in ("https://example.com/openapi.json", (folder / "objects.json").as_uri()):
        assert "is an address" in run("lint", address, status=2).stderr


def test_a_tab_that_indents_is_said(folder: Path) -> None:
    (folder / "tab.yaml").write_text("type: object\nproperties:\n\ta: {type: string}\n")
    said = run("lint", "tab.yaml", status=2).stderr
    assert "tab.yaml:3:1: error: not YAML: expected blanks" in said
    assert "found a tab" in said


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_export_writes_into_a_pipe_and_names_the_file_it_was_given(folder: Path) -> None:
    export = ("export", "objects.json", "--to", "model", "-o")
    assert json.loads(started(*export, "/dev/stdout", before="").stdout)
    result = run(*export, "nowhere/model.json", status=2)
    assert "error: nowhere/model.json cannot be read or written" in result.stderr


def test_a_section_is_added_to_text_alone(folder: Path) -> None:
    (folder / "pyproject.toml").write_bytes(b"[project]\nname = '\xff'\n")
    assert "[source/not-utf-8]" in run("init", status=2).stderr
    (folder / "pyproject.toml").write_bytes(b"")
    run("init")
    assert (folder / "pyproject.toml").read_text().startswith("[tool.typewright]\n")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_file_names_may_be_no_text(folder: Path) -> None:
    name = os.fsdecode(b"a\xffb.json")
    os.rename(folder / "objects.json", folder / name)
    for output in ("out", os.fsdecode(b"o\xff")):
        run("generate", name, "-o", output, "--package", "ships")
        run("check", name, "-o", output, "--package", "ships")
        assert (folder / output / "ships" / "models" / "batch.py").is_file()


# --- how a run ends ---------------------------------------------------------------------------


def test_our_own_bugs_end_with_3_and_a_note(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("typewright.incremental.render", fail)
    result = run("generate", "objects.json", status=3)
    assert "internal error: RuntimeError: oops" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("TYPEWRIGHT_TRACEBACK", "1")
    assert "Traceback" in run("generate", "objects.json", status=3).stderr


def test_an_interrupt_ends_with_130(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("typewright.incremental.render", interrupt)
    run("generate", "objects.json", status=130)


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    big = {"title": "Big", "type": "object", "description": "x" * 500_000}
    (folder / "big.json").write_text(json.dumps(big))
    command = [sys.executable, "-m", "typewright", "export", "--to", "json-schema", "big.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        talk = process.stderr.read().decode()
    assert process.returncode == 141
    assert "rror" not in talk


def started(*arguments: str, before: str, **how: Any) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, in which something is done before."""
    program = (
        f"import os, sys\n{before}\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'typewright', *sys.argv[1:]])"
    )
    command = [sys.executable, "-S", "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **how)


@pytest.mark.skipif(os.name != "posix", reason="streams of POSIX")
@pytest.mark.parametrize("closed", ["0", "1", "2", "0, 1, 2"])
def test_streams_may_be_closed(folder: Path, closed: str) -> None:
    before = f"for each in ({closed},): os.close(each)"
    done = started("generate", "objects.json", before=before)
    assert (done.returncode, done.stdout) == (0, "")
    assert (folder / "out/objects/models/batch.py").is_file()
    assert started("check", "objects.json", before=before).returncode == 0
    assert started("lint", "-", before=before).returncode == 2
    assert started("targets", before=before).returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "objects.json", "--to", "model"),
        ("lint", "objects.json", "--format", "json"),
        ("explain", "objects.json"),
        ("targets",),
        ("init",),
    ],
    ids=" ".join,
)
def test_an_output_that_takes_nothing_more_is_said(folder: Path, arguments: tuple[str]) -> None:
    full = "os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    done = started(*arguments, before=full)
    assert done.returncode == 2
    assert "standard output cannot be written: No space left on device\n" in done.stderr
    assert "bug" not in done.stderr
    done = started(*arguments, before=full.replace("1)", "2)"))
    assert done.returncode == 0
    assert done.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_an_error_that_nobody_can_be_told_still_is_one() -> None:
    done = started("lint", "a.json", before="os.dup2(os.open('/dev/full', os.O_WRONLY), 2)")
    assert done.returncode == 2


def test_a_folder_that_is_gone_is_said(folder: Path) -> None:
    (folder / "gone").mkdir()
    before = "os.rmdir(os.getcwd())"
    done = started("lint", str(folder / "objects.json"), before=before, cwd=folder / "gone")
    assert done.returncode == 2
    assert "the current folder cannot be used" in done.stderr


def test_help_loads_no_command_and_nothing_heavy() -> None:
    program = "import sys\nfrom typewright.cli.commands import cli\n"
    program += "try: cli.main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(result.stderr.split())
    ours = {name for name in loaded if name.startswith("typewright")}
    assert ours == {
        "typewright",
        "typewright.cli",
        "typewright.cli.commands",
        "typewright.cli.exits",
        "typewright.cli.streams",
    }
    assert not {"jinja2", "yaml", "referencing", "jsonpath", "black", "filelock"} & loaded
    assert all(f"\n  {name}" in result.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", ["generate", "check", "lint"])
def test_a_run_with_nothing_to_do_loads_nothing_that_makes_anything(
    project: Path, command: str
) -> None:
    first = run("generate")
    program = "import sys\nfrom typewright.cli.commands import cli\n"
    program += f"try: cli.main(['{command}'])\nfinally: print(*sys.modules)"
    again = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.removeprefix("typewright.") for name in again.stdout.split()}
    rooms = {name.partition(".")[0] for name in loaded}
    assert not rooms & {"pipeline", "loaders", "schema", "passes", "model", "fixtures", "targets"}
    assert not rooms & {"jinja2", "yaml", "referencing", "filelock", "hypothesis", "urllib3"}
    assert not {"http.client", "urllib.request", "difflib", "tempfile"} & loaded
    if command == "generate":
        assert again.stderr == re.sub(r"(\d+) created, 0 unch", r"\1 unch", first.stderr)


def test_a_document_that_refers_to_itself_by_pointers_needs_no_library_for_identifiers(
    tmp_path: Path,
) -> None:
    program = "import sys\nfrom typewright import load\nload(sys.argv[1])\nprint(*sys.modules)"
    for reference, needs_it in (("#/$defs/a", False), ("#a", True)):
        source = tmp_path / "api.json"
        schema = {"$ref": reference, "$defs": {"a": {"$anchor": "a", "type": "string"}}}
        source.write_text(json.dumps(schema))
        ran = subprocess.run(
            [sys.executable, "-c", program, str(source)], capture_output=True, text=True, check=True
        )
        assert ("referencing" in ran.stdout.split()) is needs_it


def test_the_cache_can_be_switched_off(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("TYPEWRIGHT_CACHE_DIR", str(cache))
    run("generate", "--no-cache")
    config = project / "pyproject.toml"
    config.write_text("[tool.typewright]\ncache = false\n" + config.read_text())
    run("generate")
    assert not cache.exists()
    config.write_text(config.read_text().replace("cache = false", "cache = true"))
    run("generate")
    assert cache.is_dir()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_module_and_its_help(name: str) -> None:
    assert isinstance(cli, Commands)
    assert run(name, "--help").stdout.startswith(f"Usage: typewright {name} ")


def test_a_mistyped_command_is_a_usage_error() -> None:
    assert "No such command" in run("generat", status=2).stderr


def test_output_is_the_same_in_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = {"$ref": "../common/shared.json"}, {"$ref": "../other/shared.json"}
    names = ("a", "b", "A-B", "a_b")
    main = {"$defs": {"A": {"properties": {n: {"not": one, "items": other} for n in names}}}}
    # A scalar of no name that refers to itself: its functions are called by the file.
    shared = {"type": "string", "not": {"type": "array", "items": {"$ref": "#"}}}
    made = []
    for name in ("here", "over/there"):
        root = tmp_path / name
        for path, schema in (
            ("api/main.json", main),
            ("common/shared.json", shared),
            ("other/shared.json", {**shared, "minLength": 3}),
        ):
            (root / path).parent.mkdir(parents=True)
            (root / path).write_text(json.dumps(schema))
        monkeypatch.chdir(root / "api")
        run("generate", "main.json", "-o", "out")
        made.append(tree(root / "api" / "out"))
    assert made[0] == made[1]
    assert any("shared" in text for text in made[0].values())


def test_what_is_to_be_done_at_the_end_is_done_and_said_by_the_status() -> None:
    program = (
        "import atexit, sys\natexit.register(print, 'the end')\n"
        "sys.argv = ['typewright', 'targets']\n"
        "from typewright.cli import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("the end\n")
    program = program.replace("targets", "generat")
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "the end\n")
