"""Battles called by their place where the sentence says so once the people are known: as its subject, or in a row.

"Concón and Placilla were its battles"; "Tsushima settled that, and Portsmouth ratified it"; "after A, B and C".
"""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.index import gazetteer
from tuireader.index.battlefields import is_told_as_battle
from tuireader.index.eventbook import EVENT, TITLED, EventBook
from tuireader.index.lexicon import forenames, is_calendar, is_group, is_place, is_title, terms
from tuireader.index.names import Region

_JOINTS = frozenset({",", "and", "or"})
_MOST_IN_A_ROW = 6
_BE = frozenset({"was", "were", "had", "remained", "is"})
_LONGEST = 4
_FEWEST_BEFORE = 2


class FieldReader:
    """Reads the places that nobody has claimed; ``names`` are those that already stand for an event."""

    def __init__(self, book: EventBook, names: dict[tuple[str, ...], str]) -> None:
        self.book = book
        self.names = names

    def read(self) -> None:
        """Adds the battles to the book: subjects first, for a row may begin with one of them."""
        for n, region in enumerate(self.book.parts):
            if region.in_notes or region.kind in TITLED:
                continue
            martial = self.book.words_of_war(n) > 0
            for i in self.book.capitals[n]:
                if self._opens_clause(region, i):
                    self._subject(n, i, martial=martial)
                if martial:
                    self._after_outcome(n, i)
                    self._told_as_battle(n, i)
                self._between_events(n, i)
        for hit in list(self.book.hits):
            if hit.heading.endswith(", Battle of") or hit.rule.startswith("place"):
                self._row(hit.region, hit.last)

    def _opens_clause(self, region: Region, i: int) -> bool:
        return region.tokens[i].opens or region.word(i - 1) in (";", ",", "and", ":", "but")

    def _name(self, n: int, i: int) -> int:
        """The token after the place that begins at ``i``; 0 where no place of unknown name begins there."""
        region, taken = self.book.parts[n], self.book.taken[n]
        token = region.token(i)
        if token is None or not token.capital or token.kind != "word" or taken[i]:
            return 0
        last = i
        while last < len(region.tokens) and region.tokens[last].kind == "word" and region.tokens[last].capital:
            if taken[last] or region.tokens[last].possessive:
                return 0
            last += 1
        if last - i > _LONGEST or not self._may_be_field(region, i, last):
            return 0
        return last

    def _may_be_field(self, region: Region, i: int, last: int) -> bool:
        words = tuple(t.text for t in region.tokens[i:last])
        if words in self.names:
            return True
        text = words[-1]
        if is_group(text) or is_calendar(text) or is_title(words[0]) or text.isupper() or len(text) < 4:
            return False
        if any(text in terms(c) for c in ("org_heads", "institutions", "event_heads", "office_words")):
            return False
        return not (self.book.words.is_common(text) or text in forenames() or is_place(words[0]))

    def _keep(self, n: int, i: int, last: int, rule: str, certainty: float) -> None:
        words = tuple(t.text for t in self.book.parts[n].tokens[i:last])
        spelled = " ".join(words)
        heading = self.names.get(words) or gazetteer.event_at(spelled) or f"{spelled}, Battle of"
        if "Operation" not in heading:
            self.book.keep(n, i, last, heading, rule, certainty)

    def _subject(self, n: int, i: int, *, martial: bool) -> None:
        """Places that a sentence calls battles, or that settle, end or cost something in a tale of war."""
        region = self.book.parts[n]
        row = list(self._names_in_row(n, i))
        if not row:
            return
        last = row[-1][1]
        past = region.word(last) == "had" and region.word(last + 1) != "been"  # "Khurram had come back"
        if region.word(last) in _BE and not past and self._calls_it_battle(region, last + 1):
            rule = "place that is said to be a battle"
        elif region.word(last) in terms("verbs_of_outcome") and (martial or self._known(region, row)):
            if any(is_place(region.word(a)) and not self._known(region, [(a, b)]) for a, b in row):
                return
            rule = "place that does what an event does"
        else:
            return
        for a, b in row:
            self._keep(n, a, b, rule, 0.65)

    def _after_outcome(self, n: int, i: int) -> None:
        """ "the victor of Arroyo Grande", "two years later came Pavón"."""
        region = self.book.parts[n]
        before, before2 = region.word(i - 1).lower(), region.word(i - 2).lower()
        won = before in ("of", "at") and before2 in terms("outcomes_of_battle")
        came = before in ("came", "followed") and before2 in ("later", "then", "next", "afterwards", "there", "after")
        last = self._name(n, i) if won or came else 0
        if before == "of" and before2 in ("victor", "victors") and gazetteer.event_at(region.word(i)):
            self._keep(n, i, i + 1, "place after a word of outcome", 0.65)
        if last and not is_place(region.word(i)):
            self._keep(n, i, last, "place after a word of outcome", 0.65)

    def _told_as_battle(self, n: int, i: int) -> None:
        """ "Adwa, a rout that", "had won Sarikamish", "with Dharmat lost"."""
        region = self.book.parts[n]
        before = region.word(i - 1).lower()
        if not (before in ("won", "fought", "with") or region.word(i + 1) == "," or region.word(i + 2) == ","):
            return
        last = self._name(n, i)
        if not last:
            return
        lost = before == "with" and region.word(last) in ("lost", "won")
        if lost or before in ("won", "fought") or is_told_as_battle(region, last):
            self._keep(n, i, last, "place that is said to be a battle", 0.65)

    def _between_events(self, n: int, i: int) -> None:
        """ "the Madiun Affair, Surabaya and the Linggadjati agreement": a place with an event on either side."""
        region, taken = self.book.parts[n], self.book.taken[n]
        if i < _FEWEST_BEFORE or taken[i] or region.word(i - 1) != "," or taken[i - 2] != EVENT:
            return
        last = i + 1
        if region.word(last) in (",", "and"):
            k = last + 1
            while region.word(k) in ("and", "the"):
                k += 1
            alone = region.tokens[i].kind == "word" and not region.tokens[i].possessive
            if alone and k < len(taken) and taken[k] == EVENT and not is_group(region.word(i)):
                self._keep(n, i, last, "in a row with events", 0.65)

    def _known(self, region: Region, row: list[tuple[int, int]]) -> bool:
        return any(tuple(t.text for t in region.tokens[a:b]) in self.names for a, b in row)

    def _calls_it_battle(self, region: Region, k: int) -> bool:
        return any(region.word(j) in terms("event_sorts") for j in range(k, k + 6)) and region.word(k) != "in"

    def _names_in_row(self, n: int, i: int) -> Iterator[tuple[int, int]]:
        region = self.book.parts[n]
        while last := self._name(n, i):
            yield i, last
            i = last
            while region.word(i) in _JOINTS:
                i += 1
            if i == last:
                return

    def _row(self, n: int, last: int) -> None:
        """Unclaimed places in one row with an event: "at A, B and C". A comma alone may end the phrase."""
        region, taken = self.book.parts[n], self.book.taken[n]
        found: list[tuple[int, int]] = []
        i = last
        while region.word(i) in _JOINTS and len(found) < _MOST_IN_A_ROW:
            comma = region.word(i) == ","
            i += 1 + (comma and region.word(i + 1) == "and")
            end = self._name(n, i)
            if not end:
                if i < len(taken) and taken[i] == EVENT:
                    while i < len(taken) and taken[i] == EVENT:
                        i += 1
                    continue
                break
            found.append((i, end))
            closed = region.word(i - 1) == "and" and not region.word(end).endswith("ed")
            i = end
            if closed:
                for a, b in found:
                    self._keep(n, a, b, "in a row with a battle", 0.65)
                return
