"""The app: which screen first, themes, signals, and a terminal that is left as it was found."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.app import App
from textual.screen import Screen

from tuireader.config import Settings
from tuireader.library import Library
from tuireader.reading import Reading
from tuireader.text.clean import clean_line
from tuireader.ui.background import Background, Finished
from tuireader.ui.driver.choice import driver_class
from tuireader.ui.screens.opening import OpeningScreen
from tuireader.ui.screens.reader import ReaderScreen
from tuireader.ui.themes import NAMES, PAGE_DEFAULTS, THEMES

if TYPE_CHECKING:
    from tuireader.ui.screens.shelf import ShelfScreen

ENDED_BY_SIGNAL = 128
READ_FIRST = 1 << 20
"""Bytes up to which a document is read before the screen is set up: the first paint is then the page itself."""
PIXEL_MOUSE_OFF = "\x1b[?1016l"
"""Textual switches this mode on where a terminal has it, and never off again."""


class ReaderApp(App[None]):
    """Shows the shelf of a folder, or a document."""

    CSS_PATH = "tuireader.tcss"
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "tuireader"

    def __init__(
        self, path: str, settings: Settings, library: Library, opened: tuple[Reading, str] | None = None
    ) -> None:
        """``opened`` is the document at ``path`` with a notice, where it was read already; else a thread reads it."""
        colourless = bool(os.environ.get("NO_COLOR"))
        super().__init__(
            driver_class=driver_class(settings.driver),
            ansi_color=True if colourless else None,  # else Textual makes grey of colours, not none
        )
        self.forget_terminal: Callable[[], None] = lambda: None
        """Has the next frame paint the whole screen; set by a driver that sends only what changed."""
        self.path = path
        self.settings = settings
        self.library = library
        self._opened = opened
        self.background = Background(self)
        self.failure: Exception | None = None
        """Why the document named on the command line could not be opened."""
        self._shelf: ShelfScreen | None = None
        self._quitting = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in NAMES and not colourless else NAMES[0]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of the style sheet, for themes that do not set them."""
        return dict(PAGE_DEFAULTS)

    def get_default_screen(self) -> Screen[None]:
        """The document itself where it is read already: no empty screen is painted first."""
        if self._opened is None:
            return super().get_default_screen()
        reading, notice = self._opened
        return ReaderScreen(reading, self.library, self.settings, notice)

    def on_mount(self) -> None:
        """Take signals, then open what was asked for."""
        self._take_signals()
        self.app_resume_signal.subscribe(self, lambda _: self.refresh())  # Textual comes back to an empty screen
        if Path(self.path).is_dir():
            self.open_shelf(Path(self.path))
        elif self._opened is None:
            self.push_screen(OpeningScreen(self.path))
            self.open_document(self.path)

    def open_shelf(self, folder: Path) -> None:
        """Show the documents of a folder."""
        from tuireader.ui.screens.shelf import ShelfScreen  # brings a list widget that a document does not need

        self._shelf = ShelfScreen(folder, self.library)
        self.push_screen(self._shelf)

    def open_document(self, path: str) -> None:
        """Read a document in a thread, then show it, or say why not."""

        def failed(error: Exception) -> None:
            if self._shelf is not None:
                self._shelf.say(clean_line(str(error)))
            else:
                self.failure = error
                self.exit(return_code=1)

        self.background.run(lambda: self.library.open_for_reading(path), self._show, failed)

    def _show(self, opened: tuple[Reading, str]) -> None:
        screen = ReaderScreen(opened[0], self.library, self.settings, opened[1])
        if isinstance(self.screen, OpeningScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_finished(self, event: Finished) -> None:
        """Work beside the screen is done."""
        event.deliver()

    def on_reader_screen_leave(self, event: ReaderScreen.Leave) -> None:
        """A document was closed: to the shelf that was asked for, to the one it came from, or out."""
        if event.folder is None and self._shelf is None:
            self.exit()
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
        if event.folder is not None and (self._shelf is None or event.folder != self._shelf.folder.resolve()):
            if self._shelf is not None:
                self.pop_screen()
            self.open_shelf(event.folder)

    def on_shelf_screen_chosen(self, event: ShelfScreen.Chosen) -> None:
        """A document of the shelf was chosen."""
        self.open_document(str(event.path))

    # --- signals

    def _take_signals(self) -> None:
        """A closed connection or a polite kill ends the app as ``q`` does: place kept, terminal restored."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._end_by_signal, number)
                except (NotImplementedError, RuntimeError, ValueError):  # not this platform, or not the main thread
                    return

    def _end_by_signal(self, number: int) -> None:
        if self._quitting:
            return
        self._quitting = True
        from tuireader.ui.dialogs.note import NoteDialog

        for screen in self.screen_stack:
            if isinstance(screen, NoteDialog):
                screen.keep_draft()
            elif isinstance(screen, ReaderScreen):
                screen.upkeep.keep_place()
        self.exit(return_code=ENDED_BY_SIGNAL + number)


def build(
    path: str,
    settings: Settings,
    home: Path | None = None,
    ahead: Callable[[], tuple[Reading, str] | None] | None = None,
) -> ReaderApp:
    """The app on a path. ``ahead`` gives the document if it was read already, with a notice, or None.

    Raises NoSuchFile and UnreadableInput before anything is drawn, unless the file is large.
    """
    library = Library(home)
    opened = ahead() if ahead else None
    file = Path(path)
    soon = not file.is_dir() and not (file.exists() and file.stat().st_size > READ_FIRST)
    return ReaderApp(path, settings, library, opened or (library.open_for_reading(path) if soon else None))


def run(
    path: str,
    settings: Settings,
    home: Path | None = None,
    ahead: Callable[[], tuple[Reading, str] | None] | None = None,
    debug: bool = False,
) -> int:
    """Run the app on a document, a folder or ``-``; return the exit status. ``ahead`` is as in ``build``.

    Raises the TuireaderError that kept the document from being opened, and RuntimeError with one line when the app
    broke; with ``debug`` where it broke is on the standard error.
    """
    if not settings.animation:
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # set to nothing it asks for nothing (no-color.org); Textual would take it for a yes
    app = build(path, settings, home, ahead)
    broken = io.StringIO()
    app.error_console = Console(file=broken, markup=False, highlight=False)  # a traceback is for --debug only
    app.run(mouse=settings.mouse)
    _restore(settings.mouse)
    if broken.getvalue() and sys.__stderr__ is not None and debug:
        sys.__stderr__.write(broken.getvalue())
    if broken.getvalue() and app.return_code:
        lines = [line.strip(" │╭╰─╮╯") for line in broken.getvalue().splitlines()]
        raise RuntimeError(next((line for line in reversed(lines) if line), "the screen could not go on"))
    if app.failure is not None and app.return_code:
        raise app.failure
    return app.return_code or 0


def _restore(mouse: bool) -> None:
    """Switch off what Textual leaves on. Where the terminal is gone, the last flush goes nowhere instead of failing."""
    for stream, words in ((sys.__stderr__, PIXEL_MOUSE_OFF if mouse else ""), (sys.__stdout__, "")):
        if stream is None:
            continue
        try:
            stream.write(words)
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
