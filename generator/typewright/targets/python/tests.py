"""Prints checks as straight-line tests that fail without saying why.

The same code serves predicates, which ``return False``, and readers, which ``raise Mismatch``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from typewright.checks import nodes, patterns
from typewright.checks.nodes import Check
from typewright.schema import Json, SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.layout import INDENT, Writer, opposite, split_at
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.specialize import conjuncts, specialize
from typewright.targets.python.workshop import Kind, Room, Workshop

KINDS: tuple[JsonType, ...] = ("null", "boolean", "number", "string", "array", "object")
"""JSON types as Python can tell them apart at once; whole numbers are among the numbers."""

_TYPE_TESTS: dict[JsonType, str] = {
    "null": "{} is None",
    "boolean": "type({}) is bool",
    "integer": "is_integer({})",
    "number": "type({}) in NUMBERS",
    "string": "type({}) is str",
    "array": "type({}) is list",
    "object": "type({}) is dict",
}

_LOCALS = ("item", "element", "part", "piece", "fragment")


def inner_name(variable: str) -> str:
    """A local name for a part of what ``variable`` holds."""
    if variable not in _LOCALS:
        return _LOCALS[0]
    index = _LOCALS.index(variable) + 1
    return _LOCALS[index] if index < len(_LOCALS) else f"{_LOCALS[-1]}_of_{variable}"


def deeper(variable: str) -> str:
    """The next local name, for any depth."""
    if variable.startswith(_LOCALS[-1]):
        return f"{variable}_{_LOCALS[0]}"
    return inner_name(variable)


Chunk: TypeAlias = Callable[[Writer], None]
"""Statements that are written when it is known how deep."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A branch of an ``if`` statement: its condition and what it runs."""

    test: str
    chunk: Chunk

    def lines(self, depth: int) -> list[str]:
        """The statements, at some depth."""
        writer = Writer(depth)
        self.chunk(writer)
        return writer.lines


@dataclass(frozen=True, slots=True)
class Tests:
    """Writes tests into ``writer`` that run ``fail`` when a check does not hold.

    ``kind`` names the kind of module (``validators`` or ``errors``) that is written.
    """

    workshop: Workshop
    room: Room
    writer: Writer
    fail: str
    kind: Kind = "validators"

    def on(self, writer: Writer) -> Tests:
        """The same emitter with another writer."""
        return Tests(self.workshop, self.room, writer, self.fail, self.kind)

    # --- a value of any type ---------------------------------------------------------------------

    def any_value(self, check: Check, variable: str, where: tuple[str, ...]) -> None:
        """Tests a value of which nothing is known."""
        if isinstance(check, nodes.Accept):
            return
        if isinstance(check, nodes.Call | nodes.DynamicCall):
            self.failing([f"not {self.expression(check, variable, where)}"])
            return
        left = {kind: specialize(check, kind, self.workshop.model.checks) for kind in KINDS}
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
        if kind == "boolean" and len(parts) == 1 and isinstance(parts[0], nodes.OneOfValues):
            self.typed(check, variable, kind, where)
            return
        if kind == "number" and nodes.TypeTest(("integer",)) in parts:
            kind = "integer"
            rest = tuple(part for part in parts if part != nodes.TypeTest(("integer",)))
            check = nodes.All(rest) if rest else nodes.ACCEPT
        self.failing([self.negated_type(kind, variable)])
        self.typed(check, variable, kind, where)

    def _by_type(
        self,
        left: dict[JsonType, Check],
        refused: Sequence[JsonType],
        variable: str,
        where: tuple[str, ...],
    ) -> None:
        """A branch for each type of which something is left to test, then one for the rest."""
        arms: list[Arm] = []
        accepted: list[JsonType] = []
        for kind in KINDS:
            if kind in refused:
                continue
            arm = Arm(
                self.type_test(kind, variable), self._typed_later(left, variable, kind, where)
            )
            if arm.lines(0):
                arms.append(arm)
            else:
                accepted.append(kind)
        if not refused:
            self._chain(_merged(arms), None)
        elif accepted:
            none = _none_of([self.type_test(kind, variable) for kind in accepted])
            if not arms:
                self.failing([none])
                return
            self._chain([*_merged(arms), Arm(none, self.failure)], None)
        else:
            self._chain(_merged(arms), self.failure)

    def _typed_later(
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

    def _chain(self, arms: Sequence[Arm], last: Chunk | None) -> None:
        """``if`` and ``elif`` for the arms, and ``else`` for the last chunk."""
        if len(arms) == 1 and last is None:
            self.guarded([arms[0].test], arms[0].chunk)
            return
        for index, arm in enumerate(arms):
            self.writer.condition("elif" if index else "if", [arm.test])
            self.writer.extend(arm.lines(self.writer.depth + 1) or [self.writer_line(1, "pass")])
        if last is not None:
            self.writer.line("else:")
            with self.writer.block():
                last(self.writer)

    def writer_line(self, levels: int, text: str) -> str:
        """``text`` as a line some levels deeper than the writer is."""
        return INDENT * (self.writer.depth + levels) + text

    def guarded(self, terms: Sequence[str], write: Chunk) -> None:
        """What ``write`` writes, under ``if`` all of ``terms``.

        A lone ``if`` in it joins the condition, and is written again one level higher.
        """
        body = Writer(self.writer.depth + 1)
        write(body)
        if not body.lines:
            return
        alone = Writer(self.writer.depth)
        if is_lone_if(body.lines, body.depth):
            write(alone)
        if not alone.lines or not is_lone_if(alone.lines, alone.depth):
            self.writer.condition("if", terms)
            self.writer.extend(body.lines)
            return
        lone = alone.lines[0].strip().removeprefix("if ").removesuffix(":")
        parts = split_at(lone, ast.And)
        if len(split_at(lone, ast.Or)) > 1:
            parts = [f"({lone})"]
        if alone.lines[1:] == [self.writer_line(1, self.fail)]:
            self.failing([*terms, *parts], "and")
            return
        self.writer.condition("if", [*terms, *parts])
        self.writer.extend(alone.lines[1:])

    def failing(self, terms: Sequence[str], operator: str = "or") -> None:
        """Fails when the terms hold."""
        self.writer.failing(terms, operator, self.fail)

    def type_test(self, kind: JsonType, variable: str) -> str:
        """An expression that says whether ``variable`` is of ``kind``."""
        if kind == "number":
            self.workshop.use(self.room, self.kind, "NUMBERS")
        elif kind == "integer":
            self.workshop.use(self.room, self.kind, "is_integer")
        return _TYPE_TESTS[kind].format(variable)

    def negated_type(self, kind: JsonType, variable: str) -> str:
        """An expression that says whether ``variable`` is not of ``kind``."""
        return opposite(self.type_test(kind, variable))

    # --- a value of a known type -----------------------------------------------------------------

    def typed(
        self, check: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> None:
        """Tests a value that is known to be of ``kind``; ``check`` is specialized for it."""
        for part in conjuncts(check):
            self._part(part, variable, kind, where)

    def _part(
        self, part: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
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
                self._items(part, variable, where)
            case nodes.Contains():
                self._contains(part, variable, where)
            case nodes.Members():
                self._members(part, variable, where)
            case nodes.MemberNames(inner):
                self._loop(f"for name in {variable}:", inner, "name", (*where, "names"), "string")
            case nodes.Dependent(name, inner):
                dependent = self._specialized(inner, "object")
                self.guarded(
                    [f"{literals.string(name)} in {variable}"],
                    lambda body: self.on(body).typed(dependent, variable, "object", where),
                )
            case nodes.Branches():
                self._branches(part, variable, kind, where)
            case nodes.If(condition, then, otherwise):
                self._if(condition, then, otherwise, variable, kind, where)
            case nodes.Scope(anchors, inner):
                self._scope(anchors, inner, variable, where)
            case nodes.UnevaluatedMembers():
                self._unevaluated_members(part, variable, where)
            case nodes.UnevaluatedItems():
                self._unevaluated_items(part, variable, where)
            case nodes.All() | nodes.Accept():
                raise AssertionError("conjuncts() leaves none of these")
            case (
                nodes.TypeTest()
                | nodes.OneOfValues()
                | nodes.Bounds()
                | nodes.MultipleOf()
                | nodes.Length()
                | nodes.Pattern()
                | nodes.Format()
                | nodes.ItemCount()
                | nodes.UniqueItems()
                | nodes.MemberCount()
                | nodes.Required()
                | nodes.DependentRequired()
                | nodes.Not()
                | nodes.Call()
                | nodes.DynamicCall()
            ):
                raise AssertionError("leaf() has terms for these")

            case _:
                assert_never(part)

    def _specialized(self, check: Check, kind: JsonType) -> Check:
        return specialize(check, kind, self.workshop.model.checks)

    def leaf(
        self, part: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> list[str] | None:
        """Expressions of which none holds when ``part`` does; ``None`` if it takes statements."""
        match part:
            case nodes.TypeTest(types):
                return self._types(types, variable)
            case nodes.OneOfValues(values):
                return [self.not_one_of(values, variable, kind, where)]
            case nodes.Bounds():
                return _bounds(part, variable)
            case nodes.MultipleOf(divisor):
                return [self._multiple(divisor, variable, kind)]
            case nodes.Length(minimum, maximum) | nodes.ItemCount(minimum, maximum):
                return _outside(f"len({variable})", minimum, maximum)
            case nodes.MemberCount(minimum, maximum):
                return _outside(f"len({variable})", minimum, maximum)
            case nodes.Pattern(regex):
                return [f"not {self.matches(regex, variable, where)}"]
            case nodes.Format(name):
                parser = NATIVES[name].parser
                self.workshop.use(self.room, self.kind, parser, "parses")
                return [f"not parses({parser}, {variable})"]
            case nodes.UniqueItems():
                self.workshop.use(self.room, self.kind, "are_unique")
                return [f"not are_unique({variable})"]
            case nodes.Required(names):
                return [f"{literals.string(name)} not in {variable}" for name in names]
            case nodes.DependentRequired(name, required):
                return [_dependent_required(name, required, variable)] if required else []
            case nodes.Not(inner):
                return [self.expression(inner, variable, (*where, "not"), kind)]
            case nodes.Call() | nodes.DynamicCall():
                return [f"not {self.expression(part, variable, where, kind)}"]
            case _:
                return None

    def _types(self, types: tuple[JsonType, ...], variable: str) -> list[str]:
        tests = [self.type_test(kind, variable) for kind in types]
        if not tests:
            return ["True"]
        return [_none_of(tests)]

    def not_one_of(
        self, values: tuple[Json, ...], variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> str:
        """An expression that says whether ``variable`` equals none of ``values``."""
        scalar = all(isinstance(v, str) or v is None for v in values)
        if kind == "boolean" and len(values) == 1:
            return f"{variable} is not {values[0]}"
        if len(values) == 1 and (scalar or kind == "number"):
            return (
                f"{variable} is not None"
                if values[0] is None
                else f"{variable} != {literals.value(values[0])}"
            )
        if scalar or kind == "number":
            return f"{variable} not in {self.room.values(values, where, self.kind)}"
        self.workshop.use(self.room, self.kind, "equals_any")
        items = literals.value(list(values))
        constant = self.room.constant((*where, "values"), items, self.kind)
        return f"not equals_any({variable}, {constant})"

    def _multiple(self, divisor: int | float, variable: str, kind: JsonType | None) -> str:
        self.workshop.use(self.room, self.kind, "is_multiple")
        return f"not is_multiple({variable}, {literals.value(divisor)})"

    def matches(self, regex: str, variable: str, where: tuple[str, ...]) -> str:
        """An expression that says whether the text in ``variable`` holds a match of ``regex``."""
        pattern = patterns.to_python(regex)
        self.workshop.use(self.room, self.kind, "matches")
        constant = self.room.constant((*where, "pattern"), literals.raw_string(pattern), self.kind)
        return f"matches({constant}, {variable})"

    def expression(
        self,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        kind: JsonType | None = None,
    ) -> str:
        """An expression, always ``True`` or ``False``, that says whether ``check`` holds."""
        match check:
            case nodes.Accept():
                return "True"
            case nodes.Reject():
                return "False"
            case nodes.Call(target):
                name = self.workshop.predicate(target, self.room, self.kind)
                return f"{name}({variable})"
            case nodes.DynamicCall(target, anchor):
                self.workshop.use(self.room, self.kind, "resolve")
                name = self.workshop.predicate(target, self.room, self.kind)
                return f"resolve({literals.string(anchor)}, {name})({variable})"
            case nodes.TypeTest((only,)):
                return self.type_test(only, variable)
            case nodes.OneOfValues((str() as value,)):
                return f"{variable} == {literals.string(value)}"
            case _:
                name = self.workshop.part(check, where, self.room, self.kind)
                return f"{name}({variable})"

    # --- arrays ----------------------------------------------------------------------------------

    def _loop(
        self, head: str, check: Check, variable: str, where: tuple[str, ...],
        kind: JsonType | None = None,
    ) -> None:  # fmt: skip
        body = Writer(self.writer.depth + 1)
        if kind is None:
            self.on(body).any_value(check, variable, where)
        else:
            self.on(body).typed(self._specialized(check, kind), variable, kind, where)
        if body.lines:
            self.writer.line(head)
            self.writer.extend(body.lines)

    def _items(self, check: nodes.Items, variable: str, where: tuple[str, ...]) -> None:
        item = deeper(variable)
        for index, first in enumerate(check.prefix):
            body = Writer(self.writer.depth + 1)
            self.on(body).any_value(first, item, (*where, f"item_{index + 1}"))
            if body.lines:
                self.writer.condition("if", [f"len({variable}) > {index}"])
                body.lines.insert(0, self.writer_line(1, f"{item} = {variable}[{index}]"))
                self.writer.extend(body.lines)
        if check.rest is not None:
            later = f"{variable}[{len(check.prefix)}:]" if check.prefix else variable
            if isinstance(check.rest, nodes.Reject):
                self.failing([f"len({variable}) > {len(check.prefix)}"])
                return
            self._loop(f"for {item} in {later}:", check.rest, item, (*where, "item"))

    def _contains(self, check: nodes.Contains, variable: str, where: tuple[str, ...]) -> None:
        item = deeper(variable)
        holds = self.expression(check.check, item, (*where, "contained"))
        self.writer.bracketed("matching = sum(", [f"{holds} for {item} in {variable}"], ")")
        terms = _outside("matching", check.minimum, check.maximum)
        if terms:
            self.failing(terms)

    def _unevaluated_items(
        self, check: nodes.UnevaluatedItems, variable: str, where: tuple[str, ...]
    ) -> None:
        self.typed(self._specialized(check.evaluating, "array"), variable, "array", where)
        tracker = self.workshop.part_tracker(check.evaluating, "items", where, self.room, self.kind)
        item = deeper(variable)

        def rest(body: Writer) -> None:
            self.on(body).any_value(check.check, item, (*where, "unevaluated"))

        if Arm("", rest).lines(0):
            self.writer.line(f"evaluated = {tracker}({variable})")
            self.writer.line(f"for index, {item} in enumerate({variable}):")
            with self.writer.block():
                self.guarded(["index not in evaluated"], rest)

    # --- objects ---------------------------------------------------------------------------------

    def _members(self, check: nodes.Members, variable: str, where: tuple[str, ...]) -> None:
        item = deeper(variable)
        for name, member in check.properties:
            key = literals.string(name)
            if isinstance(member, nodes.Reject):
                self.failing([f"{key} in {variable}"])
                continue
            body = Writer(self.writer.depth + 1)
            self.on(body).any_value(member, item, (*where, name_words(name)))
            if body.lines:
                self.writer.condition("if", [f"{key} in {variable}"])
                with self.writer.block():
                    self.writer.bracketed(f"{item} = {variable}[", [key], "]")
                self.writer.extend(body.lines)
        self.other_members(check, variable, where)

    def other_members(self, check: nodes.Members, variable: str, where: tuple[str, ...]) -> None:
        """Tests the members by patterns of their names, and those that are not named."""
        if not check.patterns and (
            check.additional is None or isinstance(check.additional, nodes.Accept)
        ):
            return
        item = deeper(variable)
        body = Writer(self.writer.depth + 1)
        inner = self.on(body)
        for index, (regex, member) in enumerate(check.patterns):
            place = (*where, f"pattern_{index + 1}")
            inner.guarded(
                [self.matches(regex, "name", place)], inner.value_later(member, item, place)
            )
        if check.additional is not None:
            place = (*where, "additional")
            terms = self.unnamed(check, where)
            if terms:
                inner.guarded(terms, inner.value_later(check.additional, item, place))
            else:
                inner.any_value(check.additional, item, place)
        if not body.lines:
            return
        used = names_in(body.lines)
        if item not in used:
            self.writer.line(f"for name in {variable}:")
        elif "name" not in used:
            self.writer.line(f"for {item} in {variable}.values():")
        else:
            self.writer.line(f"for name, {item} in {variable}.items():")
        self.writer.extend(body.lines)

    def value_later(self, check: Check, variable: str, where: tuple[str, ...]) -> Chunk:
        """A chunk that tests a value of which nothing is known."""
        return lambda body: self.on(body).any_value(check, variable, where)

    def unnamed(self, check: nodes.Members, where: tuple[str, ...]) -> list[str]:
        """Conditions on ``name`` to be none of those that ``check`` names, one way or other."""
        terms: list[str] = []
        names = tuple(name for name, _ in check.properties)
        if len(names) == 1:
            terms.append(f"name != {literals.string(names[0])}")
        elif names:
            items = tuple(map(literals.string, names))
            constant = self.room.constant((*where, "names"), items, self.kind)
            terms.append(f"name not in {constant}")
        for index, (regex, _) in enumerate(check.patterns):
            terms.append(f"not {self.matches(regex, 'name', (*where, f'pattern_{index + 1}'))}")
        return terms

    def _unevaluated_members(
        self, check: nodes.UnevaluatedMembers, variable: str, where: tuple[str, ...]
    ) -> None:
        self.typed(self._specialized(check.evaluating, "object"), variable, "object", where)
        tracker = self.workshop.part_tracker(
            check.evaluating, "members", where, self.room, self.kind
        )
        item = deeper(variable)
        if isinstance(check.check, nodes.Reject):
            self.failing([f"not {tracker}({variable}).issuperset({variable})"])
            return
        rest = Writer(self.writer.depth + 1)
        self.on(rest).any_value(check.check, item, (*where, "unevaluated"))
        if rest.lines:
            self.writer.line(f"for name in {variable}.keys() - {tracker}({variable}):")
            with self.writer.block():
                self.writer.line(f"{item} = {variable}[name]")
            self.writer.extend(rest.lines)

    # --- combinations ----------------------------------------------------------------------------

    def _branches(
        self, check: nodes.Branches, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> None:
        if check.tag is not None and kind == "object":
            self._tagged(check, check.tag, variable, where)
            return
        holds = [
            self.expression(branch, variable, (*where, f"option_{i + 1}"), kind)
            for i, branch in enumerate(check.checks)
        ]
        if check.keyword == "anyOf":
            either = holds[0] if len(holds) == 1 else f"({' or '.join(holds)})"
            self.failing([f"not {either}"])
        else:
            self.workshop.use(self.room, self.kind, "exactly_one")
            self.failing([f"not exactly_one({', '.join(holds)})"])

    def _tagged(
        self, check: nodes.Branches, tag: str, variable: str, where: tuple[str, ...]
    ) -> None:
        """Runs the one branch that the tag leads to; no other can hold."""
        self.writer.bracketed(f"tag = {variable}.get(", [literals.string(tag)], ")")
        arms: list[Arm] = []
        for index, (branch, values) in enumerate(zip(check.checks, check.tag_values, strict=True)):
            left: dict[JsonType, Check] = {"object": self._specialized(branch, "object")}
            place = (*where, f"option_{index + 1}")
            test = " or ".join(f"tag == {literals.string(value)}" for value in values)
            arms.append(Arm(test, self._typed_later(left, variable, "object", place)))
        self._chain(_merged(arms), self.failure)

    def _if(
        self,
        condition: Check,
        then: Check,
        otherwise: Check,
        variable: str,
        kind: JsonType | None,
        where: tuple[str, ...],
    ) -> None:
        holds = self.expression(condition, variable, (*where, "if"), kind)
        yes = Arm(holds, self._branch_later(then, variable, kind, (*where, "then")))
        no = self._branch_later(otherwise, variable, kind, (*where, "else"))
        if not Arm("", no).lines(0):
            self.guarded([holds], yes.chunk)
        elif yes.lines(0):
            self._chain([yes], no)
        else:
            self.guarded([f"not {holds}"], no)

    def _branch_later(
        self, check: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> Chunk:
        if kind is None:
            return self.value_later(check, variable, where)
        left = {kind: self._specialized(check, kind)}
        return self._typed_later(left, variable, kind, where)

    def _scope(
        self,
        anchors: Sequence[tuple[str, SchemaId]],
        inner: Check,
        variable: str,
        where: tuple[str, ...],
    ) -> None:
        self.enter_scope(anchors)
        body = Writer(self.writer.depth + 1)
        self.on(body).any_value(inner, variable, where)
        self.writer.extend(body.lines or [self.writer_line(1, "pass")])

    def enter_scope(self, anchors: Sequence[tuple[str, SchemaId]]) -> None:
        """The head of the block in which dynamic references may lead to ``anchors``.

        An anchor stands for functions of each kind that may be looked for.
        """
        self.workshop.use(self.room, self.kind, "scope")
        items = []
        for anchor, target in anchors:
            key = literals.string(anchor)
            items.append(f"{key}: {self.workshop.predicate(target, self.room, self.kind)}")
            for what in self.workshop.dynamic_trackers:
                key = literals.string(f"{what} {anchor}")
                tracker = self.workshop.tracker(target, what, self.room, self.kind)
                items.append(f"{key}: {tracker}")
            if self.kind == "errors":
                key = literals.string(f"collect {anchor}")
                collector = self.workshop.collector(target, self.room, self.kind)
                items.append(f"{key}: {collector}")
        self.writer.bracketed("functions: dict[str, Callable[..., Any]] = {", items, "}")
        self.writer.line("with scope(functions):")


def name_words(name: str) -> str:
    """A member's name as part of the name of a function or constant."""
    from typewright.model.names import split_words
    from typewright.targets.python.names import snake

    return snake(split_words(name))


def _bounds(check: nodes.Bounds, variable: str) -> list[str]:
    pairs = (
        ("<", check.minimum),
        ("<=", check.exclusive_minimum),
        (">", check.maximum),
        (">=", check.exclusive_maximum),
    )
    return [
        f"{variable} {sign} {literals.value(bound)}" for sign, bound in pairs if bound is not None
    ]


def _outside(amount: str, minimum: int | None, maximum: int | None) -> list[str]:
    if not minimum:
        return [] if maximum is None else [f"{amount} > {maximum}"]
    if maximum is None:
        return [f"{amount} < {minimum}"]
    if minimum == maximum:
        return [f"{amount} != {minimum}"]
    return [f"not {minimum} <= {amount} <= {maximum}"]


def _dependent_required(name: str, required: Sequence[str], variable: str) -> str:
    missing = [f"{literals.string(each)} not in {variable}" for each in required]
    condition = missing[0] if len(missing) == 1 else f"({' or '.join(missing)})"
    return f"{literals.string(name)} in {variable} and {condition}"


def is_lone_if(lines: Sequence[str], depth: int) -> bool:
    """Whether ``lines`` are one ``if``, its condition on one line, and what it runs."""
    head = f"{INDENT * depth}if "
    return (
        lines[0].startswith(head)
        and lines[0].endswith(":")
        and all(line.startswith(INDENT * (depth + 1)) for line in lines[1:])
    )


def _none_of(tests: Sequence[str]) -> str:
    return opposite(tests[0]) if len(tests) == 1 else f"not ({' or '.join(tests)})"


def _merged(arms: Sequence[Arm]) -> list[Arm]:
    """Arms that run the same as one."""
    merged: dict[tuple[str, ...], Arm] = {}
    for arm in arms:
        body = tuple(arm.lines(0))
        same = merged.get(body)
        merged[body] = arm if same is None else Arm(f"{same.test} or {arm.test}", arm.chunk)
    return list(merged.values())


_NAME = re.compile(r"[A-Za-z_]\w*")


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """The names that statements mention, attributes too; not what stands in string literals."""
    return frozenset(_NAME.findall(_STRING.sub(_without_text, "\n".join(lines))))


_STRING = re.compile(r"""[rf]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")


def _without_text(literal: re.Match[str]) -> str:
    """Of a string literal, the expressions of an f-string alone."""
    text = literal.group()
    return " ".join(re.findall(r"{([^{}]*)}", text)) if text.startswith("f") else ""
