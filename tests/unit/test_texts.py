"""Laws of texts: kept or just made, they are the same, and so are their hashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typewright.source.texts import Text, Texts

TEXT = st.text(alphabet=st.characters()) | st.sampled_from(["", "a\r\nb", "a\nb", "\ud800"])


@given(TEXT)
def test_a_text_that_is_kept_is_the_one_that_was_made(text: str) -> None:
    made = Text(text)
    for kept in (Text(made.encoded), Text(memoryview(bytes(made.encoded)), made.digest)):
        assert kept.text == made.text == text
        assert kept.encoded == made.encoded
        assert kept.digest == made.digest
    assert made.digest == Text(text.replace("\r\n", "\n")).digest


@given(st.lists(st.dictionaries(st.sampled_from("abc"), TEXT), max_size=3))
def test_texts_are_a_mapping_and_of_one_path_the_last_one_counts(
    parts: list[dict[str, str]],
) -> None:
    whole = {path: text for part in parts for path, text in part.items()}
    found = Texts.joined(Texts.of(part) if n % 2 else part for n, part in enumerate(parts))
    assert found == whole
    assert whole == found
    assert list(found) == list(whole)
    assert dict(found) == whole
    assert all((path in found) == (path in whole) for path in "abcd")
