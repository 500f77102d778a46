"""How well glued enum values are split: ``python -m benchmarks.segmentation [--fit] [NAME …]``.

Each description is judged with a lexicon and with weights that were made without it and without
the other versions of the same API. ``--fit`` fits the weights anew, writes the shipped ones and
those for this evaluation, and then prints the table.
"""

from __future__ import annotations

import functools
import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import glued_enums, logistic
from benchmarks.lexicon import CORPORA, ROOT, read
from typewright.loaders.reference_page.segmentation import THRESHOLD, Split, judge, lexicon
from typewright.loaders.reference_page.segmentation.candidates import ranked
from typewright.loaders.reference_page.segmentation.confidence import features

SPECS: Mapping[str, tuple[str, str]] = {
    "openai-2025-02": ("openai", "openai/openapi-2025-02-10.yaml"),
    "openai-2026-08": ("openai", "openai/openapi-2026-08-21.yaml"),
    "digitalocean": ("digitalocean", "derived/digitalocean-bundled.json"),
    "discord": ("discord", "openapi/discord-3.1.json"),
    "mistral": ("mistral", "openapi/mistral-3.1.yaml"),
    "rebilly": ("rebilly", "openapi/rebilly-3.0.yaml"),
    "docker": ("docker", "openapi/docker-engine-1.55-swagger2.yaml"),
    "json-schemas": ("json-schemas", "json-schemas/*/schema.json"),
}
"""Each description with the family of descriptions that it belongs to."""

WITHOUT = Path(__file__).with_name("segmentation_weights.json")
SHIPPED = ROOT / "generator/typewright/loaders/reference_page/segmentation/weights.py"
_HEADER = '''"""What each feature of a reading says for it; written by a benchmark."""

from __future__ import annotations

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
'''
_LONGEST_TO_FIT = 900
_MOST_OF_A_FAMILY = 300


@dataclass(frozen=True)
class Answer:
    """A case with its readings."""

    case: glued_enums.Case
    splits: tuple[Split, ...]
    seconds: float

    @property
    def truth(self) -> tuple[str, ...]:
        return tuple(value for value in self.case.values if value)

    @property
    def right(self) -> bool:
        return self.splits[0].values == self.truth

    @property
    def sure(self) -> bool:
        return self.splits[0].confidence >= THRESHOLD


@functools.cache
def cases(name: str) -> tuple[glued_enums.Case, ...]:
    """All lists of a description."""
    found: list[glued_enums.Case] = []
    for path in sorted(CORPORA.glob(SPECS[name][1])):
        document = read(path)
        if name == "json-schemas":
            document = _as_components(document)
        found += glued_enums.cases(document)
    return tuple(found)


def _as_components(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON Schema as if it were a description, so that it has pages."""
    root = {key: part for key, part in schema.items() if key not in ("definitions", "$defs")}
    definitions = {**schema.get("definitions", {}), **schema.get("$defs", {}), "root": root}
    return {**schema, "definitions": definitions, "paths": {}, "info": {}}


def weights_without(family: str) -> Mapping[str, float]:
    """The weights that were fitted on all other families."""
    table: Mapping[str, Mapping[str, float]] = json.loads(WITHOUT.read_text(encoding="utf-8"))
    return table[family]


def answers(name: str, *, site: bool = False, every: int = 1) -> Iterator[Answer]:
    """The readings of a description's lists, or of every n-th one."""
    family = SPECS[name][0]
    words = lexicon.load(frozenset({family}))
    weights = weights_without(family)
    for case in cases(name)[::every]:
        start = time.perf_counter()
        splits = judge(case.glued, case.site if site else case.page, words, weights)
        yield Answer(case, splits, time.perf_counter() - start)


def _rows(family: str) -> Iterator[logistic.Row]:
    words = lexicon.load(frozenset({family}))
    rows: list[tuple[Mapping[str, float], bool]] = []
    for name in (name for name, (of, _) in SPECS.items() if of == family):
        for case in cases(name):
            if len(case.glued) > _LONGEST_TO_FIT:
                continue
            truth = tuple(value for value in case.values if value)
            for evidence in (case.page, case.site):
                found, costs = ranked(case.glued, evidence, words)
                rows.append((features(case.glued, found, costs), found[0].values == truth))
    count = min(1.0, _MOST_OF_A_FAMILY / len(rows))
    return ((seen, right, count) for seen, right in rows)


def fit() -> None:
    """Write the shipped weights, and for each family those that were fitted without it."""
    rows = {family: list(_rows(family)) for family in dict.fromkeys(of for of, _ in SPECS.values())}
    table = {
        left_out: logistic.fit(
            [row for family in rows if family != left_out for row in rows[family]]
        )
        for left_out in rows
    }
    WITHOUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    shipped = logistic.fit([row for family in rows for row in rows[family]])
    lines = [f'    "{name}": {weight},\n' for name, weight in shipped.items()]
    SHIPPED.write_text(_HEADER + "".join(lines) + "}\n", encoding="utf-8")


def share(found: Iterable[bool]) -> float:
    """The share of true ones, 1 where there are none."""
    counted = list(found)
    return sum(counted) / len(counted) if counted else 1.0


def _line(name: str, found: list[Answer], context: str) -> str:
    several = [answer.right for answer in found if len(answer.truth) > 1]
    single = [answer.right for answer in found if len(answer.truth) == 1]
    sure = [answer.right for answer in found if answer.sure]
    milliseconds = sorted(answer.seconds * 1000 for answer in found)[len(found) // 2]
    return (
        f"| {name} | {context} | {len(found)} | {share(a.right for a in found):.3f} "
        f"| {share(several):.3f} of {len(several)} | {share(single):.3f} of {len(single)} "
        f"| {share(a.sure for a in found):.3f} | {share(sure):.4f} | {milliseconds:.0f} |"
    )


def _reliability(found: list[Answer]) -> Iterator[str]:
    borders = (0.0, 0.25, 0.5, 0.75, 0.9, 0.96, 0.98, 0.99, 1.01)
    yield "\n| said | lists | mean said | right |\n|---|--:|--:|--:|"
    for low, high in itertools.pairwise(borders):
        within = [answer for answer in found if low <= answer.splits[0].confidence < high]
        if within:
            said = sum(answer.splits[0].confidence for answer in within) / len(within)
            right = share(answer.right for answer in within)
            yield f"| {low:.2f}-{min(high, 1):.2f} | {len(within)} | {said:.3f} | {right:.3f} |"


def main(arguments: list[str]) -> None:
    """Print a Markdown table of exactness, and how far the confidence can be believed."""
    if "--fit" in arguments:
        fit()
    names = [argument for argument in arguments if argument in SPECS] or list(SPECS)
    everything: list[Answer] = []
    print(f"threshold {THRESHOLD}\n")
    print("| description | context | lists | exact | several values | single | answered ", end="")
    print("| right of these | ms (median) |\n|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for name in names:
        for context in ("page", "site"):
            found = list(answers(name, site=context == "site"))
            everything += found
            print(_line(name, found, context), flush=True)
    print("\n".join(_reliability(everything)))


if __name__ == "__main__":
    main(sys.argv[1:])
