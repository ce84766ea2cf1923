"""Well-known events: their other names, their dates, and the places that may stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tuireader.index.lexicon import read_data, terms
from tuireader.index.names import Region, fold_accents, tokenize

_OF_HEADING = re.compile(
    r"(?P<name>.+), (?P<head>(?:[A-Z]|bombing|attack|surrender|coup|eruption)[\w ]*?)"
    r"(?P<joint> (?:of|of the|at|on))?(?: \(\d+\))?$"
)


_JOINTS = frozenset({"of", "to", "at"})
_CENTURY_TWICE = re.compile(r"\b(\d\d)(\d\d)-\1(\d\d)\b")


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A row of ``events.txt``."""

    heading: str
    start: str | None
    end: str | None
    names: tuple[str, ...]
    metonyms: tuple[str, ...]


@cache
def same_spelling(name: str) -> str:
    """The name as it is looked up: dashes and quotation marks straight, no accents, ``1932-33`` for 1932–1933."""
    plain = fold_accents(re.sub(r"[‐‑–]", "-", name).replace("’", "'").replace("‘", "'"))
    return _CENTURY_TWICE.sub(r"\1\2-\3", plain)


@cache
def known_events() -> tuple[KnownEvent, ...]:
    """All rows of the data, in order."""
    return tuple(_row(line) for line in read_data("events.txt").splitlines() if line and not line.startswith("#"))


def _row(line: str) -> KnownEvent:
    heading, date, names, metonyms = (part.strip() for part in line.split("|"))
    start, _, end = date.partition("/")
    places = _parts(metonyms)
    told = (*_spelled_out(heading), *_parts(names))
    return KnownEvent(heading, start or None, end or None, (*told, *_by_other_places(told, places)), places)


def _by_other_places(names: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
    """The names with each other place or spelling that may stand for the event: "Teheran Conference"."""
    apart = [(a, b) for a in places for b in places if a not in b and b not in a]
    pairs = [(a, b) for a, b in apart if same_spelling(a) != same_spelling(b)]
    return tuple(re.sub(rf"\b{re.escape(old)}\b", new, n) for n in names for old, new in pairs if old in n)


def _parts(field: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in field.split(";") if p.strip())


def _spelled_out(heading: str) -> tuple[str, ...]:
    """``Kursk, Battle of`` as a text writes it: ``Battle of Kursk``."""
    match = _OF_HEADING.fullmatch(heading)
    if not match:
        return (re.sub(r" \(.*\)$", "", heading),)
    name, head, joint = match["name"], match["head"], match["joint"] or ""
    return (f"{head}{joint} {name}",)


@cache
def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    """First word, without the ending of a possessive, to the names that begin with it and their headings."""
    out: dict[str, list[tuple[str, str]]] = {}
    for event in known_events():
        for name in event.names:
            first = same_spelling(name.partition(" ")[0]).removesuffix("'s").removesuffix("'")
            out.setdefault(first, []).append((name, event.heading))
    return out


@cache
def _beginning_with(first: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The names that begin with a word, taken apart as a text is, the longest first, and their headings."""
    rows = [(tuple(same_spelling(t.text) for t in tokenize(n, 0)), h) for n, h in _by_first_word().get(first, ())]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _by_name() -> dict[str, str]:
    return {same_spelling(name).lower(): e.heading for e in known_events() for name in e.names}


@cache
def _by_heading() -> dict[str, KnownEvent]:
    return {e.heading: e for e in known_events()}


@cache
def metonyms() -> dict[str, str]:
    """Place or code-name to the heading of the event that it may stand for."""
    return {name: e.heading for e in known_events() for name in e.metonyms}


@cache
def _by_place() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for event in known_events():
        if "," in event.heading:
            out.setdefault(same_spelling(event.heading.partition(",")[0]), []).append(event.heading)
    return out


def event_at(place: str) -> str | None:
    """The heading of the one known event that has its name from that place, or None."""
    rows = _by_place().get(same_spelling(place), [])
    return rows[0] if len(rows) == 1 and "Operation" not in rows[0] else None


def known(heading: str) -> KnownEvent | None:
    """The row of that heading, or None."""
    return _by_heading().get(heading)


def heading_for(name: str) -> str | None:
    """The heading of the event that has exactly this name, whatever its capitals and dashes; or None."""
    return _by_name().get(same_spelling(name).lower())


@cache
def low_starts() -> frozenset[str]:
    """Head nouns that open a known name and may do so in lower case: "flight to Varennes"."""
    names = (name.split() for e in known_events() for name in e.names)
    return frozenset(w[0].lower() for w in names if len(w) > 2 and w[1] in _JOINTS and w[-1].istitle())


def match_at(region: Region, i: int) -> tuple[int, str] | None:
    """The longest known name that starts at token ``i``: the token after it, and its heading."""
    tokens = region.tokens
    first = same_spelling(tokens[i].text)
    low = first in low_starts()
    if low and region.word(i - 1).lower() not in ("the", "this", "that"):
        return None  # "to march on Rome"
    opening = first.capitalize() if low else first
    if opening not in _by_first_word():
        return None
    for words, heading in _beginning_with(opening):
        j = i + len(words)
        if low and not (len(words) > 2 and words[1] in _JOINTS):
            continue
        same = str.__eq__ if low else _is_word  # "reign of terror" is only a phrase
        if j <= len(tokens) and all(same(tokens[i + k].text, words[k]) for k in range(1, len(words))):
            return j, heading
    return None


def _is_word(text: str, word: str) -> bool:
    """Whether a word of the text is that of a known name; head nouns are written with a capital or without."""
    spelled = same_spelling(text)
    return spelled == word or (spelled.lower() == word.lower() and word.lower() in _head_nouns())


@cache
def _head_nouns() -> frozenset[str]:
    return terms("low_heads") | terms("of_heads_low") | {w.lower() for w in terms("event_heads")}
