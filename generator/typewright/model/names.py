"""Neutral names: how text becomes words, and how two claims on one name are settled.

A name is a function of a place and of nothing else. Each claimant offers several names, the nicest
first and each later one more exact; those that want the same name all move on to their next one.
Nobody gets a number for having come second, so adding, removing or moving one thing never renames
another that did not want its name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, islice
from typing import TypeVar

from typewright.model.shapes import Words

EMPTY: Words = ("empty",)
"""The name of what has no name: an empty text, or one of white space alone."""

MAX_LENGTH = 64
"""A name with more letters than this is cut, and ends in a digest of the whole text."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices, whatever stands behind their dot."""

_WORD = re.compile(
    r"OAuth[0-9]*"
    r"|[A-Z]{2,}(?:s|v[0-9]+)?(?![a-z])[0-9]*"  # HTTP, URLs, IPv4
    r"|[A-Z]?[a-z]+(?:[0-9]+[a-z]*)*"  # Batch, sha256, k8s
    r"|[A-Z]+(?![a-z])[0-9]*"  # X, UUID before List
    r"|[0-9]+[a-z]*"  # 2fa
    r"|[^\x00-\x7f]+[0-9]*"  # letters that are not Latin
)

_NEITHER = re.compile("[^0-9A-Za-z]")
"""What is neither a letter nor a digit, in ASCII."""

_SYMBOLS = {
    "!": "bang", "#": "hash", "$": "dollar", "%": "percent", "&": "and", "*": "star",
    "+": "plus", "-": "minus", ".": "dot", "/": "slash", ":": "colon", "<": "less",
    "=": "equals", ">": "greater", "?": "question", "@": "at", "\\": "backslash",
    "^": "caret", "_": "underscore", "|": "pipe", "~": "tilde",
}  # fmt: skip

_FILLER = frozenset({"sign", "symbol", "mark", "character", "with"})

Claimant = TypeVar("Claimant")


@lru_cache(maxsize=4096)
def split_words(text: str) -> Words:
    """The words of ``text`` in lower case, never empty: ``UUIDList`` gives ``uuid``, ``list``.

    Words end where the letter case, the script or a character that is no letter or digit says so.
    Latin letters lose their accents, other letters stay, and text without any letter is spelled
    out: ``+1`` gives ``plus``, ``1``.
    """
    plain = _transliterate(text)
    words = tuple(word.lower() for word in _WORD.findall(plain))
    if not any(character.isalpha() for word in words for character in word):
        words = spell_out(text)
    return shorten(words, text)


def spell_out(text: str) -> Words:
    """The words of ``text`` with every symbol in words too: ``@type`` gives ``at``, ``type``."""
    spelled = "".join(
        f" {_symbol(character)} " if _letter(character) == " " else character
        for character in unicodedata.normalize("NFKC", text)
    )
    words = tuple(word.lower() for word in _WORD.findall(_transliterate(spelled)))
    return shorten(words or EMPTY, text)


def digest(text: str) -> str:
    """A short word that is always the same for the same text, and different for another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def shorten(words: Words, text: str) -> Words:
    """``words``, cut to ``MAX_LENGTH`` letters and closed by the digest of ``text`` if too long."""
    if sum(map(len, words)) <= MAX_LENGTH:
        return words
    kept: list[str] = []
    room = MAX_LENGTH
    for word in words:
        kept.append(word[:room])
        room -= len(word)
        if room <= 0:
            break
    return (*kept, digest(text))


def singular(word: str) -> str | None:
    """The singular of an English plural, or ``None`` for a word that is not evidently one."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or not word.isascii() or not word.endswith("s"):
        return None
    if word.endswith(("ss", "us", "is", "as", "os", "news", "series", "species")):
        return None
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "tches", "nches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


_SINGULARS: Mapping[str, str] = {
    "addresses": "address", "aliases": "alias", "bonuses": "bonus", "branches": "branch",
    "buses": "bus", "campuses": "campus", "caches": "cache", "children": "child",
    "cookies": "cookie", "ids": "id", "ips": "ip", "keys": "key", "movies": "movie",
    "people": "person", "schemas": "schema", "statuses": "status", "urls": "url",
    "viruses": "virus", "searches": "search", "approaches": "approach",
}  # fmt: skip


def settle(
    offers: Mapping[Claimant, Iterable[Words]],
) -> dict[Claimant, Words]:
    """One name for each claimant, no two of them equal even where letter case does not count.

    ``offers`` holds each claimant's names, one at least, the nicest first; few are ever looked at.
    All who want one name move to their next offer together; one who has no other keeps it. The last
    offers must be different for all.
    """
    return contend(offers)[0]


def contend(
    offers: Mapping[Claimant, Iterable[Words]], taken: Set[str] = frozenset()
) -> tuple[dict[Claimant, Words], dict[str, list[Claimant]]]:
    """As ``settle``, where some names are ``taken``, so that who wants one moves, too; and all that
    were taken or wanted by several, with those who wanted them. Both are words put together.
    """
    contested: dict[str, list[Claimant]] = {}
    others = {claimant: iter(names) for claimant, names in offers.items()}
    names = {claimant: next(more) for claimant, more in others.items()}
    while True:
        wanted: defaultdict[str, list[Claimant]] = defaultdict(list)
        for claimant, words in names.items():
            wanted["".join(words)].append(claimant)
        rivals = {name: group for name, group in wanted.items() if len(group) > 1 or name in taken}
        contested |= rivals
        wanting = chain.from_iterable(rivals.values())
        moved = {one: words for one in wanting for words in islice(others[one], 1)}
        if not moved:
            return names, contested
        names |= moved


def member_words(names: Sequence[str]) -> dict[str, Words]:
    """The neutral names of the members of one record: no two of them equal.

    ``type`` and ``@type`` become ``type`` and ``at_type``; names that differ in letter case alone
    get a digest each.
    """
    nicest = {name: split_words(name) for name in names}
    if len(set(map("".join, nicest.values()))) == len(nicest):  # as nearly always
        return nicest
    return settle({name: member_offers(name) for name in names})


@lru_cache(maxsize=4096)
def member_offers(name: str) -> tuple[Words, ...]:
    """What a member may be called, the nicest first."""
    return (split_words(name), spell_out(name), (*split_words(name), digest(name)))


def _transliterate(text: str) -> str:
    """``text`` with Latin letters in ASCII, other letters as they are, blanks for all else.

    A blank also stands where one script ends and another begins, so that no word mixes letters
    that look alike.
    """
    if text.isascii():
        return _NEITHER.sub(" ", text)
    out: list[str] = []
    foreign = False
    for character in unicodedata.normalize("NFKC", text):
        letter = _letter(character)
        is_foreign = not letter.isascii()
        if is_foreign != foreign and not letter.isdigit():
            out.append(" ")
            foreign = is_foreign
        out.append(letter)
    return "".join(out)


def _letter(character: str) -> str:
    """What one character is in a name: itself, its Latin base, or a blank."""
    if character.isascii():
        return character if character.isalnum() else " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Mn" and unicodedata.name(character, "").startswith("COMBINING "):
        return ""
    if category[0] in "LM":
        return _latin(character) or (character if _is_safe(character) else " ")
    return " "


def _latin(character: str) -> str:
    """The ASCII letters that stand for a Latin letter; empty for a letter of another script."""
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() and base.isalpha():
        return base
    folded = character.casefold()
    if folded.isascii() and folded.isalpha():
        return folded
    kind, _, rest = unicodedata.name(character, "").partition(" LETTER ")
    name = rest.partition(" ")[0]
    if not kind.startswith("LATIN") or not 0 < len(name) <= 2:
        return ""
    return name if "CAPITAL" in kind else name.lower()


def _is_safe(character: str) -> bool:
    """Whether a letter is the same in every normal form and lower case that a language may use."""
    lower = character.lower()
    return ("a" + character).isidentifier() and unicodedata.normalize("NFKC", lower) == lower


def _symbol(character: str) -> str:
    """A symbol in words; empty for white space and what cannot be seen."""
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    if unicodedata.category(character)[0] in "ZC":
        return ""
    name = unicodedata.name(character, f"u{ord(character):x}")
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    return " ".join([word for word in words if word not in _FILLER] or words)
