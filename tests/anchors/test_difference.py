"""The difference of two passages shows every word of both, and calls nothing changed that is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.difference import Fate, difference

WORDS = st.lists(st.sampled_from(["the", "pact", "of", "Moscow", "fell,", "rose.", "1939", "“war”"]), max_size=30)


def without(fate: Fate, old: str, new: str) -> list[str]:
    return "".join(s.words for s in difference(old, new) if s.fate is not fate).split()


@given(WORDS, WORDS)
def test_the_stretches_hold_every_word_of_both_sides(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)

    assert without(Fate.ADDED, old + " ", new + " ") == one
    assert without(Fate.REMOVED, old + " ", new + " ") == other


@given(WORDS)
def test_line_ends_that_moved_are_no_change(words: list[str]) -> None:
    assert all(s.fate is Fate.KEPT for s in difference(" ".join(words), "\n".join(words)))


def test_a_word_that_was_put_in_is_the_only_one_that_is_called_new() -> None:
    found = difference("The pact surprised London.", "The pact greatly surprised London.")

    assert [(s.fate, s.words) for s in found if s.fate is not Fate.KEPT] == [(Fate.ADDED, "greatly ")]


def test_a_very_long_passage_is_shown_as_replaced() -> None:
    old, new = "word " * 2000, "other " * 2000

    assert [(s.fate, s.words) for s in difference(old, new)] == [(Fate.REMOVED, old), (Fate.ADDED, new)]
