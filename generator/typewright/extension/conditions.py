"""Conditions in C: each is a jump, so that nothing is tested that Python would not test.

Where a length is compared, a number is a text of C and no object.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from typewright.extension.body import UnsupportedError, Value
from typewright.extension.expressions import SINGLE, Expressions
from typewright.values import dataclass

_EXACT = {
    "str": "PyUnicode_CheckExact({})",
    "dict": "PyDict_CheckExact({})",
    "list": "PyList_CheckExact({})",
    "int": "PyLong_CheckExact({})",
    "float": "PyFloat_CheckExact({})",
    "bool": "PyBool_Check({})",
}
_HOW: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("Py_LT", "<"),
    ast.LtE: ("Py_LE", "<="),
    ast.Eq: ("Py_EQ", "=="),
    ast.NotEq: ("Py_NE", "!="),
    ast.Gt: ("Py_GT", ">"),
    ast.GtE: ("Py_GE", ">="),
}
_SWAPPED = {"Py_LT": "Py_GT", "Py_LE": "Py_GE", "Py_GT": "Py_LT", "Py_GE": "Py_LE"}
_MOST_OF_32_BITS = 2**31 - 1


@dataclass(slots=True)
class Conditions(Expressions):
    """Writes conditions, and so all that the statements of a function are made of."""

    def branch(self, node: ast.expr, yes: str | None, no: str | None) -> None:
        """Jumps to a label by the truth of an expression; ``None`` is the next statement."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.branch(node.operand, no, yes)
        test = self.simple(node)
        if test is not None:
            return self._jump(test, yes, no)
        match node:
            case ast.BoolOp(ast.And(), values):
                end = no or self.body.label()
                for value in values[:-1]:
                    self.branch(value, None, end)
                self.branch(values[-1], yes, no)
                if no is None:
                    self.body.place(end)
            case ast.BoolOp(ast.Or(), values):
                end = yes or self.body.label()
                for value in values[:-1]:
                    self.branch(value, end, None)
                self.branch(values[-1], yes, no)
                if yes is None:
                    self.body.place(end)
            case ast.Compare(left, [_, _, *_], comparators):
                parts = [left, *comparators]
                if not all(map(self._is_repeatable, parts[1:-1])):
                    raise UnsupportedError("chained comparison")
                pairs: list[ast.expr] = [
                    ast.Compare(first, [how], [second])
                    for first, how, second in zip(parts, node.ops, parts[1:], strict=False)
                ]
                self.branch(ast.BoolOp(ast.And(), pairs), yes, no)
            case ast.Compare(left, [how], [right]):
                self._comparison(left, how, right, yes, no)
            case _:
                self._verdict(node, yes, no)
        return None

    def _is_repeatable(self, node: ast.expr) -> bool:
        """Whether it makes no difference how often an expression is evaluated."""
        match node:
            case ast.Name() | ast.Constant():
                return True
            case ast.Call(ast.Name("len"), [ast.Name(name)]):
                return self.is_builtin("len") and name in self.locals
            case _:
                return False

    def _jump(self, test: str, yes: str | None, no: str | None) -> None:
        if yes is not None:
            self.body.line(f"if ({test}) goto {yes};")
            if no is not None:
                self.body.line(f"goto {no};")
        elif no is not None:
            self.body.line(f"if (!({test})) goto {no};")

    def simple(self, node: ast.expr) -> str | None:
        """An expression of C for a condition that cannot fail and needs no temporaries."""
        match node:
            case ast.Constant(bool() as value):
                return "1" if value else "0"
            case ast.UnaryOp(ast.Not(), inner):
                found = self.simple(inner)
                return None if found is None else f"!({found})"
            case ast.BoolOp(operator, values):
                tests = [self.simple(value) for value in values]
                sign = " && " if isinstance(operator, ast.And) else " || "
                known = [f"({test})" for test in tests if test is not None]
                return sign.join(known) if len(known) == len(tests) else None
            case ast.Compare(left, [ast.Is() | ast.IsNot() as how], [right]):
                found = self._same(left, right)
                return found if found is None or isinstance(how, ast.Is) else f"!{found}"
            case ast.Compare(
                ast.Constant(str() as key), [ast.In() | ast.NotIn() as how], [ast.Name(name)]
            ) if (name, key) in self.members:
                sign = "!=" if isinstance(how, ast.In) else "=="
                return f"({self.members[name, key].text} {sign} NULL)"
            case ast.Compare(left, [ast.In() | ast.NotIn() as how], [ast.Name(name)]):
                if self.assigned(name) != "frozenset({int, float})":
                    return None
                of = self._type_of(left)
                if of is None:
                    return None
                both = [_EXACT[kind].format(of) for kind in ("int", "float")]
                found = f"({' || '.join(both)})"
                return found if isinstance(how, ast.In) else f"!{found}"
            case _:
                return None

    def _type_of(self, node: ast.expr) -> str | None:
        """The variable whose type an expression gives."""
        match node:
            case ast.Call(ast.Name("type"), [ast.Name(name)], []):
                if self.is_builtin("type") and name in self.locals and name not in self.counters:
                    return self.locals[name]
            case _:
                pass
        return None

    def _same(self, left: ast.expr, right: ast.expr) -> str | None:
        if isinstance(left, ast.Name) and left.id in self.absent:
            variable = self.locals[left.id]
            return f"({variable} == NULL || {variable} == Py_None)"
        of = self._type_of(left)
        match right:
            case ast.Name(kind) if of is not None and kind in _EXACT and self.is_builtin(kind):
                return f"({_EXACT[kind].format(of)})"
            case _:
                pass
        sides: list[str] = []
        for side in (left, right):
            match side:
                case ast.Name(name) if name not in self.counters:
                    sides.append(self.locals.get(name) or self.global_name(name))
                case ast.Constant(None | bool() as value):
                    sides.append(SINGLE[value])
                case _:
                    return None
        return f"({sides[0]} == {sides[1]})"

    def _comparison(
        self, left: ast.expr, how: ast.cmpop, right: ast.expr, yes: str | None, no: str | None
    ) -> None:
        match how:
            case ast.NotIn():
                return self._comparison(left, ast.In(), right, no, yes)
            case ast.IsNot():
                return self._comparison(left, ast.Is(), right, no, yes)
            case ast.In():
                key, container = self.value(left), self.value(right)
                test = f"tw_contains({container.text}, {key.text})"
                return self._tested(test, yes, no, key, container)
            case ast.Is():
                first, second = self.value(left), self.value(right)
                self.body.line(f"c = {first.text} == {second.text};")
                self.body.drop(first, second)
                return self._jump("c", yes, no)
            case _:
                pass
        name, sign = _HOW[type(how)]
        if self._is_number(left) and self._is_number(right):
            return self._jump(f"{self._number(left)} {sign} {self._number(right)}", yes, no)
        match left, right:
            case _, ast.Constant(str() as text) if name in ("Py_EQ", "Py_NE"):
                value = self.value(left)
                test = f"tw_versus_text({value.text}, {self.tables.constant(text)}, {name})"
                return self._tested(test, yes, no, value)
            case _ if (number := _small(right)) is not None:
                return self._versus(left, number, name, yes, no)
            case _ if (number := _small(left)) is not None:
                return self._versus(right, number, _SWAPPED.get(name, name), yes, no)
            case _:
                pass
        first, second = self.value(left), self.value(right)
        test = f"tw_compare({first.text}, {second.text}, {name})"
        return self._tested(test, yes, no, first, second)

    def _versus(
        self, node: ast.expr, number: int, name: str, yes: str | None, no: str | None
    ) -> None:
        value = self.value(node)
        constant = self.tables.constant(number)
        self._tested(f"tw_versus({value.text}, {number}, {constant}, {name})", yes, no, value)

    def _tested(self, test: str, yes: str | None, no: str | None, *values: Value) -> None:
        """Jumps by an expression of C that is below 0 when it fails."""
        self.body.may_fail(f"(c = {test}) < 0")
        self.body.drop(*values)
        self._jump("c", yes, no)

    def _is_number(self, node: ast.expr) -> bool:
        """Whether an expression is a number in C."""
        match node:
            case ast.Name(name):
                return name in self.counters
            case ast.Call(ast.Name("len"), [_], []):
                return self.is_builtin("len")
            case _:
                return _small(node) is not None

    def _number(self, node: ast.expr) -> str:
        match node:
            case ast.Name(name):
                return self.locals[name]
            case ast.Call(_, [only]):
                return self.length(only)
            case _:
                return str(_small(node))

    def length(self, node: ast.expr) -> str:
        """The length of what an expression gives, as a variable."""
        value, size = self.value(node), self.body.size()
        self.body.may_fail(f"({size} = tw_size({value.text})) < 0")
        self.body.drop(value)
        return size

    def _verdict(self, node: ast.expr, yes: str | None, no: str | None) -> None:
        """Jumps by the truth of any other expression."""
        if isinstance(node, ast.Call) and not node.keywords:
            target = self.target(node.func)
            if (
                target is not None
                and target.kind == "verdict"
                and len(target.parameters) == len(node.args)
            ):
                test, arguments = self.directly(target, node.args)
                return self._tested(test, yes, no, *arguments)
        value = self.value(node)
        return self._tested(f"PyObject_IsTrue({value.text})", yes, no, value)


def _small(node: ast.expr) -> int | None:
    """A whole number that fits into 32 bits."""
    match node:
        case ast.Constant(int() as value) if type(value) is int and value <= _MOST_OF_32_BITS:
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() as value)):
            return -value if type(value) is int and value <= _MOST_OF_32_BITS else None
        case _:
            return None
