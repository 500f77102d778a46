"""Findings of targets."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

EXTRA_MISSING = error(
    "target/extra-missing",
    "the target {target!r} needs a package that is not installed",
    "Some targets hand the model to another program, which is not installed along with Typewright "
    "unless the target's extra is asked for.",
    "run: pip install 'typewright[{target}]'",
)

PYDANTIC_REFUSED = error(
    "target/pydantic-refused",
    "datamodel-code-generator made no models that can be used: {reason}",
    "The target 'pydantic' hands a JSON Schema to datamodel-code-generator and takes over what "
    "that returns, unless it holds a statement that models do not consist of. Nothing is written "
    "then.",
    "use the target 'python', or export the JSON Schema and report this to that program's authors",
)

PATTERN_NOT_TESTED = warning(
    "target/pattern-not-tested",
    "the generated Python does not test the pattern {regex!r}: {problem}",
    "Patterns are regular expressions of ECMA-262. Python's 're' has no way to say this one, so "
    "the generated code accepts strings that the schema would refuse.",
    "write the pattern in another way, or test the member in your own code",
)

DEFAULT_NOT_APPLIED = warning(
    "target/default-not-applied",
    "the default of {name!r} in {definition} is not applied: it could make invalid what is valid",
    "With 'defaults = \"apply\"', an absent member has its default in what is read and written "
    "again. Where more is demanded of whole objects, such as a number of members, one of several "
    "members or members that depend on each other, a member that is added could break it.",
    "demand it in a way that holds with the default, or set the member in your own code",
)
