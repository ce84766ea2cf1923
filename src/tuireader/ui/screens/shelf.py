"""The shelf: what is in a folder, how far it was read, and a way in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tuireader.errors import TuireaderError
from tuireader.layout.cells import fit, width
from tuireader.library import Library, ShelfItem
from tuireader.text.clean import clean_line
from tuireader.ui.widgets.lines import TooSmall, TwoEnds

HINTS = "Enter opens  j k move  r looks again  q quits"


def line(item: ShelfItem, cells: int) -> str:
    """One document in ``cells`` cells: title at the left, facts at the right."""
    facts = []
    if item.works is not None and item.works > 1:
        facts.append(f"{item.works} works")
    if item.problems:
        facts.append(f"{item.problems} note problem{'s' if item.problems > 1 else ''}")
    if item.marks:
        facts.append(f"{item.marks} mark{'s' if item.marks > 1 else ''}")
    facts.append("not opened yet" if item.progress is None else f"{round(item.progress * 100)} % read")
    right = " · ".join(facts)
    left = clean_line(f"{item.title}  ({item.path.name})" if item.title != item.path.name else item.title)
    room = max(cells - width(right) - 2, 8)
    left = fit(left, room)
    return fit(left + " " * (room - width(left)) + "  " + right, cells)


class ShelfScreen(Screen[None]):
    """Choose a document."""

    BINDINGS: ClassVar = []

    @dataclass
    class Chosen(Message):
        """The reader chose a document."""

        path: Path

    class Looked(Message):
        """A document was read for what the shelf says of it."""

        def __init__(self, item: ShelfItem, error: str = "") -> None:
            super().__init__()
            self.item = item
            self.error = error

    def __init__(self, folder: Path, library: Library) -> None:
        super().__init__()
        self.folder = folder
        self.library = library
        self.items: list[ShelfItem] = []
        self.foot = TwoEnds("foot")

    def compose(self) -> ComposeResult:
        """A head, the documents, the keys."""
        yield TwoEnds("head")
        yield OptionList(id="shelf-rows", markup=False, compact=True)
        yield self.foot
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        """Look at the folder."""
        self.look()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Back from a document: its facts are others now."""
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the lines to the width."""
        self.set_class(event.size.width <= 20 or event.size.height <= 6, "-small")
        self.show_items()

    def say(self, words: str) -> None:
        """One sentence at the foot."""
        self.foot.say(words, "", "warning")

    def look(self) -> None:
        """List the folder anew."""
        try:
            self.items = list(self.library.shelf(self.folder))
        except TuireaderError as error:
            self.items = []
            self.say(str(error))
            return
        self.query_one("#head", TwoEnds).say(f"{self.folder}", f"{len(self.items)} documents", "heading")
        self.foot.say(HINTS)
        self.show_items()
        if not self.items:
            self.foot.say(f"Nothing to read here yet. Put a .txt or .md file in {self.folder}, then press r")
        self.look_inside(tuple(self.items))

    @work(thread=True, group="shelf", exclusive=True)
    def look_inside(self, items: tuple[ShelfItem, ...]) -> None:
        """Read each document for its title and notes, one after another."""
        for item in items:
            try:
                self.post_message(self.Looked(self.library.look(item)))
            except TuireaderError as error:
                self.post_message(self.Looked(item, str(error)))

    def on_shelf_screen_looked(self, event: Looked) -> None:
        """One document is known better now."""
        for n, item in enumerate(self.items):
            if item.path == event.item.path:
                self.items[n] = event.item
        if event.error:
            self.say(event.error)
        self.show_items()

    def show_items(self) -> None:
        """The documents as lines, the bar where it was."""
        options = self.query_one(OptionList)
        bar = options.highlighted
        options.clear_options()
        cells = max(self.size.width - 4, 12)
        options.add_options([Option(Content(line(item, cells))) for item in self.items])
        options.highlighted = min(bar or 0, len(self.items) - 1) if self.items else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.post_message(self.Chosen(self.items[event.option_index].path))

    def on_key(self, event: events.Key) -> None:
        """The keys of the reader that make sense here."""
        options = self.query_one(OptionList)
        moves = {"j": "cursor_down", "k": "cursor_up", "space": "page_down", "b": "page_up", "G": "last", "g": "first"}
        if event.key in moves:
            event.stop()
            getattr(options, f"action_{moves[event.key]}")()
        elif event.key == "r":
            event.stop()
            self.look()
        elif event.key == "q":
            event.stop()
            self.app.exit()
        elif event.key in {"question_mark", "f1"}:
            event.stop()
            self.foot.say(HINTS)
