"""Named events in the text. ``RULES`` is the ordered table of the ways in which a text names an event in full."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tuireader.index import gazetteer
from tuireader.index.datedheads import find_dated_head
from tuireader.index.eventbook import TITLED, EventBook, is_name, names_a_body, plain
from tuireader.index.foreignheads import find_foreign_name
from tuireader.index.headnouns import find_head_noun, is_metaphor
from tuireader.index.lawsuits import find_lawsuit
from tuireader.index.lexicon import is_calendar, is_group, is_place, terms
from tuireader.index.namedtimes import find_named_time
from tuireader.index.names import Region, Token, Vocabulary
from tuireader.index.ofheads import find_of_head
from tuireader.index.quotednames import find_quoted_name

_NAMESAKE = 20
"""Years by which the date in a name may differ from the known one; beyond it, the text means another event."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way in which a text names an event, and the words at which it is worth asking for."""

    find: Callable[[EventBook, int, int], None]
    heads: tuple[str, ...] = ()
    """Classes of ``terms.txt``; with none the rule is asked at every capital and number."""


def find_events(parts: tuple[Region, ...], words: Vocabulary) -> EventBook:
    """All events that are named in full; earlier rules of a pass win over later ones."""
    book = EventBook(parts, words)
    for rules in RULES:
        by_word = _by_word(rules)
        free = [rule.find for rule in rules if not rule.heads]
        for n, region in enumerate(parts):
            taken = book.taken[n]
            for i, token in enumerate(region.tokens):
                found = by_word.get(token.text)
                if found is None and "-" in token.text:
                    found = by_word.get(token.text.rpartition("-")[2])  # "Quasi-War"
                if found is None:
                    if not (token.capital or token.kind == "number"):
                        continue
                    found = free
                for find in found:
                    if not taken[i]:
                        find(book, n, i)
    return book


def _by_word(rules: tuple[Rule, ...]) -> dict[str, list[Callable[[EventBook, int, int], None]]]:
    """Word to the rules to be asked at it, in the order of the table."""
    words = {w for rule in rules for c in rule.heads for w in terms(c)} | gazetteer.low_starts()
    return {w: [r.find for r in rules if not r.heads or any(w in terms(c) for c in r.heads)] for w in words}


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
    common = last - i == 1 and all(book.words.is_common(p) for p in region.word(i).split("-"))
    if is_metaphor(region, last):
        return
    year = _year_of(region, last)
    known = gazetteer.known(heading)
    if year and known and known.start and abs(int(year) - int(known.start[:5].rstrip("-"))) > _NAMESAKE:
        name = plain(region.tokens[i:last])
        book.keep(n, i, last, f"{name} ({year})", "namesake of a known event")
        return
    if not common or (before.lower() == "the" and not (after and after.capital and after.kind == "word")):
        book.keep(n, i, last, heading, "name of a known event")


def _year_of(region: Region, last: int) -> str:
    """The year that is part of a name or stands in brackets after it: "the Warsaw rising of 1794"."""
    year = region.word(last + 1)
    return year if region.word(last) in ("of", "(") and re.fullmatch(r"1\d{3}|20\d\d", year) else ""


def _operation(book: EventBook, n: int, i: int) -> None:
    """ "Operation Typhoon"."""
    region = book.parts[n]
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
    name = plain(region.tokens[i:last])
    year = _year_of(region, last)
    alone = f"{name} of {year}" if last - i == 1 and year else name  # "the Salon of 1824" is not that of 1831
    book.keep(n, i, last, alone, "name with a date", 0.7)


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


RULES: tuple[tuple[Rule, ...], ...] = (
    (
        Rule(_gazetteer),
        Rule(find_lawsuit, ("signs_of_lawsuits",)),
        Rule(_operation, ("operations",)),
        Rule(find_of_head, ("of_heads", "of_heads_low")),
    ),
    (
        Rule(find_head_noun, ("event_heads", "low_heads", "possessed_low_heads")),
        Rule(find_quoted_name, ("low_heads", "spoken_heads")),
        Rule(find_dated_head, ("dated_low_heads",)),
        Rule(find_named_time, ("weekdays", "named_periods")),
        Rule(find_foreign_name),
        Rule(_dated_name),
    ),
)
