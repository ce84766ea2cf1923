"""What a rule says about a place. The rule does not know its code; the table gives it one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tuireader.text.span import Span


class Remark(NamedTuple):
    """The smallest place meant, in code points of the text, and one sentence about it."""

    span: Span
    message: str


Remarks = Iterator[Remark]

LONGEST_QUOTED = 60
"""Code points of the text that a message repeats; the reader has the place for the rest."""


def quoted(words: str) -> str:
    """Words of the text as a message repeats them: on one line, cut when they are long, in quotation marks."""
    words = " ".join(words[: 4 * LONGEST_QUOTED].split())
    return f"“{words if len(words) <= LONGEST_QUOTED else words[: LONGEST_QUOTED - 1].rstrip() + '…'}”"


def listed(words: list[str]) -> str:
    """Words in a row, as a sentence lists them: ``2, 3 and 5``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
