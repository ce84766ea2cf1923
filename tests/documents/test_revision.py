"""Two texts are told to be alike by what they share, and to be others when they share nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.revision import likeness, sketch


def prose(seed: int, length: int = 2000) -> list[str]:
    letters = random.Random(seed)
    return ["".join(letters.choices("abcdefghij", k=4)) for _ in range(length)]


def changed(words: list[str], share: float) -> list[str]:
    chance = random.Random(1)
    return [f"x{word}" if chance.random() < share else word for word in words]


@given(st.text())
def test_a_text_is_wholly_like_itself_unless_it_has_no_words(text: str) -> None:
    made = sketch(text)

    assert likeness(made, made) == (1.0 if made else 0.0)


def test_a_draft_that_was_revised_is_still_like_itself_and_another_essay_is_not() -> None:
    draft = sketch(" ".join(prose(1)))

    assert likeness(draft, sketch(" ".join(changed(prose(1), 0.05)))) > 0.5
    assert likeness(draft, sketch(" ".join(changed(prose(1), 0.25)))) > 0.15
    assert likeness(draft, sketch(" ".join(prose(2)))) == 0.0


@pytest.mark.parametrize("script", ["漢字かな", "กขคง"])
def test_scripts_without_spaces_are_told_apart_too(script: str) -> None:
    chance = random.Random(3)
    one, other = ("".join(chance.choices([chr(ord(c) + k) for c in script for k in range(30)], k=900)) for _ in "ab")

    assert likeness(sketch(one), sketch(one[:800] + other[:100])) > 0.6
    assert likeness(sketch(one), sketch(other)) < 0.1


def test_case_punctuation_and_line_ends_do_not_matter() -> None:
    assert sketch("The pact, it seems, held.") == sketch("the PACT it\nseems held")
