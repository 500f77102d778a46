"""The one place where neutral names become Python identifiers.

Identifiers are ASCII, never a keyword, and never a name that the generated file itself uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final, TypeVar

from typewright.model import Definition, Member, Model
from typewright.model.names import digest, member_words
from typewright.model.shapes import DefinitionKey, Words
from typewright.targets.python import reserved
from typewright.values import dataclass

EXTRA = "_extra"
"""Where objects keep members without a name; ``None`` until there are any, or ``extra`` is read."""

WRITE_JSON = "_write_json"
"""The method of objects that writes one as a JSON text, where no other library does."""

CLASS: Final = "class "
STEM: Final = "stem "
CALL: Final = "call "
"""What stands before names to tell what they are for: a definition, functions of a definition, and
functions of another schema.
"""

Key = TypeVar("Key")


@lru_cache(maxsize=16384)
def snake(words: Words, *, otherwise: str = "value") -> str:
    """``words`` as ``snake_case``; ``otherwise`` stands before a digit, or for no words at all."""
    name = "_".join(filter(None, map(_ascii, words)))
    if not name:
        return otherwise
    return f"{otherwise}_{name}" if name[0].isdigit() else name


def pascal(words: Words) -> str:
    """``words`` as ``PascalCase``; ``Type`` stands before a digit, or for no words at all."""
    name = "".join(word[:1].upper() + word[1:] for word in filter(None, map(_ascii, words)))
    return f"Type{name}" if not name or name[0].isdigit() else name


def free(name: str, others: Set[str]) -> str:
    """``name``, with an underscore behind it when it is reserved: anywhere, or as one of some
    ``others``.
    """
    return f"{name}_" if name in reserved.ANYWHERE or name in others else name


def distinct(
    names: Mapping[Key, str], places: Mapping[Key, str], taken: Iterable[str] = ()
) -> dict[Key, str]:
    """``names`` with those that are equal but for letter case told apart by their places.

    The one whose place is spelled just like the name keeps it; each other one gets a digest of its
    place, so that what it is called depends on no order. So does who wants one that is ``taken``,
    in small letters.
    """
    small = [name.lower() for name in names.values()]
    others = [*taken]
    if not others and len(set(small)) == len(small):  # as most often
        return {**names}
    claims = Counter(small)
    claims.update(others)
    return {
        key: name
        if claims[name.lower()] == 1 or places[key] == name
        else f"{name}_{digest(places[key])}"
        for key, name in names.items()
    }


def without_use(use: str, names: Iterable[str]) -> Iterator[str]:
    """Those of ``names`` that stand behind a ``use``."""
    return (one.removeprefix(use) for one in names if one.startswith(use))


def attributes(members: Iterable[Member]) -> dict[str, str]:
    """The attribute for each member of a record, by the member's name in JSON."""
    snakes = {member.name: snake(member.words, otherwise="field") for member in members}
    spelled = {name: free(one, reserved.ATTRIBUTES) for name, one in snakes.items()}
    return distinct(spelled, {name: name for name in spelled})


def enum_members(values: Iterable[str]) -> dict[str, str]:
    """The name of each value in a ``StrEnum``."""
    spelled = {
        value: snake(words, otherwise="value") for value, words in member_words([*values]).items()
    }
    upper = {value: free(name.upper(), reserved.ENUM_MEMBERS) for value, name in spelled.items()}
    return distinct(upper, {value: value for value in upper})


@dataclass(frozen=True, slots=True)
class Names:
    """What every definition of a model is called in Python.

    ``classes`` are the names of classes and aliases; ``stems`` are in snake case and stand behind a
    prefix in names of functions and constants; ``modules`` are the module names of groups.
    ``contested`` are names that would be nicer, behind ``CLASS`` or ``STEM``, and were wanted by
    others, too.
    """

    classes: Mapping[DefinitionKey, str]
    stems: Mapping[DefinitionKey, str]
    modules: Mapping[DefinitionKey, str]
    contested: Mapping[DefinitionKey, Sequence[str]]

    @classmethod
    def of(cls, model: Model, taken: Set[str] = frozenset()) -> Names:
        """The names for ``model``; none depends on the order of its definitions.

        Some are ``taken``, contested by definitions that are not in it: ``CLASS`` or ``STEM`` and
        a name.
        """
        definitions = model.definitions
        places = {key: key for key in definitions}
        snakes = {key: snake(d.words) for key, d in definitions.items()}
        pascals = {key: free(pascal(d.words), reserved.CLASSES) for key, d in definitions.items()}
        stems = distinct(snakes, places, without_use(STEM, taken))
        classes = distinct(pascals, places, without_use(CLASS, taken))
        contested: dict[DefinitionKey, list[str]] = {}
        for use, wanted, given in ((CLASS, pascals, classes), (STEM, snakes, stems)):
            for key in [key for key in wanted if wanted[key] != given[key]]:
                contested.setdefault(key, []).append(use + wanted[key].lower())
        roots = [key for key, definition in definitions.items() if not definition.owner]
        modules = {key: free(stems[key], reserved.MODULES) for key in roots}
        return cls(classes, stems, modules, contested)

    def class_(self, definition: Definition) -> str:
        """The class or alias of ``definition``."""
        return self.classes[definition.key]

    def stem(self, definition: Definition) -> str:
        """What stands behind ``read_``, ``is_`` and the like for ``definition``."""
        return self.stems[definition.key]


def _ascii(word: str) -> str:
    """The ASCII letters and digits of ``word``; every other letter by its code point."""
    if word.isascii() and word.isalnum():
        return word
    return "".join(
        c if c.isascii() and c.isalnum() else f"u{ord(c):04x}"
        for c in word
        if c.isalnum() or not c.isascii()
    )
