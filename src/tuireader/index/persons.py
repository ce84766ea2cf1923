"""One person under one heading: which names in full are the same person, and whom a lone surname means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from tuireader.index.lexicon import forenames, is_place, terms
from tuireader.index.namebook import NameHit
from tuireader.index.names import Region, fold_accents

_BEHIND = frozenset({"von", "zu", "van", "de", "af", "av"})
"""Particles that a heading has behind the forename."""


@cache
def short_forms() -> dict[str, str]:
    """Short form to the forename that it is short for."""
    return dict(pair.split(":") for pair in terms("short_forms"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is named: token range in a region, why it was taken, and how sure that is."""

    region: int
    first: int
    last: int
    rule: str
    certainty: float
    piece: tuple[int, int] | None = None
    """Code points, where the name is only a part of a token (``Lenin–Stalin``)."""


@dataclass(slots=True, eq=False)
class Person:
    """A person being gathered; turned into an entity at the end."""

    given: tuple[str, ...]
    surname: str
    apart: str = ""
    """The title that alone tells this person from another of the surname ("Mrs"), or empty."""
    how: str = "name"
    title: str = ""
    places: list[Place] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    givens: set[str] = field(default_factory=set)

    def learn(self, hit: NameHit) -> None:
        """Takes a name in full into the person."""
        self.places.append(Place(hit.region, hit.first, hit.last, hit.rule, hit.certainty))
        if hit.surname:
            self.surnames.add(hit.surname)
            self.surnames.add(hit.surname.split()[-1])
            if hit.how == "either first" and hit.given:
                self.surnames.add(hit.given[0])
        if (
            len(hit.given) > 1
            and hit.surname
            and hit.given[-1][:1].isupper()
            and "." not in hit.given[-1]
            and len(hit.given[-1]) > 2
            and hit.how != "family first"
        ):
            self.surnames |= {hit.given[-1]} - forenames()
        if hit.how == "origin" and not is_place(hit.given[-1]):
            self.surnames.add(hit.given[-1])
        if hit.given and hit.given[0][:1].isupper() and hit.given[0] not in self.surnames:
            self.givens.add(hit.given[0])
        fuller = (len(hit.given), sum(map(len, hit.given))) > (len(self.given), sum(map(len, self.given)))
        if hit.given and fuller and (hit.surname or not self.surname):
            self.given = hit.given
            self.surname = hit.surname or self.surname
            self.how = hit.how
        if hit.title:
            self.title = self.title or hit.title

    @property
    def by_husband(self) -> bool:
        """Whether she is called by her husband's forename: "Mrs Alexander Napier"."""
        return bool(self.surname) and names_by_husband(self.apart, self.given)

    @property
    def heading(self) -> str:
        """Surname first; kings, popes and those with one name as they are called."""
        given = " ".join(self.given)
        if self.by_husband:
            given = f"{self.apart} {given}"
        if self.apart and not given and self.surname:
            return f"{self.surname}, {self.apart}"
        if self.how == "noble" and not given:
            return f"{self.surname}, {self.title}"
        if self.how == "family first" and given:
            return f"{self.surname} {given}"
        if self.how == "either first" and given and self.surname:
            return f"{given} {self.surname}"  # as the text has it: which of the two is the family's name is not known
        if self.surname and given:
            return _inverted(self.surname, given)
        return self.surname or given


def _inverted(surname: str, given: str) -> str:
    """Surname first; "von", "van" and "de" go behind the forename, as the rules for filing names have it.

    The French "de" stays where it is before a name of one syllable: ``de Gaulle, Charles``, but
    ``Talleyrand, Charles-Maurice de``.
    """
    words = surname.split()
    cut = next((k for k, w in enumerate(words) if not (w in _BEHIND or (k and w in terms("particles")))), 0)
    core = " ".join(words[cut:])
    stays = not cut or words[0] not in _BEHIND or (words[0] == "de" and cut == 1 and _syllables(core) == 1)
    return f"{surname}, {given}" if stays else f"{core}, {given} {' '.join(words[:cut])}"


def _syllables(name: str) -> int:
    """Groups of vowels, a mute "e" at the end left out."""
    return len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouy])e$", "", fold_accents(name).lower())))


class People:
    """All persons of a document."""

    def __init__(self, parts: tuple[Region, ...]) -> None:
        self.parts = parts
        self.works = [r.work_id for r in parts]
        self.persons: list[Person] = []
        self.by_surname: dict[str, list[Person]] = {}
        self.by_given: dict[str, list[Person]] = {}
        self.by_epithet: dict[str, list[Person]] = {}
        """By-name to those who have it: "Lion" to Henry the Lion."""

    def add(self, hit: NameHit) -> Person:
        """Puts a name in full under the person it names, a new one if need be."""
        apart = hit.title if hit.surname and names_by_husband(hit.title, hit.given) else ""
        if not hit.given and hit.title in terms("keeps_apart"):
            apart = hit.title
        person = self._same(hit, apart)
        if person is None:
            person = Person(hit.given, hit.surname, apart, hit.how, hit.title)
            self.persons.append(person)
        person.learn(hit)
        if hit.how == "epithet" and person not in self.by_epithet.setdefault(hit.given[-1], []):
            self.by_epithet[hit.given[-1]].append(person)
        self._index(person)
        return person

    def know(self, hit: NameHit) -> None:
        """Learns of a person from a place that is not a mention; who is never mentioned is dropped in the end."""
        self.add(hit).places.pop()

    def _index(self, person: Person) -> None:
        for name in person.surnames:
            for key in {name, fold_accents(name)}:
                rows = self.by_surname.setdefault(key, [])
                if person not in rows:
                    rows.append(person)
        for name in person.givens:
            for key in {name, fold_accents(name)}:
                rows = self.by_given.setdefault(key, [])
                if person not in rows:
                    rows.append(person)

    def _same(self, hit: NameHit, apart: str) -> Person | None:
        if hit.how == "after title":
            place = (hit.region, hit.first)
            core = hit.given[-2]
            return self.meant_by(core, place, "") or self.meant_by_given(core, place)
        if apart and hit.given:
            wives = [p for p in self.by_surname.get(hit.surname, ()) if p.by_husband and p.apart == apart]
            return next((p for p in wives if compatible(hit.given, p.given)), None)
        if apart:
            rows = [p for p in self.by_surname.get(hit.surname, ()) if p.apart == apart]
            return self._women(hit.surname, apart) or next(iter(rows), None)
        known = hit.title in terms("familiar_titles") and not hit.given and self.by_given.get(hit.surname)
        if known and hit.surname not in self.by_surname:
            return self.meant_by_given(hit.surname, (hit.region, hit.first))  # "Sir Coutts"
        whole = (*hit.given, hit.surname)
        if len(hit.given) == 1 and hit.surname in forenames():
            for person in self.by_given.get(hit.given[0], ()):
                if person.given[: len(whole)] == whole and person.surname:
                    return person  # "Don Juan Manuel"
        if not hit.surname:
            rows = self.by_given.get(hit.given[0], []) if hit.given else []
            if hit.how == "title" and hit.given[0] in self.by_surname and all(p.surname for p in rows):
                lady = hit.title in terms("keeps_apart") and self._women(hit.given[0], hit.title)  # "Lady Franklin"
                return lady or self.meant_by(hit.given[0], (hit.region, hit.first), hit.title)  # "Prince Metternich"
            if hit.title in terms("familiar_titles") and rows:
                return self.meant_by_given(hit.given[0], (hit.region, hit.first))
            return next((p for p in rows if not p.surname and _same_rank(p.given, hit.given)), None)
        rows = list(self.by_surname.get(hit.surname, ())) or list(self.by_surname.get(hit.surname.split()[-1], ()))
        rows += self._nearly(hit)
        best = None
        for person in rows:
            if person.apart and (person.by_husband or not person.given):
                continue
            if not hit.given or not person.given or compatible(hit.given, person.given):
                if hit.given and person.given and person.given[:1] == hit.given[:1]:
                    return person
                best = best or person
        return best

    def _nearly(self, hit: NameHit) -> list[Person]:
        """Those whose surname is one letter off and whose forename is the same: a slip of the pen."""
        if not hit.given:
            return []
        return [
            p
            for p in self.by_given.get(hit.given[0], ())
            if p.surname
            and p.surname != hit.surname
            and one_letter_off(fold_accents(p.surname), fold_accents(hit.surname))
        ]

    def _women(self, surname: str, apart: str) -> Person | None:
        """The woman of that surname to whom "Mrs" or "Lady" goes; None where only men bear it."""
        ladies = terms("keeps_apart")
        rows = [p for p in self.by_surname.get(surname, ()) if p.given and not p.by_husband]
        rows = [p for p in rows if is_female(p.given[0]) or p.title in ladies]
        chosen = next((p for p in rows if p.apart == apart), None)
        if chosen is None and rows:
            chosen = rows[0] if len(rows) == 1 else max(rows, key=lambda p: len(p.places))
            chosen.apart = apart
        return chosen

    def has_surname(self, name: str) -> bool:
        """Whether anybody has the surname, accents or not."""
        return name in self.by_surname or fold_accents(name) in self.by_surname

    def meant_by(self, name: str, place: tuple[int, int], title: str, *, cites: bool = False) -> Person | None:
        """Whom a lone surname means at a place (region, token): same work first, then the one named last before it.

        Where the name does not stand as an author's (``cites``), those of whom the essay itself tells come before
        editors and others whom only the notes name.
        """
        rows = self.by_surname.get(name) or self.by_surname.get(fold_accents(name)) or []
        if title in terms("keeps_apart"):
            rows = [p for p in rows if p.apart == title]
        else:
            named = [p for p in rows if not p.apart or (p.given and not p.by_husband)]
            rows = named or ([] if title else list(rows))
        return self._nearest(rows, place, cites=cites)

    def meant_by_given(self, name: str, place: tuple[int, int]) -> Person | None:
        """Whom a lone forename means; only someone of the same work, or someone who has no surname."""
        rows = self.by_given.get(name) or self.by_given.get(fold_accents(name)) or []
        work = self.works[place[0]]
        rows = [p for p in rows if not (p.surname and p.places) or any(self.works[q.region] == work for q in p.places)]
        return self._nearest(rows, place)

    def _nearest(self, rows: list[Person], place: tuple[int, int], *, cites: bool = True) -> Person | None:
        if len(rows) < 2:
            return rows[0] if rows else None
        work = self.works[place[0]]

        def rank(person: Person) -> tuple[bool, bool, bool, bool, tuple[int, int]]:
            same = [(q.region, q.first) for q in person.places if self.works[q.region] == work]
            told = not cites and any(not self.parts[n].in_notes for n, _ in same)
            before = [p for p in same if p < place]
            nearest = max(before) if before else (0, 0)
            wife = person.title in terms("titles_of_wives")  # a bare surname is hardly hers
            return bool(same), told, not wife, bool(before), nearest

        return max(rows, key=rank)

    def merge(self, into: Person, other: Person) -> None:
        """Makes two persons one, under the heading of the first."""
        into.places += other.places
        into.surnames |= other.surnames
        into.givens |= other.givens
        other.places = []
        self.persons = [p for p in self.persons if p is not other]
        for table in (self.by_surname, self.by_given):
            for rows in table.values():
                rows[:] = [p for p in rows if p is not other]
        self._index(into)


def names_by_husband(title: str, given: tuple[str, ...]) -> bool:
    """Whether the forename after a title is her husband's: "Mrs Alexander Napier", but not "Countess Ebba Brahe"."""
    return bool(given) and title.rstrip(".") in terms("titles_of_wives") and not is_female(given[0])


def is_female(name: str) -> bool:
    """Whether a forename is rather a woman's, by its ending or by a list."""
    return name in terms("female_forenames") or (
        name.endswith(("a", "ine", "elle", "ette", "ie")) and name not in terms("male_in_a")
    )


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of forenames can be one person's: initials, short forms and accents allowed for."""
    if (
        len(one) != len(other)
        and (_one(one[0], other[-1]) or _one(other[0], one[-1]))
        and min(len(one), len(other)) == 1
    ):
        return True
    return all(_one(a, b) for a, b in zip(_split(one), _split(other), strict=False))


def _split(given: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for name in (g for g in given if not g.startswith("“")):
        pieces = [p for p in name.replace("-", " ").replace(".", ". ").split() if p] if "." in name else [name]
        out += pieces
    return out


def _one(a: str, b: str) -> bool:
    a, b = fold_accents(a).rstrip("."), fold_accents(b).rstrip(".")
    if a == b or not a or not b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if a.islower() or b.islower():
        return a == b
    a, b = short_forms().get(a, a), short_forms().get(b, b)
    if is_female(a) != is_female(b) and (a.endswith("a") or b.endswith("a")):
        return a == b  # "Manuel", "Manuela"
    return a == b or a.startswith(b) or b.startswith(a) or one_letter_off(a, b)


def _same_rank(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """For those without a surname: "Clovis" may be "Clovis I", "Louis XVI" is not "Louis XVIII"."""
    if one[0] != other[0]:
        return False
    return one == other or len(one) == 1 or len(other) == 1


def one_letter_off(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed or two swapped make one spelling into the other; long names only."""
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    rest_a, rest_b = a[k:], b[k:]
    if rest_a[1:] == rest_b or rest_a == rest_b[1:] or rest_a[1:] == rest_b[1:]:
        return True
    return rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:] and len(rest_a) > 1
