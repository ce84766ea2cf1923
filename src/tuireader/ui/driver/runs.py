"""One row of the screen into another: which cells are written, which are jumped over, which are erased."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, pairwise
from operator import is_not

from tuireader.ui.driver.cells import BLANK, DOUBTFUL, Cell
from tuireader.ui.driver.pen import Pen
from tuireader.ui.driver.styles import is_erasable


def paint_row(pen: Pen, y: int, old: Sequence[Cell], new: Sequence[Cell], part: slice) -> None:
    """Make a part of the row ``new`` of that of the row ``old`` on the terminal.

    A row with a cluster of doubtful width, which may stand over others, is painted to its end with its first part.
    """
    painter = _Row(pen, y, new)
    if not DOUBTFUL.isdisjoint(new) or not DOUBTFUL.isdisjoint(old):
        if part.start == 0 and old != new:
            painter.paint(next(compress(range(len(new)), map(is_not, old, new))), len(new))
        return
    different = list(compress(range(part.start, part.stop), map(is_not, old[part], new[part])))
    if not different:
        return
    first = different[0]
    if different[-1] - first >= len(different):
        gaps = [(a, b) for a, b in pairwise(different) if b - a > 2 or (b - a == 2 and new[a + 1] is not BLANK)]
        for last, x in gaps:
            if not painter.joins(last, x):
                painter.paint(first, last + 1)
                first = x
    painter.paint(first, different[-1] + 1)


class _Row:
    """One row being painted."""

    SHORT_GAP = 4
    """Cells between two changes that are cheaper to write again than to jump over."""
    ERASED_AT_END, ERASED_INSIDE = 5, 12
    """Blanks from which erasing is cheaper than writing: at the end of a change, and where the cursor must follow."""

    def __init__(self, pen: Pen, y: int, new: Sequence[Cell]) -> None:
        self._pen = pen
        self._y = y
        self._new = new
        self._end = -1

    def joins(self, last: int, x: int) -> bool:
        """Whether the unchanged cells between two changed ones are best written again."""
        if x - last - 1 > self.SHORT_GAP:
            return False
        new, style = self._new, self._new[last].style
        return all(c is BLANK or c.style is style for c in new[last + 1 : x])

    @property
    def _blank_from(self) -> int:
        """The column from which nothing but plain blanks follows."""
        if self._end < 0:
            self._end = len(self._new)
            while self._end and self._new[self._end - 1] is BLANK:
                self._end -= 1
        return self._end

    def _begin(self, x: int) -> int:
        """Go to the first column of a change, or to the start of the row where writing from there is shorter."""
        pen, new, y = self._pen, self._new, self._y
        if pen.y + 1 != y or not 0 < x < self.SHORT_GAP or not is_erasable(pen.style):
            return x
        blank = all(c is BLANK for c in new[:x])
        return 0 if blank and len(pen.newline) + x < len(pen.way(x, y)) else x

    def paint(self, x: int, end: int) -> None:
        """Write the cells from ``x`` to ``end``."""
        pen, new, y = self._pen, self._new, self._y
        x = self._begin(x)
        while x < end:
            if new[x] is BLANK:
                stop = x + 1
                while stop < end and new[stop] is BLANK:
                    stop += 1
                if self._erased(x, stop, end):
                    x = stop
                    continue
            pen.go(x, y)
            x = self._write(x, end)

    def _erased(self, x: int, stop: int, end: int) -> bool:
        """Erase the blanks from ``x`` to ``stop`` if that is shorter than writing them."""
        pen, blanks = self._pen, stop - x
        to_the_edge = stop == end and x >= self._blank_from and blanks > 3
        if not to_the_edge and blanks < (self.ERASED_AT_END if stop == end else self.ERASED_INSIDE):
            return False
        pen.go(x, self._y)
        pen.ready_to_erase()
        pen.send("\x1b[K" if to_the_edge else f"\x1b[{blanks}X")
        return True

    def _write(self, x: int, end: int) -> int:
        """Write what stands from ``x`` on in one style, and tell where that ends."""
        pen, new = self._pen, self._new
        style = new[x].style
        if new[x] is BLANK and is_erasable(pen.style):
            style = pen.style
        else:
            pen.wear(style)
        if new[x] in DOUBTFUL:
            stop = x + 1
            while stop < end and new[stop].text == "":
                stop += 1
            pen.write_anew(new[x:stop])
            return stop
        blanks_fit = is_erasable(style)
        stop, blanks = x + 1, 0
        while stop < end and new[stop] not in DOUBTFUL:
            if new[stop] is BLANK and blanks_fit:
                blanks += 1
            elif new[stop].style is style:
                if blanks >= self.ERASED_INSIDE:
                    break
                blanks = 0
            else:
                break
            stop += 1
        if blanks >= self.ERASED_INSIDE or (stop == end and blanks >= self.ERASED_AT_END):
            stop = max(stop - blanks, x + 1)
        pen.write(new[x:stop])
        return stop
