"""The difference of two passages shows every word of both, and calls nothing changed that is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.difference import difference

WORDS = st.lists(st.sampled_from(["the", "pact", "of", "Moscow", "fell,", "rose.", "1939", "“war”"]), max_size=30)


@given(st.text(), st.text())
def test_the_stretches_hold_both_sides_to_the_letter(old: str, new: str) -> None:
    found = difference(old, new)

    assert "".join(s.old for s in found) == old
    assert "".join(s.new for s in found) == new


@given(WORDS, WORDS)
def test_what_is_called_kept_is_the_same_words(one: list[str], other: list[str]) -> None:
    assert all(s.old.split() == s.new.split() for s in difference(" ".join(one), "\n".join(other)) if s.kept)


@given(WORDS)
def test_line_ends_that_moved_are_no_change(words: list[str]) -> None:
    assert all(s.kept for s in difference(" ".join(words), "\n".join(words)))


def test_a_word_that_was_put_in_is_the_only_one_that_is_called_new() -> None:
    found = difference("The pact surprised London.", "The pact greatly surprised London.")

    assert [(s.old, s.new) for s in found if not s.kept] == [("", "greatly ")]


def test_a_very_long_passage_is_shown_as_replaced() -> None:
    old, new = "word " * 2000, "other " * 2000

    assert [(s.old, s.new) for s in difference(old, new)] == [(old, ""), ("", new)]
