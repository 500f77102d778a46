"""Findings of making fixtures."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import note, warning

NO_INSTANCE = warning(
    "fixtures/no-instance",
    "no value was found that {name} accepts, so it has no fixtures",
    "Fixtures are instances made from a schema. Either the schema contradicts itself, so that "
    "nothing satisfies it, or what it demands is beyond the search for instances.",
    "try 'typewright validate' with a value that you know to be right",
)
NOT_MADE = note(
    "fixtures/not-made",
    "no instance of {name} was found in which {place} is {what}",
    "The fixtures cover every member, branch and limit of a schema. For this one no instance was "
    "found: another part of the schema rules it out, or it is beyond the search.",
)
NOT_BROKEN = note(
    "fixtures/not-broken",
    "no instance of {name} was found that breaks only this: {place}",
    "For every constraint there is one invalid fixture that breaks it and nothing else. Where "
    "another constraint always fails too, or another branch of a union accepts the value, there "
    "is none.",
)
TOO_LARGE = note(
    "fixtures/too-large",
    "no fixture of {name} at this limit, it would be too large: {place}",
    "Both sides of every limit have a fixture, unless the value would have more than 4096 "
    "characters or 256 items or members.",
)
SAMPLED = note(
    "fixtures/sampled",
    "{made} of the {all} allowed values of {place} in {name} have a fixture",
    "Every allowed value of an enumeration has a valid fixture. Of a very long one only as many, "
    "spread evenly over the list, the first and the last among them.",
)
UNUSABLE_PATTERN = warning(
    "fixtures/unusable-pattern",
    "not all fixtures of {name} were made: one of its patterns cannot be used, {reason}",
    "Every fixture's verdict is confirmed before it is kept. That needs each pattern to be a "
    "regular expression of ECMA-262 that Python can match too.",
    "correct the pattern in the source, or with an overlay",
)
TOO_DEEP = note(
    "fixtures/too-deep",
    "fixtures of {name} do not look into {place}",
    "Fixtures go a limited number of members, items and branches deep, counted from the "
    "definition. What lies deeper has fixtures where it is a definition of its own.",
)
STOPPED = warning(
    "fixtures/stopped",
    "not all fixtures of {name} were made: its schema takes too long to search",
    "The search for instances tries a limited number of candidates for each definition, and keeps "
    "a limited amount of text.",
)
