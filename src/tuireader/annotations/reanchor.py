"""Where each annotation is in the document as it stands now, and what the reader's links say there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from tuireader.anchors.match import match
from tuireader.anchors.model import Anchor, AnchorStatus, TextQuoteSelector
from tuireader.annotations.model import Annotation, Motivation, Target
from tuireader.documents.model import Document
from tuireader.notes.links import Link, LinkKind
from tuireader.text.span import Span

_NUMBER = re.compile(r"\d+")


def reanchor(document: Document, annotations: Iterable[Annotation]) -> tuple[Anchor, ...]:
    """One anchor for each annotation, in the same order.

    On the revision on which a mark was made, its position is its place. On any other text its words must be found, and
    a mark whose words are gone or could be in two places is ORPHANED: it is listed, and attached to nothing. So is a
    mark that was made on no words at all, as another program may have sent it.
    """
    return tuple(
        _renumbered(document, annotation.target, annotation.id)
        if annotation.motivation is Motivation.LINKING
        else _anchor(document, annotation.target, annotation.id)
        for annotation in annotations
    )


def placed_link(document: Document, annotation: Annotation, anchor: Anchor) -> Link | None:
    """What a correction says in this text; None for other marks, and where words of it are gone."""
    pointer = annotation.pointer
    if annotation.motivation is not Motivation.LINKING or pointer is None or anchor.span is None:
        return None
    if pointer.kind is not LinkKind.POINTS:
        return Link(pointer.kind, anchor.span)
    meant = _renumbered(document, pointer.target, annotation.id).span if pointer.target else None
    return Link(pointer.kind, anchor.span, meant) if meant else None


def _anchor(document: Document, target: Target, name: str) -> Anchor:
    found = as_made(document, target, name) or match(document.text, target.selectors, name)
    if found.span is None or found.span.of(document.text).strip():
        return found
    return Anchor(name, None, AnchorStatus.ORPHANED, 0.0, found.span.start)


def as_made(document: Document, target: Target, name: str) -> Anchor | None:
    """The place as recorded, if this is the very text on which it was recorded and the words stand there."""
    position = target.position
    if position is None or target.revision != document.revision or position.end > len(document.text):
        return None
    span = Span(position.start, position.end)
    if target.quote is not None and target.quote.exact != span.of(document.text):
        return None
    return Anchor(name, span, AnchorStatus.SAME)


def _renumbered(document: Document, target: Target, name: str) -> Anchor:
    """The place of a citation, which may be no more than "Ibid." between two numbers: a note that is put in gives the
    notes behind it new numbers, so that where the words are not found, the numbers around them are not compared.
    """
    found, quote = _anchor(document, target, name), target.quote
    if found.span is not None or quote is None:
        return found
    text, ends, longer = _numberless(document.text)
    bare = TextQuoteSelector(*(_NUMBER.sub("0", part) for part in (quote.exact, quote.prefix, quote.suffix)))
    place = match(text, (bare,), name).span
    if place is None:
        return found
    start, end = (at + longer[bisect_right(ends, at)] for at in (place.start, place.end))
    span = Span(start, end)
    return Anchor(name, span, AnchorStatus.MOVED, 0.5) if span.of(document.text) == quote.exact else found


@lru_cache(maxsize=2)
def _numberless(text: str) -> tuple[str, list[int], list[int]]:
    """The text with one nought for every number; where in it the numbers end; and how many code points the text has
    more than it before the first number, before the second, and so on, and to its end.
    """
    ends, longer = [], [0]
    for number in _NUMBER.finditer(text):
        ends.append(number.start() - longer[-1] + 1)
        longer.append(longer[-1] + len(number.group()) - 1)
    return _NUMBER.sub("0", text), ends, longer
