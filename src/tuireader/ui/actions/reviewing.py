"""After a revision: marks whose words changed or are gone are looked at, confirmed, put elsewhere, or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.annotations.review import Reviewed
from tuireader.errors import TuireaderError
from tuireader.library import now
from tuireader.ui.actions.marking import mark_here, passage

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.dialogs.review import Leave
    from tuireader.ui.screens.reader import ReaderScreen


def review(screen: ReaderScreen, given: Given) -> None:
    """Look at the marks that a revision touched; while a mark waits for its new place, put it on the words chosen."""
    if screen.revising.reattaching:
        _reattach(screen)
        return
    from tuireader.ui.dialogs.review import Acts, ReviewDialog

    moved = given.words.strip() == "moved"

    def items() -> tuple[Reviewed, ...]:
        return screen.library.review(screen.reading, moved=moved)

    if not items():
        screen.say("Nothing is to be reviewed: every mark is on its words, or was let go")
        return
    acts = Acts(
        confirm=lambda name: _said(screen, name, "confirm", "Confirmed where it is"),
        let_go=lambda name: _said(screen, name, "let_go", "Let go: it stays in the list of marks"),
        undo=lambda: _undone(screen),
    )
    dialog = ReviewDialog(items, acts, screen.reading.locator, screen.signs)
    screen.app.push_screen(dialog, lambda left: _left(screen, left))


def _said(screen: ReaderScreen, name: str, verdict: str, done: str) -> str:
    """Keep one word of the reader's; what came of it."""
    try:
        reading, change = getattr(screen.reading, verdict)(name, now())
        screen.library.save(reading, change)
    except TuireaderError as error:
        return str(error)
    screen.reading = reading
    return f"{done}; u takes it back"


def _undone(screen: ReaderScreen) -> str:
    try:
        reading = screen.library.undo(screen.reading)
    except TuireaderError as error:
        return str(error)
    if reading is None:
        return "Nothing to undo"
    screen.reading = reading
    return "Undone"


def _left(screen: ReaderScreen, left: Leave | None) -> None:
    """The review was closed: go where the reader wants to be."""
    if left is None:
        return
    if left.offset is not None:
        screen.jump(left.offset)
    if left.reattach:
        screen.revising.reattaching = left.reattach
        screen.say("Choose words, ( ) or v: R puts the mark there, Esc leaves it")
    elif left.said:
        screen.say(left.said)


def _reattach(screen: ReaderScreen) -> None:
    name, screen.revising.reattaching = screen.revising.reattaching, ""
    try:
        reading, change = screen.reading.reattach(name, passage(screen), now())
    except (TuireaderError, KeyError) as error:
        gone = "The mark is gone: it was deleted in another session"
        screen.say(gone if isinstance(error, KeyError) else str(error), warning=True)
        return
    if screen.commit(reading, change):
        screen.essay.select(None)
        left = len(screen.library.review(screen.reading))
        screen.say("The mark is on these words now" + (f"; R goes on, {left} to review" if left else ""))


def done(screen: ReaderScreen, _given: Given) -> None:
    """A note was dealt with, or is open again."""
    mark = mark_here(screen)
    if mark is None:
        screen.say("No mark is here; ]m goes to the next")
        return
    reading, change = screen.reading.set_done(mark.annotation.id, not mark.annotation.done, now())
    if screen.commit(reading, change):
        screen.say("Open again" if mark.annotation.done else "Done; x opens it again")
