"""Lines and areas for typing that take only clean text, whatever is pasted into them."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tuireader.text.clean import clean_line


class CleanInput(Input):
    """One line. Control characters in a paste become signs before the line takes it."""

    def on_paste(self, event: events.Paste) -> None:
        """Runs before the line's own handler, which takes what is left in the event."""
        event.text = clean_line(event.text)
