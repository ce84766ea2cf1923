"""Works of antiquity, and others whose places all editions share, as a citation names them in short."""

from __future__ import annotations

import re
from functools import cache, lru_cache


@lru_cache(maxsize=8)
def of_antiquity(words: str) -> re.Match[str] | None:
    """A work of antiquity, named in short before its book and chapter: "Tac. Ann. 1.2", "Pl. Rep. 514a"; or none."""
    return _of_antiquity().match(words)


@cache
def _of_antiquity() -> re.Pattern[str]:
    return re.compile(
        r"(?P<work>(?:[A-Z][A-Za-z]{0,11}\.?\s){1,4}(?:[IVXLC]+\.?\s)?)(?=\d{2,4}[a-e]\d{0,2}(?!\w)"
        r"|\d{1,3}[.:]\d{1,4}(?!\d*[/\w]))"
    )
