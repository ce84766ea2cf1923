"""A question with yes and no."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tuireader.text.clean import clean_line
from tuireader.ui.dialogs.dialog import Dialog


class ConfirmDialog(Dialog[bool]):
    """Ask. ``y`` is yes; ``n``, Esc and Enter are no, because no can be taken back."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        with Vertical(id="confirm"):
            yield Static(Content(f"{clean_line(self._question)}  y yes · n no"), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        if event.key == "y":
            self.dismiss(True)
        elif event.key in {"n", "escape", "enter", "q", "ctrl+c"}:
            self.dismiss(False)
