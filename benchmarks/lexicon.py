"""Count the words of public API descriptions for the segmentation of glued enum values.

``python -m benchmarks.lexicon`` writes ``segmentation/lexicon.tsv`` anew from the corpora. Only
counts are kept, each for one family of documents, so that an evaluation can leave out the
family that it judges; versions of one API are one family.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from typewright.loaders.reference_page.segmentation import text

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("TYPEWRIGHT_CORPORA") or ROOT.parent / "shared" / "corpora")
TARGET = ROOT / "generator/typewright/loaders/reference_page/segmentation/lexicon.tsv"

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "openai": ("openai/openapi-2025-02-10.yaml", "openai/openapi-2026-08-21.yaml"),
    "discord": ("openapi/discord-3.1.json",),
    "mistral": ("openapi/mistral-3.1.yaml",),
    "rebilly": ("openapi/rebilly-3.0.yaml",),
    "docker": ("openapi/docker-engine-1.55-swagger2.yaml",),
    "digitalocean": ("derived/digitalocean-bundled.json",),
    "json-schemas": ("json-schemas/*/schema.json", "json-schemas/*/refs/*.json"),
}

_WORD = re.compile(r"[a-z]{2,20}")
_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9_.:/-]{1,39}")
_PROSE = frozenset({"description", "title", "summary"})


def read(path: Path) -> Any:
    """A JSON or YAML document as plain values."""
    data = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(data)
    return yaml.load(data, Loader=yaml.CSafeLoader)


class Counts:
    """Words of prose and names, words inside enum values, and whole enum values."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.chunks: Counter[str] = Counter()
        self.values: Counter[str] = Counter()

    def add(self, document: Any) -> None:
        passages: set[str] = set()
        lists: set[tuple[str, ...]] = set()
        for key, node in _members(document):
            if key in _PROSE and isinstance(node, str):
                passages.add(text.normalize(node))
            elif key == "properties" and isinstance(node, dict):
                passages.update(str(name) for name in node)
            elif key == "enum" and isinstance(node, list):
                lists.add(tuple(value for value in node if isinstance(value, str)))
        for passage in passages:
            self.words.update(word for word in text.words(passage) if _WORD.fullmatch(word))
        for values in lists:
            for value in set(values):
                self.chunks.update(word for word in text.words(value) if _WORD.fullmatch(word))
                if _VALUE.fullmatch(value):
                    self.values[value] += 1


def _members(node: Any) -> Iterator[tuple[str, Any]]:
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            for key, child in node.items():
                yield str(key), child
                pending.append(child)
        elif isinstance(node, list):
            pending.extend(node)


def derive() -> str:
    """The text of the lexicon: per kind the tokens in order, each with its count per family."""
    letters = {family: chr(ord("A") + index) for index, family in enumerate(FAMILIES)}
    kinds: dict[str, dict[str, list[str]]] = {"words": {}, "chunks": {}, "values": {}}
    for family, patterns in FAMILIES.items():
        counts = Counts()
        for pattern in patterns:
            for path in sorted(CORPORA.glob(pattern)):
                counts.add(read(path))
        for kind, table in kinds.items():
            for token, count in getattr(counts, kind).items():
                table.setdefault(token, []).append(f"{letters[family]}{count}")
    lines = [f"# {letter} {family}" for family, letter in letters.items()]
    for kind, table in kinds.items():
        lines.append(f"[{kind}]")
        lines += [f"{token}\t{''.join(table[token])}" for token in sorted(table)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(derive(), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")
