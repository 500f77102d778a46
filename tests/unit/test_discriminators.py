"""What a ``discriminator`` says of types, and what it does not change."""

from __future__ import annotations

from typing import Any

from apis import api_model, ref
from packages import Codec, imported
from shapes import said
from typewright import passes
from typewright.loaders import openapi
from typewright.model import Model
from typewright.source import Document

TAGGED: dict[str, Any] = {"type": "object", "properties": {"kind": {"type": "string"}}}
PET: dict[str, Any] = {
    "type": "object",
    "required": ["kind"],
    "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
    "discriminator": {
        "propertyName": "kind",
        "mapping": {"dog": "Dog", "hound": ref("Dog")["$ref"]},
    },
}
FAMILY: dict[str, Any] = {
    "Pet": PET,
    "Dog": {"allOf": [ref("Pet"), {"properties": {"barks": {"type": "boolean"}}}]},
    "Cat": {"allOf": [ref("Pet")]},
    "Puppy": {"allOf": [ref("Dog")], "properties": {"weeks": {"type": "integer"}}},
    "Animal": ref("Pet"),
    "Owner": {
        "type": "object",
        "properties": {"pet": ref("Pet"), "pets": {"type": "array", "items": ref("Pet")}},
    },
}


def shapes(model: Model) -> dict[str, str]:
    return {key: said(one.shape) for key, one in model.definitions.items()}


def union(keyword: str, mapping: dict[str, str] | None = None) -> dict[str, Any]:
    declared: dict[str, Any] = {"propertyName": "kind"}
    if mapping is not None:
        declared["mapping"] = mapping
    return {keyword: [ref("A"), ref("B")], "discriminator": declared}


def test_a_declared_tag_has_the_values_of_the_mapping_or_the_names_of_the_components() -> None:
    mapping = {"first": "A", "1st": "#/components/schemas/A"}
    model = api_model(A=TAGGED, B=TAGGED, Two=union("anyOf"), Mapped=union("oneOf", mapping))
    found = shapes(model)
    assert found["Two"] == "@A if A | @B if B by declared kind"
    assert found["Mapped"] == "@A if first/1st | @B if B by declared kind"


def test_a_tag_that_the_schemas_demand_needs_no_declaration() -> None:
    def kind(value: str) -> dict[str, Any]:
        return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": value}}}

    model = api_model(A=kind("a"), B=kind("b"), Two=union("oneOf", {"x": "A", "y": "B"}))
    assert shapes(model)["Two"] == "@A if a | @B if b by kind"


def test_a_declared_tag_chooses_among_the_variants_that_fit_and_refuses_nothing() -> None:
    model = api_model(A=TAGGED, B=TAGGED, Two=union("anyOf"), One=union("oneOf"))
    with imported(model) as package:
        codec = Codec(package, model, "Two")
        assert type(codec.decode({"kind": "B"})) is package.B
        assert type(codec.decode({"kind": "A"})) is package.A
        assert type(codec.decode({"kind": "neither"})) is package.A
        assert codec.validate({"kind": "neither"}) == []
        only_one = Codec(package, model, "One")
        assert [issue.keyword for issue in only_one.validate({"kind": "A"})] == ["oneOf"]


def test_references_to_a_parent_mean_it_or_what_builds_on_it() -> None:
    found = shapes(api_model(**FAMILY))
    assert found["Pet|variant"] == (
        "@Dog if dog/hound | @Cat if Cat | @Puppy if Puppy | @Pet by declared kind"
    )
    assert found["Owner"] == "{pet?: @Pet|variant, pets?: [@Pet|variant], ...any}"
    assert found["Animal"] == "@Pet|variant"
    assert found["Cat"] == "{kind: string, name?: string, ...any}"
    assert found["Puppy"] == (
        "{kind: string, name?: string, barks?: boolean, weeks?: integer, ...any}"
    )


def test_what_builds_on_a_parent_is_read_as_what_it_is_where_it_fits() -> None:
    model = api_model(**FAMILY)
    with imported(model) as package:
        owner = package.Owner.from_dict(
            {
                "pet": {"kind": "hound", "barks": True},
                "pets": [{"kind": "Cat"}, {"kind": "dog", "barks": "?"}, {"kind": "other"}],
            }
        )
        assert type(owner.pet) is package.Dog
        assert [type(pet).__name__ for pet in owner.pets] == ["Cat", "Pet", "Pet"]
        assert package.Owner.validate({"pets": [{"kind": "dog", "barks": "?"}]}) == []
        assert owner.to_dict()["pets"][1] == {"kind": "dog", "barks": "?"}
        assert [i.pointer for i in package.Owner.validate({"pet": {"kind": 1}})] == ["/pet/kind"]
        assert type(package.decode_pet_variant({"kind": "Puppy"})) is package.Puppy


def test_the_names_of_a_family_do_not_hang_on_the_order_of_its_members() -> None:
    turned = dict(reversed(FAMILY.items()))
    model = api_model(**turned)
    assert {one.key: one.words for one in model.definitions.values()} == {
        one.key: one.words for one in api_model(**FAMILY).definitions.values()
    }


def test_a_discriminator_that_nothing_builds_on_makes_no_union() -> None:
    assert list(shapes(api_model(Pet=PET, Dog={"type": "object"}))) == ["Pet", "Dog"]


def test_extensions_are_in_the_model() -> None:
    inner = {"type": "string", "x-order": 1, "unknown": 2}
    thing = {"type": "object", "x-owner": {"team": "a"}, "properties": {"a": inner}}
    model = api_model(Thing=thing)
    definition = model["Thing"]
    assert definition.extensions == {"x-owner": {"team": "a"}}
    (member,) = definition.shape.members  # type: ignore[union-attr]
    assert member.extensions == {"x-order": 1}


def test_in_swagger_the_values_are_the_names_of_the_definitions() -> None:
    pet = {"type": "object", "discriminator": "kind", "required": ["kind"]}
    pet["properties"] = {"kind": {"type": "string"}}
    document = {
        "swagger": "2.0",
        "info": {"title": "An API", "version": "1"},
        "paths": {},
        "definitions": {
            "Pet": pet,
            "Dog": {"allOf": [{"$ref": "#/definitions/Pet"}]},
            "Owner": {"type": "object", "properties": {"pet": {"$ref": "#/definitions/Pet"}}},
        },
    }
    graph, _ = openapi.load(Document("memory:/api.json", document))  # type: ignore[arg-type]
    found = shapes(passes.run(graph)[0])
    assert found["Pet|variant"] == "@Dog if Dog | @Pet by declared kind"
    assert found["Owner"] == "{pet?: @Pet|variant, ...any}"
