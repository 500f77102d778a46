"""Many texts by their paths, of which most are only compared and never read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

Digest: TypeAlias = str
"""``sha256:`` and the hash of a text in hexadecimal digits."""

Encoded: TypeAlias = bytes | memoryview
"""A text in UTF-8, where surrogates stand as they are; a text that is kept has none."""


def digest(content: Encoded) -> Digest:
    """The hash of a text; CR LF counts as LF, since Git may check text out with it."""
    content = bytes(content)
    if b"\r" in content:  # which hardly any text has
        content = content.replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


class Text:
    """A text as it was made, or as it was kept: encoded, with its hash. Each is turned into the
    other when somebody asks for it. Only what is Unicode is kept.
    """

    __slots__ = ("_digest", "_encoded", "_text")

    def __init__(self, made: str | Encoded, known: Digest | None = None) -> None:
        self._text = made if isinstance(made, str) else None
        self._encoded = None if isinstance(made, str) else made
        self._digest = known

    @property
    def text(self) -> str:
        """The text itself."""
        if self._encoded is None:
            return self._text or ""
        return str(self._encoded, "utf-8", "surrogatepass")

    @property
    def encoded(self) -> Encoded:
        """The text in UTF-8."""
        if self._encoded is None:
            return (self._text or "").encode("utf-8", "surrogatepass")
        return self._encoded

    @property
    def is_unicode(self) -> bool:
        """Whether the text can be written: whether no character of it is half of a pair."""
        if self._encoded is not None or self._text is None or self._text.isascii():
            return True
        try:
            self._text.encode()
        except UnicodeEncodeError:
            return False
        return True

    @property
    def digest(self) -> Digest:
        """The hash of the text."""
        if self._digest is None:
            self._digest = digest(self.encoded)
        return self._digest


class Texts(Mapping[str, str]):
    """Texts by their paths. ``entries`` are what they are kept as."""

    __slots__ = ("entries",)

    def __init__(self, entries: Mapping[str, Text]) -> None:
        self.entries = entries

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Texts:
        """The same texts, as they are kept if they are."""
        if isinstance(texts, Texts):
            return texts
        return cls({path: Text(text) for path, text in texts.items()})

    @classmethod
    def joined(cls, parts: Iterable[Mapping[str, str]]) -> Texts:
        """All texts of several ``parts``; of one path, the last one."""
        return cls({path: one for part in parts for path, one in cls.of(part).entries.items()})

    def __getitem__(self, path: str) -> str:
        return self.entries[path].text

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, path: object) -> bool:
        return path in self.entries
