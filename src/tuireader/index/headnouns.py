"""Events of the form name and head noun: "Crimean War", "Montreux treaty", "Pickett’s Charge", "1919 Revolution"."""

from __future__ import annotations

import re

from tuireader.index import gazetteer
from tuireader.index.eventbook import APOSTROPHES, TITLED, EventBook, ends_phrase, names_a_body, plain
from tuireader.index.lexicon import forenames, is_calendar, is_group, is_place, is_roman, is_title, terms
from tuireader.index.names import Region, Token

_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?:[-–/]\d{1,4})?$")
_SINGULAR = {"Conferences": "Conference", "Summits": "Summit", "Treaties": "Treaty"}
_CAUSES = frozenset({"independence", "succession", "liberation", "unification", "religion"})
_FEWEST_TRIAL_WORDS = 2
"""The words of the law that a document must have for its "case" to be one that was tried."""
_WARS = frozenset({"war", "wars"})
_PEOPLES = ("ian", "ean", "ese")
_BEFORE_A_DATE = frozenset({"in", "of", "since", "by", "until", "from", "to", "and", ","})


def find_head_noun(book: EventBook, n: int, i: int) -> None:
    """Keeps the event whose head noun is token ``i`` of region ``n`` with the name before it."""
    region = book.parts[n]
    token = region.tokens[i]
    head = token.text.rpartition("-")[2]
    capital, low = head in terms("event_heads"), head in terms("low_heads")
    low = low or (head in terms("possessed_low_heads") and i > 0 and region.tokens[i - 1].possessive)
    if not (capital or low) or (token.capital and low):
        return
    last = _name_ends(region, i, capital)
    if not last:
        return
    first = _first_modifier(book, n, i, capital)
    if token.text != head and first == i:
        if head in ("War", "Wars", "Revolution") and token.capital:
            book.keep(n, i, last, token.text, "head noun of an event")
        return
    first = _without_possessor(region, first, i)
    if head == "War" and i in region.titles and region.tokens[i - 1].possessive and first < i - 1:
        return  # a book called "Haile Selassie’s War"
    if first == i or _has_acronym(region, last):
        return
    if not capital and region.tokens[i - 1].possessive:
        _own_deed(book, n, first, i)
        return
    rule = _rule(book, region, first, i, head) if capital else _low_rule(book, region, first, i, head)
    if rule and not (_is_in_proceedings(region, first) or is_metaphor(region, last)):
        name = plain(region.tokens[first:last])
        known = gazetteer.heading_for(name) or gazetteer.heading_for(re.sub(r"^\d\S* ", "", name))
        book.keep(n, first, last, known or _heading(name, region, first), rule, 1.0 if capital else 0.85)


def _is_in_proceedings(region: Region, first: int) -> bool:
    """ "Proceedings of the 2019 Conference …": a volume, not a thing that happened."""
    return region.in_notes and any(region.word(k) in ("Proceedings", "Proc") for k in range(first - 5, first))


def is_metaphor(region: Region, last: int) -> bool:
    """ "their Long March through the institutions"."""
    if region.word(last - 1) != "March" or region.word(last) not in ("through", "towards", "of", "toward"):
        return False
    k = last + 1 + (region.word(last + 1) == "the")
    return region.word(k).islower()


def _own_deed(book: EventBook, n: int, first: int, i: int) -> None:
    """ "Túpac Amaru’s revolt": the common head alone is the mention, for the possessor is a person's name."""
    region = book.parts[n]
    owner = region.tokens[i - 1]
    listed = is_place(owner.text) or is_group(owner.text)
    if region.word(i) in terms("possessed_low_heads") and book.is_proper(owner) and not listed and book.words.english:
        book.keep(n, i, i + 1, plain(region.tokens[first : i + 1]), "named by whose it was", 0.6)


def _has_acronym(region: Region, last: int) -> bool:
    """Whether initials in brackets follow, as they do after the names of bodies: "… Convention (UGCC)"."""
    short = region.word(last + 1)
    return region.word(last) == "(" and region.word(last + 2) == ")" and short.isupper() and len(short) > 2


def _of_cause(region: Region, i: int) -> bool:
    """ "wars of independence", "War of Succession": the head goes on with what it was about."""
    war = region.word(i).lower() in ("war", "wars")
    return war and region.word(i + 1) == "of" and region.word(i + 2).lower() in _CAUSES


def _name_ends(region: Region, i: int, capital: bool) -> int:
    """The token after the event's name; 0 where the next word shows that the head is no head ("War Office")."""
    if _of_cause(region, i):
        return i + 3
    token, after = region.tokens[i], region.token(i + 1)
    if after is None or after.kind != "word" or not after.capital or token.possessive:
        return i + 1
    if is_roman(after.text) and len(after.text) < 5:
        return i + 2
    goes_on = capital and not (after.opens or is_group(after.text) or is_title(after.text))
    return 0 if goes_on or after.text in terms("event_heads") or names_a_body(after) else i + 1


def _first_modifier(book: EventBook, n: int, i: int, capital: bool) -> int:
    """Where the capitalised words that lead up to the head at ``i`` begin."""
    region, taken = book.parts[n], book.taken[n]
    first = i
    while first > 0 and not taken[first - 1]:
        token, before = region.tokens[first - 1], region.word(first - 2)
        if token.kind == "word" and token.capital:
            if _stops(region, first, i):
                break
            first -= 1
            if token.opens:
                break
        elif token.text in APOSTROPHES and first == i and before.endswith("s") and before[0].isupper():
            first -= 1
        elif token.kind == "number" and (_YEAR.match(token.text) or token.text[-2:] in ("st", "nd", "rd", "th")):
            dated = before.lower() in _BEFORE_A_DATE or is_calendar(before)
            return first if dated else first - 1
        elif token.text == "and" and capital and first < i and is_group(before) and is_group(region.word(first)):
            first -= 1
        else:
            break
    return first


def _stops(region: Region, first: int, i: int) -> bool:
    token = region.tokens[first - 1]
    if (token.opens or region.in_notes) and token.text in terms("bad_sentence_starts"):
        return True
    return (is_title(token.text) and first < i) or (is_calendar(token.text) and region.word(first - 2).isdigit())


def _without_possessor(region: Region, first: int, i: int) -> int:
    """Leaves out whose event it is ("Stalin’s Great Purge"), unless that is all there is ("Pickett’s Charge")."""
    for k in range(i - 2, first - 1, -1):
        if region.tokens[k].possessive:
            return k + 1
    while first < i and region.tokens[first].low in ("the", "a", "this", "that"):
        first += 1
    return first


def _rule(book: EventBook, region: Region, first: int, i: int, head: str) -> str:
    """Why a capitalised head with these modifiers is an event; empty if it is none."""
    modifiers = [t for t in region.tokens[first:i] if t.kind == "word"]
    the = region.word(first - 1).lower() == "the"
    if not modifiers:
        return "year before a head noun" if the and head in terms("dated_heads") else ""
    if len(modifiers) == 1 and modifiers[0].possessive:
        if the:
            return "named by whose it was"
        own = head in terms("own_occasion_heads") and not modifiers[0].opens
        deed = head in terms("possessed_heads") and book.is_proper(modifiers[0]) and region.kind not in TITLED
        return "named by whose it was" if own or deed else ""
    last, names = modifiers[-1].text, {m.text for m in modifiers}
    month = the and is_calendar(last)  # "the May Uprising"
    named = len(modifiers) == 1 and last in forenames() and not (is_place(last) or head.endswith("s") or month)
    if last in ("Press", "News", "Annual") or named:  # "Robert Conquest", but "Rebecca Riots"
        return ""
    if head in terms("body_heads") and the and _is_dated(region, i) and not names <= terms("bare_modifiers"):
        return "name and date of a head noun"
    fits = _fits_body_head if head in terms("body_heads") else _fits_head
    return "name before a head noun" if fits(book, region, modifiers, head) else ""


def _is_dated(region: Region, i: int) -> bool:
    """Whether the year follows: "the Metre Convention of 1875"."""
    return region.word(i + 1) == "of" and bool(_YEAR.match(region.word(i + 2)))


def _fits_body_head(book: EventBook, region: Region, modifiers: list[Token], head: str) -> bool:
    """Heads that are as often a body or a thing ("Congress", "Mission"): they need more."""
    texts = [m.text for m in modifiers]
    last = texts[-1]
    if last in ("Trade", "Peace", "Foreign", "Ministers") and not any(is_place(t) for t in texts):
        return False
    inside = not (region.kind in TITLED or modifiers[0].opens)
    if head in terms("occasion_heads") and inside and last not in terms("bare_modifiers") | terms("org_heads"):
        return True
    if head == "Congress" and ("Party" in texts or (len(texts) > 1 and set(texts) & terms("ordinals"))):
        return True
    if last in terms("event_modifiers") - terms("bare_modifiers") and head not in ("Strike", "Settlement"):
        return True
    named = [m.text for m in modifiers if book.is_proper(m) and m.text not in terms("bare_modifiers")]
    if head == "Convention" and len(texts) == 1 and named and inside and not is_group(last):
        return True  # "the Mackau Convention"
    return any(is_place(t) or "-" in t for t in named)


def _fits_head(book: EventBook, region: Region, modifiers: list[Token], head: str) -> bool:
    texts = [m.text for m in modifiers]
    ordinals = terms("ordinals")
    if set(texts) <= ordinals:
        return head in ("Crusade", "Intifada", "Partition", "Coalition")
    proper = [m.text for m in modifiers if book.is_proper(m)]
    if any(t not in terms("bare_modifiers") and t not in ordinals for t in proper):
        return True
    generic = [t for t in texts if t in terms("event_modifiers")]
    if generic and (ordinals & set(texts)):
        return True
    if generic and head not in terms("diplomatic_heads"):
        return texts[-1] in generic and texts[-1] not in terms("bare_modifiers")
    if proper:
        return head not in terms("diplomatic_heads") or head in ("Speech", "Affair", "Conference", "Treaty")
    titled = region.kind in TITLED or modifiers[0].opens
    return not titled and not set(texts) <= terms("bare_modifiers")


def _low_rule(book: EventBook, region: Region, first: int, i: int, head: str) -> str:
    """Why a head in lower case is an event: only where the word before it makes it a name."""
    modifiers = [t for t in region.tokens[first:i] if t.kind == "word"]
    if not modifiers or modifiers[-1].possessive or not book.words.english:
        return ""
    last = modifiers[-1]
    if head == "case" and sum(book.words.lower[w] > 0 for w in terms("trial_words")) < _FEWEST_TRIAL_WORDS:
        return ""
    if head in _WARS and not (ends_phrase(region, i + 1) or _of_cause(region, i)):
        return ""  # "the Russian war effort"
    rule = "name before a common head noun"
    if "-" in last.text or "–" in last.text:
        return rule if not last.opens or book.is_proper(last) else ""
    if is_group(last.text) or (last.text.endswith(_PEOPLES) and book.is_proper(last)):
        cause = _of_cause(region, i)
        people = (cause or head in terms("demonym_low_heads")) and last.text not in terms("broad_peoples")
        if head in _WARS and region.word(first - 1).lower() == "the":
            return rule if last.text not in terms("broad_peoples") else ""  # "the Zulu war"
        if is_group(last.text) or (people and (cause or len(modifiers) == 1)):
            return rule if people and (cause or len(modifiers) == 1) else ""
    if len(modifiers) > 1 and last.text in terms("building_heads") and head in terms("violent_heads"):
        return rule  # "the Bath School disaster"
    if last.text in terms("org_heads") or is_title(last.text) or is_calendar(last.text):
        return ""
    if is_place(last.text):
        return rule
    deliberate = len(modifiers) > 1 and not (modifiers[0].opens or region.kind in TITLED or region.in_notes)
    named = (book.means_its_capital(region, last) or deliberate) and len(last.text) > 2
    return rule if named and head in terms("named_low_heads") else ""


def _heading(name: str, region: Region, first: int) -> str:
    words = name.split()
    if region.word(first - 1) in ("and", ",") or words[-1] in ("Conferences", "Summits"):
        words[-1] = _SINGULAR.get(words[-1], words[-1])
    singular = " ".join(words)
    return gazetteer.heading_for(singular) or singular
