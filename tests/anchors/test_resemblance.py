"""Without the text on which a mark was made, what is left of its words shows where to look, or that they are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.model import AnchorStatus, TextQuoteSelector
from tuireader.anchors.resemblance import resembling

ESSAY = (
    "The fleet left Kronstadt before dawn. Nobody on the quay cheered, and the band did not play.\n\n"
    "In the town the news was known by noon. The answer came in the evening; it was short.\n\n"
    "He wrote that the treaty would stand. The ministers, who had hoped for less, signed it at once.\n\n"
    "A year later hardly anyone remembered the day. The treaty was forgotten by all but the clerks.\n"
)


def quote(words: str, text: str = ESSAY, context: int = 64) -> TextQuoteSelector:
    start = text.index(words)
    end = start + len(words)
    return TextQuoteSelector(words, text[max(0, start - context) : start], text[end : end + context])


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("The answer came in the evening", "came in the evening", "arrived late in the evening"),
        ("hardly anyone remembered the day", "hardly anyone", "hardly anybody"),
        ("The ministers, who had hoped for less", "hoped for less", "wished for more"),
    ],
)
def test_a_passage_that_was_edited_is_found_and_always_to_be_confirmed(words, old, new):
    revised = "A preface.\n\n" + ESSAY.replace(old, new)
    anchor = resembling(revised, quote(words), "a")

    assert anchor is not None
    assert anchor.span is not None
    assert anchor.span.of(revised) == words.replace(old, new)
    assert anchor.status is AnchorStatus.EDITED
    assert anchor.score <= 0.5


def test_a_passage_that_was_cut_out_resembles_nothing():
    words = "The answer came in the evening; it was short."

    assert resembling(ESSAY.replace(words, ""), quote(words), "a") is None


def test_where_two_places_resemble_it_alike_there_is_none():
    words = "The answer came in the evening"
    revised = ESSAY.replace("came in the evening", "arrived that evening")

    assert resembling(f"{revised}\n\n{revised * 3}", quote(words), "a") is None


@given(st.text(max_size=120), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_asked_for_a_place_is_inside_the_text(text, exact, prefix, suffix):
    anchor = resembling(text, TextQuoteSelector(exact, prefix, suffix), "a")

    assert anchor is None or (anchor.span is not None and anchor.span.end <= len(text))
