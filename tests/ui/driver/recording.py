"""What Textual writes for the frames of an app, without a terminal."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot

from tuireader.ui.driver.frames import is_frame


class Recorder(HeadlessDriver):
    """A driver for a terminal that is a list."""

    frames: list[tuple[tuple[int, int], str]]
    """Each frame with the size, columns and rows, that it was written for."""

    def __init__(self, app: App[None], **more: object) -> None:
        super().__init__(app, **more)  # type: ignore[arg-type]
        self.app = app
        self.frames = []
        app.recorder = self  # type: ignore[attr-defined]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        if is_frame(data):
            self.frames.append((tuple(self.app.size), data))  # type: ignore[arg-type]


async def resize(pilot: Pilot[None], columns: int, lines: int) -> None:
    """Give the terminal of a recorded app another size."""
    size = Size(columns, lines)
    pilot.app.post_message(events.Resize(size, size))
    await pilot.pause(0.03)
