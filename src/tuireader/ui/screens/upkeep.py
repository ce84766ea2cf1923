"""What goes on beside the reading: the index in a worker, the file watched, the place and the draft kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.state import Draft
from tuireader.errors import TuireaderError
from tuireader.library import now
from tuireader.reading import Reading
from tuireader.text.span import Span

if TYPE_CHECKING:
    from textual.timer import Timer

    from tuireader.ui.screens.reader import ReaderScreen

LOOK_EVERY = 1.5
"""Seconds between two looks at the file."""
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

    def begin(self) -> None:
        """After the first paint: offer what was left unfinished, and start what runs beside the reading."""
        self._screen.library.remember(self._screen.reading)
        draft = self._draft()
        if draft:
            self._screen.essay.go(draft.span.start, sentence=True)
            self._screen.say("A note on this sentence was not finished: a goes on with it")
        self._screen.set_timer(INDEX_AFTER, lambda: self.make_index(self._screen.reading))
        self._timers = (
            self._screen.set_interval(LOOK_EVERY, self.look_at_file),
            self._screen.set_interval(KEEP_EVERY, self.keep_place),
        )

    def rest(self) -> None:
        """The document is closed: keep the place, look no more."""
        self.keep_place()
        for timer in self._timers:
            timer.stop()

    def make_index(self, reading: Reading) -> None:
        """Make the index in a thread; nothing waits for it."""

        def make() -> None:
            indexed = self._screen.library.index(reading)
            self._screen.app.call_from_thread(self._take_index, indexed)

        self._screen.run_worker(make, thread=True, group="index", exclusive=True)

    def _take_index(self, indexed: Reading) -> None:
        """Take the index, unless the text has changed since."""
        if indexed.document.revision == self._screen.reading.document.revision:
            self.indexed = True
            self._screen.reading = self._screen.reading.with_index(indexed.index)

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
            self.reread(self._screen.reading)

    def reread(self, reading: Reading) -> None:
        """Read the file anew in a thread."""

        def read() -> None:
            try:
                fresh = self._screen.library.reopen(reading)
            except TuireaderError as error:
                self._screen.app.call_from_thread(self._screen.say, str(error), warning=True)
            else:
                self._screen.app.call_from_thread(self._take_revision, fresh)

        self._screen.run_worker(read, thread=True, group="reread", exclusive=True)

    def _take_revision(self, fresh: Reading) -> None:
        """Show the revised text at the same words, and say what became of the marks."""
        self._screen.reading = fresh
        self._screen.found = ()
        self._screen.choose_entry(
            self._screen.reading.index.by_id.get(self._screen.entry.id) if self._screen.entry else None
        )
        place = self._screen.library.position(self._screen.reading)
        if place is not None:
            self._screen.essay.restore(place, place)
        counted = [(s, sum(a.status is s for a in self._screen.reading.anchors)) for s in AnchorStatus]
        words = {AnchorStatus.MOVED: "moved", AnchorStatus.EDITED: "edited", AnchorStatus.ORPHANED: "lost"}
        said = ", ".join(f"{n} {words[s]}" for s, n in counted if n and s in words)
        self._screen.say(
            f"The file changed and was read anew; marks: {said}" if said else "The file changed and was read anew"
        )

    def keep_place(self) -> None:
        """Keep where the reader is, when it is another place than the one kept."""
        if self._screen.essay.place != self._kept_place:
            place = self._screen.essay.place
            try:
                self._screen.library.save_position(self._screen.reading, place)
            except TuireaderError as error:
                self._screen.say(str(error), warning=True)
            self._kept_place = place

    def keep_draft(self, span: Span, typed: str, annotation_id: str | None) -> None:
        """Keep a note as far as it is typed."""
        draft = Draft(span, typed, (), annotation_id, now())
        self._screen.keeps(lambda: self._screen.library.store.save_draft(self._screen.reading.document.id, draft))

    def _draft(self) -> Draft | None:
        try:
            return self._screen.library.store.draft(self._screen.reading.document.id)
        except TuireaderError:
            return None

    def draft_on(self, span: Span) -> Draft | None:
        """The unfinished note on a passage, when it still fits the text."""
        draft = self._draft()
        fits = (
            draft is not None
            and draft.span.end <= len(self._screen.reading.document.text)
            and draft.span.overlaps(span)
        )
        return draft if fits else None

    def drop_draft(self) -> None:
        """The draft is a note now, or was thrown away."""
        self._screen.keeps(lambda: self._screen.library.store.drop_draft(self._screen.reading.document.id))
