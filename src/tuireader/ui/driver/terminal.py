"""Textual's driver for terminals, with what is on the screen already left out of what it sends."""

from __future__ import annotations

import asyncio
import os
import signal
import termios
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from tuireader.ui.driver.frames import is_frame, read
from tuireader.ui.driver.replies import ASK_MARGINS, listening
from tuireader.ui.driver.shadow import Shadow

if TYPE_CHECKING:
    from textual.app import App

SYNC_ON, SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"
PLAIN_STYLE = "\x1b[m"
"""What Textual takes for granted before whatever it writes, and what a shell expects after it."""
MARGINS_ON, MARGINS_OFF = "\x1b[?69h", "\x1b[?69l"
UNMOVED = ("linux",)
"""Terminals that know neither SU nor SD: the console of Linux (console_codes(4))."""
WORTH_SYNC = 1024
"""Bytes from which a frame is marked as one; a shorter one is a single packet, and drawn at once."""
SETTLED = 0.1
"""Seconds after a change of size in which Textual paints for the new one, if there is any."""


class ChangesDriver(linux_driver.LinuxDriver):
    """Sends only what changed.

    It keeps a shadow of the screen from the first frame that covers all of it. Frames before it, and any in which there
    is something that the shadow does not know, go to the terminal as Textual wrote them.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.app = app
        self._shadow: Shadow | None = None
        self._asked = False
        self._margins = False
        self._synchronised = False
        self._newline = "\r\n"
        self._screen_loop = asyncio.get_running_loop()
        if hasattr(app, "forget_terminal"):
            app.forget_terminal = self.forget

    def forget(self) -> None:
        """Something else may have written on the screen: the next frame paints it all."""
        if self._shadow is not None:
            self._shadow.forget()

    def write(self, data: str) -> None:
        """Send what a frame changes; anything else as it is."""
        if data in (SYNC_ON, SYNC_OFF):
            self._synchronised = data == SYNC_ON
        elif is_frame(data):
            self._write_frame(data)
        else:
            super().write(data)

    def _write_frame(self, data: str) -> None:
        try:
            changes = self._changes(data)
        except Exception:  # whatever was not foreseen: what Textual wrote is right, and the shadow is not to be trusted
            self._shadow = changes = None
        if changes is None:
            changes = PLAIN_STYLE + data
        if self._synchronised and len(changes) >= WORTH_SYNC:
            changes = f"{SYNC_ON}{changes}{SYNC_OFF}"
        if changes:
            super().write(changes)

    def _changes(self, data: str) -> str | None:
        columns, lines = self.app.size
        shadow = self._shadow
        if shadow is None or (shadow.columns, shadow.lines) != (columns, lines):
            shadow = self._shadow = Shadow(columns, lines, self._newline)
        shadow.scrolls = os.environ.get("TERM") not in UNMOVED
        shadow.margins = self._margins
        return shadow.take(read(data))

    # --- the terminal comes and goes

    def start_application_mode(self) -> None:
        """Begin on a screen that nobody has written on yet: at the start, and after every suspension."""
        self.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._newline = "\n" if self._adds_returns() else "\r\n"
        if self.input_tty and os.environ.get("TERM_PROGRAM") != "Apple_Terminal":  # which would print the question
            self._asked = True
            super().write(ASK_MARGINS)
        self._watch_size()

    def _adds_returns(self) -> bool:
        """Whether the line makes a return and a newline of each newline, as all do unless told otherwise."""
        try:
            modes = termios.tcgetattr(self.fileno)[1]
        except termios.error:
            return False
        return bool(modes & termios.OPOST and modes & termios.ONLCR)

    def _watch_size(self) -> None:
        """A terminal that changes its size rearranges what is on it, also when it ends up as large as it was."""
        textuals = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self._size_changed()
            if callable(textuals):
                textuals(number, frame)

        signal.signal(signal.SIGWINCH, resized)

    def _size_changed(self) -> None:
        """Forget the screen, and have it painted even if Textual finds that its size is what it was."""
        self.forget()
        loop = self._screen_loop
        loop.call_soon_threadsafe(lambda: loop.call_later(SETTLED, self._paint_if_forgotten))

    def _paint_if_forgotten(self) -> None:
        if self._shadow is not None and self._shadow.forgotten and self.app.is_running:
            self.app.refresh()

    def process_message(self, message: Message) -> None:
        """Take note of a new size that the terminal reports itself."""
        if isinstance(message, events.Resize) and message.size != self.app.size:
            self._size_changed()
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys as Textual does, through a parser that also hears about margins."""
        names = vars(linux_driver)  # the parser is looked up there by name, and there is no other way to it
        textuals = names["XTermParser"]
        names["XTermParser"] = listening(self._heard)
        try:
            super().run_input_thread()
        finally:
            names["XTermParser"] = textuals

    def _heard(self, margins: bool) -> None:
        if not self._asked:  # the same words in a paste are no answer, nor is one that comes when all is over
            return
        self._asked = False
        if margins:
            super().write(MARGINS_ON)  # before any frame that makes use of it
        self._margins = margins

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was found, at the end and for every suspension."""
        self._asked = False
        super().write(PLAIN_STYLE)
        if self._margins:
            self._margins = False
            super().write(MARGINS_OFF)
        super().stop_application_mode()
