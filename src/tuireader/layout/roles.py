"""What each stretch of a row is: text, marker, highlight, mention. Roles overlap in the text; runs do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from tuireader.layout.model import Row
from tuireader.text.span import Span


class Role(StrEnum):
    """A part that words play on the page. A theme gives each a look; later roles are drawn over earlier ones."""

    TITLE = "title"
    HEADING = "heading"
    QUOTATION = "quotation"
    CODE = "code"
    APPARATUS = "apparatus"
    STRESSED = "stressed"
    STRONG = "strong"
    LINK = "link"
    MARKER = "marker"
    DOUBTFUL_MARKER = "doubtful-marker"
    MISSING_MARKER = "missing-marker"
    KEY = "mark-key"
    QUESTION = "mark-question"
    EVIDENCE = "mark-evidence"
    STYLE = "mark-style"
    TODO = "mark-todo"
    COMMENTED = "commented"
    UNCONFIRMED = "unconfirmed"
    MENTION = "mention"
    FOUND = "found"
    FOUND_HERE = "found-here"
    SENTENCE = "sentence"
    SELECTED = "selected"


ORDER = {role: n for n, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a row's text, in code points, all of which plays the same roles."""

    start: int
    end: int
    roles: tuple[Role, ...]


class RoleMap:
    """Spans with roles, looked up by stretch of text. Built once for a reading, asked once for each row."""

    def __init__(self, spans: Iterable[tuple[Span, Role]]) -> None:
        self._spans = sorted(spans, key=lambda s: s[0])
        self._starts = [span.start for span, _ in self._spans]
        self._reach = list(accumulate((span.end for span, _ in self._spans), max))

    def over(self, span: Span) -> list[tuple[Span, Role]]:
        """Everything that shares a code point with ``span``."""
        i = bisect_left(self._starts, span.end) - 1
        out = []
        while i >= 0 and self._reach[i] > span.start:
            if self._spans[i][0].end > span.start:
                out.append(self._spans[i])
            i -= 1
        return out


def runs(row: Row, spans: Iterable[tuple[Span, Role]]) -> tuple[Run, ...]:
    """The row's text cut where roles begin and end, each part with its roles in the order of drawing."""
    parts: list[tuple[int, int, Role]] = []
    for span, role in spans:
        shared = span.intersect(row.span)
        if shared:
            start, end = row.index_of(shared.start), row.index_of(shared.end)
            if start < end:
                parts.append((start, end, role))
    cuts = sorted({0, len(row.text), *(p[0] for p in parts), *(p[1] for p in parts)})
    out = []
    for start, end in pairwise(cuts):
        here = {role for a, b, role in parts if a <= start and end <= b}
        out.append(Run(start, end, tuple(sorted(here, key=ORDER.__getitem__))))
    return tuple(out)
