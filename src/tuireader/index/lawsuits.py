"""Trials called by their parties: "Whistler v. Ruskin"."""

from __future__ import annotations

from tuireader.index import gazetteer
from tuireader.index.eventbook import EventBook, is_name, plain
from tuireader.index.lexicon import terms

_LONGEST = 4
"""The words of a party's name."""


def find_lawsuit(book: EventBook, n: int, i: int) -> None:
    """Keeps the trial between whose parties token ``i`` of region ``n`` stands ("v", "versus"), outside the notes."""
    region = book.parts[n]
    if region.in_notes or not book.words.english:
        return
    first = i
    while first > max(0, i - _LONGEST) and is_name(region.tokens[first - 1]):
        first -= 1
    if first < i and region.tokens[first].opens and region.word(first) in terms("bad_sentence_starts"):
        first += 1
    other = last = i + 1 + (region.word(i + 1) == ".")
    while last < min(other + _LONGEST, len(region.tokens)) and is_name(region.tokens[last]):
        last += 1
    if first < i and last > other:
        name = f"{plain(region.tokens[first:i])} v. {plain(region.tokens[other:last])}"
        book.keep(n, first, last, gazetteer.heading_for(name) or name, "trial called by its parties", 0.9)
