"""Overlays correct a document as the OpenAPI Overlay Specification 1.0.0 says."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from documents import document, place, value
from typewright import passes
from typewright.diagnostics import Diagnostic
from typewright.loaders.join import join
from typewright.loaders.overlay import apply
from typewright.schema.schema import Recovery
from typewright.source import Document, Origin, Position, Source, SourceKind

BATCH = """\
openapi: 3.1.0
components:
  schemas:
    Batch:
      type: object
      required: [id]
      properties:
        id: {type: string}
        status: {type: string, enum: [one, two]}
        errors: {type: object}
    Upload:
      type: object
      properties:
        status: {type: string}
"""

HEAD = "overlay: 1.0.0\ninfo: {title: Corrections, version: '1'}\nactions:\n"


def applied(actions: str, text: str = BATCH) -> tuple[Any, tuple[Diagnostic, ...]]:
    result, found = apply(document(text), document(HEAD + actions, name="overlay"))
    return result.value, found


def schemas(actions: str) -> Any:
    result, found = applied(actions)
    assert found == ()
    return result["components"]["schemas"]


def codes(actions: str, text: str = BATCH) -> list[str]:
    return [diagnostic.code for diagnostic in applied(actions, text)[1]]


def test_objects_merge_member_by_member() -> None:
    changed = schemas(
        "- target: $.components.schemas.Batch\n"
        "  update:\n"
        "    description: A batch.\n"
        "    properties:\n"
        "      errors: {type: array, items: {}}\n"
        "      id: {format: uuid}\n"
    )
    assert changed["Batch"]["description"] == "A batch."
    assert changed["Batch"]["properties"]["errors"] == {"type": "array", "items": {}}
    assert changed["Batch"]["properties"]["id"] == {"type": "string", "format": "uuid"}
    assert changed["Batch"]["required"] == ["id"]


def test_an_enum_is_set_where_there_is_none_and_added_to_where_there_is_one() -> None:
    changed = schemas(
        "- target: $.components.schemas.*.properties.status\n  update: {enum: [three]}\n"
    )
    assert changed["Upload"]["properties"]["status"]["enum"] == ["three"]
    assert changed["Batch"]["properties"]["status"]["enum"] == ["one", "two", "three"]


def test_removing_and_setting_replaces_a_list() -> None:
    changed = schemas(
        "- target: $.components.schemas.Batch.properties.status.enum\n"
        "  remove: true\n"
        "- target: $.components.schemas.Batch.properties.status\n"
        "  update: {enum: [two, three]}\n"
    )
    assert changed["Batch"]["properties"]["status"]["enum"] == ["two", "three"]


def test_a_list_gets_the_update_as_one_more_item() -> None:
    changed = schemas("- target: $.components.schemas.Batch.required\n  update: status\n")
    assert changed["Batch"]["required"] == ["id", "status"]


def test_remove_takes_out_all_that_is_selected() -> None:
    changed = schemas("- target: $..status\n  remove: true\n  update: {ignored: true}\n")
    assert list(changed["Batch"]["properties"]) == ["id", "errors"]
    assert changed["Upload"]["properties"] == {}
    value, found = applied("- target: $.a[0, 2, 0]\n  remove: true\n", "a: [x, {y: 1}, [z], w]")
    assert (value, found) == ({"a": [{"y": 1}, "w"]}, ())
    value, found = applied("- target: $..a\n  remove: true\n", "a: {a: {a: 1}, b: 2}\nc: 3")
    assert (value, found) == ({"c": 3}, ())


def test_actions_see_what_those_before_them_did_also_in_other_overlays() -> None:
    first = document(HEAD + "- target: $\n  update: {x: {y: 1}}\n")
    second = document(HEAD + "- target: $.x\n  update: {y: 2, z: 3}\n")
    result, found = apply(apply(document("a: 1"), first)[0], second)
    assert (result.value, found) == ({"a": 1, "x": {"y": 2, "z": 3}}, ())
    assert first.value == value(HEAD + "- target: $\n  update: {x: {y: 1}}\n")


def test_neither_document_nor_overlay_is_changed() -> None:
    before, overlay = document(BATCH), document(HEAD + "- target: $..*\n  update: {x: [1]}\n")
    kept = copy.deepcopy((before.value, overlay.value))
    apply(before, overlay)
    assert (before.value, overlay.value) == kept


def test_what_an_alias_shares_is_changed_only_where_the_target_is() -> None:
    result, _ = applied("- target: $.a\n  update: {y: 2}\n", "a: &a {x: 1}\nb: *a\n")
    assert result == {"a": {"x": 1, "y": 2}, "b": {"x": 1}}


def test_a_key_without_a_value_merges_nothing() -> None:
    assert applied("- target: $\n  update: {a: , b: 1}\n", "a: {x: 1}")[0] == {
        "a": {"x": 1},
        "b": 1,
    }


def test_origins_lead_to_where_each_part_was_written() -> None:
    overlay = document(
        HEAD + "- target: $.components.schemas.Batch.properties.status\n"
        "  update:\n"
        "    enum:\n"
        "    - three\n"
        "    items: {type: string}\n"
        "- target: $.components.schemas.Batch.properties.id\n"
        "  update:\n"
        "    type: integer\n",
        name="overlay",
    )
    result, _ = apply(document(BATCH), overlay)
    base = "/components/schemas/Batch/properties"
    assert str(result.origin(f"{base}/status/enum/0")) == "api:9:39"
    assert str(result.origin(f"{base}/status/enum/2")) == "overlay:7:7"
    assert str(result.origin(f"{base}/status/items/type")) == "overlay:8:13"
    assert str(result.origin(f"{base}/id/type")) == "overlay:11:5"
    assert str(result.origin(f"{base}/status")) == "api:9:9"


def test_what_is_wrong_with_a_keyword_is_said_where_the_keyword_stands() -> None:
    """Of a schema that is of the description otherwise."""
    actions = (
        "- target: $.components.schemas.Batch.properties.status\n"
        "  update:\n"
        "    default: three\n"
        "- target: $.components.schemas.Upload.properties.status\n"
        "  update: {minLength: 3, maxLength: 2}\n"
    )
    text = BATCH.replace("openapi: 3.1.0", "openapi: 3.1.0\ninfo: {title: An API, version: '1'}")
    result, _ = apply(document(text), document(HEAD + actions, name="overlay"))
    graph, _ = join([result])
    _, found = passes.run(graph)
    assert sorted(str(one.origin) for one in found) == ["overlay:6:5", "overlay:8:12"]


def test_items_keep_their_origins_when_one_before_them_goes() -> None:
    result, _ = apply(
        document("a:\n- {n: 0}\n- {n: 1}\n- {n: 2}\n"),
        document(HEAD + "- target: $.a[0]\n  remove: true\n- target: $.a[0]\n  remove: true\n"),
    )
    assert result.value == {"a": [{"n": 2}]}
    assert str(result.origin("/a/0")) == "api:4:3"


def test_what_is_known_of_a_removed_node_goes_with_it() -> None:
    page = Source("page.txt", "page:/", SourceKind.PAGE, "x")
    origins = {
        where: Origin(page, where, Position(1, 1))
        for where in ("/a", "/a/b", "/a/b/0", "/c/0", "/c/1")
    }
    recoveries = {"/a/b": Recovery("one"), "/c/1": Recovery("two")}
    before = Document("page:/", {"a": {"b": [1]}, "c": [1, 2]}, page, origins, recoveries)
    overlay = HEAD + "- target: $.a.b\n  remove: true\n- target: $.c[0]\n  remove: true\n"
    result, found = apply(before, document(overlay))
    assert found == ()
    assert sorted(result.origins) == ["/a", "/c/0"]
    assert result.origins["/c/0"].pointer == "/c/1"
    assert result.recoveries == {"/c/0": Recovery("two")}
    assert (before.origins, before.recoveries) == (origins, recoveries)


def test_a_link_reveals_what_the_page_hides() -> None:
    recoveries = {"/a": Recovery("aobject", opaque=True), "/b": Recovery("bobject", opaque=True)}
    before = Document("page:/", {"a": {}, "b": {}, "c": {}}, None, {}, recoveries)
    overlay = HEAD + "- target: $.a\n  update: {$ref: '#/c'}\n- target: $.b\n  update: {x: 1}\n"
    result, found = apply(before, document(overlay))
    assert found == ()
    assert [result.recoveries[where].opaque for where in ("/a", "/b")] == [False, True]
    assert before.recoveries["/a"].opaque


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("$.components.schemas.Bach", "did you mean 'Batch' instead of 'Bach'?"),
        ("$.components.schema.Batch", "did you mean 'schemas' instead of 'schema'?"),
        ("$.components.schemas.*.properties.state", "did you mean 'status' instead of 'state'?"),
        ("$..xyz", "selects nothing: there is no 'xyz'"),
        ("$.components.schemas[?@.type=='string']", "selects nothing"),
    ],
)
def test_a_target_that_selects_nothing_is_an_error_with_the_nearest_name(
    target: str, hint: str
) -> None:
    _, (found,) = applied(f'- target: "{target}"\n  remove: true\n')
    assert place(found) == "4:3 overlay/no-match"
    assert hint in found.message


def test_wrong_targets_are_errors_at_their_place() -> None:
    assert codes("- target: $.a[\n  remove: true\n") == ["overlay/bad-target"]
    assert codes("- target: components.schemas\n  remove: true\n") == ["overlay/bad-target"]
    assert codes("- target: $.openapi\n  update: 3.1.1\n") == ["overlay/primitive-target"]
    assert codes("- target: $\n  remove: true\n") == ["overlay/root-removed"]


@pytest.mark.parametrize(
    "target",
    [
        "$" + ".a" * 100_000,
        "$" + ".a" * 400,
        "$[?length(1e999999) > 1]",
        "$[?@.a > 1e",
        "$[99999999999999999999]",
    ],
)
def test_targets_that_the_library_stumbles_over_are_errors(target: str) -> None:
    _, (found,) = applied(f'- target: "{target}"\n  remove: true\n', "a: {a: {a: 1}}")
    assert found.code == "overlay/bad-target"


def test_updates_that_do_not_fit_are_errors() -> None:
    status = "- target: $.components.schemas.Batch.properties.status\n"
    assert codes(status + "  update: [one]\n") == ["overlay/wrong-update"]
    assert codes(status + "  update: {enum: one}\n") == ["overlay/incompatible"]
    assert codes(status + "  update: {type: {a: 1}}\n") == ["overlay/incompatible"]


def test_updates_that_are_not_needed_are_warnings() -> None:
    status = "- target: $.components.schemas.Batch.properties.status\n"
    assert codes(status + "  update: {type: string}\n") == ["overlay/no-effect"]
    assert codes(status + "  update: {enum: [two, three]}\n") == ["overlay/repeated-value"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ["1:1 overlay/not-an-overlay"]),
        ("openapi: 3.1.0", ["1:1 overlay/not-an-overlay"]),
        ("overlay: 1.1.0", ["1:1 overlay/version"]),
        ("overlay: 1.0", ["1:1 overlay/version"]),
        ("overlay: 1.0.0", ["1:1 overlay/missing-field", "1:1 overlay/missing-field"]),
        (
            "overlay: 1.0.0\ninfo: {title: 1}\nactions: []",
            [
                "2:8 overlay/wrong-type",
                "2:1 overlay/missing-field",
                "3:1 overlay/wrong-type",
            ],
        ),
        (HEAD + "- 1", ["4:3 overlay/wrong-type"]),
        (HEAD + "- update: {}", ["4:3 overlay/missing-field"]),
        (HEAD + "- target: $", ["4:3 overlay/no-change"]),
        (HEAD + "- target: $\n  remove: 'yes'", ["5:3 overlay/wrong-type"]),
        (
            HEAD + "- target: $\n  x-note: fine\n  updates: {}",
            ["6:3 overlay/unknown-field", "4:3 overlay/no-change"],
        ),
    ],
)
def test_malformed_overlays_are_reported_at_their_place(text: str, expected: list[str]) -> None:
    before = document(BATCH)
    result, found = apply(before, document(text, name="overlay"))
    assert [place(diagnostic) for diagnostic in found] == expected
    assert {diagnostic.origin.file for diagnostic in found} == {"overlay"}
    assert result.value is before.value


def test_a_malformed_action_does_not_keep_the_others_from_being_applied() -> None:
    result, found = applied("- target: $.[\n  remove: true\n- target: $\n  update: {x: 1}\n")
    assert [diagnostic.code for diagnostic in found] == ["overlay/bad-target"]
    assert result["x"] == 1
