"""Small laws of the reader of reference pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from typewright.diagnostics import InputError, Severity
from typewright.loaders import reference_page
from typewright.loaders.reference_page import blocks, bounds, keys, settle, values
from typewright.loaders.reference_page.blocks import Said
from typewright.loaders.reference_page.kong import grammar
from typewright.loaders.reference_page.lines import Role
from typewright.loaders.reference_page.segmentation.table import Table
from typewright.schema.schema import Recovery, Split
from typewright.source import Document, Source, SourceKind


def page(text: str, name: str = "page.txt") -> Source:
    return Source(name, f"file:///{name}", SourceKind.PAGE, text)


def load(*texts: str) -> tuple[dict[str, Any], list[str]]:
    pages = [page(text, f"{index}.txt") for index, text in enumerate(texts)]
    document, found = reference_page.load(pages)
    assert isinstance(document.value, dict)
    schemas: Any = document.value["components"]
    return schemas["schemas"], [each.code for each in found]


@pytest.mark.parametrize(
    ("line", "name", "types", "required"),
    [
        ("bytesintegerrequired", "bytes", ("integer",), True),
        ("objectstring", "object", ("string",), False),
        ("stringstring", "string", ("string",), False),
        ("requiredboolean", "required", ("boolean",), False),
        ("step_numberinteger", "step_number", ("integer",), False),
        ("step_number", "step_number", (), False),
        ("approval_required", "approval_required", (), False),
        ("query_stringstringrequired", "query_string", ("string",), True),
        ("tarrarray | null[string,integer]", "tarr", ("array", "null"), False),
        ('tn[ "string", "null" ]', "tn", ("string", "null"), False),
        ("include[]array[string]", "include[]", ("array",), False),
        ("file", "file", (), False),
    ],
)
def test_a_field_line_is_taken_apart_from_the_right(
    line: str, name: str, types: tuple[str, ...], required: bool
) -> None:
    first = grammar.HEADERS.readings(line)[0]
    assert (first.name, first.types, first.required) == (name, types, required)


def test_a_known_name_is_not_cut() -> None:
    """A line without type that ends in a type word is a name where other lines show that name."""
    first, other = grammar.HEADERS.readings("substring", {"substring"})
    assert (first.name, first.types) == ("substring", ())
    assert (other.name, other.types) == ("sub", ("string",))
    assert first.confidence < 1.0


@pytest.mark.parametrize(
    ("text", "types", "items", "expected"),
    [
        ("", ("string",), (), ""),
        ("null", ("string",), (), None),
        ("20", ("integer",), (), 20),
        ("20", ("string",), (), "20"),
        ("false", ("boolean",), (), False),
        ("false", ("string",), (), "false"),
        ("a, b", ("array",), ("string",), ["a", "b"]),
        ("1, 2", ("array",), ("integer",), [1, 2]),
        ("[]", ("array",), ("string",), []),
        ('["x","y"]', ("array",), ("string",), ["x", "y"]),
        ('{"a":1}', ("object",), (), {"a": 1}),
        ("{broken", ("object",), (), "{broken"),
        ("1e999", ("number",), (), "1e999"),
        ("abc", ("integer",), (), "abc"),
        ("5", (), (), 5),
    ],
)
def test_values_have_the_type_of_their_field(
    text: str, types: tuple[str, ...], items: tuple[str, ...], expected: object
) -> None:
    found = values.value(text, types, items)
    assert found == expected
    assert type(found) is type(expected)


def test_objects_run_together_are_several_examples() -> None:
    assert values.examples('{"a":1}{"b":2}', ("object",)) == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (">= 0<= 2", {"minimum": 0, "maximum": 2}),
        ("> 0< 10x 0.5", {"exclusiveMinimum": 0, "exclusiveMaximum": 10, "multipleOf": 0.5}),
        ("<= 10 characters<= 3 items", {"maxLength": 10, "maxItems": 3}),
        (">= 1 characters<= 64 characters", {"minLength": 1, "maxLength": 64}),
    ],
)
def test_glued_bounds(line: str, expected: dict[str, float]) -> None:
    match = grammar.RANGE.fullmatch(line)
    assert match is not None
    assert bounds.keywords(match) == expected


def test_bounds_that_only_repeat_the_format_are_left_out() -> None:
    text = "Thing\n\nobject\nnintegerX\n\n>= -9007199254740991<= 9007199254740991\n\nExample"
    schemas, found = load(text.replace("X", "(int64)"))
    assert schemas["Thing"]["properties"]["n"] == {"type": "integer", "format": "int64"}
    assert found == ["page/spurious-range"]


def test_keys_are_titles_where_they_can_be() -> None:
    assert keys.key("Auto Chunking Strategy") == "AutoChunkingStrategy"
    assert keys.key("UploadPart") == "UploadPart"
    assert keys.key("v1.Thing") == "v1.Thing"
    assert keys.key("名前") != keys.key("題名")


A = "Site\n\n{title}\n\nobject\n{fields}\nExample"


def test_different_objects_of_one_title_are_kept_apart() -> None:
    """Two objects on one page with the same title are two objects with keys of their own."""
    text = (
        "Site\n\nSame\n\nobject\nastringrequired\nbstring\nExample"
        "\n\nSame\n\nobject\ncinteger\nExample"
    )
    schemas, found = load(text)
    assert [schema["title"] for schema in schemas.values()] == ["Same", "Same"]
    assert found == ["page/repeated-title"]
    backward, _ = load(
        "Site\n\nSame\n\nobject\ncinteger\nExample"
        "\n\nSame\n\nobject\nastringrequired\nbstring\nExample"
    )
    assert set(backward) == set(schemas)


def test_what_an_object_shows_is_looked_up_once_however_many_share_its_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = list[Said]()

    def counted(said: Said) -> tuple[str, ...]:
        looked.append(said)
        return blocks.texts(said)

    monkeypatch.setattr("typewright.loaders.reference_page.merge.texts", counted)
    one = "Error\n\nobject\nid{}stringrequired\nExample\n\n"
    schemas, _ = load("".join(map(one.format, range(30))), "".join(map(one.format, range(25, 40))))
    assert len(schemas) == 40
    assert len(looked) == 45


def test_what_members_say_is_read_once_for_all_lists_of_their_object(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = list[str]()
    near = Table.near

    def counted(table: Table, prose: str, penalty: float) -> None:
        read.append(prose)
        near(table, prose, penalty)

    monkeypatch.setattr(Table, "near", counted)
    one = "state_{0}string\n\nThe state {0}.\n\nAllowed values:completedcancelledexpired\n\n"
    schemas, _ = load(
        "Site\n\nThing\n\nobject\n\nIt is one.\n\n" + "".join(map(one.format, range(20)))
    )
    (thing,) = schemas.values()
    states = ["completed", "cancelled", "expired"]
    assert [each["enum"] for each in thing["properties"].values()] == [states] * 20
    assert len(read) == 22  # of each member, and of the object its title and description


@pytest.mark.parametrize("order", [1, -1])
def test_a_title_with_a_hyphen_is_no_other_object_of_the_title_before_it(order: int) -> None:
    call = (
        "Do {0}\n\nget\nhttps://api.example.com/{0}\n\nResponse\n\n200 application/json\n\nOK.\n\n"
        "{0}\n\nobject\n\nidstringrequired\n\nThe id.\n\n"
    )
    schemas, _ = load("".join(map(call.format, ["Tool", "Tool-x"][::order])))
    assert {*schemas} == {"Tool", "Tool-x"}


def test_pages_that_disagree_are_an_error_with_both_places() -> None:
    one = page(A.format(title="Thing", fields="idstring\nnbooleanrequired"), "one.txt")
    two = page(A.format(title="Thing", fields="idinteger\nnbooleanrequired"), "two.txt")
    _, found = reference_page.load([one, two])
    assert [(each.code, each.severity) for each in found] == [
        ("page/contradiction", Severity.ERROR)
    ]
    assert str(found[0].origin) == "two.txt:6:1"
    assert str(found[0].related[0].origin) == "one.txt:6:1"


def test_a_field_said_twice_differently_is_an_error() -> None:
    _, found = load(A.format(title="Thing", fields="idstring\nidinteger"))
    assert found == ["page/contradictory-field"]


def test_a_union_of_which_one_variant_shows_is_open() -> None:
    text = "Thing\n\nobject\nmodelAny Of\nrequired\n\nThe model.\n\nVariant 1string\nExample"
    schemas, _ = load(text)
    assert schemas["Thing"]["properties"]["model"] == {
        "description": "The model.",
        "anyOf": [{"type": "string"}, True],
    }
    assert schemas["Thing"]["required"] == ["model"]


def test_hidden_properties_are_opaque_never_invented() -> None:
    text = "Thing\n\nobject\nusageobject\nShow Child Parameters\nExample"
    document, _ = reference_page.load([page(text)])
    recovery = document.recoveries["/components/schemas/Thing/properties/usage"]
    assert recovery.opaque
    assert recovery.raw == "usageobject\nShow Child Parameters"


def test_a_line_that_imitates_the_grammar_stays_prose() -> None:
    text = "Thing\n\nobject\nnotestring\n\nidstringrequired\n\nExample"
    schemas, found = load(text)
    assert schemas["Thing"]["properties"] == {
        "note": {"type": "string", "description": "idstringrequired"}
    }
    assert found == ["page/imitation"]


@pytest.mark.parametrize("after", ["Response\n\n200 application/json\n\nDone.", "text/plain"])
def test_the_last_field_of_a_section_needs_no_type(after: str) -> None:
    text = (
        "Some API\n\nFind berths\n\npost\n/berths\n\nBody\n\ntext/plain\n\nBerthQuery\n\n"
        f"namesarray[string]\n\nExample:north, south\n\nfilter\n\n{after}\n\n"
        "Berth\n\nobject\nidstringrequired\nExample"
    )
    schemas, found = load(text)
    assert list(schemas["BerthQuery"]["properties"]) == ["names", "filter"]
    assert {*schemas} == {"Berth", "BerthQuery"}
    assert not found


@pytest.mark.parametrize("name", ["request", "request\nnotestring"])
def test_a_field_without_type_may_follow_a_list(name: str) -> None:
    text = (
        "Thing\n\nobject\nurlstring\n\nWhere it is.\n\n  Of one kind.\n  Of another.\n"
        f"{name}\n\nWhat is sent there.\n\ntimeoutinteger\nExample"
    )
    schemas, found = load(text)
    names = [each.removesuffix("string") for each in name.split("\n")]
    assert list(schemas["Thing"]["properties"]) == ["url", *names, "timeout"]
    assert schemas["Thing"]["properties"]["url"]["description"].endswith("  Of another.")
    assert schemas["Thing"]["properties"][names[-1]]["description"] == "What is sent there."
    assert not found


@pytest.mark.parametrize("badges", ["WEBHOOK", "WEBHOOK\n\nDEPRECATED"])
@pytest.mark.parametrize("endpoint", ["", "post\nhttps://harbour.example\n\n"])
def test_a_webhook_is_an_operation_with_or_without_an_endpoint(badges: str, endpoint: str) -> None:
    text = (
        f"Some API\n\nship.arrived\n\n{badges}\n\nA ship has arrived.\n\n{endpoint}"
        "Body\n\napplication/json\n\nArrival\n\nshipstringrequired\n\nThe name.\n\n"
        "Response\n\n2XX\n\nAny status tells that it was received.\n\n2XX\n\n"
        "Berth\n\nobject\nidstringrequired\nExample"
    )
    schemas, found = load(text)
    assert {*schemas} == {"Arrival", "Berth"}
    assert schemas["Arrival"]["required"] == ["ship"]
    assert found == ["page/hidden-endpoint"]
    roles = {claim.text: claim.role for claim in reference_page.claims(page(text))}
    assert {roles[badge] for badge in badges.split() if badge != "WEBHOOK"} <= {Role.DEPRECATED}
    assert roles["WEBHOOK"] is Role.WEBHOOK


def test_a_page_that_ends_too_early_is_told() -> None:
    _, found = load("Thing\n\nobject\nidstringrequired\n\nThe id of the thi")
    assert found == ["page/cut-off"]


def test_the_whole_page_stands_for_a_cut_one() -> None:
    whole = "Thing\n\nobject\nidstringrequired\n\nThe id of the thing.\n\nnstring\nExample"
    schemas, found = load(whole[:50], whole)
    assert list(schemas["Thing"]["properties"]) == ["id", "n"]
    assert "page/contradiction" not in found


def test_all_pages_to_refuse_are_named() -> None:
    with pytest.raises(InputError) as refused:
        reference_page.load([page("Hello there.", "a"), page("# Title\n\nSome text.", "b")])
    assert [each.origin.file for each in refused.value.diagnostics] == ["a", "b"]


def test_an_unsettled_list_comes_with_its_overlay() -> None:
    at = "/components/schemas/Thing/properties/x-kind"
    value: Any = {
        "components": {"schemas": {"Thing": {"properties": {"x-kind": {"type": "string"}}}}}
    }
    splits = (Split(("on", "e"), 0.6, "words"), Split(("one",), 0.3, "words"))
    document = Document("page:/", value, recoveries={at: Recovery(raw="", splits=splits)})
    (found,) = reference_page.unsettled(document)
    assert found.code == "page/unsettled-values"
    assert found.help.endswith(
        "- target: \"$.components.schemas.Thing.properties['x-kind']\"\n"
        '  update:\n    enum: ["on", "e"]'
    )
    value["components"]["schemas"]["Thing"]["properties"]["x-kind"]["enum"] = ["one"]
    assert reference_page.unsettled(replace(document, value=value)) == ()


def test_targets_are_json_paths() -> None:
    assert settle.target("/a/b c/0/it's") == "$.a['b c'][0]['it\\'s']"


def test_what_has_properties_and_no_type_is_read_as_an_object() -> None:
    """An object of which a page lists or hides properties, and that is said."""
    text = (
        "Shop\n\nOrder\n\nA purchase.\n\nidstringrequired\npayer\nShow Child Parameters\nExample\n"
    )
    document, _ = reference_page.load([page(text)])
    inferred, found = reference_page.infer(document)
    order = inferred.value["components"]["schemas"]["Order"]  # type: ignore[index, call-overload]
    assert (order["type"], order["properties"]["payer"]["type"]) == ("object", "object")
    assert [each.code for each in found] == ["page/inferred-object"] * 2
    assert reference_page.infer(inferred)[1] == ()
