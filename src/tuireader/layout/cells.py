"""How wide text is in terminal cells. The one place that measures; everything else counts code points."""

from __future__ import annotations

import re
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

_ONE_CELL_EACH = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u0513\u2010-\u2027\u2030-\u205e\u2400-\u2421]*"
)
"""Ranges in which every code point fills one cell. Rich's own fast path leaves out curly quotes, so that nearly every
line of an essay would be measured slowly."""


def is_simple(text: str) -> bool:
    """Whether every code point of ``text`` fills exactly one cell."""
    return _ONE_CELL_EACH.fullmatch(text) is not None


def width(text: str) -> int:
    """The width of ``text`` in cells."""
    return len(text) if is_simple(text) else cell_len(text)


def clusters(text: str) -> list[tuple[int, int, int]]:
    """The grapheme clusters of ``text``: start and end in code points, and width in cells."""
    return split_graphemes(text)[0]


def columns(text: str) -> list[int]:
    """The column, in cells, at which each code point begins, and after them the width of the whole.

    Code points that share a cluster share its column.
    """
    if is_simple(text):
        return list(range(len(text) + 1))
    found = clusters(text)
    starts = accumulate((w for _, _, w in found), initial=0)
    out = [column for (start, end, _), column in zip(found, starts, strict=False) for _ in range(start, end)]
    return [*out, sum(w for _, _, w in found)]


def fit(text: str, cells: int, *, ellipsis: str = "…") -> str:
    """``text`` cut to at most ``cells`` cells, with an ellipsis where something was cut away."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ""
    at = columns(text)
    keep = max(i for i, column in enumerate(at[:-1]) if column <= room)
    return text[:keep].rstrip() + ellipsis
