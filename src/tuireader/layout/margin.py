"""Where notes stand in the margin: beside their line, pushed down when they collide, the one at the caret whole.

The rule of scholarly margins: a note never stands above the line that it belongs to unless the page ends, and never
hides another without leaving its first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
    shown = {i: lengths[i] for i in kept}
    if whole in shown:
        shown[whole] = min(shown[whole], max(height - (len(kept) - 1), 1))
    _shorten(shown, height, whole)
    tops = _settle([rows[i] for i in kept], [shown[i] for i in kept], height)
    return tuple(Placed(i, top, shown[i]) for i, top in zip(kept, tops, strict=True) if shown[i])


def _shorten(shown: dict[int, int], height: int, whole: int | None) -> None:
    """Cut the longest notes, line by line, until all fit; the whole one is cut last."""
    excess = sum(shown.values()) - height
    while excess > 0:
        others = [i for i in shown if i != whole and shown[i] > 1] or [i for i in shown if shown[i] > 1]
        if not others:
            return
        longest = max(others, key=lambda i: shown[i])
        shown[longest] -= 1
        excess -= 1


def _settle(rows: list[int], lengths: list[int], height: int) -> list[int]:
    """First down, so that nothing overlaps; then up from the foot, so that nothing falls off the page."""
    tops: list[int] = []
    free = 0
    for row, length in zip(rows, lengths, strict=True):
        tops.append(max(row, free))
        free = tops[-1] + length
    limit = height
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = max(min(tops[i], limit - lengths[i]), 0)
        limit = tops[i]
    return tops
