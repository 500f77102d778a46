"""What readers accept where the options say that it is not just what the specification says."""

from __future__ import annotations

from typewright.checks import nodes
from typewright.checks.lower import Formats, lower_all
from typewright.checks.nodes import ACCEPT, Check
from typewright.checks.walk import rewritten
from typewright.model import Model
from typewright.targets.python.closed import closed
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.open_enums import with_open_enums
from typewright.targets.python.options import PythonOptions
from typewright.targets.python.prepare import prepared
from typewright.values import replace


def as_read(model: Model, options: PythonOptions) -> Model:
    """``model`` with the checks that readers make; itself when these are the specification's."""
    if options.formats == "native":
        model = _with_formats(model)
    if options.unknown_enum_values == "keep":
        model = replace(model, checks=with_open_enums(model.checks))
    if options.unknown_members == "refuse":
        model = closed(model)
    return model


def _with_formats(model: Model) -> Model:
    """The native formats are tested, since nothing else can be converted."""
    calls = frozenset(definition.schema for definition in model.definitions.values())
    policy: Formats = "assert" if model.formats == "assert" else "suggest"
    checks = lower_all(model.graph, model.checks, calls=calls, formats=policy)

    def native(check: Check) -> Check:
        match check:
            case nodes.Format(name=name, tested=False) if name not in NATIVES:
                return ACCEPT
            case _:
                return check

    kept = {schema: rewritten(check, native) for schema, check in checks.items()}
    return prepared(replace(model, checks=kept))[0]


def with_tested_formats(model: Model) -> Model:
    """What readers accept of ``model`` where they convert all strings of a native format."""

    def tested(check: Check) -> Check:
        return replace(check, tested=True) if isinstance(check, nodes.Format) else check

    checks = {schema: rewritten(check, tested) for schema, check in model.checks.items()}
    return replace(model, checks=checks)
