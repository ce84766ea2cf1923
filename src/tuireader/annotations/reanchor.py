"""Where each annotation is in the document as it stands now."""

from __future__ import annotations

from collections.abc import Iterable

from tuireader.anchors.match import match
from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.annotations.model import Annotation
from tuireader.documents.model import Document
from tuireader.text.span import Span


def reanchor(document: Document, annotations: Iterable[Annotation]) -> tuple[Anchor, ...]:
    """One anchor for each annotation, in the same order.

    On the revision on which a mark was made, its position is its place. On any other text its words must be found, and
    a mark whose words are gone or could be in two places is ORPHANED: it is listed, and attached to nothing. So is a
    mark that was made on no words at all, as another program may have sent it.
    """
    return tuple(_anchor(document, annotation) for annotation in annotations)


def _anchor(document: Document, annotation: Annotation) -> Anchor:
    found = _as_made(document, annotation) or match(document.text, annotation.target.selectors, annotation.id)
    if found.span is None or found.span.of(document.text).strip():
        return found
    return Anchor(annotation.id, None, AnchorStatus.ORPHANED, 0.0, found.span.start)


def _as_made(document: Document, annotation: Annotation) -> Anchor | None:
    """The place as recorded, if this is the very text on which it was recorded and the words stand there."""
    target, position = annotation.target, annotation.target.position
    if position is None or target.revision != document.revision or position.end > len(document.text):
        return None
    span = Span(position.start, position.end)
    if target.quote is not None and target.quote.exact != span.of(document.text):
        return None
    return Anchor(annotation.id, span, AnchorStatus.SAME)
