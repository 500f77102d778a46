"""Random values for plain JSON Schemas, drawn by the keywords as they stand there.

Knows nothing of the model, the checks or the strategies. A guess is likely to be valid and not sure
to be: an independent validator has the word. With faults, it goes against the schema here and there
while it is being made, so that it ends close to what is valid.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from plain import Plain

Value = Any

DEPTH = 7
PARTS = 400
"""How deep and how large values become before only what is required is drawn; much beyond that, a
guess is given up.
"""

_WORDS = ("", "a", "text", "0", "é", "😀", "two words", "A-1_b", "null", "2024-01-01T00:00:00Z")
_SIMPLE: tuple[Value, ...] = (None, True, False, 0, 1, -3, 2.5, "", "text", [], {})
_HINTS = {
    "object": (
        *("properties", "required", "additionalProperties", "patternProperties", "propertyNames"),
        *("minProperties", "maxProperties", "dependentRequired", "dependentSchemas"),
    ),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}
_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


class DeadEndError(Exception):
    """No value comes out of the choices that were made."""


class Guesser:
    """Draws values for the schemas of one set of documents."""

    def __init__(self, plain: Plain, rng: Random) -> None:
        self._plain = plain
        self._rng = rng
        self._faults = 0.0
        self._optional = 0.5
        self._drawn = 0

    def value(self, entry: str, *, faults: float = 0.0) -> Value:
        """One value for an entry; ``faults`` is how likely each part of it goes wrong.

        Raises ``DeadEndError`` when the choices contradict each other.
        """
        self._faults = faults
        self._drawn = 0
        self._optional = self._rng.choice((0.0, 0.15, 0.5, 0.9))
        return self._draw([self._plain.entries[entry].schema], 0)

    def _chance(self, probability: float) -> bool:
        return self._rng.random() < probability

    def _is_large(self, depth: int) -> bool:
        return depth > DEPTH or self._drawn > PARTS

    # --- what holds at once -----------------------------------------------------------------------

    def _parts(self, schemas: Sequence[Value]) -> list[dict[str, Value]]:
        """All schemas that are to hold for one value, with branches chosen."""
        parts: list[dict[str, Value]] = []
        pending = list(schemas)
        for _ in range(400):
            if not pending:
                return parts
            schema = pending.pop()
            if schema is False:
                raise DeadEndError
            if not isinstance(schema, dict):
                continue
            place = self._plain.bases.get(id(schema))
            alone = place is not None and place.kind in ("draft4", "draft6", "draft7")
            reference = schema.get("$ref", schema.get("$dynamicRef", schema.get("$recursiveRef")))
            if isinstance(reference, str) and place is not None:
                pending.append(self._plain.resolve(place.base, reference).schema)
                if alone:
                    continue
            parts.append(schema)
            pending.extend(schema.get("allOf", ()))
            for name in ("anyOf", "oneOf"):
                if schema.get(name):
                    pending.append(self._rng.choice(schema[name]))
            if "if" in schema:
                if self._chance(0.5):
                    pending += [schema["if"], schema.get("then", True)]
                else:
                    pending.append(schema.get("else", True))
        raise DeadEndError

    def _type(self, parts: Sequence[dict[str, Value]]) -> str:
        allowed = set(_TYPES)
        for part in parts:
            if isinstance(part.get("type"), str | list):
                named = part["type"]
                names = {named} if isinstance(named, str) else set(named)
                allowed &= names | ({"integer"} if "number" in names else set())
        if allowed >= {"integer", "number"}:
            allowed.discard("integer" if self._chance(0.5) else "number")
        if not allowed:
            raise DeadEndError
        if not any("type" in part for part in parts) and self._chance(0.9):
            hinted = [
                kind
                for kind, names in _HINTS.items()
                if any(name in part for part in parts for name in names)
            ]
            if hinted and set(hinted) & allowed:
                allowed &= set(hinted)
        return self._rng.choice(sorted(allowed))

    # --- values -----------------------------------------------------------------------------------

    def _draw(self, schemas: Sequence[Value], depth: int) -> Value:
        self._drawn += 1
        if depth > 3 * DEPTH or self._drawn > 5 * PARTS:
            raise DeadEndError
        if self._chance(self._faults):
            if self._chance(0.5):
                return self._rng.choice(_SIMPLE)
            schemas = schemas[: self._rng.randrange(len(schemas) + 1)]
        parts = self._parts(schemas)
        listed = [part["enum"] for part in parts if isinstance(part.get("enum"), list)]
        listed += [[part["const"]] for part in parts if "const" in part]
        if listed:
            common = [one for one in min(listed, key=len) if all(one in other for other in listed)]
            if not common:
                raise DeadEndError
            return self._rng.choice(common)
        match self._type(parts):
            case "null":
                return None
            case "boolean":
                return self._chance(0.5)
            case "integer" | "number" as kind:
                return self._number(parts, whole=kind == "integer")
            case "string":
                return self._text(parts)
            case "array":
                return self._array(parts, depth)
            case _:
                return self._object(parts, depth)

    def _number(self, parts: Sequence[dict[str, Value]], *, whole: bool) -> Value:
        lower, upper = -math.inf, math.inf
        for part in parts:
            lowest, highest = part.get("exclusiveMinimum"), part.get("exclusiveMaximum")
            lower = max(lower, part.get("minimum", -math.inf))
            upper = min(upper, part.get("maximum", math.inf))
            step = 1 if whole else 0.5
            if lowest is True:
                lower += step
            elif lowest is not None and lowest is not False:
                lower = max(lower, lowest + step)
            if highest is True:
                upper -= step
            elif highest is not None and highest is not False:
                upper = min(upper, highest - step)
        if self._chance(self._faults * 2):
            lower, upper = lower - 2, upper + 2
        low = lower if lower > -math.inf else min(-5, upper - 5)
        high = upper if upper < math.inf else max(low + 10, 10)
        if low > high:
            raise DeadEndError
        number = self._rng.choice((low, high, self._rng.uniform(low, high)))
        unit = next((part["multipleOf"] for part in parts if part.get("multipleOf")), None)
        if whole:
            number = math.ceil(number) if math.ceil(number) <= high else math.floor(number)
        if unit and not self._chance(self._faults):
            number = math.ceil(number / unit) * unit
        elif not whole and self._chance(0.5):
            number = round(number, 2)
        if whole and self._chance(0.05) and abs(number) < 2**50:
            return float(number)
        return number

    def _text(self, parts: Sequence[dict[str, Value]]) -> str:
        patterns = [part["pattern"] for part in parts if isinstance(part.get("pattern"), str)]
        least, most = _counts(parts, "minLength", "maxLength")
        if self._chance(self._faults):
            least, most = self._rng.choice(((least - 1, least - 1), (most + 1, most + 1)))
            least, most = max(least, 0), max(most, 0)
        if patterns and not self._chance(self._faults):
            for _ in range(10):
                text = spell(self._rng.choice(patterns), self._rng)
                if least <= len(text) <= most:
                    break
            return text
        text = self._rng.choice(_WORDS)
        length = min(least + self._rng.randrange(3), most) if least > len(text) else most
        if length > 50_000:
            length = max(len(text), least)
        text = text.ljust(least, self._rng.choice("aé0😀")) if len(text) < least else text
        return text[: max(length, least)][:most]

    def _array(self, parts: Sequence[dict[str, Value]], depth: int) -> Value:
        least, most = _counts(parts, "minItems", "maxItems")
        if self._chance(self._faults):
            least, most = self._rng.choice(((max(least - 1, 0), most), (least, most + 1)))
        extra = 0 if self._is_large(depth) else self._rng.choice((0, 0, 1, 1, 2, 3))
        count = self._rng.choice((least + extra, least + extra, min(most, least + 2 * extra)))
        count = max(least, min(count, most))
        if count > 200:
            raise DeadEndError
        unique = any(part.get("uniqueItems") for part in parts)
        items: list[Value] = []
        for index in range(count):
            schemas = [one for part in parts for one in _item_schemas(part, index)]
            if any(schema is False for schema in schemas) and index >= least:
                break
            item = self._draw(schemas, depth + 1)
            if not unique or item not in items or self._chance(self._faults):
                items.append(item)
        for part in parts:
            if "contains" in part and not self._chance(self._faults):
                for _ in range(part.get("minContains", 1)):
                    items.insert(
                        self._rng.randrange(len(items) + 1),
                        self._draw([part["contains"]], depth + 1),
                    )
        return items

    def _object(self, parts: Sequence[dict[str, Value]], depth: int) -> Value:
        required: dict[str, None] = {}
        for part in parts:
            names = part.get("required")
            required.update(dict.fromkeys(names if isinstance(names, list) else ()))
        known = dict.fromkeys(
            name for part in parts for name in part.get("properties", {}) if name not in required
        )
        optional = 0.0 if self._is_large(depth) else self._optional
        names = [name for name in required if not self._chance(self._faults)]
        names += [name for name in known if self._chance(optional)]
        names += self._others(parts, depth)
        for part in parts:
            table = {**part.get("dependentRequired", {}), **part.get("dependencies", {})}
            for name in [name for name in names if isinstance(table.get(name), list)]:
                if not self._chance(self._faults):
                    names += table[name]
        if self._chance(self._faults):
            names.append(self._rng.choice(("extra", "", "x-extra")))
        self._rng.shuffle(names)
        found: dict[str, Value] = {}
        for name in dict.fromkeys(names):
            schemas = [one for part in parts for one in _member_schemas(part, name)]
            if not schemas:
                last = "unevaluatedProperties"
                schemas = [part[last] for part in parts if last in part]
            if any(schema is False for schema in schemas):
                if name in required or self._chance(self._faults):
                    schemas = []
                else:
                    continue
            try:
                found[name] = self._draw(schemas, depth + 1)
            except DeadEndError:
                if name in required:
                    raise
        return found

    def _others(self, parts: Sequence[dict[str, Value]], depth: int) -> list[str]:
        """Names of members that ``properties`` does not know."""
        least, _ = _counts(parts, "minProperties", "maxProperties")
        wanted = least if self._is_large(depth) else least + self._rng.choice((0, 0, 0, 1, 2))
        rules = [part["propertyNames"] for part in parts if "propertyNames" in part]
        patterns = [name for part in parts for name in part.get("patternProperties", {})]
        names: list[str] = []
        for _ in range(wanted):
            if patterns and self._chance(0.7):
                names.append(spell(self._rng.choice(patterns), self._rng))
            elif rules:
                drawn = self._draw([*rules, {"type": "string"}], depth + 1)
                names.append(drawn if isinstance(drawn, str) else "x")
            else:
                names.append(self._rng.choice(("one", "x-two", "three 3", "é", "", "$ref")))
        return names


def _counts(parts: Sequence[dict[str, Value]], least: str, most: str) -> tuple[int, int]:
    lower = max((part.get(least, 0) for part in parts), default=0)
    return lower, min((part.get(most, 10**6) for part in parts), default=10**6)


def _item_schemas(part: dict[str, Value], index: int) -> list[Value]:
    items = part.get("items")
    first = items if isinstance(items, list) else part.get("prefixItems", ())
    rest = part.get("additionalItems") if isinstance(items, list) else items
    if index < len(first):
        return [first[index]]
    return [] if rest is None else [rest]


def _member_schemas(part: dict[str, Value], name: str) -> list[Value]:
    found = [part["properties"][name]] if name in part.get("properties", {}) else []
    for pattern, schema in part.get("patternProperties", {}).items():
        try:
            if re.search(pattern, name):
                found.append(schema)
        except re.error:
            continue
    if not found:
        found = [part[key] for key in ("additionalProperties",) if key in part]
    return found


# --- texts of patterns ----------------------------------------------------------------------------

_SAMPLES = "aZ09_ -.:/é\n"


def spell(pattern: str, rng: Random) -> str:
    """A text that likely matches a pattern; any text where the pattern is not understood."""
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return rng.choice(_WORDS)
    lead = "" if pattern.startswith("^") or rng.random() < 0.7 else rng.choice(_WORDS)
    return lead + _spell(tree, rng, {})


def _spell(tree: Any, rng: Random, groups: dict[int, str]) -> str:
    return "".join(_spell_one(op, argument, rng, groups) for op, argument in tree)


def _spell_one(op: Any, argument: Any, rng: Random, groups: dict[int, str]) -> str:
    if op is codes.LITERAL:
        return chr(argument)
    if op is codes.NOT_LITERAL:
        return rng.choice([char for char in _SAMPLES if char != chr(argument)])
    if op is codes.ANY:
        return rng.choice("aZ0-é ")
    if op is codes.IN:
        return _spell_set(argument, rng)
    if op is codes.BRANCH:
        return _spell(rng.choice(argument[1]), rng, groups)
    if op is codes.SUBPATTERN:
        text = _spell(argument[-1], rng, groups)
        groups[argument[0]] = text
        return text
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, inner = argument
        count = rng.choice((least, min(most, least + 1), min(most, least + 3)))
        if most < 70 and rng.random() < 0.2:
            count = most
        return "".join(_spell(inner, rng, groups) for _ in range(count))
    if op is codes.GROUPREF:
        return groups.get(argument, "")
    return ""  # a place, or a look ahead or behind


def _spell_set(items: Any, rng: Random) -> str:
    inverted = items[0][0] is codes.NEGATE
    if inverted:
        allowed = [char for char in _SAMPLES if not any(_in(one, char) for one in items[1:])]
        return rng.choice(allowed or ["§"])
    op, argument = rng.choice(items)
    if op is codes.LITERAL:
        return chr(argument)
    if op is codes.RANGE:
        return chr(rng.randint(*argument))
    return rng.choice([char for char in _SAMPLES if _in((op, argument), char)] or ["a"])


def _in(item: tuple[Any, Any], char: str) -> bool:
    op, argument = item
    if op is codes.LITERAL:
        return ord(char) == int(argument)
    if op is codes.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    table = {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_WORD: r"\W",
    }
    return re.fullmatch(table.get(argument, "x"), char, re.ASCII) is not None
