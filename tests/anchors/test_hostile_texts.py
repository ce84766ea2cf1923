"""Texts without anything to hold on to are aligned in bounded steps, and nothing is claimed of them that is not so."""

from __future__ import annotations

import pytest

from tuireader.anchors.align import align
from tuireader.anchors.carry import carry
from tuireader.anchors.changes import changed
from tuireader.anchors.pairing import NONE
from tuireader.anchors.subsequence import common_pairs, likeness
from tuireader.text.span import Span

SIZE = 30_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * SIZE, "a" * (SIZE // 3) + "b" + "a" * (SIZE // 2)),
        ("-" * SIZE, "-" * (SIZE // 2) + "!" + "-" * (SIZE // 3)),
        ("a line\n" * SIZE, "another\n" + "a line\n" * (SIZE // 2)),
        ("one two.\n\n" * (SIZE // 4), "x.\n\n" * SIZE),
        ("to be " * SIZE, "be to be " * (SIZE // 2) + "not"),
        ("春" * SIZE, "春天" * (SIZE // 2)),
        (" \n" * SIZE, "\n\n" * SIZE),
        ("e" + "\u0301" * SIZE, "e" + "\u0301" * (SIZE // 2)),
        ("", "a" * SIZE),
        ("a" * SIZE, ""),
    ],
    ids=["letter", "sign", "lines", "paragraphs", "by turns", "character", "space", "accents", "all new", "all gone"],
)
def test_hostile_texts_come_to_an_end_and_every_place_is_inside(old: str, new: str) -> None:
    found = align(old, new)
    for start in range(0, len(old), max(1, len(old) // 50)):
        anchor = carry(found, Span(start, min(len(old), start + 20)), "a")
        assert anchor.span is None or anchor.span.end <= len(new)
    assert all(j == NONE or found.to_old[j] == i for i, j in enumerate(found.to_new))
    assert changed(align(new, new), [Span(0, len(new))]) == ()


def test_a_long_text_without_spaces_keeps_all_marks_but_those_that_were_touched() -> None:
    old = "".join(chr(0x4E00 + (n * n * 31 + n * 7) % 3001) for n in range(4000))
    new = old[:1000] + "新的文字" + old[1000:2500] + old[2520:]
    found = align(old, new)
    for start in range(0, 3980, 20):
        anchor = carry(found, Span(start, start + 20), "a")
        if start == 2500:
            assert anchor.span is None
        else:
            assert anchor.span is not None
            assert anchor.span.of(new) == old[start : start + 20]


@pytest.mark.parametrize(
    ("one", "other", "length"),
    [("", "", 0), ("abc", "", 0), ("abcde", "xaxcxe", 3), ("aaaa", "aa", 2), ("abcbdab", "bdcaba", 4)],
)
def test_the_longest_common_subsequence_is_as_long_as_it_can_be(one: str, other: str, length: int) -> None:
    pairs = common_pairs(one, other)

    assert len(pairs) == length
    assert all(one[i] == other[j] for i, j in pairs)
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == length


def test_words_are_alike_by_the_letters_that_they_share_in_order() -> None:
    assert likeness("colour", "color") == pytest.approx(10 / 11)
    assert likeness("same", "same") == 1
    assert likeness("abc", "xyz") == likeness("", "abc") == 0
