"""The words of a passage as a page shows them lead back to the text, sign by sign."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.shown import show
from tuireader.text.span import Span

PIECES = st.lists(st.tuples(st.sampled_from(["ab", "c", " ", "\n ", "\u00a0", "**", "é"]), st.booleans()), max_size=30)


@given(PIECES)
def test_every_shown_word_leads_back_to_itself(pieces: list[tuple[str, bool]]) -> None:
    text, hidden, plain = "", [], ""
    for words, hide in pieces:
        if hide:
            hidden.append(Span(len(text), len(text) + len(words)))
        else:
            plain += words
        text += words
    shown = show(text, Span(0, len(text)), tuple(hidden))
    assert shown.words == " ".join(plain.split())
    for at, character in enumerate(shown.words):
        if character != " ":
            span = shown.to_source(at, at + 1)
            assert span.of(text) == character
            assert shown.to_words(span.start) == at


def test_a_word_with_signs_of_markup_inside_is_one_word() -> None:
    text = "of **Foot**notes  now"
    hidden = (Span(3, 5), Span(9, 11))
    shown = show(text, Span(0, len(text)), hidden)
    assert shown.words == "of Footnotes now"
    assert shown.to_source(3, 12).of(text) == "Foot**notes"


def test_nothing_shown_is_an_empty_span() -> None:
    shown = show("  ", Span(0, 2), ())
    assert shown.words == ""
    assert shown.to_source(0, 0) == Span(0, 0)
    assert shown.to_words(1) == 0
