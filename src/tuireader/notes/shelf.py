"""The sources met so far in a work, found again by surname, by title and by volume."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from tuireader.notes.citations import Source
from tuireader.notes.heads import content_words
from tuireader.notes.leads import UPPER, plain
from tuireader.notes.misprints import misprinted, one_letter_apart
from tuireader.notes.terms import words_in
from tuireader.text.span import Span

MOST_COMPARED = 48
"""Sources compared for one look-up; a bound that keeps a list of thousands of notes by one author linear."""
COMMON_PARTIES = frozenset(content_words("United State States People Commonwealth Crown Queen King Minister"))
"""By these no case is called, for they stand in many."""
TITLE_SHARE = 0.75
"""The share of the words of a short title that the full title must hold."""


@dataclass(slots=True)
class Known:
    """A source that later notes can point to."""

    note: int
    """The id of the note that cites it; a work of the bibliography has a number below 0."""
    order: int
    source: Source
    reference: str
    """The full reference as it is shown, without the note's own locator."""
    root: int
    chain: tuple[int, ...]
    """From this note to the root; empty when this is the root."""
    full: bool
    """Whether it is given in full here, and not only mentioned."""
    partial: bool = False
    volume: int | None = None
    container: bool = False
    """Whether it is the book in which the source that the note cites is printed."""
    written: Span | None = None
    """Where the reference stands in the document."""


@dataclass(slots=True)
class Match:
    """What a look-up found: one source, or several between which the words do not decide."""

    best: Known | None = None
    rivals: tuple[Known, ...] = ()
    weak: bool = False
    """Whether the author is right and the title only suggests the source."""


@dataclass(slots=True)
class Shelf:
    """Known sources of one work. Adding and looking up cost the same for the first note and the thousandth."""

    _by_surname: dict[str, list[Known]] = field(default_factory=dict)
    _by_other_name: dict[str, list[Known]] = field(default_factory=dict)
    _by_name_and_word: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    _by_word: dict[str, list[Known]] = field(default_factory=dict)
    _by_party: dict[str, list[Known]] = field(default_factory=dict)
    _by_first_words: dict[tuple[str, ...], list[Known]] = field(default_factory=dict)
    _by_maker: dict[str, list[Known]] = field(default_factory=dict)
    """By those who are named in a work beside its authors: editors, translators, the person in its title."""

    def add(self, known: Known) -> None:
        """Remember a source under its head authors, its title words and its first title words."""
        source = known.source
        words = dict.fromkeys(source.all_title_words[:40])
        for name in dict.fromkeys(source.surnames[:8]):
            self._by_surname.setdefault(name, []).append(known)
            for word in words:
                self._by_name_and_word.setdefault((name, word), []).append(known)
        for name in source.by.others[:8]:
            self._by_other_name.setdefault(name, []).append(known)
        for word in words:
            self._by_word.setdefault(word, []).append(known)
        for party in _parties(source):
            self._by_party.setdefault(party, []).append(known)
        for name in makers_of(source):
            self._by_maker.setdefault(name, []).append(known)
        title = source.all_title_words or source.title_words
        for length in (1, 2):
            if len(title) >= length:
                self._by_first_words.setdefault(title[:length], []).append(known)

    def by_author(self, surnames: Iterable[str]) -> list[Known]:
        """All sources whose head author has one of these surnames, in order."""
        found = {id(k): k for name in surnames for k in self._by_surname.get(name, ())[:MOST_COMPARED]}
        return sorted(found.values(), key=lambda k: k.order)

    def by_maker(self, name: str) -> list[Known]:
        """The works that an editor or translator of that surname made."""
        return self._by_maker.get(name, [])[:MOST_COMPARED]

    def by_party(self, name: str) -> list[Known]:
        """The cases that lawyers call by the first word of a party's name, in lower case."""
        return self._by_party.get(name, [])[:MOST_COMPARED]

    def knows(self, surname: str) -> bool:
        """Whether there is a source by an author of that surname."""
        return any(not k.source.corporate for k in self._by_surname.get(surname, ())[:MOST_COMPARED])

    def look_up(self, source: Source) -> Match:
        """The source that a short form means; nothing rather than a likeness."""
        if source.surnames:
            found = self._by_name(source)
            if found.best is None and not found.rivals and not source.author_date:
                made = [k for k in self.by_maker(source.surnames[0]) if not k.source.surnames]
                made = [k for k in made if not source.title_words or _words_of(source, k.source)]
                nameless = self._by_title(source.title_words, source) if len(source.title_words) > 1 else Match()
                if not made and nameless.best is not None and not nameless.best.source.surnames:
                    return nameless  # the text names the author, and the note that gives the work does not
                if made:
                    return _decide(made, source)
                named = content_words(source.head) if not source.title_words else ()
                found = self._by_misspelt_name(source) or self._by_title(named, source)
            return found
        return self._by_title(source.title_words, source)

    def _own(self, source: Source) -> list[Known]:
        """The sources by the author who is named first; by a body, those whose name it is."""
        if source.corporate:
            return [k for k in self.by_author(source.surnames[-1:]) if _same_body(source, k.source)]
        own = [k for k in self.by_author(source.surnames[:1]) if source.surnames[0] in k.source.surnames]
        first = [k for k in own if k.source.surnames[0] == source.surnames[0]]
        if source.forenames:  # "H.-P. Müller" is not "C. Müller", nor "Mary Smith" John
            return [k for k in first or own if same_person(source, k.source)]
        if len(source.surnames) > 1:
            together = [k for k in own if set(source.surnames) <= set(k.source.surnames)]
            together = [k for k in together if len(k.source.surnames) >= len(source.surnames)]
            return together or first
        if not first:  # the second of two authors, named for both, where the whole title agrees
            words = {w for w in source.all_title_words if not w.isdigit()}
            return [k for k in own if words <= set(k.source.all_title_words)] if len(words) > 1 else []
        return first

    def _by_name(self, source: Source) -> Match:
        own = self._own(source)
        if not own and source.author_date and len(source.surnames) > 1:
            own = self._by_second_author(source)
        if not own:
            named = self._by_other_name.get(source.surnames[0], [])[:MOST_COMPARED]
            if named:  # a family name that comes first, or the first of two
                names = {source.surnames[0], *source.by.others}
                own = [k for k in named if names <= {*k.source.surnames, *k.source.by.others}]
                own = [k for k in own if not source.title_words or _title_fits(source, k.source)]
                return _decide(own, source) if own else Match()
            return _decide(self._by_case_name(source))
        if source.author_date:
            dated = [k for k in own if _same_year(source.author_date, k.source)]
            dated = [k for k in dated if k.full] or dated
            printed = [k for k in dated if k.source.years[0][:4] == source.author_date[:4]]
            return _decide(printed or dated, source)
        if not source.title_words:
            return _decide(own)
        first = source.surnames[-1 if source.corporate else 0]
        allowed = {id(k) for k in own}
        near = {
            id(k): k
            for word in source.title_words[:8]
            for k in self._by_name_and_word.get((first, word), ())[:MOST_COMPARED]
            if id(k) in allowed
        }
        near = {key: k for key, k in near.items() if _same_numbers(source, k.source)}
        good = [k for k in near.values() if _title_fits(source, k.source)]
        if good:
            return _decide(sorted(good, key=lambda k: k.order), source)
        if len(source.title_words) == 1 and near and len(_roots(own)) == 1:
            return _decide(own)  # the only work of the author, by a word of its title
        cut = [k for k in own if _abbreviates(source, k.source)]
        if cut:
            return _decide(cut, source)
        loose = [k for k in near.values() if len(source.title_words) == 1 or _share(source, k.source) >= 0.5]
        return Match(_first_full(loose), tuple(loose), weak=True) if loose and len(_roots(loose)) == 1 else Match()

    def _by_case_name(self, source: Source) -> list[Known]:
        """The cases of a party: by its name, or by the first word of a name of several words."""
        named = content_words(source.head)
        found = self._by_party.get(source.surnames[0], [])[:MOST_COMPARED]
        if found or not named:
            return found
        return [k for k in self.by_party(named[0]) if set(named) <= set(content_words(k.source.words[:120]))]

    def _by_second_author(self, source: Source) -> list[Known]:
        """Works of a year by two authors, where the first name is cut short or misspelt: "Linden/Wild 1989"."""
        start = source.surnames[0][:5]
        return [
            k
            for k in self.by_author(source.surnames[1:2])
            if len(k.source.surnames) > 1 and k.source.surnames[0].startswith(start)
        ]

    def _by_misspelt_name(self, source: Source) -> Match | None:
        """A title that fits, by an author whose name differs in one letter: "Haslem" for "Haslam"."""
        if source.corporate or not source.title_words or len(source.surnames[0]) < 4:
            return None
        found = {
            id(k): k
            for word in source.title_words[:4]
            for k in self._by_word.get(word, ())[:MOST_COMPARED]
            if k.source.surnames
            and not k.source.corporate
            and one_letter_apart(source.surnames[0], k.source.surnames[0])
            and _title_fits(source, k.source)
        }
        return _decide(sorted(found.values(), key=lambda k: k.order), source) if found else None

    def _by_title(self, title: tuple[str, ...], source: Source) -> Match:
        """A title without an author: it must be the beginning or the whole of a known title."""
        if not title:
            return Match()
        found = self._by_first_words.get(title[:2] if len(title) > 1 else title[:1], [])[:MOST_COMPARED]
        if len(title) == 1:
            whole = [k for k in found if k.source.main_title_words[:1] == title and len(k.source.main_title_words) == 1]
            nameless = [k for k in found if not k.source.surnames and k.full]
            found = whole or (
                nameless
                if source.place.locator and not source.years and not source.is_article and len(_roots(nameless)) == 1
                else []
            )
        good = [k for k in found if k.source.all_title_words[: len(title)] == title]
        good = good or [k for k in found if title == source.title_words and _title_fits(source, k.source)]
        return _decide(good, source) if good else Match()


_MAKING = words_in("ed eds edited hrsg hg trans translated übers éd trad cura")
"""A word of each sign in ``_made_by``."""


@cache
def _made_by() -> re.Pattern[str]:
    name = rf"(?:[{UPPER}][\w’'.-]*\s){{0,3}}(?:(?:de|van|von|la)\s)?[{UPPER}][\w’'-]+"
    sign = (
        r"(?:eds?\.(?:\sby)?|edited by|[Hh]rsg\.(?:\sv\.|\svon)?|[Hh]g\.(?:\sv\.|\svon)?|trans\.|translated by"
        r"|übers\.(?:\sv\.|\svon)?|éd\.|trad\.(?:\sfr\.)?|a cura di)"
    )
    return re.compile(rf"\b{sign}\s(?P<name>{name})(?:(?:,\s|,?\s(?:and|und|u\.|et|y|e|&)\s)(?P<second>{name}))?")


@cache
def _of_person() -> re.Pattern[str]:
    """The person whom a title names as the author: "The Travels of Jane Roe", "A Survey by John Doe"."""
    return re.compile(rf"\b(?:of|by|de|von)\s(?:[{UPPER}][\w’.-]+\s){{1,2}}(?P<name>[{UPPER}][\w’-]+)\s*$")


def makers_of(source: Source) -> tuple[str, ...]:
    """Surnames of those who are named beside the authors: editors, translators, the person in the title."""
    told = not _MAKING.isdisjoint(words_in(source.words))
    made = _made_by().finditer(source.words[:400]) if told else ()
    names = [m[group] for m in made for group in ("name", "second") if m[group]]
    if not source.surnames:
        names += [m["name"] for m in [_of_person().search(source.title)] if m]
    found = (plain(name.split()[-1].strip(".")) for name in names)
    return tuple(dict.fromkeys(name for name in found if name not in source.surnames))


def _words_of(short: Source, long: Source) -> bool:
    """Whether the words of a short title stand in a longer one, in any place."""
    return _share(short, long) >= TITLE_SHARE


def _abbreviates(short: Source, long: Source) -> bool:
    """Whether a short title is cut in the middle of its first word: "Cart. Sax." for "Cartularium Saxonicum"."""
    word = plain(short.title)
    if len(word) < 3 or not word.isalpha() or not short.rest.startswith(f"{short.title}."):
        return False
    return plain(long.title).removeprefix("the ").startswith(word)


def _same_work(one: Source, other: Source) -> bool:
    """Whether two full references are to one work: the same author, title, volume and year."""
    titled = one.all_title_words == other.all_title_words and bool(one.all_title_words) and one.volume == other.volume
    return titled and one.surnames == other.surnames and bool(set(one.years) & set(other.years))


def _same_numbers(short: Source, long: Source) -> bool:
    """Whether the figures in two titles do not speak against one work: the census of 1851 is not that of 1861."""
    mine = {w for w in short.title_words if w.isdigit()}
    theirs = {w for w in long.all_title_words if w.isdigit()}
    return not mine or not theirs or bool(mine & theirs)


def _same_year(year: str, source: Source) -> bool:
    """Whether a work is of a year; "1999" leaves open whether 1999a or 1999b is meant, "1999a" does not."""
    given = {year[:4], f"{year[:2]}{year[5:]}"[-4:]} if "/" in year else {year}
    years = set(source.years)
    return bool(given & years) or (year[-1].isdigit() and bool(given & {y[:4] for y in years}))


def same_person(short: Source, known: Source) -> bool:
    """Whether forenames or initials do not speak against one person."""
    if short.surnames[:1] != known.surnames[:1]:
        return False
    for one, other in zip(short.by.others[:1], known.by.others[:1], strict=False):
        if min(len(one), len(other)) > 1 and not (one.startswith(other) or other.startswith(one)):
            return False
    mine, theirs = short.initials, known.initials
    return all(a == b for a, b in zip(mine, theirs, strict=False))


def _parties(source: Source) -> set[str]:
    """The names by which lawyers call a case for short: the first word of either party."""
    if source.surnames:
        return set()
    words = source.words[:200]
    if words.startswith("R ("):
        words = re.sub(r"^R \((?:on the application of )?([^()]{2,60})\)", r"\1", words)
    parties = r"(?P<first>[^\d\[(]{2,80}?)\s(?:v|vs|gegen|c)\.?\s(?P<second>[^,\d\[(]{2,60})(?=,? [\[(\d])"
    found = re.match(parties, words)
    names = [content_words(found[side])[:1] for side in ("first", "second")] if found else []
    return {word for words in names for word in words} - COMMON_PARTIES


def _share(short: Source, long: Source) -> float:
    words = set(long.all_title_words)
    return sum(w in words or misprinted(w, words) for w in short.title_words) / len(short.title_words)


def _title_fits(short: Source, long: Source) -> bool:
    """Whether the words of a short title are those of a longer one; a single word must be the title's first."""
    if len(short.title_words) == 1:
        word = short.title_words[0]
        return word in long.all_title_words[:1] or (len(long.main_title_words) < 3 and word in long.main_title_words)
    return _share(short, long) >= TITLE_SHARE


def _same_body(short: Source, long: Source) -> bool:
    """Whether two institutions are one: the words of the shorter name are in the longer."""
    a, b = set(short.surnames), set(long.surnames)
    return len(a & b) >= 0.75 * min(len(a), len(b))


def _roots(found: Iterable[Known]) -> set[int]:
    return {k.root for k in found}


def _first_full(found: Sequence[Known]) -> Known:
    return next((k for k in found if k.full), found[0])


def _decide(found: Sequence[Known], source: Source | None = None) -> Match:
    """One root decides; between several, more words of the title, then the same co-authors; else they are rivals."""
    if not found:
        return Match()
    if len(_roots(found)) == 1:
        return Match(_first_full(found))
    found = [k for k in found if k.full or k.partial] or found
    if len(_roots(found)) == 1:
        return Match(_first_full(found))
    if source is not None:
        for wanted in (_begins_so, _as_many_words, _same_authors, _of_that_year, _of_that_volume):
            ranks = [wanted(source, k.source) for k in found]
            most = max(ranks)
            found = [k for k, rank in zip(found, ranks, strict=True) if rank == most]
            if len(_roots(found)) == 1:
                return Match(_first_full(found))
    if all(k.note >= 0 and _same_work(found[0].source, k.source) for k in found):
        return Match(_first_full(found))  # given in full twice; a bibliography lists no work twice
    return Match(None, tuple(found))


def only(found: Sequence[Known]) -> Match | None:
    """The one source among those found, or None where there are more or none."""
    return Match(_first_full(found)) if len(_roots(found)) == 1 else None


def _begins_so(short: Source, long: Source) -> bool:
    return long.all_title_words[: len(short.title_words)] == short.title_words


def _as_many_words(short: Source, long: Source) -> float:
    return _share(short, long) if short.title_words else 0.0


def _same_authors(short: Source, long: Source) -> bool:
    return set(short.surnames) == set(long.surnames)


def _of_that_volume(short: Source, long: Source) -> bool:
    return short.volume is not None and short.volume == long.volume


def _of_that_year(short: Source, long: Source) -> bool:
    return bool(set(short.years) & set(long.years))
