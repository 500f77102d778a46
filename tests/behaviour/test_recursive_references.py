"""Where ``$recursiveRef`` leads (Core 2019-09, section 8.2.4.2): to the root of its own resource,
or where that has a recursive anchor, to the outermost resource around it in use that has one.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from oracles import Oracle
from packages import Codec, imported, shaped_model
from typewright.export import to_json_schema

RESOURCES = ("outer", "middle", "inner")
"""Each is in use below the one before it, and knows a member that has its own name."""


def _schema(anchors: dict[str, bool | None]) -> dict[str, Any]:
    """Resources with these recursive anchors, or with none; the last one refers recursively, once
    for what it is and once for members that it leaves unevaluated.
    """
    again: dict[str, Any] = {"$recursiveRef": "#"}
    below = {"outer": {"$ref": "middle"}, "middle": {"$ref": "inner"}, "inner": again}
    made = {
        name: {
            "$id": name,
            "type": "object",
            "properties": {"next": below[name], name: {"type": "integer"}},
            **({} if anchors[name] is None else {"$recursiveAnchor": anchors[name]}),
        }
        for name in RESOURCES
    }
    made["inner"]["properties"]["only"] = again | {"unevaluatedProperties": False}
    return made["outer"] | {
        "$schema": "https://json-schema.org/draft/2019-09/schema",
        "$id": "memory:/Thing.json",
        "$defs": {name: made[name] for name in RESOURCES[1:]},
    }


@pytest.mark.parametrize("marks", [*product((True, False, None), repeat=3)], ids=str)
def test_a_recursive_reference_leads_to_the_outermost_anchor(
    marks: tuple[bool | None, ...],
) -> None:
    anchors = dict(zip(RESOURCES, marks, strict=True))
    anchored = [name for name in RESOURCES if anchors[name]]
    target = anchored[0] if anchors["inner"] else "inner"
    model = shaped_model(_schema(anchors))
    exported = Oracle({**to_json_schema(model), "$ref": "#/$defs/Thing"})
    with imported(model) as package:
        codec = Codec(package, model, "Thing")
        for name in RESOURCES:
            verdicts = {
                name != target: {"next": {"next": {"next": {name: "no number"}}}},
                name == target: {"next": {"next": {"only": {name: 1}}}},
            }
            for fits, value in verdicts.items():
                assert (not codec.validate(value)) is fits
                assert set(exported.verdicts(value).values()) == {fits}
                if fits:
                    assert codec.encode(codec.decode(value)) == value
                    continue
                with pytest.raises(package.ValidationError):
                    codec.decode(value)
