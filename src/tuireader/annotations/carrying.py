"""The marks of a document, carried into the text at hand, and other places that follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tuireader.annotations.model import Annotation, Change
from tuireader.documents.model import BlockKind, Document
from tuireader.errors import StoreError
from tuireader.text.span import Span

if TYPE_CHECKING:
    from tuireader.anchors.model import Anchor, Selector
    from tuireader.annotations.annotations import AnnotationStore
    from tuireader.annotations.whereabouts import Whereabouts


def marks_in(store: AnnotationStore, document: Document, *, save: bool) -> tuple[tuple[Annotation, Anchor], ...]:
    """Every mark of the document with where it is in this text. ``save`` keeps what was found out; where the store
    refuses that, the places are the same, and ``store.damage()`` says what was not kept.

    Raises StoreError where the marks cannot be read.
    """
    annotations = store.for_document(document.id)
    if not annotations:
        return ()
    from tuireader.annotations.following import follow  # a document without marks needs no alignment

    anchors = store.anchors(document.id)
    found = follow(document, annotations, anchors.whereabouts(), anchors.text)
    if save:
        store.save_anchors(document, found)
    return tuple((annotation, found[annotation.id].anchor(annotation.id)) for annotation in annotations)


def noted_with(
    store: AnnotationStore, document: Document, changes: Iterable[Change], known: Callable[[str], Anchor | None]
) -> Mapping[str, Whereabouts]:
    """What is to be kept of where changed marks are. ``known`` is where they are on the screen; a mark that is not
    there yet was made where it says, or is looked for when the document is opened next.
    """
    from tuireader.annotations.following import goes_without_saying, noted
    from tuireader.annotations.reanchor import as_made

    before: Mapping[str, Whereabouts] = {}
    with suppress(StoreError):  # what cannot be read cannot be saved to either, and then that is said
        before = store.anchors(document.id).whereabouts()
    found = {}
    for change in changes:
        if change.after is not None and (change.before is None or change.before.stand != change.after.stand):
            made = as_made(document, change.after.stand, change.id)
            sound = made is not None and made.span is not None and made.span.of(document.text).strip()
            anchor = made if sound else known(change.id)
            if anchor is not None:
                place = noted(document, change.after, anchor, before.get(change.id))
                if change.id in before or not goes_without_saying(document, change.after, place):
                    found[change.id] = place
    return found


def offset_from(store: AnnotationStore, document: Document, revision: str) -> Callable[[int], int] | None:
    """From an offset in another revision to where that place is in ``document``; None where the text is not kept."""
    if revision == document.revision:
        return lambda offset: min(offset, len(document.text))
    old = store.anchors(document.id).text(revision) if revision else None
    if old is None:
        return None
    from tuireader.anchors.align import aligned
    from tuireader.anchors.carry import carry_offset

    alignment = aligned(old, document.text)
    return lambda offset: carry_offset(alignment, min(offset, len(old)))


def passage_from(
    store: AnnotationStore, document: Document, revision: str, span: Span | None, selectors: tuple[Selector, ...]
) -> Span | None:
    """Where the passage at ``span`` of another revision is in ``document``: through that text where it is kept, else by
    its words; None where they are gone.
    """
    if span is not None and revision == document.revision and span.end <= len(document.text):
        return span
    old = store.anchors(document.id).text(revision) if revision else None
    if old is not None and span is not None and span.end <= len(old):
        from tuireader.anchors.align import aligned
        from tuireader.anchors.carry import carry

        return carry(aligned(old, document.text), span, "").span
    from tuireader.anchors.match import match

    return match(document.text, selectors, "").span


def position_in(store: AnnotationStore, document: Document) -> int | None:
    """Where reading stopped: through the text of that time where it is kept, else by the words there, else at the same
    offset. None for a document not read before. Raises StoreError.
    """
    kept = store.position(document.id)
    if kept is None:
        return None
    if carry := offset_from(store, document, kept.revision):
        return carry(kept.offset)
    span = passage_from(store, document, "", None, kept.selectors)
    return span.start if span else min(kept.offset, len(document.text))


def bookmarks_in(store: AnnotationStore, document: Document) -> dict[str, int]:
    """The bookmarks by name, each where its place is in this text. Raises StoreError."""
    carry = _bookmark_carrier(store, document)
    return {name: carry(offset) for name, offset in store.bookmarks(document.id).items()}


def set_bookmark(store: AnnotationStore, document: Document, name: str, offset: int | None) -> None:
    """Set a bookmark, or with None take it away; the others are carried into this text. Raises StoreError."""
    store.set_bookmark(document.id, name, offset, document, _bookmark_carrier(store, document))


def _bookmark_carrier(store: AnnotationStore, document: Document) -> Callable[[int], int]:
    end = len(document.text)
    on = store.anchors(document.id).counts_in("bookmarks on")
    return offset_from(store, document, on) or (lambda offset: min(offset, end))


def blocks_changed_in(store: AnnotationStore, document: Document) -> tuple[Span, ...]:
    """The blocks that are new, or other than in the text read last, in order; none where no such text is kept."""
    anchors = store.anchors(document.id)
    revision = anchors.counts_in("read")
    old = anchors.text(revision) if revision and revision != document.revision else None
    if old is None:
        return ()
    from tuireader.anchors.align import aligned
    from tuireader.anchors.changes import changed

    shown = (block.span for block in document.blocks if block.kind is not BlockKind.RESIDUE)
    return changed(aligned(old, document.text), shown)
