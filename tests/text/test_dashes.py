"""Hyphens as they are printed and as they are typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.dashes import DASHES, HYPHENS, typed_hyphens
from tuireader.text.fold import fold


@given(st.text(alphabet=f"ab-{DASHES}"))
def test_only_hyphens_change_and_each_stays_in_its_place(words: str) -> None:
    typed = typed_hyphens(words)
    assert all(after == ("-" if before in HYPHENS else before) for before, after in zip(words, typed, strict=True))


@given(st.text(alphabet=f"ab-{DASHES}"))
def test_every_dash_is_found_by_the_typed_hyphen(words: str) -> None:
    assert not set(fold(words).text) & set(DASHES)
