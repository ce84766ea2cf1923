"""The reading screen: keys in, commands out to the actions, one immutable Reading down to the panes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from tuireader.annotations.model import Change
from tuireader.config import Settings
from tuireader.errors import TuireaderError
from tuireader.index.model import Entity
from tuireader.library import Library
from tuireader.reading import Found, Reading
from tuireader.text.span import Span
from tuireader.ui.commands import BY_ID, READ, SELECT, WHILE_TYPING, Given, key_reader
from tuireader.ui.keys import key_name
from tuireader.ui.page_roles import ASCII_SIGNS, UNICODE_SIGNS
from tuireader.ui.screens.revising import Revising
from tuireader.ui.screens.running_head import Ends
from tuireader.ui.screens.shape import MARGIN_LEAST, shape_of
from tuireader.ui.screens.side import Side
from tuireader.ui.screens.upkeep import Upkeep
from tuireader.ui.trail import Trail
from tuireader.ui.widgets.essay_pane import GUTTER, EssayPane
from tuireader.ui.widgets.lines import TooSmall, TwoEnds
from tuireader.ui.widgets.margin_pane import MarginPane

if TYPE_CHECKING:
    from textual.widgets import Input

    from tuireader.ui.app import ReaderApp
    from tuireader.ui.widgets.list_pane import ListPane


class ReaderScreen(Screen[None]):
    """One document on the screen."""

    BINDINGS: ClassVar = []

    @dataclass
    class Leave(Message):
        """The reader closed the document; ``folder`` is the shelf to show, or None to go back or quit."""

        folder: Path | None

    def __init__(self, reading: Reading, library: Library, settings: Settings, notice: str = "") -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.signs = ASCII_SIGNS if settings.ascii else UNICODE_SIGNS
        self._reading = reading
        self.keys = key_reader()
        self.trail = Trail()
        self.entry: Entity | None = None
        self.found: tuple[Found, ...] = ()
        self.sought = ""
        self.shape = "wide"
        self.saving = True
        self.focus_mode = False
        self.side = Side(self)
        self.upkeep = Upkeep(self)
        self.revising = Revising(self)
        self.essay = EssayPane(reading, settings.measure, self.signs, self._moved)
        self.margin = MarginPane(self.signs, self.side.refresh_margin)
        self.head, self.foot = (TwoEnds(name, self.signs.drawn) for name in ("head", "foot"))
        self.ends = Ends(self, notice)
        self.upkeep.find_place()

    def compose(self) -> ComposeResult:
        """Running head, text and side, foot."""
        yield self.head
        with Container(id="page"):
            yield self.essay
            with Container(id="side"):
                yield self.margin
        yield self.foot
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        """Begin where the reader stopped; index and watch the file from now on."""
        self.essay.focus()
        self.choose_shape(self.app.size)
        self.call_after_refresh(self.upkeep.begin)

    @property
    def reader_app(self) -> ReaderApp:
        """The app, with what it has for its screens."""
        return cast("ReaderApp", self.app)

    # --- size

    def on_resize(self, event: events.Resize) -> None:
        """The window has another size."""
        self.choose_shape(event.size)

    def choose_shape(self, size: Size) -> None:
        """Choose the shape of the page by size; the reader's own choice of panes is kept."""
        shape = shape_of(size)
        if shape != self.shape:
            if shape == "narrow":
                self.side.open = False
            elif self.shape == "narrow":
                self.side.open = self.side.wanted
            self.shape = shape
        self.set_out()

    def set_out(self) -> None:
        """Give every pane its place for the shape, the measure and what is open."""
        states = {
            f"-{self.shape}": True,
            "-side": self.side.open,
            "-list": self.side.pane != "footnotes",
            "-ascii": self.settings.ascii,
            "-asking": self.side.asking,
            "-focus": self.focus_mode,
        }
        wanted = {name for name, on in states.items() if on}
        if wanted != self.classes:
            self.set_classes(wanted)  # at once: each change of a class styles the whole screen anew
        self.margin.beside = self.shape == "wide"
        beside = self.shape == "wide" and self.side.open and not self.focus_mode
        total = self.app.size.width
        width = min(self.essay.measure + GUTTER + 3, total - MARGIN_LEAST) if beside else total
        self.essay.styles.width = width if beside else "100%"
        self.essay.expect(width)
        self.call_after_refresh(self.side.refresh_margin)

    def set_measure(self, cells: int) -> None:
        """Break the lines of the text to another measure, in cells."""
        self.essay.set_measure(cells)
        self.set_out()

    # --- keys and commands

    @property
    def mode(self) -> str:
        """Reading, or selecting."""
        return SELECT if self.essay.selection else READ

    def on_key(self, event: events.Key) -> None:
        """Hear a key; while words are being typed, only those that lead out of the line."""
        typing = self.focused is not None and self.focused is not self.essay
        if typing and event.key not in WHILE_TYPING:
            return
        event.stop()
        event.prevent_default()
        heard = self.keys.hear(key_name(event.key, event.character), self.mode)
        self.ends.forget()
        if heard.command:
            self.run_command(heard.command, count=heard.count, char=heard.char)
        elif heard.unknown:
            self.say(f"{heard.unknown} does nothing here; ? shows the keys")
        self.ends.refresh()

    def run_command(self, id: str, *, count: int | None = None, char: str = "", words: str = "") -> None:
        """Run a command of the table."""
        try:
            BY_ID[id].run(self, Given(count, char, words))
        except TuireaderError as error:
            self.say(str(error), warning=True)

    def say(self, words: str, *, warning: bool = False) -> None:
        """One sentence at the foot, until the next key."""
        self.ends.say(words, warning=warning)

    # --- the reading

    @property
    def reading(self) -> Reading:
        """What the screen shows."""
        return self._reading

    @reading.setter
    def reading(self, reading: Reading) -> None:
        """A new reading replaces the old one whole, and goes down to the panes."""
        self._reading = reading
        self.essay.show(reading)
        self.ends.count(reading)
        if self.found:
            self.found = reading.find(self.sought)
        self.side.refresh_list()

    def commit(self, reading: Reading, change: Change) -> bool:
        """Keep a change in the store, then show it. When the store refuses, nothing changes and the foot says why."""
        if not self.keeps(lambda: self.library.save(reading, change)):
            return False
        self.reading = reading
        return True

    def keeps(self, save: Callable[[], None]) -> bool:
        """Run something that writes to the store; say what went wrong."""
        try:
            save()
        except TuireaderError as error:
            self.saving = False
            self.say(str(error), warning=True)
            return False
        self.saving = True
        return True

    def jump(self, offset: int) -> None:
        """Go to an offset, remembering where from."""
        self.trail.leave(self.essay.caret)
        self.essay.go(offset)

    @property
    def lit(self) -> tuple[Span, ...]:
        """The mentions of the chosen entry."""
        return tuple(m.span for m in self.entry.mentions) if self.entry else ()

    def choose_entry(self, entity: Entity | None) -> None:
        """Choose an index entry: its mentions are lit, and ``]i`` goes through them."""
        self.entry = entity
        self.essay.light(self.lit)

    def leave(self, folder: Path | None) -> None:
        """Keep the place and close the document."""
        self.upkeep.rest()
        self.post_message(self.Leave(folder))

    def on_descendant_focus(self) -> None:
        """The keys go elsewhere now: the foot says what they do there."""
        self.ends.refresh()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """A row of a list was chosen."""
        event.stop()
        self.side.choose(event.row)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line at the foot was given."""
        self.side.answer(event.value)

    def _moved(self) -> None:
        self.side.refresh_margin()
        self.ends.refresh()

    @on(EssayPane.Clicked)
    def _clicked(self, event: EssayPane.Clicked) -> None:
        self.essay.focus()
        self.essay.go(event.offset)
