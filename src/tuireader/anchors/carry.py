"""Where a passage of the old text is in the new one, through an alignment of the two; never a guess.

A mark stays on words that come from its own words. Where too few of them are left it is an orphan, with a hint where
they used to be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tuireader.anchors import policy
from tuireader.anchors.align import Alignment
from tuireader.anchors.edges import left_edge, right_edge
from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.anchors.pairing import NONE
from tuireader.anchors.sentences import CLOSED, boundary
from tuireader.text.span import Span

FOREIGN = 0.5
"""The weight from which on a word that comes from elsewhere divides a passage."""
SPREAD, SLACK = 6, 60
"""A passage is torn where the distance between two of its words has grown more than this many times, and by this many
words besides."""
INSIDE, ASIDE, MOST = 0.04, 0.25, 10.0
"""What each new word between two words of a passage costs: little where it was put in between them, more where other
words of the passage are gone there, and never more than ``MOST``."""
FREE = 20
"""Tokens that may be put in between two neighbours at no cost, in one sentence: a link, an aside."""
MANY = 40
"""Tokens that are certainly more than a few words, in any script."""

Pair = tuple[int, int]


class _Kept(NamedTuple):
    """A word of the passage that is left."""

    old: int
    new: int
    credit: float
    """How much of the word it is."""
    weight: float
    """What it weighs, by so much."""


def carry(alignment: Alignment, span: Span, annotation_id: str) -> Anchor:
    """The anchor, in the new text, of a mark that was on ``span`` of the old one.

    SAME: the same words, in the same order among the others. MOVED: the same words elsewhere. EDITED: other words, or
    words put in between. ORPHANED: too little is left of them (``policy``). The style of quotation marks and dashes,
    case and white space make no other words.
    """
    first, stop = alignment.old.touching(span)
    if first == stop or not span.of(alignment.old.text).strip():
        return orphan(alignment, first, annotation_id)
    passage = range(first, stop)
    if _is_whole(alignment, passage):
        near, far, score = (first, alignment.to_new[first]), (stop - 1, alignment.to_new[stop - 1]), 1.0
        enough = _is_supported(alignment, passage, near, far)
    else:
        kept = _kept(alignment, passage)
        if not kept:
            return orphan(alignment, first, annotation_id)
        near, far = (kept[0].old, kept[0].new), (kept[-1].old, kept[-1].new)
        first, stop = _reordered(kept, first, stop)
        total = sum(map(alignment.weight, passage))
        score = round(min(1.0, _weight(kept) / total), 3)
        enough = _is_enough(alignment, passage, kept, total) and _is_supported(alignment, passage, near, far)
    if not enough:
        return orphan(alignment, first, annotation_id)
    place = Span(left_edge(alignment, first, near, span.start), right_edge(alignment, stop, far, span.end))
    moved = near[0] in alignment.moved or far[0] in alignment.moved
    same = AnchorStatus.MOVED if moved else AnchorStatus.SAME
    return Anchor(annotation_id, place, same if _is_whole(alignment, passage) else AnchorStatus.EDITED, score)


def orphan(alignment: Alignment, index: int, annotation_id: str) -> Anchor:
    """The anchor of a mark whose words, from the old token at ``index`` on, are gone, with where they were."""
    return Anchor(annotation_id, None, AnchorStatus.ORPHANED, 0.0, hint(alignment, index))


def hint(alignment: Alignment, index: int) -> int:
    """Where the old token at ``index`` used to be, in code points of the new text: behind the nearest token before it
    that is still there; where that one was of another paragraph, before the next.
    """
    old, new, lost = alignment.old, alignment.new, alignment.lost_around(index).start
    if not lost:
        return 0
    before = alignment.to_new[lost - 1]
    if lost < len(old) and before + 1 < len(new) and "\n\n" in old.between(lost):
        return new.starts[before + 1]
    return new.ends[before]


def _is_whole(alignment: Alignment, passage: range) -> bool:
    """Whether all words of the passage are left, and nothing stands between them."""
    start, stop = alignment.to_new[passage.start], alignment.to_new[passage.stop - 1] + 1
    if start == NONE or stop - start != len(passage):
        return False
    numbers = alignment.old.numbers[passage.start : passage.stop]
    return (
        alignment.to_new[passage.start : passage.stop] == list(range(start, stop))
        and alignment.new.numbers[start:stop] == numbers
    )


def _kept(alignment: Alignment, passage: range) -> list[_Kept]:
    """The words of the passage that are left together, in the order of the new text: of several places the one that
    holds most, without strays at its edges.
    """
    found = []
    for i, j in enumerate(alignment.to_new[passage.start : passage.stop], passage.start):
        if j != NONE:
            credit = alignment.credit(i)
            found.append(_Kept(i, j, credit, credit * alignment.weight(i)))
    found.sort(key=attrgetter("new"))
    groups: list[list[_Kept]] = []
    for word in found:
        if not groups or _is_torn(alignment, groups[-1][-1], word, passage):
            groups.append([])
        groups[-1].append(word)
    return _core(alignment, max(groups, key=_weight)) if groups else []


def _is_torn(alignment: Alignment, one: _Kept, other: _Kept, passage: range) -> bool:
    """Whether between two words of the passage there stands text of another place, or too much of any text."""
    distance, was = other.new - one.new, abs(other.old - one.old)
    if distance == 1:
        return False
    if distance > SPREAD * was + SLACK:
        return True
    sources = alignment.to_old[one.new + 1 : other.new]
    return any(i != NONE and i not in passage and alignment.weight(i) >= FOREIGN for i in sources)


def _core(alignment: Alignment, group: list[_Kept]) -> list[_Kept]:
    """The heaviest stretch of the group, new words between its words being a cost."""
    best = total = group[0].weight
    start, core = 0, (0, 1)
    for at, (one, other) in enumerate(pairwise(group), 1):
        cost = _cost(alignment, one, other)
        if total < cost:
            total, start = other.weight, at
        else:
            total += other.weight - cost
        if total >= best:
            best, core = total, (start, at + 1)
    return group[core[0] : core[1]]


def _cost(alignment: Alignment, one: _Kept, other: _Kept) -> float:
    """What it costs a passage to hold both words, with what stands between them."""
    distance, was = other.new - one.new, other.old - one.old
    if was == 1 and distance <= FREE and not _ends_between(alignment, one.new, other.new):
        return 0.0
    return min(MOST, (INSIDE if was == 1 else ASIDE) * max(0, distance - max(1, was)))


def _ends_between(alignment: Alignment, one: int, other: int) -> bool:
    return any(boundary(alignment.new, j) >= CLOSED for j in range(one + 1, other + 1))


def _reordered(kept: Sequence[_Kept], first: int, stop: int) -> tuple[int, int]:
    """The ends of the passage in the old text, for its edges: where its parts changed places, those of the words that
    are at the edges now.
    """
    old = [word.old for word in kept]
    return (
        first if kept[0].old == min(old) else kept[0].old,
        stop if kept[-1].old == max(old) else kept[-1].old + 1,
    )


def _weight(kept: Sequence[_Kept]) -> float:
    return sum([word.weight for word in kept])


def _is_enough(alignment: Alignment, passage: range, kept: Sequence[_Kept], total: float) -> bool:
    """Whether the words that are left are still the passage, whose words weigh ``total``."""
    if policy.ALONE * _weight(kept) >= policy.KEPT_WEIGHT * total:
        return True
    counts = [policy.ALONE if _is_alone(alignment, word) else 1.0 for word in kept]
    if sum(word.weight * count for word, count in zip(kept, counts, strict=True)) >= policy.KEPT_WEIGHT * total:
        return True
    left = sum(_letters(alignment, w.old) * w.credit * count for w, count in zip(kept, counts, strict=True))
    return left >= policy.KEPT_LETTERS * (sum(_letters(alignment, i) for i in passage) or 1)


def _is_alone(alignment: Alignment, word: _Kept) -> bool:
    """Whether none of the nearest words before and behind came along with a word."""
    beside = (word.old + step for step in (-2, -1, 1, 2))
    return not any(0 <= i < len(alignment.old) and alignment.to_new[i] - word.new == i - word.old for i in beside)


def _is_supported(alignment: Alignment, passage: range, first: Pair, last: Pair) -> bool:
    """Whether a passage of a few words had neighbours that came along with its ``first`` and its ``last`` that are
    left; more words support each other.
    """
    words = alignment.weights.words
    if len(passage) > MANY or sum([words[n] for n in alignment.old.numbers[passage.start : passage.stop]]) > policy.FEW:
        return True
    found = 0
    for i in range(max(-1, passage.start - policy.NEAR), min(len(alignment.old), passage.stop + policy.NEAR - 1) + 1):
        j = _counterpart(alignment, i)
        if i in passage or j is None:
            continue
        near, there = first if i < passage.start else last
        if abs((j - there) - (i - near)) <= policy.ASTRAY:
            found += 2 if not 0 <= i < len(alignment.old) or alignment.weight(i) >= 1 else 1
    return found >= policy.SUPPORT


def _counterpart(alignment: Alignment, index: int) -> int | None:
    """The counterpart of the old token at ``index``, where the beginning and the end of the texts are tokens too."""
    if index < 0:
        return -1
    if index == len(alignment.old):
        return len(alignment.new)
    return None if alignment.to_new[index] == NONE else alignment.to_new[index]


def _letters(alignment: Alignment, index: int) -> float:
    number = alignment.old.numbers[index]
    known = alignment.lexicon.is_paragraph(number) or alignment.lexicon.is_word(number)
    return alignment.weights.letters[number] if known else 0.0


def carry_offset(alignment: Alignment, offset: int) -> int:
    """Where the code point at ``offset`` of the old text is in the new one, or where it used to be; for places that no
    reader has marked word by word, such as the place of reading.
    """
    old, new = alignment.old, alignment.new
    index = bisect_left(old.ends, offset + 1)
    if index < len(old) and alignment.to_new[index] != NONE:
        start, end = new.starts[alignment.to_new[index]], new.ends[alignment.to_new[index]]
        return min(start + max(0, offset - old.starts[index]), max(start, end - 1))
    lost = alignment.lost_around(index)
    free = alignment.free_around(alignment.to_new[lost.start - 1] + 1 if lost.start else 0)
    if index < lost.stop and free:
        return new.starts[free[min(index - lost.start, len(free) - 1)]]
    return hint(alignment, index)
