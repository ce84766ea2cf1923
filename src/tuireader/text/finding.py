"""Words found in a text, whatever their case, quotes, white space and markup."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tuireader.text.fold import Folded, find_all, fold
from tuireader.text.span import Span


def find_words(text: str, hidden: tuple[Span, ...], query: str) -> Iterator[Span]:
    """Where ``query`` stands in ``text``, in order; what is hidden does not come between its words."""
    searchable = _searchable(text, hidden)
    return (searchable.to_source(shown) for shown in find_all(searchable.folded, query))


@dataclass(frozen=True, slots=True)
class _Searchable:
    """The folded text without the signs of markup, and the way back to the offsets of the document."""

    folded: Folded
    starts: list[int]
    shifts: list[int]

    def to_source(self, span: Span) -> Span:
        if not self.starts:
            return span
        first = bisect_right(self.starts, span.start) - 1
        last = bisect_left(self.starts, span.end) - 1
        return Span(span.start + self.shifts[first], span.end + self.shifts[max(first, last)])


@lru_cache(maxsize=2)
def _searchable(text: str, hidden: tuple[Span, ...]) -> _Searchable:
    if not hidden:
        return _Searchable(fold(text), [], [])
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    length = at = 0
    for cut in (*hidden, Span(len(text), len(text))):
        if cut.start > at:
            starts.append(length)
            shifts.append(at - length)
            pieces.append(text[at : cut.start])
            length += cut.start - at
        at = cut.end
    return _Searchable(fold("".join(pieces)), starts, shifts)
