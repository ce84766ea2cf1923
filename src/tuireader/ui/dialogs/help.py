"""The keys of where you are."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuireader.ui.commands import COMMANDS, SELECT
from tuireader.ui.dialogs.dialog import Dialog
from tuireader.ui.keys import shown

_PANES = {
    "index": "In the index: type to filter, Enter jumps to the first mention, Enter again lists all, Esc returns.",
    "mentions": "In the list: type to filter, arrows move, Enter jumps, Esc returns to the text, F5 to the index.",
    "timeline": "In the timeline: dates in [ ] are known, not said in the text; Enter jumps, Esc returns to the text.",
    "outline": "In the outline: type to filter, arrows move, Enter jumps, Esc returns to the text.",
    "marks": "In the marks: type to filter, arrows move, Enter jumps, Esc returns to the text.",
    "problems": "In the list: type to filter, arrows move, Enter jumps, Esc returns to the text.",
    "uses": "In the list: type to filter, arrows move, Enter jumps, Esc returns to the text.",
    "footnotes": "Footnotes stand beside their lines; the one at the caret is whole. Enter goes to a note and back.",
}


def lines(mode: str, pane: str) -> Iterator[str]:
    """The help for a mode and a pane, a line for each command."""
    yield "You are selecting: v or Esc ends it." if mode == SELECT else "You are reading. Esc or q closes this help."
    yield _PANES.get(pane, "")
    group = ""
    for command in COMMANDS:
        if mode in command.modes:
            if command.group != group:
                group = command.group
                yield ""
                yield group
            yield f"  {'  '.join(map(shown, command.keys)):<22} {command.words}"


class HelpDialog(Dialog[None]):
    """Shows the help, and closes on Esc, q or ?."""

    def __init__(self, mode: str, pane: str) -> None:
        super().__init__()
        self._mode = mode
        self._pane = pane

    def compose(self) -> ComposeResult:
        """The table of commands, for the mode and pane at hand."""
        with VerticalScroll(id="help"):
            yield Static(Content("\n".join(lines(self._mode, self._pane))), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Scroll as in the text, or close."""
        box = self.query_one("#help", VerticalScroll)
        moves = {"space": "page_down", "pagedown": "page_down", "b": "page_up", "pageup": "page_up"}
        moves |= {"j": "down", "down": "down", "k": "up", "up": "up"}
        event.stop()
        event.prevent_default()
        if event.key in {"escape", "q", "question_mark", "f1", "ctrl+c"}:
            self.dismiss(None)
        elif event.key in moves:
            getattr(box, f"scroll_{moves[event.key]}")(animate=False)
