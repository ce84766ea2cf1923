"""The sources met so far in a work, found again by surname, by title and by volume."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tuireader.notes.citations import Source, content_words
from tuireader.text.span import Span

MOST_COMPARED = 48
"""Sources compared for one look-up; a bound that keeps a list of thousands of notes by one author linear."""
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
    _by_name_and_word: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    _by_party: dict[str, list[Known]] = field(default_factory=dict)
    _by_first_words: dict[tuple[str, ...], list[Known]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Remember a source under its head authors, its title words and its first title words."""
        source = known.source
        words = set(source.all_title_words[:40])
        for name in dict.fromkeys(source.surnames[:8]):
            self._by_surname.setdefault(name, []).append(known)
            for word in words:
                self._by_name_and_word.setdefault((name, word), []).append(known)
        for party in _parties(source):
            self._by_party.setdefault(party, []).append(known)
        title = source.all_title_words or source.title_words
        for length in (1, 2):
            if len(title) >= length:
                self._by_first_words.setdefault(title[:length], []).append(known)

    def by_author(self, surnames: Iterable[str]) -> list[Known]:
        """All sources whose head author has one of these surnames, in order."""
        found = {id(k): k for name in surnames for k in self._by_surname.get(name, ())[:MOST_COMPARED]}
        return sorted(found.values(), key=lambda k: k.order)

    def look_up(self, source: Source) -> Match:
        """The source that a short form means; nothing rather than a likeness."""
        if source.surnames:
            return self._by_name(source)
        return self._by_title(source)

    def _by_name(self, source: Source) -> Match:
        own = self.by_author(source.surnames[-1:] if source.corporate else source.surnames[:1])
        if source.corporate:
            own = [k for k in own if _same_body(source, k.source)]
        if not own:
            return _decide(self._by_party.get(source.surnames[0], [])[:MOST_COMPARED])
        if not source.title_words:
            if source.years and source.author_date:
                own = [k for k in own if set(source.years) & set(k.source.years)]
            return _decide(own)
        first = source.surnames[-1 if source.corporate else 0]
        near = {
            id(k): k
            for word in source.title_words[:8]
            for k in self._by_name_and_word.get((first, word), ())[:MOST_COMPARED]
        }
        good = [k for k in near.values() if _title_fits(source, k.source)]
        if good:
            return _decide(sorted(good, key=lambda k: k.order), source)
        loose = [k for k in near.values() if len(source.title_words) == 1 or _share(source, k.source) >= 0.5]
        return Match(_first_full(loose), tuple(loose), weak=True) if loose and len(_roots(loose)) == 1 else Match()

    def _by_title(self, source: Source) -> Match:
        """A title without an author: it must be the beginning or the whole of a known title."""
        title = source.title_words
        if not title:
            return Match()
        found = self._by_first_words.get(title[:2] if len(title) > 1 else title[:1], [])[:MOST_COMPARED]
        if len(title) == 1:
            found = [k for k in found if k.source.main_title_words[:1] == title and len(k.source.main_title_words) == 1]
        good = [k for k in found if k.source.all_title_words[: len(title)] == title or _title_fits(source, k.source)]
        return _decide(good, source) if good else Match()


def _parties(source: Source) -> set[str]:
    """The names by which lawyers call a case for short: the first word of either party."""
    found = re.match(r"(?P<first>[^\d\[(]{2,80}?)\s(?:v|vs|gegen|c)\.?\s(?P<second>[^,\d\[(]{2,60})", source.words)
    names = [content_words(found[side])[:1] for side in ("first", "second")] if found and not source.surnames else []
    return {word for words in names for word in words}


def _share(short: Source, long: Source) -> float:
    words = set(long.all_title_words)
    return sum(w in words for w in short.title_words) / len(short.title_words)


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


def _first_full(found: list[Known]) -> Known:
    return next((k for k in found if k.full), found[0])


def _decide(found: list[Known], source: Source | None = None) -> Match:
    """One root decides; between several, more words of the title, then the same co-authors; else they are rivals."""
    if not found:
        return Match()
    if len(_roots(found)) == 1:
        return Match(_first_full(found))
    found = [k for k in found if k.full or k.partial] or found
    if len(_roots(found)) == 1:
        return Match(_first_full(found))
    if source is not None:
        ranked = sorted(
            ((_share(source, k.source), k.source.title_words[:4] == source.title_words[:4]), k.order) for k in found
        )
        top = ranked[-1][0]
        best = [
            k for k in found if (_share(source, k.source), k.source.title_words[:4] == source.title_words[:4]) == top
        ]
        if len(_roots(best)) == 1:
            return Match(_first_full(best))
        if len(source.surnames) > 1:
            together = [k for k in best if set(source.surnames) <= set(k.source.surnames)]
            if together and len(_roots(together)) == 1:
                return Match(_first_full(together))
        years = [k for k in best if set(source.years) & set(k.source.years)]
        if source.years and years and len(_roots(years)) == 1:
            return Match(_first_full(years))
        found = best
    return Match(None, tuple(found))
