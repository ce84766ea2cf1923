"""Named events in the text. ``RULES`` is the ordered table of the ways in which a text names an event in full."""

from __future__ import annotations

import re
from collections.abc import Callable

from tuireader.index import gazetteer
from tuireader.index.datedheads import find_dated_head
from tuireader.index.eventbook import TITLED, EventBook, is_name, names_a_body, plain
from tuireader.index.foreignheads import find_foreign_name
from tuireader.index.headnouns import find_head_noun
from tuireader.index.lawsuits import find_lawsuit
from tuireader.index.lexicon import is_calendar, is_group, is_place, terms
from tuireader.index.namedtimes import find_named_time
from tuireader.index.names import Region, Token, Vocabulary
from tuireader.index.ofheads import find_of_head
from tuireader.index.quotednames import find_quoted_name

_LOW_HEADS = ("of_heads", "of_heads_low", "low_heads", "dated_low_heads")


def find_events(parts: tuple[Region, ...], words: Vocabulary) -> EventBook:
    """All events that are named in full; earlier rules of a pass win over later ones."""
    book = EventBook(parts, words)
    low = (
        terms("of_heads")
        | terms("of_heads_low")
        | terms("low_heads")
        | terms("dated_low_heads")
        | gazetteer.low_starts()
    )
    for rules in RULES:
        for n, region in enumerate(parts):
            for i, token in enumerate(region.tokens):
                if token.capital or token.kind == "number" or token.text in low:
                    for rule in rules:
                        if not book.taken[n][i]:
                            rule(book, n, i)
    return book


def _gazetteer(book: EventBook, n: int, i: int) -> None:
    """A name that the data has, unless a word before or after makes it another's ("Second …", "… Memorial")."""
    region = book.parts[n]
    found = gazetteer.match_at(region, i)
    if not found:
        return
    last, heading = found
    after, before = region.token(last), region.word(i - 1)
    if after and after.capital and not region.tokens[last - 1].possessive and names_a_body(after):
        return
    if before in terms("ordinals") and before not in heading:
        return
    alone = last - i == 1 and region.kind not in TITLED and region.tokens[i].opens
    if not (alone and book.words.is_common(region.word(i))):
        book.keep(n, i, last, heading, "name of a known event")


def _operation(book: EventBook, n: int, i: int) -> None:
    """ "Operation Typhoon"."""
    region = book.parts[n]
    if region.word(i) not in ("Operation", "Unternehmen"):
        return
    last = i + 1
    while last < min(len(region.tokens), i + 3) and is_name(region.tokens[last]):
        last += 1
    if last > i + 1:
        code = plain(region.tokens[i + 1 : last])
        heading = gazetteer.heading_for(f"Operation {code}") or f"{code}, Operation"
        book.keep(n, i, last, heading, "code name of an operation")


def _dated_name(book: EventBook, n: int, i: int) -> None:
    """Keeps what has a name after "the" and then a date after "of": "the Exposition Universelle of 1900"."""
    region = book.parts[n]
    if region.word(i - 1).lower() != "the" or not region.tokens[i].capital or region.kind in TITLED:
        return
    last = i
    while (token := region.token(last)) and token.kind == "word":
        after = region.token(last + 1)
        joined = last > i and token.text in ("by", "on", "for") and after and after.capital  # "Ordeal by Fire"
        if not (joined or _goes_on(token)):
            break
        last += 1
    head = region.word(last - 1)
    if last == i or region.word(last) != "of" or not _is_date(region, last + 1) or is_place(head) or is_group(head):
        return
    if any(head in terms(c) for c in ("org_heads", "institutions", "documents", "titles", "place_heads", "roles")):
        return
    book.keep(n, i, last, plain(region.tokens[i:last]), "name with a date", 0.7)


def _goes_on(token: Token) -> bool:
    return (token.capital and not token.possessive) or (token.text[:2] in ("d’", "d'") and token.text[2:3].isupper())


def _is_date(region: Region, i: int) -> bool:
    """A year, or a month or a day before it."""
    words = [region.word(k) for k in range(i, i + 3)]
    if words[0].isdigit() and len(words[0]) < 3:
        words = words[1:]
    if is_calendar(words[0]) or words[0] in ("spring", "summer", "autumn", "winter"):
        return True
    return bool(re.fullmatch(r"1\d{3}|20\d\d", words[0]))


RULES: tuple[tuple[Callable[[EventBook, int, int], None], ...], ...] = (
    (_gazetteer, find_lawsuit, _operation, find_of_head),
    (find_head_noun, find_quoted_name, find_dated_head, find_named_time, find_foreign_name, _dated_name),
)
