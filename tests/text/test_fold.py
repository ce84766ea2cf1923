"""What is found in the folded text is where the source has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.fold import find_all, fold
from tuireader.text.span import Span


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("The Congress of Vienna", "congress OF", ["Congress of"]),
        ("‘Legitimacy’ and “order”", "'legitimacy' and \"order\"", ["‘Legitimacy’ and “order”"]),
        ("1814–1815 — 1816", "1814-1815 - 1816", ["1814–1815 — 1816"]),
        ("a line\n  break", "line break", ["line\n  break"]),
        ("no\u00a0break", "no break", ["no\u00a0break"]),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("cafe\u0301 and café", "café", ["cafe\u0301", "café"]),
        ("hy\xadphen\xadation", "hyphenation", ["hy\xadphen\xadation"]),
        ("the ﬁrst", "first", ["ﬁrst"]),
        ("wait… what", "wait... what", ["wait… what"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("[Allies] [1]", "[allies]", ["[Allies]"]),
        ("something", "  ", []),
        ("something", "", []),
        ("", "x", []),
    ],
)
def test_finding_forgets_case_quotes_dashes_and_spaces(text: str, needle: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_all(fold(text), needle)] == found


def test_the_characters_that_do_not_fold_one_to_one_are_all_known() -> None:
    everything = "".join(chr(n) + "x" for n in range(0x110000))
    folded = fold(everything)

    assert folded.to_source(0, len(folded.text)) == Span(0, len(everything))
    assert folded.to_source(len(folded.text) - 1, len(folded.text)).of(everything) == "x"


def test_an_empty_range_is_a_caret_and_a_range_outside_is_refused() -> None:
    folded = fold("a   b")

    assert folded.text == "a b"
    assert folded.to_source(2, 2) == Span(4, 4)
    assert folded.to_source(3, 3) == Span(5, 5)
    with pytest.raises(ValueError, match="no such range"):
        folded.to_source(2, 4)


@given(st.text())
def test_folding_twice_changes_nothing_in_the_spaces_and_the_whole_maps_to_the_whole(text: str) -> None:
    folded = fold(text)

    assert "  " not in folded.text
    if folded.text:
        assert folded.to_source(0, len(folded.text)).end <= len(text)


@given(st.text(), st.text(min_size=1), st.text())
def test_a_passage_is_found_where_it_stands(before: str, passage: str, after: str) -> None:
    text = f"{before} Q{passage}Q {after}"
    start = len(before) + 1
    wanted = Span(start, start + len(passage) + 2)

    assert any(span.overlaps(wanted) for span in find_all(fold(text), f"Q{passage}Q"))


@given(st.text())
def test_the_map_back_never_goes_backwards(text: str) -> None:
    folded = fold(text)
    spans = [folded.to_source(n, n + 1) for n in range(len(folded.text))]

    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
