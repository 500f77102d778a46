"""Random schemas of JSON Schema 2020-12, and values of strategies."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(["a", "b", "id", "created_at", "a b", "x/y", "~", "é"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from([0.5, 1.0, -2.5]),
    st.sampled_from(["", "a", "text", "é", "1"]),
)
PATTERNS = st.sampled_from(
    ["^a", "b$", "^[a-z]{2,4}$", "[0-9]", "^(x|yy)+$", "^\\d{3}-\\w+$", "^[^a-z]*$", "^(?:ab|cd)?e"]
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])


def _keywords(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keywords)


def _small() -> st.SearchStrategy[int]:
    return st.integers(0, 4)


NUMBERS = _keywords(
    minimum=st.integers(-5, 5),
    maximum=st.one_of(st.integers(0, 20), st.just(9.5)),
    exclusiveMinimum=st.sampled_from([-6, 0, 0.25]),
    exclusiveMaximum=st.sampled_from([10, 7.5]),
    multipleOf=st.sampled_from([1, 2, 3, 0.5, 0.1]),
)
STRINGS = _keywords(
    minLength=_small(),
    maxLength=st.integers(1, 9),
    pattern=PATTERNS,
    format=st.sampled_from(["date-time", "email", "uuid", "uri"]),
)


def _arrays(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _keywords(
        items=children,
        prefixItems=st.lists(children, min_size=1, max_size=2),
        minItems=_small(),
        maxItems=st.integers(1, 5),
        uniqueItems=st.booleans(),
        contains=children,
    )


def _objects(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _keywords(
        properties=st.dictionaries(NAMES, children, max_size=3),
        required=st.lists(NAMES, max_size=2, unique=True),
        additionalProperties=children,
        patternProperties=st.dictionaries(PATTERNS, children, max_size=1),
        propertyNames=st.fixed_dictionaries({"maxLength": st.integers(2, 12)}),
        minProperties=st.integers(0, 2),
        maxProperties=st.integers(2, 5),
        dependentRequired=st.dictionaries(NAMES, st.lists(NAMES, max_size=1), max_size=1),
        dependentSchemas=st.dictionaries(NAMES, children, max_size=1),
    )


def _combined(children: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    branches = st.lists(children, min_size=1, max_size=3)
    return _keywords(allOf=branches, anyOf=branches, oneOf=branches).flatmap(
        lambda schema: _keywords(**{"not": children}, **{"if": children}, then=children).map(
            lambda more: {**schema, **more}
        )
    )


def _typed(kind: str, keywords: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Any]:
    return keywords.map(lambda found: {"type": kind, **found})


def _level(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        _typed("string", STRINGS),
        _typed("integer", NUMBERS),
        _typed("number", NUMBERS),
        _typed("array", _arrays(children)),
        _typed("object", _objects(children)),
        _objects(children),
        st.builds(lambda a, b: {**a, **b}, _objects(children), _combined(children)),
        _combined(children),
        st.fixed_dictionaries({"anyOf": st.tuples(children, st.just({"type": "null"})).map(list)}),
    )


LEAVES = st.one_of(
    st.booleans(),
    st.just({}),
    st.fixed_dictionaries({"type": TYPES}),
    st.fixed_dictionaries({"type": st.lists(TYPES, min_size=1, max_size=3, unique=True)}),
    st.fixed_dictionaries({"enum": st.lists(SCALARS, min_size=1, max_size=4)}),
    st.fixed_dictionaries({"const": SCALARS}),
    _typed("string", STRINGS),
    _typed("integer", NUMBERS),
)

SCHEMAS = st.recursive(LEAVES, _level, max_leaves=8)
"""Schemas of every kind, most of which something satisfies."""


def drawn(strategy: Any, count: int, *unchecked: HealthCheck) -> list[Any]:
    """Values of a strategy, with all of Hypothesis' health checks but some."""
    found: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=unchecked,
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found
