"""Expressions and conditions in C.

An object is a ``Value``; a condition is a jump, so that nothing is tested that Python would not
test; a number, where a length is compared, is a text.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from typewright.extension.body import Body, UnsupportedError, Value
from typewright.extension.package import Function, Package
from typewright.extension.tables import Tables
from typewright.targets.python.compiled import MODELS

_EXACT = {
    "str": "PyUnicode_CheckExact({})",
    "dict": "PyDict_CheckExact({})",
    "list": "PyList_CheckExact({})",
    "int": "PyLong_CheckExact({})",
    "float": "PyFloat_CheckExact({})",
    "bool": "PyBool_Check({})",
}
_SINGLE = {None: "Py_None", True: "Py_True", False: "Py_False"}
_HOW: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("Py_LT", "<"),
    ast.LtE: ("Py_LE", "<="),
    ast.Eq: ("Py_EQ", "=="),
    ast.NotEq: ("Py_NE", "!="),
    ast.Gt: ("Py_GT", ">"),
    ast.GtE: ("Py_GE", ">="),
}
_SWAPPED = {"Py_LT": "Py_GT", "Py_LE": "Py_GE", "Py_GT": "Py_LT", "Py_GE": "Py_LE"}
_BINARY: Mapping[type[ast.operator], str] = {
    ast.Add: "PyNumber_Add",
    ast.Sub: "PyNumber_Subtract",
    ast.Mult: "PyNumber_Multiply",
    ast.Mod: "PyNumber_Remainder",
    ast.BitOr: "PyNumber_Or",
    ast.BitAnd: "PyNumber_And",
}
_MOST_OF_32_BITS = 2**31 - 1
MEMBERS = {"keys": "TW_KEYS", "values": "TW_VALUES", "items": "TW_ITEMS"}


@dataclass(frozen=True, slots=True)
class Member:
    """A member in an array: its place there, and the key of the last expression that needs it."""

    text: str
    last: ast.expr | None


@dataclass(slots=True)
class Expressions:
    """Writes expressions of one function into ``body``.

    ``locals`` are the variables of its own, ``counters`` those that are numbers in C. ``made`` has
    the class of what was made by ``new`` and is held by one variable. ``found`` are members that
    are held already: the temporaries by the names of the mapping and of the member.
    ``compiled`` are the functions that are called directly, ``called`` those that were.
    ``members`` are members of the mapping that was spread out into an array.
    """

    package: Package
    function: Function
    tables: Tables
    compiled: frozenset[Function]
    body: Body = field(default_factory=Body)
    locals: dict[str, str] = field(default_factory=dict)
    counters: frozenset[str] = frozenset()
    made: Mapping[str, str] = field(default_factory=dict)
    found: dict[tuple[str, str], Value] = field(default_factory=dict)
    called: set[Function] = field(default_factory=set)
    members: Mapping[tuple[str, str], Member] = field(default_factory=dict)

    # --- names -----------------------------------------------------------------------------------

    def is_own(self, name: str) -> bool:
        """Whether a name is one of the function's variables."""
        return name in self.locals or name in self.counters

    def is_builtin(self, name: str) -> bool:
        """Whether a name is one of Python's own."""
        module = self.package.modules[self.function.module]
        return not self.is_own(name) and name not in module.names

    def origin(self, name: str) -> tuple[str, str] | None:
        """The module of the package that a global name comes from, and what it is there."""
        module = self.package.modules[self.function.module]
        return None if self.is_own(name) else module.imported.get(name)

    def assigned(self, name: str) -> str | None:
        """The text of what is assigned to a global name, in the module that it comes from."""
        found = self.origin(name)
        if found is None or found[0] not in self.package.numbers:
            return None
        return self.package.modules[self.package.numbers[found[0]]].assigned.get(found[1])

    def target(self, node: ast.expr) -> Function | None:
        """The compiled function that an expression stands for."""
        module = self.package.modules[self.function.module]
        found: Function | None = None
        match node:
            case ast.Name(name) if not self.is_own(name):
                found = module.functions.get(name)
                if found is None and (where := module.imported.get(name)):
                    found = self.package.function(*where)
            case ast.Attribute(ast.Attribute(ast.Name(folder), home), name):
                if where := self.origin(folder):
                    found = self.package.function(".".join((*filter(None, where), home)), name)
            case _:
                pass
        return found if found in self.compiled else None

    # --- objects ---------------------------------------------------------------------------------

    def value(self, node: ast.expr) -> Value:
        """The object that an expression gives. Raises ``UnsupportedError``."""
        match node:
            case ast.Name(name):
                return self._name(name)
            case ast.Constant(value):
                return self._constant(value)
            case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as number)):
                return Value(self.tables.constant(-number))
            case ast.Attribute(ast.Name(of), name) if of in self.made and of in self.locals:
                class_, slot = self.tables.name(self.made[of]), self.slot(of, name)
                call = f"tw_load({self.locals[of]}, {class_}, {slot}, {self._text(name)})"
                return self.body.new(call)
            case ast.Attribute(inner, name):
                return self._of(inner, lambda of: f"PyObject_GetAttr({of}, {self._text(name)})")
            case ast.Subscript(inner, key):
                return self._subscript(inner, key)
            case ast.Call():
                return self.call(node)
            case ast.IfExp():
                return self._choice(node)
            case ast.List(items):
                return self._list(items)
            case ast.Dict(keys, values):
                return self._dict(keys, values)
            case ast.Tuple(items):
                return self._tuple(items)
            case ast.BinOp(left, operator, right):
                function = _BINARY.get(type(operator))
                if function is None:
                    raise UnsupportedError(ast.dump(operator))
                return self._of_two(left, right, function)
            case ast.ListComp(element, generators):
                return self._comprehension(None, element, generators)
            case ast.DictComp(key, element, generators):
                return self._comprehension(key, element, generators)
            case ast.Compare() | ast.UnaryOp(ast.Not()):
                return self._truth(node)
            case ast.BoolOp(operator, values):
                return self._first(operator, values)
            case _:
                raise UnsupportedError(ast.dump(node))

    def text_constant(self, value: str) -> str:
        """A constant text, such as the name of an attribute."""
        return self._text(value)

    def _text(self, value: str) -> str:
        return self.tables.constant(value)

    def _name(self, name: str) -> Value:
        if name in self.counters:
            return self.body.new(f"PyLong_FromSsize_t({self.locals[name]})")
        if name in self.locals:
            return Value(self.locals[name])
        return Value(self._global(name))

    def _global(self, name: str) -> str:
        module = self.package.modules[self.function.module]
        if name not in module.names and not hasattr(builtins, name):
            raise UnsupportedError(name)
        return self.tables.name(name)

    def _constant(self, value: object) -> Value:
        if value is None or isinstance(value, bool):
            return Value(_SINGLE[value])
        if isinstance(value, str | int | float):
            return Value(self.tables.constant(value))
        raise UnsupportedError(repr(value))

    def _of(self, node: ast.expr, expression: Callable[[str], str]) -> Value:
        inner = self.value(node)
        found = self.body.new(expression(inner.text))
        self.body.drop(inner)
        return found

    def _of_two(self, left: ast.expr, right: ast.expr, function: str) -> Value:
        first, second = self.value(left), self.value(right)
        found = self.body.new(f"{function}({first.text}, {second.text})")
        self.body.drop(first, second)
        return found

    def _subscript(self, inner: ast.expr, key: ast.expr) -> Value:
        match inner, key:
            case ast.Name(name), ast.Constant(str() as text) if (name, text) in self.found:
                return self.found[name, text]
            case ast.Name(name), ast.Constant(str() as text) if (name, text) in self.members:
                member, key_text = self.members[name, text], self._text(text)
                if member.last is key:
                    return self.body.new(f"tw_released(&{member.text}, {key_text})")
                return self.body.new(f"tw_held({member.text}, {key_text})")
            case _, ast.Slice():
                raise UnsupportedError("slice")
            case _:
                return self._of_two(inner, key, "tw_item")

    def _list(self, items: list[ast.expr]) -> Value:
        made = self.body.new("PyList_New(0)")
        for item in items:
            each = self.value(item)
            self.body.may_fail(f"PyList_Append({made.text}, {each.text}) < 0")
            self.body.drop(each)
        return made

    def _tuple(self, items: list[ast.expr]) -> Value:
        if any(isinstance(item, ast.Starred) for item in items):
            raise UnsupportedError("starred")
        values = [self.value(item) for item in items]
        arguments = ", ".join(["", *(value.text for value in values)])
        made = self.body.new(f"PyTuple_Pack({len(values)}{arguments})")
        self.body.drop(*values)
        return made

    def _dict(self, keys: list[ast.expr | None], values: list[ast.expr]) -> Value:
        made = self.body.new("PyDict_New()")
        for key, value in zip(keys, values, strict=True):
            if key is None:
                raise UnsupportedError("unpacking")
            name, each = self.value(key), self.value(value)
            self.body.may_fail(f"PyDict_SetItem({made.text}, {name.text}, {each.text}) < 0")
            self.body.drop(name, each)
        return made

    def _choice(self, node: ast.IfExp) -> Value:
        otherwise, end, held = self.body.label(), self.body.label(), self.body.temporary()
        self.branch(node.test, None, otherwise)
        self._held(held, node.body)
        self.body.line(f"goto {end};")
        self.body.place(otherwise)
        self._held(held, node.orelse)
        self.body.place(end)
        return Value(held, owned=True)

    def _held(self, held: str, node: ast.expr) -> None:
        value = self.value(node)
        self.body.line(f"{held} = {self.body.given(value)};")

    def _truth(self, node: ast.expr) -> Value:
        no, end, held = self.body.label(), self.body.label(), self.body.temporary()
        self.branch(node, None, no)
        self.body.line(f"{held} = Py_NewRef(Py_True);")
        self.body.line(f"goto {end};")
        self.body.place(no)
        self.body.line(f"{held} = Py_NewRef(Py_False);")
        self.body.place(end)
        return Value(held, owned=True)

    def _first(self, operator: ast.boolop, values: list[ast.expr]) -> Value:
        """The first of some values that decides ``and`` or ``or``, or the last."""
        end, held = self.body.label(), self.body.temporary()
        for value in values[:-1]:
            self._held(held, value)
            self.body.may_fail(f"(c = PyObject_IsTrue({held})) < 0")
            self.body.line(f"if ({'!' if isinstance(operator, ast.And) else ''}c) goto {end};")
            self.body.line(f"Py_CLEAR({held});")
        self._held(held, values[-1])
        self.body.place(end)
        return Value(held, owned=True)

    # --- calls -----------------------------------------------------------------------------------

    def call(self, node: ast.Call) -> Value:
        """What a call gives."""
        if node.keywords or any(isinstance(each, ast.Starred) for each in node.args):
            raise UnsupportedError("keywords")
        match node.func, node.args:
            case ast.Name("dict" | "list" as name), [ast.expr() as only] if self.is_builtin(name):
                return self._of(only, lambda of: f"tw_{name}({of})")
            case ast.Name("len"), [ast.expr() as only] if self.is_builtin("len"):
                return self.body.new(f"PyLong_FromSsize_t({self._length(only)})")
            case ast.Name(name), [ast.Name(class_)] if self.is_new(name, class_):
                return self.body.new(f"tw_new({self.tables.name(class_)})")
            case _:
                pass
        target = self.target(node.func)
        if target is not None and len(target.parameters) == len(node.args):
            call, arguments = self._directly(target, node.args)
            if target.kind == "verdict":
                self.body.may_fail(f"(c = {call}) < 0")
                self.body.drop(*arguments)
                return self.body.new("PyBool_FromLong(c)")
            found = self.body.new(call)
            self.body.drop(*arguments)
            return found
        return self._by_object(node)

    def slot(self, variable: str, attribute: str) -> str:
        """Where the object in a variable, whose class is known, holds an attribute."""
        return self.tables.slot(self.made[variable], attribute)

    def is_new(self, name: str, class_: str) -> bool:
        """Whether a call makes an object of a class whose attributes are still to be set."""
        made_of = self.origin(class_)
        return (
            self.assigned(name) == "object.__new__"
            and made_of is not None
            and MODELS in made_of[0].split(".")
        )

    def _directly(self, target: Function, arguments: Iterable[ast.expr]) -> tuple[str, list[Value]]:
        """A call of a compiled function, and the arguments, which are to be let go after it."""
        values = [self.value(argument) for argument in arguments]
        self.called.add(target)
        if target.module != self.function.module:
            self.body.may_fail(f"TW_NEED({target.module})")
        return f"f{target.number}({', '.join(value.text for value in values)})", values

    def _by_object(self, node: ast.Call) -> Value:
        """A call of whatever object the function is."""
        is_method = isinstance(node.func, ast.Attribute)
        callee = self.value(node.func.value if isinstance(node.func, ast.Attribute) else node.func)
        values = [self.value(argument) for argument in node.args]
        given = [value.text for value in ([callee, *values] if is_method else values)]
        array = f"(PyObject *[]){{{', '.join(given)}}}" if given else "NULL"
        function, what = "PyObject_Vectorcall", callee.text
        if isinstance(node.func, ast.Attribute):
            function, what = "PyObject_VectorcallMethod", self._text(node.func.attr)
        found = self.body.new(f"{function}({what}, {array}, {len(given)}, NULL)")
        self.body.drop(callee, *values)
        return found

    def _comprehension(
        self, key: ast.expr | None, element: ast.expr, generators: list[ast.comprehension]
    ) -> Value:
        if len(generators) != 1 or generators[0].is_async:
            raise UnsupportedError("comprehension")
        (generator,) = generators
        made = self.body.new("PyList_New(0)" if key is None else "PyDict_New()")
        outer = dict(self.locals)
        names = [each.id for each in ast.walk(generator.target) if isinstance(each, ast.Name)]
        if self.counters.intersection(names) or any(name in names for name, _ in self.found):
            raise UnsupportedError("comprehension")
        own = {name: self.body.temporary() for name in names}
        loop = self.begin(generator.iter)
        self.locals |= own
        again, end = self.body.label(), self.body.label()
        self.body.place(again)
        self.next(loop, generator.target, generator.iter, end)
        for test in generator.ifs:
            self.branch(test, None, again)
        if key is None:
            value = self.value(element)
            self.body.may_fail(f"PyList_Append({made.text}, {value.text}) < 0")
            self.body.drop(value)
        else:
            name, value = self.value(key), self.value(element)
            self.body.may_fail(f"PyDict_SetItem({made.text}, {name.text}, {value.text}) < 0")
            self.body.drop(name, value)
        self.body.line(f"goto {again};")
        self.body.place(end)
        self.end(loop)
        self.locals = outer
        self.body.drop(*(Value(each, owned=True) for each in own.values()))
        return made

    # --- loops -----------------------------------------------------------------------------------

    def begin(self, node: ast.expr) -> str:
        """Begins a loop over what an expression gives; its variable."""
        loop = self.body.loop()
        of, method = _members(node)
        value = self.value(node if of is None else of)
        if of is None:
            self.body.may_fail(f"tw_begin(&{loop}, {value.text}) < 0")
        else:
            name = self._text(cast(str, method))
            self.body.may_fail(f"tw_begin_members(&{loop}, {value.text}, {name}) < 0")
        self.body.drop(value)
        return loop

    def next(self, loop: str, target: ast.expr, over: ast.expr, end: str) -> None:
        """Assigns the next item to ``target``, or jumps to ``end``."""
        _, method = _members(over)
        match target, method:
            case ast.Name(name), None if name in self.locals:
                call = f"tw_next(&{loop}, &{self.locals[name]})"
            case ast.Name(name), "keys" | "values" if name in self.locals:
                to = f"&{self.locals[name]}"
                pair = ["NULL", to] if method == "values" else [to, "NULL"]
                call = f"tw_next_members(&{loop}, {', '.join(pair)})"
            case ast.Tuple([ast.Name(first), ast.Name(second)]), "items" if (
                first in self.locals and second in self.locals
            ):
                pair = [f"&{self.locals[first]}", f"&{self.locals[second]}"]
                call = f"tw_next_members(&{loop}, {', '.join(pair)})"
            case _:
                raise UnsupportedError("loop")
        self.body.may_fail(f"(c = {call}) < 0")
        self.body.line(f"if (!c) goto {end};")

    def end(self, loop: str) -> None:
        """Lets a loop go that has come to its end."""
        self.body.line(f"Py_CLEAR({loop}.over);")
        self.body.free_loops.append(loop)

    # --- conditions ------------------------------------------------------------------------------

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
                    sides.append(self.locals.get(name) or self._global(name))
                case ast.Constant(None | bool() as value):
                    sides.append(_SINGLE[value])
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
                if name == "Py_NE":
                    yes, no = no, yes
                return self._tested(f"tw_is_text({value.text}, {self._text(text)})", yes, no, value)
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
                return self._length(only)
            case _:
                return str(_small(node))

    def _length(self, node: ast.expr) -> str:
        value, size = self.value(node), self.body.size()
        self.body.may_fail(f"({size} = tw_size({value.text})) < 0")
        self.body.drop(value)
        return size

    def _verdict(self, node: ast.expr, yes: str | None, no: str | None) -> None:
        """Jumps by the truth of any other expression."""
        if isinstance(node, ast.Call) and not node.keywords:
            target = self.target(node.func)
            if target is not None and target.kind == "verdict":
                if len(target.parameters) != len(node.args):
                    raise UnsupportedError("arguments")
                test, arguments = self._directly(target, node.args)
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


def _members(node: ast.expr) -> tuple[ast.expr | None, str | None]:
    """The mapping whose keys, values or items an expression gives, and which of them."""
    match node:
        case ast.Call(ast.Attribute(of, "keys" | "values" | "items" as method), [], []):
            return of, method
        case _:
            return None, None
