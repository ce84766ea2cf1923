"""The shelf: what is in a folder, how far it was read, and a way in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
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
from tuireader.ui.rows import counted
from tuireader.ui.screens.shape import is_too_small
from tuireader.ui.widgets.lines import TooSmall, TwoEnds

if TYPE_CHECKING:
    from tuireader.ui.app import ReaderApp

HINTS = "Enter opens  j k move  r looks again  q quits"


def line(item: ShelfItem, cells: int, *, unreadable: bool = False) -> str:
    """One document in ``cells`` cells: title at the left, facts at the right."""
    facts = []
    if item.works is not None and item.works > 1:
        facts.append(f"{item.works} works")
    if item.problems:
        facts.append(counted(item.problems, "note problem"))
    if item.marks:
        facts.append(counted(item.marks, "mark"))
    if unreadable:
        facts.append("cannot be read")
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

    def __init__(self, folder: Path, library: Library) -> None:
        super().__init__()
        self.folder = folder
        self.library = library
        self.items: list[ShelfItem] = []
        self._unreadable: dict[Path, str] = {}
        self.foot = TwoEnds("foot")

    def compose(self) -> ComposeResult:
        """A head, the documents, the keys."""
        yield TwoEnds("head")
        yield OptionList(id="shelf-rows", markup=False, compact=True)
        yield self.foot
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """At the beginning, and back from a document, whose facts are others now."""
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the lines to the width."""
        self.set_class(is_too_small(event.size), "-small")
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
        self.query_one("#head", TwoEnds).say(f"{self.folder}", counted(len(self.items), "document"), "heading")
        self.foot.say(HINTS)
        self.show_items()
        if not self.items:
            self.foot.say(f"Nothing to read here yet. Put a .txt or .md file in {self.folder}, then press r")
        self._look_inside(list(self.items))

    def _look_inside(self, waiting: list[ShelfItem]) -> None:
        """Read the next document for its title and notes; one after another, as long as the shelf is there."""
        if not waiting or not self.is_attached:
            return
        item, background = waiting[0], cast("ReaderApp", self.app).background

        def next_one(known: ShelfItem | None) -> None:
            if not self.is_attached:
                return
            self.items = [known if known and i.path == known.path else i for i in self.items]
            self.show_items()
            self._look_inside(waiting[1:])

        def failed(error: Exception) -> None:
            self._unreadable[item.path] = clean_line(str(error))
            next_one(None)

        background.run(lambda: self.library.look(item), next_one, failed)

    def show_items(self) -> None:
        """The documents as lines, the bar where it was."""
        options = self.query_one(OptionList)
        bar = options.highlighted
        options.clear_options()
        cells = max(self.size.width - 4, 12)
        options.add_options(
            [Option(Content(line(i, cells, unreadable=i.path in self._unreadable))) for i in self.items]
        )
        options.highlighted = min(bar or 0, len(self.items) - 1) if self.items else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.foot.say(HINTS)
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
