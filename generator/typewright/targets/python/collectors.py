"""Prints the error path: functions that walk a value and collect everything that is wrong.

They give the same issues in the same order as ``checks.interpreter``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.schema.schema import JsonType
from typewright.targets.python import collected, combined, literals
from typewright.targets.python.chunks import Chunk
from typewright.targets.python.guards import guard_of, is_for, only_type, type_phrase, wanted_texts
from typewright.targets.python.layout import Writer
from typewright.targets.python.pointers import At
from typewright.targets.python.room import Room
from typewright.targets.python.specialize import conjuncts
from typewright.targets.python.support import TYPES
from typewright.targets.python.tests import Tests
from typewright.targets.python.workshop import Workshop
from typewright.values import dataclass


@dataclass(slots=True)
class Collector:
    """Writes statements that append to ``issues`` what is wrong with a variable.

    ``at`` is everywhere the expression for the JSON pointer of the value.
    """

    workshop: Workshop
    room: Room
    writer: Writer
    lists: dict[bool, str] = field(default_factory=dict)
    """The variables of the function that hold branches, those with tags (``True``) and others."""

    _tests: Tests | None = field(init=False, repr=False, default=None)

    @property
    def tests(self) -> Tests:
        """The emitter of tests that shares this writer; it is only asked for expressions."""
        if self._tests is None:
            self._tests = Tests(self.workshop, self.room, self.writer, "", "errors")
        return self._tests

    def nested(self) -> Collector:
        """A collector whose writer is one level deeper."""
        return self.on(Writer(self.writer.depth + 1))

    def function(self, name: str, check: Check) -> None:
        """The whole function."""
        self.workshop.use(self.room, "errors", "Issue")
        self.writer.signature(name, ["value: Any", "pointer: str", "issues: list[Issue]"], "None")
        with self.writer.block():
            start = len(self.writer.lines)
            self.collect(
                check,
                "value",
                At("pointer"),
                (name.removeprefix("collect_").removeprefix("part_"),),
            )
            if len(self.writer.lines) == start:
                self.writer.line("del value, pointer, issues  # nothing can be wrong")

    def collect(self, check: Check, variable: str, at: At, where: tuple[str, ...]) -> None:
        """Everything that ``check`` finds wrong with ``variable``."""
        parts = conjuncts(check)
        index = 0
        while index < len(parts):
            part = parts[index]
            texts = wanted_texts(parts[index : index + 2])
            if texts is not None and len(texts.values) > 1:
                constant = self.room.values(texts.values, where, "errors")
                words = map(literals.string, (texts.keyword, wording.expected(texts)))
                self.expect("expect_one_of", at, variable, constant, *words)
                index += 2
                continue
            only = only_type(part)
            kind = guard_of(part) or only
            start = index
            index += 1
            while kind and index < len(parts) and guard_of(parts[index]) == kind:
                index += 1
            if only is not None and only in TYPES:
                self._typed(only, parts[start + 1 : index], variable, at, where)
            elif kind and not only:
                later = self._later(parts[start:index], variable, at, where)
                self.tests.guarded([self.tests.type_test(kind, variable)], later)
            else:
                self._unguarded(part, variable, at, where)

    def on(self, writer: Writer) -> Collector:
        """The same collector with another writer."""
        return Collector(self.workshop, self.room, writer, self.lists)

    def _later(
        self, group: Sequence[Check], variable: str, at: At, where: tuple[str, ...]
    ) -> Chunk:
        """A chunk of checks that are for one type."""

        def write(body: Writer) -> None:
            inner = self.on(body)
            for part in group:
                inner.guarded(part, variable, at, where)

        return write

    def _typed(
        self,
        kind: JsonType,
        group: Sequence[Check],
        variable: str,
        at: At,
        where: tuple[str, ...],
    ) -> None:
        """A value that has to be of ``kind``, and ``group``, the checks for those that are."""
        helper, said = "expect_type", literals.string(wording.TYPES[kind])
        if kind == "object" and group and isinstance(group[0], nodes.Required):
            helper, said = "expect_object", literals.tuple_of(group[0].names)
            group = group[1:]
        arguments = [variable, said, at.expression, "issues"]
        self.workshop.use(self.room, "errors", helper)
        start = len(self.writer.lines)
        later = self._later(group, variable, at, where)
        self.tests.guarded([f"{helper}({', '.join(arguments)})"], later)
        if len(self.writer.lines) == start:
            self.writer.bracketed(f"{helper}(", arguments, ")")

    def expect(self, helper: str, at: At, *arguments: str) -> None:
        """The statement that calls a helper, which reports what is not as it says."""
        self.workshop.use(self.room, "errors", helper)
        self.writer.bracketed(f"{helper}(", [*arguments, at.expression, "issues"], ")")

    def report(self, at: At, keyword: str, expected: str, variable: str) -> None:
        """The statement that reports a value, which the issue describes."""
        self.workshop.use(self.room, "errors", "report")
        said = map(literals.string, (keyword, expected))
        self.writer.bracketed("report(", ["issues", at.expression, *said, variable], ")")

    def found(self, at: At, keyword: str, expected: str, found: str) -> None:
        """The statement that reports what was found in words; ``found`` is an expression."""
        self.workshop.use(self.room, "errors", "Issue")
        parts = [at.expression, *map(literals.string, (keyword, expected)), found]
        line = f"issues.append(Issue({', '.join(parts)}))"
        if self.writer.fits(line):
            self.writer.line(line)
            return
        self.writer.line("issues.append(")
        with self.writer.block():
            self.writer.bracketed("Issue(", parts, ")")
        self.writer.line(")")

    def failing(
        self, terms: Sequence[str], at: At, keyword: str, expected: str, variable: str
    ) -> None:
        """Reports a value when one of the terms holds."""
        self.writer.condition("if", terms, "or")
        with self.writer.block():
            self.report(at, keyword, expected, variable)

    # --- checks of a value of any type -----------------------------------------------------------

    def _unguarded(self, part: Check, variable: str, at: At, where: tuple[str, ...]) -> None:
        match part:
            case nodes.Reject(keyword=keyword):
                self.report(at, keyword, wording.expected(part), variable)
            case nodes.TypeTest() if (phrase := type_phrase(part)) is not None:
                self.expect("expect_type", at, variable, literals.string(phrase))
            case nodes.TypeTest():
                terms = self.tests.leaf(part, variable, None, where)
                self.failing(terms or [], at, "type", wording.expected(part), variable)
            case nodes.OneOfValues(values=values, keyword=keyword):
                term = self.tests.not_one_of(values, variable, None, where)
                if " not in " in term:
                    self.workshop.use(self.room, "errors", "is_among")
                    term = f"not is_among({term.replace(' not in ', ', ', 1)})"
                self.failing([term], at, keyword, wording.expected(part), variable)
            case nodes.Not(check=inner):
                holds = self.tests.expression(inner, variable, (*where, "not"))
                self.failing([holds], at, "not", wording.expected(part), variable)
            case nodes.Call() | nodes.DynamicCall():
                self.writer.bracketed(
                    f"{self.called(part, where)}(", [variable, at.expression, "issues"], ")"
                )
            case nodes.Branches():
                combined.branches(self, part, variable, at, where)
            case nodes.If():
                combined.choice(self, part, variable, at, where)
            case nodes.Scope():
                combined.scope(self, part, variable, at, where)
            case nodes.UnevaluatedItems():
                self.collect(part.evaluating, variable, at, where)
                self.tests.guarded(
                    [self.tests.type_test("array", variable)],
                    lambda body: collected.unevaluated_items(
                        self.on(body), part, variable, at, where
                    ),
                )
            case nodes.UnevaluatedMembers():
                self.collect(part.evaluating, variable, at, where)
                self.tests.guarded(
                    [self.tests.type_test("object", variable)],
                    lambda body: collected.unevaluated_members(
                        self.on(body), part, variable, at, where
                    ),
                )
            case _:
                raise AssertionError(f"{part} has a guard")

    def called(self, check: Check, where: tuple[str, ...]) -> str:
        """The collector for ``check``, as an expression that can be called or passed on."""
        match check:
            case nodes.Call(target=target):
                return self.workshop.collector(target, self.room, "errors")
            case nodes.DynamicCall(target=target, anchor=anchor):
                self.workshop.use(self.room, "errors", "resolve")
                name = self.workshop.collector(target, self.room, "errors")
                return f"resolve({literals.string(f'collect {anchor}')}, {name})"
            case _:
                return self.workshop.part_collector(check, where, self.room)

    # --- checks of a value of a known type -------------------------------------------------------

    def guarded(self, part: Check, variable: str, at: At, where: tuple[str, ...]) -> None:
        """A check that is for one type, which the value is known to have."""
        match part:
            case nodes.Members():
                collected.members(self, part, variable, at, where)
            case nodes.Items():
                collected.items(self, part, variable, at, where)
            case nodes.Bounds():
                phrases = wording.bounds(part)
                terms = self.tests.leaf(part, variable, "number", where) or []
                for term, (keyword, phrase) in zip(terms, phrases, strict=True):
                    self.failing([term], at, keyword, phrase, variable)
            case nodes.Length():
                self._count(part, ("minLength", "maxLength"), variable, at)
            case nodes.ItemCount():
                self._count(part, ("minItems", "maxItems"), variable, at)
            case nodes.MemberCount():
                keywords = ("minProperties", "maxProperties")
                self._count(part, keywords, variable, at)
            case nodes.MultipleOf():
                self._leaf(part, "multipleOf", variable, at, where, "number")
            case nodes.Pattern():
                self._leaf(part, "pattern", variable, at, where, "string")
            case nodes.Format():
                self._leaf(part, "format", variable, at, where, "string")
            case nodes.UniqueItems():
                self.workshop.use(self.room, "errors", "first_repeat")
                self.writer.line(f"repeat = first_repeat({variable})")
                self.writer.line("if repeat is not None:")
                with self.writer.block():
                    self.found(at, "uniqueItems", wording.expected(part), "repeat")
            case nodes.Contains():
                collected.contains(self, part, variable, at, where)
            case nodes.Required(names=names):
                self.expect("require", at, variable, literals.tuple_of(names))
            case nodes.DependentRequired(name=name, required=required):
                self.tests.guarded(
                    [f"{literals.string(name)} in {variable}"],
                    lambda body: self.on(body).missing(name, required, variable, at),
                )
            case nodes.MemberNames(check=inner):
                collected.member_names(self, inner, wording.expected(part), variable, at, where)
            case nodes.Dependent(name=name, check=inner):
                place = (*where, "dependent")
                self.tests.guarded(
                    [f"{literals.string(name)} in {variable}"],
                    lambda body: self.on(body).of_type("object", inner, variable, at, place),
                )
            case _:
                raise AssertionError(f"{part} has no guard")

    def of_type(
        self,
        kind: JsonType | None,
        check: Check,
        variable: str,
        at: At,
        where: tuple[str, ...],
    ) -> None:
        """Any check of a value that is known to be of ``kind``, or of one of several types.

        One that asks for the value's type is made where nothing is known: no checker takes a value
        for something else than it is.
        """
        if all(is_for(part, kind) for part in conjuncts(check)):
            self.collect(check, variable, at, where)
        else:
            called = self.called(check, where)
            self.writer.bracketed(f"{called}(", [variable, at.expression, "issues"], ")")

    def _leaf(
        self,
        part: Check,
        keyword: str,
        variable: str,
        at: At,
        where: tuple[str, ...],
        kind: JsonType,
    ) -> None:
        terms = self.tests.leaf(part, variable, kind, where) or []
        self.failing(terms, at, keyword, wording.expected(part), variable)

    def _count(
        self,
        part: nodes.Length | nodes.ItemCount | nodes.MemberCount,
        keywords: tuple[str, str],
        variable: str,
        at: At,
    ) -> None:
        expected = wording.expected(part)
        if part.minimum is not None and part.minimum > 0:
            term = f"len({variable}) < {part.minimum}"
            self.failing([term], at, keywords[0], expected, variable)
        if part.maximum is not None:
            term = f"len({variable}) > {part.maximum}"
            self.failing([term], at, keywords[1], expected, variable)

    def missing(self, name: str, required: Sequence[str], variable: str, at: At) -> None:
        """The members that have to be there beside the member ``name``."""
        for each in required:
            self.writer.condition("if", [f"{literals.string(each)} not in {variable}"])
            with self.writer.block():
                phrase = wording.member_beside(each, name)
                without = literals.string(wording.WITHOUT_IT)
                self.found(at, "dependentRequired", phrase, without)
