"""The margin: footnotes and the reader's notes, each beside its line. Paints what it is given; holds nothing else."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuireader.layout.cells import width
from tuireader.layout.margin import place
from tuireader.ui.looks import Looks
from tuireader.ui.margin_text import Line, MarginItem
from tuireader.ui.page_roles import Signs
from tuireader.ui.widgets.bare import Bare

MOST_STRIPS = 1000
"""Lines of notes that are kept as they were painted: those that scroll come again at once."""


class MarginPane(Bare):
    """A column of notes. ``set_items`` places them; ``tabs`` names the panes in its first row."""

    ALLOW_SELECT = False

    def __init__(self, signs: Signs, fill: Callable[[], None]) -> None:
        """``fill`` is called when the width changes, because the lines of the notes depend on it."""
        super().__init__(id="margin")
        self._signs = signs
        self._fill = fill
        self._looks: Looks | None = None
        self._lines: dict[int, Line] = {}
        self._cut: set[int] = set()
        self._strips: dict[tuple[Line, bool, bool], Strip] = {}
        self.tabs: tuple[tuple[str, bool], ...] = ()
        self._named: tuple[tuple[str, bool], ...] = ()
        self.beside = True
        """Whether notes stand beside their rows, or one after another in a strip."""

    def on_resize(self) -> None:
        """Have the notes set anew, at once, so that no frame shows the margin empty."""
        self._strips.clear()
        self._fill()

    @property
    def inner_width(self) -> int:
        """The cells that a note may fill: the pane without its rule and a cell at each side."""
        return max(self.size.width - 3, 8)

    def set_items(self, items: tuple[MarginItem, ...], rows: tuple[int, ...], whole: int | None) -> None:
        """Show ``items``, each beside its row of the essay; ``whole`` is the one at the caret."""
        first = 1  # below the tabs
        height = max(self.size.height - first, 0)
        wanted = [max(r - first, 0) if self.beside else 0 for r in rows]
        before = self._lines, self._cut, self._named
        if len(self._strips) > MOST_STRIPS:
            self._strips.clear()
        self._lines, self._cut = {}, set()
        self._named = self.tabs
        for placed in place(wanted, [len(i.lines) for i in items], height, whole):
            lines = items[placed.item].lines
            for n in range(placed.lines):
                self._lines[first + placed.row + n] = lines[n]
            if placed.lines < len(lines):
                self._cut.add(first + placed.row + placed.lines - 1)
        if (self._lines, self._cut, self._named) != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the margin: the rule, then a line of a note."""
        ground = self._style("ink")
        rule = Segment(f"{self._signs.rule} " if self.beside else " ", self._style("quiet"))
        if y == 0:
            return self._pad([rule, *self._tab_segments()], ground)
        drawn = self._lines.get(y, ()), y in self._cut, self.beside
        if drawn not in self._strips:
            segments = [rule, *(Segment(words, self._style(part.value)) for words, part in drawn[0])]
            if y in self._cut:
                segments = self._with_ellipsis(segments)
            self._strips[drawn] = self._pad(segments, ground)
        return self._strips[drawn]

    def _with_ellipsis(self, segments: list[Segment]) -> list[Segment]:
        room = self.inner_width + 1
        used = sum(width(s.text) for s in segments)
        if used + 2 > room and segments:
            last = segments[-1]
            segments[-1] = Segment(last.text[: max(len(last.text) - 2, 0)].rstrip(), last.style)
        return [*segments, Segment(self._signs.drawn(" …"), self._style("inherited"))]

    def _tab_segments(self) -> list[Segment]:
        out = []
        for n, (name, open_) in enumerate(self.tabs):
            out.append(Segment(self._signs.drawn(" · ") if n else "", self._style("quiet")))
            out.append(Segment(name.upper() if open_ else name, self._style("heading" if open_ else "quiet")))
        return out

    def _style(self, part: str) -> Style:
        if self._looks is None:
            self._looks = Looks(self.app.theme_variables)
        return self._looks.of(part)

    def notify_style_update(self) -> None:
        """A theme changed."""
        super().notify_style_update()
        self._looks = None
        self._strips.clear()

    def _pad(self, segments: list[Segment], ground: Style) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, ground)
