"""One step of the interpreter: a check that meets a value."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from typewright.checks.failure import Failure
from typewright.checks.nodes import Check
from typewright.schema import Json, SchemaId
from typewright.source.pointer import join

Place: TypeAlias = "tuple[Place, str | int] | None"
"""Where a value stands: its parent's place and the step from there; ``None`` is the root."""

Scope: TypeAlias = tuple[tuple[str, SchemaId], ...]
"""The dynamic anchors of the schema resources that were entered, the outermost of each name."""


class Visit(NamedTuple):
    """``check`` meets ``value``; ``checks`` are those that a call may lead to.

    Failures go to ``sink``; without one only the verdict counts.
    """

    check: Check
    value: Json
    checks: Mapping[SchemaId, Check]
    place: Place = None
    scope: Scope = ()
    sink: list[Failure] | None = None

    @property
    def key(self) -> tuple[int, int, Scope]:
        """What the verdict depends on, as long as the check and the value live."""
        return id(self.check), id(self.value), self.scope

    def on(self, check: Check) -> Visit:
        """Another check of the same value."""
        return Visit(check, self.value, self.checks, self.place, self.scope, self.sink)

    def into(self, check: Check, step: str | int, value: Json) -> Visit:
        """A check of the part ``value`` of this value."""
        return Visit(check, value, self.checks, (self.place, step), self.scope, self.sink)

    def tests(self, check: Check, value: Json) -> Visit:
        """A check of some value of which only the verdict counts."""
        return Visit(check, value, self.checks, None, self.scope)

    def tries(self, check: Check) -> Visit:
        """Another check of the same value of which only the verdict counts."""
        return self.tests(check, self.value)

    def collecting(self, check: Check, sink: list[Failure]) -> Visit:
        """Another check of the same value whose failures go elsewhere."""
        return Visit(check, self.value, self.checks, self.place, self.scope, sink)

    def calling(self, target: SchemaId) -> Visit:
        """The check of another schema. Raises ``KeyError`` when ``checks`` does not have it."""
        return self.on(self.checks[target])

    def entering(self, anchors: Scope, check: Check) -> Visit:
        """A check inside a schema resource: an anchor of an outer one keeps its target."""
        known = {name for name, _ in self.scope}
        scope = (*self.scope, *(anchor for anchor in anchors if anchor[0] not in known))
        return Visit(check, self.value, self.checks, self.place, scope, self.sink)

    def scoped(self, anchor: str, target: SchemaId) -> SchemaId:
        """Where ``$dynamicRef`` leads that would lead to ``target`` without a dynamic scope."""
        return dict(self.scope).get(anchor, target)

    def fail(
        self,
        keyword: str,
        wanted: str | Check,
        found: str | None = None,
        causes: Sequence[Failure] = (),
    ) -> bool:
        """Reports what is wrong with the value, and is ``False``; see ``Failure``."""
        if self.sink is not None:
            self.sink.append(
                Failure(pointer(self.place), keyword, wanted, self.value, found, causes)
            )
        return False


Steps: TypeAlias = Generator[Visit, bool, bool]
"""What a check does that has checks below it: it yields visits, is sent their verdicts, and
returns its own. So values of any depth need no deep stack.
"""


def pointer(place: Place) -> str:
    """The JSON pointer of a place."""
    if place is None:  # as mostly
        return ""
    steps: list[str | int] = []
    while place is not None:
        place, step = place
        steps.append(step)
    return join(reversed(steps))
