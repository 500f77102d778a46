"""Expressions in C: each gives an object, as a ``Value``."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import cast

from typewright.extension.body import UnsupportedError, Value
from typewright.extension.package import Function
from typewright.extension.scope import Scope
from typewright.values import dataclass

SINGLE = {None: "Py_None", True: "Py_True", False: "Py_False"}
_BINARY: Mapping[type[ast.operator], str] = {
    ast.Add: "PyNumber_Add",
    ast.Sub: "PyNumber_Subtract",
    ast.Mult: "PyNumber_Multiply",
    ast.Mod: "PyNumber_Remainder",
    ast.BitOr: "PyNumber_Or",
    ast.BitAnd: "PyNumber_And",
}


@dataclass(slots=True)
class Expressions(Scope):
    """Writes expressions, and what loops and comprehensions have in common."""

    @abstractmethod
    def branch(self, node: ast.expr, yes: str | None, no: str | None) -> None:
        """Jumps to a label by the truth of an expression; ``None`` is the next statement."""

    @abstractmethod
    def length(self, node: ast.expr) -> str:
        """The length of what an expression gives, as a variable."""

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
                call = f"tw_load({self.locals[of]}, {class_}, {slot}, {self.tables.constant(name)})"
                return self.body.new(call)
            case ast.Attribute(inner, name):
                return self._of(
                    inner, lambda of: f"PyObject_GetAttr({of}, {self.tables.constant(name)})"
                )
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

    def _name(self, name: str) -> Value:
        if name in self.counters:
            return self.body.new(f"PyLong_FromSsize_t({self.locals[name]})")
        if name in self.locals:
            return Value(self.locals[name])
        return Value(self.global_name(name))

    def _constant(self, value: object) -> Value:
        if value is None or isinstance(value, bool):
            return Value(SINGLE[value])
        if isinstance(value, str | int | float):
            return Value(self.tables.constant(value))
        raise UnsupportedError(repr(value))

    def _of(self, node: ast.expr, expression: Callable[[str], str]) -> Value:
        inner = self.value(node)
        found = self.body.new(expression(inner.text))
        self.body.drop(inner)
        return found

    def _of_two(self, left: ast.expr, right: ast.expr, function: str, *more: str) -> Value:
        first, second = self.value(left), self.value(right)
        arguments = ", ".join((first.text, second.text, *more))
        found = self.body.new(f"{function}({arguments})")
        self.body.drop(first, second)
        return found

    def _subscript(self, inner: ast.expr, key: ast.expr) -> Value:
        match inner, key:
            case ast.Name(name), ast.Constant(str() as text) if (name, text) in self.found:
                return self.found[name, text]
            case ast.Name(name), ast.Constant(str() as text) if (name, text) in self.members:
                member, key_text = self.members[name, text], self.tables.constant(text)
                if member.last is key:
                    return self.body.new(f"tw_released(&{member.text}, {key_text})")
                return self.body.new(f"tw_held({member.text}, {key_text})")
            case _, ast.Slice():
                raise UnsupportedError("slice")
            case _:
                return self._of_two(inner, key, "tw_item")

    def _given(self, of: ast.expr, text: str, key: ast.expr) -> Value:
        """``of.get(text)``, where ``key`` is the text."""
        member = self.members.get((of.id, text)) if isinstance(of, ast.Name) else None
        if member is None:
            name = self.tables.constant("get")
            return self._of_two(of, key, "tw_get", name)
        if member.last is key:
            return self.body.new(f"tw_released_or_none(&{member.text})")
        return self.body.new(f"Py_NewRef({member.text} == NULL ? Py_None : {member.text})")

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
            case ast.Attribute(of, "copy"), []:
                name = self.tables.constant("copy")
                return self._of(of, lambda value: f"tw_copy({value}, {name})")
            case ast.Attribute(of, "get"), [ast.Constant(str() as text) as key]:
                return self._given(of, text, key)
            case ast.Name("len"), [ast.expr() as only] if self.is_builtin("len"):
                return self.body.new(f"PyLong_FromSsize_t({self.length(only)})")
            case ast.Name(name), [] if (class_ := self.made_by(name)) is not None:
                return self.body.new(f"tw_new({self.tables.name(class_)})")
            case _:
                pass
        target = self.target(node.func)
        if target is not None and len(target.parameters) == len(node.args):
            call, arguments = self.directly(target, node.args)
            if target.kind == "verdict":
                self.body.may_fail(f"(c = {call}) < 0")
                self.body.drop(*arguments)
                return self.body.new("PyBool_FromLong(c)")
            found = self.body.new(call)
            self.body.drop(*arguments)
            return found
        return self._by_object(node)

    def directly(self, target: Function, arguments: Iterable[ast.expr]) -> tuple[str, list[Value]]:
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
            function, what = "PyObject_VectorcallMethod", self.tables.constant(node.func.attr)
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
            name = self.tables.constant(cast(str, method))
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


def _members(node: ast.expr) -> tuple[ast.expr | None, str | None]:
    """The mapping whose keys, values or items an expression gives, and which of them."""
    match node:
        case ast.Call(ast.Attribute(of, "keys" | "values" | "items" as method), [], []):
            return of, method
        case _:
            return None, None
