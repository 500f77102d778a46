"""What must be known of a whole page before its lines can be read one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from typewright.loaders.reference_page import titles
from typewright.loaders.reference_page.kong import grammar
from typewright.loaders.reference_page.kong.line import Place, Run, is_list, is_untyped, read_run
from typewright.loaders.reference_page.lines import NBSP, Line, Paragraph, paragraphs
from typewright.loaders.reference_page.nodes import End, Field, Flags
from typewright.values import dataclass


@dataclass(frozen=True, slots=True)
class Survey:
    """A page's paragraphs, and what they tell as a whole.

    ``runs`` are the nodes of each as lines of a block, where nothing is known of its place,
    ``None`` of those that are none. ``operations`` leads from the index of an operation's title to
    that of its endpoint, or of its first section where no endpoint is shown. ``names`` are those
    that field lines show without doubt; ``capital_names`` says that most begin with a capital.
    ``lawful`` says that blank lines stand as the renderer sets them, ``tight_labels`` that no blank
    follows its labels.
    """

    groups: tuple[Paragraph, ...]
    runs: Sequence[Run | None]
    sites: frozenset[str]
    operations: Mapping[int, int]
    names: frozenset[str]
    capital_names: bool
    lawful: bool
    tight_labels: bool


def survey(page: tuple[Line, ...]) -> Survey:
    """Look over ``page``."""
    groups = tuple(_cut(paragraphs(page)))
    runs = _runs(groups)
    operations = dict(_operations(groups))
    names = _names(page)
    lawful = _is_lawful(groups, runs)
    if not lawful:
        groups = tuple((line,) for group in groups for line in group)
        runs = _runs(groups)
    return Survey(
        groups=groups,
        runs=runs,
        sites=frozenset(_site(groups, operations)),
        operations=operations if lawful else {},
        names=names,
        capital_names=2 * sum(name[0].isupper() for name in names) > len(names),
        lawful=lawful,
        tight_labels=_has_tight_labels(page),
    )


def _cut(groups: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """``groups``, each cut where one ends although no blank line follows.

    Pages may be put one after the other: so after the line that ends an object, and after a
    heading with a page's address. A list may end with no blank line before an endpoint, or before
    the name of a field without type.
    """
    for group in groups:
        start = 0
        for index, line in enumerate(group[:-1], 1):
            if line.text == NBSP:
                after = index + bool(grammar.CONTENT.fullmatch(group[index].text))
                yield group[start:after]
                start = after
                break
            ends = line.text == grammar.END
            if ends and not read_run(group[start:index], Place(head=True)):
                break
            if ends or (index == 1 and grammar.PAGE_MARK.fullmatch(line.text)):
                yield group[start:index]
                start = index
        rest = group[start:]
        if not rest:
            continue
        if len(rest) > 2 and is_endpoint(rest[-2:]):
            yield rest[:-2]
            rest = rest[-2:]
        elif (names := _names_at_end(rest)) and is_list(rest[:-names]):
            yield rest[:-names]
            rest = rest[-names:]
        yield rest


def _names_at_end(group: Paragraph) -> int:
    """How many lines at the end of a paragraph may be names of fields that show no type."""
    return sum(1 for _ in takewhile(is_untyped, reversed(group)))


def _names(page: tuple[Line, ...]) -> frozenset[str]:
    """Names that lines show with a type, save those that are only the start of another name."""
    lines = defaultdict[str, set[str]](set)
    for line in page:
        if grammar.opens_field(line.text):
            lines[grammar.readings(line.text)[0].name].add(line.text)
    return frozenset(name for name, texts in lines.items() if not texts <= lines.keys())


def _has_tight_labels(page: tuple[Line, ...]) -> bool:
    labels = [line for line in page if grammar.label(line)]
    return 2 * sum(grammar.is_spaced(line) for line in labels) <= len(labels)


def _operations(groups: tuple[Paragraph, ...]) -> Iterator[tuple[int, int]]:
    """The first paragraph of each operation's head, its title, and the endpoint at its end.

    A webhook that stands beside schemas shows no endpoint: its first section follows at once.
    """
    for end, group in enumerate(groups):
        following = groups[end + 1][0].text if end + 1 < len(groups) else ""
        is_section = len(group) == 1 and group[0].text in grammar.SECTIONS
        if is_endpoint(group):
            if len(group) == 1 and following not in grammar.SECTIONS:
                continue
        elif not is_section:
            continue
        start = end
        while start and _is_plain(groups[start - 1]):
            start -= 1
        find = _webhook_among if is_section else _title_among
        first = find(groups, start, end)
        if first is not None:
            yield first, end


def is_endpoint(group: Paragraph) -> bool:
    """Whether a paragraph is the method of an operation, with its URL or alone."""
    if group[0].text not in grammar.METHODS or len(group) > 2:
        return False
    return len(group) == 1 or bool(grammar.URL.fullmatch(group[1].text))


def _is_plain(group: Paragraph) -> bool:
    """Whether a paragraph may be an operation's title, badge or description."""
    if is_endpoint(group):
        return False
    if len(group) == 1 and group[0].text in grammar.OPERATION_BADGES:
        return True
    if len(group) == 1 and (group[0].text in grammar.SECTIONS or grammar.label(group[0])):
        return False
    return read_run(group, Place(head=True, operation=True)) is None


def _title_among(groups: tuple[Paragraph, ...], start: int, end: int) -> int | None:
    """Which of the paragraphs before an endpoint is the operation's title."""
    for index in range(start + 1, end):
        if groups[index][0].text in grammar.OPERATION_BADGES and len(groups[index - 1]) == 1:
            return index - 1
    before = groups[start - 1] if start else ()
    after_response = bool(before) and before[0].text in ("Response", "Callback Response")
    first = start + (1 if after_response or (not start and end - start > 1) else 0)
    if _ends_with_field(before) and groups[first][-1].text.endswith("."):
        first = next((i for i in range(start, end) if not groups[i][-1].text.endswith(".")), first)
    return first if first < end and len(groups[first]) == 1 else None


def _webhook_among(groups: tuple[Paragraph, ...], start: int, end: int) -> int | None:
    """Which of the paragraphs before a section is the title of a webhook."""
    for index in range(start + 1, end):
        is_badge = len(groups[index]) == 1 and groups[index][0].text == grammar.WEBHOOK
        if is_badge and len(groups[index - 1]) == 1:
            return index - 1
    return None


def _ends_with_field(group: Paragraph) -> bool:
    """Whether a description may follow: the paragraph ends with the line of a field."""
    run = read_run(group, Place()) if group else None
    return run is not None and isinstance(run[-1], Field | Flags)


def _site(groups: tuple[Paragraph, ...], operations: Mapping[int, int]) -> Iterator[str]:
    """The title of the site, when the page begins with one: then a block's title comes next."""
    if len(groups) < 2 or len(groups[0]) > 1 or len(groups[1]) > 1 or 0 in operations:
        return
    first, second = groups[0][0].text, groups[1][0].text
    if 1 in operations or (
        not grammar.badge(second)
        and not grammar.is_marker(second)
        and not grammar.label(groups[1][0])
        and not grammar.opens_field(second)
        and _begins_block(second, groups[2:])
    ):
        yield first


def _begins_block(text: str, after: Sequence[Paragraph]) -> bool:
    """Whether a paragraph of one line is a block's title rather than its description."""
    first = after[0][0].text if after and after[0] else ""
    if grammar.badge(first):
        return True
    if first in grammar.UNIONS:
        return not titles.looks_like_sentence(text)
    return titles.looks_like_title(text) or grammar.is_name(text)


def _runs(groups: Iterable[Paragraph]) -> list[Run | None]:
    return [read_run(group, Place()) for group in groups]


def _is_lawful(groups: Sequence[Paragraph], runs: Sequence[Run | None]) -> bool:
    """Whether block lines stand together and apart from prose, as the renderer sets them.

    Some tools put a blank line after every line, or take all of them out: then paragraphs say
    nothing.
    """
    if len(groups) == 1 and len(groups[0]) > 8:
        return False
    together = sum(len(run) - 1 for run in runs if run)
    apart = sum(
        1
        for (a, b) in pairwise(runs)
        if a and b and not isinstance(a[-1], End) and len(a) == len(b) == 1
    )
    return together >= apart or together > 8
