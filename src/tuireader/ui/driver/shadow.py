"""A shadow of the terminal's cells: takes Textual's frames, gives what must be sent to make the terminal show them."""

from __future__ import annotations

from itertools import pairwise

from tuireader.ui.driver.cells import BLANK, UNKNOWN, place
from tuireader.ui.driver.frames import Frame
from tuireader.ui.driver.moves import Pane, plans
from tuireader.ui.driver.pen import NOWHERE, Pen
from tuireader.ui.driver.runs import paint_row
from tuireader.ui.driver.shifts import Rows, sequence

CLEAR = "\x1b[m\x1b[2J\x1b[H"
MOST_PARTS, MANY_ROWS = 3, 8
"""Parts of the width that are painted one after another at most, and the rows of a pane from which it is worth it."""


class Shadow:
    """The cells of one terminal of a certain size."""

    def __init__(self, columns: int, lines: int, newline: str = "\r\n") -> None:
        """``newline`` is what takes the cursor to the start of the next row on this line."""
        self.columns = columns
        self.lines = lines
        self.scrolls = True
        """Whether the terminal moves rows."""
        self.margins = False
        """Whether it has left and right margins, and moves a part of their width."""
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
        pen.wear(pen.style._replace(link=""))  # nobody else's words may become part of a link
        x, y = frame.cursor
        if (x, y) != (0, 0):  # where Textual leaves a cursor that nobody has asked for, and that is not shown
            pen.go(min(x, self.columns - 1), min(y, self.lines - 1))
        self._rows, self._lost, self._pen = wanted, False, pen.copy()
        return "".join(pen.sent)

    def _paint(self, wanted: Rows, frame: Frame) -> Pen:
        if self._lost:
            pen = Pen(self.columns, self._pen.newline)
            pen.send(CLEAR)
            pen.x = pen.y = 0
            blank = [BLANK] * self.columns
            _paint(pen, [blank] * self.lines, wanted, [slice(0, self.columns)])
            return pen
        best: Pen | None = None
        panes = self._panes(frame)
        parts = self._parts(panes)
        for plan in plans(self._rows, wanted, panes if self.scrolls else [], self.margins):
            pen, rows = self._pen.copy(), self._rows
            if plan.shifts:
                pen.ready_to_erase()
                pen.send(sequence(plan.shifts, self.columns, self.lines))
                pen.x = pen.y = NOWHERE
            for shift in plan.shifts:
                rows = shift.moved(rows)
            if _paint(pen, rows, wanted, parts, best.length if best else None):
                best = pen
        assert best is not None
        return best

    def _panes(self, frame: Frame) -> list[Pane]:
        """The panes of a frame: where its stretches begin and end at the same columns."""
        rows: dict[tuple[int, int], list[int]] = {}
        for y, x, cells in frame.stretches:
            if y < self.lines and x < self.columns:
                rows.setdefault((x, min(x + len(cells), self.columns)), []).append(y)
        return [Pane(min(ys), max(ys) + 1, *columns) for columns, ys in sorted(rows.items())]

    def _parts(self, panes: list[Pane]) -> list[slice]:
        """The columns that are painted one after another: pane by pane where many rows change, else row by row.

        Without margins the rule between panes moves with them, and is drawn anew from top to bottom at a stretch.
        """
        if self.margins:
            return [slice(0, self.columns)]
        cuts = sorted({0, self.columns, *(pane.left for pane in panes), *(pane.right for pane in panes)})
        if len(cuts) > MOST_PARTS + 1 or max((pane.end - pane.top for pane in panes), default=0) < MANY_ROWS:
            return [slice(0, self.columns)]
        return [slice(a, b) for a, b in pairwise(cuts)]


def _paint(pen: Pen, rows: Rows, wanted: Rows, parts: list[slice], most: int | None = None) -> bool:
    """Paint all that differs; False, and not to the end, where it takes ``most`` bytes or more."""
    for part in parts:
        for y, (old, new) in enumerate(zip(rows, wanted, strict=True)):
            if old is not new:
                paint_row(pen, y, old, new, part)
                if most is not None and pen.length >= most:
                    return False
    return most is None or pen.length < most
