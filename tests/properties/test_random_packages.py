"""Packages generated from random schemas say what the reference interpreter says."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from mutate import mutate
from packages import Codec, imported, shaped_model
from strategies import SCHEMAS
from typewright.checks import interpreter
from typewright.checks.equality import key
from typewright.fixtures import make


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS)
def test_both_paths_agree_with_the_interpreter_on_fixtures_and_changes_to_them(schema: Any) -> None:
    model = shaped_model(schema)
    check = model.checks[model["Thing"].schema]
    fixtures = make(model)[0]["Thing"]
    rng = Random(1)  # noqa: S311 - the same changes every time
    values = [one.value for one in (*fixtures.valid, *fixtures.invalid)]
    values += [mutate(value, rng) for value in values for _ in range(3)]
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for value in values:
            issues = codec.validate(value)
            wanted = interpreter.issues(check, value, model.checks)
            stated = [(one.pointer, one.keyword, one.message) for one in issues]
            assert stated == [(one.pointer, one.keyword, one.message) for one in wanted]
            if issues:
                with pytest.raises(package.ValidationError) as refused:
                    codec.decode(value)
                assert refused.value.issues == issues
            else:
                assert key(codec.encode(codec.decode(value))) == key(value)
