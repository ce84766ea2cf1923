"""Rectangles of the screen whose rows move up or down together, and how a terminal is told to move them.

The sequences are DECSTBM, SU and SD, and for a part of the width DECSLRM of the VT420, for which mode 69 must be on; a
terminal has it only if it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuireader.ui.driver.cells import BLANK, Cell

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Shift:
    """One rectangle and its way. What leaves it is lost, what comes in is blank."""

    top: int
    bottom: int
    """The last row inside."""
    left: int
    right: int
    """The first column outside."""
    by: int
    """Rows upwards; below zero: downwards."""

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


def sequence(shifts: Sequence[Shift], columns: int, lines: int) -> str:
    """What is sent for some shifts, one after another.

    The margins are those of the screen again at the end; the cursor's place is not known.
    """
    out = []
    sides, ends = whole = (0, columns), (0, lines - 1)
    for shift in shifts:
        if sides != (sides := (shift.left, shift.right)):
            right = f";{shift.right}" if shift.right < columns else ""
            out.append(f"\x1b[{shift.left + 1 if shift.left else ''}{right}s")
        if ends != (ends := (shift.top, shift.bottom)):
            out.append(f"\x1b[{shift.top + 1 if shift.top else ''};{shift.bottom + 1}r")
        count = min(abs(shift.by), shift.bottom - shift.top + 1)
        out.append(f"\x1b[{count if count > 1 else ''}{'S' if shift.by > 0 else 'T'}")
    out.append("\x1b[s" if sides != whole[0] else "")
    out.append("\x1b[r" if ends != whole[1] else "")
    return "".join(out)


def narrowed(before: Rows, wanted: Rows, shift: Shift) -> Shift | None:
    """The shift without the columns at its sides that are as they are to be.

    None where it would cut a character, or be narrower than two columns, which is the least that DECSLRM takes.
    """
    rows = range(shift.top, shift.bottom + 1)
    left, right = shift.left, shift.right
    while left < right and all(before[y][left] is wanted[y][left] for y in rows):
        left += 1
    while right > left and all(before[y][right - 1] is wanted[y][right - 1] for y in rows):
        right -= 1
    if right - left < 2 or any(0 < x < len(before[y]) and before[y][x].text == "" for y in rows for x in (left, right)):
        return None
    return replace(shift, left=left, right=right)
