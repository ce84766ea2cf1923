"""Lone names: a surname goes to whom it names in full; others are people if all around them says so."""

from __future__ import annotations

from collections import defaultdict

from tuireader.index.eventbook import PERSON, ends_phrase
from tuireader.index.evidence import Evidence, evidence
from tuireader.index.lexicon import (
    family_names,
    forenames,
    is_calendar,
    is_group,
    is_made_as_surname,
    is_place,
    is_title,
    mononyms,
    surnames,
    terms,
)
from tuireader.index.namebook import RULES, LoneName, NameBook, NameHit
from tuireader.index.names import Region
from tuireader.index.persons import People, Person, Place, one_letter_off, short_forms

_ENOUGH = 2.0
"""The summed evidence that a name unknown to every list needs."""
_ENOUGH_PLAIN = 1.25
"""The same where nothing speaks against a person and a verb, a role or its place in a note speaks for one."""
_ENOUGH_UNLOCATED = 1.75
"""The same where nothing speaks against a person."""
_ENOUGH_FOREIGN = 4.0
"""The same in a text of another language, whose nouns may have capitals and whose verbs are not known here."""
_SETTLED = 3
"""Capitals inside sentences after which a word that is never written small is a name in this document."""
_MOST_WEIGHED = 40
"""Occurrences that are weighed; a name that stands oftener is no different."""
_SHORTEST_SHOUT = 4
"""The letters that a word of capitals throughout needs to be a name and not initials."""
_LIST_JOINTS = frozenset({",", "and", "or", "nor", "–"})


class LoneReader:
    """Decides on the lone names; ``event_places`` are words that the document ties to an event ("siege of Aizu")."""

    def __init__(self, book: NameBook, people: People, event_places: frozenset[str]) -> None:
        self.parts = book.parts
        self.words = book.words
        self.taken = book.taken
        self.people = people
        self.event_places = event_places

    def read(self, lone: list[LoneName]) -> None:
        """Links what can be linked, then weighs the rest by name over all its occurrences."""
        rest: dict[str, list[LoneName]] = defaultdict(list)
        for name in lone:
            if self.taken[name.region][name.index]:
                continue
            if name.title in terms("saints") and f"{name.title} {name.text}" not in self.people.by_surname:
                continue  # a place, unless "St Clair" is a surname
            linked = self._joined_pair(name) or self._link(name)
            if not linked and not _in_name_of_place(self.parts[name.region], name.index):
                rest[name.text].append(name)
        for _ in range(2):  # whom the first round finds speaks for those beside him in the second
            for text in list(rest):
                if self._accept(text, rest[text]):
                    del rest[text]
        for name in [n for text, names in rest.items() if "–" in text for n in names]:
            self._joined_pair(name)

    # linking

    def _joined_pair(self, name: LoneName) -> bool:
        """``Lenin–Stalin``: two surnames under one dash."""
        pair = name.text.split("–")
        if len(pair) != 2:
            return False
        found = [self.people.meant_by(p, (name.region, name.index), "") for p in pair]
        start = self.parts[name.region].tokens[name.index].start
        ends = (start, start + len(pair[0])), (start + len(pair[0]) + 1, start + len(name.text))
        if not found[0] or not found[1]:
            return False
        for person, piece in zip(found, ends, strict=True):
            if person:
                person.places.append(Place(name.region, name.index, name.index + 1, "surname in a pair", 0.9, piece))
        self.taken[name.region][name.index] = PERSON
        return True

    def _link(self, name: LoneName) -> bool:
        region = self.parts[name.region]
        named = self.people.by_epithet.get(name.text, [])
        if len(named) == 1 and region.word(name.index - 1).lower() == "the" and not (name.right or name.left):
            self._take(named[0], name, "by-name of a person named in full", 0.8)
            return True  # "the Lion"
        known = name.text in self.people.by_surname or not name.text.isupper() or len(name.text) < _SHORTEST_SHOUT
        text = name.text if known else name.text.title()  # "NO CATALANI"
        person = None
        if self.people.has_surname(text):
            cites = evidence(region, name.index, name.index + 1).author
            person = self.people.meant_by(text, (name.region, name.index), name.title, cites=cites)
        if person is None and name.title in terms("keeps_apart"):
            return self._new_apart(name)
        if person is None or not self._reads_as_surname(name):
            return False
        self._take(person, name, "surname of a person named in full")
        return True

    def _new_apart(self, name: LoneName) -> bool:
        if self.words.is_common(name.text) and name.text not in family_names():
            return False
        start = name.index - 1
        hit = NameHit(name.region, start, name.index + 1, (), name.text, name.title, "title", RULES["title"])
        self.people.add(hit)
        self.taken[name.region][start : name.index + 1] = bytes([PERSON, PERSON])
        return True

    def _reads_as_surname(self, name: LoneName) -> bool:
        """Whether the word is the surname here, and not a thing, a place or a body of that name."""
        region = self.parts[name.region]
        token, before = region.tokens[name.index], region.token(name.index - 1)
        if is_group(name.text) or (before and before.text == "The" and not before.opens):
            return False
        if (_names_body(name.right) and name.right not in terms("attribute_heads")) or _names_place(name.right):
            return False
        signs = evidence(region, name.index, name.index + 1)
        if name.left and region.word(name.index - 2) == "the" and ends_phrase(region, name.index + 1):
            return False  # "the Taj Mahal", but "the Abu'l Fazl legend"
        if signs.article and name.right and not (self.words.is_common(name.right) or is_group(name.right)):
            return False
        if is_place(name.text) and not name.title:
            imprint = region.in_notes and region.word(name.index + 1) == ":"
            if imprint or signs.origin or name.left:  # "(York: Bell, 1880)", "from York", "New York"
                return False
            well_known = (
                name.text in mononyms() or signs.score() > 0.9 or not self._mostly(self.words.located, name.text, 4)
            )
            return well_known and not signs.located
        if not self.words.is_common(name.text):
            bare = signs.article and not (name.right or signs.attribute)
            return not (bare and self._mostly(self.words.articled, name.text, 2))
        if name.title:
            return True
        if name.left or name.right:
            return not name.left and signs.score() > 1 and not token.opens
        if signs.article:
            following = region.token(name.index + 1)  # "the Perry mission"
            return bool(following and len(following.text) > 3 and following.text.islower() and following.kind == "word")
        return not token.opens or self._acts_at_start(region, name, signs)

    def _acts_at_start(self, region: Region, name: LoneName, signs: Evidence) -> bool:
        """A surname that is a word, opening a sentence: "House had", "Mark, ‘Revolution by Degrees’"."""
        if name.text in terms("bad_sentence_starts"):  # "He" is a surname, but seldom
            return region.in_notes and region.word(name.index + 1) == ","
        low = self.words.lower[name.text.lower()]
        if not (low or signs.article) and self.words.upper[name.text] - self.words.articled[name.text] >= _SETTLED:
            return True
        if signs.strong_verb or signs.possessive or signs.author:
            return True
        if region.in_notes and region.word(name.index + 1) in (",", ":", "and"):
            return True
        return signs.verb and not self.words.lower[name.text.lower()]

    def _mostly(self, counts: dict[str, int], text: str, share: int) -> bool:
        return counts[text] * share > self.words.total[text] and counts[text] > 0

    def _take(self, person: Person, name: LoneName, rule: str, certainty: float = 1.0) -> None:
        first, last = name.index, name.index + 1
        if name.title in terms("keeps_apart") and person.apart:
            first -= 1
        self.taken[name.region][first:last] = bytes([PERSON]) * (last - first)
        before = person.places[-1] if person.places else None
        if before and (before.region, before.last) == (name.region, first):
            person.places.pop()  # two words of one name, each known by itself
            first = before.first
        person.places.append(Place(name.region, first, last, rule, certainty))

    # weighing

    def _accept(self, text: str, names: list[LoneName]) -> bool:
        if self._by_forename(text, names):
            return True
        if not self._may_be_person(text, names):
            return False
        signs = [evidence(self.parts[n.region], n.index, n.index + 1) for n in names[:_MOST_WEIGHED]]
        if self._by_slip(text, names):
            return True
        if self._weigh(text, names, signs) < self._needed(text, signs):
            return False
        rule = "well-known name" if text in mononyms() else RULES["alone"]
        person: Person | None = None
        for name in names:
            if not self._fits_here(name):
                continue
            if person is None:
                hit = NameHit(name.region, name.index, name.index + 1, (), text, "", "alone", rule, 0.8)
                person = self.people.add(hit)
                self.taken[name.region][name.index] = PERSON
            else:
                self._take(person, name, rule, 0.8)
        return True

    def _may_be_person(self, text: str, names: list[LoneName]) -> bool:
        if (len(text) < 3 and text not in forenames()) or text.isupper() or "–" in text:
            return False
        if text in terms("note_terms") and all(self.parts[n.region].in_notes for n in names):
            return False
        if is_group(text) or is_calendar(text) or is_title(text):
            return False
        if _names_body(text) or _names_place(text) or text in terms("event_heads"):
            return False
        titled = any(n.title for n in names)
        if not titled and all(self._after_thing(n) for n in names):
            return False  # "the Code Napoléon"
        famous = text in mononyms()
        if is_place(text) and not titled:
            return famous
        if self.words.is_common(text):
            if all(self.parts[n.region].word(n.index - 1) in ("called", "nicknamed", "dubbed") for n in names):
                return False
            inside = self._stands_inside(names) and not (self.words.located[text] or self.words.articled[text])
            return (famous or titled or inside) and not self.words.lower[text.lower()]
        if text.endswith(tuple(terms("abstract_endings"))) and not self.words.upper[text] and not famous:
            return False
        if "-" in text and any(map(self.words.is_common, text.split("-"))) and not is_made_as_surname(text):
            return False
        following = [self.parts[n.region].word(n.index + 1) for n in names]
        return famous or not any(_names_body(f) or _names_place(f) for f in following)

    def _after_thing(self, name: LoneName) -> bool:
        """ "Camp Leopold", but not "At Toulon Bonaparte": whether a capital before it makes it part of another name."""
        return name.left and not is_place(self.parts[name.region].word(name.index - 1))

    def _stands_inside(self, names: list[LoneName]) -> bool:
        """Whether it has its capital inside a sentence of the essay, and not only in titles or openings."""
        return any(not (self.parts[n.region].in_notes or self.parts[n.region].tokens[n.index].opens) for n in names)

    def _by_forename(self, text: str, names: list[LoneName]) -> bool:
        """A forename, or the name of one who has only that: "Napoleon", "Clovis"."""
        common = self.words.is_common(text)
        if is_place(text) or text.isupper() or is_group(text) or is_calendar(text):
            return False
        if common and (self.words.lower[text.lower()] or text not in forenames()):
            return False
        if text not in self.people.by_given and not self._learn_short_form(text):
            return False
        left: list[LoneName] = []
        for name in names:
            person = self.people.meant_by_given(text, (name.region, name.index))
            signs = evidence(self.parts[name.region], name.index, name.index + 1)
            idle = common and self.parts[name.region].tokens[name.index].opens and signs.score() <= 0
            placed = self._after_thing(name) or signs.located or signs.article  # "Camp Leopold", "a Welf"
            if person is None or name.right or placed or idle:
                left.append(name)
            else:
                self._take(person, name, "forename of a person named in full", 0.8)
        names[:] = left
        return not left

    def _learn_short_form(self, text: str) -> bool:
        """ "Jo" for the one Joanna of the document: a forename that begins or shortens one person's forename."""
        if text not in forenames() and text not in short_forms():
            return False
        full = short_forms().get(text, text)
        rows = [p for given, found in self.people.by_given.items() if given.startswith(full) for p in found]
        if len({id(p) for p in rows}) != 1 or len(text) < 2:
            return False
        self.people.by_given[text] = [rows[0]]
        return True

    def _by_slip(self, text: str, names: list[LoneName]) -> bool:
        """A surname one letter off one that the document spells otherwise, and seldom."""
        listed = text in mononyms() or text in surnames() or is_place(text)
        if len(text) < 7 or len(names) > 2 or listed or text.endswith("ed"):
            return False
        for other, rows in self.people.by_surname.items():
            if other != text and rows and one_letter_off(other, text) and len(rows[0].places) > len(names):
                for name in names:
                    self._take(rows[0], name, "surname with a slip of the pen", 0.7)
                return True
        return False

    def _needed(self, text: str, signs: list[Evidence]) -> float:
        against = any(s.article or s.located or s.origin for s in signs)
        for_it = any(
            s.strong_verb
            or s.role
            or s.author
            or s.apposition
            or s.predicate
            or (s.owns and not s.commands)
            or (s.verb and not s.auxiliary)
            for s in signs
        )
        if not self.words.english:
            return _ENOUGH_FOREIGN
        place = is_place(text) or text in self.event_places
        doubtful = place or self.words.is_common(text)
        if against or doubtful:
            return _ENOUGH
        return _ENOUGH_PLAIN if for_it else _ENOUGH_UNLOCATED

    def _weigh(self, text: str, names: list[LoneName], signs: list[Evidence]) -> float:
        """All that speaks for and against, over all occurrences; ratios, not counts, speak against."""
        count = len(signs)
        place = is_place(text) or text in self.event_places
        titles = sum(bool(n.title) for n in names)
        personal = any(s.strong_verb or s.role or (s.owns and not s.commands) for s in signs)
        if place and not personal and not titles:
            return 0.0
        total = sum(min(max(s.score(), -1.0), 2.2) for s in signs)
        total += 1.2 * min(sum(self._beside_person(n) for n in names), 3) + 2.5 * min(titles, 2)
        total += (
            2.0 * (text in mononyms())
            + (1.1 if is_made_as_surname(text) else 0.8 * (text in surnames()))
            + 0.5 * (text in forenames())
        )
        if not place and not self.words.is_common(text) and self.words.upper[text]:
            total += 0.6 if self.words.located[text] or self.words.articled[text] else 1.0
        if count >= _SETTLED and not (place or self.words.located[text] or self.words.articled[text]):
            total += 0.3  # whom a whole essay names without ever being "in" him
        joined = sum(n.left or (bool(n.right) and not self._is_person(n.region, n.index + 1)) for n in names)
        cited = sum(self.parts[n.region].in_notes and not s.author for n, s in zip(names, signs, strict=False))
        against = (
            3.0 * sum(s.article for s in signs)
            + 1.5 * sum(s.origin for s in signs)
            + 3.5 * sum(s.located for s in signs)
            + 1.5 * joined
            + 0.8 * cited
        )
        return total - place - against / count

    def _is_person(self, n: int, i: int) -> bool:
        return 0 <= i < len(self.taken[n]) and self.taken[n][i] == PERSON

    def _beside_person(self, name: LoneName) -> bool:
        """Whether it stands in a row with someone known: "Lenin, Trotsky and X".

        In a note a comma after a name is no row: what follows an author is a title ("Lorenz, Papier und Macht").
        """
        region, i = self.parts[name.region], name.index
        titled = region.in_notes and region.word(i - 1) == ","
        left = not titled and region.word(i - 1) in _LIST_JOINTS and self._is_person(name.region, i - 2)
        return left or (region.word(i + 1) in _LIST_JOINTS and self._is_person(name.region, i + 2))

    def _fits_here(self, name: LoneName) -> bool:
        """Whether this occurrence, too, is the person, when most are."""
        region = self.parts[name.region]
        following = region.word(name.index + 1)
        if name.title in terms("keeps_apart") or _names_body(following) or _names_place(following):
            return False
        signs = evidence(region, name.index, name.index + 1)
        if is_place(name.text) and not name.title:
            return not signs.located and (signs.score() > 0.9 or signs.owns)
        return not (signs.located and self.words.located[name.text] > 2)


def _in_name_of_place(region: Region, i: int) -> bool:
    """ "Lincoln’s Inn Fields": the possessive is part of the name of a street, a field or a park."""
    after = region.token(i + 1)
    return region.tokens[i].possessive and after is not None and after.capital and _names_place(after.text)


def _names_body(word: str) -> bool:
    return word in terms("org_heads")


def _names_place(word: str) -> bool:
    return word in terms("place_heads")
