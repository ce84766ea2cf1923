"""The document on the screen and its revisions: which document it is, what changed in it, what became of the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.review import to_review
from tuireader.errors import TuireaderError
from tuireader.notes.meanings import changed
from tuireader.reading import Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.passage import carried
from tuireader.ui.rows import counted

if TYPE_CHECKING:
    from tuireader.annotations.catalogue import Doubt
    from tuireader.ui.screens.reader import ReaderScreen

_OF_THE_OLD_TEXT = {"uses", "may mean", "link", "mentions", "correct"}
"""Lists whose rows are places of the text that they were made for."""


class Revising:
    """What the reading screen does when the text is not the one that it was."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self.reattaching = ""
        """The id of the mark that waits for the reader to choose its new words; empty while none does."""

    def begin(self) -> None:
        """Note that the document was opened, and show what changed in it; where only the reader can know which document
        it is, ask first.
        """
        screen = self._screen
        try:
            doubt = screen.library.doubt(screen.reading)
        except TuireaderError:
            doubt = None  # what is wrong with the store was said at the opening
        if doubt is None:
            screen.keeps(lambda: screen.library.remember(screen.reading))
            self._find_changes()
            return
        from tuireader.ui.dialogs.confirm import ConfirmDialog

        count = len(screen.library.store.for_document(doubt.card.doc_id))
        marks = counted(count, "mark") if count else "corrections of its index"
        what = "is another text than" if doubt.at_its_path else "is much like"
        question = f"This {what} “{doubt.card.title}”, which has {marks}. Is it a revision of it?"
        screen.app.push_screen(ConfirmDialog(question), lambda yes: self._settle(doubt, revision=bool(yes)))

    def end(self) -> None:
        """The document is closed: what changes from now on is new at the next reading."""
        self._screen.keeps(lambda: self._screen.library.leave(self._screen.reading))

    def _settle(self, doubt: Doubt, *, revision: bool) -> None:
        """Show the document with the marks of what the reader says it is."""
        screen = self._screen

        def settle() -> None:
            screen.reading = screen.library.settle(screen.reading, doubt, revision=revision)

        if screen.keeps(settle):
            self._find_changes()
            said = f"The marks of “{doubt.card.title}” are here" if revision else "This is a document of its own now"
            screen.say(clean_line(said))

    def _find_changes(self) -> None:
        """Look in a thread for the paragraphs that changed since the last reading."""
        screen, reading = self._screen, self._screen.reading

        def show(found: tuple[Span, ...]) -> None:
            if screen.is_attached and reading.document is screen.reading.document:
                screen.essay.show_changes(found)

        self._screen.reader_app.background.run(
            lambda: screen.library.changed_blocks(reading), show, lambda error: screen.say(str(error), warning=True)
        )

    def reread(self) -> None:
        """Read the file anew in a thread, and follow the words there: that takes seconds in a very long text."""
        screen, old = self._screen, self._screen.reading

        def read() -> Reading:
            fresh = screen.library.reopen(old)
            carried(0, old, fresh)
            return fresh

        def failed(error: Exception) -> None:
            screen.say(clean_line(str(error)), warning=True)

        screen.reader_app.background.run(read, self._take, failed)

    def _take(self, revised: Reading) -> None:
        """Show the revised text at the same words, and say what became of the marks."""
        screen, old = self._screen, self._screen.reading
        if not screen.is_attached:
            return
        try:  # marks made while the file was being read belong to it too
            fresh = screen.library.with_marks(revised, remember=False)
        except TuireaderError:
            fresh = revised
        place, caret = (carried(offset, old, fresh) for offset in (screen.essay.place, screen.essay.caret))
        screen.trail.move(lambda offset: carried(offset, old, fresh))
        screen.found = ()
        screen.choose_entry(None)
        screen.essay.show_changes(())
        screen.reading = fresh
        screen.essay.restore(place, caret)
        if screen.side.pane in _OF_THE_OLD_TEXT:
            screen.side.show_margin()
        screen.upkeep.make_index()
        self.begin()
        screen.say(f"The file changed and was read anew{_became(fresh)}")


def _became(reading: Reading) -> str:
    """What became of the marks and the references, as the end of a sentence."""
    waiting = [m.anchor.status for m in reading.marks if to_review(*m)]
    numbers = (
        (sum(m.anchor.status is AnchorStatus.MOVED for m in reading.marks), "moved"),
        (waiting.count(AnchorStatus.EDITED), "edited"),
        (waiting.count(AnchorStatus.ORPHANED), "lost"),
    )
    (first, *others) = [(n, what) for n, what in numbers if n] or [(0, "")]
    said = ", ".join([f"{counted(first[0], 'mark')} {first[1]}", *(f"{n} {what}" for n, what in others)])
    words = f": {said}" if first[0] else ""
    if waiting:
        words += ": R to review"
    other = sum(1 for _ in changed(reading.meant, reading.document, reading.apparatus))
    if other:
        words += f"; {counted(other, 'reference')} {'means' if other == 1 else 'mean'} another source now: gp"
    return words
