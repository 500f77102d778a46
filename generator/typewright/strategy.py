"""Hypothesis strategies of schemas at run time, without generating code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from typewright.checks.lower import FormatPolicy, Formats, lower_all
from typewright.model import Definition
from typewright.schema import Json
from typewright.strategies.compose import compose
from typewright.strategies.recipes import Nothing
from typewright.validator import read

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def strategy(
    schema: Json | Definition,
    *,
    dialect: str | None = None,
    resources: Mapping[str, Json] | None = None,
    formats: FormatPolicy = "annotate",
) -> SearchStrategy[Json]:
    """What draws random JSON values that fulfil a schema, for tests with Hypothesis.

    ``schema`` is a JSON Schema as plain data or a definition of a model; ``dialect`` and
    ``resources`` are as for ``compile``.
    Strings are drawn in their formats where nothing else speaks against it; with ``formats`` as
    ``"assert"``, where a format is demanded, they always have it.

    Values are drawn as the schema describes them, whatever its keywords, and filtered only where
    that cannot promise a valid one; recursive schemas give values of bounded depth. Shrinking leads
    to the smallest valid value.

    Raises ``InputError`` with all that is wrong with a schema that is none, ``ValueError`` when
    there is no value that fulfils it, or none is found, and ``ModuleNotFoundError`` when Hypothesis
    is not installed.
    """
    try:
        from typewright.strategies.build import build
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "hypothesis":
            raise
        message = "strategies need Hypothesis: install it, or typewright[hypothesis]"
        raise ModuleNotFoundError(message, name=error.name) from None

    lowered: Formats = "assert" if formats == "assert" else "suggest"
    if isinstance(schema, Definition):
        graph, root = schema.graph, schema.schema
        calls = frozenset(graph.definitions.values())
    else:
        graph, root = read(schema, dialect=dialect, resources=resources)
        calls = frozenset()
    checks = lower_all(graph, [root], calls=calls, formats=lowered)
    recipe, book = compose(checks[root], checks)
    if isinstance(recipe, Nothing):
        raise ValueError("no value was found that fulfils the schema")
    return build(recipe, book, checks)
