"""Where an insertion or a deletion begins, when it could begin at several places.

Between "One. Two." and "One. New. Two." the new words are "New." or, as the same difference, the stop before and the
words up to the next. Readers and writers think in sentences, so the place is chosen where a sentence or a paragraph
ends, as git's "indent heuristic" does for code.
"""

from __future__ import annotations

from tuireader.anchors.pairing import NONE, free
from tuireader.anchors.sentences import boundary
from tuireader.anchors.tokens import Tokens

FARTHEST = 400
"""Tokens by which an insertion is moved at most."""


def slide(tokens: Tokens, here: list[int], there: list[int]) -> None:
    """Put each stretch of ``tokens`` without a counterpart where it begins and ends best, the difference being the
    same. ``here`` are the counterparts of ``tokens``, ``there`` those of the other text.
    """
    for stretch in list(free(here, 0, len(tokens))):
        start, stop = stretch.start, stretch.stop
        # A stretch that a slide before this one has already reached is looked at as it is now.
        if here[start] != NONE or len(stretch) < 2 or not 0 < start <= stop < len(tokens):
            continue
        if here[start - 1] == NONE or here[stop] != here[start - 1] + 1:
            continue
        _shift(here, there, start, stop, _best_shift(tokens, here, start, stop))


def _best_shift(tokens: Tokens, here: list[int], start: int, stop: int) -> int:
    numbers = tokens.numbers
    best, chosen = boundary(tokens, start) + boundary(tokens, stop), 0
    by, left = 1, here[start - 1]
    while (
        by <= FARTHEST
        and stop + by - 1 < len(tokens)
        and start + by - 1 < stop
        and numbers[start + by - 1] == numbers[stop + by - 1]
        and here[stop + by - 1] == left + by
    ):
        found = boundary(tokens, start + by) + boundary(tokens, stop + by)
        if found > best:
            best, chosen = found, by
        by += 1
    by, right = 1, here[stop]
    while (
        by <= FARTHEST
        and start - by > 0
        and stop - by >= start
        and numbers[start - by] == numbers[stop - by]
        and here[start - by] == right - by
    ):
        found = boundary(tokens, start - by) + boundary(tokens, stop - by)
        if found > best:
            best, chosen = found, -by
        by += 1
    return chosen


def _shift(here: list[int], there: list[int], start: int, stop: int, by: int) -> None:
    sources = range(stop, stop + by) if by > 0 else range(start - 1, start + by - 1, -1)
    for source in sources:
        place = source - (stop - start) if by > 0 else source + (stop - start)
        here[place], here[source] = here[source], NONE
        there[here[place]] = place
