"""Expressions that say whether a check holds, where no statements are needed for that."""

from __future__ import annotations

from collections.abc import Sequence, Set

from typewright.checks import nodes, patterns
from typewright.checks.formats import FORMATS
from typewright.checks.nodes import Check
from typewright.checks.values import as_written
from typewright.schema import Json
from typewright.schema.schema import JsonType
from typewright.targets.python import literals
from typewright.targets.python.expressions import (
    NEGATED_TESTS,
    TYPE_TESTS,
    bounds,
    dependent_required,
    has_large_bounds,
    is_large,
    none_of,
    outside,
)
from typewright.targets.python.inlined import members_inline
from typewright.targets.python.natives import NATIVES
from typewright.targets.python.room import Kind, Room
from typewright.targets.python.specialize import INTEGER, conjuncts, is_small
from typewright.targets.python.workshop import FORMATS_MODULE, Workshop


class Terms:
    """Writes expressions for a module of ``kind``, and notes what they need."""

    __slots__ = ()

    workshop: Workshop
    room: Room
    kind: Kind
    direct: bool

    def expression(self, check: Check, variable: str, where: tuple[str, ...]) -> str:
        """An expression, always ``True`` or ``False``, that says whether ``check`` holds."""
        match check:
            case nodes.Accept():
                return "True"
            case nodes.Reject():
                return "False"
            case nodes.Call(target=target):
                name = self.workshop.predicate(target, self.room, self.kind)
                return f"{name}({variable})"
            case nodes.DynamicCall(target=target, anchor=anchor):
                self.workshop.use(self.room, self.kind, "resolve")
                name = self.workshop.predicate(target, self.room, self.kind)
                return f"resolve({literals.string(anchor)}, {name})({variable})"
            case nodes.TypeTest(types=(only,)):
                return self.type_test(only, variable)
            case nodes.OneOfValues(values=(str() as value,)):
                return f"{variable} == {literals.string(value)}"
            case _:
                name = self.workshop.part(check, where, self.room, self.kind)
                return f"{name}({variable})"

    def type_test(self, kind: JsonType, variable: str) -> str:
        """An expression that says whether ``variable`` is of ``kind``."""
        if kind == "number" and self.kind == "errors":
            # Where speed does not matter, type checkers are told what a number is.
            self.workshop.use(self.room, self.kind, "is_number")
            return f"is_number({variable})"
        if kind == "number":
            self.workshop.use(self.room, self.kind, "NUMBERS")
        elif kind == "integer":
            self.workshop.use(self.room, self.kind, "is_integer")
        return TYPE_TESTS[kind].format(variable)

    def negated_type(self, kind: JsonType, variable: str) -> str:
        """An expression that says whether ``variable`` is not of ``kind``."""
        negated = NEGATED_TESTS.get(kind)
        if negated is not None:
            return negated.format(variable)
        test = self.type_test(kind, variable)
        return test.replace(") in ", ") not in ") if ") in " in test else f"not {test}"

    def specialized(self, check: Check, kind: JsonType) -> Check:
        return self.workshop.specialized(check, kind)

    def leaf(
        self, part: Check, variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> list[str] | None:
        """Expressions of which none holds when ``part`` does; ``None`` if it takes statements."""
        match part:
            case nodes.TypeTest(types=types):
                if kind == "number" and "integer" in types and "number" not in types:
                    return self._types(("integer",), variable)
                return self._types(types, variable)
            case nodes.OneOfValues(values=values):
                return [self.not_one_of(values, variable, kind, where)]
            case nodes.Bounds():
                if has_large_bounds(part):
                    self.workshop.use(self.room, self.kind, "exact")
                return bounds(part, variable)
            case nodes.MultipleOf(divisor=divisor):
                return [self._multiple(divisor, variable)]
            case (
                nodes.Length(minimum=minimum, maximum=maximum)
                | nodes.ItemCount(minimum=minimum, maximum=maximum)
            ):
                return outside(f"len({variable})", minimum, maximum)
            case nodes.MemberCount(minimum=minimum, maximum=maximum):
                return outside(f"len({variable})", minimum, maximum)
            case nodes.Pattern(regex=regex):
                return [f"not {self.matches(regex, variable, where)}"]
            case nodes.Format():
                return self._format(part, variable)
            case nodes.UniqueItems():
                self.workshop.use(self.room, self.kind, "are_unique")
                return [f"not are_unique({variable})"]
            case nodes.DependentRequired(name=name, required=required):
                return [dependent_required(name, required, variable)] if required else []
            case nodes.Not(check=inner):
                return [self.expression(inner, variable, (*where, "not"))]
            case nodes.Call() | nodes.DynamicCall():
                return [f"not {self.expression(part, variable, where)}"]
            case _:
                return None

    def sieve(
        self,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        beside: Sequence[str] = (),
    ) -> list[str]:
        """Terms that all hold for every value that ``check`` refuses, and for few others: what an
        expression can tell by the type of a value. Terms ``beside`` them come first.
        """
        if isinstance(check, nodes.Call):
            if not self.is_small(check):
                return [*beside, f"not {self.expression(check, variable, where)}"]
            where = (self.workshop.stem(check.target)[0],)
            check = self.called(check)
        left = self.workshop.by_type(check)
        passing = self.passing(check)
        found = [
            terms
            for kind, rest in left.items()
            if kind in passing
            and (terms := self._unless(kind, rest, variable, where, passing & {kind, "null"}))
        ]
        joined = [" or ".join(each) for each in found]
        if not beside and len(found) == 1:
            return joined
        pairs = zip(found, joined, strict=True)
        return [*beside, *(f"({text})" if len(each) > 1 else text for each, text in pairs)]

    def _unless(
        self,
        kind: JsonType,
        check: Check,
        variable: str,
        where: tuple[str, ...],
        passing: Set[JsonType],
    ) -> list[str]:
        """Terms of which one holds for every value of a type that is not ``passing``, or that is of
        ``kind`` and ``check`` refuses; none where that takes more than terms.
        """
        parts = conjuncts(check)
        if not all(isinstance(part, nodes.Call) or is_small(part) for part in parts):
            return []
        match parts:
            case (nodes.OneOfValues(values=(str() as value,)),):
                return [f"{variable} != {literals.string(value)}"]
            case (nodes.Call(),) if self.passing(check) <= passing:
                return [f"not {self.expression(check, variable, where)}"]
            case _:
                pass
        rest = [part for part in parts if part != INTEGER]
        terms = [term for part in rest for term in self.leaf(part, variable, kind, where) or ()]
        if kind == "number" and INTEGER in parts:
            self.workshop.use(self.room, self.kind, "is_integer")
            whole = f"type({variable}) is not int and not is_integer({variable})"
            return [f"({whole})" if terms else whole, *terms]
        if kind == "number":
            self.workshop.use(self.room, self.kind, "NUMBERS")
            return [f"type({variable}) not in NUMBERS", *terms]
        return [self.negated_type(kind, variable), *terms]

    def at_sight(self, check: Check, variable: str, where: tuple[str, ...]) -> Sequence[str] | None:
        """The tests of a check, each of one term, that takes but a look at a value, or two where it
        is not ``direct``: none where no value passes, and ``None`` where it takes more.
        """
        if isinstance(check, nodes.Call) and self.is_small(check):
            where = (self.workshop.stem(check.target)[0],)
            check = self.called(check)
        match conjuncts(check):
            case (nodes.TypeTest(types=(only,)),) if only != "integer":
                return (self.negated_type(only, variable),)
            case (nodes.Call() as call,) if not self.is_inline(call):
                return (f"not {self.expression(call, variable, where)}",)
            case (nodes.DynamicCall() as call,):
                return (f"not {self.expression(call, variable, where)}",)
            case (nodes.OneOfValues(values=values),) | (
                nodes.TypeTest(types=("string",)),
                nodes.OneOfValues(values=values),
            ) if all(isinstance(value, str) for value in values):
                if not values:
                    return ()
                # What cannot be looked up raises ``TypeError``, unless its type is tested.
                before = () if self.direct else (self.negated_type("string", variable),)
                return (*before, self.not_one_of(values, variable, "string", where))
            case _:
                return None

    def passing(self, check: Check) -> Set[JsonType]:
        """The types of which values may pass."""
        left = self.workshop.by_type(check)
        return {kind for kind, rest in left.items() if not isinstance(rest, nodes.Reject)}

    def is_small(self, call: nodes.Call) -> bool:
        """Whether what is called is better tested at once."""
        return is_small(self.called(call))

    def is_inline(self, call: nodes.Call) -> bool:
        """Whether what is called is better tested at once."""
        if self.direct:
            return members_inline(call.target, self.workshop) is not None
        return self.is_small(call)

    def called(self, check: Check) -> Check:
        """What ``check`` calls; itself if it calls nothing."""
        return self.workshop.model.checks[check.target] if isinstance(check, nodes.Call) else check

    def _format(self, check: nodes.Format, variable: str) -> list[str]:
        """A string has its format; what is converted has to be convertible too."""
        if not self.workshop.converts or check.name not in NATIVES:
            return self.formatted(check, variable)
        arguments = [NATIVES[check.name].parser, variable]
        self.workshop.use(self.room, self.kind, arguments[0], "parses")
        if check.tested:
            arguments.append(self._teller(check.name))
        return [f"not parses({', '.join(arguments)})"]

    def formatted(self, check: nodes.Format, variable: str) -> list[str]:
        """The test of a format, if it is tested."""
        return [f"not {self._teller(check.name)}({variable})"] if check.tested else []

    def _teller(self, name: str) -> str:
        """The function that tells a format."""
        self.room.formats.add(name)
        self.room.packages.setdefault(self.kind, set()).add(FORMATS_MODULE)
        return f"{FORMATS_MODULE}.{FORMATS[name].__name__}"

    def _types(self, types: tuple[JsonType, ...], variable: str) -> list[str]:
        tests = [self.type_test(kind, variable) for kind in types]
        if not tests:
            return ["True"]
        return [none_of(tests)]

    def not_one_of(
        self, values: tuple[Json, ...], variable: str, kind: JsonType | None, where: tuple[str, ...]
    ) -> str:
        """An expression that says whether ``variable`` equals none of ``values``."""
        scalar = all(isinstance(v, str) or v is None for v in values)
        if kind == "number" and any(map(is_large, values)):
            values = tuple(as_written(v) if isinstance(v, float) else v for v in values)
            self.workshop.use(self.room, self.kind, "exact")
            variable = f"exact({variable})"
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

    def _multiple(self, divisor: int | float, variable: str) -> str:
        self.workshop.use(self.room, self.kind, "is_multiple")
        return f"not is_multiple({variable}, {literals.value(divisor)})"

    def matches(self, regex: str, variable: str, where: tuple[str, ...]) -> str:
        """An expression that says whether the text in ``variable`` holds a match of ``regex``."""
        pattern = patterns.to_python(regex)
        self.workshop.use(self.room, self.kind, "matches")
        constant = self.room.constant((*where, "pattern"), literals.raw_string(pattern), self.kind)
        return f"matches({constant}, {variable})"
