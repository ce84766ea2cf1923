"""Days, weeks and seasons with a name of their own: "Black Friday", "the Bloody Week", "the Year of the French"."""

from __future__ import annotations

from tuireader.index import gazetteer
from tuireader.index.eventbook import EventBook, ends_phrase, is_name, names_a_body, plain
from tuireader.index.lexicon import is_calendar, is_place, terms
from tuireader.index.names import Region

_SACRED = frozenset({"Atonement", "Judgement", "Judgment", "Lent", "Lord", "Our", "Pentecost", "Reckoning", "Rest"})


def find_named_time(book: EventBook, n: int, i: int) -> None:
    """Keeps the event that a named stretch of time is, where token ``i`` of region ``n`` is the day, week or year."""
    region = book.parts[n]
    if region.word(i) in terms("weekdays"):
        _named_day(book, n, i)
    elif region.tokens[i].kind == "word":
        if region.word(i + 1) == "of":
            _time_of(book, n, i)
        else:
            _named_period(book, n, i)


def _named_day(book: EventBook, n: int, i: int) -> None:
    """ "Bloody Sunday", "Black Thursday": an adjective with a capital of its own before a weekday."""
    region = book.parts[n]
    before = region.token(i - 1)
    if before is None or not before.capital or before.kind != "word":
        return
    if not ends_phrase(region, i + 1):
        return  # "a Leeds Sunday school"
    if is_calendar(before.text) or is_place(before.text) or before.text in terms("no_named_days"):
        return
    if before.text in terms("bad_sentence_starts"):
        return
    if not before.opens or book.words.upper[before.text]:
        book.keep(n, i - 1, i + 1, f"{before.text} {region.word(i)}", "named day")


def _named_period(book: EventBook, n: int, i: int) -> None:
    """ "the Bloody Week", "the June Days": after "the", one or two capitals and a word of time that ends the name."""
    region = book.parts[n]
    after = region.token(i + 1)
    if region.in_notes or (after and after.capital and after.kind == "word" and not after.opens):
        return
    first = i
    while first > i - 3 and (t := region.token(first - 1)) and is_name(t) and t.kind == "word" and not t.opens:
        first -= 1
    if first == i or region.word(first - 1).lower() != "the" or names_a_body(region.tokens[i - 1]):
        return
    if region.word(i - 1) in terms("unnamed_before_periods") or region.tokens[i - 1].possessive:
        return
    name = plain(region.tokens[first : i + 1])
    book.keep(n, first, i + 1, gazetteer.heading_for(name) or name, "named stretch of time", 0.8)


def _time_of(book: EventBook, n: int, i: int) -> None:
    """ "the Year of the French", "the Winter of Discontent"."""
    region: Region = book.parts[n]
    start = i + 2 + (region.word(i + 2) == "the")
    name = region.token(start)
    if region.word(i - 1).lower() != "the" or region.in_notes or name is None or not is_name(name):
        return
    if is_calendar(name.text) or name.text in _SACRED or names_a_body(name):
        return
    last = start + 1
    while (t := region.token(last)) and is_name(t) and not t.opens:
        last += 1
    spelled = plain(region.tokens[i:last])
    book.keep(n, i, last, gazetteer.heading_for(spelled) or spelled, "named stretch of time", 0.8)
