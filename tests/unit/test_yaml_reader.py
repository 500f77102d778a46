"""YAML is read by the 1.2 core schema, with JSON data as the result."""

from __future__ import annotations

import pytest
import yaml

from documents import document, found, refused, source, value
from typewright.source import yaml_reader
from typewright.source.limits import MAX_DEPTH, MAX_DIGITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nuLL", "nuLL"),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("0", 0),
        ("-7", -7),
        ("+12", 12),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("1.5", 1.5),
        ("1.", 1.0),
        (".5", 0.5),
        ("-1e3", -1000.0),
        ("1e", "1e"),
        (".", "."),
        ("3.1.0", "3.1.0"),
        ("2020-01-01", "2020-01-01"),
        ("2001-12-14t21:59:43Z", "2001-12-14t21:59:43Z"),
        ("=", "="),
        ("'1'", "1"),
        ('"null"', "null"),
        ("|\n  1\n", "1\n"),
        ("!!str 1", "1"),
        ("!!int '1'", 1),
        ("!!float 1.5", 1.5),
        ("!!null ''", None),
        ("! 12", "12"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, expected: object) -> None:
    read = value(f"key: {text}")
    assert read == {"key": expected}
    assert type(read["key"]) is type(expected)  # type: ignore[index, call-overload]


def test_keys_are_text_as_written() -> None:
    read = value("200: a\n1.0: b\nno: c\nnull: d\n0x1F: e\n'5': f\n? g\n: h")
    assert read == {
        "200": "a", "1.0": "b", "no": "c", "null": "d", "0x1F": "e", "5": "f", "g": "h",
    }  # fmt: skip


def test_an_alias_is_the_object_that_its_anchor_names() -> None:
    read = value("a: &x {b: [1]}\nc: *x\nd: [*x, &y z, *y]\n*y : e")
    assert isinstance(read, dict)
    assert read == {"a": {"b": [1]}, "c": {"b": [1]}, "d": [{"b": [1]}, "z", "z"], "z": "e"}
    assert read["a"] is read["c"]


def test_the_last_anchor_of_a_name_counts() -> None:
    assert value("- &a 1\n- *a\n- &a 2\n- *a") == [1, 1, 2, 2]


def test_merge_keys_bring_in_members_that_the_own_ones_override() -> None:
    read = value("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n  w: 3\n")
    assert isinstance(read, dict)
    assert read["c"] == {"x": 1, "y": 1, "z": 3, "w": 3}
    assert value("'<<': {a: 1}") == {"<<": {"a": 1}}


def test_merge_keys_leave_what_they_name_unchanged() -> None:
    read = value("a: &a {x: 1}\nb: {<<: *a, x: 2}\nc: {<<: {<<: *a, y: 1}}")
    assert read == {"a": {"x": 1}, "b": {"x": 2}, "c": {"x": 1, "y": 1}}


def test_merging_what_is_no_object_is_reported() -> None:
    assert found("a:\n  <<: [1, {b: 2}]") == ({"a": {"b": 2}}, ["2:3 source/wrong-merge"])


def test_a_repeated_key_is_reported_with_both_places_and_the_first_is_kept() -> None:
    text = "a:\n  b: 1\n  c: 2\n  'b': {d: 3}\n"
    assert found(text) == ({"a": {"b": 1, "c": 2}}, ["4:3 source/duplicate-key"])
    (diagnostic,) = yaml_reader.parse(source(text))[1]
    (related,) = diagnostic.related
    assert str(related.origin) == "api:2:3"
    assert diagnostic.origin.pointer == "/a/b"


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e400", "!!float .inf"])
def test_numbers_that_are_not_finite_are_reported_and_stay_text(text: str) -> None:
    expected = text.removeprefix("!!float ")
    assert found(f"a: {text}") == ({"a": expected}, ["1:4 source/not-finite"])


def test_an_integer_of_too_many_digits_is_reported_and_stays_text() -> None:
    longest = "9" * MAX_DIGITS
    assert value(f"a: {longest}") == {"a": int(longest)}
    assert found(f"a: {longest}9") == ({"a": longest + "9"}, ["1:4 source/long-integer"])


@pytest.mark.parametrize(
    ("text", "data", "place"),
    [
        ("a: !Ref b", {"a": "b"}, "1:4"),
        ("a: !!timestamp 2020-01-01", {"a": "2020-01-01"}, "1:4"),
        ("a: !!python/object/apply:os.system ['id']", {"a": ["id"]}, "1:4"),
        ("!!set {a: null}", {"a": None}, "1:1"),
        ("!x a: b", {"a": "b"}, "1:1"),
    ],
)
def test_tags_beyond_json_are_reported_and_run_nothing(text: str, data: object, place: str) -> None:
    assert found(text) == (data, [f"{place} source/custom-tag"])


def test_a_tag_that_does_not_fit_is_reported() -> None:
    assert found("a: !!int x") == ({"a": "x"}, ["1:4 source/wrong-tag"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1, 2", "1:4 source/yaml-syntax"),
        ("a:\n\tb: 1", "2:1 source/yaml-syntax"),
        ("é: \x07", "1:4 source/yaml-syntax"),
        ("{{ name }}: 1", "1:1 source/complex-key"),
        ("? [a]\n: b", "1:3 source/complex-key"),
        ("a: &a [1]\n*a : b", "2:1 source/complex-key"),
        ("a: *b", "1:4 source/undefined-alias"),
        ("a: &a [*a]", "1:8 source/self-alias"),
        ("a: &x 1\nb: &x [*x]", "2:8 source/self-alias"),
        ("# only a comment", "1:1 source/empty"),
    ],
)
def test_what_is_no_json_data_is_refused_at_its_place(text: str, expected: str) -> None:
    assert refused(text) == [expected]


def test_a_second_document_is_reported() -> None:
    assert found("--- {a: 1}\n--- {b: 2}") == ({"a": 1}, ["2:1 source/several-documents"])
    assert value("%YAML 1.2\n---\na: 1\n...\n") == {"a": 1}


def test_all_findings_before_a_refusal_are_told() -> None:
    assert refused("a: 1\na: 2\nb: [") == ["2:1 source/duplicate-key", "3:4 source/yaml-syntax"]


def test_aliases_of_aliases_are_counted_not_expanded() -> None:
    lines = ["a0: &a0 x"]
    for level in range(1, 9):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    assert [reason.split()[1] for reason in refused("\n".join(lines))] == ["source/too-many-nodes"]


def test_merges_of_merges_are_counted_not_expanded() -> None:
    lines = ["a0: &a0 {x: {}}"]
    for level in range(1, 30):
        lines.append(f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}, *a{level - 1}]}}")
    assert [reason.split()[1] for reason in refused("\n".join(lines))] == ["source/too-many-nodes"]


@pytest.mark.parametrize("item", ["[]", "{}", "x", "*a", "{a: b}"])
def test_the_number_of_values_is_limited(monkeypatch: pytest.MonkeyPatch, item: str) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 100)
    assert value(f"- &a x\n- {item}\n")
    (reason,) = refused("- &a x\n" + f"- {item}\n" * 200)
    assert reason.endswith("source/too-many-nodes")


def test_depth_is_limited_also_through_aliases() -> None:
    nested = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    document(nested)
    assert refused(f"[{nested}]") == [f"1:{MAX_DEPTH + 1} source/too-deep"]
    (reason,) = refused("[" * 3000 + "]" * 3000)  # some releases of libyaml stop at 1000 before
    assert reason in (f"1:{MAX_DEPTH + 1} source/too-deep", "1:1001 source/too-deep")
    chain = "- &a0 []\n" + "".join(f"- &a{i} [*a{i - 1}]\n" for i in range(1, MAX_DEPTH + 1))
    assert refused(chain) == ["1:1 source/too-deep"]


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    text = "é: &a {b: [1, 'x', ! 5, !!str 2], <<: {c: no}}\nd: *a\nd: .inf"
    data, problems = found(text)
    inner = {"c": "no", "b": [1, "x", "5", "2"]}
    assert data == {"é": inner, "d": inner}
    assert problems == ["3:1 source/duplicate-key", "3:4 source/not-finite"]
    assert refused("é: [") == ["1:4 source/yaml-syntax"]
    assert refused("é: \x07") == ["1:4 source/yaml-syntax"]
