"""After a revision: each mark that is in doubt, the passage as it was marked beside the passage as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.review import Reviewed
from tuireader.text.clean import clean_line
from tuireader.ui.dialogs.dialog import Dialog
from tuireader.ui.page_roles import Signs
from tuireader.ui.review_text import pages

STATES = {
    AnchorStatus.SAME: "as it was",
    AnchorStatus.MOVED: "moved",
    AnchorStatus.EDITED: "its words changed",
    AnchorStatus.ORPHANED: "its words are gone",
}


@dataclass(frozen=True, slots=True)
class Acts:
    """What the reader can say of a mark; each keeps it in the store and gives back a sentence."""

    confirm: Callable[[str], str]
    let_go: Callable[[str], str]
    undo: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Leave:
    """How the review was left: for a place in the text, to put a mark there, or just so."""

    offset: int | None = None
    reattach: str = ""
    said: str = ""


class ReviewDialog(Dialog[Leave]):
    """One mark at a time, until the reader has said a word on each: nothing is attached by guess."""

    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (21, "-roomy"), (90, "-wide")]  # noqa: RUF012 - Textual declares it so

    KEYS = "c confirm · r put it elsewhere · x let go · n next · p previous · Enter there · u undo · Esc back"

    def __init__(
        self, items: Callable[[], Sequence[Reviewed]], acts: Acts, locator: Callable[[int], str], signs: Signs
    ) -> None:
        """``items`` gives what is still to be reviewed, ``locator`` names a place of the text for the reader."""
        super().__init__()
        self._look = items
        self._acts = acts
        self._locator = locator
        self._signs = signs
        self._number = 0
        self._items = items()

    def compose(self) -> ComposeResult:
        """The mark, the two passages, the keys."""
        with Vertical(id="review"):
            yield Static(id="review-head", markup=False)
            with Container(id="review-pages"):
                with VerticalScroll(id="review-before", can_focus=False):
                    yield Static("As you marked it", classes="review-title", markup=False)
                    yield Static(id="review-old", markup=False)
                with VerticalScroll(id="review-after", can_focus=False):
                    yield Static("In the text now", classes="review-title", markup=False)
                    yield Static(id="review-new", markup=False)
            yield Static(id="review-said", markup=False)
            yield Static(Content(self._signs.drawn(self.KEYS)), id="review-keys", markup=False)

    def on_mount(self) -> None:
        """Show the first."""
        self._draw("")

    @property
    def here(self) -> Reviewed:
        """The mark that is shown."""
        return self._items[self._number]

    def _draw(self, said: str) -> None:
        annotation, anchor = self.here.annotation, self.here.anchor
        note = " ".join([annotation.body, *(f"#{tag}" for tag in annotation.tags)]).strip()
        where = self._locator(anchor.span.start) if anchor.span else "used to be near here"
        head = f"Mark {self._number + 1} of {len(self._items)} · {STATES[anchor.status]} · {where}"
        lines = [self._signs.drawn(head), *([f"{self._signs.note} {note}"] if note else [])]
        before, now = pages(self.here)
        self.query_one("#review-head", Static).update(Content("\n".join(clean_line(line) for line in lines)))
        self.query_one("#review-old", Static).update(before)
        self.query_one("#review-new", Static).update(now)
        self.query_one("#review-said", Static).update(Content(clean_line(said)))
        for box in self.query(VerticalScroll):
            box.scroll_home(animate=False)

    def _step(self, by: int) -> None:
        self._number = (self._number + by) % len(self._items)
        self._draw("" if len(self._items) > 1 else "This is the only one")

    def _act(self, act: Callable[[], str]) -> None:
        """Do it, and show what is to be reviewed now; when nothing is left, close."""
        said = act()
        self._items = self._look()
        if not self._items:
            self.dismiss(Leave(said=f"{said.partition(';')[0]}. All marks are reviewed"))
            return
        self._number %= len(self._items)
        self._draw(said)

    def on_key(self, event: events.Key) -> None:
        """One key, one word of the reader's."""
        event.stop()
        event.prevent_default()
        name, anchor = self.here.annotation.id, self.here.anchor
        place = anchor.span.start if anchor.span else anchor.hint
        match event.key:
            case "n" | "j" | "down" | "space":
                self._step(1)
            case "p" | "k" | "up" | "b":
                self._step(-1)
            case "c":
                self._act(lambda: self._acts.confirm(name))
            case "x":
                self._act(lambda: self._acts.let_go(name))
            case "u":
                self._act(self._acts.undo)
            case "r":
                self.dismiss(Leave(place, name))
            case "enter":
                self.dismiss(Leave(place))
            case "escape" | "q" | "ctrl+c" | "R":
                self.dismiss(Leave())
            case "pagedown" | "pageup":
                for box in self.query(VerticalScroll):
                    getattr(box, f"scroll_page_{event.key.removeprefix('page')}")(animate=False)
            case _:
                self._draw("That key does nothing here")
