"""What is kept of a run: enough to say the same again without making anything."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from typewright.cache import Pieces, Store
from typewright.cache.identity import identity
from typewright.config import Config
from typewright.diagnostics import Diagnostic, Related, Severity
from typewright.output import Index, Outline
from typewright.source import Origin, Position, Source, SourceKind
from typewright.source.intake import Intake, digest
from typewright.values import dataclass

REMEMBERED = frozenset({"python", "pydantic"})
"""The targets that are known to depend on nothing but what they are given. A plug-in is only asked
to, so what it makes is not taken from memory.
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a run has found and made: ``summaries`` are a line for each package, ``outlines`` what
    its output roots were to hold.
    """

    found: tuple[Diagnostic, ...]
    summaries: tuple[str, ...]
    outlines: tuple[Outline, ...]


def name(config: Config, intake: Intake) -> str | None:
    """What the memory of a run is called that is asked for this, and reads these inputs.

    Two runs of one name differ at most in what references lead to, which the entry itself tells.
    ``None`` where an input cannot be read, or nothing is to be remembered.
    """
    targets = {target.name for package in config.packages for target in package.targets}
    if not targets <= REMEMBERED:
        return None
    try:
        asked = [identity(), os.getcwd(), os.path.expanduser("~"), repr(config)]
        for package in config.packages:
            for given in (*package.sources, *package.overlays, *package.resources):
                asked += [given.path, digest(intake.read(given.path))]
    except (OSError, ValueError):
        return None
    return f"run-{_hash(asked)}"


def recall(store: Store, name: str, intake: Intake) -> Memory | None:
    """The memory of that name, if all that its run has read is still the same."""
    entry = store.get(name)
    try:
        seen = [((kind, path), answer) for kind, path, answer in entry["seen"]]
        return _decoded(entry, intake) if intake.sees(seen) else None
    except (AttributeError, LookupError, OSError, TypeError, ValueError):
        return None


def remember(store: Store, name: str, memory: Memory, intake: Intake) -> None:
    """Keep the memory of a run that has read through ``intake``."""
    if intake.is_repeatable:
        store.put(name, _encoded(memory, intake))


def pieces(store: Store, config: Config) -> Pieces:
    """What earlier runs have made for the same output."""
    made = [
        f"{package.name}\n{target.name}\n{os.path.realpath(target.output)}"
        for package in config.packages
        for target in package.targets
    ]
    return Pieces(store, f"made-{_hash([identity(), *made])}")


def load_index(store: Store, root: Path) -> Index:
    """What is known of the files in an output root."""
    entry = store.get(_index_name(root))
    try:
        rows, manifest = entry["rows"], entry["manifest"]
        if isinstance(manifest, str) and all(isinstance(row, str) for row in rows.values()):
            return Index(rows, manifest)
    except (AttributeError, LookupError, TypeError):
        pass
    return Index()


def save_index(store: Store, root: Path, index: Index) -> None:
    """Keep what is known of the files in an output root."""
    store.put(_index_name(root), {"rows": index.rows, "manifest": index.manifest})


def _index_name(root: Path) -> str:
    return f"root-{_hash([os.path.realpath(root)])}"


def _hash(parts: Sequence[str]) -> str:
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# --- as JSON -------------------------------------------------------------------------------------


def _encoded(memory: Memory, intake: Intake) -> dict[str, Any]:
    sources = list(dict.fromkeys(_sources(memory.found)))
    numbers: dict[Source | None, int] = {source: n for n, source in enumerate(sources)}
    numbers[None] = -1
    paths = {answer: path for (kind, path), answer in intake.seen.items() if kind == "read"}

    def place(origin: Origin) -> list[Any]:
        at = origin.position
        number = numbers[origin.source]
        return [number, origin.node, at.line, at.column, origin.confidence]

    return {
        "seen": [[*sight, answer] for sight, answer in intake.seen.items()],
        "sources": [_source(source, paths) for source in sources],
        "found": [
            [
                *(one.code, one.severity.value, one.message, place(one.origin), one.help),
                [[place(related.origin), related.message] for related in one.related],
            ]
            for one in memory.found
        ],
        "summaries": memory.summaries,
        "roots": [
            [os.fspath(each.root), dict(each.packages), each.config, each.whole]
            for each in memory.outlines
        ],
    }


def _decoded(entry: dict[str, Any], intake: Intake) -> Memory:
    sources: dict[int, Source | None] = {
        number: Source(title, uri, SourceKind(kind), _text(path, text, intake))
        for number, (title, uri, kind, path, text) in enumerate(entry["sources"])
    }
    sources[-1] = None

    def origin(number: int, pointer: str, line: int, column: int, confidence: float) -> Origin:
        return Origin(sources[number], pointer, Position(line, column), confidence)

    found = [
        Diagnostic(
            *(code, Severity(severity), message, origin(*place), help_),
            tuple(Related(origin(*other), message) for other, message in related),
        )
        for code, severity, message, place, help_, related in entry["found"]
    ]
    outlines = [Outline(Path(root), *rest) for root, *rest in entry["roots"]]
    return Memory(tuple(found), tuple(entry["summaries"]), tuple(outlines))


def _sources(found: Iterable[Diagnostic]) -> Iterable[Source]:
    for one in found:
        for origin in (one.origin, *(related.origin for related in one.related)):
            if origin.source is not None:
                yield origin.source


def _source(source: Source, paths: dict[str, str]) -> list[Any]:
    """A source with the path of the file that holds its text, or with its text."""
    path = paths.get(digest(source.text.encode("utf-8", "surrogatepass")))
    text = source.text if path is None else None
    return [source.name, source.uri, source.kind.value, path, text]


def _text(path: str | None, text: str | None, intake: Intake) -> str:
    return text or "" if path is None else intake.read(path).decode()
