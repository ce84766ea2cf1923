"""Rows that moved up or down together, and how a terminal is told to move them.

The sequences are DECSTBM, SU and SD, and for a part of the width DECLRMM and DECSLRM of the VT420; a terminal has the
last two only if it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuireader.ui.driver.cells import BLANK, Cell

Rows = Sequence[Sequence[Cell]]

LEAST_CHANGED = 3
"""Changed rows below which there is nothing to gain."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A rectangle of the screen whose rows move; what leaves it is lost, what comes in is blank."""

    top: int
    bottom: int
    """The last row inside."""
    left: int
    right: int
    """The first column outside."""
    by: int
    """Rows upwards; below zero: downwards."""

    def across(self, columns: int) -> Shift:
        """The same over the whole width."""
        return replace(self, left=0, right=columns)

    def moved(self, rows: Rows) -> list[Sequence[Cell]]:
        """The rows of a screen after the shift."""
        out = list(rows)
        blank = [BLANK] * (self.right - self.left)
        whole = self.left == 0 and self.right == len(rows[0])
        for y in range(self.top, self.bottom + 1):
            source = y + self.by
            inside = self.top <= source <= self.bottom
            if whole:
                out[y] = rows[source] if inside else blank
            else:
                row = list(rows[y])
                row[self.left : self.right] = rows[source][self.left : self.right] if inside else blank
                out[y] = row
        return out

    def sequence(self, columns: int, lines: int) -> str:
        """What is sent for it. The cursor's place is not known afterwards."""
        partial = self.left > 0 or self.right < columns
        bounded = self.top > 0 or self.bottom < lines - 1
        count = min(abs(self.by), self.bottom - self.top + 1)
        return "".join(
            (
                f"\x1b[?69h\x1b[{self.left + 1};{self.right}s" if partial else "",
                f"\x1b[{self.top + 1 if self.top else ''};{self.bottom + 1}r" if bounded else "",
                f"\x1b[{count if count > 1 else ''}{'S' if self.by > 0 else 'T'}",
                "\x1b[?69l" if partial else "",
                "\x1b[r" if bounded else "",
            )
        )


def find(before: Rows, wanted: Rows, left: int, right: int) -> Shift | None:
    """The shift that brings most of the changed rows of some columns to their place, or None.

    Only rows that stand there once tell anything: blank ones, and all that are alike, may have come from anywhere.
    """
    old, new = _changed(before, wanted, left, right)
    if len(new) < LEAST_CHANGED:
        return None
    came_from = {y: old[words] for words, y in new.items() if words in old}
    votes = Counter(source - y for y, source in came_from.items() if source != y)
    if not votes:
        return None
    by, _ = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])))
    rows = [y for y, source in came_from.items() if source - y == by]
    top, bottom = min(min(rows), min(rows) + by), max(max(rows), max(rows) + by)
    if _cuts(before, top, bottom, left) or _cuts(before, top, bottom, right):
        return None
    return Shift(top, bottom, left, right, by)


def _changed(
    before: Rows, wanted: Rows, left: int, right: int
) -> tuple[dict[tuple[Cell, ...], int], dict[tuple[Cell, ...], int]]:
    """Where what changed stood, and where it is to stand; a row that is there twice is left out."""
    sides: tuple[dict[tuple[Cell, ...], int], dict[tuple[Cell, ...], int]] = ({}, {})
    seen: tuple[set[tuple[Cell, ...]], set[tuple[Cell, ...]]] = (set(), set())
    for y, (old, new) in enumerate(zip(before, wanted, strict=True)):
        if old is new:
            continue
        pair = tuple(old[left:right]), tuple(new[left:right])
        if pair[0] == pair[1]:
            continue
        for words, side, known in zip(pair, sides, seen, strict=True):
            if words in known:
                side.pop(words, None)
            else:
                known.add(words)
                side[words] = y
    return sides


def _cuts(rows: Rows, top: int, bottom: int, column: int) -> bool:
    """Whether an edge goes through a wide character."""
    return any(0 < column < len(row) and row[column].text == "" for row in rows[top : bottom + 1])


def emptied(before: Rows, wanted: Rows, left: int, right: int) -> Shift | None:
    """All rows of some columns from the first changed one to the last, moved out: where little stays, blank is best."""
    changed = [y for y, (old, new) in enumerate(zip(before, wanted, strict=True)) if old[left:right] != new[left:right]]
    if len(changed) < LEAST_CHANGED:
        return None
    top, bottom = changed[0], changed[-1]
    if _cuts(before, top, bottom, left) or _cuts(before, top, bottom, right):
        return None
    return Shift(top, bottom, left, right, bottom - top + 1)
