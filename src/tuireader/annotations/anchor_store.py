"""Where the marks of one document are, as far as it is kept, and the texts that this rests on.

Anchors are derived: they can be lost without harm to a mark, which is then found by quote and context. The text is
written before the anchors that point to it, and what is not needed any more is deleted after them, so that a crash
between two steps leaves an old pair that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tuireader.annotations.model import Annotation
from tuireader.annotations.store.failures import not_saved
from tuireader.annotations.store.snapshots import Snapshots
from tuireader.annotations.whereabouts import Whereabouts, whereabouts_from_dict, whereabouts_to_dict
from tuireader.documents.model import Document
from tuireader.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from tuireader.annotations.store.tables import Database

STATES = ("position", "bookmarks on", "read")
"""The entries of the table of states that count in a revision of their own, under ``rev``."""


class AnchorStore:
    """The anchors and snapshots of one document."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._snapshots = Snapshots(folder)
        self._held: tuple[object, dict[str, Whereabouts]] | None = None

    def whereabouts(self) -> Mapping[str, Whereabouts]:
        """What is kept of each mark, by its id; what makes no sense is left out. Raises StoreError."""
        signature = self._database.durable.signature()
        if self._held is None or signature is None or self._held[0] != signature:
            self._held = signature, self._read()
        return self._held[1]

    def text(self, revision: str) -> str | None:
        """The text of a revision, or None where it is not kept or damaged."""
        return self._snapshots.text(revision)

    def save(self, document: Document, found: Mapping[str, Whereabouts], annotations: Iterable[Annotation]) -> None:
        """Keep where marks are in ``document``, its text first; forget those that are not among ``annotations``, and
        the texts that nothing counts in any more. Raises StoreError ("Not saved: …"); then all is as before.
        """
        from tuireader.annotations.following import goes_without_saying

        before = self.whereabouts()
        marks = {annotation.id: annotation for annotation in annotations}
        changed, unsaid = {}, False
        for name, kept in found.items():
            if name not in before and name in marks and goes_without_saying(document, marks[name], kept):
                unsaid = True
            elif before.get(name) != kept:
                changed[name] = kept
        gone = [name for name in before if name not in marks]
        if not changed and not gone and not (unsaid and not self._snapshots.has(document.revision)):
            return
        with self._database.durable.transaction():
            self.note(document, changed)
            self._database.named_table("anchors").drop(*gone)
        self._prune(marks.values())

    def note(self, document: Document, found: Mapping[str, Whereabouts]) -> None:
        """Keep where some marks are in ``document``, its text first. Raises StoreError ("Not saved: …")."""
        with self._database.durable.transaction():
            self._keep_text(document)
            table = self._database.named_table("anchors")
            for name, kept in found.items():
                table.put(name, whereabouts_to_dict(kept))

    def save_read(self, document: Document, annotations: Iterable[Annotation]) -> None:
        """Remember ``document`` as the text that was read last. Raises StoreError ("Not saved: …")."""
        if self.counts_in("read") == document.revision:
            return
        with self._database.durable.transaction():
            self._keep_text(document)
            self._database.named_table("state").put("read", {"rev": document.revision})
        self._prune(annotations)

    def counts_in(self, state: str) -> str:
        """The revision in which an entry of the table of states counts (``STATES``), or nothing where that is not
        known.
        """
        return str((self._state(state) or {}).get("rev", ""))

    def note_bookmarks(self, document: Document) -> None:
        """The bookmarks count in ``document`` from now on. Raises StoreError ("Not saved: …")."""
        with self._database.durable.transaction():
            self._keep_text(document)
            self._database.named_table("state").put("bookmarks on", {"rev": document.revision})

    def _keep_text(self, document: Document) -> None:
        try:
            self._snapshots.keep(document.text, document.revision)
        except OSError as error:
            raise not_saved(error, self._folder / document.revision) from error

    def _prune(self, annotations: Iterable[Annotation]) -> None:
        """Delete the texts that no anchor, no orphan's last place, no other state and no mark without an anchor needs;
        under the lock, so that no other session is between its text and its anchors. Where that is refused, they stay.
        """
        with suppress(StoreError), self._database.durable.transaction():
            kept = self._read()
            needed = {revision for place in kept.values() for revision in (place.revision, place.was)}
            needed |= {self.counts_in(state) for state in STATES}
            needed |= {a.stand.revision for a in annotations if a.id not in kept}
            self._snapshots.prune(needed)

    def _state(self, name: str) -> Mapping[str, Any] | None:
        return self._database.named_table("state").named(name)

    def _read(self) -> dict[str, Whereabouts]:
        table = self._database.durable.table("anchors")
        read = {name: whereabouts_from_dict(fields) for name, fields in table.items()}
        return {name: kept for name, kept in read.items() if kept is not None}
