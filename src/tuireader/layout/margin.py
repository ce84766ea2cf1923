"""Where notes stand in the margin: beside their line, pushed down when they collide, the one at the caret whole.

The rule of scholarly margins: a note never stands above the line that it belongs to unless the page ends, and never
hides another without leaving its first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RISE = 3
"""Rows by which a note at the foot of the page may stand above its line before it is cut instead."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A note's place: first row of the margin, and how many of its lines stand there."""

    item: int
    row: int
    lines: int


def place(rows: Sequence[int], lengths: Sequence[int], height: int, whole: int | None = None) -> tuple[Placed, ...]:
    """Place notes in a margin of ``height`` rows.

    ``rows`` are the rows, in order, that the notes belong to; ``lengths`` how many lines each has; ``whole`` is the
    note that must be shown to its end if the margin can hold it. Notes for which no row is left are left out, from the
    one farthest from ``whole`` inwards.
    """
    if height <= 0:
        return ()
    kept = list(range(len(rows)))
    while len(kept) > height:
        far = max((kept[0], kept[-1]), key=lambda i: abs(i - (whole if whole is not None else kept[0])))
        kept.remove(far)
    tops = [rows[i] for i in kept]
    shown = [lengths[i] for i in kept]
    at_caret = kept.index(whole) if whole in kept else None
    if at_caret is not None:
        shown[at_caret] = min(shown[at_caret], height - (len(kept) - 1))
    _shorten(tops, shown, height, at_caret)
    return tuple(Placed(*one) for one in zip(kept, _settle(tops, shown, height), shown, strict=True))


def _down(rows: list[int], lengths: list[int]) -> list[int]:
    """Each note beside its line, or below the one above where that is still in the way."""
    tops: list[int] = []
    free = 0
    for row, length in zip(rows, lengths, strict=True):
        tops.append(max(row, free))
        free = tops[-1] + length
    return tops


def _shorten(rows: list[int], shown: list[int], height: int, whole: int | None) -> None:
    """Cut the longest notes, never the one at the caret, until all fit and none must rise far above its line."""
    while shown:
        tops = _down(rows, shown)
        over = tops[-1] + shown[-1] > height + RISE
        if not over and sum(shown) <= height:
            return
        first = len(shown) - 1 if over else 0
        while first and tops[first] > rows[first]:
            first -= 1  # pushed down by the one above: cutting that one moves it up
        long = [i for i in range(first, len(shown)) if shown[i] > 1 and i != whole]
        if not long and sum(shown) > height:
            long = [i for i in range(len(shown)) if shown[i] > 1 and i != whole]
        if not long:
            return
        shown[max(long, key=lambda i: shown[i])] -= 1


def _settle(rows: list[int], lengths: list[int], height: int) -> list[int]:
    """Down first, then up from the foot by as much as is needed, so that nothing falls off the page."""
    tops = _down(rows, lengths)
    limit = height
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = max(min(tops[i], limit - lengths[i]), 0)
        limit = tops[i]
    return tops
