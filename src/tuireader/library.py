"""The one orchestrator: from a path to a `Reading`, from a change to the store, from a reading to an exported file.

It knows no screen. The heavy rooms (Markdown, TinyDB, the index, the exporters) are imported when they are first
needed, because a command that needs none of them must answer at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tuireader.annotations.clock import now
from tuireader.annotations.model import Change
from tuireader.errors import NoSuchFile, StoreError, UnreadableInput

if TYPE_CHECKING:
    from tuireader.anchors.model import Anchor
    from tuireader.annotations.annotations import AnnotationStore
    from tuireader.annotations.catalogue import Doubt
    from tuireader.annotations.review import Reviewed
    from tuireader.annotations.state import Draft
    from tuireader.annotations.unfinished import Unfinished
    from tuireader.documents.model import Document
    from tuireader.documents.watch import Watch
    from tuireader.export.choice import Choice
    from tuireader.export.plan import Plan, Wish
    from tuireader.index.corrections import Amendment
    from tuireader.reading import Reading
    from tuireader.text.span import Span

__all__ = ["STDIN", "Library", "ShelfItem", "now"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One document of a folder. What needs the document to be read is None until `Library.look` has read it."""

    path: Path
    title: str
    """The title as last read, else the file's name."""
    works: int | None = None
    problems: int | None = None
    """How many problems its footnotes have."""
    marks: int | None = None
    """How many marks the reader made; None when the store does not know the document."""
    progress: float | None = None
    """How far the reader came, from 0 to 1; None when it was never opened."""
    error: str = ""
    """Why what is kept of this document could not be read; empty when it could."""


class Library:
    """Documents with the reader's marks. ``home`` is the folder of the marks; None is the system's place for data."""

    def __init__(self, home: Path | None = None) -> None:
        self.home = home

    @cached_property
    def _watch(self) -> Watch:
        from tuireader.documents.watch import Watch

        return Watch()

    @cached_property
    def store(self) -> AnnotationStore:
        """The reader's marks. Raises StoreError when they cannot be reached."""
        from tuireader.annotations.annotations import AnnotationStore

        return AnnotationStore(self.home)

    # --- reading ---------------------------------------------------------------------------------------------------

    def read(self, path: str | Path, stdin: BinaryIO | None = None) -> Reading:
        """The document at ``path`` with its notes, without the reader's marks and without touching the store.

        Raises NoSuchFile and UnreadableInput.
        """
        from tuireader.documents.readers import read
        from tuireader.notes.resolve import resolve
        from tuireader.reading import Reading

        self._watch.look(path)
        document = read(path, stdin)
        return Reading(document, resolve(document))

    def open(self, path: str | Path, stdin: BinaryIO | None = None, *, remember: bool = True) -> Reading:
        """The document at ``path`` with its notes and the reader's marks; the index is empty until `index` is asked.

        Raises NoSuchFile, UnreadableInput and StoreError.
        """
        return self.with_marks(self.read(path, stdin), remember=remember)

    def open_for_reading(self, path: str | Path) -> tuple[Reading, str]:
        """A document for a screen, and a notice where its marks could not be read: then it comes without them, but with
        the id under which they are kept, so that what is marked now goes to the same place or is refused.

        Writes nothing; `remember` does that when the page is there. Raises NoSuchFile and UnreadableInput.
        """
        reading = self.read(path)
        try:
            reading = self._identified(reading, remember=False)
            reading = self._marked(reading, save=False)
        except StoreError as error:
            return reading, str(error)
        return reading, "; ".join(self.store.damage()[:1])

    def remember(self, reading: Reading) -> None:
        """Note in the store that the document was opened, its text, path and time, and where the marks are in it."""
        from tuireader.annotations.carrying import marks_in

        self.store.identify(_by_its_text(reading), _path(reading.document))
        marks_in(self.store, reading.document, save=True)
        self.keep_meanings(reading)

    def doubt(self, reading: Reading) -> Doubt | None:
        """A document with marks of which this may be a revision, where only the reader can know; else None.

        Raises StoreError.
        """
        return self.store.doubt(_by_its_text(reading), _path(reading.document))

    def settle(self, reading: Reading, doubt: Doubt, *, revision: bool) -> Reading:
        """The reader's word on a doubt, kept: a revision, with the marks of that document, or a document of its own.

        Raises StoreError.
        """
        document = _by_its_text(reading)
        doc_id = self.store.settle(document, _path(document), doubt.card.doc_id if revision else document.id)
        settled = replace(reading, document=replace(document, id=doc_id))
        return self._marked(settled, save=True).with_index(reading.index)

    def keep_meanings(self, reading: Reading, *, accept: bool = False) -> Reading:
        """Keep what the references mean; of those that mean another source than before what they meant, unless the
        reader accepts them as they are. Raises StoreError.
        """
        from tuireader.notes.meanings import remembered

        kept = remembered(() if accept else reading.meant, reading.document, reading.apparatus)
        self.store.save_meanings(reading.document.id, kept)
        return replace(reading, meant=kept)

    def with_marks(self, reading: Reading, *, remember: bool = True) -> Reading:
        """The same reading with the marks that the store keeps for its document, carried into this text; ``remember``
        notes the opening too, and where the marks are now. Raises StoreError.
        """
        return self._marked(self._identified(reading, remember=remember), save=remember)

    def _identified(self, reading: Reading, *, remember: bool) -> Reading:
        found = self.store.identify(reading.document, _path(reading.document), remember=remember)
        return replace(reading, document=replace(reading.document, id=found))

    def _marked(self, reading: Reading, *, save: bool) -> Reading:
        from tuireader.annotations.carrying import marks_in
        from tuireader.reading import Reading

        marks = marks_in(self.store, reading.document, save=save)
        made = Reading.of(reading.document, reading.apparatus, (a for a, _ in marks), (anchor for _, anchor in marks))
        return replace(made, meant=self.store.meanings(reading.document.id))

    def index(self, reading: Reading, opinion: str = "") -> Reading:
        """The same reading with its index by the rules, less what the opinion vetoes; slow, so screens use a worker."""
        from tuireader.index.making import make

        return reading.with_index(make(reading.document, reading.apparatus, opinion))

    def with_corrections(self, reading: Reading) -> Reading:
        """The same reading with its index as the reader corrected it. Raises StoreError."""
        from tuireader.index.correcting import corrected

        said = self.store.corrections(reading.document.id)
        return reading.with_index(corrected(reading.index, reading.document, reading.apparatus, said))

    def amend(self, reading: Reading, *amendments: Amendment) -> Reading:
        """Keep what the reader says of the index; the reading as it is then. Raises StoreError."""
        self.store.apply(reading.document.id, *amendments)
        return self.with_corrections(reading)

    def reopen(self, reading: Reading) -> Reading:
        """The document read anew from its file, with its marks. The index is kept where the text is the same; for
        another text it is empty until `index` is asked, for that is the slow part.

        Raises NoSuchFile, UnreadableInput and StoreError.
        """
        fresh = self.open(reading.document.source)
        same = fresh.document.revision == reading.document.revision
        return fresh.with_index(reading.index) if same else fresh

    def changed_on_disk(self, reading: Reading) -> bool:
        """Whether the file holds another text than the reading, or one that cannot be read; the latter is told once,
        so that `reopen` can say what is wrong. A file that is gone may be being saved: no. Raises nothing.
        """
        return reading.document.source != STDIN and self._watch.changed(reading.document)

    # --- notes that are being typed ----------------------------------------------------------------------------------

    @cached_property
    def _unfinished(self) -> Unfinished:
        from tuireader.annotations.unfinished import Unfinished

        return Unfinished(self.store)

    def draft_for(self, reading: Reading, on: Span | None = None) -> Draft | None:
        """The newest note that was left unfinished here, with its passage as it is in this text (None when its words
        are gone); with ``on``, the newest of those that touch these words. None if there is none. Raises StoreError.
        """
        return self._unfinished.draft_for(reading.document, on)

    def save_draft(self, reading: Reading, span: Span, text: str, annotation_id: str | None) -> None:
        """Keep a note on ``span`` as far as it is typed; on the disk when this returns. Raises StoreError."""
        self._unfinished.save(reading.document, span, text, annotation_id)

    def drop_draft(self, reading: Reading) -> None:
        """Forget what was being typed here: it is a note now, or was thrown away. Raises StoreError."""
        self._unfinished.drop(reading.document)

    # --- the reader's marks and place --------------------------------------------------------------------------------

    def save(self, reading: Reading, *changes: Change) -> None:
        """Keep changes, all or none; they are on the disk when this returns. Raises StoreError ("Not saved: …").

        The text is kept with them, so that the marks can be followed when it is revised.
        """
        from tuireader.annotations.carrying import noted_with

        def known(name: str) -> Anchor | None:
            mark = reading.mark(name)
            return mark.anchor if mark else None

        document = reading.document
        found = noted_with(self.store, document, changes, known)
        self.store.apply(document.id, *changes, document=document, found=found)

    def undo(self, reading: Reading) -> Reading | None:
        """The reading without its latest change, which the store has taken back; None when there is nothing to undo."""
        return self._stepped(reading, self.store.undo(reading.document.id))

    def redo(self, reading: Reading) -> Reading | None:
        """The reading with the change that was undone last; None when there is nothing to redo."""
        return self._stepped(reading, self.store.redo(reading.document.id))

    def _stepped(self, reading: Reading, change: Change | Amendment | None) -> Reading | None:
        """The reading after a change that the store has made; where the mark is is asked of the store too."""
        if change is None:
            return None
        if not isinstance(change, Change):
            return self.with_corrections(reading)
        if change.after is None or (change.before is not None and change.before.stand == change.after.stand):
            return reading.apply(change)
        return self._marked(reading, save=True).with_index(reading.index)

    def save_position(self, reading: Reading, offset: int) -> None:
        """Keep the place where reading stopped, as an offset and as the words there. Raises StoreError."""
        from tuireader.anchors.describe import describe
        from tuireader.annotations.state import ReadingPosition
        from tuireader.text.words import word_at

        document = reading.document
        offset = max(0, min(offset, len(document.text)))
        selectors = describe(document.text, word_at(document.text, offset)) if document.text else ()
        position = ReadingPosition(offset, selectors, now(), document.revision)
        self.store.save_position(document.id, position)

    def position(self, reading: Reading) -> int | None:
        """Where reading stopped, carried into this text; None for a document not read before. Raises StoreError."""
        from tuireader.annotations.carrying import position_in

        return position_in(self.store, reading.document)

    def bookmarks(self, reading: Reading) -> dict[str, int]:
        """The bookmarks by name, each where its place is in this text. Raises StoreError."""
        from tuireader.annotations.carrying import bookmarks_in

        return bookmarks_in(self.store, reading.document)

    def set_bookmark(self, reading: Reading, name: str, offset: int | None) -> None:
        """Set a bookmark, or with None take it away; the others are carried into this text. Raises StoreError."""
        from tuireader.annotations.carrying import set_bookmark

        set_bookmark(self.store, reading.document, name, offset)

    # --- what a revision changed -------------------------------------------------------------------------------------

    def review(self, reading: Reading, *, moved: bool = False) -> tuple[Reviewed, ...]:
        """The marks that wait for the reader's word, in reading order, each with the passage as it was and as it is;
        with ``moved`` also those whose words only stand elsewhere. Raises StoreError.
        """
        from tuireader.annotations.review import review

        anchors = self.store.anchors(reading.document.id)
        return tuple(review(reading.document, reading.marks, anchors.whereabouts(), anchors.text, moved=moved))

    def changed_blocks(self, reading: Reading) -> tuple[Span, ...]:
        """The blocks that are new, or other than they were when the document was closed last (`leave`), in order;
        nothing for one that was never closed. Raises StoreError.
        """
        from tuireader.annotations.carrying import blocks_changed_in

        return blocks_changed_in(self.store, reading.document)

    def leave(self, reading: Reading) -> None:
        """The document is closed, or its changes were seen: what is new is told from this text on. Until then every
        session shows the changes since the last closing, however often the file was saved. Raises StoreError.
        """
        self.store.anchors(reading.document.id).save_read(reading.document, reading.annotations)

    # --- the shelf ---------------------------------------------------------------------------------------------------

    def shelf(self, folder: str | Path) -> tuple[ShelfItem, ...]:
        """The documents of a folder by name, with what the store knows of them; nothing is read. Raises NoSuchFile."""
        from tuireader.documents.readers import READERS

        folder = Path(folder)
        try:
            paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in READERS and not p.name.startswith("."))
        except FileNotFoundError:
            raise NoSuchFile(f"There is no folder {str(folder)!r}.") from None
        except OSError as error:
            raise UnreadableInput(f"The folder {str(folder)!r} cannot be read: {error.strerror}.") from error
        return tuple(self._shelf_item(path) for path in paths if path.is_file())

    def _shelf_item(self, path: Path) -> ShelfItem:
        try:
            entry = self.store.shelf_entry(path)
        except StoreError as error:
            return ShelfItem(path, path.name, error=str(error))
        if entry is None:
            return ShelfItem(path, path.name)
        at = entry.position.offset if entry.position else 0
        progress = min(1.0, at / entry.length) if entry.length else 0.0
        return ShelfItem(path, entry.title or path.name, marks=entry.marks, progress=progress)

    def look(self, item: ShelfItem) -> ShelfItem:
        """The same item with its title, works and note problems, for which the document is read.

        Raises NoSuchFile and UnreadableInput.
        """
        reading = self.read(item.path)
        document = reading.document
        return replace(item, title=document.title, works=len(document.works), problems=len(reading.apparatus.problems))

    # --- leaving the house -------------------------------------------------------------------------------------------

    def export(self, reading: Reading, format: str = "", choice: Choice | None = None, template: str = "") -> str:
        """The marks as text. Raises UsageError for a form that there is not, UnreadableInput for a template."""
        from tuireader.export.plan import Wish, rendered

        return rendered(reading, Wish(format, choice, template))

    def export_mark(self, reading: Reading, annotation_id: str, style: str = "plain") -> str:
        """One mark as Markdown, to be pasted elsewhere; empty for an unknown id."""
        from tuireader.export.markdown import one_mark

        return one_mark(reading, annotation_id, style)

    def plan_export(self, reading: Reading, file: str | Path, wish: Wish) -> Plan:
        """What an export would do to ``file`` or to the file of notes in that folder, and what would become of the
        marks in it; `write` does it. Raises CannotCreate, UnreadableInput and UsageError (see ``export.plan``).
        """
        from tuireader.export.plan import plan

        return plan(reading, Path(file), wish)

    def write(self, planned: Plan) -> Path | None:
        """Write what was planned, whole or not at all; returns where the old file was kept. Raises CannotCreate."""
        from tuireader.export.plan import carry_out

        return carry_out(planned)


def _by_its_text(reading: Reading) -> Document:
    """The document under the id that its text alone gives it."""
    from tuireader.documents.revision import identity

    return replace(reading.document, id=identity(reading.document.text))


def _path(document: Document) -> Path | None:
    return None if document.source == STDIN else Path(document.source)
