"""Where the terminal's cursor is and how it writes, and the shortest way to have it elsewhere or otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.ui.driver.cells import Cell
from tuireader.ui.driver.styles import PLAIN, Style, change, is_erasable

NOWHERE = -1


class Pen:
    """Collects what is to be sent. A place that is not known for certain is ``NOWHERE``."""

    def __init__(self, columns: int, newline: str = "\r\n") -> None:
        """``newline`` is what takes the cursor to the first column of the next row on this line."""
        self.columns = columns
        self.newline = newline
        self.x = self.y = NOWHERE
        self.style = PLAIN
        self.sent: list[str] = []
        self.length = 0
        """Bytes collected so far."""

    def copy(self) -> Pen:
        """A pen at the same place that has collected nothing."""
        other = Pen(self.columns, self.newline)
        other.x, other.y, other.style = self.x, self.y, self.style
        return other

    def send(self, sequence: str) -> None:
        """Collect a sequence that neither moves the cursor nor changes the style."""
        if sequence:
            self.sent.append(sequence)
            self.length += len(sequence) if sequence.isascii() else len(sequence.encode("utf-8", "replace"))

    def wear(self, style: Style) -> None:
        """Write in ``style`` from here on."""
        if style != self.style:
            self.send(change(self.style, style))
        self.style = style

    def way(self, x: int, y: int) -> str:
        """The shortest sequence that takes the cursor to a place."""
        if x == self.x and y == self.y:
            return ""
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if y == self.y:
            ways += ["\r" if x == 0 else f"\x1b[{x + 1}G", *self._along(self.x, x)]
        elif y == self.y + 1 and self.y > NOWHERE:
            ways += [self.newline + way for way in self._along(0, x)]
            ways += ["\x1b[B" + way for way in self._along(self.x, x)]
        return min(ways, key=len)

    @staticmethod
    def _along(before: int, x: int) -> list[str]:
        """From column to column of a row, if the first one is known."""
        if before == NOWHERE:
            return []
        if before == x:
            return [""]
        count = str(abs(x - before)) if abs(x - before) > 1 else ""
        return [f"\x1b[{count}{'C' if x > before else 'D'}"]

    def go(self, x: int, y: int) -> None:
        """Take the cursor to a place."""
        self.send(self.way(x, y))
        self.x, self.y = x, y

    def _advance(self, cells: int) -> None:
        self.x += cells
        if self.x >= self.columns:
            self.x = NOWHERE  # terminals differ on where the cursor is after the last column

    def write(self, cells: Sequence[Cell]) -> None:
        """Write cells of one style from here on; blanks in between may be of another that looks the same."""
        self.send("".join([c.text for c in cells]))
        self._advance(len(cells))

    def write_anew(self, cells: Sequence[Cell]) -> None:
        """Write a cluster whose width is not agreed upon: blank its cells, write it, and address the cursor anew."""
        x, y = self.x, self.y
        self.send(" " * len(cells))
        self._advance(len(cells))
        self.go(x, y)
        self.send(cells[0].text)
        self.x = NOWHERE
        if x + len(cells) < self.columns:
            self.go(x + len(cells), y)

    def ready_to_erase(self) -> None:
        """Have a style in which erased cells are plain ones, whatever the terminal fills them with."""
        if not is_erasable(self.style):
            self.wear(PLAIN)
