"""From selectors to the place in the text at hand, without the text on which they were made; never a guess.

The words must stand there: to the letter, or but for case, the style of quotation marks and dashes, and white space.
Where they stand more than once, the words around them decide, and where these do not decide clearly the mark is an
orphan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tuireader.anchors.model import Anchor, AnchorStatus, Selector, TextPositionSelector, TextQuoteSelector
from tuireader.anchors.occurrences import occurrences
from tuireader.text.fold import Folded, fold
from tuireader.text.span import Span

NEAR = 32
"""Code points of context next to the quote that say whether it is the same place."""
ENOUGH = 0.5
"""The share of the near context that must stand beside words that occur more than once, or that are so few that they
may well have been deleted here and stand there. At the recorded position, which speaks for itself, half of it will do.
"""
CLEARLY = 8
"""Code points of context by which one place must exceed every other."""
LONG = 24
"""From this length on, in code points, and from ``WORDS`` words on, a quote that stands once is known by itself."""
WORDS = 4
NEARLY_ALL = 0.9
"""The share of the near context from which on a place is believed although the old context has closed up."""
JOINT = 12
"""Code points on each side of the joint where words were cut out."""
MANY = 50
"""From so many places on, only those are compared that have some context beside them."""
MOST = 5000
"""Places that are compared; words that stand in more are no passage that anything could tell apart."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words stand, and how much of the context stands beside them."""

    span: Span
    common: int
    """Code points of context that agree, counted outwards from the quote, both sides together."""
    near: float
    """The share of the near context that agrees, from 0 to 1."""
    at_position: bool


def match(text: str, selectors: Iterable[Selector], annotation_id: str) -> Anchor:
    """Where the passage that ``selectors`` describe stands in ``text``.

    SAME: the words stand at their position. MOVED: the same words elsewhere, or with other line breaks and spaces.
    EDITED: other capitals, quotation marks or dashes. ORPHANED: gone, or in several places that nothing tells apart;
    then ``hint`` is where the words used to be, as near as the context tells.
    """
    chosen = tuple(selectors)
    quote = next((s for s in chosen if isinstance(s, TextQuoteSelector)), None)
    position = next((s for s in chosen if isinstance(s, TextPositionSelector)), None)
    if quote is None:
        return _orphan(text, None, position, annotation_id)
    if not quote.exact:
        return _point(text, quote, position, annotation_id)
    best = _untouched(text, quote, position) or _clear_best(_places(text, quote, position), text, quote)
    if best is None:
        return _orphan(text, quote, position, annotation_id)
    words = best.span.of(text)
    if words == quote.exact:
        status = AnchorStatus.SAME if best.at_position else AnchorStatus.MOVED
    else:
        status = AnchorStatus.MOVED if words.split() == quote.exact.split() else AnchorStatus.EDITED
    return Anchor(annotation_id, best.span, status, _score(best, quote))


def _untouched(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> _Place | None:
    """The quote with its whole context to the letter: at its position, or else at the only place where it so stands."""
    whole = quote.prefix + quote.exact + quote.suffix
    width = len(quote.exact)
    if position is not None and position.start >= len(quote.prefix):
        start = position.start
        if text.startswith(whole, start - len(quote.prefix)):
            return _Place(Span(start, start + width), len(whole) - width, 1.0, at_position=True)
    starts = _finds(text, whole, 2)
    if len(starts) == 1 and (quote.prefix or quote.suffix):
        start = starts[0] + len(quote.prefix)
        return _Place(Span(start, start + width), len(whole) - width, 1.0, at_position=False)
    return None


def _places(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> tuple[_Place, ...]:
    """Every place where the quote stands, white space, case, quotation marks and dashes aside."""
    words = quote.exact.strip()
    head, _, tail = quote.exact.partition(words) if words else (quote.exact, "", "")
    wanted = fold(words).text.strip()
    if not wanted:
        return _blank_places(text, quote, position)
    folded = _folded(text)
    before, after = fold(quote.prefix + head).text, fold(tail + quote.suffix).text
    starts = _finds(folded.text, wanted, MOST)
    if len(starts) > MANY:
        starts = [at for at in starts if _touches(folded.text, at, at + len(wanted), before, after)]
    return tuple(_place(text, folded, Span(at, at + len(wanted)), before, after, quote, position) for at in starts)


def _place(
    text: str,
    folded: Folded,
    found: Span,
    before: str,
    after: str,
    quote: TextQuoteSelector,
    position: TextPositionSelector | None,
) -> _Place:
    """What speaks for the place ``found`` in the folded text."""
    left = _agree(folded.text[max(0, found.start - len(before)) : found.start][::-1], before[::-1])
    right = _agree(folded.text[found.end : found.end + len(after)], after)
    sides = [min(1.0, agreed / min(NEAR, len(side))) for agreed, side in ((left, before), (right, after)) if side]
    span = folded.to_source(found.start, found.end)
    # White space at the edges of the quote is part of it where it still stands.
    start = span.start - (len(quote.exact) - len(quote.exact.lstrip()))
    if start >= 0 and text.startswith(quote.exact, start):
        span = Span(start, start + len(quote.exact))
    at_position = position is not None and span.start == position.start
    return _Place(span, left + right, sum(sides) / len(sides) if sides else 0.0, at_position)


def _blank_places(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> tuple[_Place, ...]:
    """A quote of nothing but white space is only itself at its position."""
    if position is None or not text.startswith(quote.exact, position.start):
        return ()
    return (_Place(Span(position.start, position.start + len(quote.exact)), 0, 0.0, at_position=True),)


def _clear_best(places: tuple[_Place, ...], text: str, quote: TextQuoteSelector) -> _Place | None:
    """The one place that the evidence names, or None."""
    if not places or len(places) >= MOST:
        return None
    # At the recorded position, and with as much context as any other place has, the words are where they were.
    ranked = sorted(places, key=lambda p: (p.common, p.at_position), reverse=True)
    best, bare, telling = ranked[0], not (quote.prefix or quote.suffix), _tells_by_itself(quote.exact)
    needed = ENOUGH / 2 if best.at_position else ENOUGH
    if len(ranked) == 1:
        clear = bare or telling or best.near >= needed
    elif best.at_position:
        clear = bare or best.near >= needed
    else:
        clear = best.near >= needed and best.common >= ranked[1].common + CLEARLY
    if clear and not bare and best.near < NEARLY_ALL and (len(ranked) > 1 or not telling) and _closed_up(text, quote):
        return None
    return best if clear else None


def _closed_up(text: str, quote: TextQuoteSelector) -> bool:
    """Whether what stood before the quote is now followed by what stood after it: then the words were deleted there,
    and where they stand now is another passage that speaks of the same.
    """
    before, after = fold(quote.prefix).text.rstrip()[-JOINT:], fold(quote.suffix).text.lstrip()[:JOINT]
    if len(before) < JOINT or len(after) < JOINT:
        return False
    folded = _folded(text).text
    return f"{before} {after}" in folded or before + after in folded


def _touches(folded: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether a little of the context stands beside a place: less could not be enough in any case."""
    left, right = before[-CLEARLY:], after[:CLEARLY]
    return bool(left and folded.endswith(left, 0, start)) or bool(right and folded.startswith(right, end))


def _agree(one: str, other: str) -> int:
    """How many code points two texts have in common from their beginnings."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    return next(i for i in range(most) if one[i] != other[i])


def _tells_by_itself(exact: str) -> bool:
    """Whether the words are enough of a passage to be known without context. Han, kana and Thai have no spaces to
    count.
    """
    if len(exact) >= LONG and len(exact.split()) >= WORDS:
        return True
    return sum(c >= "\u0e00" and c.isalpha() for c in exact) >= LONG // 2


def _score(place: _Place, quote: TextQuoteSelector) -> float:
    """1 for the words at their position; elsewhere a half for the words, and a half for their context."""
    if place.at_position or not (quote.prefix or quote.suffix):
        return 1.0
    return round(0.5 + 0.5 * place.near, 3)


def _point(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None, annotation_id: str) -> Anchor:
    """A place between two characters, such as a place of reading: only its context can tell it."""
    at = position.start if position else -1
    around = quote.prefix + quote.suffix
    if 0 <= at <= len(text) and text[:at].endswith(quote.prefix) and text[at:].startswith(quote.suffix):
        return Anchor(annotation_id, Span(at, at), AnchorStatus.SAME)
    found = _finds(text, around, 2) if around else []
    if len(found) == 1:
        moved = found[0] + len(quote.prefix)
        return Anchor(annotation_id, Span(moved, moved), AnchorStatus.MOVED)
    return _orphan(text, quote, position, annotation_id)


def _orphan(
    text: str, quote: TextQuoteSelector | None, position: TextPositionSelector | None, annotation_id: str
) -> Anchor:
    return Anchor(annotation_id, None, AnchorStatus.ORPHANED, 0.0, _hint(text, quote, position))


def _hint(text: str, quote: TextQuoteSelector | None, position: TextPositionSelector | None) -> int | None:
    """Where the words used to be: beside the longest piece of their context that still stands, and of several such
    places the nearest to the old position; else the old position.
    """
    near = min(position.start, len(text)) if position else None
    if quote is None:
        return near
    for length in (NEAR, NEAR * 3 // 4, NEAR // 2):
        before, after = quote.prefix[-length:], quote.suffix[:length]
        ends = [at + len(before) for at in _finds(text, before, MOST)] if len(before) == length else []
        blank = len(after) - len(after.lstrip())
        starts = [at + blank for at in _finds(text, after, MOST)] if len(after) == length else []
        if ends or starts:
            return min(ends + starts, key=lambda at: abs(at - near) if near is not None else at)
    return near


def _finds(text: str, words: str, most: int) -> list[int]:
    """The first ``most`` offsets of ``words``."""
    return [at for at, _ in zip(occurrences(text, words), range(most), strict=False)]


@lru_cache(maxsize=2)
def _folded(text: str) -> Folded:
    """All marks of a document are matched against one text, which is folded once."""
    return fold(text)
