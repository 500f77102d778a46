"""Laws of the segmentation of glued enum values."""

from __future__ import annotations

import random
import string

import pytest

from reruns import Memory
from typewright.loaders.reference_page.segmentation import (
    LONGEST,
    THRESHOLD,
    Evidence,
    Split,
    Vocabulary,
    split_values,
)
from typewright.loaders.reference_page.segmentation.kept import once
from typewright.values import replace


def _best(glued: str, **evidence: object) -> tuple[str, ...]:
    return split_values(glued, Evidence(**evidence))[0].values  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "evidence"),
    [
        (("pending", "completed", "cancelled", "expired"), {}),
        (("upload",), {"description": "The object type, which is always “upload”."}),
        (("upload.part",), {}),
        (("organization.usage.audio_speeches.result",), {}),
        (("auto", "manual"), {}),
        (("text", "audio"), {"types": ("array",)}),
        (("file_search", "code_interpreter"), {}),
        (("Economy", "Business", "First"), {"description": "Economy, Business or First."}),
        (("two words", "and more", "x-y"), {"description": "“two words”, “and more” or “x-y”."}),
        (("asc", "desc"), {}),
        (("only",), {}),
    ],
)
def test_plain_lists(values: tuple[str, ...], evidence: dict[str, object]) -> None:
    """Lists of common words, dotted names and quoted prose are read as they were written."""
    assert _best("".join(values), **evidence) == values


def test_numbers_grow() -> None:
    """Of numbers the growing reading is preferred."""
    assert _best("121020", types=("integer",)) == ("1", "2", "10", "20")
    assert _best("0.511.5", types=("number",)) == ("0.5", "1", "1.5")


def test_mixed_types() -> None:
    """Without a single type, numbers and truth values stand beside words."""
    assert _best("auto5true", types=()) == ("auto", "5", "true")
    assert _best("truefalse", types=("boolean",)) == ("true", "false")


def test_null_prints_nothing() -> None:
    """A list of strings that may be null is read as a list of strings."""
    glued = "gpt-4ogpt-4o-minio1o3-mini"
    plain = split_values(glued, Evidence(types=("string",)))
    assert split_values(glued, Evidence(types=("string", "null"))) == plain


def test_codes_of_one_length() -> None:
    """Codes of one shape and length are told by their pattern."""
    assert _best("CADEURGBPUSD", name="currency") == ("CAD", "EUR", "GBP", "USD")
    assert _best("ams1ams2nyc1nyc3sfo1") == ("ams1", "ams2", "nyc1", "nyc3", "sfo1")


def test_signed_sort_keys() -> None:
    """A key and its negative stand in pairs."""
    keys = ("id", "-id", "createdTime", "-createdTime")
    assert _best("".join(keys), name="sort") == keys


def test_own_prose_outweighs_words() -> None:
    """Words that the description names win over better known ones."""
    assert _best("zorbleqwix", description="One of “zorble” or “qwix”.") == ("zorble", "qwix")


@pytest.mark.parametrize(
    "values",
    [
        ("foreign", "domestic", "ANY"),
        ("charged", "credit", "debit", "deferred_debit", "prepaid", "ANY"),
    ],
)
def test_a_value_in_capitals_is_not_surely_a_part_of_another(values: tuple[str, ...]) -> None:
    """A common word that the description has in capitals may be a value like those beside it."""
    said = "Possible values:\n\n" + "\n".join(f"  {value}" for value in sorted(values))
    found = split_values("".join(values), Evidence(name="source", description=said))
    assert values in [split.values for split in found[:2]]
    assert found[0].values == values or found[0].confidence < THRESHOLD


def test_a_default_is_a_value() -> None:
    """What stands as default or example is one of the values."""
    assert _best("zorbleqwix", members=("zorble",))[0] == "zorble"


def test_siblings_name_states() -> None:
    """``frobbed_at`` beside a state says that ``frobbed`` is one."""
    states = ("frobbed", "grokked")
    assert _best("frobbedgrokked", siblings=("frobbed_at", "grokked_at")) == states


def test_values_known_from_other_lists() -> None:
    """Values that another list of the site surely has are cheap."""
    vocabulary = Vocabulary.of(values=["blorp", "quux"])
    assert _best("blorpquux", vocabulary=vocabulary) == ("blorp", "quux")


def test_readings_are_ordered_and_join_to_the_text() -> None:
    """Every reading is the whole text; the best comes first; no two are the same."""
    glued = "queuedin_progresscompletedincompletecanceled"
    found = split_values(glued, Evidence())
    assert all("".join(split.values) == glued for split in found)
    assert len({split.values for split in found}) == len(found)
    assert [split.confidence for split in found] == sorted(
        (split.confidence for split in found), reverse=True
    )
    assert all(0 <= split.confidence <= 1 and split.reason for split in found)


def test_same_question_same_answer() -> None:
    """Nothing depends on the order of a set."""
    evidence = Evidence(siblings=("b_at", "a_at", "done_at"), description="one, two, three")
    assert split_values("onetwothreedone", evidence) == split_values("onetwothreedone", evidence)


def test_gibberish_is_not_sure() -> None:
    """Letters that nothing vouches for are never above the threshold."""
    assert split_values("xqzvkjwpmbtrlgfd", Evidence())[0].confidence < THRESHOLD


@pytest.mark.parametrize(
    "glued",
    [
        "",
        " ",
        "-",
        "\u0000\u202e\ud800",
        "a" * 500,
        "1" * 500,
        "-" * 500,
        "ab" * 250,
        "Aa1_" * 120,
        "é" * 200,
        "'\"\\\n\r{{7*7}}${jndi}",
        "x" * (LONGEST + 1),
        "x" * 100_000,
    ],
    ids=range(13),
)
def test_any_text_is_read(glued: str) -> None:
    """No text raises or runs away."""
    found = split_values(glued, Evidence(name="n", description=glued[:2000], members=(glued[:9],)))
    assert "".join(found[0].values) == glued


def test_the_other_readings_may_be_far_dearer() -> None:
    """So much that what speaks for them is nothing beside what speaks for the best."""
    glued = "".join(f"value{number}" for number in range(200))
    best, *others = split_values(glued, Evidence(name="state"))
    assert all(0 <= other.confidence <= best.confidence for other in others)


@pytest.mark.parametrize("seed", range(20))
def test_of_the_vocabulary_only_counts_what_stands_in_the_text(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    letters = string.ascii_letters[: chance.choice([4, 30, 52])] + "01_-. "

    def word() -> str:
        return "".join(chance.choices(letters, k=chance.randrange(2, 9))).strip() or "x"

    said = [word() for _ in range(chance.choice([30, 3000]))]
    vocabulary = Vocabulary.of([" ".join(said)], [word() for _ in range(9)], said[:3])
    glued = "".join(chance.sample(said, 3)) + word()
    evidence = Evidence(name="state", vocabulary=vocabulary)
    within = replace(evidence, vocabulary=vocabulary.within(glued))
    assert split_values(glued, evidence) == split_values(glued, within)


def test_a_long_text_has_no_more_parts_than_there_are_words() -> None:
    """A page may have a word of thousands of letters, and a list of a hundred thousand."""
    word = "".join(random.Random(0).choices(string.ascii_lowercase, k=5_000))  # noqa: S311
    vocabulary = Vocabulary.of([f"{word} other"]).within(f"{word * 20}")
    assert vocabulary.words == vocabulary.tokens == {word: 1}


def test_a_reading_that_is_kept_is_not_made_again() -> None:
    kept, asked = Memory(), list[str]()

    def made(glued: str, evidence: Evidence) -> tuple[Split, ...]:
        asked.append(glued)
        return split_values(glued, evidence)

    def read(glued: str, *said: str) -> tuple[Split, ...]:
        evidence = Evidence(name="state", vocabulary=Vocabulary.of(said))
        assert once(kept, glued, evidence, made) == split_values(glued, evidence)
        return once(kept, glued, evidence, made)

    assert read("activepaused") == read("activepaused", "What it was, it is.")
    assert asked == ["activepaused"]
    read("activepaused", "It is active.")
    assert asked == ["activepaused"] * 2
    read("aktivgelöscht")
    assert asked == [*["activepaused"] * 2, *["aktivgelöscht"] * 2]
