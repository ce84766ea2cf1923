"""Marks followed from revision to revision: through the text on which each was last seen, else by quote and context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.annotations.model import Annotation, Motivation
from tuireader.annotations.reanchor import as_made, reanchor
from tuireader.annotations.whereabouts import Whereabouts, basis_of
from tuireader.documents.model import Document
from tuireader.text.fold import fold
from tuireader.text.span import Span

if TYPE_CHECKING:
    from tuireader.anchors.align import Alignment

Snapshot = Callable[[str], str | None]
"""From a revision to its text, or None where that is not kept."""


def follow(
    document: Document, annotations: Iterable[Annotation], kept: Mapping[str, Whereabouts], snapshot: Snapshot
) -> dict[str, Whereabouts]:
    """Where each annotation is in ``document``, by its id; the same value where nothing new was to be found out.

    In this order: what was found out for this very text; where the mark was when the text was this before; the place
    as it was made or given by the reader, if that was on this text; through the text on which it was seen last; by
    quote and context. The words seen last count for an orphan too, so that it comes back when they do. A mark whose
    words changed stays EDITED until the reader confirms it, or the words are the marked ones again. A note that is done
    stays on its own words, moved or not, and is looked for nowhere else.
    """
    following = _Following(document, snapshot)
    return {annotation.id: following.place(annotation, kept.get(annotation.id)) for annotation in annotations}


class _Following:
    """One text to which marks are followed, with the alignments that lead there."""

    def __init__(self, document: Document, snapshot: Snapshot) -> None:
        self._document, self._snapshot = document, snapshot
        self._alignments: dict[str, Alignment | None] = {}

    def place(self, annotation: Annotation, kept: Whereabouts | None) -> Whereabouts:
        """Where one annotation is."""
        basis = basis_of(annotation)
        found = self._known(annotation, basis, kept)
        if found is None:
            known = kept if kept is not None and kept.basis == basis and kept.span is not None else None
            found = self._followed(annotation, basis, known) or self._searched(annotation, basis, kept)
        return found if found is kept else replace(found, memo=found.remembering(kept))

    def _known(self, annotation: Annotation, basis: str, kept: Whereabouts | None) -> Whereabouts | None:
        """What needs no other text: kept for this one, remembered of it, or said on it."""
        document = self._document
        if kept is not None and (kept.basis, kept.on) == (basis, document.revision):
            orphaned = kept.status is AnchorStatus.ORPHANED
            if kept.done == annotation.done if orphaned else self._is_inside(kept.span):
                return kept
        seen = kept.seen_in(basis, document.revision) if kept else None
        if seen is not None and self._is_inside(seen.span) and not (seen.edited and annotation.done):
            return self._at(annotation, seen.span, AnchorStatus.EDITED if seen.edited else AnchorStatus.SAME)
        made = as_made(document, annotation.stand, annotation.id)
        if made is not None and made.span is not None and made.span.of(document.text).strip():
            return self._at(annotation, made.span, AnchorStatus.SAME)
        return None

    def _followed(self, annotation: Annotation, basis: str, known: Whereabouts | None) -> Whereabouts | None:
        """Through the text on which the words were seen last, else the one on which the mark was made; None where
        neither is kept.
        """
        position = annotation.stand.position
        made = Span(position.start, position.end) if position else None
        start = Whereabouts(basis, annotation.stand.revision, made, "", AnchorStatus.SAME)
        for last in filter(None, (known, start)):
            alignment = self._alignment(last.revision) if last.span else None
            if alignment is None or last.span is None or last.span.end > len(alignment.old.text):
                continue
            from tuireader.anchors.carry import carry  # a text that was not revised needs none of this

            anchor = carry(alignment, last.span, annotation.id)
            status = self._judged(annotation, last.span.of(alignment.old.text), anchor, last.edited)
            if anchor.span is None or status is AnchorStatus.ORPHANED:
                return self._orphan(annotation, last, anchor)
            found = self._at(annotation, anchor.span, status, anchor.score)
            was = (last.was, last.was_at) if last.edited else (last.revision, last.span)
            return replace(found, was=was[0], was_at=was[1]) if found.edited else found
        return None

    def _judged(self, annotation: Annotation, words: str, anchor: Anchor, edited: bool) -> AnchorStatus:
        """The status of a mark that was carried from ``words``, about which there was a doubt if ``edited``."""
        status = anchor.status
        if anchor.span is None:
            return status
        if edited or status is AnchorStatus.EDITED:
            again = _as_marked(annotation, anchor.span.of(self._document.text)) and not (
                edited and _as_marked(annotation, words)  # then the doubt was about the place
            )
            status = AnchorStatus.SAME if again else AnchorStatus.EDITED
        return AnchorStatus.ORPHANED if status is AnchorStatus.EDITED and annotation.done else status

    def _searched(self, annotation: Annotation, basis: str, kept: Whereabouts | None) -> Whereabouts:
        anchor = by_quote(self._document, annotation)
        if anchor.span is not None:
            return self._at(annotation, anchor.span, anchor.status, anchor.score)
        last = kept if kept is not None and kept.basis == basis else Whereabouts(basis, "", None, "", anchor.status)
        return self._orphan(annotation, last, anchor)

    def _at(self, annotation: Annotation, span: Span, status: AnchorStatus, score: float = 1.0) -> Whereabouts:
        """A mark at ``span``. Its words being the same, it is SAME where they stand at the place of old, and MOVED
        elsewhere, be it only that something was put in before them.
        """
        revision, position = self._document.revision, annotation.stand.position
        if status is not AnchorStatus.EDITED and position is not None:
            stayed = (position.start, position.end) == (span.start, span.end)
            status = AnchorStatus.SAME if stayed else AnchorStatus.MOVED
        edited = status is AnchorStatus.EDITED
        return Whereabouts(basis_of(annotation), revision, span, revision, status, score, edited=edited)

    def _orphan(self, annotation: Annotation, last: Whereabouts, anchor: Anchor) -> Whereabouts:
        """A mark whose words are gone: where they were seen last stays known."""
        on, hint = self._document.revision, anchor.span.start if anchor.span else anchor.hint
        return replace(last, on=on, status=AnchorStatus.ORPHANED, score=0.0, hint=hint, done=annotation.done)

    def _alignment(self, revision: str) -> Alignment | None:
        """The alignment from another revision to this text; None where that revision is not kept."""
        if revision not in self._alignments:
            text = self._snapshot(revision) if revision else None
            self._alignments[revision] = None
            if text is not None:
                from tuireader.anchors.align import aligned

                self._alignments[revision] = aligned(text, self._document.text)
        return self._alignments[revision]

    def _is_inside(self, span: Span | None) -> bool:
        return span is not None and span.end <= len(self._document.text)


def by_quote(document: Document, annotation: Annotation) -> Anchor:
    """The anchor of a mark that nothing but its own selectors can place: those that the reader gave it, else those that
    it was made with.

    Where its words stand but not all that stood around them, or only what resembles them, it is EDITED, to be
    confirmed;
    of a note that is done not even that is believed. A link is believed wherever its citation is found.
    """
    anchor = reanchor(document, (replace(annotation, target=annotation.stand),))[0]
    if anchor.span is None and annotation.place is not None:
        anchor = reanchor(document, (annotation,))[0]
    quote = annotation.stand.quote
    if anchor.span is None and quote is not None and annotation.motivation is not Motivation.LINKING:
        from tuireader.anchors.resemblance import resembling

        anchor = resembling(document.text, quote, annotation.id) or anchor
    if annotation.motivation is Motivation.LINKING or anchor.span is None:
        return anchor
    if anchor.status is AnchorStatus.MOVED and anchor.score < 1:
        anchor = replace(anchor, status=AnchorStatus.EDITED)
    if anchor.status is AnchorStatus.EDITED and annotation.done:
        return Anchor(annotation.id, None, AnchorStatus.ORPHANED, 0.0, anchor.hint)
    return anchor


def noted(document: Document, annotation: Annotation, anchor: Anchor, before: Whereabouts | None) -> Whereabouts:
    """What is to be kept of a mark that ``anchor`` places in ``document``, ``before`` being what was kept of it."""
    known = Whereabouts(
        basis_of(annotation),
        document.revision if anchor.span else "",
        anchor.span,
        document.revision,
        anchor.status,
        anchor.score,
        anchor.hint,
        anchor.status is AnchorStatus.EDITED,
        annotation.done,
    )
    return replace(known, memo=known.remembering(before))


def goes_without_saying(document: Document, annotation: Annotation, found: Whereabouts) -> bool:
    """Whether ``found`` tells no more of a mark than that it is on the words of ``document`` on which it was made: then
    nothing need be kept of it, for the mark itself says so.
    """
    position = annotation.stand.position
    if position is None or annotation.stand.revision != document.revision:
        return False
    made = Anchor(annotation.id, Span(position.start, position.end), AnchorStatus.SAME)
    return found == noted(document, annotation, made, None)


def _as_marked(annotation: Annotation, words: str) -> bool:
    """Whether these are the words that were marked, white space, case, quotation marks and dashes aside."""
    quote = annotation.stand.quote
    return quote is not None and fold(words).text.split() == fold(quote.exact).text.split()
