"""Characters that a reader cannot see, and that a terminal or an attacker can use."""

from __future__ import annotations

import re
import unicodedata

from tuireader.check.remark import Remark, Remarks
from tuireader.reading import Reading
from tuireader.text.clean import clean, count_unsafe
from tuireader.text.span import Span

MOST_NAMED = 3
"""Characters that a message names."""


def unseen(reading: Reading) -> Remarks:
    """S301: each run of control characters, spaces without width, marks of direction and the like."""
    text = reading.document.text
    if not count_unsafe(text):
        return
    shown = clean(text)
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        if text[start:end] == shown[start:end]:
            continue
        run: int | None = None
        for i in range(start, end + 1):
            unsafe = i < end and text[i] != shown[i] and text[i] != "\t"
            if unsafe and run is None:
                run = i
            elif not unsafe and run is not None:
                yield Remark(Span(run, i), _names(text[run:i]))
                run = None


def _names(characters: str) -> str:
    kinds = list(dict.fromkeys(characters))
    each = [f"U+{ord(c):04X} {unicodedata.name(c, _kind(ord(c)))}" for c in kinds[:MOST_NAMED]]
    named = ", ".join(each) + (f" and {len(kinds) - MOST_NAMED} more" if len(kinds) > MOST_NAMED else "")
    if len(characters) == 1:
        return f"A character that cannot be seen: {named}."
    return f"{len(characters)} characters that cannot be seen: {named}."


def _kind(code: int) -> str:
    return "control character" if code < 0xA0 else "character without a name"
