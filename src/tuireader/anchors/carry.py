"""Where a passage of the old text is in the new one, through an alignment of the two; never a guess.

A mark stays on words that come from its own words. Where too few of them are left it is an orphan, with a hint where
they used to be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from tuireader.anchors import policy
from tuireader.anchors.align import Alignment
from tuireader.anchors.edges import left_edge, right_edge
from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.anchors.pairing import NONE
from tuireader.text.fold import fold
from tuireader.text.span import Span

FOREIGN = 0.5
"""The weight from which on a word that comes from elsewhere divides a passage."""
SPREAD, SLACK = 6, 60
"""A passage is torn where the distance between two of its words has grown more than this many times, and by this many
words besides."""
INSIDE, ASIDE, MOST = 0.04, 0.25, 10.0
"""What each new word between two words of a passage costs: little where it was put in between them, more where other
words of the passage are gone there, and never more than ``MOST``."""

Pair = tuple[int, int]


def carry(alignment: Alignment, span: Span, annotation_id: str) -> Anchor:
    """The anchor, in the new text, of a mark that was on ``span`` of the old one.

    SAME: the same words, in the same order among the others. MOVED: the same words elsewhere. EDITED: other words, or
    words put in between. ORPHANED: too little is left of them (``policy``). The style of quotation marks and dashes,
    case and white space make no other words.
    """
    first, stop = alignment.old.touching(span)
    if first == stop:
        return orphan(alignment, first, annotation_id)
    if stop - first == 1 and alignment.is_paragraph(first) and alignment.to_new[first] != NONE:
        shift = alignment.new.starts[alignment.to_new[first]] - alignment.old.starts[first]
        status = AnchorStatus.MOVED if first in alignment.moved else AnchorStatus.SAME
        return Anchor(annotation_id, span.shift(shift), status)
    kept = _kept(alignment, first, stop)
    if not kept or not _is_enough(alignment, range(first, stop), kept):
        return orphan(alignment, first, annotation_id)
    place = Span(left_edge(alignment, first, kept[0], span.start), right_edge(alignment, stop, kept[-1], span.end))
    score = round(_weight(alignment, kept) / sum(map(alignment.weight, range(first, stop))), 3)
    return Anchor(annotation_id, place, _status(alignment, span, place, kept), score)


def orphan(alignment: Alignment, index: int, annotation_id: str) -> Anchor:
    """The anchor of a mark whose words, from the old token at ``index`` on, are gone, with where they were."""
    return Anchor(annotation_id, None, AnchorStatus.ORPHANED, 0.0, hint(alignment, index))


def hint(alignment: Alignment, index: int) -> int:
    """Where the old token at ``index`` used to be, in code points of the new text: behind the nearest token before it
    that is still there.
    """
    while index > 0 and alignment.to_new[index - 1] == NONE:
        index -= 1
    return alignment.new.ends[alignment.to_new[index - 1]] if index else 0


def _status(alignment: Alignment, span: Span, place: Span, kept: Sequence[Pair]) -> AnchorStatus:
    old, new = span.of(alignment.old.text), place.of(alignment.new.text)
    if old != new and fold(old).text.split() != fold(new).text.split():
        return AnchorStatus.EDITED
    return AnchorStatus.MOVED if any(i in alignment.moved for i, _ in kept) else AnchorStatus.SAME


def _kept(alignment: Alignment, first: int, stop: int) -> list[Pair]:
    """The words of the passage that are left together, with their counterparts: of several places the one that holds
    most, without strays at its edges.
    """
    groups: list[list[Pair]] = []
    for i in range(first, stop):
        j = alignment.to_new[i]
        if j == NONE:
            continue
        if not groups or _is_torn(alignment, groups[-1][-1], (i, j), range(first, stop)):
            groups.append([])
        groups[-1].append((i, j))
    if not groups:
        return []
    return _core(alignment, max(groups, key=lambda group: _weight(alignment, group)))


def _is_torn(alignment: Alignment, one: Pair, other: Pair, passage: range) -> bool:
    """Whether between two words of the passage there stands text of another place, or too much of any text."""
    distance, was = other[1] - one[1], other[0] - one[0]
    if distance <= 0 or distance > SPREAD * was + SLACK:
        return True
    sources = alignment.to_old[one[1] + 1 : other[1]]
    return any(i != NONE and i not in passage and alignment.weight(i) >= FOREIGN for i in sources)


def _core(alignment: Alignment, group: list[Pair]) -> list[Pair]:
    """The heaviest stretch of the group, new words between its words being a cost."""
    weights = [_weight(alignment, (pair,)) for pair in group]
    best = total = weights[0]
    start, core = 0, (0, 1)
    for at, (one, other) in enumerate(pairwise(group), 1):
        was, distance = other[0] - one[0], other[1] - one[1]
        cost = min(MOST, (INSIDE if was == 1 else ASIDE) * max(0, distance - was))
        if total < cost:
            total, start = weights[at], at
        else:
            total += weights[at] - cost
        if total >= best:
            best, core = total, (start, at + 1)
    return group[core[0] : core[1]]


def _weight(alignment: Alignment, pairs: Sequence[Pair]) -> float:
    return sum(alignment.weight(i) * alignment.credit(i) for i, _ in pairs)


def _is_enough(alignment: Alignment, passage: range, kept: Sequence[Pair]) -> bool:
    """Whether the words that are left are still the passage."""
    words = sum(alignment.weights.words[alignment.old.numbers[i]] for i in passage)
    if words <= policy.FEW and not _is_supported(alignment, passage, kept):
        return False
    if _weight(alignment, kept) >= policy.KEPT_WEIGHT * sum(map(alignment.weight, passage)):
        return True
    left = sum(_letters(alignment, i) * alignment.credit(i) for i, _ in kept)
    return left >= policy.KEPT_LETTERS * (sum(_letters(alignment, i) for i in passage) or 1)


def _is_supported(alignment: Alignment, passage: range, kept: Sequence[Pair]) -> bool:
    """Whether neighbours of a few words came along with them."""
    size = len(alignment.to_new)
    found = 0
    for i in range(max(0, passage.start - policy.NEAR), min(size, passage.stop + policy.NEAR)):
        j = alignment.to_new[i]
        if i in passage or j == NONE:
            continue
        near, there = kept[0] if i < passage.start else kept[-1]
        if abs((j - there) - (i - near)) <= policy.ASTRAY:
            found += 2 if alignment.weight(i) >= 1 else 1
    return found >= policy.SUPPORT or (found > 0 and (passage.start == 0 or passage.stop == size))


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
    return hint(alignment, index)
