"""Short forms that look back: "the Pact", "the Terror" go to the last event with that head in the same work."""

from __future__ import annotations

import re
from bisect import bisect_left

from tuireader.index.eventbook import EventBook, EventHit
from tuireader.index.lexicon import is_group, is_place, terms

_FEWEST_WORDS = 2
"""The words that an event's name must have more than, to be known without its head."""
_Rows = list[tuple[int, int, EventHit]]


def find_backrefs(book: EventBook) -> None:
    """Adds the capitalised short forms after "the" to the book."""
    by_work: dict[int, _Rows] = {}
    for hit in book.hits:
        by_work.setdefault(book.parts[hit.region].work_id, []).append((hit.region, hit.first, hit))
    for rows in by_work.values():
        rows.sort(key=lambda r: r[:2])
    heads = terms("event_heads") | {"Edict"}
    _find_headless(book, by_work)
    for n, region in enumerate(book.parts):
        for i, token in enumerate(region.tokens):
            if token.text not in heads or book.taken[n][i] or region.word(i - 1).lower() != "the":
                continue
            after = region.token(i + 1)
            if after and ((after.capital and after.kind == "word") or after.text in ("of", "-")):
                continue
            found = _latest(by_work.get(region.work_id, []), token.text, (n, i))
            if found:
                book.keep(n, i, i + 1, found.heading, "short form of an event named before", 0.7)


def _find_headless(book: EventBook, by_work: dict[int, _Rows]) -> None:
    """ "the Round Table" for the Round Table Conference: two capitals or more without their head noun."""
    keys: dict[int, dict[tuple[str, ...], EventHit]] = {}
    for work, rows in by_work.items():
        for _, _, hit in rows:
            words = hit.name.split()
            tokens = book.parts[hit.region].tokens[hit.first : hit.last - 1]
            proper = all(t.capital and t.kind == "word" and not (is_place(t.text) or is_group(t.text)) for t in tokens)
            numbered = words[0] in terms("ordinals") or words[0] in terms("place_prefixes")
            if book.parts[hit.region].in_notes or numbered:
                continue
            if len(words) > _FEWEST_WORDS and words[-1] in terms("event_heads") and proper:
                keys.setdefault(work, {}).setdefault(tuple(words[:-1]), hit)
    for n, region in enumerate(book.parts):
        for name, hit in keys.get(region.work_id, {}).items():
            for i in book.capitals[n]:
                last = i + len(name)
                same = region.word(i) == name[0] and all(region.word(i + k) == w for k, w in enumerate(name))
                led = region.word(i - 1).lower() in ("the", "another", "this")
                after = region.token(last)
                if same and led and not (after and after.capital and after.kind == "word" and not after.opens):
                    book.keep(n, i, last, hit.heading, "short form of an event named before", 0.7)


def _latest(rows: _Rows, head: str, place: tuple[int, int]) -> EventHit | None:
    """The nearest event with that head before the place (region, token), else the first one after it."""
    at = bisect_left(rows, place, key=lambda r: r[:2])
    for _, _, hit in [*reversed(rows[:at]), *rows[at:]]:
        if re.search(rf"\b{head}\b", hit.name):
            return hit
    return None
