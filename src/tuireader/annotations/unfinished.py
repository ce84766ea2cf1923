"""Notes that are being typed: which one a session goes on with, and where its passage is in the text at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuireader.anchors.describe import describe
from tuireader.annotations.carrying import passage_from
from tuireader.annotations.clock import now
from tuireader.annotations.state import Draft
from tuireader.documents.model import Document
from tuireader.text.span import Span

if TYPE_CHECKING:
    from tuireader.annotations.annotations import AnnotationStore


class Unfinished:
    """The drafts of one session over a store. What is handed out last is what `drop` forgets: ask with ``on`` before a
    note is written, so that only a draft that is taken up is forgotten with it.
    """

    def __init__(self, store: AnnotationStore) -> None:
        self._store = store
        self._handed_out: dict[str, Draft] = {}

    def draft_for(self, document: Document, on: Span | None) -> Draft | None:
        """The newest note that was left unfinished, its ``span`` None where its words are gone from the text; with
        ``on``, the newest of those that touch these words.
        """
        kept = (self._placed(draft, document) for draft in self._store.drafts(document.id))
        found = next((d for d in kept if on is None or (d.span is not None and d.span.overlaps(on))), None)
        self._handed_out.pop(document.id, None)
        if found is not None:
            self._handed_out[document.id] = found
        return found

    def save(self, document: Document, span: Span, text: str, annotation_id: str | None) -> None:
        """Keep a note as far as it is typed, in the place of the draft that was handed out last if that was on these
        words; a draft of another passage was not taken up, and stays.
        """
        handed = self._handed_out.pop(document.id, None)
        goes_on = handed is not None and handed.span is not None and handed.span.overlaps(span)
        selectors = describe(document.text, span)
        draft = Draft(span, text, (), annotation_id, now(), selectors, document.revision)
        self._store.save_draft(document.id, draft, *([handed] if handed and goes_on else []))

    def drop(self, document: Document) -> None:
        """Forget what this session was typing here, and the draft that was handed out last."""
        handed = self._handed_out.pop(document.id, None)
        self._store.drop_draft(document.id, *([handed] if handed else []))

    def _placed(self, draft: Draft, document: Document) -> Draft:
        span = passage_from(self._store, document, draft.revision, draft.span, draft.selectors)
        return replace(draft, span=span)
