"""The essay: one line painted at a time from its row. Holds the scroll, the caret and the selection, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuireader.layout.caret import Steps
from tuireader.layout.model import Page, Row
from tuireader.layout.roles import Role, RoleMap, runs
from tuireader.layout.wrap import lay_out
from tuireader.reading import Reading
from tuireader.text.span import Span
from tuireader.ui.looks import Looks
from tuireader.ui.page_roles import Signs, change_sign, gutter_sign, mark_roles, text_roles
from tuireader.ui.widgets.bare import Bare

GUTTER = 3
"""Cells left of the text: caret, mark, space."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch chosen by the reader: where it began and where its moving end is, both inside."""

    anchor: int
    head: int
    by_sentence: bool = False

    def span(self, steps: Steps) -> Span:
        """What is chosen; whole sentences where it is made of sentences."""
        first, last = sorted((self.anchor, self.head))
        if self.by_sentence:
            return steps.sentence_at(first).join(steps.sentence_at(last))
        return Span(first, last + 1)


class EssayPane(Bare, ScrollView, can_focus=True):
    """Rows of the essay, with a gutter. The place is an offset; rows are only how it is shown."""

    BINDINGS: ClassVar = []
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The reader clicked at an offset."""

        offset: int

    def __init__(self, reading: Reading, measure: int, signs: Signs, moved: Callable[[], None]) -> None:
        """``moved`` is called when other words are on the screen or the caret is elsewhere.

        A call and not a message, so that the margin is in the same frame as the text that it belongs to.
        """
        super().__init__(id="essay")
        self.reading = reading
        self.measure = measure
        self.signs = signs
        self._moved = moved
        self.steps = Steps(reading.document)
        self.page = Page((), measure)
        self.caret = self.steps.start
        self.selection: Selection | None = None
        self.sentence_chosen = False
        self._text_roles = RoleMap(text_roles(reading))
        self._mark_roles = RoleMap(mark_roles(reading))
        self._lit: RoleMap = RoleMap(())
        self._found: RoleMap = RoleMap(())
        self.changes: tuple[Span, ...] = ()
        """The paragraphs that changed since the last reading."""
        self._looks: Looks | None = None
        self._strips: dict[int, Strip] = {}
        self._pivot = 0
        self._dragging = False

    # --- what is shown

    def show(self, reading: Reading) -> None:
        """Take a new reading; the place stays where it was in the words."""
        revised = reading.document is not self.reading.document
        if revised or reading.apparatus is not self.reading.apparatus:
            self._text_roles = RoleMap(text_roles(reading))
        same_marks = reading.annotations is self.reading.annotations and reading.anchors is self.reading.anchors
        if same_marks and not revised and reading.apparatus is self.reading.apparatus:
            self.reading = reading  # only the index came: nothing of it is drawn until an entry is chosen
            return
        self._mark_roles = RoleMap(mark_roles(reading))
        self.reading = reading
        if revised:
            self.steps = Steps(reading.document)
            self.caret = min(self.caret, self.steps.end)
            self.selection = None
            self._lay_out()
        self._repaint()

    def light(self, mentions: Iterable[Span] = (), *, found: Iterable[Span] = (), here: Span | None = None) -> None:
        """Light the mentions of an entry, and the words found."""
        self._lit = RoleMap((span, Role.MENTION) for span in mentions)
        marked = [(span, Role.FOUND) for span in found]
        self._found = RoleMap([*marked, (here, Role.FOUND_HERE)] if here else marked)
        self._repaint()

    def show_changes(self, changes: tuple[Span, ...]) -> None:
        """Set a sign beside the first row of each paragraph that changed."""
        if changes != self.changes:
            self.changes = changes
            self._repaint()

    def set_measure(self, measure: int) -> None:
        """Break the lines anew; the word at the top stays at the top."""
        self.measure = measure
        self._lay_out()
        self._repaint()

    def expect(self, width: int) -> None:
        """Lay the page out for a pane of ``width`` cells before it has them, so that the first paint is the page."""
        if not self.page.rows:
            self.page = lay_out(self.reading.document, self._room(width))
            self.virtual_size = Size(width, len(self.page.rows))
            self._scroll_to_row(self.page.row_of(self._pivot))

    def _room(self, width: int) -> int:
        return max(min(self.measure, width - GUTTER - 1), 4)

    @property
    def text_width(self) -> int:
        """The measure in cells that the pane has room for."""
        return self._room(self.size.width)

    def _lay_out(self) -> None:
        self.page = lay_out(self.reading.document, self.text_width)
        self.virtual_size = Size(self.size.width, len(self.page.rows))
        self._scroll_to_row(self.page.row_of(self._pivot))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()
        self._moved()

    def on_resize(self) -> None:
        """A new width breaks the lines anew; a new height only shows more of them."""
        if not (self.size.width and self.size.height):
            return
        before = self.page, self.top, self.caret
        if self.page.measure != self.text_width or not self.page.rows:
            self._lay_out()
        else:
            self._scroll_to_row(self.page.row_of(self._pivot))
        self._show_caret()
        self._strips.clear()  # they are as wide as the pane was
        if (self.page, self.top, self.caret) != before:
            self._repaint()
        else:
            self._moved()  # the pane is painted for its new size already

    def notify_style_update(self) -> None:
        """A theme changed: the looks of the roles are stale."""
        super().notify_style_update()
        self._looks = None
        self._strips.clear()

    @property
    def looks(self) -> Looks:
        """The looks of the roles in the theme at hand."""
        if self._looks is None:
            self._looks = Looks(self.app.theme_variables)
        return self._looks

    # --- the place

    @property
    def top(self) -> int:
        """The row at the top of the pane."""
        return round(self.scroll_y)

    @property
    def shown(self) -> Span:
        """What is on the screen, in offsets."""
        return self.page.span_of(self.top, self.size.height)

    @property
    def caret_row(self) -> int:
        """The row of the caret, from the top of the pane; may be outside it."""
        return self.page.row_of(self.caret) - self.top

    @property
    def place(self) -> int:
        """The offset at the top of the pane, remembered through changes of the measure."""
        return self._pivot

    def _scroll_to_row(self, row: int) -> None:
        last = max(len(self.page.rows) - self.size.height, 0)
        self.scroll_to(y=min(max(row, 0), last), animate=False, immediate=True, force=True)

    def scroll_rows(self, count: int) -> int:
        """Scroll by rows; the caret is taken along when it would leave the screen. Returns how far it went."""
        before = self.top
        self._scroll_to_row(before + count)
        self._keep_place()
        self._hold_caret()
        self._repaint_caret()
        return self.top - before

    def _show_caret(self) -> None:
        """Scroll as little as shows the caret, in a pane that has another size; the place at its top is remembered."""
        row, last = self.caret_row, self.size.height - 1
        if not self.selection and not 0 <= row <= last:
            self._scroll_to_row(self.top + (row if row < 0 else row - last))

    def _hold_caret(self) -> None:
        """Take the caret along when it would be off the screen: no key may act on words that are not seen."""
        if not self.selection and not 0 <= self.caret_row < self.size.height:
            edge = self.top if self.caret_row < 0 else self.top + self.size.height - 1
            self._take_caret_to(edge, 1 if self.caret_row < 0 else -1)

    def _take_caret_to(self, row: int, step: int) -> None:
        rows = self.page.rows
        while 0 <= row < len(rows) and not rows[row].pieces:
            row += step
        if 0 <= row < len(rows):
            self.caret = rows[row].offset_of(0)
            self.sentence_chosen = False

    def _keep_place(self) -> None:
        rows = self.page.rows[self.top :]
        self._pivot = next((r.offset_of(0) for r in rows if r.pieces), self._pivot)

    def restore(self, place: int, caret: int) -> None:
        """Put the word at ``place`` at the top of the pane and the caret at ``caret``."""
        self._pivot = min(max(place, 0), len(self.reading.document.text))
        self.caret = min(max(caret, self.steps.start), self.steps.end)
        if self.page.rows:
            self._scroll_to_row(self.page.row_of(self._pivot))
            self._repaint()

    def go(self, offset: int, *, sentence: bool = False) -> None:
        """Take the caret to an offset, scrolling as little as shows it well: a third from the top after a long jump."""
        self.caret = min(max(offset, self.steps.start), self.steps.end)
        self.sentence_chosen = sentence and self.selection is None
        if self.selection:
            self.selection = Selection(self.selection.anchor, self.caret, self.selection.by_sentence)
        row, height = self.page.row_of(self.caret), self.size.height
        last = self.page.row_of(self.steps.sentence_at(self.caret).end - 1) if sentence else row
        if not self.top - height <= row < self.top + 2 * height:
            self._scroll_to_row(row - height // 3)
        elif row < self.top:
            self._scroll_to_row(row - 1)
        elif last >= self.top + height:
            self._scroll_to_row(min(row, last - height + 2))
        self._keep_place()
        self._repaint_caret()

    def move_rows(self, count: int) -> None:
        """Move the caret by rows, keeping its column as well as the rows allow."""
        row = self.page.row_of(self.caret)
        column = self.page.rows[row].column_of(self.caret) if self.page.rows else 0
        target, step = row + count, 1 if count > 0 else -1
        while 0 <= target < len(self.page.rows) and not self.page.rows[target].pieces:
            target += step
        if 0 <= target < len(self.page.rows):
            self.go(self.page.rows[target].offset_at(column))

    def select(self, selection: Selection | None) -> None:
        """Choose a stretch of text, or nothing."""
        self.selection = selection
        self.sentence_chosen = False
        if selection:
            self.caret = selection.head
        self._repaint_caret()

    @property
    def chosen(self) -> Span | None:
        """The selection, else the sentence that was chosen, else None."""
        if self.selection:
            return self.selection.span(self.steps)
        return self.steps.sentence_at(self.caret) if self.sentence_chosen else None

    def _repaint_caret(self) -> None:
        self.refresh()
        self._moved()

    # --- painting

    def render_line(self, y: int) -> Strip:
        """One row of the essay as one strip, padded to the width of the pane."""
        number = self.top + y
        if number >= len(self.page.rows):
            return Strip.blank(self.size.width, self.looks.of())
        row = self.page.rows[number]
        over: list[tuple[Span, Role]] = []
        chosen = self.chosen
        if chosen and chosen.overlaps(row.span):
            over.append((chosen, Role.SELECTED if self.selection else Role.SENTENCE))
        has_caret = number == self.page.row_of(self.caret)
        if over or has_caret:
            return self._paint(row, over, has_caret)
        if number not in self._strips:
            self._strips[number] = self._paint(row, over, has_caret=False)
        return self._strips[number]

    def _paint(self, row: Row, over: list[tuple[Span, Role]], has_caret: bool) -> Strip:
        spans = [*self._text_roles.over(row.span), *self._mark_roles.over(row.span)]
        spans += [*self._lit.over(row.span), *self._found.over(row.span), *over]
        sign = gutter_sign(self.reading, row, self.signs) if row.pieces else " "
        first = self.signs.caret if has_caret else change_sign(self.changes, row, self.signs)
        looks = self.looks
        plain = looks.of() if row.pieces else looks.of("quiet")
        segments = [
            Segment(f"{first}{sign} ", looks.of("gutter")),
            Segment(" " * row.indent, plain),
        ]
        for run in runs(row, spans):
            segments.append(Segment(row.text[run.start : run.end], looks.of(*run.roles) if run.roles else plain))
        return Strip(segments).adjust_cell_length(self.size.width, looks.of())

    # --- the mouse

    def offset_under(self, x: int, y: int) -> int | None:
        """The offset drawn at a cell of the pane, or None where there is no text."""
        number = self.top + y
        if not 0 <= number < len(self.page.rows) or not self.page.rows[number].pieces:
            return None
        return self.page.rows[number].offset_at(x - GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection where the button goes down."""
        offset = self.offset_under(event.x, event.y)
        if event.button == 1 and offset is not None:
            self._dragging = True
            self.select(None)
            self.caret = offset
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection along, scrolling at the edges."""
        if not self._dragging:
            return
        if not 0 <= event.y < self.size.height:
            self._scroll_to_row(self.top + (1 if event.y > 0 else -1))
            self._keep_place()
        offset = self.offset_under(event.x, min(max(event.y, 0), self.size.height - 1))
        anchor = self.selection.anchor if self.selection else self.caret
        if offset is not None and (self.selection or offset != anchor):
            self.select(Selection(anchor, offset))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End a selection; without one it was a click."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            if self.selection is None:
                self.post_message(self.Clicked(self.caret))

    def on_click(self, event: events.Click) -> None:
        """Twice chooses the word, three times the sentence."""
        offset = self.offset_under(event.x, event.y)
        if offset is not None and event.chain == 2:
            end = self.steps.word_end(offset)
            self.select(Selection(self.steps.word(end + 1, -1), end))
        elif offset is not None and event.chain == 3:
            self.select(Selection(offset, offset, by_sentence=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows, without animation."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows, without animation."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(-3)
