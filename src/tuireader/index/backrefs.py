"""Short forms that look back: "the Pact", "the Terror" go to the last event with that head in the same work."""

from __future__ import annotations

import re
from bisect import bisect_left

from tuireader.index.eventbook import EventBook, EventHit
from tuireader.index.eventgroups import of_one_kind
from tuireader.index.lexicon import is_group, is_place, terms
from tuireader.index.names import Region

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
    _find_lowered(book, by_work)
    for n, region in enumerate(book.parts):
        for i, token in enumerate(region.tokens):
            if token.text not in heads or book.taken[n][i] or not _led(region, i):
                continue
            after = region.token(i + 1)
            dated = after is not None and after.text == "of" and region.word(i + 2)[:4].isdigit()
            if after and ((after.capital and after.kind == "word") or (after.text in ("of", "-") and not dated)):
                continue
            found = _latest(by_work.get(region.work_id, []), token.text, (n, i))
            if found:
                book.keep(n, i, i + 1, found.heading, "short form of an event named before", 0.7)


def _led(region: Region, i: int) -> bool:
    """Whether "the" stands before it, or "the great"."""
    before = region.word(i - 2 if region.word(i - 1) in ("famous", "first", "grand", "great") else i - 1)
    return before.lower() == "the"


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


def _find_lowered(book: EventBook, by_work: dict[int, _Rows]) -> None:
    """ "the excise affair" for the Excise Crisis, "the O.P. riots" for the Old Price Riots, "the war of succession"."""
    named: dict[int, dict[str, list[tuple[list[str], EventHit]]]] = {}
    for work, rows in by_work.items():
        keys = named.setdefault(work, {})
        for _, _, hit in rows:
            words = [w.lower() for w in hit.name.split()]
            loud = all(w[:1].isupper() or w == "of" for w in hit.name.split()[:-1])
            if len(words) < _FEWEST_WORDS or not loud:
                continue
            if words[-1].title() in terms("event_heads") and "of" not in words:
                keys.setdefault(words[-2], []).append((words[:-1], hit))
                keys.setdefault("".join(w[0] for w in words[:-1]).upper(), []).append(([], hit))
            elif words[1] == "of" and len(words) > _FEWEST_WORDS:
                keys.setdefault(words[-1], []).append((words, hit))
    for n, region in enumerate(book.parts):
        keys = named.get(region.work_id, {})
        for i, token in enumerate(region.tokens if keys else ()):
            if token.kind == "initials":
                _by_initials(book, n, i, keys)
            elif token.text in keys:
                _by_small_letters(book, n, i, keys[token.text])


def _by_initials(book: EventBook, n: int, i: int, keys: dict[str, list[tuple[list[str], EventHit]]]) -> None:
    region = book.parts[n]
    letters = region.word(i).replace(".", "")
    rows = keys.get(letters, []) if len(letters) > 1 else []
    head = region.word(i + 1)
    headed = head in terms("low_heads") or head in terms("event_heads")
    if rows and (headed or region.word(i - 1).lower() in terms("time_words")):
        book.keep(n, i, i + 1 + headed, rows[0][1].heading, "initials of an event named in full", 0.8)


def _by_small_letters(book: EventBook, n: int, i: int, rows: list[tuple[list[str], EventHit]]) -> None:
    region = book.parts[n]
    for words, hit in rows:
        first = i + 1 - len(words)
        whole = words[1:2] == ["of"]
        head = region.word(i + 1)
        if not words or region.word(first - 1).lower() not in ("the", "this", "that"):
            continue
        if any(region.word(first + k) != w for k, w in enumerate(words)):
            continue
        if whole or (head in terms("low_heads") and of_one_kind(head, hit.name.split()[-1].lower())):
            book.keep(n, first, i + 1 + (not whole), hit.heading, "an event named before, in small letters", 0.7)
            return


def _latest(rows: _Rows, head: str, place: tuple[int, int]) -> EventHit | None:
    """The nearest event with that head before the place (region, token), else the first one after it."""
    at = bisect_left(rows, place, key=lambda r: r[:2])
    for _, _, hit in [*reversed(rows[:at]), *rows[at:]]:
        if re.search(rf"\b{head}\b", hit.name):
            return hit
    return None
