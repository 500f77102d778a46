"""What is measured on: a description of an API, and objects as its server would send them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("TYPEWRIGHT_CORPORA") or ROOT.parent / "shared" / "corpora")


@dataclass(frozen=True, slots=True)
class Subject:
    """A description, and for some of its objects an instance by name.

    ``words`` stand once in it, in what is said of one object. ``faults`` are instances by a title,
    each with the name of its object, that break their schema. ``many`` is the name of the sample
    that is also taken as a list of many. ``others`` are descriptions by their names, of which only
    the generation is measured.
    """

    description: Path
    samples: Mapping[str, Any]
    words: str
    faults: Mapping[str, tuple[str, Any]]
    many: str = ""
    others: Mapping[str, Path] = field(default_factory=dict)

    @property
    def smallest(self) -> str:
        """The name of the sample with the shortest text."""
        return min(self.samples, key=self._length)

    @property
    def largest(self) -> str:
        """The name of the sample with the longest text."""
        return max(self.samples, key=self._length)

    def _length(self, name: str) -> int:
        return len(json.dumps(self.samples[name]))


def openai() -> Subject:
    """The newest description of the OpenAI API, which the corpora hold.

    Raises ``SystemExit`` where they are not.
    """
    description = CORPORA / "openai" / "openapi-2026-08-21.yaml"
    if not description.is_file():
        raise SystemExit(
            f"no {description.name}: set TYPEWRIGHT_CORPORA to the folder of the test data"
        )
    return Subject(
        description,
        {name: _sample(name) for name in _NAMES},
        "The OpenAI API endpoint used by the batch.",
        {title: (name, changed(_sample(name), edits)) for title, (name, edits) in _FAULTS.items()},
        many="Batch",
        others={name: CORPORA / path for name, path in _OTHERS.items()},
    )


_OTHERS: Mapping[str, str] = {
    "DigitalOcean": "derived/digitalocean-bundled.json",
    "Discord": "openapi/discord-3.1.json",
    "Mistral": "openapi/mistral-3.1.yaml",
    "Rebilly": "openapi/rebilly-3.0.yaml",
}
"""In JSON and in YAML, of OpenAPI 3.0 and 3.1."""


def changed(value: Any, edits: Mapping[str, Any]) -> Any:
    """A copy of JSON data with other parts at some JSON pointers; no name in them is escaped."""
    value = json.loads(json.dumps(value))
    for pointer, part in edits.items():
        *steps, last = (int(step) if step.isdigit() else step for step in pointer[1:].split("/"))
        parent = value
        for step in steps:
            parent = parent[step]
        parent[last] = part
    return value


_FAULTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "Batch, four faults": (
        "Batch",
        {
            "/id": 17,
            "/status": "done",
            "/request_counts/total": "many",
            "/usage/input_tokens": None,
        },
    ),
    "Upload, two faults": ("Upload", {"/bytes": "1 GB", "/file/purpose": "pleasure"}),
    "CreateChatCompletionResponse, three faults": (
        "CreateChatCompletionResponse",
        {
            "/choices/0/finish_reason": "tired",
            "/choices/0/message/tool_calls/0/function/name": 1,
            "/usage/total_tokens": "1163",
        },
    ),
    "FineTuningJob, two faults in unions": (
        "FineTuningJob",
        {"/integrations/0/wandb/project": None, "/hyperparameters/n_epochs": "many"},
    ),
    "Response, two faults at the top": ("Response", {"/status": "done", "/created_at": "now"}),
    "Response, three faults in deep unions": (
        "Response",
        {
            "/output/2/results/0/score": "high",
            "/output/3/content/0/annotations/0/index": "first",
            "/tools/0/name": 7,
        },
    ),
}

_NAMES = ("Batch", "Upload", "CreateChatCompletionResponse", "Response", "FineTuningJob")


def _sample(name: str) -> Any:
    file = Path(__file__).with_name("samples") / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))
