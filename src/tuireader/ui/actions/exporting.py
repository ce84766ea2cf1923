"""Marks leave: as a file, seen before it is written, or one mark by the clipboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.errors import CannotCreate, TuireaderError, UsageError
from tuireader.ui.actions.marking import mark_here, send
from tuireader.ui.rows import counted

if TYPE_CHECKING:
    from tuireader.export.plan import Plan, Wish
    from tuireader.ui.commands import Given
    from tuireader.ui.dialogs.export import Asked
    from tuireader.ui.screens.reader import ReaderScreen


def export(screen: ReaderScreen, given: Given) -> None:
    """Show what an export would write, and write it; with a file named on the command line, write at once."""
    if not screen.reading.marks:
        screen.say("There are no marks to export yet; H makes a highlight, a writes a note")
        return
    from tuireader.export.plan import Wish
    from tuireader.ui.dialogs.export import Asked, ExportDialog

    if given.words.strip():
        _write_at_once(screen, Asked(Path(given.words.strip()).expanduser(), Wish()))
        return
    dialog = ExportDialog(
        _asked_last(screen),
        lambda asked: screen.library.plan_export(screen.reading, asked.file, asked.wish),
        lambda asked, planned: _write(screen, asked, planned),
        screen.signs,
    )
    screen.app.push_screen(dialog, lambda said: screen.say(said) if said else None)


def copy_mark(screen: ReaderScreen, _given: Given) -> None:
    """Send the mark under the caret to the clipboard as Markdown."""
    mark = mark_here(screen)
    if mark is None:
        screen.say("No mark is here; ]m goes to the next")
        return
    send(screen, screen.library.export_mark(screen.reading, mark.annotation.id))


def _asked_last(screen: ReaderScreen) -> Asked:
    """What was asked of the last export: as the file of notes keeps it, else as the store does."""
    from tuireader.export.choice import choice_from_words
    from tuireader.export.plan import Wish, kept_notes
    from tuireader.ui.dialogs.export import Asked

    reading = screen.reading
    kept = screen.library.store.export_wish(reading.document.id)
    stem = "notes" if reading.document.source == "-" else f"{Path(reading.document.source).stem}-notes"
    asked = Asked(Path(kept.get("file", f"{stem}.md")), Wish(kept.get("form", "")))
    try:
        asked = replace(asked, wish=replace(asked.wish, choice=choice_from_words(kept.get("choice", ""))))
        found = kept_notes(reading, asked.file.parent) if asked.wish.form in {"", "md"} else None
    except UsageError:  # written by another version, or several files of notes: the reader sees it, and chooses
        return asked
    return Asked(found[0], Wish(choice=found[1])) if found else asked


def _write(screen: ReaderScreen, asked: Asked, planned: Plan) -> str:
    """Write the file and keep what was asked for; what was done, in a sentence. Raises TuireaderError."""
    kept = screen.library.write(planned)
    _keep(screen, asked.wish, planned.file)
    if planned.up_to_date and kept is None and planned.before is not None:
        done = f"{planned.file} is up to date"
    else:
        done = f"{planned.file}: {planned.report.words}"
    return done + (f"; what was there is in {kept}" if kept else "")


def _keep(screen: ReaderScreen, wish: Wish, file: Path) -> None:
    choice = wish.choice.as_words() if wish.choice else ""
    fields = {"file": str(file), "form": wish.form, "choice": choice}
    screen.keeps(lambda: screen.library.store.save_export_wish(screen.reading.document.id, fields))


def _write_at_once(screen: ReaderScreen, asked: Asked) -> None:
    """Write a file that was named; one that is in the way is only replaced when the reader says so."""
    try:
        planned = screen.library.plan_export(screen.reading, asked.file, asked.wish)
        screen.say(_write(screen, asked, planned))
    except CannotCreate as error:
        if asked.wish.force or not asked.file.is_file():
            screen.say(str(error), warning=True)
            return
        _ask_to_replace(screen, asked)
    except TuireaderError as error:
        screen.say(str(error), warning=True)


def _ask_to_replace(screen: ReaderScreen, asked: Asked) -> None:
    from tuireader.ui.dialogs.confirm import ConfirmDialog

    def answer(yes: bool | None) -> None:
        if yes:
            _write_at_once(screen, replace(asked, wish=replace(asked.wish, force=True)))
        else:
            screen.say(f"{asked.file} is as it was; :export and another name writes elsewhere")

    marks = counted(len(screen.reading.marks), "mark")
    question = f"{asked.file} exists. Replace it by {marks}, and keep it as {asked.file.name}.bak?"
    screen.app.push_screen(ConfirmDialog(question), answer)
