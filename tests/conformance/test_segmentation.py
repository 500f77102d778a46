"""How well glued enum values are split, on descriptions that lexicon and weights never saw."""

from __future__ import annotations

import pytest
from benchmarks import lexicon, segmentation
from benchmarks.segmentation import Answer, share

from corpora import corpora_path

pytestmark = pytest.mark.corpus


def _answers(name: str, *, site: bool = False) -> list[Answer]:
    corpora_path(segmentation.SPECS[name][1])
    return list(segmentation.answers(name, site=site))


def _precision(found: list[Answer]) -> float:
    return share(answer.right for answer in found if answer.sure)


def test_openai_pages_alone() -> None:
    """With one page's own text, 98.5 % of lists are exact, 95 % are answered, 99.8 % of these
    right.
    """
    found = _answers("openai-2025-02")
    assert share(answer.right for answer in found) >= 0.985
    assert share(answer.sure for answer in found) >= 0.95
    assert _precision(found) >= 0.998


@pytest.mark.parametrize("name", ["discord", "docker"])
def test_sure_answers_are_right(name: str) -> None:
    """Above the threshold at least 97 % of the readings are right, whatever the API."""
    assert _precision(_answers(name)) >= 0.97


@pytest.mark.parametrize("site", [False, True], ids=["page", "site"])
@pytest.mark.parametrize("name", [name for name in segmentation.SPECS if name != "json-schemas"])
def test_sure_answers_are_right_with_page_and_site(name: str, site: bool, long: bool) -> None:
    """The same with the words of one page and of the whole site, on every description."""
    if not long:
        pytest.skip("a minute: --long")
    assert _precision(_answers(name, site=site)) >= 0.97


def test_lexicon_is_what_its_script_derives(long: bool) -> None:
    """The shipped counts are those of the corpora, and nothing else."""
    if not long:
        pytest.skip("some seconds: --long")
    corpora_path("openai")
    assert lexicon.derive() == lexicon.TARGET.read_text(encoding="utf-8")
