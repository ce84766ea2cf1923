"""Marks to be looked at after a revision, each with the passage as it was and as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.anchors.paragraphs import paragraph_at
from tuireader.annotations.model import Annotation
from tuireader.annotations.whereabouts import Whereabouts
from tuireader.documents.model import Document
from tuireader.text.span import Span
from tuireader.text.words import sentences


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with what stands around it."""

    text: str
    words: Span
    """The passage itself, in code points of ``text``; empty where there is only a place."""
    start: int | None
    """Where ``text`` begins in the document or its snapshot; None where only the words around the mark were kept."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A mark to be looked at."""

    annotation: Annotation
    anchor: Anchor
    before: Excerpt | None
    """The sentences of the mark when its words were last as marked, or last there; None where nothing is known."""
    now: Excerpt
    """The sentences where it is, or where it used to be."""


def review(
    document: Document,
    marks: Iterable[tuple[Annotation, Anchor]],
    kept: Mapping[str, Whereabouts],
    snapshot: Callable[[str], str | None],
    *,
    moved: bool = False,
) -> Iterator[Reviewed]:
    """The marks whose words changed or are gone, with ``moved`` also those whose place did, in the order of ``marks``.

    A note that is done, and an orphan that was let go, ask for nothing.
    """
    for annotation, anchor in marks:
        if (anchor.status is AnchorStatus.MOVED and moved) or to_review(annotation, anchor):
            here = anchor.span or Span(anchor.hint or 0, anchor.hint or 0)
            now = _excerpt(document.text, here)
            yield Reviewed(annotation, anchor, _before(annotation, kept.get(annotation.id), snapshot), now)


def to_review(annotation: Annotation, anchor: Anchor) -> bool:
    """Whether a mark waits for the reader's word."""
    if annotation.done:
        return False
    if anchor.status is AnchorStatus.ORPHANED:
        return not annotation.let_go
    return anchor.status is AnchorStatus.EDITED


def _before(annotation: Annotation, kept: Whereabouts | None, snapshot: Callable[[str], str | None]) -> Excerpt | None:
    stand = annotation.stand
    position, quote = stand.position, stand.quote
    made = stand.revision, Span(position.start, position.end) if position else None
    places = [(kept.was, kept.was_at), (kept.revision, kept.span) if not kept.edited else made] if kept else []
    for revision, span in (*places, made):
        text = snapshot(revision) if revision and span is not None else None
        if text is not None and span is not None and span.end <= len(text):
            return _excerpt(text, span)
    if quote is None:
        return None
    start = len(quote.prefix)
    words = Span(start, start + len(quote.exact))
    return Excerpt(quote.prefix + quote.exact + quote.suffix, words, None)


def _excerpt(text: str, span: Span) -> Excerpt:
    """The sentences that ``span`` touches, or the one that a place is in."""
    around = paragraph_at(text, span)
    touched = [s for s in sentences(text, around.start, around.end) if s.start <= span.end and span.start <= s.end]
    whole = span
    for sentence in touched:
        whole = whole.join(sentence)
    return Excerpt(whole.of(text), span.shift(-whole.start), whole.start)
