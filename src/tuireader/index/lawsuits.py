"""Trials called by their parties: "Whistler v. Ruskin"."""

from __future__ import annotations

from tuireader.index import gazetteer
from tuireader.index.eventbook import EventBook, is_name, plain
from tuireader.index.names import Region

_AGAINST = frozenset({"v", "vs", "versus"})
_LONGEST = 4
"""The words of a party's name."""


def find_lawsuit(book: EventBook, n: int, i: int) -> None:
    """Keeps the trial whose first party begins at the capitalised token ``i`` of region ``n``, outside the notes."""
    region = book.parts[n]
    if region.in_notes or not is_name(region.tokens[i]) or (i and is_name(region.tokens[i - 1])):
        return
    k = _party_end(region, i)
    if region.word(k) not in _AGAINST:
        return
    other = k + 1 + (region.word(k + 1) == ".")
    last = _party_end(region, other)
    if k > i and last > other:
        name = f"{plain(region.tokens[i:k])} v. {plain(region.tokens[other:last])}"
        book.keep(n, i, last, gazetteer.heading_for(name) or name, "trial called by its parties", 0.9)


def _party_end(region: Region, i: int) -> int:
    k = i
    while k < min(i + _LONGEST, len(region.tokens)) and is_name(region.tokens[k]):
        k += 1
    return k
