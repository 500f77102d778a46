"""Unknown keywords that are slips for known ones, by their letters and by what they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from types import MappingProxyType
from typing import Final

from typewright.diagnostics.advice import nearest, slip
from typewright.loaders.drafts import ASSERTIONS, EVERY_KEYWORD
from typewright.loaders.forms import TYPE_NAMES, is_number
from typewright.schema import Json
from typewright.schema.keywords import KEYWORDS, Form

_FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {keyword.name: keyword.form for keyword in KEYWORDS} | {"definitions": Form.SCHEMA_MAP}
)
_HOLD_SCHEMAS: Final = frozenset((Form.SCHEMA, Form.SCHEMAS, Form.SCHEMA_MAP))
_TELLING: Final = 5
"""So long is a name that is no other word by chance, whatever it holds."""


def is_strange(name: str) -> bool:
    """Whether a member of a schema is no keyword of any draft, and no extension."""
    return name not in EVERY_KEYWORD and not name.startswith("x-")


def slips(
    unknown: Mapping[str, Json], known: Collection[str], beside: Set[str]
) -> Mapping[str, str]:
    """Which of ``known`` some ``unknown`` members of a schema, which has others ``beside`` them,
    are most likely slips for.

    A name that is hardly another one is enough. Where it is a little further off, or short, it
    must also hold what that keyword would, which tells a slip from a word of somebody's own. And
    where that is a schema, it must be the only one that no keyword holds, beside keywords that
    decide something: several are rather definitions, or properties, that stand in a wrong place.
    """
    found = {name: near for name in unknown if (near := nearest(name, known))}
    candidates = [one for one in known if one in _FORMS]
    less = {
        name: near
        for name, value in unknown.items()
        if name not in found and (near := _meant(name, value, candidates))
    }
    if any(_FORMS.get(near) in _HOLD_SCHEMAS for near in less.values()):
        schemas = sum(map(_has_schemas, unknown.values()))
        if schemas > 1 or beside.isdisjoint(ASSERTIONS):
            less = {k: near for k, near in less.items() if _FORMS.get(near) not in _HOLD_SCHEMAS}
    return found | less


def _meant(name: str, value: Json, known: Collection[str]) -> str | None:
    """The one of ``known`` that a member may be meant for, which could hold its value."""
    if name == "ref" and isinstance(value, str) and "#" in value:
        return "$ref"
    near = slip(name, known)
    return near if near is not None and _could_be(_FORMS[near], name, value) else None


def _could_be(form: Form, name: str, value: Json) -> bool:
    """Whether ``value`` is so much of a form that a word of somebody's own hardly has it."""
    match form, value:
        case Form.TYPES, str() | [*_]:
            named = value if isinstance(value, list) else [value]
            return bool(named) and all(one in TYPE_NAMES for one in named)
        case (Form.SCHEMA, dict()) | (Form.SCHEMAS, list()) | (Form.SCHEMA_MAP, dict()):
            return _has_schemas(value)
        case Form.STRINGS, list():
            return _are_names(value)
        case Form.STRINGS_MAP, dict():
            return bool(value) and all(map(_are_names, value.values()))
        case Form.VALUES, [_, *_]:
            return True
        case Form.NUMBER | Form.COUNT, _:
            return is_number(value)
        case Form.FLAG, bool():
            return True
        case (Form.VALUE, _) | (Form.STRING, str()):
            return len(name) >= _TELLING
        case _:
            return False


def _has_schemas(value: Json) -> bool:
    """Whether a value is a schema with a keyword, or holds such schemas alone."""
    if _is_schema(value):
        return True
    held = list(value.values()) if isinstance(value, dict) else value
    return isinstance(held, list) and bool(held) and all(map(_is_schema, held))


def _is_schema(value: Json) -> bool:
    return isinstance(value, dict) and not value.keys().isdisjoint(EVERY_KEYWORD)


def _are_names(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
