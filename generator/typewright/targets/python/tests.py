"""Prints checks as straight-line tests that fail without saying why.

The same code serves predicates, which ``return False``, and readers, which ``raise Mismatch``.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from typewright.checks import nodes, patterns
from typewright.checks.nodes import Check
from typewright.schema import Json, SchemaId
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.layout import INDENT, Writer, opposite
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
        arms: list[tuple[str, list[str]]] = []
        for kind in KINDS:
            if isinstance(left[kind], nodes.Reject | nodes.Accept):
                continue
            body = Writer(self.writer.depth + 1)
            self.on(body).typed(left[kind], variable, kind, where)
            arms.append((self.type_test(kind, variable), body.lines))
        accepted = [kind for kind in KINDS if isinstance(left[kind], nodes.Accept)]
        last: list[str] | None = None
        if refused and not accepted:
            last = [self.writer_line(1, self.fail)]
        self._chain(_merged(arms), last)
        if refused and accepted:
            tests = [self.type_test(kind, variable) for kind in accepted]
            keyword = "elif" if arms else "if"
            if len(tests) == 1:
                self.writer.condition(keyword, [opposite(tests[0])])
            else:
                self.writer.condition(keyword, [opposite(test) for test in tests], "and")
            with self.writer.block():
                self.writer.line(self.fail)

    def _chain(self, arms: Sequence[tuple[str, list[str]]], last: list[str] | None) -> None:
        for index, (test, lines) in enumerate(arms):
            if index == 0 and len(arms) == 1 and last is None:
                self.guarded([test], lines)
                continue
            self.writer.condition("if" if index == 0 else "elif", [test])
            self.writer.extend(lines)
        if last is not None:
            if arms:
                self.writer.line("else:")
                self.writer.extend(last)
            else:
                self.writer.line(last[0].strip())

    def writer_line(self, levels: int, text: str) -> str:
        """``text`` as a line some levels deeper than the writer is."""
        return INDENT * (self.writer.depth + levels) + text

    def guarded(self, terms: Sequence[str], lines: Sequence[str]) -> None:
        """``lines`` under ``if`` all of ``terms``; a lone ``if`` among them joins the condition."""
        if not lines:
            return
        lone = _lone_condition(lines, self.writer.depth + 1)
        if lone is None:
            self.writer.condition("if", terms)
            self.writer.extend(lines)
            return
        self.writer.condition("if", [*terms, lone])
        self.writer.extend([line[len(INDENT) :] for line in lines[1:]])

    def failing(self, terms: Sequence[str], operator: str = "or") -> None:
        """Fails when the terms hold."""
        self.writer.condition("if", terms, operator)
        with self.writer.block():
            self.writer.line(self.fail)

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
                body = Writer(self.writer.depth + 1)
                self.on(body).typed(self._specialized(inner, "object"), variable, "object", where)
                self.guarded([f"{literals.string(name)} in {variable}"], body.lines)
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
            case nodes.Format():
                raise AssertionError("expressible() leaves no formats")
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
                return [_outside(f"len({variable})", minimum, maximum)]
            case nodes.MemberCount(minimum, maximum):
                return [_outside(f"len({variable})", minimum, maximum)]
            case nodes.Pattern(regex):
                return [f"not {self.matches(regex, variable, where)}"]
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
        return [opposite(tests[0]) if len(tests) == 1 else f"not ({' or '.join(tests)})"]

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
        if check.minimum or check.maximum is not None:
            self.failing([_outside("matching", check.minimum or None, check.maximum)])

    def _unevaluated_items(
        self, check: nodes.UnevaluatedItems, variable: str, where: tuple[str, ...]
    ) -> None:
        self.typed(self._specialized(check.evaluating, "array"), variable, "array", where)
        tracker = self.workshop.part_tracker(check.evaluating, "items", where, self.room, self.kind)
        item = deeper(variable)
        body = Writer(self.writer.depth + 2)
        self.on(body).any_value(check.check, item, (*where, "unevaluated"))
        if body.lines:
            self.writer.line(f"evaluated = {tracker}({variable})")
            self.writer.line(f"for index, {item} in enumerate({variable}):")
            with self.writer.block():
                self.guarded(["index not in evaluated"], body.lines)

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
            arm = Writer(body.depth + 1)
            inner.on(arm).any_value(member, item, place)
            inner.guarded([self.matches(regex, "name", place)], arm.lines)
        if check.additional is not None:
            arm = Writer(body.depth + 1)
            terms = self.unnamed(check, where)
            inner.on(arm if terms else body).any_value(
                check.additional, item, (*where, "additional")
            )
            if terms:
                inner.guarded(terms, arm.lines)
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
            self.writer.enclosed("if not (", holds, "or", "):")
        else:
            self.writer.bracketed("if sum((", holds, ")) != 1:")
        with self.writer.block():
            self.writer.line(self.fail)

    def _tagged(
        self, check: nodes.Branches, tag: str, variable: str, where: tuple[str, ...]
    ) -> None:
        """Runs the one branch that the tag leads to; no other can hold."""
        self.writer.bracketed(f"tag = {variable}.get(", [literals.string(tag)], ")")
        arms: list[tuple[str, list[str]]] = []
        for index, (branch, values) in enumerate(zip(check.checks, check.tag_values, strict=True)):
            body = Writer(self.writer.depth + 1)
            self.on(body).typed(
                self._specialized(branch, "object"),
                variable,
                "object",
                (*where, f"option_{index + 1}"),
            )
            test = " or ".join(f"tag == {literals.string(value)}" for value in values)
            arms.append((test, body.lines or [self.writer_line(1, "pass")]))
        self._chain(_merged(arms), [self.writer_line(1, self.fail)])

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
        branches = []
        for branch, word in ((then, "then"), (otherwise, "else")):
            body = Writer(self.writer.depth + 1)
            if kind is None:
                self.on(body).any_value(branch, variable, (*where, word))
            else:
                self.on(body).typed(self._specialized(branch, kind), variable, kind, (*where, word))
            branches.append(body.lines)
        yes, no = branches
        if yes and no:
            self.writer.condition("if", [holds])
            self.writer.extend(yes)
            self.writer.line("else:")
            self.writer.extend(no)
        elif yes:
            self.guarded([holds], yes)
        elif no:
            self.guarded([f"not {holds}"], no)

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
        self.writer.exploded("functions: dict[str, Callable[..., Any]] = {", items, "}")
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


def _outside(amount: str, minimum: int | None, maximum: int | None) -> str:
    if minimum is None or minimum == 0:
        return f"{amount} > {maximum}"
    if maximum is None:
        return f"{amount} < {minimum}"
    return (
        f"{amount} != {minimum}"
        if minimum == maximum
        else f"not {minimum} <= {amount} <= {maximum}"
    )


def _dependent_required(name: str, required: Sequence[str], variable: str) -> str:
    missing = [f"{literals.string(each)} not in {variable}" for each in required]
    condition = missing[0] if len(missing) == 1 else f"({' or '.join(missing)})"
    return f"{literals.string(name)} in {variable} and {condition}"


def _lone_condition(lines: Sequence[str], depth: int) -> str | None:
    """The condition of ``lines`` when they are one ``if`` on one line and what it runs."""
    head = INDENT * depth + "if "
    if not lines[0].startswith(head) or not lines[0].endswith(":"):
        return None
    if not all(line.startswith(INDENT * (depth + 1)) for line in lines[1:]):
        return None
    condition = lines[0][len(head) : -1]
    return f"({condition})" if " or " in condition else condition


def _merged(arms: Sequence[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Arms with the same body as one."""
    merged: dict[tuple[str, ...], str] = {}
    for test, lines in arms:
        body = tuple(lines)
        merged[body] = f"{merged[body]} or {test}" if body in merged else test
    return [(test, list(body)) for body, test in merged.items()]


def names_in(lines: Sequence[str]) -> frozenset[str]:
    """The names that statements mention."""
    tree = ast.parse(textwrap.dedent("\n".join(lines)))
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
