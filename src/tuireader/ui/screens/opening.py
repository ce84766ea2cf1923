"""What is shown while a large document is being read."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from tuireader.ui.widgets.lines import TwoEnds


class OpeningScreen(Screen[None]):
    """One line, and a way out."""

    BINDINGS: ClassVar = []

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """The line."""
        yield TwoEnds("head")

    def on_mount(self) -> None:
        """Say what is going on."""
        self.query_one(TwoEnds).say(f"Reading {self._path} …", "q gives up")

    def on_key(self, event: events.Key) -> None:
        """Only leaving makes sense here."""
        event.stop()
        if event.key in {"q", "escape", "ctrl+c"}:
            self.app.exit()
