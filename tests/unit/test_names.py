"""How text becomes words, and how two claims on one name are settled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typewright.model.names import (
    MAX_LENGTH,
    member_words,
    settle,
    singular,
    spell_out,
    split_words,
)
from typewright.passes.place import Place, Step


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("created_at", "created at"),
        ("createdAt", "created at"),
        ("UUIDList", "uuid list"),
        ("userIDs", "user ids"),
        ("HTML5Parser", "html5 parser"),
        ("IPv4Address", "ipv4 address"),
        ("OAuth2Token", "oauth2 token"),
        ("v1beta2", "v1beta2"),
        ("sha256Hash", "sha256 hash"),
        ("sha256", "sha256"),
        ("2fa", "2fa"),
        ("Auto Chunking Strategy", "auto chunking strategy"),
        ("content-type", "content type"),
        ("io.k8s.api.Pod", "io k8s api pod"),
        ("@type", "type"),
        ("+1", "plus 1"),
        ("-1", "minus 1"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ﬁle", "file"),
        ("価格USD", "価格 usd"),
        ("हिन्दी", "हिन्दी"),
        ("١٢", "12"),
        ("😀", "grinning face"),
        ("", "empty"),
        ("  \u200b", "empty"),
        ("\ud800", "empty"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(split_words(text)) == words


def test_letters_that_look_alike_are_not_mixed_in_one_word() -> None:
    cyrillic = "\u0430dmin"
    assert split_words(cyrillic) == ("\u0430", "dmin")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_words_that_are_safe(text: str) -> None:
    for words in (split_words(text), spell_out(text)):
        assert words
        assert sum(map(len, words)) <= MAX_LENGTH + 8
        for word in words:
            assert f"a{word}".isidentifier(), (text, words)
            assert word == word.lower()


@given(st.text("ab_1", min_size=200, max_size=300))
def test_long_texts_that_differ_have_different_words(text: str) -> None:
    assert split_words(f"{text} x") != split_words(f"{text} y")


def _with_permutation(names: list[str]) -> st.SearchStrategy[tuple[list[str], list[str]]]:
    return st.tuples(st.just(names), st.permutations(names))


@given(st.sets(st.text(max_size=6), max_size=8))
def test_members_never_share_words(names: set[str]) -> None:
    words = member_words(sorted(names))
    assert len({"".join(one) for one in words.values()}) == len(names)


@given(st.lists(st.text("aA@_ ", max_size=4), unique=True).flatmap(_with_permutation))
def test_the_order_of_members_changes_no_name(orders: tuple[list[str], list[str]]) -> None:
    names, others = orders
    assert member_words(others) == member_words(names)


def test_symbols_tell_members_apart_and_letter_case_needs_a_digest() -> None:
    assert member_words(["type", "@type"]) == {"type": ("type",), "@type": ("at", "type")}
    cases = member_words(["ID", "id"])
    assert cases["ID"][0] == cases["id"][0] == "id"
    assert cases["ID"][1] != cases["id"][1]


def test_all_who_want_one_name_move_on_together() -> None:
    offers = {
        "tool": [("tool",), ("tool",)],
        "tools[]": [("tool",), ("tools", "item")],
        "x": [("x",)],
    }
    assert settle(offers) == {"tool": ("tool",), "tools[]": ("tools", "item"), "x": ("x",)}


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("tools", "tool"),
        ("entries", "entry"),
        ("addresses", "address"),
        ("batches", "batch"),
        ("responses", "response"),
        ("statuses", "status"),
        ("caches", "cache"),
        ("data", None),
        ("status", None),
        ("series", None),
        ("analysis", None),
        ("gas", None),
    ],
)
def test_singular(plural: str, one: str | None) -> None:
    assert singular(plural) == one


def test_a_place_as_key_and_as_name() -> None:
    data = Place("Batch").to(Step.MEMBER, "errors").to(Step.MEMBER, "data")
    item = data.to(Step.ITEM)
    assert item.key == "Batch.errors.data[]"
    assert next(item.offers()) == ("batch", "errors", "data", "item")
    tools = Place("Run").to(Step.MEMBER, "tools").to(Step.ITEM)
    assert next(tools.offers()) == ("run", "tool")
    assert Place("Run").to(Step.MEMBER, "a.b[]").key == "Run.a\\.b\\[\\]"
    assert Place("Run").to(Step.VALUE).to(Step.BRANCH, "text").key == "Run{}|text"


@given(st.lists(st.text(".[]{}|&#\\a", max_size=3), max_size=3, unique=True))
def test_keys_of_different_places_differ(names: list[str]) -> None:
    places = [Place("R").to(Step.MEMBER, one).to(step, "0") for one in names for step in Step]
    assert len({place.key for place in places}) == len(places)
