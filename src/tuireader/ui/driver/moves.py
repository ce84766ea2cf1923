"""What moved between two screens: which rectangles are best shifted, judged by what is then left to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import is_not, itemgetter
from typing import NamedTuple

from tuireader.ui.driver.cells import BLANK, Cell
from tuireader.ui.driver.shifts import Rows, Shift, narrowed

LEAST_ROWS = 3
"""Changed rows below which nothing can be gained."""
MOST_SHIFTS = 4
"""Shifts that are looked for in one pane; notes in a margin move by blocks."""
SHIFT_BYTES, PLACE_BYTES, ERASE_BYTES = 20, 6, 4
"""About what it takes to shift a rectangle, to address a cell, to erase a stretch."""

Row = Sequence[Cell]


def row_work(old: Row, new: Row) -> int:
    """About how many bytes it takes to make one row of another."""
    different = list(compress(new, map(is_not, old, new)))
    if not different:
        return 0
    blanks = different.count(BLANK)
    return PLACE_BYTES + len(different) - blanks + min(blanks, ERASE_BYTES)


def work(before: Rows, wanted: Rows) -> int:
    """About how many bytes it takes to make one screen of another."""
    return sum(row_work(old, new) for old, new in zip(before, wanted, strict=True) if old is not new)


class Pane(NamedTuple):
    """A rectangle in which something may have moved: rows and columns, the first ones inside and outside."""

    top: int
    end: int
    left: int
    right: int


class Compared:
    """One pane of two screens."""

    def __init__(self, before: Rows, wanted: Rows, pane: Pane) -> None:
        self._pane = pane
        self._screens = before, wanted
        part, rows = slice(pane.left, pane.right), slice(pane.top, pane.end)
        self._before = [tuple(row[part]) for row in before[rows]]
        self._wanted = [tuple(row[part]) for row in wanted[rows]]
        self._stay = [row_work(old, new) for old, new in zip(self._before, self._wanted, strict=True)]
        self._blank = (BLANK,) * (pane.right - pane.left)

    @property
    def changed(self) -> list[int]:
        """The rows that differ."""
        return [y for y, (old, new) in enumerate(zip(self._before, self._wanted, strict=True)) if old != new]

    def ways(self) -> list[int]:
        """By how many rows some of the changed ones may have moved, the likeliest first.

        Only a row that is there once tells anything; blank ones, and all that are alike, may have come from anywhere.
        """
        changed = self.changed
        if len(changed) < LEAST_ROWS:
            return []
        stood, stands = Counter(self._before), Counter(self._wanted)
        old = {self._before[y]: y for y in changed if stood[self._before[y]] == 1}
        votes = Counter(
            old[new] - y for y in changed if (new := self._wanted[y]) in old and stands[new] == 1 and old[new] != y
        )
        return sorted(votes, key=lambda by: (-votes[by], abs(by)))

    def shift(self, by: int) -> tuple[int, Shift] | None:
        """The rectangle that is best moved by so many rows, with the bytes saved; None where none are."""
        rows = range(max(0, -by), min(len(self._wanted), len(self._wanted) - by))
        best, found = SHIFT_BYTES, (0, 0)
        saved, first = 0, 0
        for y in rows if by > 0 else reversed(rows):
            if saved <= 0:
                saved, first = 0, y
            saved += self._stay[y] - row_work(self._before[y + by], self._wanted[y])
            if saved > best and saved - (lost := self._lost(y, by)) > best:
                best, found = saved - lost, (first, y)
        if best == SHIFT_BYTES:
            return None
        top, bottom = min(found), max(found)
        return best - SHIFT_BYTES, self._shift(min(top, top + by), max(bottom, bottom + by), by)

    def _lost(self, last: int, by: int) -> int:
        """The bytes that it takes to write the rows that come in blank beyond the last one that moves."""
        beyond = range(last + 1, last + by + 1) if by > 0 else range(last + by, last)
        return sum(row_work(self._blank, self._wanted[y]) - self._stay[y] for y in beyond)

    def _shift(self, top: int, bottom: int, by: int) -> Shift:
        pane = self._pane
        return Shift(pane.top + top, pane.top + bottom, pane.left, pane.right, by)

    def best(self) -> Shift | None:
        """The shift that saves most."""
        found = [s for by in self.ways()[:2] if (s := self.shift(by))]
        return narrowed(*self._screens, max(found, key=itemgetter(0))[1]) if found else None

    def emptied(self) -> Shift | None:
        """All from the first changed row to the last moved out of it: where little stays, it is best to begin anew."""
        changed = self.changed
        if len(changed) < LEAST_ROWS:
            return None
        top, bottom = changed[0], changed[-1]
        anew = sum(row_work(self._blank, row) for row in self._wanted[top : bottom + 1])
        if anew + SHIFT_BYTES >= sum(self._stay):
            return None
        return self._shift(top, bottom, bottom - top + 1)


def within(before: Rows, wanted: Rows, pane: Pane) -> tuple[Shift, ...]:
    """The shifts inside a pane, one after another."""
    shifts: list[Shift] = []
    while len(shifts) < MOST_SHIFTS:
        compared = Compared(before, wanted, pane)
        shift = compared.best()
        if shift is None and (emptied := compared.emptied()) is not None:
            shift = narrowed(before, wanted, emptied)
        if shift is None:
            break
        shifts.append(shift)
        before = shift.moved(before)
    return tuple(shifts)


def plans(before: Rows, wanted: Rows, panes: Sequence[Pane], margins: bool) -> Iterator[tuple[Shift, ...]]:
    """Sets of shifts that may save something, and the empty one; ``margins``: whether a part of the width can move."""
    yield ()
    if sum(old is not new and old != new for old, new in zip(before, wanted, strict=True)) < LEAST_ROWS:
        return
    whole = Pane(0, len(before), 0, len(before[0]))
    screen = Compared(before, wanted, whole)
    ways = dict.fromkeys(by for pane in panes for by in Compared(before, wanted, pane).ways()[:1])
    yield from ((pair[1],) for by in ways if (pair := screen.shift(by)))
    if (all_gone := screen.emptied()) is not None:
        yield (all_gone,)
    if margins:
        yield tuple(shift for pane in panes for shift in within(before, wanted, pane))
