"""Prints checks as straight-line tests that fail without saying why.

The same code serves predicates, which ``return False``, and readers, which ``raise Mismatch``.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import assert_never

from typewright.checks import nodes
from typewright.checks.nodes import Check
from typewright.schema.schema import JsonType
from typewright.targets.python import combinations, containers, literals
from typewright.targets.python.chunks import Arm, Chunk, is_lone_if, merged
from typewright.targets.python.expressions import (
    KINDS,
    beside,
    deeper,
    none_of,
)
from typewright.targets.python.guards import leading_type
from typewright.targets.python.layout import INDENT, Writer, split_at, term
from typewright.targets.python.room import Kind, Room
from typewright.targets.python.specialize import INTEGER, conjuncts
from typewright.targets.python.subclasses import wants_plain
from typewright.targets.python.terms import Terms
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass


@dataclass(slots=True)
class Tests(Terms):
    """Writes tests into ``writer`` that run ``fail`` when a check does not hold.

    ``kind`` names the kind of module (``validators`` or ``errors``) that is written. ``direct``
    tests are quicker: what has to be there is taken without looking, which may raise one of
    ``FAULTS``, and small objects are tested where they stand.
    """

    workshop: Workshop
    room: Room
    writer: Writer
    fail: str
    kind: Kind = "validators"
    direct: bool = True

    def on(self, writer: Writer) -> Tests:
        """The same emitter with another writer."""
        return Tests(self.workshop, self.room, writer, self.fail, self.kind, self.direct)

    # --- a value of any type ---------------------------------------------------------------------

    def any_value(self, check: Check, variable: str, where: tuple[str, ...]) -> None:
        """Tests a value of which nothing is known."""
        only = leading_type(check)
        if only is not None:  # as most often
            rest = self.specialized(check, only)
            if isinstance(rest, nodes.Reject):
                self.writer.line(self.fail)
            else:
                self.one_type(only, rest, variable, where)
            return
        if isinstance(check, nodes.Accept):
            return
        if isinstance(check, nodes.Call) and self.is_inline(check):
            stem, _ = self.workshop.stem(check.target)
            self.any_value(self.workshop.model.checks[check.target], variable, (stem,))
            return
        if isinstance(check, (nodes.Call, nodes.DynamicCall)):
            self.failing([f"not {self.expression(check, variable, where)}"])
            return
        if isinstance(check, nodes.TypeTest) and len(check.types) == 1:
            self._only(check.types[0], variable)
            return
        left = self.workshop.by_type(check)
        refused = [kind for kind in KINDS if isinstance(left[kind], nodes.Reject)]
        if len(refused) == len(KINDS):
            self.writer.line(self.fail)
        elif len(refused) == len(KINDS) - 1:
            kind = next(kind for kind in KINDS if kind not in refused)
            self.one_type(kind, left[kind], variable, where)
        elif not refused and len({repr(residue) for residue in left.values()}) == 1:
            self.typed(left["null"], variable, None, where)
        else:
            self._by_type(left, refused, variable, where)

    def one_type(self, kind: JsonType, check: Check, variable: str, where: tuple[str, ...]) -> None:
        """Tests that a value is of one type, then what is left to test for that type."""
        parts = conjuncts(check)
        if self._tests_type(parts, kind):
            self.typed(check, variable, kind, where)
            return
        if self._calls_for(parts, kind):
            self.any_value(check, variable, where)
            return
        if kind == "number" and INTEGER in parts:
            kind = "integer"
            rest = tuple(part for part in parts if part != INTEGER)
            check = nodes.All(rest) if rest else nodes.ACCEPT
        self._only(kind, variable)
        self.typed(check, variable, kind, where)

    def _tests_type(self, parts: Sequence[Check], kind: JsonType) -> bool:
        """Whether what equals one of some values is of the type; what is none of these and cannot
        be looked up raises ``TypeError``.
        """
        if not parts or not isinstance(parts[0], nodes.OneOfValues):
            return False
        return (kind == "boolean" and len(parts) == 1) or (kind == "string" and self.direct)

    def _calls_for(self, parts: Sequence[Check], kind: JsonType) -> bool:
        """Whether all there is to do is to call a function, which tests the type, too."""
        match parts:
            case (nodes.Call() as call,) if self.direct and not self.is_inline(call):
                return self.passing(call) <= {kind}
            case _:
                return False

    def _only(self, kind: JsonType, variable: str) -> None:
        """Fails for what is not of a type; most numbers without a fraction are ``int``."""
        negated = self.negated_type(kind, variable)
        if kind == "integer":
            self.failing([f"type({variable}) is not int", negated], "and")
        else:
            self.failing([negated])

    def _by_type(
        self,
        left: Mapping[JsonType, Check],
        refused: Sequence[JsonType],
        variable: str,
        where: tuple[str, ...],
    ) -> None:
        """A branch for each type of which something is left to test, then one for the rest."""
        if self._nullable(left, refused, variable, where):
            return
        arms: list[Arm] = []
        depth = self.writer.depth + 1
        accepted: list[JsonType] = []
        for kind in KINDS:
            if kind in refused:
                continue
            arm = Arm(self.type_test(kind, variable), self.typed_later(left, variable, kind, where))
            if arm.lines(depth):
                arms.append(arm)
            else:
                accepted.append(kind)
        if not refused:
            if self.kind == "validators":
                arms.append(Arm(self.unusual(variable), self.failure))
            self.chain(merged(arms, depth), None)
        elif accepted:
            none = none_of([self.type_test(kind, variable) for kind in accepted])
            if not arms:
                self.failing([none])
                return
            self.chain([*merged(arms, depth), Arm(none, self.failure)], None)
        else:
            self.chain(merged(arms, depth), self.failure)

    def unusual(self, variable: str) -> str:
        """An expression that says whether a value is of a subclass of a JSON type, which nothing
        has looked at. It is refused, and then seen as what it stands for: see ``subclasses``.
        """
        self.workshop.use(self.room, self.kind, "PLAIN", "is_plain")
        return f"type({variable}) not in PLAIN and not is_plain({variable})"

    def _nullable(
        self,
        left: Mapping[JsonType, Check],
        refused: Sequence[JsonType],
        variable: str,
        where: tuple[str, ...],
    ) -> bool:
        """``null`` or one other type, which a function that is called for it may test itself."""
        kinds = [kind for kind in KINDS if kind not in refused and kind != "null"]
        if len(kinds) != 1 or not isinstance(left["null"], nodes.Accept):
            return False
        (kind,) = kinds
        rest = left[kind]
        if isinstance(rest, nodes.Call) and self.passing(rest) <= {kind, "null"}:
            self.guarded([f"{variable} is not None"], self.value_later(rest, variable, where))
        else:
            self.guarded(
                [f"{variable} is not None"],
                lambda body: self.on(body).one_type(kind, rest, variable, where),
            )
        return True

    def typed_later(
        self,
        left: Mapping[JsonType, Check],
        variable: str,
        kind: JsonType,
        where: tuple[str, ...],
    ) -> Chunk:
        """A chunk that tests a value of one type."""
        return lambda body: self.on(body).typed(left[kind], variable, kind, where)

    def failure(self, writer: Writer) -> None:
        """A chunk that fails."""
        writer.line(self.fail)

    def chain(self, arms: Sequence[Arm], last: Chunk | None) -> None:
        """``if`` and ``elif`` for the arms, and ``else`` for the last chunk."""
        if len(arms) == 1 and last is None:
            self.guarded([arms[0].test], arms[0].chunk)
            return
        for index, arm in enumerate(arms):
            keyword = "elif" if index else "if"
            lines = arm.lines(self.writer.depth + 1)
            is_last = last is None and index == len(arms) - 1
            alone = self._lone_if(arm.chunk, lines) if is_last else None
            if alone is not None:
                terms, body = alone
                self.writer.condition(keyword, [term(arm.test), *terms])
                self.writer.extend(body)
                continue
            self.writer.condition(keyword, [arm.test])
            self.writer.body(lines)
        if last is not None:
            self.writer.line("else:")
            with self.writer.block():
                last(self.writer)

    def either(self, test: str, yes: Chunk, no: Chunk) -> None:
        """What ``yes`` writes, where a test holds, and what ``no`` writes elsewhere."""
        arm = Arm(test, yes)
        if not Arm("", no).lines(0):
            self.guarded([test], yes)
        elif arm.lines(0):
            self.chain([arm], no)
        else:
            self.guarded([f"not {test}"], no)

    def otherwise(self, write: Chunk) -> None:
        """What ``write`` writes, behind an ``if`` whose condition does not hold."""
        body = Writer(self.writer.depth + 1)
        write(body)
        alone = self._lone_if(write, body.lines)
        if alone is not None:
            self.writer.condition("elif", alone[0])
            self.writer.extend(alone[1])
        elif body.lines:
            self.writer.line("else:")
            self.writer.extend(body.lines)

    def guarded(self, terms: Sequence[str], write: Chunk) -> None:
        """What ``write`` writes, under ``if`` all of ``terms``.

        A lone ``if`` in it joins the condition, and is written again one level higher.
        """
        body = Writer(self.writer.depth + 1)
        write(body)
        lone = body.lone_test
        if lone is not None:
            self.failing([*map(term, terms), *lone], "and")
            return
        if not body.lines:
            return
        alone = self._lone_if(write, body.lines)
        if alone is None:
            self.writer.condition("if", terms)
            self.writer.extend(body.lines)
            return
        parts, inner = alone
        self.writer.condition("if", [*map(term, terms), *parts])
        self.writer.extend(inner)

    def _lone_if(
        self, write: Chunk, lines: Sequence[str]
    ) -> tuple[Sequence[str], Sequence[str]] | None:
        """The terms of the one ``if`` that ``write`` writes, and what stands under it here; one
        level deeper it writes ``lines``.
        """
        if not lines or not is_lone_if(lines, self.writer.depth + 1):
            return None
        if len(lines) == 2:  # what fits on a line fits on it one level higher
            alone = [line.removeprefix(INDENT) for line in lines]
        else:
            again = Writer(self.writer.depth)
            write(again)
            alone = again.lines
            if not is_lone_if(alone, again.depth):
                return None
        lone = alone[0].strip().removeprefix("if ").removesuffix(":")
        return [*map(term, split_at(lone, ast.And))], alone[1:]

    def failing(self, terms: Sequence[str], operator: str = "or") -> None:
        """Fails when the terms hold."""
        self.writer.failing(terms, operator, self.fail)

    # --- a value of a known type -----------------------------------------------------------------

    def typed(
        self, check: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> None:
        """Tests a value that is known to be of ``kind``; ``check`` is specialized for it."""
        if isinstance(check, nodes.Accept):
            return
        parts = conjuncts(check)
        self.plain(parts, variable, kind)
        present: dict[str, None] = {}
        for part in parts:
            if isinstance(part, nodes.Required):
                present.update(dict.fromkeys(part.names))
        body = self.on(Writer(self.writer.depth)) if present else self
        taken: set[str] = set()
        for part in parts:
            if isinstance(part, nodes.Members):
                taken |= containers.members(body, part, variable, where, present)
            elif not isinstance(part, nodes.Required):
                body._part(part, variable, kind, where)
        if not present:
            return
        left = [literals.string(n) for n in present if n not in taken or not self.direct]
        if left:
            self.failing([f"{name} not in {variable}" for name in left])
        self.writer.take(body.writer)

    def plain(self, parts: Sequence[Check], variable: str, kind: JsonType | None) -> None:
        """Fails for a value that may pass one of ``parts`` because it is not plain."""
        if self.kind == "validators" and wants_plain(parts, kind, self.workshop):
            self.workshop.use(self.room, self.kind, "is_plain")
            self.failing([f"not is_plain({variable})"])

    def _part(
        self,
        part: Check,
        variable: str,
        kind: JsonType | None,
        where: tuple[str, ...],
    ) -> None:
        if isinstance(part, nodes.Reject):
            self.writer.line(self.fail)
            return
        terms = self.leaf(part, variable, kind, where)
        if terms is not None:
            if terms:
                self.failing(terms)
            return
        match part:
            case nodes.Items():
                containers.items(self, part, variable, where)
            case nodes.Contains():
                containers.contains(self, part, variable, where)
            case nodes.MemberNames(check=inner):
                name = beside(deeper(variable), "name")
                place = (*where, "names")
                containers.loop(self, f"for {name} in {variable}:", inner, name, place, "string")
            case nodes.Dependent(name=member, check=inner):
                dependent = self.specialized(inner, "object")
                self.guarded(
                    [f"{literals.string(member)} in {variable}"],
                    lambda body: self.on(body).typed(dependent, variable, "object", where),
                )
            case nodes.Branches():
                combinations.branches(self, part, variable, kind, where)
            case nodes.If():
                combinations.choice(self, part, variable, kind, where)
            case nodes.Scope():
                combinations.scope(self, part, variable, where)
            case nodes.UnevaluatedMembers():
                containers.unevaluated_members(self, part, variable, where)
            case nodes.UnevaluatedItems():
                containers.unevaluated_items(self, part, variable, where)
            case nodes.Leaf() | nodes.Not() | nodes.All() | nodes.Members():
                raise AssertionError("conjuncts(), typed() and leaf() have done all of these")
            case _:
                assert_never(part)

    def value_later(self, check: Check, variable: str, where: tuple[str, ...]) -> Chunk:
        """A chunk that tests a value of which nothing is known."""
        return lambda body: self.on(body).any_value(check, variable, where)
