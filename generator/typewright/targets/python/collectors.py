"""Prints the error path: functions that walk a value and collect everything that is wrong.

They give the same issues in the same order as ``checks.interpreter``.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import assert_never

from typewright.checks import nodes, wording
from typewright.checks.nodes import Check
from typewright.schema.keywords import escape_pointer
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.layout import Writer
from typewright.targets.python.specialize import conjuncts
from typewright.targets.python.tests import (
    Arm,
    Chunk,
    Tests,
    deeper,
    is_lone_if,
    name_words,
    names_in,
)
from typewright.targets.python.workshop import Room, Workshop


@dataclass(frozen=True, slots=True)
class At:
    """A JSON pointer while code is written: a variable that holds one, and fixed steps behind."""

    variable: str
    steps: str = ""

    def below(self, step: str) -> At:
        """The pointer of a part, by a token that is known and escaped."""
        return At(self.variable, f"{self.steps}/{step}")

    @property
    def expression(self) -> str:
        """The expression for the pointer."""
        return literals.formatted(self.variable, self.steps) if self.steps else self.variable

    def followed_by(self, step: str) -> str:
        """The expression for the pointer of a part, by an expression for its token."""
        before = literals.formatted(self.variable, f"{self.steps}/")
        return f"{before[:-1]}{{{step}}}{before[-1]}"


@dataclass(frozen=True, slots=True)
class Collector:
    """Writes statements that append to ``issues`` what is wrong with a variable.

    ``at`` is everywhere the expression for the JSON pointer of the value.
    """

    workshop: Workshop
    room: Room
    writer: Writer

    @property
    def tests(self) -> Tests:
        """The emitter of tests that shares this writer; it is only asked for expressions."""
        return Tests(self.workshop, self.room, self.writer, "", "errors")

    def nested(self, levels: int = 1) -> Collector:
        """A collector whose writer is some levels deeper."""
        return Collector(self.workshop, self.room, Writer(self.writer.depth + levels))

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
        tested: JsonType | None = None
        parts = conjuncts(check)
        index = 0
        while index < len(parts):
            part = parts[index]
            guard = _guard(part)
            if guard is None:
                self._unguarded(part, variable, at, where)
                tested = _only_type(part)
                index += 1
                continue
            group = [part]
            while index + len(group) < len(parts) and _guard(parts[index + len(group)]) == guard:
                group.append(parts[index + len(group)])
            index += len(group)
            self._under(guard, self._later(group, variable, at, where), variable, tested == guard)
            tested = None

    def on(self, writer: Writer) -> Collector:
        """The same collector with another writer."""
        return Collector(self.workshop, self.room, writer)

    def _later(
        self, group: Sequence[Check], variable: str, at: At, where: tuple[str, ...]
    ) -> Chunk:
        """A chunk of checks that are for one type."""

        def write(body: Writer) -> None:
            for part in group:
                self.on(body).guarded(part, variable, at, where)

        return write

    def _under(self, kind: JsonType, write: Chunk, variable: str, tested: bool) -> None:
        """A chunk for a value of ``kind``: ``else`` behind the test that it is of that type."""
        if not tested:
            self.tests.guarded([self.tests.type_test(kind, variable)], write)
            return
        body = Writer(self.writer.depth + 1)
        write(body)
        if not body.lines:
            return
        alone = Writer(self.writer.depth)
        if is_lone_if(body.lines, body.depth):
            write(alone)
        if alone.lines and is_lone_if(alone.lines, alone.depth):
            self.writer.line(f"el{alone.lines[0].strip()}")
            self.writer.extend(alone.lines[1:])
            return
        self.writer.line("else:")
        self.writer.extend(body.lines)

    def report(self, at: At, keyword: str, expected: str, variable: str) -> None:
        """The statement that reports a value, which the issue describes."""
        self.workshop.use(self.room, "errors", "report")
        self.writer.bracketed(
            "report(",
            [
                "issues",
                at.expression,
                literals.string(keyword),
                literals.string(expected),
                variable,
            ],
            ")",
        )

    def found(self, at: At, keyword: str, expected: str, found: str) -> None:
        """The statement that reports what was found in words; ``found`` is an expression."""
        self.workshop.use(self.room, "errors", "Issue")
        issue = [
            "Issue("
            + ", ".join([at.expression, literals.string(keyword), literals.string(expected), found])
            + ")"
        ]
        if self.writer.fits(f"issues.append({issue[0]})"):
            self.writer.line(f"issues.append({issue[0]})")
            return
        self.writer.line("issues.append(")
        with self.writer.block():
            self.writer.bracketed(
                "Issue(",
                [at.expression, literals.string(keyword), literals.string(expected), found],
                ")",
            )
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
        expected = wording.expected(part)
        match part:
            case nodes.Reject(keyword):
                self.report(at, keyword, expected, variable)
            case nodes.TypeTest():
                terms = self.tests.leaf(part, variable, None, where)
                self.failing(terms or [], at, "type", expected, variable)
            case nodes.OneOfValues(values, keyword):
                term = self.tests.not_one_of(values, variable, None, where)
                if " not in " in term:
                    self.workshop.use(self.room, "errors", "is_among")
                    term = f"not is_among({term.replace(' not in ', ', ', 1)})"
                self.failing([term], at, keyword, expected, variable)
            case nodes.Not(inner):
                holds = self.tests.expression(inner, variable, (*where, "not"))
                self.failing([holds], at, "not", expected, variable)
            case nodes.Call() | nodes.DynamicCall():
                self.writer.bracketed(
                    f"{self._function(part, where)}(", [variable, at.expression, "issues"], ")"
                )
            case nodes.Branches():
                self._branches(part, variable, at, where)
            case nodes.If(condition, then, otherwise):
                self._if(condition, then, otherwise, variable, at, where)
            case nodes.Scope(anchors, inner):
                self.tests.enter_scope(anchors)
                nested = self.nested()
                nested.collect(inner, variable, at, where)
                self.writer.extend(nested.writer.lines or [self.tests.writer_line(1, "pass")])
            case nodes.UnevaluatedItems():
                self.collect(part.evaluating, variable, at, where)
                self.tests.guarded(
                    [self.tests.type_test("array", variable)],
                    lambda body: self.on(body).unevaluated_items(part, variable, at, where),
                )
            case nodes.UnevaluatedMembers():
                self.collect(part.evaluating, variable, at, where)
                self.tests.guarded(
                    [self.tests.type_test("object", variable)],
                    lambda body: self.on(body).unevaluated_members(part, variable, at, where),
                )
            case _:
                raise AssertionError(f"{part} has a guard")

    def _function(self, check: Check, where: tuple[str, ...]) -> str:
        """The collector for ``check``, as an expression that can be called or passed on."""
        match check:
            case nodes.Call(target):
                return self.workshop.collector(target, self.room, "errors")
            case nodes.DynamicCall(target, anchor):
                self.workshop.use(self.room, "errors", "resolve")
                name = self.workshop.collector(target, self.room, "errors")
                return f"resolve({literals.string(f'collect {anchor}')}, {name})"
            case _:
                return self.workshop.part_collector(check, where, self.room)

    def _branches(
        self, part: nodes.Branches, variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        functions = [
            self._function(branch, (*where, f"option_{index + 1}"))
            for index, branch in enumerate(part.checks)
        ]
        expected = literals.string(wording.branches(part))
        arguments = [variable, at.expression, "issues"]
        if part.tag is None:
            helper = "any_of" if part.keyword == "anyOf" else "one_of"
            arguments.append(expected)
            self._with_collectors(helper, arguments, functions)
            return
        self.workshop.use(self.room, "errors", "tagged")
        tags = [
            f"({literals.value(list(values))}, {function})"
            for values, function in zip(part.tag_values, functions, strict=True)
        ]
        arguments += [literals.string(part.keyword), expected, literals.string(part.tag)]
        self._with_collectors("tagged", arguments, tags)

    def _with_collectors(
        self, helper: str, arguments: Sequence[str], functions: Sequence[str]
    ) -> None:
        self.workshop.use(self.room, "errors", helper)
        self.writer.bracketed("branches = [", functions, "]")
        self.writer.bracketed(f"{helper}(", [*arguments, "branches"], ")")

    def _if(
        self,
        condition: Check,
        then: Check,
        otherwise: Check,
        variable: str,
        at: At,
        where: tuple[str, ...],
    ) -> None:
        def yes(body: Writer) -> None:
            self.on(body).collect(then, variable, at, (*where, "then"))

        def no(body: Writer) -> None:
            self.on(body).collect(otherwise, variable, at, (*where, "else"))

        holds = self.tests.expression(condition, variable, (*where, "if"))
        if not Arm(holds, no).lines(0):
            self.tests.guarded([holds], yes)
        elif not Arm(holds, yes).lines(0):
            self.tests.guarded([f"not {holds}"], no)
        else:
            self.writer.condition("if", [holds])
            self.writer.extend(Arm(holds, yes).lines(self.writer.depth + 1))
            self.writer.line("else:")
            self.writer.extend(Arm(holds, no).lines(self.writer.depth + 1))

    # --- checks of a value of a known type -------------------------------------------------------

    def guarded(self, part: Check, variable: str, at: At, where: tuple[str, ...]) -> None:
        """A check that is for one type, which the value is known to have."""
        expected = wording.expected(part)
        match part:
            case nodes.Bounds():
                phrases = wording.bounds(part)
                terms = self.tests.leaf(part, variable, "number", where) or []
                for term, (keyword, phrase) in zip(terms, phrases, strict=True):
                    self.failing([term], at, keyword, phrase, variable)
            case nodes.Length(minimum, maximum):
                self._count(minimum, maximum, ("minLength", "maxLength"), expected, variable, at)
            case nodes.ItemCount(minimum, maximum):
                self._count(minimum, maximum, ("minItems", "maxItems"), expected, variable, at)
            case nodes.MemberCount(minimum, maximum):
                keywords = ("minProperties", "maxProperties")
                self._count(minimum, maximum, keywords, expected, variable, at)
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
                    self.found(at, "uniqueItems", expected, "repeat")
            case nodes.Items():
                self._items(part, variable, at, where)
            case nodes.Contains():
                self._contains(part, variable, at, where)
            case nodes.Required(names):
                self.workshop.use(self.room, "errors", "require")
                wanted = literals.tuple_of(names)
                self.writer.bracketed("require(", [variable, wanted, at.expression, "issues"], ")")
            case nodes.DependentRequired(name, required):
                self.tests.guarded(
                    [f"{literals.string(name)} in {variable}"],
                    lambda body: self.on(body).missing(name, required, variable, at),
                )
            case nodes.Members():
                self._members(part, variable, at, where)
            case nodes.MemberNames(inner):
                self._member_names(inner, expected, variable, at, where)
            case nodes.Dependent(name, inner):
                place = (*where, "dependent")
                self.tests.guarded(
                    [f"{literals.string(name)} in {variable}"],
                    lambda body: self.on(body).collect(inner, variable, at, place),
                )
            case _:
                raise AssertionError(f"{part} has no guard")

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
        minimum: int | None,
        maximum: int | None,
        keywords: tuple[str, str],
        expected: str,
        variable: str,
        at: At,
    ) -> None:
        if minimum is not None and minimum > 0:
            self.failing([f"len({variable}) < {minimum}"], at, keywords[0], expected, variable)
        if maximum is not None:
            self.failing([f"len({variable}) > {maximum}"], at, keywords[1], expected, variable)

    def missing(self, name: str, required: Sequence[str], variable: str, at: At) -> None:
        """The members that have to be there beside the member ``name``."""
        for each in required:
            self.writer.condition("if", [f"{literals.string(each)} not in {variable}"])
            with self.writer.block():
                phrase = wording.member_beside(each, name)
                without = literals.string(wording.WITHOUT_IT)
                self.found(at, "dependentRequired", phrase, without)

    # --- arrays ----------------------------------------------------------------------------------

    def _items(self, part: nodes.Items, variable: str, at: At, where: tuple[str, ...]) -> None:
        count = len(part.prefix)
        item = deeper(variable)
        if isinstance(part.rest, nodes.Reject):
            self.failing(
                [f"len({variable}) > {count}"] if count else [variable],
                at,
                part.rest.keyword,
                wording.expected(part),
                variable,
            )
        for index, first in enumerate(part.prefix):
            nested = self.nested()
            nested.collect(first, item, at.below(str(index)), (*where, f"item_{index + 1}"))
            if nested.writer.lines:
                self.writer.line(f"if len({variable}) > {index}:")
                with self.writer.block():
                    self.writer.line(f"{item} = {variable}[{index}]")
                self.writer.extend(nested.writer.lines)
        if part.rest is None or isinstance(part.rest, nodes.Reject):
            return
        place = f"{item}_pointer"
        nested = self.nested()
        nested.collect(part.rest, item, At(place), (*where, "item"))
        if not nested.writer.lines:
            return
        later = f"{variable}[{count}:], {count}" if count else variable
        self.writer.line(f"for index, {item} in enumerate({later}):")
        with self.writer.block():
            self.writer.line(f"{place} = {at.followed_by('index')}")
        self.writer.extend(nested.writer.lines)

    def _contains(
        self, part: nodes.Contains, variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        item = deeper(variable)
        expected = wording.expected(part)
        holds = self.tests.expression(part.check, item, (*where, "contained"))
        self.writer.bracketed("matching = sum(", [f"{holds} for {item} in {variable}"], ")")
        if part.minimum > 1:
            self.writer.line(f"if matching < {part.minimum}:")
            with self.writer.block():
                self.writer.line('keyword = "minContains" if matching else "contains"')
                self.workshop.use(self.room, "errors", "report")
                self.writer.bracketed(
                    "report(",
                    ["issues", at.expression, "keyword", literals.string(expected), variable],
                    ")",
                )
        elif part.minimum == 1:
            self.failing(["not matching"], at, "contains", expected, variable)
        if part.maximum is not None:
            test = f"matching > {max(part.maximum, part.minimum - 1)}"
            self.failing([test], at, "maxContains", expected, variable)

    def unevaluated_items(
        self, part: nodes.UnevaluatedItems, variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        """The first item that nothing looks at and that is not what such items have to be."""
        tracker = self.workshop.part_tracker(part.evaluating, "items", where, self.room, "errors")
        item = deeper(variable)
        self.workshop.use(self.room, "errors", "describe")
        self.writer.line(f"evaluated = {tracker}({variable})")
        self.writer.line(f"for index, {item} in enumerate({variable}):")
        with self.writer.block():
            self.writer.condition("if", self._not_evaluated(part.check, "index", item, where))
            with self.writer.block():
                self.found(
                    at,
                    "unevaluatedItems",
                    wording.unevaluated(part.check),
                    f'f"{{describe({item})}} at index {{index}}"',
                )
                self.writer.line("break")

    def _not_evaluated(
        self, check: Check, step: str, item: str, where: tuple[str, ...]
    ) -> list[str]:
        terms = [f"{step} not in evaluated"]
        if not isinstance(check, nodes.Reject):
            terms.append(f"not {self.tests.expression(check, item, (*where, 'unevaluated'))}")
        return terms

    # --- objects ---------------------------------------------------------------------------------

    def _members(self, part: nodes.Members, variable: str, at: At, where: tuple[str, ...]) -> None:
        item = deeper(variable)
        for name, member in part.properties:
            nested = self.nested()
            place = at.below(escape_pointer(name))
            key = literals.string(name)
            if isinstance(member, nodes.Call | nodes.DynamicCall):
                function = self._function(member, where)
                self.writer.condition("if", [f"{key} in {variable}"])
                with self.writer.block():
                    arguments = [f"{variable}[{key}]", place.expression, "issues"]
                    self.writer.bracketed(f"{function}(", arguments, ")")
                continue
            nested.collect(member, item, place, (*where, name_words(name)))
            if nested.writer.lines:
                self.writer.condition("if", [f"{key} in {variable}"])
                with self.writer.block():
                    self.writer.bracketed(f"{item} = {variable}[", [key], "]")
                self.writer.extend(nested.writer.lines)
        for index, (regex, member) in enumerate(part.patterns):
            words = (*where, f"pattern_{index + 1}")
            self._others(member, [self.tests.matches(regex, "name", words)], variable, at, words)
        if part.additional is None:
            return
        terms = self.tests.unnamed(part, where)
        words = (*where, "additional")
        if not isinstance(part.additional, nodes.Reject):
            self._others(part.additional, terms, variable, at, words)
            return
        keyword, expected = part.additional.keyword, wording.only_members(part)
        self.workshop.use(self.room, "errors", "member")
        self.writer.line(f"for name in {variable}:")
        with self.writer.block():
            if not terms:
                self.found(at, keyword, expected, "member(name)")
                return
            self.writer.condition("if", terms)
            with self.writer.block():
                self.found(at, keyword, expected, "member(name)")

    def _others(
        self, member: Check, terms: Sequence[str], variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        """Every member whose name fulfils the terms passes ``member``."""
        item = deeper(variable)
        place = f"{item}_pointer"
        nested = self.nested(2 if terms else 1)
        nested.collect(member, item, At(place), where)
        if not nested.writer.lines:
            return
        self.writer.line(f"for name, {item} in {variable}.items():")
        with self.writer.block():
            if terms:
                self.writer.condition("if", terms)
            with self.writer.block() if terms else nullcontext():
                if place in names_in(nested.writer.lines):
                    self.workshop.use(self.room, "errors", "escape")
                    self.writer.line(f"{place} = {at.followed_by('escape(name)')}")
        self.writer.extend(nested.writer.lines)

    def _member_names(
        self, check: Check, expected: str, variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        self.workshop.use(self.room, "errors", "member")
        holds = self.tests.expression(check, "name", (*where, "name"))
        self.writer.line(f"for name in {variable}:")
        with self.writer.block():
            self.writer.condition("if", [f"not {holds}"])
            with self.writer.block():
                self.found(at, "propertyNames", expected, "member(name)")

    def unevaluated_members(
        self, part: nodes.UnevaluatedMembers, variable: str, at: At, where: tuple[str, ...]
    ) -> None:
        """Every member that nothing looks at and that is not what such members have to be."""
        tracker = self.workshop.part_tracker(part.evaluating, "members", where, self.room, "errors")
        item = deeper(variable)
        self.workshop.use(self.room, "errors", "member")
        terms = self._not_evaluated(part.check, "name", item, where)
        self.writer.line(f"evaluated = {tracker}({variable})")
        if len(terms) == 1:
            self.writer.line(f"for name in {variable}:")
        else:
            self.writer.line(f"for name, {item} in {variable}.items():")
        with self.writer.block():
            self.writer.condition("if", terms)
            with self.writer.block():
                self.found(
                    at,
                    "unevaluatedProperties",
                    wording.unevaluated(part.check),
                    "member(name)",
                )


def _guard(part: Check) -> JsonType | None:
    """The type of values that a check is for; ``None`` for one that is for all."""
    match part:
        case nodes.Bounds() | nodes.MultipleOf():
            return "number"
        case nodes.Length() | nodes.Pattern() | nodes.Format():
            return "string"
        case nodes.ItemCount() | nodes.UniqueItems() | nodes.Items() | nodes.Contains():
            return "array"
        case (
            nodes.MemberCount()
            | nodes.Required()
            | nodes.Members()
            | nodes.MemberNames()
            | nodes.DependentRequired()
            | nodes.Dependent()
        ):
            return "object"
        case (
            nodes.Accept()
            | nodes.Reject()
            | nodes.TypeTest()
            | nodes.OneOfValues()
            | nodes.All()
            | nodes.Branches()
            | nodes.Not()
            | nodes.If()
            | nodes.Call()
            | nodes.DynamicCall()
            | nodes.Scope()
            | nodes.UnevaluatedItems()
            | nodes.UnevaluatedMembers()
        ):
            return None
        case _:
            assert_never(part)


def _only_type(part: Check) -> JsonType | None:
    """The one type that a type test allows."""
    match part:
        case nodes.TypeTest((only,)):
            return only
        case _:
            return None
