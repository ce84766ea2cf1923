"""The manner of American law reviews: authors in capitals, and the volume of a work before its author."""

from __future__ import annotations

import re
from functools import cache


def after_volume(words: str, at: int = 0) -> int:
    """Where the author begins, behind the number of a volume that stands at an offset: "1 JANE ROE, A TREATISE".

    The offset itself where no such number stands there.
    """
    found = _volume().match(words, at)
    return found.end() if found else at


def volume_before(words: str, at: int) -> int | None:
    """The volume that stands just before the author who begins at an offset; None where none does."""
    found = re.search(r"(?<![\w.,])(\d{1,2}) $", words[max(0, at - 4) : at])
    return int(found[1]) if found and after_volume(words, at - len(found.group())) == at else None


@cache
def _volume() -> re.Pattern[str]:
    """A number before a name in capitals, which no report of cases has: those abbreviate their names."""
    return re.compile(r"\d{1,2} (?=(?:[A-Z][A-Z.’'-]*\s){0,4}[A-Z][A-Z’'-]{3,}(?:,\s|$))")
