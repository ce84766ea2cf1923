"""A passage is found again by its words and their surroundings, and is never attached by a guess."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tuireader.anchors.describe import CONTEXT, MOST, describe
from tuireader.anchors.match import match
from tuireader.anchors.model import AnchorStatus, TextPositionSelector, TextQuoteSelector
from tuireader.text.span import Span

SENTENCES = (
    "The fleet left Kronstadt before dawn, and nobody on the quay cheered.",
    "Three days later the cables spoke of a victory that had not been won.",
    "What the ministers believed in private is harder to establish than what they said.",
    "A clerk in Helsinki kept both versions, and his diary survived the fire.",
    "Later historians quoted the first telegram and forgot the second.",
    "It was, as the ambassador’s widow put it, “a war of two stories”.",
)
TEXT = "\n\n".join(SENTENCES)


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(words: str, new: str, old: str = TEXT):
    return match(new, describe(old, span_of(words, old)), "a")


texts = st.text(alphabet=st.sampled_from("ab ’\n.Aß文é"), max_size=120) | st.text(max_size=80)


@given(texts, st.data())
@example("", None)
@example("aaaa", None)
@example("\u0301", None)
@example("\u00ad", None)
@example(" ", None)
def test_on_the_same_text_every_span_is_found_where_it_is(text, data):
    if data is None:
        start, end = 0, min(1, len(text))
    else:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    anchor = match(text, describe(text, span), "a")

    assert (anchor.span, anchor.status) == (span, AnchorStatus.SAME)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(SENTENCES))
def test_text_added_before_and_after_keeps_the_same_words(before, after, words):
    anchor = found(words, before + TEXT + after)

    assert anchor.span is not None
    assert anchor.span.of(before + TEXT + after) == words
    assert anchor.status is (AnchorStatus.MOVED if before else AnchorStatus.SAME)


@given(st.permutations(SENTENCES), st.sampled_from(SENTENCES))
def test_paragraphs_in_another_order_keep_the_same_words(order, words):
    new = "\n\n".join(order)
    anchor = found(words, new)

    assert anchor.span is not None
    assert anchor.span.of(new) == words


@given(st.sampled_from(SENTENCES), st.integers(0, 5))
def test_deleted_words_are_orphaned_near_where_they_were(words, gap):
    new = TEXT.replace(words, " " * gap)
    anchor = found(words, new)

    assert (anchor.status, anchor.span, anchor.score) == (AnchorStatus.ORPHANED, None, 0.0)
    assert anchor.hint is not None
    assert abs(anchor.hint - TEXT.index(words)) <= gap + len("\n\n")


def test_the_hint_follows_the_context_when_the_place_has_moved():
    words = SENTENCES[3]
    new = "A preface of some length. " * 20 + TEXT.replace(words + "\n\n", "")
    anchor = found(words, new)

    assert anchor.status is AnchorStatus.ORPHANED
    assert anchor.hint is not None
    assert 0 <= new.index(SENTENCES[4]) - anchor.hint <= len("\n\n")


def test_of_a_repeated_word_the_context_tells_which():
    old = TEXT
    first, second = old.index("and"), old.index("and", old.index("Helsinki"))
    new = "Now: " + old
    anchor = match(new, describe(old, Span(second, second + 3)), "a")

    assert first != second
    assert anchor.span == Span(second + 5, second + 8)
    assert anchor.status is AnchorStatus.MOVED


def test_a_repeated_word_that_was_deleted_is_not_attached_to_its_twin():
    new = TEXT.replace("diary", "ledger").replace("the second", "the diary")

    assert found("diary", new).status is AnchorStatus.ORPHANED


def test_two_equally_good_places_are_no_place():
    refrain = "And still the river ran."
    old = f"One verse.\n{refrain}\nAnother verse."
    new = f"A third.\n{refrain}\nA fourth.\n{refrain}\nA fifth."

    assert found(refrain, new, old).status is AnchorStatus.ORPHANED


def test_a_refrain_is_told_apart_by_what_stands_around_it():
    refrain = "And still the river ran.\n"
    verses = [f"Verse {n} tells of the {w} in its own words.\n" for n, w in enumerate(["war", "dam", "flood", "trial"])]
    old = "".join(v + refrain for v in verses)
    third = old.index(refrain, old.index(verses[2]))
    new = "".join(v + refrain for v in verses[1:])
    anchor = match(new, describe(old, Span(third, third + len(refrain))), "a")

    assert anchor.span is not None
    assert anchor.span.start == new.index(refrain, new.index(verses[2]))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda t: t.replace("\n\n", "\n").replace(" ", "\n"), AnchorStatus.MOVED),
        (lambda t: t.replace("’", "'").replace("“", '"').replace("”", '"'), AnchorStatus.EDITED),
        (str.upper, AnchorStatus.EDITED),
    ],
    ids=["line breaks", "quotation marks", "capitals"],
)
def test_spaces_are_no_change_of_words_but_capitals_and_quotation_marks_are(change, status):
    new = "x" + change(TEXT)
    anchor = found(SENTENCES[5], new)

    assert anchor.status is status
    assert anchor.span is not None
    assert anchor.span.of(new).split() == change(SENTENCES[5]).split()


def test_the_words_at_their_position_are_the_same_whatever_was_rewritten_around_them():
    words = SENTENCES[2]
    start = TEXT.index(words)
    new = "x" * start + words + "y" * 50
    anchor = found(words, new)

    assert (anchor.span, anchor.status, anchor.score) == (Span(start, start + len(words)), AnchorStatus.SAME, 1.0)


def test_a_quote_without_context_is_found_if_it_stands_once():
    quote = (TextQuoteSelector("Helsinki"),)

    assert match(TEXT, quote, "a").span == span_of("Helsinki")
    assert match(TEXT + " Helsinki", quote, "a").status is AnchorStatus.ORPHANED


def test_a_position_without_words_is_never_believed():
    anchor = match(TEXT, (TextPositionSelector(3, 9),), "a")

    assert (anchor.status, anchor.hint) == (AnchorStatus.ORPHANED, 3)


def test_no_selectors_at_all_is_an_orphan_without_a_hint():
    anchor = match(TEXT, (), "a")

    assert (anchor.annotation_id, anchor.status, anchor.hint) == ("a", AnchorStatus.ORPHANED, None)


def test_a_place_between_two_characters_moves_with_its_context():
    at = TEXT.index("Three")
    anchor = match("New. " + TEXT, describe(TEXT, Span(at, at)), "a")

    assert (anchor.span, anchor.status) == (Span(at + 5, at + 5), AnchorStatus.MOVED)


def test_context_is_thirty_two_characters_and_more_for_short_quotes():
    long_quote, _ = describe(TEXT, span_of(SENTENCES[2]))
    short_quote, _ = describe(TEXT, span_of("Helsinki"))

    assert isinstance(long_quote, TextQuoteSelector)
    assert isinstance(short_quote, TextQuoteSelector)
    assert (len(long_quote.prefix), len(long_quote.suffix)) == (CONTEXT, CONTEXT)
    assert (len(short_quote.prefix), len(short_quote.suffix)) == (2 * CONTEXT, 2 * CONTEXT)


def test_context_grows_until_the_passage_stands_once():
    text = "the same line\n" * 10 + "an end"
    quote, _ = describe(text, Span(0, 13))
    endless, _ = describe("a" * 5000, Span(2500, 2501))

    assert isinstance(quote, TextQuoteSelector)
    assert isinstance(endless, TextQuoteSelector)
    assert text.count(quote.prefix + quote.exact + quote.suffix) == 1
    assert len(endless.prefix) == MOST


def test_a_span_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="beyond the text"):
        describe("short", Span(2, 9))


def test_a_word_that_stands_thousands_of_times_does_not_stop_the_reader():
    text = "na " * 40_000
    anchor = match("x" + text, describe(text, Span(60_000, 60_002)), "a")

    assert anchor.status is AnchorStatus.ORPHANED
