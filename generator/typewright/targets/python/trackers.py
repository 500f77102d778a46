"""Prints functions that say which parts of a value a check looks at.

They serve ``unevaluatedProperties`` and ``unevaluatedItems`` (JSON Schema Core 2020-12, section
11).
"""

from __future__ import annotations

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema import SchemaId
from typewright.targets.python import combinations, literals
from typewright.targets.python.layout import Writer
from typewright.targets.python.room import Room, Tracked
from typewright.targets.python.tests import Tests
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Tracker:
    """Writes one function that collects names of members or indexes of items in ``found``."""

    workshop: Workshop
    room: Room
    writer: Writer
    what: Tracked

    @property
    def tests(self) -> Tests:
        """The emitter of tests that shares this writer."""
        return Tests(self.workshop, self.room, self.writer, "return False")

    def function(self, name: str, check: Check) -> None:
        """The whole function."""
        kind = "str" if self.what == "members" else "int"
        where = (name,)
        self.writer.signature(name, ["value: Any"], f"set[{kind}]")
        with self.writer.block():
            self.writer.line(f"found: set[{kind}] = set()")
            self.collect(check, where)
            self.writer.line("return found")

    def collect(self, check: Check, where: tuple[str, ...]) -> None:
        """Adds to ``found`` what ``check`` looks at."""
        match check:
            case nodes.All(checks=parts):
                for index, part in enumerate(parts):
                    self.collect(part, (*where, f"part_{index + 1}"))
            case nodes.Branches(checks=branches):
                self._branches(branches, where)
            case nodes.If(condition=condition, then=then, otherwise=otherwise):
                self._if(condition, then, otherwise, where)
            case nodes.Dependent(name=name, check=inner) if self.what == "members":
                place = (*where, "dependent")
                self.tests.guarded(
                    [f"{literals.string(name)} in value"],
                    lambda body: self._on(body).collect(inner, place),
                )
            case nodes.Call(target=target):
                name = self.workshop.tracker(target, self.what, self.room, "validators")
                self.writer.line(f"found |= {name}(value)")
            case nodes.DynamicCall(target=target, anchor=anchor):
                name = self.workshop.tracker(target, self.what, self.room, "validators")
                self.workshop.use(self.room, "validators", "resolve")
                self.writer.line(
                    f"found |= resolve({literals.string(f'{self.what} {anchor}')}, {name})(value)"
                )
            case nodes.Scope(anchors=anchors, check=inner):
                self._scope(anchors, inner, where)
            case (
                nodes.UnevaluatedItems(evaluating=evaluating)
                | nodes.UnevaluatedMembers(evaluating=evaluating)
            ):
                if isinstance(check, nodes.UnevaluatedMembers) == (self.what == "members"):
                    whole = "value" if self.what == "members" else "range(len(value))"
                    self.writer.line(f"found.update({whole})")
                else:
                    self.collect(evaluating, where)
            case nodes.Members() if self.what == "members":
                self._members(check, where)
            case nodes.Items(prefix=prefix, rest=rest) if self.what == "items":
                count = "len(value)" if rest is not None else str(len(prefix))
                self.writer.line(f"found.update(range({count}))")
            case nodes.Contains(check=inner) if self.what == "items":
                holds = self.tests.expression(inner, "item", (*where, "contained"))
                self.writer.line("for index, item in enumerate(value):")
                with self.writer.block():
                    self.writer.condition("if", [holds])
                    with self.writer.block():
                        self.writer.line("found.add(index)")
            case _:
                pass

    def _on(self, writer: Writer) -> Tracker:
        return Tracker(self.workshop, self.room, writer, self.what)

    def _nested(self) -> Tracker:
        return self._on(Writer(self.writer.depth + 1))

    def _branches(self, branches: tuple[Check, ...], where: tuple[str, ...]) -> None:
        """The branches that hold count; all of them do where none holds."""
        pairs = []
        for index, branch in enumerate(branches):
            place = (*where, f"option_{index + 1}")
            predicate = self.workshop.part(branch, place, self.room, "validators")
            tracker = self.workshop.part_tracker(branch, self.what, place, self.room, "validators")
            pairs.append(f"({predicate}, {tracker})")
        self.workshop.use(self.room, "validators", "of_holding")
        self.writer.bracketed("branches = [", pairs, "]")
        self.writer.line("found |= of_holding(branches, value)")

    def _if(self, condition: Check, then: Check, otherwise: Check, where: tuple[str, ...]) -> None:
        yes, no = self._nested(), self._nested()
        yes.collect(condition, (*where, "if"))
        yes.collect(then, (*where, "then"))
        no.collect(otherwise, (*where, "else"))
        if not yes.writer.lines and not no.writer.lines:
            return
        holds = self.tests.expression(condition, "value", (*where, "if"))
        self.writer.condition("if", [holds])
        self.writer.body(yes.writer.lines)
        if no.writer.lines:
            self.writer.line("else:")
            self.writer.extend(no.writer.lines)

    def _members(self, check: nodes.Members, where: tuple[str, ...]) -> None:
        if check.additional is not None:
            self.writer.line("found.update(value)")
            return
        names = [literals.string(name) for name, _ in check.properties]
        if names:
            self.writer.bracketed("found.update([", names, "])")
        for index, (regex, _) in enumerate(check.patterns):
            matches = self.tests.matches(regex, "name", (*where, f"pattern_{index + 1}"))
            self.writer.bracketed("found.update(", [f"name for name in value if {matches}"], ")")

    def _scope(
        self, anchors: tuple[tuple[str, SchemaId], ...], inner: Check, where: tuple[str, ...]
    ) -> None:
        nested = self._nested()
        nested.collect(inner, where)
        if nested.writer.lines:
            combinations.enter_scope(self.tests, anchors)
            self.writer.extend(nested.writer.lines)
