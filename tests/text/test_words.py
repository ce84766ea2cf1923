"""Words and sentences end where a reader of prose says they do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.span import Span
from tuireader.text.words import sentences, word_at, words


def _words(text: str) -> list[str]:
    return [span.of(text) for span in words(text, 0, len(text))]


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn’t go.", ["He", "didn’t", "go"]),
        ("The Anglo-French pact — of 1904", ["The", "Anglo-French", "pact", "of", "1904"]),
        ("1,500 men, 3.5 miles", ["1,500", "men", "3.5", "miles"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("東京は", ["東", "京", "は"]),
        ("[12] ‘so’", ["12", "so"]),
        (" … ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


def test_the_word_at_an_offset_is_the_one_that_holds_it_or_ends_there() -> None:
    text = "foo, bar"

    assert word_at(text, 1) == Span(0, 3)
    assert word_at(text, 3) == Span(0, 3)
    assert word_at(text, 4) == Span(4, 4)
    assert word_at(text, 8) == Span(5, 8)
    with pytest.raises(ValueError, match="no such offset"):
        word_at(text, 9)


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Pitt met Dr. Snow in St. Helena.", "They spoke."],
        ["It was J. F. Kennedy.", "Then came A.-J. Smith."],
        ["He left in 1815.", "Nobody saw it."],
        ["Henry V. was king, said S. Smith.", "So be it."],
        ["The First World War I.", "The next one."],
        ["See vol. II, pp. 37–9 and no. 4.", "Ibid. Pp. 37.", "The end."],
        ["‘Go!’ he cried.", "“Stay.”", "They went."],
        ["It was so.[12]", "Then not.¹", "And so.[^3]", "‘Yes.’[4]", "No."],
        ["He strangled it.[3]", "Jonathan disagreed."],
        ["It held.* ", "But not long."],
        ["The signs were flat.12", "Nobody minded."],
        ["Well... and so on.", "Quite… no.", "Wait . . . what?", "Yes."],
        ["At 5 p.m. he left.", "By 6 p.m.", "The U.S. Army came."],
        ["The wine, the women, etc.", "It ended."],
        ["Smith et al. Paris, 1990."],
        ["彼は来た。", "私は見た！", "終わり"],
        ["1. The first point.", "A second."],
        ["Am 3. Oktober 1990 war es so.", "Danach nicht."],
        ["The text had [...] Gaps in it.", "Some."],
        ["*It was so.*", "**Then** not."],
        ["No stop at the end"],
        ["See www.example.org for it.", "Version 3.14 is out."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    text = " ".join(part.strip() for part in expected)

    assert _sentences(text) == [part.strip() for part in expected]


def test_sentences_stay_inside_the_block() -> None:
    text = "Before. One. Two\nlines. After."

    assert [s.of(text) for s in sentences(text, 8, 23)] == ["One.", "Two\nlines."]


_PROSE = st.text(st.sampled_from("aBc .!?…’”)]\n[^1¹*。I,—")) | st.text()


@given(_PROSE)
def test_sentences_tile_the_block_in_order(text: str) -> None:
    found = sentences(text, 0, len(text))

    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.of(text).strip() == s.of(text) != "" for s in found)


@given(_PROSE)
def test_words_are_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    found = list(words(text, 0, len(text)))
    inside = {n for span in found for n in range(span.start, span.end)}

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [c for n, c in enumerate(text) if c.isalnum() and n not in inside] == []
