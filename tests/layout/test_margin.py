"""Notes in the margin: beside their line, never over one another, the one at the caret whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tuireader.layout.margin import place

NOTES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=20).map(sorted)


@given(NOTES, st.integers(0, 45), st.data())
def test_notes_keep_their_order_and_never_collide(
    notes: list[tuple[int, int]], height: int, data: st.DataObject
) -> None:
    whole = data.draw(st.none() | st.integers(0, len(notes) - 1)) if notes else None
    placed = place([r for r, _ in notes], [n for _, n in notes], height, whole)

    assert [p.item for p in placed] == sorted(p.item for p in placed)
    for first, second in pairwise(placed):
        assert first.row + first.lines <= second.row
    assert all(p.row >= 0 and p.row + p.lines <= height for p in placed)
    assert all(1 <= p.lines <= notes[p.item][1] for p in placed)


@given(NOTES, st.integers(1, 45), st.data())
def test_the_note_at_the_caret_is_as_whole_as_the_margin_allows(
    notes: list[tuple[int, int]], height: int, data: st.DataObject
) -> None:
    if not notes:
        return
    whole = data.draw(st.integers(0, len(notes) - 1))
    placed = {p.item: p for p in place([r for r, _ in notes], [n for _, n in notes], height, whole)}

    assert placed[whole].lines >= min(notes[whole][1], max(height - len(placed) + 1, 1))


def test_a_note_alone_stands_beside_its_line() -> None:
    assert [(p.row, p.lines) for p in place([5], [3], 20)] == [(5, 3)]


def test_a_note_is_pushed_down_by_the_one_above() -> None:
    assert [p.row for p in place([5, 6], [3, 3], 20)] == [5, 8]


def test_notes_at_the_foot_are_pushed_up_rather_than_cut() -> None:
    assert [(p.row, p.lines) for p in place([18], [4], 20)] == [(16, 4)]
