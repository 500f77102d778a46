"""All values that can start at each place of a glued text, with their costs."""

from __future__ import annotations

import re

from typewright.loaders.reference_page.segmentation import text
from typewright.loaders.reference_page.segmentation.costs import Costs
from typewright.loaders.reference_page.segmentation.table import Support
from typewright.values import dataclass

_LONGEST_VALUE = 80
_LONGEST_KNOWN = 400
_LONG_TEXT = 600
_LONGEST_WORD = 18
_INFINITE = float("inf")
_CEILING = 70.0

_PER_VALUE = 1.0
_SEPARATOR = {"_": 0.2, "-": 0.25, ".": 0.25, "/": 0.4, ":": 0.4, " ": 0.8}
_OTHER_SYMBOL = 1.5
_LETTER_DIGIT = 1.5
_DIGIT_LETTER = 2.0
_COMPOUND = 2.6
_SHORT = {1: 2.5, 2: 1.2, 3: 0.3}
_BAD_EDGE = 9.0
_SAME_EDGE = 0.5
_RECURRING = 1.2
_LEADING_SIGNS = "/.#@"
_WITHOUT_SIGN = 2.5
_CAPITAL_LATER = 2.5
_DIGIT_AFTER_LETTER = 0.7
_PREFIX_ALONE = 2.0
_SIGN_INSIDE = 2.5
_COMPOUND_AS_MEMBERS = 1.2

_FORMS = (
    (re.compile(r"\d{1,4}(?:[kmgbhdostxpwy]|px|[kmgt]b|ms|st|nd|rd|th|hz)(?![a-z])"), 2.6),
    (re.compile(r"\d{1,4}(?:[kmgbhdostxpwy]|px|[kmgt]b|ms|st|nd|rd|th|hz)"), 3.4),
    (re.compile(r"[1-9]\d{1,3}x[1-9]\d{1,3}(?!\d)"), 4.0),
    (re.compile(r"[1-9]\d{2,3}x[1-9]\d{3}"), 4.2),
    (re.compile(r"[1-9]\d{2,3}x[1-9]\d{2}"), 4.4),
    (re.compile(r"(?:19|20)\d\d[-_](?:0[1-9]|1[0-2])[-_](?:0[1-9]|[12]\d|3[01])"), 3.0),
    (re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"), 3.0),
)
"""Forms of letters and digits that belong together, at their start, with their cost."""

_LEAD = re.compile(r"/[^/]+/")
_LETTER_WITH_DIGITS = re.compile(r"[A-Za-z]\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of a reading: where it stands, what it costs and what vouches for it."""

    start: int
    end: int
    cost: float
    support: Support


class Lattice:
    """All values that can start at each place of a text, with their costs."""

    def __init__(self, glued: str, costs: Costs) -> None:
        self._text = glued
        self._costs = costs
        self._camel = glued[0].islower()
        self._longest = _LONGEST_VALUE if len(glued) < _LONG_TEXT else _LONGEST_VALUE // 2
        match = _LEAD.match(glued)
        self._lead = match.group() if match else glued
        self._compound = _COMPOUND_AS_MEMBERS if costs.compounds else _COMPOUND
        self._words = [self._words_from(start) for start in range(len(glued))]
        squeezed: list[str] = []
        self._squeezed_at = [0]
        for character in glued:
            if character.isalnum():
                squeezed.append(character.lower())
            self._squeezed_at.append(len(squeezed))
        self._squeezed = "".join(squeezed)
        self.pieces = [self._pieces_from(start) for start in range(len(glued))]

    def _words_from(self, start: int) -> list[tuple[int, float]]:
        glued = self._text
        first = glued[start]
        if first.isdigit():
            found = self._digits_from(start)
        elif first.isalpha():
            found = self._letters_from(start)
        else:
            end = start + 1
            while end < min(len(glued), start + 3) and not glued[end].isalnum():
                end += 1
            return [(stop, 6.0 + stop - start) for stop in range(start + 1, end + 1)]
        return sorted((end, self._recurring(start, end, cost)) for end, cost in found)

    def _recurring(self, start: int, end: int, cost: float) -> float:
        """Words that recur in one list cost their price once and a little each further time."""
        if end - start < 3 or cost < 2 * _RECURRING:
            return cost
        times = self._text.count(self._text[start:end])
        return cost if times < 2 else min(cost, cost / times + _RECURRING)

    def _digits_from(self, start: int) -> list[tuple[int, float]]:
        glued = self._text
        size = min(len(glued), start + _LONGEST_WORD)
        end = start + 1
        found = [(end, 2.2)]
        while end < size and glued[end].isdigit():
            end += 1
            found.append((end, 2.0 + 0.2 * min(end - start, 4) + max(0, end - start - 4)))
        for form, cost in _FORMS:
            match = form.match(glued, start)
            if match:
                found.append((match.end(), cost))
        return found

    def _letters_from(self, start: int) -> list[tuple[int, float]]:
        """Words in lower case, in upper case, or with a capital."""
        glued = self._text
        size = min(len(glued), start + _LONGEST_WORD)
        word = self._costs.word
        upper = glued[start].isupper()
        found = []
        end = start + 1
        match = _LETTER_WITH_DIGITS.match(glued, start)
        if match and (not start or not glued[start - 1].isalpha()):
            found.append((match.end(), 3.2))
        while True:
            found.append((end, word(glued[start:end].lower())))
            if end >= size or not glued[end].isalpha():
                return found
            if glued[end].isupper():
                if not upper:
                    return found
            else:
                if upper and end - start > 1:
                    return found
                upper = False
            end += 1

    def _pieces_from(self, start: int) -> list[Piece]:
        glued = self._text
        size = min(len(glued), start + self._longest)
        composed = self._composed_from(start, size)
        opening = _PER_VALUE + self._opening(start)
        found = []
        for end in range(start + 1, size + 1):
            cost, support = composed[end - start], Support.WORDS
            known = self._costs.known(
                glued[start:end],
                self._squeezed[self._squeezed_at[start] : self._squeezed_at[end]],
            )
            if known is not None:
                if known.cost < cost:
                    cost, support = known.cost, known.support
                elif known.support > Support.PAGE:
                    support = known.support
            if support < Support.PAGE and glued[start:end].lower() in text.PREFIXES:
                cost += _PREFIX_ALONE
            if cost < _CEILING:
                found.append(Piece(start, end, cost + opening, support))
        if size < len(glued) and len(glued) - start <= _LONGEST_KNOWN:
            rest = self._costs.known(glued[start:], self._squeezed[self._squeezed_at[start] :])
            if rest is not None:
                found.append(Piece(start, len(glued), rest.cost + _PER_VALUE, rest.support))
        return found

    def _opening(self, start: int) -> float:
        """What it costs that a value starts here, whatever it is."""
        glued = self._text
        first = glued[start]
        if not start:
            return 0.0
        if glued[0] in _LEADING_SIGNS and first != glued[0]:
            return _WITHOUT_SIGN
        last = glued[start - 1]
        if self._camel and first.isupper() and last.islower():
            return _CAPITAL_LATER
        return _DIGIT_AFTER_LETTER if first.isdigit() and last.isalpha() else 0.0

    def _composed_from(self, start: int, size: int) -> list[float]:
        """The cheapest composition of words and separators for each end, by length."""
        glued, words = self._text, self._words
        width = size - start
        # ``opened``: a word may start here; ``closed``: one has ended; ``values``: the value ends.
        opened = [_INFINITE] * (width + 1)
        closed = [_INFINITE] * (width + 1)
        values = [_INFINITE] * (width + 1)
        opened[0] = 0.0
        if not glued[start].isalnum():
            opened[1] = _SAME_EDGE if glued[start] == glued[0] else _BAD_EDGE
        for offset in range(width + 1):
            place = start + offset
            done = closed[offset]
            if done < _CEILING:
                values[offset] = min(values[offset], done + self._short(start, offset))
                if offset < width:
                    following, last = glued[place], glued[place - 1]
                    if following.isalnum():
                        if last.isalnum():
                            opened[offset] = min(opened[offset], done + self._join(last, following))
                    else:
                        trailing = _SAME_EDGE if following == glued[-1] else _BAD_EDGE
                        values[offset + 1] = min(values[offset + 1], done + trailing)
                        after, cost = self._separator(place)
                        if after - start <= width and done + cost < opened[after - start]:
                            opened[after - start] = done + cost
            here = opened[offset]
            if here < _CEILING and offset < width:
                for end, cost in words[place]:
                    length = end - start
                    if length > width:
                        break
                    if here + cost < closed[length]:
                        closed[length] = here + cost
        return values

    def _short(self, start: int, size: int) -> float:
        if size > 3 or (self._costs.mixed and self._text[start : start + size].isdigit()):
            return 0.0
        return _SHORT[size]

    def _separator(self, place: int) -> tuple[int, float]:
        """Where the separator at a place ends, and what it costs to join words with it."""
        glued = self._text
        cost = _SEPARATOR.get(glued[place], _OTHER_SYMBOL)
        if glued[place] == glued[0] and (glued[0] != "/" or glued.startswith(self._lead, place)):
            cost += _SIGN_INSIDE
        after = place + 1
        while after < len(glued) and after - place < 6 and not glued[after].isalnum():
            cost += 0.3
            after += 1
        return after, cost

    def _join(self, last: str, following: str) -> float:
        """What it costs that two words of one value touch."""
        if following.isdigit():
            return _COMPOUND if last.isdigit() or self._costs.mixed else _LETTER_DIGIT
        if last.isdigit():
            return _DIGIT_LETTER
        if following.isupper() and not last.isupper():
            return 0.6 if self._camel else 1.8
        return self._compound
