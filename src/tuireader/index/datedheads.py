"""Events that a common noun and a date name together: "the coup of 1973", "the 1905 revolution", "the July crisis"."""

from __future__ import annotations

import re

from tuireader.index import gazetteer
from tuireader.index.eventbook import APOSTROPHES, EventBook, plain
from tuireader.index.lexicon import terms
from tuireader.index.names import Region

_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?:[-–/]\d{1,4})?$")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$")
_DEFINITE = frozenset({"the", "this", "that"})


def find_dated_head(book: EventBook, n: int, i: int) -> None:
    """Keeps the event of which token ``i`` of region ``n``, in lower case, is the head, where a date says so."""
    region = book.parts[n]
    if not book.words.english:
        return
    first = i
    while first > 0 and region.word(first - 1) in terms("sorts_of_outbreak"):
        first -= 1  # "the cholera epidemic of 1854"
    first = _with_whose(region, first)
    before = region.word(first - 1)
    if before.lower() in _DEFINITE:
        last = _date_end(region, i + 1)
        if last:
            book.keep(n, first, last, _heading(plain(region.tokens[first:last])), "head noun with a date", 0.8)
        return
    the = region.word(first - 2).lower() in _DEFINITE
    if the and (_YEAR.match(before) or before in terms("months")):
        book.keep(
            n, first - 1, i + 1, _heading(plain(region.tokens[first - 1 : i + 1])), "date before a head noun", 0.8
        )


def _with_whose(region: Region, first: int) -> int:
    """Where "dancers’" or "women’s" before the head begins: "the dancers’ strike of 1905"."""
    plural = region.word(first - 1) in APOSTROPHES and region.word(first - 2).endswith("s")
    if plural and region.word(first - 2).islower():
        return first - 2
    owner = region.token(first - 1)
    return first - 1 if owner and owner.possessive and owner.text in ("women", "men", "people", "children") else first


def _date_end(region: Region, i: int) -> int:
    """The token after "of" and a date with a year; 0 where there is none, or where the year is the first of many."""
    if region.word(i) != "of":
        return 0
    k = i + 1
    while k < i + 3 and (_DAY.match(region.word(k)) or region.word(k) in terms("months")):
        k += 1
    if region.word(k) == ",":
        k += 1
    return k + 1 if _YEAR.match(region.word(k)) else 0


def _heading(name: str) -> str:
    return gazetteer.heading_for(name) or name[0].upper() + name[1:]
