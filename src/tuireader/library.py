"""The one orchestrator: from a path to a `Reading`, from a change to the store, from a reading to an exported file.

It knows no screen. The heavy rooms (Markdown, TinyDB, the index, the exporters) are imported when they are first
needed, because a command that needs none of them must answer at once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tuireader.annotations.clock import now
from tuireader.errors import NoSuchFile, StoreError, UnreadableInput

if TYPE_CHECKING:
    from tuireader.annotations.annotations import AnnotationStore
    from tuireader.annotations.catalogue import Doubt
    from tuireader.annotations.model import Change
    from tuireader.annotations.state import Draft
    from tuireader.annotations.store.examine import Report
    from tuireader.documents.model import Document
    from tuireader.export.choice import Choice
    from tuireader.export.plan import Plan, Wish
    from tuireader.imports.taking import Taking
    from tuireader.reading import Reading
    from tuireader.text.span import Span

__all__ = ["STDIN", "Library", "ShelfItem", "examine_store", "now"]

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
        self._seen: dict[str, tuple[int, int, int]] = {}
        self._handed_out: dict[str, Draft] = {}

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

        stamp = _stamp(path)
        if stamp:
            self._seen[str(path)] = stamp  # also of a file that cannot be read: that is said once
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
            reading = self._marked(reading)
        except StoreError as error:
            return reading, str(error)
        return reading, "; ".join(self.store.damage()[:1])

    def remember(self, reading: Reading) -> None:
        """Note in the store that the document was opened: its text, path and time."""
        self.store.identify(_by_its_text(reading), _path(reading.document))
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
        return self._marked(settled).with_index(reading.index)

    def keep_meanings(self, reading: Reading, *, accept: bool = False) -> Reading:
        """Keep what the references mean; of those that mean another source than before what they meant, unless the
        reader accepts them as they are. Raises StoreError.
        """
        from tuireader.notes.meanings import remembered

        kept = remembered(() if accept else reading.meant, reading.document, reading.apparatus)
        self.store.save_meanings(reading.document.id, kept)
        return replace(reading, meant=kept)

    def with_marks(self, reading: Reading, *, remember: bool = True) -> Reading:
        """The same reading with the marks that the store keeps for its document; ``remember`` notes the opening too.

        Raises StoreError.
        """
        return self._marked(self._identified(reading, remember=remember))

    def _identified(self, reading: Reading, *, remember: bool) -> Reading:
        found = self.store.identify(reading.document, _path(reading.document), remember=remember)
        return replace(reading, document=replace(reading.document, id=found))

    def _marked(self, reading: Reading) -> Reading:
        from tuireader.annotations.reanchor import reanchor
        from tuireader.reading import Reading

        annotations = self.store.for_document(reading.document.id)
        made = Reading.of(reading.document, reading.apparatus, annotations, reanchor(reading.document, annotations))
        return replace(made, meant=self.store.meanings(reading.document.id))

    def index(self, reading: Reading) -> Reading:
        """The same reading with its index of people and events; the slow part, so a screen calls it in a worker."""
        from tuireader.index.build import build

        return reading.with_index(build(reading.document, reading.apparatus))

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

        Costs one ``stat``, about two microseconds, unless size, time or inode differ.
        """
        from tuireader.documents.readers import decode
        from tuireader.documents.revision import revision

        source = reading.document.source
        stamp = _stamp(source)
        if source == STDIN or stamp is None or stamp == self._seen.get(source):
            return False
        try:
            text, _ = decode(Path(source).read_bytes())
        except FileNotFoundError:
            return False
        except (OSError, UnreadableInput):
            self._seen[source] = stamp
            return True
        if revision(text) != reading.document.revision:
            return True
        self._seen[source] = stamp
        return False

    # --- notes that are being typed ----------------------------------------------------------------------------------

    def draft_for(self, reading: Reading, on: Span | None = None) -> Draft | None:
        """The newest note that was left unfinished here, with its passage as it is in this text; with ``on``, the
        newest of those that touch these words. None if there is none. Raises StoreError.

        In a revised text the passage is found by its words; ``span`` is None when they are gone. What is handed out
        last is what `drop_draft` forgets: ask with ``on`` before a note is written, so that only a draft that is taken
        up is forgotten with it.
        """
        kept = (self._placed(draft, reading) for draft in self.store.drafts(reading.document.id))
        found = next((d for d in kept if on is None or (d.span is not None and d.span.overlaps(on))), None)
        self._handed_out.pop(reading.document.id, None)
        if found is not None:
            self._handed_out[reading.document.id] = found
        return found

    def save_draft(self, reading: Reading, span: Span, text: str, annotation_id: str | None) -> None:
        """Keep a note on ``span`` as far as it is typed; on the disk when this returns. Raises StoreError.

        It takes the place of the draft that was handed out last, if that was on these words; a draft of another passage
        was not taken up, and stays.
        """
        from tuireader.anchors.describe import describe
        from tuireader.annotations.state import Draft

        document = reading.document
        handed = self._handed_out.pop(document.id, None)
        goes_on = handed is not None and handed.span is not None and handed.span.overlaps(span)
        selectors = describe(document.text, span)
        draft = Draft(span, text, (), annotation_id, now(), selectors, document.revision)
        self.store.save_draft(document.id, draft, *([handed] if handed and goes_on else []))

    def drop_draft(self, reading: Reading) -> None:
        """Forget what this session was typing here, and the draft that was handed out last: they are a note now, or
        were thrown away. Raises StoreError.
        """
        handed = self._handed_out.pop(reading.document.id, None)
        self.store.drop_draft(reading.document.id, *([handed] if handed else []))

    def _placed(self, draft: Draft, reading: Reading) -> Draft:
        """The draft with its passage in this text: as kept on the same revision, else found by its words, else None."""
        from tuireader.anchors.match import match

        document = reading.document
        if draft.span and draft.revision == document.revision and draft.span.end <= len(document.text):
            return draft
        return replace(draft, span=match(document.text, draft.selectors, "").span)

    # --- the reader's marks and place --------------------------------------------------------------------------------

    def save(self, reading: Reading, *changes: Change) -> None:
        """Keep changes, all or none; they are on the disk when this returns. Raises StoreError ("Not saved: …")."""
        self.store.apply(reading.document.id, *changes)

    def undo(self, reading: Reading) -> Reading | None:
        """The reading without its latest change, which the store has taken back; None when there is nothing to undo."""
        change = self.store.undo(reading.document.id)
        return None if change is None else reading.apply(change)

    def redo(self, reading: Reading) -> Reading | None:
        """The reading with the change that was undone last; None when there is nothing to redo."""
        change = self.store.redo(reading.document.id)
        return None if change is None else reading.apply(change)

    def save_position(self, reading: Reading, offset: int) -> None:
        """Keep the place where reading stopped, as an offset and as the words there. Raises StoreError."""
        from tuireader.anchors.describe import describe
        from tuireader.annotations.state import ReadingPosition
        from tuireader.text.words import word_at

        text = reading.document.text
        offset = max(0, min(offset, len(text)))
        selectors = describe(text, word_at(text, offset)) if text else ()
        self.store.save_position(reading.document.id, ReadingPosition(offset, selectors, now()))

    def position(self, reading: Reading) -> int | None:
        """Where reading stopped, found by its words when the text was revised; None for a document not read before."""
        from tuireader.anchors.match import match

        kept = self.store.position(reading.document.id)
        if kept is None:
            return None
        length = len(reading.document.text)
        span = match(reading.document.text, kept.selectors, "").span if kept.selectors else None
        return span.start if span else min(kept.offset, length)

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
        from tuireader.export.choice import Choice
        from tuireader.export.markdown import one_mark

        mark = reading.mark(annotation_id)
        return one_mark(reading, mark, Choice(style=style)) if mark else ""

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

    def write_export(self, reading: Reading, format: str, file: str | Path, force: bool = False) -> Path:
        """Write the marks to ``file`` and return its path; a file of notes on this document is renewed, another is
        replaced only with ``force``, and then kept beside it. Raises what `plan_export` raises.
        """
        from tuireader.export.plan import Wish

        planned = self.plan_export(reading, file, Wish(format, force=force))
        self.write(planned)
        return planned.file

    # --- coming in ---------------------------------------------------------------------------------------------------

    def plan_import(self, reading: Reading, text: str, form: str = "") -> Taking:
        """What taking the marks of ``text`` in means; `save` its changes. Raises UnreadableInput (see ``imports``)."""
        from tuireader.imports.taking import take_in

        return take_in(reading, text, form)


def examine_store(home: Path) -> Report:
    """What is kept in ``home`` and what is wrong with it; nothing is made, repaired or locked."""
    from tuireader.annotations.store.examine import examine

    return examine(home)


def _by_its_text(reading: Reading) -> Document:
    """The document under the id that its text alone gives it."""
    from tuireader.documents.revision import identity

    return replace(reading.document, id=identity(reading.document.text))


def _path(document: Document) -> Path | None:
    return None if document.source == STDIN else Path(document.source)


def _stamp(path: str | Path) -> tuple[int, int, int] | None:
    """What tells two savings of a file apart without reading it: time in nanoseconds, size in bytes, inode."""
    try:
        found = os.stat(path)  # noqa: PTH116 - takes what was given, a name or a path
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
