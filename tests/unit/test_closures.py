"""Laws of the hashes over what a schema leads to: they tell of a change there, and only there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typewright.fixtures.contents import contents
from typewright.model import Model
from typewright.schema import Schema, SchemaGraph, SchemaId
from typewright.schema.closures import Closures

NAMES = [SchemaId(f"file:///x#/{number}") for number in range(8)]
EDGES = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=3)
)


def graph_of(edges: dict[SchemaId, list[SchemaId]]) -> SchemaGraph:
    return SchemaGraph({one: Schema(id=one, all_of=tuple(edges.get(one, ()))) for one in NAMES})


@given(EDGES, st.sampled_from(NAMES), st.sampled_from([b"", b"said", b"0 1\n"]))
def test_the_hash_of_a_schema_tells_of_what_it_leads_to(
    edges: dict[SchemaId, list[SchemaId]], edited: SchemaId, said: bytes
) -> None:
    graph = graph_of(edges)
    closures = Closures(graph)
    content = {one: one.encode() for one in NAMES}
    before, after = closures.digests(content), closures.digests({**content, edited: said})
    assert len(set(before.values())) == len(NAMES)
    for one in NAMES:
        assert (before[one] != after[one]) == (edited in graph.reached_from([one]))


@given(EDGES, EDGES)
def test_it_tells_of_the_ways_there(
    edges: dict[SchemaId, list[SchemaId]], others: dict[SchemaId, list[SchemaId]]
) -> None:
    one, other = (Closures(graph_of(each)).digests({}) for each in (edges, others))
    for name in NAMES:
        reached = graph_of(edges).reached_from([name])
        same = all(edges.get(each, []) == others.get(each, []) for each in reached)
        assert (one[name] == other[name]) == same


def test_contents_tell_values_of_different_types_apart() -> None:
    found = set()
    for value in (1, 1.0, True, "1", [1], {"1": 1}, None, b""):
        schema = Schema(id=NAMES[0], extensions={"x-a": value})  # type: ignore[dict-item]
        for each in (schema, Schema(id=NAMES[0], const=value)):  # type: ignore[arg-type]
            found.add(contents(Model(graph=SchemaGraph({NAMES[0]: each})))[NAMES[0]])
    assert len(found) == 16


def test_contents_of_equal_schemas_are_equal() -> None:
    made = [
        Schema(id=SchemaId("".join(["a", "b"])), required=tuple("".join(["x", "y"]) for _ in "12")),
        Schema(id=SchemaId("ab"), required=("xy", "xy")),
    ]
    first, second = (contents(Model(graph=SchemaGraph({each.id: each}))) for each in made)
    assert first == second
