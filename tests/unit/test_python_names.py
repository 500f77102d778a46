"""Python identifiers: legal, distinct, ASCII and never a name that generated code uses itself."""

from __future__ import annotations

import builtins
import keyword
import re

from hypothesis import given
from hypothesis import strategies as st

from typewright.model import Anything, Member
from typewright.model.names import member_words
from typewright.render.templates import template_folder
from typewright.schema import SchemaId
from typewright.targets.python import names, reserved

HOSTILE = [
    "class", "match", "list", "__class__", "__init__", "self", "field", "from_dict", "2fa",
    "in-progress", "a.b", "$ref", "a b", "😀", "іd", "ﬁeld", "ID", "id", "int", "mro", "_", "",
    "__main__", "a" * 5000, "A" * 5000, "date", "extra", "validate", "to_json", "UNSET", "None",
    "../../etc", "x\x00y", "\ud800", "dt", "l", "str", "object", "type",
]  # fmt: skip


def attributes(members: list[str]) -> dict[str, str]:
    words = member_words(members)
    found = [Member(name, words[name], Anything(), SchemaId("s")) for name in members]
    return names.attributes(found)


def test_hostile_member_names_become_distinct_attributes() -> None:
    found = attributes(HOSTILE)
    assert len(set(found.values())) == len(HOSTILE)
    for name in found.values():
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert name not in reserved.ATTRIBUTES
        assert len(name) < 90


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_any_member_names_become_distinct_attributes(members: list[str]) -> None:
    found = attributes(members)
    assert len({name.lower() for name in found.values()}) == len(members)
    assert all(name.isidentifier() and name.isascii() for name in found.values())


def test_a_member_keeps_its_name_where_it_can() -> None:
    found = attributes(["id", "created_at", "object", "type", "bytes", "match", "file"])
    assert list(found.values()) == ["id", "created_at", "object", "type", "bytes", "match", "file"]


def test_builtins_that_annotations_use_are_reserved() -> None:
    used = {"str", "int", "float", "bool", "dict", "list", "tuple"}
    assert used <= reserved.ATTRIBUTES
    assert used <= set(dir(builtins))


def test_no_predicate_is_called_like_a_helper() -> None:
    source = (template_folder() / "python" / "support.py.jinja").read_text(encoding="utf-8")
    assert {*re.findall(r"^def (is_\w+)", source, re.MULTILINE)} == reserved.HELPERS


def test_enum_members_are_distinct() -> None:
    found = names.enum_members(["a", "A", "a-b", "a_b", "", "1", "mro", "名"])
    assert len(set(found.values())) == 8
    assert all(name.isidentifier() and name.isascii() for name in found.values())
