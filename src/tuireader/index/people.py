"""People: names in full, then lone names, then two names of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tuireader.index.eventbook import EventBook
from tuireader.index.fullnames import find_names
from tuireader.index.lexicon import forenames, is_made_as_surname, is_place, terms
from tuireader.index.lone import LoneReader
from tuireader.index.namebook import RULES, NameHit
from tuireader.index.names import Region, Vocabulary
from tuireader.index.persons import People, Person, is_female

_ALSO = re.compile(
    r"[,;]?\s*\(?"
    r"(?:(?:who|later|also|better|commonly|usually|sometimes|and|he|she|was|is|became|the|future|now|formerly|once)\s+)*"
    r"(?:(?:known|called|styled|remembered|bapti[sz]ed|nicknamed|renamed)(?:\s+(?:to|by)\s+\w+)?(?:\s+as)?"
    r"|who (?:had been|became|was to become|was to be)|not yet|soon to be|once|formerly|(?:had )?bec[oa]me"
    r"|call(?:ed|s|ing) (?:him|her)self|née|né|born|alias|a\.k\.a\.|(?:took|adopted|under) the (?:name|title)(?: of)?)"
    r"\s*(?:the\s+)?[“‘\"']?",
    re.IGNORECASE,
)
_WHOM_CALLED = re.compile(
    r"(?:,[^.;:()]*)?,? whom [^.;:,()]+ (?:calls?|called|nicknamed|(?:knew|knows?) as)"
    r"(?: anything but)? (?:the )?[“‘\"']?"
)
_UNDER_THE_NAME = re.compile(r"[^.;:()]* under the (?:name|alias) of ")
_AND_BECAME = re.compile(r" was [^.;:(),]* and (?:was now|became) ")
_AFTERWARDS = re.compile(r", (?:afterwards|later|subsequently|the future) ")
_IN_BRACKETS = re.compile(r"\s*\((?:or|called|also|i\.e\.|aka|the)?\s*[“‘\"']?", re.IGNORECASE)
_CLOSING = frozenset({",", ".", ";", ")"})
_STYLES = frozenset({"Duke", "Earl", "Marquis", "Viscount", "Marquess", "Count", "Baron", "Lord"})
_FARTHEST = 12
"""The tokens that may stand between two names of one person."""
_FARTHEST_CLAUSE = 25
"""The same where the clause ends in "under the name of"."""


def find_people(
    text: str, parts: tuple[Region, ...], words: Vocabulary, events: EventBook, event_places: frozenset[str]
) -> list[Person]:
    """All persons that the document names, gathered over the whole file; each keeps the places where it is named.

    What the events hold is not read as a name; ``event_places`` are places that the document ties to an event.
    """
    book = find_names(parts, words, events.taken)
    people = People(parts)
    for hit in sorted(book.hits, key=_fullest_first):
        people.add(hit)
    for hit in _inside_events(events):
        people.know(hit)
    LoneReader(book, people, event_places).read(book.lone)
    _one_person_two_names(text, parts, people)
    _married_names(parts, people)
    _known_by_two_names(people)
    return [p for p in people.persons if p.places]


def _inside_events(events: EventBook) -> Iterator[NameHit]:
    """The people in the names of events: "the Camila O’Gorman affair" tells who Camila is."""
    for hit in events.hits:
        tokens = events.parts[hit.region].tokens[hit.first : hit.last]
        if len(tokens) < 3 or not all(t.capital and t.kind == "word" for t in tokens[:2]):
            continue
        given, surname = tokens[0].text, tokens[1].text
        if given not in forenames() and not is_made_as_surname(surname):
            continue
        if not (is_place(given) or events.words.is_common(surname) or is_place(surname)):
            yield NameHit(hit.region, hit.first, hit.first + 2, (given,), surname, "", "name", RULES["name"])


def _fullest_first(hit: NameHit) -> tuple[bool, bool, int, int, int]:
    late = hit.how == "after title" or (hit.how in ("noble", "title") and not hit.given)
    return (late, not hit.surname, -len(hit.given), hit.region, hit.first)


def _one_person_two_names(text: str, parts: tuple[Region, ...], people: People) -> None:
    """ "Temujin, known as Chinggis Khan": what stands between two names can say that they are one person's."""
    persons = list(people.persons)
    rows = sorted((q.region, q.first, q.last, k) for k, p in enumerate(persons) for q in p.places)
    same: dict[int, int] = {}
    for (n, a, b, one), (m, c, d, other) in pairwise(rows):
        if n != m or not b <= c <= b + _FARTHEST_CLAUSE:
            continue
        x, y = _root(same, one), _root(same, other)
        if x == y:
            continue
        tokens = parts[n].tokens
        between = text[tokens[b - 1].end : tokens[c].start]
        renamed = bool(_UNDER_THE_NAME.fullmatch(between))
        if c > b + _FARTHEST and not renamed:
            continue
        closed = parts[n].word(d) in (")", "”", "’", '"', "'") and not parts[n].in_notes
        if tokens[d - 1].possessive:
            continue  # "Smith, who became Nehru’s ally"
        alike = bool(_ALSO.fullmatch(between) or (closed and _IN_BRACKETS.fullmatch(between)))
        bride = bool(persons[y].apart and persons[x].given and is_female(persons[x].given[0]))
        alike = alike or (bride and between.strip() in ("was", "became", "was now", "then"))
        style = between.strip() in (",", ", the") and tokens[c].text in _STYLES
        both_full = all(p.given and p.surname for p in (persons[x], persons[y]))
        alike = alike or renamed or bool(_WHOM_CALLED.fullmatch(between) or _AND_BECAME.fullmatch(between))
        in_full = b - a > 1 and d - c > 1 and parts[n].word(d) in _CLOSING
        alike = alike or (in_full and bool(_AFTERWARDS.fullmatch(between)))  # "Arjumand Banu, afterwards Mumtaz Mahal,"
        if alike or (style and not both_full):
            same[y] = x
            people.merge(persons[x], persons[y])


def _married_names(parts: tuple[Region, ...], people: People) -> None:
    """ "She became Madame MacBride": the lady of the title is the woman named last before the pronoun."""
    ladies = [p for p in people.persons if p.apart and not p.given and p.places]
    for lady in ladies:
        n, first = min((q.region, q.first) for q in lady.places)
        words = [parts[n].word(k) for k in range(first - 5, first)]
        she = next((k for k in range(len(words)) if words[k].lower() == "she"), -1)
        if she < 0 or not {"became", "become", "was", "now"} & set(words[she:]):
            continue
        rows = [
            (q.region, q.first, k)
            for k, p in enumerate(people.persons)
            for q in p.places
            if p is not lady and q.region == n and q.first < first and (p.given and is_female(p.given[0]))
        ]
        if rows:
            people.merge(people.persons[max(rows)[2]], lady)


def _known_by_two_names(people: People) -> None:
    """Joins those whom everybody calls by either of two names, where the document knows one bearer of each."""
    for pair in terms("one_person"):
        one, other = pair.split(":")
        rows = [_only_bearer(people, name) for name in (one, other)]
        if rows[0] and rows[1] and rows[0] is not rows[1]:
            first, second = sorted((p for p in rows if p), key=lambda p: (-len(p.given), -len(p.places)))
            people.merge(first, second)


def _only_bearer(people: People, name: str) -> Person | None:
    rows = [p for p in {*people.by_surname.get(name, ())} | {*people.by_given.get(name, ())} if p.places]
    return rows[0] if len(rows) == 1 and not rows[0].apart else None


def _root(same: dict[int, int], k: int) -> int:
    while k in same:
        k = same[k]
    return k
