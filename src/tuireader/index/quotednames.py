"""Events with a quoted name before their head noun: the “Rivers of Blood” speech, the ‘Tailors’ affair."""

from __future__ import annotations

from tuireader.index import gazetteer
from tuireader.index.eventbook import EventBook, plain

_CLOSING = {"”": "“", "’": "‘", '"': '"', "'": "'"}
_LONGEST = 7
"""The tokens of a quoted name."""


def find_quoted_name(book: EventBook, n: int, i: int) -> None:
    """Keeps the event whose head noun is token ``i`` of region ``n`` where a quotation mark closes before it."""
    region = book.parts[n]
    opening = _CLOSING.get(region.word(i - 1))
    if opening is None or region.in_notes:
        return
    first = next((k for k in range(i - 2, max(-1, i - 2 - _LONGEST), -1) if region.word(k) == opening), -1)
    if first < 0 or i - 1 - first < 2 or not region.tokens[first + 1].capital or not region.tokens[i - 2].capital:
        return
    name = f"{plain(region.tokens[first + 1 : i - 1])} {region.word(i)}"
    book.keep(n, first + 1, i + 1, gazetteer.heading_for(name) or name, "quoted name before a head noun", 0.8)
