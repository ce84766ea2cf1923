"""Nothing that a terminal obeys, or that a reader cannot see, passes the one door; and no offset moves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.clean import MARK_BLOCKS, MOST_MARKS, REPLACEMENT, clean, clean_line, count_unsafe, is_mark

FORBIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
JOINERS = "\u200c\u200d"


def _survivors(text: str) -> list[str]:
    kept = "\n" + JOINERS
    return [f"U+{ord(c):04X}" for c in clean(text) if c not in kept and unicodedata.category(c) in FORBIDDEN]


def test_no_character_of_the_first_blocks_survives_that_a_terminal_could_obey() -> None:
    points = [chr(n) for n in range(0x3000)]

    assert [bad for c in points for bad in _survivors(c)] == []
    assert all(len(clean(c)) == 1 for c in points)


def test_no_character_of_all_unicode_survives_in_one_text() -> None:
    everything = "".join(map(chr, range(0x110000)))

    assert _survivors(everything) == []
    assert len(clean(everything)) == len(everything)


def test_noncharacters_are_replaced() -> None:
    nonsense = "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff"

    assert clean(nonsense) == REPLACEMENT * len(nonsense)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\tb", "a b"),
        ("a\nb", "a\nb"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x1b]0;title\x1b\\", "␛]0;title␛\\"),
        ("\x1b[201~", "␛[201~"),
        ("safe\rEVIL", "safe␍EVIL"),
        ("\x00\x08\x0b\x0c\x7f", "␀␈␋␌␡"),
        ("\x9b31m\x9d\x90\x9c\x85", "\ufffd31m\ufffd\ufffd\ufffd\ufffd"),
        ("\u202etxt.exe\u2066\u061c\u200e\u200f", "\ufffdtxt.exe\ufffd\ufffd\ufffd\ufffd"),
        ("\u200b\ufeff\u2060\u2028\u2029\ufff9", "\ufffd" * 6),
        ("\U000e0041\U000e007f", "\ufffd\ufffd"),
        ("\ud800\udfff", "\ufffd\ufffd"),
        ("re\xadspon\xadsible", "re-spon-sible"),
        ("می\u200cخواهم क्\u200dष 👩\u200d🚀", "می\u200cخواهم क्\u200dष 👩\u200d🚀"),
        ("[@click=app.quit]x[/] [Allies] \\[", "[@click=app.quit]x[/] [Allies] \\["),
    ],
)
def test_what_is_shown_for_hostile_text(source: str, shown: str) -> None:
    assert clean(source) == shown


def test_a_pile_of_marks_is_cut_at_the_bearable_height() -> None:
    pile = "Z" + "\u0335" * 1000 + "!"

    assert clean(pile) == "Z" + "\u0335" * MOST_MARKS + REPLACEMENT * (1000 - MOST_MARKS) + "!"
    assert count_unsafe(pile) == 1000 - MOST_MARKS


@pytest.mark.parametrize("before", range(10))
def test_a_pile_is_found_wherever_it_begins(before: int) -> None:
    assert clean("x" * before + "\u0301" * 9).endswith("\u0301" * 8 + REPLACEMENT)


def test_long_words_of_pointed_scripts_are_no_piles() -> None:
    words = "הִנְנִי\u05bd בְּרֵאשִׁ֖ית หนังสือที่ปรึกษา विश्वविद्यालय"

    assert clean(words) == words


def test_every_combining_mark_lies_in_a_listed_block() -> None:
    outside = [
        f"U+{n:04X}"
        for n in range(0x110000)
        if is_mark(chr(n)) and not any(first <= n <= last for first, last in MARK_BLOCKS)
    ]

    assert outside == []


def test_a_clean_line_is_one_line() -> None:
    assert clean_line("one\ntwo\x1b") == "one two␛"


def test_the_count_is_the_number_of_characters_replaced_and_tabs_are_not_among_them() -> None:
    assert count_unsafe("a\tb\x1b\u202e\n") == 2
    assert count_unsafe("plain ‘prose’\n") == 0


@given(st.text())
def test_cleaning_keeps_the_length_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)

    assert len(once) == len(text)
    assert clean(once) == once
    assert _survivors(text) == []
    assert count_unsafe(once) == 0


@given(st.text(), st.text())
def test_plain_prose_beside_hostile_text_is_untouched(before: str, after: str) -> None:
    assert clean(before + " Vienna, 1815. " + after) == clean(before) + " Vienna, 1815. " + clean(after)
