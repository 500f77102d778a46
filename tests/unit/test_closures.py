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


WANTED = st.sets(st.sampled_from(NAMES), min_size=1)


def graph_of(edges: dict[SchemaId, list[SchemaId]]) -> SchemaGraph:
    return SchemaGraph({one: Schema(id=one, all_of=tuple(edges.get(one, ()))) for one in NAMES})


@given(EDGES, WANTED, st.sampled_from(NAMES), st.sampled_from([b"", "said", ["0", 1], None]))
def test_the_hash_of_a_schema_tells_of_what_it_leads_to(
    edges: dict[SchemaId, list[SchemaId]], wanted: set[SchemaId], edited: SchemaId, said: object
) -> None:
    graph = graph_of(edges)
    closures = Closures(graph, wanted)
    content: dict[SchemaId, object] = {one: one.encode() for one in NAMES}
    before, after = closures.digests(content), closures.digests({**content, edited: said})
    assert len(set(before.values())) == len(before)
    for one in wanted:
        assert (before[one] != after[one]) == (edited in graph.reached_from([one]))


def ways_into(
    reached: frozenset[SchemaId], edges: dict[SchemaId, list[SchemaId]]
) -> set[tuple[SchemaId, SchemaId]]:
    return {(one, to) for one in edges if one not in reached for to in edges[one] if to in reached}


@given(EDGES, EDGES, WANTED)
def test_it_tells_of_the_ways_there(
    edges: dict[SchemaId, list[SchemaId]],
    others: dict[SchemaId, list[SchemaId]],
    wanted: set[SchemaId],
) -> None:
    one, other = (Closures(graph_of(each), wanted).digests({}) for each in (edges, others))
    for name in wanted:
        reached = graph_of(edges).reached_from([name])
        same = all(edges.get(each, []) == others.get(each, []) for each in reached)
        if all(ways_into(reached, each) == ways_into(reached, edges) for each in (edges, others)):
            assert (one[name] == other[name]) == same
        else:  # what is a unit of its own may have changed, which makes no difference to others
            assert one[name] != other[name] or same


def digest(schema: Schema) -> bytes:
    graph = SchemaGraph({schema.id: schema})
    return Closures(graph, [schema.id]).digests(contents(Model(graph=graph)))[schema.id]


def test_contents_tell_values_of_different_types_apart() -> None:
    found = set()
    for value in (1, 1.0, True, "1", [1], {"1": 1}, None, b""):
        schema = Schema(id=NAMES[0], extensions={"x-a": value})  # type: ignore[dict-item]
        for each in (schema, Schema(id=NAMES[0], const=value)):  # type: ignore[arg-type]
            found.add(digest(each))
    assert len(found) == 16


def test_contents_of_equal_schemas_are_equal() -> None:
    made = [
        Schema(id=SchemaId("".join(["a", "b"])), required=tuple("".join(["x", "y"]) for _ in "12")),
        Schema(id=SchemaId("ab"), required=("xy", "xy")),
    ]
    first, second = map(digest, made)
    assert first == second
