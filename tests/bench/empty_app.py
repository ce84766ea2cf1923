"""The smallest Textual app that paints a full screen: the floor that a reader built on Textual stands on."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """One line of words."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("READY", markup=False)


Empty().run()
