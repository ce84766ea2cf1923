"""The catalogue of documents: which texts and which paths belong to one document, and when it was last opened."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuireader.documents.model import Document
from tuireader.documents.revision import likeness, sketch

if TYPE_CHECKING:
    from tuireader.annotations.store.tables import Database


REVISIONS = 500
"""Texts by which a document is known; a draft that was saved more often is no longer known by its oldest."""
ALIKE = 0.2
"""From this likeness on, a text at a new path may be a revision of one that is known: drafts of which a quarter of the
words were changed have as much, and two essays on one subject next to nothing.
"""
UNLIKE = 0.03
"""Below this likeness, what stands at a known path may be another text altogether."""
TELLING = 32
"""Numbers that a sketch needs before it says anything: some forty words."""


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
    sketch: tuple[int, ...] = ()
    """The wording when it was last opened (``documents.revision.sketch``)."""
    settled: bool = False
    """Whether the reader has said what the text is."""

    def holds(self, document: Document) -> bool:
        """Whether this very text was seen as one of its revisions."""
        return document.id in (self.doc_id, *self.texts)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What only the reader can know: whether a text is a revision of a document that is known."""

    card: Card
    """The document that it may be."""
    at_its_path: bool
    """Whether the text stands where that document was seen, and is another; else it is like it, at another path."""


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

    def doubt(self, document: Document, path: Path | None) -> Doubt | None:
        """Which document this text may be a revision of, where neither its words nor its path settle it; else None."""
        own = self._known(document, path)
        others = [card for card in self._cards() if own is None or card.doc_id != own.doc_id]
        if own is not None and not own.holds(document):
            return Doubt(own, at_its_path=True) if self._other_text(own, sketch(document.text)) else None
        if not others or (own is not None and own.settled):
            return None
        made = sketch(document.text)
        nearest = max(others, key=lambda card: (likeness(card.sketch, made), card.opened))
        alike = len(made) >= TELLING and likeness(nearest.sketch, made) >= ALIKE
        return Doubt(nearest, at_its_path=False) if alike else None

    @staticmethod
    def _other_text(card: Card, made: tuple[int, ...]) -> bool:
        return min(len(card.sketch), len(made)) >= TELLING and likeness(card.sketch, made) < UNLIKE

    def remember(self, document: Document, path: Path | None, now: str, *, said: str = "") -> str:
        """Note that the document was opened, and return its id; ``said`` is the id that the reader says it has.

        Of a text at a known path that shares nothing with what was there before nothing is noted until the reader has
        said what it is. Raises StoreError ("Not saved: …").
        """
        with self._database.durable.transaction():
            known = self._card_of(said) if said else self._known(document, path)
            doc_id = said or (known.doc_id if known else document.id)
            made = self._sketch(document, known)
            if known is not None and not said and not known.holds(document) and self._other_text(known, made):
                return doc_id
            texts = [text for text in (known.texts if known else ()) if text != document.id][-REVISIONS:]
            fields = {
                "title": document.title,
                "opened": now,
                "length": len(document.text),
                "revision": document.revision,
                "texts": texts if _blank(document) else [*texts, document.id],
                "paths": {**(known.paths if known else {}), **({_key(path): now} if path is not None else {})},
                "sketch": list(made),
                "settled": bool(said) or (known is not None and known.settled),
            }
            self._database.named_table("documents").put(doc_id, fields)
        return doc_id

    def _known(self, document: Document, path: Path | None) -> Card | None:
        cards = tuple(self._cards())
        by_text = [] if _blank(document) else [c for c in cards if c.holds(document)]
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

    def _card_of(self, doc_id: str) -> Card | None:
        return next((card for card in self._cards() if card.doc_id == doc_id), None)

    @staticmethod
    def _sketch(document: Document, known: Card | None) -> tuple[int, ...]:
        """A sketch of the text, made once for each revision; a blank text leaves what was known."""
        if known is not None and known.sketch and (known.revision == document.revision or _blank(document)):
            return known.sketch
        return sketch(document.text)

    def _cards(self) -> Iterator[Card]:
        for doc_id, fields in self._database.durable.table("documents").items():
            yield _card(doc_id, fields)


def _card(doc_id: str, fields: Mapping[str, Any]) -> Card:
    """A card; what is missing or malformed is as if it had not been seen."""
    paths, texts, length = fields.get("paths"), fields.get("texts"), fields.get("length")
    drawn = fields.get("sketch")
    return Card(
        doc_id=doc_id,
        title=str(fields.get("title", "")),
        opened=str(fields.get("opened", "")),
        length=length if type(length) is int else 0,
        texts=tuple(str(t) for t in texts) if isinstance(texts, list) else (),
        revision=str(fields.get("revision", "")),
        paths={str(where): str(when) for where, when in paths.items()} if isinstance(paths, dict) else {},
        sketch=tuple(n for n in drawn if type(n) is int) if isinstance(drawn, list) else (),
        settled=fields.get("settled") is True,
    )


def _blank(document: Document) -> bool:
    return not document.text.strip()


def _key(path: Path) -> str:
    """The absolute path; links in it are followed, as they may change."""
    return os.path.realpath(path)
