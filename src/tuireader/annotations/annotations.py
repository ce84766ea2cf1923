"""The one door to what the reader adds: marks, their history, the place of reading, drafts and the shelf.

Everything is kept under the id of the document, which follows the text and not the file's name. TinyDB is behind it,
and nobody above this module knows. Errors are StoreError with a sentence; what was damaged and put right is told by
``damage()``.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tuireader.annotations import history
from tuireader.annotations.clock import now
from tuireader.annotations.codec import from_dict, selectors_from_list, selectors_to_list
from tuireader.annotations.correction_codec import correction_from_dict
from tuireader.annotations.history import Step
from tuireader.annotations.model import Annotation, Motivation, made_order
from tuireader.annotations.state import Draft, ReadingPosition, ShelfEntry
from tuireader.annotations.store.collector import without_collecting
from tuireader.annotations.store.drafts import Drafts
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.layout import Layout, data_home
from tuireader.annotations.whereabouts import Whereabouts
from tuireader.documents.model import Document
from tuireader.errors import StoreError
from tuireader.index.corrections import Correction, in_order_of_time
from tuireader.notes.meanings import Meaning
from tuireader.text.span import Span

if TYPE_CHECKING:
    from tuireader.annotations.anchor_store import AnchorStore
    from tuireader.annotations.catalogue import Catalogue, Doubt
    from tuireader.annotations.store.storage import Signature
    from tuireader.annotations.store.tables import Database

Thing = TypeVar("Thing")

__all__ = ["AnnotationStore", "Draft", "ReadingPosition", "ShelfEntry"]


@dataclass(frozen=True, slots=True)
class _View:
    """What the logs of one document hold at one time."""

    signature: Signature | None
    annotations: tuple[Annotation, ...]
    position: ReadingPosition | None
    bookmarks: Mapping[str, int]
    corrections: tuple[Correction, ...]


class AnnotationStore:
    """The marks of every document of one reader. Nothing is read or made on the disk before it is asked for."""

    def __init__(self, home: Path | None = None) -> None:
        self._layout = Layout(home or data_home())
        self._notices = Notices()
        self._drafts = Drafts(self._layout.drafts)
        self._databases: dict[Path, Database] = {}
        self._views: dict[str, _View] = {}
        self._unsure: dict[str, str] = {}
        self._anchors: dict[str, AnchorStore] = {}
        weakref.finalize(self, _close, self._databases)  # also when the program ends

    @property
    def home(self) -> Path:
        """The folder in which everything is kept."""
        return self._layout.home

    def identify(self, document: Document, path: Path | None, *, remember: bool = True) -> str:
        """The id under which the marks of this document are kept.

        The same text has the same marks, whatever the file is called; a text that is new at a path that is known is a
        revision of what was there before. Unless told not to, remembers title, text, path and time. Where that cannot
        be written the document can be read all the same: the id is returned, and ``damage()`` says what was not kept.
        Where the catalogue cannot even be read, a text that has no marks of its own may be a revision of one that has:
        then no marks are saved for it until it can be looked up.
        """
        try:
            doc_id = self._catalogue.find(document, path)
        except StoreError as error:
            self._notices.add(str(error))
            if not self._layout.has_marks(document.id):
                self._unsure[document.id] = str(error)
            return document.id
        self._unsure.pop(doc_id, None)
        try:
            return self._catalogue.remember(document, path, now()) if remember else doc_id
        except StoreError as error:
            self._notices.add(str(error))
            return doc_id

    def doubt(self, document: Document, path: Path | None) -> Doubt | None:
        """A document with marks, or corrections of its index, that this one may be a revision of, where only the reader
        can know; else None. Costs a look at every word of the text. Raises StoreError.
        """
        doubt = self._catalogue.doubt(document, path)
        if doubt is None or not self._has_work(doubt.card.doc_id):
            return None
        if doubt.at_its_path or not self._has_work(self._catalogue.find(document, path)):
            return doubt
        return None

    def _has_work(self, doc_id: str) -> bool:
        return bool(self.for_document(doc_id) or self.corrections(doc_id))

    def settle(self, document: Document, path: Path | None, doc_id: str) -> str:
        """Keep the reader's word that this is a revision of the document ``doc_id``, or with its own id a document of
        its own; returns the id. Raises StoreError.
        """
        return self._catalogue.remember(document, path, now(), said=doc_id)

    def for_document(self, doc_id: str) -> tuple[Annotation, ...]:
        """The marks, by their position as made, then by the time of their making. Raises StoreError."""
        return self._view(doc_id).annotations

    def corrections(self, doc_id: str) -> tuple[Correction, ...]:
        """What the reader said of the index, in the order of time. Raises StoreError."""
        return self._view(doc_id).corrections

    def version(self, doc_id: str) -> object:
        """A value that changes whenever anything of this document is saved, by any session or on another machine that
        shares the folder; costs one look at the folder.
        """
        return self._database(doc_id).durable.signature()

    def apply(
        self, doc_id: str, *changes: Step, document: Document | None = None, found: Mapping[str, Whereabouts] = {}
    ) -> None:
        """Save the changes, all or none: durable when this returns. They can be undone, one by one; what was undone
        before cannot be redone any more. Raises StoreError ("Not saved: …"), and then nothing has changed; so also when
        another session has changed one of the marks since: `for_document` then has it as it is now.

        ``found`` is where the marks are in ``document``, and is kept with them. Where the text cannot be kept, the
        marks are all the same, and ``damage()`` says so.
        """
        if problem := self._unsure.get(doc_id):
            raise StoreError(f"Not saved: {problem[:1].lower()}{problem[1:]}")
        database = self._database(doc_id)
        with database.durable.transaction():
            if document is not None:
                self._note(document, found)
            for change in changes:
                history.apply(database, change)

    def _note(self, document: Document, found: Mapping[str, Whereabouts]) -> None:
        try:
            self.anchors(document.id).note(document, found)
        except StoreError as error:
            self._notices.add(f"The text could not be kept beside your marks. {error}")

    def anchors(self, doc_id: str) -> AnchorStore:
        """Where the marks of a document are, as far as it is kept, and the texts that this rests on."""
        from tuireader.annotations.anchor_store import AnchorStore

        if doc_id not in self._anchors:
            self._anchors[doc_id] = AnchorStore(self._database(doc_id), self._layout.snapshots(doc_id))
        return self._anchors[doc_id]

    def save_anchors(self, document: Document, found: Mapping[str, Whereabouts]) -> None:
        """Keep where the marks are in ``document``. They are shown there all the same where that is refused, and
        ``damage()`` says so.
        """
        try:
            if document.id not in self._unsure:
                self.anchors(document.id).save(document, found, self.for_document(document.id))
        except StoreError as error:
            self._notices.add(f"Where your marks are in the revised text could not be kept. {error}")

    def undo(self, doc_id: str) -> Step | None:
        """Take back the last change, in this session or an earlier one, and return what was thereby applied; None if
        there is nothing to take back. A change of what has become another since is passed over. Raises StoreError.
        """
        return history.undo(self._database(doc_id))

    def redo(self, doc_id: str) -> Step | None:
        """Apply again what was taken back last, and return it; None if there is nothing. Raises StoreError."""
        return history.redo(self._database(doc_id))

    def position(self, doc_id: str) -> ReadingPosition | None:
        """Where the reader stopped, or None."""
        return self._view(doc_id).position

    def save_position(self, doc_id: str, position: ReadingPosition) -> None:
        """Keep where the reader is. Raises StoreError."""
        fields = {
            "offset": position.offset,
            "selector": selectors_to_list(position.selectors),
            "when": position.when,
            "rev": position.revision,
        }
        self._database(doc_id).named_table("state").put("position", fields)

    def meanings(self, doc_id: str) -> tuple[Meaning, ...]:
        """What the references of this document meant when they were last looked at; nothing where none were."""
        kept: Mapping[str, Any] = self._database(doc_id).named_table("state").named("meanings") or {}
        items = kept.get("items", [])
        return tuple(Meaning(*item) for item in items if len(item) == 3 and all(isinstance(w, str) for w in item))

    def save_meanings(self, doc_id: str, meanings: Sequence[Meaning]) -> None:
        """Keep what the references mean, if that is not what is kept. Raises StoreError."""
        if tuple(meanings) != self.meanings(doc_id):
            items = [[m.words, m.call, m.source] for m in meanings]
            self._database(doc_id).named_table("state").put("meanings", {"items": items})

    def export_wish(self, doc_id: str) -> dict[str, str]:
        """What was asked of the last export of this document, as it was kept; empty where there was none."""
        kept: Mapping[str, Any] = self._database(doc_id).named_table("state").named("export") or {}
        return {name: words for name, words in kept.items() if isinstance(words, str)}

    def save_export_wish(self, doc_id: str, wish: Mapping[str, str]) -> None:
        """Keep what was asked of an export, if that is not what is kept. Raises StoreError."""
        if dict(wish) != self.export_wish(doc_id):
            self._database(doc_id).named_table("state").put("export", wish)

    def bookmarks(self, doc_id: str) -> dict[str, int]:
        """The offsets of the bookmarks, by name."""
        return dict(self._view(doc_id).bookmarks)

    def set_bookmark(
        self,
        doc_id: str,
        name: str,
        offset: int | None,
        document: Document | None = None,
        carry: Callable[[int], int] = int,
    ) -> None:
        """Set a bookmark, or with None take it away. With the ``document`` in which it counts, the others count there
        too, each ``carry``-ed from where it was. Raises StoreError.
        """
        database = self._database(doc_id)
        with database.durable.transaction():
            state = database.named_table("state")
            others = {key: carry(at) for key, at in (state.named("bookmarks") or {}).items() if key != name}
            state.put("bookmarks", others if offset is None else {**others, name: offset})
            if document is not None:
                self.anchors(doc_id).note_bookmarks(document)

    def draft(self, doc_id: str) -> Draft | None:
        """The note that was being typed when this session, or one that is gone, stopped; None if there is none."""
        return next(iter(self.drafts(doc_id)), None)

    def drafts(self, doc_id: str) -> tuple[Draft, ...]:
        """Every note that this session, or one that is gone, left unfinished, the newest first."""
        found = []
        for name, fields in self._drafts.all(doc_id):
            try:
                found.append(_draft(fields, name))
            except (KeyError, TypeError, ValueError):
                self._notices.add("A note that was being typed could not be read; it is kept in the folder of drafts.")
        return tuple(found)

    def save_draft(self, doc_id: str, draft: Draft, *taken_up: Draft) -> None:
        """Keep a note as far as it is typed, in the place of the drafts that it goes on with: durable when this
        returns. Raises StoreError.
        """
        fields = {
            "start": draft.span.start if draft.span else None,
            "end": draft.span.end if draft.span else None,
            "text": draft.text,
            "tags": list(draft.tags),
            "annotation": draft.annotation_id,
            "when": draft.when,
            "selector": selectors_to_list(draft.selectors),
            "revision": draft.revision,
        }
        self._drafts.save(doc_id, fields, *(old.kept_in for old in taken_up))

    def drop_draft(self, doc_id: str, *taken_up: Draft) -> None:
        """Forget this session's draft and those that it took up: they were saved as a note, or given up. What other
        sessions left unfinished besides stays. Raises StoreError.
        """
        self._drafts.drop(doc_id, *(draft.kept_in for draft in taken_up))

    def last_document(self) -> Path | None:
        """The file that was opened last of those that are still there, or None."""
        return next((path for path in self._catalogue.recent() if path.exists()), None)

    def shelf_entry(self, path: Path) -> ShelfEntry | None:
        """What is known of the document at ``path``, which is not read; None if it was never opened."""
        card = self._catalogue.at(path)
        if card is None:
            return None
        view = self._view(card.doc_id)
        marks = sum(a.motivation is not Motivation.LINKING for a in view.annotations)
        return ShelfEntry(card.doc_id, card.title, marks, view.position, card.opened, card.length)

    def damage(self) -> tuple[str, ...]:
        """What was damaged and set aside, or could not be kept, since the store was opened: one sentence each."""
        return self._notices.all()

    @cached_property
    def _catalogue(self) -> Catalogue:
        from tuireader.annotations.catalogue import Catalogue

        return Catalogue(self._opened(self._layout.library))

    def _database(self, doc_id: str) -> Database:
        return self._opened(self._layout.marks(doc_id))

    def _opened(self, folder: Path) -> Database:
        from tuireader.annotations.store.tables import open_database  # TinyDB is imported when a store is first opened

        if folder not in self._databases:
            self._databases[folder] = open_database(folder, self._notices)
        return self._databases[folder]

    def _view(self, doc_id: str) -> _View:
        database = self._database(doc_id)
        signature = database.durable.signature()
        held = self._views.get(doc_id)
        if held is None or signature is None or held.signature != signature:
            held = self._views[doc_id] = self._read(database, signature)
        return held

    def _read(self, database: Database, signature: Signature | None) -> _View:
        with database.durable.reading(), without_collecting():
            annotations = self._things(database, "annotations", "mark", from_dict)
            corrections = self._things(database, "corrections", "correction of the index", correction_from_dict)
            state = database.named_table("state")
            position, bookmarks = state.named("position"), state.named("bookmarks")
        return _View(
            signature,
            tuple(sorted(annotations, key=made_order)),
            _position(position) if position else None,
            {name: at for name, at in (bookmarks or {}).items() if type(at) is int},
            in_order_of_time(tuple(corrections)),
        )

    def _things(
        self, database: Database, table: str, thing: str, read: Callable[[Mapping[str, Any]], Thing]
    ) -> list[Thing]:
        """What a table holds; what cannot be read is told, and stays in the store."""
        out = []
        for fields in database.durable.table(table).values():
            try:
                out.append(read(fields))
            except ValueError as error:
                self._notices.add(f"One {thing} in {self._layout.home} could not be read and is left as it is: {error}")
        return out


def _close(databases: Mapping[Path, Database]) -> None:
    """Let each document's logs be tidied at the end."""
    for database in databases.values():
        database.close()


def _position(fields: Mapping[str, Any]) -> ReadingPosition | None:
    """A place of reading is no loss: one that makes no sense is none."""
    offset, when = fields.get("offset"), fields.get("when", "")
    if type(offset) is not int or offset < 0 or not isinstance(when, str):
        return None
    try:
        selectors = selectors_from_list(fields.get("selector", []))
    except ValueError:
        selectors = ()
    return ReadingPosition(offset, selectors, when, str(fields.get("rev", "")))


def _draft(fields: Mapping[str, Any], name: str) -> Draft:
    return Draft(
        span=None if fields["start"] is None else Span(fields["start"], fields["end"]),
        text=str(fields["text"]),
        tags=tuple(str(tag) for tag in fields.get("tags", ())),
        annotation_id=fields.get("annotation"),
        when=str(fields.get("when", "")),
        selectors=selectors_from_list(fields.get("selector", [])),
        revision=str(fields.get("revision", "")),
        kept_in=name,
    )
