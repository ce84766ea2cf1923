"""The words of a passage as a page shows them, and the way back from them to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class Shown:
    """Words with single spaces between them and without signs of markup."""

    words: str
    _starts: tuple[int, ...]
    """Where in ``words`` each piece begins that stands in the text without a break."""
    _sources: tuple[int, ...]
    """Where in the text the same piece begins."""

    def to_source(self, start: int, end: int) -> Span:
        """Where in the text ``words[start:end]`` stands; an empty range gives an empty span."""
        if not self._starts:
            return Span(0, 0)
        first = self._source_of(start)
        return Span(first, max(first, self._source_of(end - 1) + 1)) if end > start else Span(first, first)

    def to_words(self, offset: int) -> int:
        """Where in ``words`` an offset of the text stands; what is not shown stands where the next word begins."""
        i = max(0, bisect_right(self._sources, offset) - 1)
        if not self._starts:
            return 0
        following = self._starts[i + 1] if i + 1 < len(self._starts) else len(self.words)
        return min(self._starts[i] + max(0, offset - self._sources[i]), following)

    def _source_of(self, at: int) -> int:
        i = bisect_right(self._starts, at) - 1
        return self._sources[i] + at - self._starts[i]


def show(text: str, span: Span, hidden: tuple[Span, ...]) -> Shown:
    """The words of ``span`` without what is hidden, white space of every kind folded to single spaces."""
    kept: list[Span] = []
    at = span.start
    for sign in hidden_in(hidden, span):
        kept.append(Span(at, max(at, sign.start)))
        at = max(at, sign.end)
    kept.append(Span(at, max(at, span.end)))
    whole = "".join(part.of(text) for part in kept)
    starts: list[int] = []
    sources: list[int] = []
    words: list[str] = []
    length = part = before = 0
    for found in (_runs() if len(kept) == 1 else _words()).finditer(whole):
        at, end = found.span()
        while at < end:
            while at >= before + len(kept[part]):
                before += len(kept[part])
                part += 1
            starts.append(length + at - found.start())
            sources.append(kept[part].start + at - before)
            at = min(end, before + len(kept[part]))
        words += found.group().split()
        length += len(found.group()) + 1
    return Shown(" ".join(words), tuple(starts), tuple(sources))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\S+")


@cache
def _runs() -> re.Pattern[str]:
    """Words between which single spaces stand already: where nothing is hidden, each run is one piece."""
    return re.compile(r"\S++(?:\s\S++)*+")


def hidden_in(hidden: tuple[Span, ...], span: Span) -> Iterator[Span]:
    """The parts of sorted hidden spans that lie inside ``span``, in order."""
    for i in range(bisect_right(hidden, span.start, key=lambda sign: sign.end), len(hidden)):
        part = hidden[i].intersect(span)
        if part is None:
            return
        yield part
