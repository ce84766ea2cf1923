"""A list beside the text: a filter, the rows that pass it, and more about the one under the bar."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tuireader.text.clean import clean_line
from tuireader.ui.matching import closeness
from tuireader.ui.page_roles import Signs
from tuireader.ui.rows import ListRow
from tuireader.ui.widgets.inputs import CleanInput


class ListPane(Vertical):
    """Typing filters, the arrows move the bar, Enter chooses. Shows what it is given and says what was chosen."""

    @dataclass
    class Chosen(Message):
        """The reader chose a row."""

        row: ListRow

    def __init__(self, signs: Signs) -> None:
        super().__init__(id="list")
        self._signs = signs
        self.rows: tuple[ListRow, ...] = ()
        self.shown: tuple[ListRow, ...] = ()
        self._empty = ""
        self._showing = ""
        self._tabs = ""
        self._ready = False
        self._at = ""
        """The entry whose row gets the bar when the list is filled next."""

    def compose(self) -> ComposeResult:
        """Title, filter, list, detail."""
        yield Static(Content(""), id="list-tabs", markup=False)
        yield CleanInput(placeholder="type to filter", id="list-filter", compact=True)
        yield OptionList(id="list-rows", markup=False, compact=True)
        yield Static(Content(""), id="list-detail", markup=False)

    def show(
        self, name: str, tabs: str, rows: tuple[ListRow, ...], empty: str, entry: str = "", stay: bool = False
    ) -> None:
        """Show rows; ``name`` says of what, and the filter is emptied when that is another than before. The bar is put
        on the row of ``entry``, or with ``stay`` left on its own.
        """
        anew = name != self._showing
        under = self.under_bar if stay and self._ready and not anew else None
        self._at = entry or (under.entry if under else "")
        self._showing, self._tabs, self.rows, self._empty = name, tabs, rows, empty
        if self._ready:
            box = self.query_one(Input)
            if anew:
                with box.prevent(Input.Changed):
                    box.value = ""
            self._draw(box.value)

    def on_mount(self) -> None:
        """What was to be shown before the parts were there is shown now."""
        self._ready = True
        self._draw("")
        self.query_one(Input).focus()

    def focus_filter(self) -> None:
        """Take the keys."""
        if self._ready:
            self.query_one(Input).focus()

    def _draw(self, typed: str) -> None:
        self.query_one("#list-tabs", Static).update(Content(self._signs.drawn(self._tabs)))
        self._fill(typed)

    def _fill(self, typed: str) -> None:
        wanted = typed.split()
        near = [closeness(typed, r) if wanted else None if r.folded else 0 for r in self.rows]
        passed = [(r, n) for r, n in zip(self.rows, near, strict=True) if r.target is None or n is not None]
        kept = [
            (r, n)
            for i, (r, n) in enumerate(passed)
            if r.target is not None
            or (r.stays and not wanted)
            or (i + 1 < len(passed) and passed[i + 1][0].target is not None)
        ]
        self.shown = tuple(r for r, _ in kept)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(r.text), disabled=r.target is None) for r in self.shown])
        at = self._place_of_bar([(n or 0, i) for i, (r, n) in enumerate(kept) if r.target is not None])
        options.highlighted = at
        if at is None:
            words = clean_line(f"Nothing matches “{typed}”") if self.rows and wanted else self._empty
            self.query_one("#list-detail", Static).update(Content(words))

    def _place_of_bar(self, choices: list[tuple[int, int]]) -> int | None:
        """The number of the row of the entry that was asked for, else of the closest one; ``choices`` are closeness and
        number.
        """
        wanted, self._at = self._at, ""
        of_entry = (i for _, i in choices if wanted and self.shown[i].entry == wanted)
        return next(of_entry, min(choices, default=(0, None))[1])

    @property
    def under_bar(self) -> ListRow | None:
        """The row under the bar."""
        number = self.query_one(OptionList).highlighted
        return self.shown[number] if number is not None and number < len(self.shown) else None

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    @on(OptionList.OptionHighlighted)
    def _show_detail(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        row = self.under_bar
        if row:
            self.query_one("#list-detail", Static).update(Content(self._signs.drawn(row.detail)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.under_bar:
            self.post_message(self.Chosen(self.under_bar))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self.shown[event.option_index]))

    def on_key(self, event: events.Key) -> None:
        """The arrows move the bar while the filter has the keys."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves and self.query_one(Input).has_focus:
            event.stop()
            getattr(self.query_one(OptionList), f"action_{moves[event.key]}")()
