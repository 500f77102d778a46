"""From the schema graph to the model: a list of passes, each a pure function in its own module."""

from __future__ import annotations

from typewright.checks.lower import FormatPolicy
from typewright.diagnostics import Diagnostic
from typewright.model import Model
from typewright.passes.check import check
from typewright.passes.collect import collect
from typewright.passes.directions import directed
from typewright.passes.draft import NOTHING_TAKEN, Draft, Pass, Taken
from typewright.passes.lint import lint
from typewright.passes.mend import mend
from typewright.passes.name import name
from typewright.passes.order import order
from typewright.passes.shape import shape
from typewright.schema import SchemaGraph

__all__ = ["PASSES", "Taken", "apart", "run"]

PASSES: tuple[Pass, ...] = (
    mend,  # what could not be read demands nothing, wherever it stands
    collect,  # which schemas are definitions whoever looks at them, and their places
    shape,  # what a value of each looks like; inline records, enums and unions become definitions
    name,  # a neutral name for each definition, from its place
    order,  # as in the source, each owner before what it owns
    check,  # what must be tested at run time
    lint,  # what is broken in the source, and what types cannot say
)


def run(
    graph: SchemaGraph, *, formats: FormatPolicy = "annotate", taken: Taken = NOTHING_TAKEN
) -> tuple[Model, tuple[Diagnostic, ...]]:
    """The model of a schema graph, and what was found on the way.

    ``formats`` tells whether ``format`` is only said or also tested; what is ``taken`` is not free
    to be the name of a definition.
    """
    draft = Draft(graph, formats=formats, taken=taken)
    for step in PASSES:
        draft = step(draft)
    made = draft.definitions, draft.checks, draft.graph, formats, draft.contested, draft.tags
    return Model(*made), draft.diagnostics


def apart(model: Model) -> Model:
    """``model`` with definitions for requests and for responses where the two are not the same."""
    graph = directed(model.graph)
    return model if graph is model.graph else run(graph, formats=model.formats)[0]
