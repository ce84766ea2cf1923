"""The running head, the line at the foot, and the line that says that the window is too small."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tuireader.layout.cells import fit, width
from tuireader.layout.wrap import breaks
from tuireader.text.clean import clean_line
from tuireader.ui.looks import Looks


class TwoEnds(Widget):
    """One line with words at its left and at its right; the left gives way when there is no room."""

    ALLOW_SELECT = False

    def __init__(self, id: str, drawn: Callable[[str], str] = str) -> None:
        super().__init__(id=id)
        self._drawn = drawn
        self._left = ""
        self._right = ""
        self._look = ""
        self._rows: list[str] = []

    @property
    def left(self) -> str:
        """The words at the left, as they are shown where there is room."""
        return self._left

    def say(self, left: str, right: str = "", look: str = "") -> None:
        """Show words; ``look`` is ``heading``, ``warning`` or empty."""
        said = self._drawn(clean_line(left)), self._drawn(clean_line(right)), look
        if said != (self._left, self._right, self._look):
            self._left, self._right, self._look = said
            self._fold()
            self.refresh()

    def on_resize(self) -> None:
        """A narrower line may need more rows for a warning."""
        self._fold()

    def _fold(self) -> None:
        """A warning says what to do at its end, so it is never cut: it takes up to three rows instead."""
        room = max(self.size.width - 2, 8)
        fits = self._look != "warning" or width(self._left) <= room
        self._rows = [] if fits else [self._left[a:b] for a, b, _ in breaks(self._left, room, room)][:3]
        self.styles.height = max(len(self._rows), 1)

    def render_line(self, y: int) -> Strip:
        """The line, padded to the width of the widget."""
        ground = self.rich_style
        if self._rows:
            words = self._rows[y] if y < len(self._rows) else ""
            style = Looks(self.app.theme_variables).of(self._look)
            return Strip([Segment(f" {words}", style)]).adjust_cell_length(self.size.width, ground)
        if y:
            return Strip.blank(self.size.width, ground)
        total = self.size.width
        right = fit(self._right, max(total - 2, 0)) if width(self._right) + 12 < total else ""
        left = fit(self._left, max(total - width(right) - (3 if right else 1), 0))
        gap = " " * max(total - width(left) - width(right) - 2, 0)
        style = Looks(self.app.theme_variables).of(self._look) if self._look else ground
        return Strip(
            [Segment(" ", ground), Segment(left, style), Segment(gap + right + " ", ground)]
        ).adjust_cell_length(total, ground)


class TooSmall(Widget):
    """All that is shown in a window in which nothing can be read."""

    ALLOW_SELECT = False
    WORDS = "Window too small"

    def render_line(self, y: int) -> Strip:
        """The words, on the first line only."""
        words = fit(self.WORDS, self.size.width) if y == 0 else ""
        return Strip([Segment(words, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
