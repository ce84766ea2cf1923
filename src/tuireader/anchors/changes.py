"""Which parts of a text are not as they were in an earlier revision."""

from __future__ import annotations

from collections.abc import Iterable

from tuireader.anchors.align import Alignment
from tuireader.anchors.pairing import NONE
from tuireader.text.span import Span


def changed(alignment: Alignment, blocks: Iterable[Span]) -> tuple[Span, ...]:
    """Those of the ``blocks`` of the new text that are new, or whose words are not the same in the same order.

    A block that only moved, or was only wrapped anew, is as it was; so is one whose notes only got other numbers.
    """
    return tuple(block for block in blocks if _is_changed(alignment, block))


def _is_changed(alignment: Alignment, block: Span) -> bool:
    start, stop = alignment.new.touching(block)
    before = NONE
    for j in range(start, stop):
        i = alignment.to_old[j]
        if i == NONE or (before != NONE and i != before + 1):
            return True
        if alignment.old.numbers[i] != alignment.new.numbers[j] and not _is_call(alignment, j):
            return True
        before = i
    return start < stop and (_is_cut(alignment, alignment.to_old[start], -1) or _is_cut(alignment, before, 1))


def _is_cut(alignment: Alignment, index: int, step: int) -> bool:
    """Whether the old token beside the first or last of a block, on the same line, is gone."""
    beside = index + step
    if not 0 <= beside < len(alignment.old) or alignment.to_new[beside] != NONE:
        return False
    return "\n" not in alignment.old.between(max(index, beside))


def _is_call(alignment: Alignment, index: int) -> bool:
    """Whether the new token at ``index`` is the number in the mark of a note: ``[12]``."""
    forms, numbers = alignment.lexicon.forms, alignment.new.numbers
    return (
        0 < index < len(numbers) - 1
        and forms[numbers[index]].isdigit()
        and (forms[numbers[index - 1]], forms[numbers[index + 1]]) == ("[", "]")
    )
