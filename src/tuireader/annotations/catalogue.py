"""The catalogue of documents: which texts and which paths belong to one document, and when it was last opened."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuireader.documents.model import Document

if TYPE_CHECKING:
    from tuireader.annotations.store.tables import Database


REVISIONS = 500
"""Texts by which a document is known; a draft that was saved more often is no longer known by its oldest."""


@dataclass(frozen=True, slots=True)
class Card:
    """One document in the catalogue."""

    doc_id: str
    title: str
    opened: str
    """ISO 8601 in UTC."""
    length: int
    """Code points, when it was last opened."""
    texts: tuple[str, ...]
    """The identities of its revisions, as far as they were seen."""
    revision: str
    paths: Mapping[str, str]
    """Where it was seen, with the time of the last sight."""


class Catalogue:
    """The catalogue, one table of one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, document: Document, path: Path | None) -> str:
        """The id of the document: by its text, else by the path if something was seen there before, else a new one.

        A blank text says nothing about identity: an essay that was emptied by mistake is still known by its path.
        """
        known = self._known(document, path)
        return known.doc_id if known else document.id

    def remember(self, document: Document, path: Path | None, now: str) -> str:
        """Note that the document was opened, and return its id. Raises StoreError ("Not saved: …")."""
        with self._database.durable.transaction():
            known = self._known(document, path)
            doc_id = known.doc_id if known else document.id
            texts = [text for text in (known.texts if known else ()) if text != document.id][-REVISIONS:]
            fields = {
                "title": document.title,
                "opened": now,
                "length": len(document.text),
                "revision": document.revision,
                "texts": texts if _blank(document) else [*texts, document.id],
                "paths": {**(known.paths if known else {}), **({_key(path): now} if path is not None else {})},
            }
            self._database.named_table("documents").put(doc_id, fields)
        return doc_id

    def _known(self, document: Document, path: Path | None) -> Card | None:
        cards = tuple(self._cards())
        by_text = [] if _blank(document) else [c for c in cards if document.id in (c.doc_id, *c.texts)]
        if by_text:
            return max(by_text, key=lambda c: c.opened)
        return self.at(path) if path is not None else None

    def at(self, path: Path) -> Card | None:
        """The card of what was last seen at ``path``."""
        where = _key(path)
        seen = (card for card in self._cards() if where in card.paths)
        return max(seen, key=lambda c: (c.paths[where], c.opened), default=None)

    def recent(self) -> tuple[Path, ...]:
        """Every path of every document, the last opened first."""
        seen = sorted(((when, where) for card in self._cards() for where, when in card.paths.items()), reverse=True)
        return tuple(Path(where) for _, where in seen)

    def _cards(self) -> Iterator[Card]:
        for doc_id, fields in self._database.durable.table("documents").items():
            yield _card(doc_id, fields)


def _card(doc_id: str, fields: Mapping[str, Any]) -> Card:
    """A card; what is missing or malformed is as if it had not been seen."""
    paths, texts, length = fields.get("paths"), fields.get("texts"), fields.get("length")
    return Card(
        doc_id=doc_id,
        title=str(fields.get("title", "")),
        opened=str(fields.get("opened", "")),
        length=length if type(length) is int else 0,
        texts=tuple(str(t) for t in texts) if isinstance(texts, list) else (),
        revision=str(fields.get("revision", "")),
        paths={str(where): str(when) for where, when in paths.items()} if isinstance(paths, dict) else {},
    )


def _blank(document: Document) -> bool:
    return not document.text.strip()


def _key(path: Path) -> str:
    """The absolute path; links in it are followed, as they may change."""
    return os.path.realpath(path)
