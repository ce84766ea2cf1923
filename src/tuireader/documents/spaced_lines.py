"""Lines of one paragraph that stand apart, with an empty line after each, as text taken out of a PDF may have them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise
from statistics import median

from tuireader.documents.blocks import Line

FEWEST_LINES = 8
"""Lines with words from which on it can be told that they stand apart."""
NEARLY_ALL = 0.8
"""The share of lines that stand alone between empty ones."""
WIDE = 0.75
"""The share of the usual length from which on a line goes on in the next."""


def rejoin(lines: Sequence[Line], taken: Set[int]) -> list[Line]:
    """The lines without the empty ones that part a paragraph; all of them where lines do not stand apart.

    ``taken`` are the indices of lines in no paragraph, over which none is joined. A line goes on in the next
    where two of three things hold: it ends in no stop, it is as long as most, the next begins in lower case.
    """
    filled = [i for i, line in enumerate(lines) if i not in taken and not line.blank]
    alone = sum(i + 1 >= len(lines) or i + 1 in taken or lines[i + 1].blank for i in filled)
    if len(filled) < FEWEST_LINES or alone < NEARLY_ALL * len(filled):
        return list(lines)
    usual = median(len(lines[i].text) for i in filled)
    dropped: set[int] = set()
    for before, after in pairwise(filled):
        gap = range(before + 1, after)
        if taken.isdisjoint(gap) and _goes_on(lines[before].text.rstrip(), lines[after].text.lstrip(), usual):
            dropped.update(gap)
    return [line for i, line in enumerate(lines) if i not in dropped]


def _goes_on(before: str, after: str, usual: float) -> bool:
    wide, lower = len(before) >= WIDE * usual, after[:1].islower()
    return (wide and lower) if _stop().search(before) else (wide or lower)


@cache
def _stop() -> re.Pattern[str]:
    """A stop at the end of a line, a mark perhaps behind it."""
    return re.compile(r"[.!?:…][’”\"')\]»“]*(?:\s\d{1,3}\s?\.?)?$")
