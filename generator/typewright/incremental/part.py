"""A package made of a part of its description, where an earlier run has made the rest."""

from __future__ import annotations

from collections.abc import Set
from itertools import chain
from typing import Any, Final, Protocol

from typewright.diagnostics import InputError
from typewright.diagnostics.findings import Diagnostics
from typewright.diagnostics.listing import arrange, has_errors
from typewright.emission import Emitter, Job, Package
from typewright.fixtures.basis import LostError, Rest
from typewright.incremental.description import Description
from typewright.incremental.trace import (
    Name,
    Trace,
    UntraceableError,
    claims_one_of,
    names_of,
)
from typewright.incremental.tracing import sources_of, traced
from typewright.passes import Taken
from typewright.pipeline import Gathered, Loaded, misses, understand
from typewright.source.kept import Kept
from typewright.values import dataclass, replace


class Lasting(Kept, Protocol):
    """What runs keep for later ones, the traces that they leave included."""

    def find_trace(self, name: str) -> Any:
        """The trace that the last run has left under a name, as JSON data, or ``None``."""

    def leave_trace(self, name: str, trace: object) -> None:
        """Leave a trace in the place of the last one."""


_LARGEST: Final = 0.7
"""Which share of all groups is made as quickly as all of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A whole package that was made of a part of its description, and all there is to say of it."""

    loaded: Loaded
    package: Package
    found: Diagnostics


def make(gathered: Gathered, kept: Lasting) -> Part | None:
    """The package, if an earlier run has left a trace that says all that a part of it does not."""
    name = trace_name(gathered)
    try:
        trace = Trace.of_json(kept.find_trace(name))
        description = Description(gathered)
        part, trace = _made(description, gathered, trace, kept)
    except (InputError, LostError, UntraceableError, TypeError, ValueError):
        return None
    kept.leave_trace(name, trace.as_json())
    return part


def trace_name(gathered: Gathered) -> str:
    """What the trace of a package is called."""
    package = gathered.package
    return "|".join([package.name, *(f"{one.name}:{one.output}" for one in package.targets)])


def _made(
    description: Description, gathered: Gathered, trace: Trace, kept: Kept
) -> tuple[Part, Trace]:
    """The package with its trace.

    Raises ``UntraceableError`` where one trace does not do for the other, ``LostError`` where
    something is not kept, and ``InputError`` as any run.
    """
    touched, names, anew = _touched(description, trace)
    chosen = _chosen(description, trace, touched)
    if names.isdisjoint(chosen):  # nothing at all cannot be made
        names |= trace.led_to([name for name in trace.rows if name in chosen][:1])
    if len(names & chosen) > len(chosen) * _LARGEST:
        raise UntraceableError
    trace = replace(trace, shared={k: v for k, v in trace.shared.items() if k not in anew})
    loaded, found = _understood(description, gathered, trace, names, chosen)
    others = [
        row for name in description.values if name not in names and (row := trace.rows[name]).module
    ]
    before = {name: row.sources for name, row in trace.rows.items()}
    sources = {**before, **sources_of(loaded.model)}
    rest = Rest(
        {row.module: row.piece for row in others} | {k: v.piece for k, v in trace.shared.items()},
        {row.file: row.fixtures for row in others if row.file},
        {*trace.contested_spellings},
        [one for name in description.values for one in sources.get(name, ())],
    )
    job = Job(loaded.model, loaded.name, *gathered.package.targets)
    package, more = Emitter(kept).emit(job, rest)
    part = traced(description, loaded, package, found)
    if part.rows.keys() != names or has_errors((*found, *more)):
        raise UntraceableError
    if description.seen(part.found) != description.seen(trace.found):
        raise UntraceableError
    if any(part.rows[name] != trace.rows[name] for name in names - touched):
        raise UntraceableError
    _check_names(trace, part, touched)
    trace = trace.joined(part, description.values)
    if trace.made != chosen or chosen != description.chosen(trace.needs):
        raise UntraceableError
    said = chain(trace.found, *(row.found for row in trace.rows.values()))
    everything = arrange(map(description.places.finding, said))
    loaded = replace(loaded, package=gathered.package, objects=len(chosen))
    return Part(loaded, package, everything), trace


def _touched(description: Description, trace: Trace) -> tuple[set[Name], set[Name], set[str]]:
    """The groups that have changed, come or gone, with those that lead to them; all that have to be
    known to make these; and what groups share that has to be made anew.
    """
    if not description.follows(trace):
        raise UntraceableError
    rows, values = trace.rows, description.values
    everything, moved = rows.keys() | values.keys(), rows.keys() ^ values.keys()
    changed = moved | {name for name in everything - moved if rows[name].value != values[name]}
    sought: Set[Name] = set()
    if moved:  # where a reference leads nowhere, it is said which of all names it may have meant
        sought = {one for row in rows.values() for one in row.leads} - rows.keys()
    touched = trace.leading_to(changed | sought) & everything
    shared = trace.shared_with(touched)
    new = {one for name in changed & values.keys() for one, _ in description.referred(name)}
    names = trace.led_to(touched.union(new, *shared.values()))
    names &= values.keys()
    touched |= {name for name in names & rows.keys() if rows[name].module in shared}
    return touched, names, {*shared}


def _chosen(description: Description, trace: Trace, touched: Set[Name]) -> Set[Name]:
    """The groups that are chosen, as far as this is known before those that are ``touched`` are
    read.
    """
    needs = dict(trace.needs)
    for name in touched & description.values.keys():
        needs[name] = [one for one, _ in description.referred(name)]
    return description.chosen(needs)


def _understood(
    description: Description,
    gathered: Gathered,
    trace: Trace,
    names: Set[Name],
    chosen: Set[Name],
) -> tuple[Loaded, Diagnostics]:
    """The model of those that are chosen of some groups, which lead to no others."""
    wanted = [(one, key in trace.rows) for one, keys in trace.contested.items() for key in keys]
    taken = Taken(
        roots={one for one, is_root in wanted if is_root},
        inline={one for one, is_root in wanted if not is_root},
    )
    package = gathered.package
    part = replace(
        gathered,
        package=replace(package, include=(), exclude=()),
        context=replace(gathered.context, only=names),
        beside=names - chosen,
        taken=taken,
    )
    loaded, found = understand(part)
    model, others = loaded.model, trace.rows.keys() - names
    if model.definitions.keys() & others or not others.isdisjoint(
        map(description.group, model.graph.schemas)
    ):
        raise UntraceableError
    return loaded, arrange((*misses(description.values, package), *found))


def _check_names(trace: Trace, part: Trace, touched: Set[Name]) -> None:
    """Raises ``UntraceableError`` where something in groups that are touched may have another name
    beside those that stay as they were than it has in a model without these, or may change a name
    there.

    What has no claim in common with what stays does neither, whether it comes or goes.
    """
    coming = {f" {name}" for name in part.contested.keys() - trace.contested.keys()}
    going: set[str] = set()
    staying: set[str] = set()
    moved = {f" {key}" for keys in trace.contested.values() for key in keys}
    for name in touched:
        row, known = part.rows.get(name), trace.rows.get(name)
        before, now = names_of(known), names_of(row)
        both = before.keys() & now.keys()
        if moved & before.keys() - both:
            raise UntraceableError
        if row and known and (row.module, row.file) != (known.module, known.file):
            raise UntraceableError
        if any(before[what] != now[what] for what in both):
            raise UntraceableError
        coming.update(*(claims for what, claims in now.items() if what not in both))
        going.update(*(claims for what, claims in before.items() if what not in both))
        staying.update(*map(now.__getitem__, both))
    changing = coming | going
    if going & staying or changing & {f" {name}" for name in trace.contested}:
        raise UntraceableError
    if any(claims_one_of(changing, trace.rows[name]) for name in trace.rows.keys() - touched):
        raise UntraceableError
