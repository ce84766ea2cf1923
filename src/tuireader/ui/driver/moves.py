"""What moved between two screens: which rectangles are best shifted, judged by what is then left to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import attrgetter, is_not
from typing import NamedTuple

from tuireader.ui.driver.cells import BLANK, Cell
from tuireader.ui.driver.shifts import Rows, Shift, narrowed

SHIFT_BYTES, PLACE_BYTES, ERASE_BYTES = 20, 6, 4
"""About what it takes to shift a rectangle, to address a cell, to erase a stretch."""
LEAST_BYTES = 60
"""About what a change must take before shifts are looked for."""
MOST_SHIFTS = 4
"""Shifts that are looked for in one pane; notes in a margin move by blocks."""
CLOSE, NEAR = 0.06, 30
"""How much more a plan may seem to take than the best one and still be worth a trial: a share, and bytes."""

Row = Sequence[Cell]


class Pane(NamedTuple):
    """A rectangle in which something may have moved: rows and columns, the first ones inside and outside."""

    top: int
    end: int
    left: int
    right: int


class Plan(NamedTuple):
    """Shifts, one after another, and about how many bytes they save."""

    saved: int
    shifts: tuple[Shift, ...]


def row_work(old: Row, new: Row) -> int:
    """About how many bytes it takes to make one row of another."""
    if old == new:
        return 0
    different = list(compress(new, map(is_not, old, new)))
    blanks = different.count(BLANK)
    return PLACE_BYTES + len(different) - blanks + min(blanks, ERASE_BYTES)


class Compared:
    """One pane of two screens."""

    def __init__(self, before: Rows, wanted: Rows, pane: Pane) -> None:
        self._pane = pane
        part, rows = slice(pane.left, pane.right), slice(pane.top, pane.end)
        self._before = [tuple(row[part]) for row in before[rows]]
        self._wanted = [tuple(row[part]) for row in wanted[rows]]
        self._stay = [row_work(old, new) for old, new in zip(self._before, self._wanted, strict=True)]
        self._blank = (BLANK,) * (pane.right - pane.left)

    @property
    def cost(self) -> int:
        """About how many bytes it takes without any shift."""
        return sum(self._stay)

    def ways(self) -> list[int]:
        """By how many rows some of the changed ones may have moved, the likeliest first.

        Only a row that is there once tells anything; blank ones, and all that are alike, may have come from anywhere.
        """
        changed = [y for y, cost in enumerate(self._stay) if cost]
        stood, stands = Counter(self._before), Counter(self._wanted)
        old = {self._before[y]: y for y in changed if stood[self._before[y]] == 1}
        votes = Counter(
            old[new] - y for y in changed if (new := self._wanted[y]) in old and stands[new] == 1 and old[new] != y
        )
        return sorted(votes, key=lambda by: (-votes[by], abs(by)))

    def shift(self, by: int) -> Plan | None:
        """The rectangle that is best moved by so many rows; None where nothing is saved."""
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
        return Plan(best - SHIFT_BYTES, (self._shift(min(top, top + by), max(bottom, bottom + by), by),))

    def _lost(self, last: int, by: int) -> int:
        """The bytes that it takes to write the rows that come in blank beyond the last one that moves."""
        beyond = range(last + 1, last + by + 1) if by > 0 else range(last + by, last)
        return sum(row_work(self._blank, self._wanted[y]) - self._stay[y] for y in beyond)

    def _shift(self, top: int, bottom: int, by: int) -> Shift:
        pane = self._pane
        return Shift(pane.top + top, pane.top + bottom, pane.left, pane.right, by)

    def emptied(self) -> Plan | None:
        """All from the first changed row to the last moved out of it: where little stays, it is best to begin anew."""
        changed = [y for y, cost in enumerate(self._stay) if cost]
        top, bottom = changed[0], changed[-1]
        anew = sum(row_work(self._blank, row) for row in self._wanted[top : bottom + 1])
        saved = self.cost - anew - SHIFT_BYTES
        return Plan(saved, (self._shift(top, bottom, bottom - top + 1),)) if saved > 0 else None


def _by_parts(before: Rows, wanted: Rows, panes: Sequence[Pane]) -> Plan:
    """The shifts inside each pane, one after another, as long as they save something."""
    saved = 0
    shifts: list[Shift] = []
    for pane in panes:
        for _ in range(MOST_SHIFTS):
            compared = Compared(before, wanted, pane)
            if compared.cost <= LEAST_BYTES:
                break
            found = [plan for by in compared.ways()[:2] if (plan := compared.shift(by))]
            best = max(found, key=attrgetter("saved")) if found else compared.emptied()
            shift = narrowed(before, wanted, best.shifts[0]) if best else None
            if best is None or shift is None:
                break
            saved += best.saved
            shifts.append(shift)
            before = shift.moved(before)
    return Plan(saved, tuple(shifts))


def plans(before: Rows, wanted: Rows, panes: Sequence[Pane], margins: bool) -> list[Plan]:
    """What is worth a trial, the best first; ``margins``: whether a part of the width can move by itself.

    Without panes there are no shifts.
    """
    if margins:
        return [_by_parts(before, wanted, panes)]
    screen = Compared(before, wanted, Pane(0, len(before), 0, len(before[0])))
    found: list[Plan | None] = [Plan(0, ())]
    if panes and screen.cost > LEAST_BYTES:
        ways = dict.fromkeys(by for pane in panes for by in Compared(before, wanted, pane).ways()[:1])
        found += [*(screen.shift(by) for by in ways), screen.emptied()]
    best = sorted((plan for plan in found if plan), key=attrgetter("saved"), reverse=True)
    least = best[0].saved - NEAR - CLOSE * (screen.cost - best[0].saved)
    return [plan for plan in best[:2] if plan.saved >= least]
