"""The reader as a whole: measure, theme, help, commands, editor, leaving."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.config import MEASURES
from tuireader.errors import TuireaderError
from tuireader.ui.editor import editor_command
from tuireader.ui.themes import NAMES

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

STEP = 4
"""Cells by which the measure grows or shrinks."""


def wider(screen: ReaderScreen, given: Given) -> None:
    """Longer lines."""
    _measure(screen, screen.essay.measure + STEP * given.times)


def narrower(screen: ReaderScreen, given: Given) -> None:
    """Shorter lines."""
    _measure(screen, screen.essay.measure - STEP * given.times)


def default_measure(screen: ReaderScreen, _given: Given) -> None:
    """Lines of the length in the settings."""
    _measure(screen, screen.settings.measure)


def _measure(screen: ReaderScreen, cells: int) -> None:
    cells = min(max(cells, MEASURES[0]), MEASURES[-1])
    screen.set_measure(cells)
    screen.say(f"Lines of up to {cells} characters")


def focus(screen: ReaderScreen, _given: Given) -> None:
    """Nothing but the text, or everything."""
    screen.focus_mode = not screen.focus_mode
    screen.set_out()


def theme(screen: ReaderScreen, given: Given) -> None:
    """The next theme, or the one that was named."""
    wanted = given.words.strip()
    if wanted and wanted not in NAMES:
        screen.say(f"There is no theme “{wanted}”, only {', '.join(NAMES)}")
        return
    here = NAMES.index(screen.app.theme) if screen.app.theme in NAMES else -1
    screen.app.theme = wanted or NAMES[(here + 1) % len(NAMES)]
    screen.say(f"Theme: {screen.app.theme}")


def repaint(screen: ReaderScreen, _given: Given) -> None:
    """Paint the whole screen anew, for when something else wrote on it."""
    screen.reader_app.forget_terminal()
    screen.app.refresh(repaint=True, layout=True)
    screen.refresh(repaint=True, layout=True)


def suspend(screen: ReaderScreen, _given: Given) -> None:
    """Hand the terminal back to the shell until ``fg``."""
    screen.app.action_suspend_process()


def edit(screen: ReaderScreen, _given: Given) -> None:
    """Open the file in an editor at this line; back here, the text is read anew and the marks follow."""
    source = screen.reading.document.source
    if source == "-":
        screen.say("This text came through a pipe; there is no file to edit")
        return
    line = screen.reading.document.text.count("\n", 0, screen.essay.caret) + 1
    try:
        command = editor_command(screen.settings.editor, Path(source).resolve(), line)
        with screen.app.suspend():
            subprocess.run(command, check=False)
    except TuireaderError as error:
        screen.say(str(error), warning=True)
        return
    except Exception as error:  # Textual raises its own where the terminal cannot be handed over
        screen.say(f"The editor could not be opened here: {error}", warning=True)
        return
    screen.upkeep.look_at_file()


def palette(screen: ReaderScreen, _given: Given) -> None:
    """Find a command by its words, and run it."""
    from tuireader.ui.dialogs.palette import PaletteDialog

    def run(chosen: tuple[str, str] | None) -> None:
        if chosen:
            name, words = chosen
            screen.run_command(name, words=words, count=int(words) if words.isdigit() else None)

    screen.app.push_screen(PaletteDialog(), run)


def help_here(screen: ReaderScreen, _given: Given) -> None:
    """The keys of where you are."""
    from tuireader.ui.dialogs.help import HelpDialog

    screen.app.push_screen(HelpDialog(screen.mode, screen.side.pane))


def escape(screen: ReaderScreen, _given: Given) -> None:
    """One level back: from a list to the text, from a selection to none. Never quits."""
    essay = screen.essay
    if screen.side.asking:
        screen.side.stop_asking()
    elif screen.side.picking:
        screen.side.leave_answers()
    elif not essay.has_focus:
        essay.focus()
    elif screen.revising.reattaching:
        screen.revising.reattaching = ""
        essay.select(None)
        screen.say("The mark is as it was; R shows what is to be reviewed")
    elif essay.selection or essay.sentence_chosen:
        essay.select(None)
    elif screen.found:
        screen.found = ()
        essay.light(screen.lit)
    elif screen.shape == "narrow" and screen.side.open:
        screen.side.close()
    elif screen.side.pane != "footnotes":
        screen.side.show_margin()
    elif screen.entry:
        screen.choose_entry(None)


def shelf(screen: ReaderScreen, _given: Given) -> None:
    """The documents of the folder that this one is in."""
    source = screen.reading.document.source
    folder = Path.cwd() if source == "-" else Path(source).resolve().parent
    screen.leave(folder)


def quit_reader(screen: ReaderScreen, _given: Given) -> None:
    """Close what is open; then the document; then the program. Everything is saved already."""
    if not screen.essay.has_focus or (screen.shape == "narrow" and screen.side.open):
        screen.side.show_margin()
        if screen.shape == "narrow":
            screen.side.close()
        screen.essay.focus()
    else:
        screen.leave(None)
