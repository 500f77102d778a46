"""Statements in C."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from typewright.extension.body import Body, UnsupportedError, Value
from typewright.extension.conditions import Conditions
from typewright.extension.liveness import is_last, mentions
from typewright.extension.package import Function
from typewright.extension.scope import Member
from typewright.extension.spread import Spread, assigned, dictionary, inside, spread
from typewright.values import dataclass

_IN_PLACE: dict[type[ast.operator], str] = {
    ast.Add: "PyNumber_InPlaceAdd",
    ast.Sub: "PyNumber_InPlaceSubtract",
    ast.BitOr: "PyNumber_InPlaceOr",
}


@dataclass(slots=True)
class Statements:
    """Writes the statements of ``function``.

    ``loops`` are the labels where each loop goes on and where it ends, ``dictionaries`` the
    variables that hold one here. ``rest`` is what is left of each block after a statement, the
    innermost first; ``None`` is the end of a loop's block, after which it begins again.
    """

    writer: Conditions
    function: Function
    loops: tuple[tuple[str, str], ...] = ()
    dictionaries: frozenset[str] = frozenset()
    rest: tuple[Sequence[ast.stmt] | None, ...] = ()

    @property
    def body(self) -> Body:
        """Where the statements go."""
        return self.writer.body

    def all(self, nodes: Sequence[ast.stmt]) -> None:
        """Statements, one after the other."""
        outer_members, outer = self.writer.members, self.dictionaries
        outer_rest = self.rest
        for at, node in enumerate(nodes):
            self.rest = (nodes[at + 1 :], *outer_rest)
            known = self.dictionaries - {name for name, _ in self.writer.members}
            if found := spread(nodes[at:], sorted(known)):
                self._spread(found)
            self.one(node)
            self.dictionaries -= {*assigned(node)}
            if name := dictionary(node):
                self.dictionaries |= {name}
        self.rest = outer_rest
        self.writer.members, self.dictionaries = outer_members, outer - self._assigned(nodes)

    def _assigned(self, nodes: Iterable[ast.stmt]) -> frozenset[str]:
        return frozenset(name for node in nodes for name in assigned(node))

    def _spread(self, found: Spread) -> None:
        """Finds all members of a mapping that the statements of a block ask for."""
        writer = self.writer
        array = self.body.array(len(found.keys))
        if self.loops:
            self.body.line(f"tw_clear({array}, {len(found.keys)});")
        writer.members = {
            **writer.members,
            **{
                (found.name, key): Member(f"{array}[{number}]", found.last.get(key))
                for number, key in enumerate(found.keys)
            },
        }
        shape = writer.tables.shape(found.keys)
        self.body.may_fail(f"tw_spread(&{shape}, {writer.locals[found.name]}, {array}) < 0")

    def one(self, node: ast.stmt) -> None:
        """A statement. Raises ``UnsupportedError``."""
        match node:
            case ast.Assign([target], value):
                self._assign(target, value)
            case ast.AnnAssign(ast.Name() as target, _, value):
                if value is not None:
                    self._assign(target, value)
            case ast.AugAssign(ast.Name(name), operator, value):
                self._add(name, operator, value)
            case ast.If():
                self._if(node)
            case ast.For(target, over, body, []):
                self._for(target, over, body)
            case ast.Return(value):
                self._return(value)
            case ast.Raise(ast.expr() as what, None):
                raised = self.writer.value(what)
                self.body.line(f"tw_raise({raised.text});")
                self.body.line("goto out;")
                if raised.owned:
                    self.body.free.append(raised.text)
            case ast.Expr(ast.Constant(str())):
                pass
            case ast.Expr(ast.Call(ast.Attribute(of, "append"), [item], [])):
                listed, added = self.writer.value(of), self.writer.value(item)
                name = self.writer.tables.constant("append")
                self.body.may_fail(f"tw_append({listed.text}, {name}, {added.text}) < 0")
                self.body.drop(listed, added)
            case ast.Expr(ast.Call() as call):
                self.body.drop(self.writer.value(call))
            case ast.Pass():
                pass
            case ast.Break() if self.loops:
                self.body.line(f"goto {self.loops[-1][1]};")
            case ast.Continue() if self.loops:
                self.body.line(f"goto {self.loops[-1][0]};")
            case _:
                raise UnsupportedError(ast.dump(node))

    def _assign(self, target: ast.expr, node: ast.expr) -> None:
        writer = self.writer
        match target:
            case ast.Name(name) if name in writer.counters:
                self.body.line(f"{writer.locals[name]} = {_whole_number(node)};")
            case ast.Name(name) if name in writer.locals and (found := self._optional(name, node)):
                self._forget(name)
                self.body.line(f"Py_XSETREF({writer.locals[name]}, {found});")
                writer.absent.add(name)
            case ast.Name(name) if name in writer.locals:
                self._forget(name)
                value = writer.value(node)
                call = f"tw_assign(&{writer.locals[name]}, {self.body.given(value)})"
                self.body.line(f"{call};")
            case ast.Attribute(ast.Name(name), attribute) if name in writer.locals:
                value = self._last(node) or writer.value(node)
                slot = writer.slot(name, attribute) if name in writer.made else "0"
                key = writer.tables.constant(attribute)
                given = self.body.given(value)
                self.body.may_fail(f"tw_store({writer.locals[name]}, {slot}, {key}, {given}) < 0")
            case ast.Subscript(of, key) if not isinstance(key, ast.Slice):
                value = writer.value(node)  # first, as Python does it
                container, place = writer.value(of), writer.value(key)
                call = f"tw_put({container.text}, {place.text}, {value.text})"
                self.body.may_fail(f"{call} < 0")
                self.body.drop(value, container, place)
            case _:
                raise UnsupportedError(ast.dump(target))

    def _optional(self, name: str, node: ast.expr) -> str | None:
        """A member that may be absent, where the next statement asks for nothing but that."""
        match node, *(self.rest[0] or ())[:1]:
            case [
                ast.Call(ast.Attribute(ast.Name(of), "get"), [ast.Constant(str() as text) as key]),
                ast.If(ast.Compare(ast.Name(asked), [ast.Is()], [ast.Constant(None)]), body),
            ] if (
                asked == name
                and (member := self.writer.members.get((of, text)))
                and not any(mentions(each, name) for each in body)
                and is_last(name, ((self.rest[0] or ())[1:], *self.rest[1:]))
            ):
                how = f"tw_take(&{member.text})" if member.last is key else None
                return how or f"Py_XNewRef({member.text})"
            case _:
                return None

    def _last(self, node: ast.expr) -> Value | None:
        """A variable's value that nobody needs afterwards, so that it can be given away."""
        writer = self.writer
        if not isinstance(node, ast.Name) or node.id in self.function.parameters:
            return None
        variable = writer.locals.get(node.id)
        if variable is None or node.id in writer.counters or not is_last(node.id, self.rest):
            return None
        return Value(variable, owned=True, named=True)

    def _forget(self, name: str) -> None:
        """What is known of the members of a mapping, when its variable gets another value."""
        if any(of == name for of, _ in self.writer.found):
            raise UnsupportedError("mapping that changes")

    def _add(self, name: str, operator: ast.operator, node: ast.expr) -> None:
        writer = self.writer
        if name in writer.counters:
            sign = "+" if isinstance(operator, ast.Add) else "-"
            self.body.line(f"{writer.locals[name]} {sign}= {_whole_number(node)};")
            return
        function = _IN_PLACE.get(type(operator))
        if function is None or name not in writer.locals:
            raise UnsupportedError("augmented assignment")
        self._forget(name)
        variable, value = writer.locals[name], writer.value(node)
        call = f"tw_assign(&{variable}, {function}({variable}, {value.text}))"
        self.body.may_fail(f"{call} < 0")
        self.body.drop(value)

    def _if(self, node: ast.If) -> None:
        writer = self.writer
        otherwise = self.body.label()
        held: Value | None = None
        match node.test:
            case ast.Compare(ast.Constant(str() as key), [ast.In()], [ast.Name(name)]) if (
                name in writer.locals
                and (name, key) not in writer.members
                and self._reads(node.body, name, key)
            ):
                held = Value(self.body.temporary(), owned=True)
                mapping, text = writer.locals[name], writer.tables.constant(key)
                call = f"tw_find(&{held.text}, {mapping}, {text})"
                self.body.may_fail(f"(c = {call}) < 0")
                self.body.line(f"if (!c) goto {otherwise};")
                self._with_member(node.body, (name, key), held)
            case test:
                writer.branch(test, None, otherwise)
                writer.absent.clear()
                before = self.dictionaries
                if tested := inside(node):
                    self.dictionaries |= {tested}
                self.all(node.body)
                self.dictionaries = before
        leaves = isinstance(node.body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)
        end = self.body.label() if node.orelse and not leaves else None
        if end is not None:
            self.body.line(f"goto {end};")
        self.body.place(otherwise)
        self.all(node.orelse)
        if end is not None:
            self.body.place(end)

    def _with_member(self, nodes: list[ast.stmt], place: tuple[str, str], held: Value) -> None:
        """Statements in which a member of a mapping is held already."""
        first, *others = nodes
        if len(_uses(nodes, *place)) == 1 == len(_uses([first], *place)) and not _branches(first):
            self.writer.found[place] = held  # its only use takes it
            self.one(first)
            del self.writer.found[place]
            self.all(others)
            return
        self.writer.found[place] = Value(held.text)
        self.all(nodes)
        del self.writer.found[place]
        self.body.drop(held)

    def _reads(self, nodes: list[ast.stmt], name: str, key: str) -> bool:
        """Whether statements read a member, and leave the mapping as it is."""
        for each in (inner for node in nodes for inner in ast.walk(node)):
            match each:
                case ast.Subscript(ast.Name(of), _, ast.Store() | ast.Del()) if of == name:
                    return False
                case ast.Name(of, ast.Store()) if of == name:
                    return False
                case _:
                    pass
        return (name, key) not in self.writer.found and bool(_uses(nodes, name, key))

    def _for(self, target: ast.expr, over: ast.expr, nodes: Sequence[ast.stmt]) -> None:
        for name in assigned(target):
            self._forget(name)
        self.dictionaries -= {*assigned(target), *self._assigned(nodes)}  # another time round, too
        loop = self.writer.begin(over)
        again, end = self.body.label(), self.body.label()
        self.body.place(again)
        self.writer.next(loop, target, over, end)
        outer, self.loops = self.loops, (*self.loops, (again, end))
        outer_rest, self.rest = self.rest, (None, *self.rest)
        self.all(nodes)
        self.loops, self.rest = outer, outer_rest
        self.body.line(f"goto {again};")
        self.body.place(end)
        self.writer.end(loop)

    def _return(self, node: ast.expr | None) -> None:
        if self.function.kind == "verdict":
            no, end = self.body.label(), self.body.label()
            assert node is not None  # noqa: S101 - a verdict is an expression
            if isinstance(node, ast.Constant):
                self.body.line(f"result = {int(bool(node.value))};")
                self.body.line("goto out;")
                return
            self.writer.branch(node, None, no)
            self.body.line("result = 1;")
            self.body.line(f"goto {end};")
            self.body.place(no)
            self.body.line("result = 0;")
            self.body.place(end)
        else:
            value = Value("Py_None") if node is None else self.writer.value(node)
            self.body.line(f"result = {self.body.given(value)};")
        self.body.line("goto out;")


def _whole_number(node: ast.expr) -> int:
    match node:
        case ast.Constant(int() as value):
            return value
        case _:
            raise UnsupportedError("counter")


def _uses(nodes: Iterable[ast.stmt], name: str, key: str) -> list[ast.expr]:
    """Where statements read a member of a mapping."""
    return [
        each
        for node in nodes
        for each in ast.walk(node)
        if isinstance(each, ast.Subscript)
        and isinstance(each.value, ast.Name)
        and isinstance(each.slice, ast.Constant)
        and (each.value.id, each.slice.value) == (name, key)
    ]


def _branches(node: ast.stmt) -> bool:
    """Whether parts of a statement may be passed by, or run more than once."""
    several = (
        ast.If, ast.For, ast.IfExp, ast.BoolOp, ast.Compare, ast.ListComp, ast.DictComp
    )  # fmt: skip
    return any(isinstance(each, several) for each in ast.walk(node))
