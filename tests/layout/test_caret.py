"""The stops of the caret."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.plain import read_plain
from tuireader.layout.caret import Steps, next_of
from tuireader.text.span import Span

TEXT = "One essay\n\nFirst sentence here. Second one, with Dr. Smith! A third?\n\nNew paragraph. Its end.\n"


def steps(text: str = TEXT) -> Steps:
    return Steps(read_plain(text, "t"))


def test_sentences_are_walked_over_the_ends_of_paragraphs() -> None:
    walk = steps()
    at = TEXT.index("First sentence")
    seen = []
    for _ in range(5):
        seen.append(walk.sentence_at(at).of(TEXT).strip())
        at = walk.sentence(at, 1)

    assert seen == ["First sentence here.", "Second one, with Dr. Smith!", "A third?", "New paragraph.", "Its end."]


def test_a_step_back_goes_to_the_start_of_this_sentence_first() -> None:
    walk = steps()
    inside = TEXT.index("with Dr.")

    assert walk.sentence(inside, -1) == TEXT.index("Second one")
    assert walk.sentence(inside, -2) == TEXT.index("First sentence")


def test_words_are_walked_over_the_ends_of_paragraphs() -> None:
    walk = steps()

    assert walk.word(TEXT.index("third"), 1) == TEXT.index("New")
    assert walk.word(TEXT.index("New"), -1) == TEXT.index("third")


@given(st.text(max_size=300), st.integers(-5, 400), st.integers(-5, 5))
def test_no_step_leaves_the_document(text: str, offset: int, count: int) -> None:
    walk = steps(text)
    offset = min(max(offset, walk.start), walk.end)
    for step in (walk.sentence, walk.word, walk.paragraph, walk.section, walk.character):
        assert 0 <= step(offset, count) <= max(len(text), 0)


def test_the_next_of_sorted_spans() -> None:
    spans = [Span(5, 7), Span(9, 10), Span(20, 30)]

    assert next_of(spans, 5, 1) == Span(9, 10)
    assert next_of(spans, 8, -1) == Span(5, 7)
    assert next_of(spans, 20, 1) is None
    assert next_of(spans, 0, 2) == Span(9, 10)
