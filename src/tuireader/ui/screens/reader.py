"""The reading screen: keys in, commands out to the actions, one immutable Reading down to the panes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from tuireader.annotations.model import Change
from tuireader.config import Settings
from tuireader.errors import TuireaderError
from tuireader.index.model import Entity
from tuireader.library import Library
from tuireader.reading import Found, Reading
from tuireader.text.span import Span
from tuireader.ui.commands import BY_ID, READ, SELECT, Given, hints, key_reader
from tuireader.ui.keys import key_name
from tuireader.ui.page_roles import ASCII_SIGNS, UNICODE_SIGNS
from tuireader.ui.rows import ListRow
from tuireader.ui.screens.running_head import Progress
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

WIDE, MEDIUM, SHORT = 110, 80, 20
"""Columns from which the margin stands beside the text, columns from which it is a strip, rows for a strip."""
TOO_SMALL = (20, 6)
MARGIN_LEAST = 34
"""Cells that the margin keeps, whatever the measure."""


def _nothing() -> Reading:
    """A screen without a reading does not exist; this is what the type needs."""
    raise RuntimeError("a reading screen is made with a reading")


class ReaderScreen(Screen[None]):
    """One document on the screen."""

    BINDINGS: ClassVar = []
    reading: var[Reading] = var(_nothing, init=False)

    class Leave(Message):
        """The reader closed the document; ``folder`` is the shelf to show, or None to go back or quit."""

        def __init__(self, folder: Path | None) -> None:
            super().__init__()
            self.folder = folder

    def __init__(self, reading: Reading, library: Library, settings: Settings, notice: str = "") -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.signs = ASCII_SIGNS if settings.ascii else UNICODE_SIGNS
        self.set_reactive(ReaderScreen.reading, reading)
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
        self.essay = EssayPane(reading, settings.measure, self.signs, self._moved)
        self.margin = MarginPane(self.signs, self.side.refresh_margin)
        self.head = TwoEnds("head", self.signs.drawn)
        self.foot = TwoEnds("foot", self.signs.drawn)
        self._progress = Progress(reading)
        self._said = notice
        self._warned = bool(notice)
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
        if size.width <= TOO_SMALL[0] or size.height <= TOO_SMALL[1]:
            shape = "small"
        elif size.width < MEDIUM or size.height < SHORT:
            shape = "narrow"
        else:
            shape = "wide" if size.width >= WIDE else "medium"
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
        room = self.app.size.width - MARGIN_LEAST
        width = min(self.essay.measure + GUTTER + 3, room) if beside else self.app.size.width
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
        if typing and event.key not in {"escape", "tab", "shift+tab", "ctrl+o", "f1"}:
            return
        event.stop()
        event.prevent_default()
        heard = self.keys.hear(key_name(event.key, event.character), self.mode)
        self._said, self._warned = "", False
        if heard.command:
            self.run_command(heard.command, count=heard.count, char=heard.char)
        elif heard.unknown:
            self.say(f"{heard.unknown} does nothing here; ? shows the keys")
        self.refresh_ends()

    def run_command(self, id: str, *, count: int | None = None, char: str = "", words: str = "") -> None:
        """Run a command of the table."""
        try:
            BY_ID[id].run(self, Given(count, char, words))
        except TuireaderError as error:
            self.say(str(error), warning=True)

    def say(self, words: str, *, warning: bool = False) -> None:
        """One sentence at the foot, until the next key."""
        self._said, self._warned = words, warning
        self.refresh_ends()

    # --- the reading

    def watch_reading(self, reading: Reading) -> None:
        """A new reading goes down to the panes."""
        self.essay.show(reading)
        self._progress = Progress(reading)
        if self.found:
            self.found = reading.find(self.sought)
        self.side.refresh_list()
        self.refresh_ends()

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

    def choose_row(self, row: ListRow) -> None:
        """A row of a list was chosen: go there, and give the keys back to the text."""
        if row.entry:
            self.choose_entry(self.reading.index.by_id.get(row.entry))
        self.essay.focus()
        if row.target is not None:
            self.jump(row.target)
        if row.entry and self.entry:
            self.say(f"{self.entry.heading}: ]i and [i go through its {len(self.entry.mentions)} mentions")
        if self.shape == "narrow":
            self.side.close()

    def leave(self, folder: Path | None) -> None:
        """Keep the place and close the document."""
        self.upkeep.rest()
        self.post_message(self.Leave(folder))

    # --- head and foot

    def on_descendant_focus(self) -> None:
        """The keys go elsewhere now: the foot says what they do there."""
        self.refresh_ends()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """A row of a list was chosen."""
        event.stop()
        self.choose_row(event.row)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line at the foot was given."""
        self.side.answer(event.value)

    def _moved(self) -> None:
        self.side.refresh_margin()
        self.refresh_ends()

    @on(EssayPane.Clicked)
    def _clicked(self, event: EssayPane.Clicked) -> None:
        self.essay.focus()
        self.essay.go(event.offset)

    def refresh_ends(self) -> None:
        """The running head and the line at the foot."""
        if self.is_mounted:
            left, right = self._progress.at(self.essay.caret, self.essay.shown.end)
            self.head.say(left, f"{right} · {'saved' if self.saving else 'NOT SAVED'}")
            mode = "SELECT" if self.mode == SELECT else "READ"
            pending = self.keys.pending
            typing = self.focused is not None and self.focused is not self.essay
            hint = "type to filter   Enter goes there   Esc back to the text" if typing else hints(self.mode)
            self.foot.say(self._said or hint, f"{pending} {mode}".strip(), "warning" if self._warned else "")
