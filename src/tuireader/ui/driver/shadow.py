"""A shadow of the terminal's cells: takes Textual's frames, gives what must be sent to make the terminal show them."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.ui.driver.cells import BLANK, UNKNOWN, place
from tuireader.ui.driver.frames import Frame
from tuireader.ui.driver.pen import NOWHERE, Pen
from tuireader.ui.driver.runs import paint_row
from tuireader.ui.driver.shifts import LEAST_CHANGED, Rows, Shift, emptied, find

CLEAR = "\x1b[m\x1b[2J\x1b[H"


class Shadow:
    """The cells of one terminal of a certain size."""

    def __init__(self, columns: int, lines: int, newline: str = "\r\n") -> None:
        """``newline`` is what takes the cursor to the start of the next row on this line."""
        self.columns = columns
        self.lines = lines
        self.margins = False
        """Whether the terminal has left and right margins."""
        self._rows: Rows = [[UNKNOWN] * columns for _ in range(lines)]
        self._complete = False
        self._lost = True
        self._pen = Pen(columns, newline)

    def forget(self) -> None:
        """Nobody knows what the terminal shows: the next frame paints everything."""
        self._lost = True

    @property
    def forgotten(self) -> bool:
        """Whether the next frame paints everything."""
        return self._lost

    def take(self, frame: Frame) -> str | None:
        """What to send for a frame; None as long as the frames so far leave cells open: then it is sent as it is."""
        wanted = list(self._rows)
        fresh: set[int] = set()
        for y, x, cells in frame.stretches:
            if 0 <= y < self.lines:
                if y not in fresh:
                    fresh.add(y)
                    wanted[y] = list(wanted[y])
                place(wanted[y], x, cells)  # type: ignore[arg-type]
        if not self._complete:
            self._complete = not any(UNKNOWN in row for row in wanted)
        if not self._complete:
            self._rows, self._lost = wanted, True
            return None
        pen = self._paint(wanted, frame)
        x, y = frame.cursor
        pen.go(min(x, self.columns - 1), min(y, self.lines - 1))
        self._rows, self._lost, self._pen = wanted, False, pen.copy()
        return "".join(pen.sent)

    def _paint(self, wanted: Rows, frame: Frame) -> Pen:
        if self._lost:
            pen = Pen(self.columns, self._pen.newline)
            pen.send(CLEAR)
            pen.x = pen.y = 0
            blank = [BLANK] * self.columns
            _paint(pen, [blank] * self.lines, wanted)
            return pen
        best: Pen | None = None
        for shifts in self._ways(wanted, frame):
            pen, rows = self._pen.copy(), self._rows
            if shifts:
                pen.ready_to_erase()
            for shift in shifts:
                pen.send(shift.sequence(self.columns, self.lines))
                pen.x = pen.y = NOWHERE
                rows = shift.moved(rows)
            if _paint(pen, rows, wanted, best.length if best else None):
                best = pen
        assert best is not None
        return best

    def _ways(self, wanted: Rows, frame: Frame) -> Iterator[tuple[Shift, ...]]:
        """Sets of shifts that may save something, the likeliest first; at last none at all."""
        before = self._rows
        changed = sum(a is not b and a != b for a, b in zip(before, wanted, strict=True))
        if changed >= LEAST_CHANGED:
            panes = sorted({(x, min(x + len(cells), self.columns)) for _, x, cells in frame.stretches})
            found = [s for left, right in panes if (s := find(before, wanted, left, right))]
            yield from dict.fromkeys((s.across(self.columns),) for s in found)
            if self.margins:
                yield from ((s,) for s in found)
                if len(found) > 1:
                    yield tuple(found)
            if (all_gone := emptied(before, wanted, 0, self.columns)) is not None:
                yield (all_gone,)
        yield ()


def _paint(pen: Pen, rows: Rows, wanted: Rows, most: int | None = None) -> bool:
    """Paint every row that differs; False, and not to the end, where it takes ``most`` bytes or more."""
    for y, (old, new) in enumerate(zip(rows, wanted, strict=True)):
        if old is not new:
            paint_row(pen, y, old, new)
            if most is not None and pen.length >= most:
                return False
    return most is None or pen.length < most
