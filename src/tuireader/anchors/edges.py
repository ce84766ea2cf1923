"""Where a passage begins and ends in the new text, to the code point, when words at its edges were lost or replaced."""

from __future__ import annotations

from tuireader.anchors.align import Alignment
from tuireader.text.span import Span

STOPS = ".!?…。！？"


def left_edge(alignment: Alignment, first: int, kept: tuple[int, int], start: int) -> int:
    """The code point where the passage begins that began at ``start``, in the old token ``first``; ``kept`` is the
    first of its words that is left, with its counterpart.
    """
    old, new = alignment.old, alignment.new
    i, j = kept
    if i == first:
        inside = max(0, start - old.starts[i]) if alignment.credit(i) == 1 else 0
        return new.starts[j] + min(inside, new.ends[j] - new.starts[j] - 1)
    free = alignment.free_around(j).start
    if free == j:
        return new.starts[j]
    lost = alignment.lost_around(i).start
    if lost < first:  # the replacement stands for words before the passage too
        gap, there = Span(old.starts[lost], old.starts[i]), Span(new.starts[free], new.starts[j])
        at = _proportional(gap, there, start)
        return min((new.starts[k] for k in range(free, j + 1)), key=lambda edge: abs(edge - at))
    edge = _replaced_before(alignment, range(free, j), i - first)
    while edge < j and not _fits(alignment, edge, first):
        edge += 1
    return new.starts[edge]


def right_edge(alignment: Alignment, stop: int, kept: tuple[int, int], end: int) -> int:
    """The code point where the passage ends that ended at ``end``, in the old token before ``stop``; ``kept`` is the
    last of its words that is left, with its counterpart.
    """
    old, new = alignment.old, alignment.new
    i, j = kept
    if i == stop - 1:
        beyond = max(0, old.ends[i] - end) if alignment.credit(i) == 1 else 0
        return max(new.starts[j] + 1, new.ends[j] - beyond)
    free = alignment.free_around(j + 1).stop
    if free == j + 1:
        return new.ends[j]
    lost = alignment.lost_around(i + 1).stop
    if lost > stop:  # the replacement stands for words behind the passage too
        gap, there = Span(old.ends[i], old.ends[lost - 1]), Span(new.ends[j], new.ends[free - 1])
        at = _proportional(gap, there, end)
        return min((new.ends[k] for k in range(j, free)), key=lambda edge: abs(edge - at))
    edge = _replaced_behind(alignment, range(j + 1, free), stop - 1 - i) - 1
    while edge > j and not _fits(alignment, edge, stop - 1):
        edge -= 1
    return new.ends[edge]


def _fits(alignment: Alignment, new: int, old: int) -> bool:
    """Whether a new token at an edge can stand for the old one that was there: a word for a word, a sign for a sign."""
    lexicon = alignment.lexicon
    return lexicon.is_word(alignment.new.numbers[new]) == lexicon.is_word(alignment.old.numbers[old])


def _proportional(gap: Span, there: Span, at: int) -> float:
    return there.start + (at - gap.start) * len(there) / max(1, len(gap))


def _replaced_before(alignment: Alignment, free: range, lost: int) -> int:
    """The first of the new tokens before a passage that stand for ``lost`` old ones: about as many, and none of another
    sentence.
    """
    new, at = alignment.new, free.stop
    while at > free.start and free.stop - at < 2 * lost + 2:
        ends = new.text[new.ends[at - 1] - 1] in STOPS
        if (at < free.stop and ends) or "\n\n" in new.between(at):
            break
        at -= 1
    return at


def _replaced_behind(alignment: Alignment, free: range, lost: int) -> int:
    """One behind the last of the new tokens behind a passage that stand for ``lost`` old ones."""
    new, at = alignment.new, free.start
    while at < free.stop and at - free.start < 2 * lost + 2 and "\n\n" not in new.between(at):
        at += 1
        if new.text[new.ends[at - 1] - 1] in STOPS:
            break
    return at
