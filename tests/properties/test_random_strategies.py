"""Strategies of random schemas draw valid values, and find some wherever fixtures do."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import typewright
from schemas import model_of
from strategies import SCHEMAS
from typewright.fixtures import make


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(SCHEMAS, st.data())
def test_what_is_drawn_is_valid(schema: Any, data: st.DataObject) -> None:
    sets, _ = make(model_of(schema), steps=2000)
    try:
        strategy = typewright.strategy(schema)
    except ValueError:
        assert not sets["Thing"].valid, sets["Thing"].valid[0]
        return
    validator = typewright.compile(schema)
    for _ in range(3):
        value = data.draw(strategy)
        assert validator.is_valid(value), validator.issues(value)
