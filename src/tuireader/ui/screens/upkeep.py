"""What goes on beside the reading: the index in a worker, file and marks watched, the place and the draft kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.annotations.model import Annotation
from tuireader.annotations.state import Draft
from tuireader.errors import TuireaderError
from tuireader.reading import Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.background import Background
from tuireader.ui.passage import Passage

if TYPE_CHECKING:
    from textual.timer import Timer

    from tuireader.ui.screens.reader import ReaderScreen

LOOK_EVERY = 1.5
"""Seconds between two looks at the file."""
LOOK_AT_MARKS_EVERY = 0.9
"""Seconds between two looks at the marks of other sessions."""
KEEP_EVERY = 2.0
"""Seconds between two savings of the place, when it changed."""
INDEX_AFTER = 0.1
"""Seconds between the first paint and the making of the index, so that the page and the first keys come first."""


class Upkeep:
    """What the reading screen does by itself."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._kept_place = -1
        self._gone = False
        self._marks: tuple[Annotation, ...] = ()
        self._timers: tuple[Timer, ...] = ()
        self.indexed = False

    def find_place(self) -> None:
        """Before the first paint: go to where the reader stopped."""
        try:
            place = self._screen.library.position(self._screen.reading)
        except TuireaderError:
            place = None  # what is wrong with the store was said at the opening
        if place:
            self._screen.essay.restore(place, place)
        self._kept_place = self._screen.essay.place

    @property
    def _background(self) -> Background:
        return self._screen.reader_app.background

    def begin(self) -> None:
        """After the first paint: offer what was left unfinished, and start what runs beside the reading."""
        self._screen.revising.begin()
        draft = self._draft()
        if draft and draft.span:
            self._screen.essay.go(draft.span.start, sentence=True)
            self._screen.say("A note on this sentence was not finished: a goes on with it")
        elif draft:
            self._screen.say("An unfinished note has lost its words: a on any sentence goes on with it there")
        self._screen.set_timer(INDEX_AFTER, self.make_index)
        self._timers = (
            self._screen.set_interval(LOOK_EVERY, self.look_at_file),
            self._screen.set_interval(LOOK_AT_MARKS_EVERY, self.look_at_marks),
            self._screen.set_interval(KEEP_EVERY, self.keep_place),
        )

    def rest(self) -> None:
        """The document is closed: keep the place, look no more."""
        self.keep_place()
        self._screen.revising.end()
        for timer in self._timers:
            timer.stop()

    def make_index(self) -> None:
        """Make the index beside the reading; nothing waits for it."""
        screen, reading = self._screen, self._screen.reading
        self.indexed = False

        def failed(error: Exception) -> None:
            self.indexed = True
            screen.say(
                f"No index could be made of this document ({clean_line(str(error))}); reading goes on", warning=True
            )

        opinion = screen.settings.opinion
        self._background.run(lambda: screen.library.index(reading, opinion), self._take_index, failed)

    def _take_index(self, indexed: Reading) -> None:
        """Take the index with the reader's corrections, unless the text has changed since."""
        screen = self._screen
        if screen.is_attached and indexed.document.revision == screen.reading.document.revision:
            self.indexed = True
            made = screen.reading.with_index(indexed.index)
            try:
                made = screen.library.with_corrections(made)
            except TuireaderError as error:
                screen.say(f"Your corrections of the index are not shown. {error}", warning=True)
            for remark in made.index.remarks:
                screen.say(clean_line(remark), warning=True)
            screen.reading = made

    def look_at_file(self) -> None:
        """Whether the file changed or is gone; one look at its dates."""
        source = self._screen.reading.document.source
        if source == "-":
            return
        gone = not Path(source).exists()
        if gone and not self._gone:
            self._screen.say(f"{source} is gone from the disk; what you see and your marks are kept", warning=True)
        self._gone = gone
        if not gone and self._screen.library.changed_on_disk(self._screen.reading):
            self._screen.revising.reread()

    def look_at_marks(self) -> None:
        """Whether another session changed the marks; one look at the dates of their file."""
        screen = self._screen
        try:
            store, name = screen.library.store, screen.reading.document.id
            kept = store.for_document(name)
            if self.indexed and store.corrections(name) != screen.reading.index.corrections:
                screen.reading = screen.library.with_corrections(screen.reading)
            if kept is self._marks:
                return
            self._marks = kept
            if {a.id: a for a in kept} == {a.id: a for a in screen.reading.annotations}:
                return
            fresh = screen.library.with_marks(screen.reading, remember=False)
        except TuireaderError:
            return  # it is said when the reader marks something
        screen.reading = fresh.with_index(screen.reading.index)
        screen.say("Marks of another session came in")

    def keep_place(self) -> None:
        """Keep where the reader is, when it is another place than the one kept."""
        place = self._screen.essay.place
        if place != self._kept_place and self._screen.keeps(
            lambda: self._screen.library.save_position(self._screen.reading, place)
        ):
            self._kept_place = place

    def keep_draft(self, where: Passage, typed: str, annotation_id: str | None) -> None:
        """Keep a note as far as it is typed."""
        save = self._screen.library.save_draft
        self._screen.keeps(lambda: save(where.reading, where.span, typed, annotation_id))

    def _draft(self) -> Draft | None:
        try:
            return self._screen.library.draft_for(self._screen.reading)
        except TuireaderError:
            return None

    def draft_on(self, span: Span) -> Draft | None:
        """The unfinished note on a passage, or one whose own passage is gone, to be written here."""
        try:
            found = self._screen.library.draft_for(self._screen.reading, span)
            lost = None if found else self._screen.library.draft_for(self._screen.reading)
            return replace(lost, span=span) if lost and lost.span is None else found
        except TuireaderError:
            return None

    def drop_draft(self) -> None:
        """The draft is a note now, or was thrown away."""
        self._screen.keeps(lambda: self._screen.library.drop_draft(self._screen.reading))
