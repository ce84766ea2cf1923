"""Which parts of a text are not as they were in an earlier revision."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from tuireader.anchors.align import Alignment
from tuireader.anchors.pairing import NONE
from tuireader.anchors.tokens import Tokens
from tuireader.text.span import Span


def changed(alignment: Alignment, blocks: Iterable[Span]) -> tuple[Span, ...]:
    """Those of the ``blocks`` of the new text that are new, or whose words are not the same in the same order.

    A block that only moved, or was only wrapped anew, is as it was; so is one whose notes only got other numbers.
    """
    return tuple(block for block in blocks if _is_changed(alignment, block))


def _is_changed(alignment: Alignment, block: Span) -> bool:
    start, stop = alignment.new.touching(block)
    sources = []
    for j in range(start, stop):
        i = alignment.to_old[j]
        if _is_call(alignment, alignment.new, j):
            continue
        if i == NONE or alignment.old.numbers[i] != alignment.new.numbers[j]:
            return True
        sources.append(i)
    between = (range(one + 1, other) for one, other in pairwise(sources))
    if any(one >= other for one, other in pairwise(sources)):
        return True
    if any(not _is_call(alignment, alignment.old, i) for skipped in between for i in skipped):
        return True
    return bool(sources) and (_is_cut(alignment, sources[0], -1) or _is_cut(alignment, sources[-1], 1))


def _is_cut(alignment: Alignment, index: int, step: int) -> bool:
    """Whether the old token beside the first or last of a block, on the same line, is gone."""
    beside = index + step
    if not 0 <= beside < len(alignment.old) or alignment.to_new[beside] != NONE:
        return False
    return "\n" not in alignment.old.between(max(index, beside))


def _is_call(alignment: Alignment, tokens: Tokens, index: int) -> bool:
    """Whether the token at ``index`` is the number in the mark of a note: ``[12]``."""
    forms, numbers = alignment.lexicon.forms, tokens.numbers
    return (
        0 < index < len(numbers) - 1
        and forms[numbers[index]].isdigit()
        and (forms[numbers[index - 1]], forms[numbers[index + 1]]) == ("[", "]")
    )
