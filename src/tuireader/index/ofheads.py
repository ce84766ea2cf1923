"""Events of the form "Battle of Kursk", "Treaties of Tianjin and Peking", "second battle of Ypres"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.index import gazetteer
from tuireader.index.eventbook import TITLED, EventBook, is_name, plain
from tuireader.index.lexicon import is_calendar, is_group, is_place, is_title, mononyms, terms
from tuireader.index.names import Region

_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?:[-–/]\d{1,4})?$")
_SINGULAR = {"Battles": "Battle", "Sieges": "Siege", "Treaties": "Treaty", "Conferences": "Conference"}
_MARTIAL = frozenset({"battle", "battles", "siege", "skirmish", "action", "massacre"})
_ATTACKS = frozenset({"attack", "attacks", "assault", "bombardment"})
_MEETINGS = frozenset({"Conference", "Meeting", "Summit", "Treaty", "Convention", "Agreement"})
_STANDING = frozenset({"Battle", "Siege", "Treaty", "Conference", "Attack", "Assault", "Bombardment"})
_TAILS = frozenset({"Revolution", "Succession", "Independence", "Religion"})


def find_of_head(book: EventBook, n: int, i: int) -> None:
    """Keeps the events whose head noun, with "of" or the like, is token ``i`` of region ``n``."""
    region = book.parts[n]
    head = region.word(i)
    low = head in terms("of_heads_low")
    if not (low or head in terms("of_heads")) or not _joins(head, region.word(i + 1)):
        return
    article = region.word(i + 2) == "the"
    if head in terms("tried_low"):
        _trial_of(book, n, i)
        return
    start = i + 2 + article
    names = list(_names_from(region, start))
    if not names or not _fits(book, region, i, names[0], low):
        return
    first = i
    while not low and (before := region.token(first - 1)) and before.text in terms("ordinals") | {"Great"}:
        first -= 1
    if first == i and region.word(i - 1).title() in terms("ordinals") - {"First"}:
        first -= 1  # "the second Peace of Paris"
    singular = _SINGULAR.get(head.capitalize())
    if singular and len(names) < 2 and region.kind in TITLED and not is_place(region.word(start)):
        return
    for k, (a, b) in enumerate(names if singular else names[:1]):
        word = singular if singular and len(names) > 1 else head[0].upper() + head[1:]
        name, ordinal = plain(region.tokens[a:b]), plain(region.tokens[first:i]).title()
        heading = of_heading(word, name, ordinal, article=article and k == 0)
        book.keep(n, first if k == 0 else a, b, heading, "head noun with “of”")


def _trial_of(book: EventBook, n: int, i: int) -> None:
    """ "the trial of Henry the Lion": the common noun alone is the mention, for the rest is a person's name."""
    region = book.parts[n]
    end = _name_end(region, i + 2)
    token = region.token(i + 2)
    proper = token is not None and token.text[:1].isupper() and book.is_proper(token) and not is_place(token.text)
    proper = proper and not (token and is_group(token.text))
    if region.word(i - 1).lower() == "the" and end > i + 2 and proper:
        name = plain(region.tokens[i + 2 : end])
        book.keep(n, i, i + 1, f"{name}, {region.word(i).capitalize()} of", "head noun with “of”", 0.6)


def _joins(head: str, joint: str) -> bool:
    low = head.lower()
    if joint == "on":
        return low in _ATTACKS or head in ("March", "Raid")
    if joint == "of":
        return True
    if joint == "at" and (head in _MEETINGS or head in terms("meetings_at")):
        return True
    if joint == "at" and head in terms("troubles_at"):
        return True
    return joint in ("at", "for", "over", "near") and low in _MARTIAL


def _names_from(region: Region, start: int) -> Iterator[tuple[int, int]]:
    """Token ranges of the name at ``start`` and, after commas and "and", of those put beside it."""
    i = start
    while True:
        first = region.token(i)
        if first and _YEAR.match(first.text):
            yield i, i + 1
            return
        j = _name_end(region, i)
        if j == i:
            return
        yield i, j
        joint = region.word(j)
        if joint == "," and region.word(j + 1) == "and":
            i = j + 2
        elif joint in (",", "and"):
            i = j + 1
        else:
            return


def _name_end(region: Region, i: int) -> int:
    j = i
    while (token := region.token(j)) and is_name(token):
        if j > i and (token.text in terms("event_heads") or token.opens):
            break
        j += 1
        if token.possessive:
            break
        after, third = region.token(j + 1), region.token(j + 2)
        if region.word(j) == "of" and after and after.text == "the" and third and is_name(third):
            j += 2
        elif region.word(j) in ("de", "la", "on") and after and is_name(after) and j == i + 1:
            j += 1
    return j + 1 if j > i and region.word(j) in _TAILS else j


def _fits(book: EventBook, region: Region, i: int, name: tuple[int, int], low: bool) -> bool:
    """Whether the head at ``i`` and the name make an event, and not a body, a date or a figure of speech."""
    head, x = region.word(i), region.tokens[name[0]]
    spelled = plain(region.tokens[name[0] : name[1]])
    if head.lower() in _ATTACKS:
        return spelled in gazetteer.metonyms() and not is_place(x.text)
    if x.kind == "number":
        before = region.token(i - 1)
        alone = not (
            before and before.capital and before.kind == "word" and not before.opens
        )  # not "Hut Tax War of 1898"
        return head in terms("numbered_of_heads") and name[0] == i + 2 and alone
    if is_calendar(x.text):
        return False
    if gazetteer.heading_for(plain(region.tokens[i : name[1]])):
        return True
    ordinary = book.words.is_common(x.text) and not is_place(x.text) and x.text not in mononyms()
    titled = region.tokens[i].opens and region.in_notes
    if head in terms("of_heads_strict"):
        named = is_place(x.text) or head in ("Council", "Diet", "Edict")
        return not (low or titled or ordinary or is_group(x.text)) and named
    if head in terms("free_of_heads"):
        return not titled
    if head in terms("careful_of_heads"):
        return not (is_group(x.text) or ordinary or is_title(x.text))
    if is_title(x.text) and " " in spelled:
        return False
    article = region.word(i + 2) == "the" and head in terms("low_heads") and x.text not in terms("org_heads")
    return not (ordinary and low and name[1] - name[0] == 1 and not article) and x.text not in terms("institutions")


def of_heading(head: str, name: str, ordinal: str, *, article: bool) -> str:
    """``Kursk, Battle of`` for "Battle of Kursk"; wars, nights and declarations keep the order of the text."""
    name = re.sub(r"^(\d{4})[-–]\d+$", r"\1", name)
    the = "the " if article else ""
    spelled = f"{ordinal} {head} of {the}{name}".strip()
    known = gazetteer.heading_for(spelled)
    if known:
        return known
    standing = gazetteer.metonyms().get(name) if not ordinal else None
    if standing and not (head in _STANDING or head.lower() in standing.lower()):
        standing = None
    if standing and (head != "Treaty" or "Treaty" in standing or "Peace" in standing) and "Operation" not in standing:
        return standing
    if head in terms("ordered_of_heads") or name[:1].isdigit():
        return spelled
    return f"{name}, {ordinal + ' ' if ordinal else ''}{head} of{' the' if article else ''}"
