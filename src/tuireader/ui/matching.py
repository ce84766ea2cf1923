"""Which rows of a list are meant by what is typed: by words, and for names also by some of their letters."""

from __future__ import annotations

import re
import unicodedata

from tuireader.ui.rows import ListRow

FEWEST = 3
"""Letters from which on a word may be scattered in a name: fewer are in too many."""
WIDEST = 2
"""How many times its own length a scattered word may take up in the name."""


def searchable(text: str) -> str:
    """A text without case and accents, as it is compared with what is typed."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def closeness(typed: str, row: ListRow) -> int | None:
    """How close a row is to all the words typed: 0 where it holds them, more where a name has only their letters in
    this order, None where it does not match.
    """
    total = 0
    for word, plain in zip(typed.lower().split(), searchable(typed).split(), strict=False):
        if word in row.sought:
            continue
        found = [near for name in row.names if (near := _scattered(plain, name)) is not None]
        if not found:
            return None
        total += 1 + min(found)
    return total


def _scattered(word: str, name: str) -> int | None:
    """The letters of a name that come between those of ``word``, from the start of a word of the name on; None where
    they do not come in that order, or too far apart.
    """
    if word in name:
        return 0
    if len(word) < FEWEST:
        return None
    best = None
    for start in re.finditer(rf"\b{re.escape(word[0])}", name):
        at = start.start()
        for letter in word[1:]:
            at = name.find(letter, at + 1)
            if at < 0:
                break
        between = at + 1 - start.start() - len(word)
        if at >= 0 and between <= (WIDEST - 1) * len(word) and (best is None or between < best):
            best = between
    return best
