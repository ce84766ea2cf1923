"""Places and codes that stand for an event: "after Stalingrad", "agreed at Yalta", "Barbarossa".

The test is the one of back-of-book indexing: the place is the event where the event's full name could stand in its
stead and "the town of" could not. So the words before it decide, and after "in" it is never the event.
"""

from __future__ import annotations

import re

from tuireader.index import gazetteer
from tuireader.index.battlefields import find_battlefield, in_parallel, is_told_as_battle
from tuireader.index.eventbook import TITLED, EventBook
from tuireader.index.lexicon import is_group, is_place, terms
from tuireader.index.names import Region, Token

_FROM_HEADING = re.compile(
    r"(?P<name>[^,]+), (?:\w+ )?(?:Battle|Siege|Treaty|Peace|Congress|Operation|Council|Conference)\b"
)
_FROM_NAME = re.compile(
    r"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r" (?:[Cc]onference|Summit|Accords|[Mm]assacre|Congress|Campaign|[Ss]iege|[Dd]isaster|[Dd]ebate|[Mm]urders|[Ff]ire"
    r"|[Rr]iots?|[Mm]eeting|[Aa]greement|[Tt]reaty|[Aa]rmistice|[Tt]ruce|[Bb]ombing|[Ss]hootings?|[Ee]xplosion|[Oo]utbreak|[Ee]pidemic|[Ee]arthquake|[Mm]utiny|[Rr]ising)$"
)
_MEETINGS = re.compile(r"Conference|Treat|Peace|Summit|Congress|Accords|Agreement", re.IGNORECASE)
_CLAUSE_END = frozenset(".;:!?")
_CODE_NAMES_BEGIN = "1914"
"""The year before which operations had no code names; Barbarossa was an emperor."""
_WIDEST_JOINT = 3
"""Tokens between the end of one place in a row and the start of the next: a comma, "and" and "the"."""
_WINDOW = 8
"""How many words back a verb may stand from the place that it makes an event."""


class Metonyms:
    """The second reading: it knows what the document names in full, and looks for what stands for it."""

    def __init__(self, book: EventBook) -> None:
        self.book = book
        self.names: dict[tuple[str, ...], str] = {}
        self.own: set[str] = set()
        self._long_ago = False
        self._starts: dict[str, list[tuple[str, ...]]] = {}
        for name, heading in gazetteer.metonyms().items():
            self._add(tuple(name.split()), heading)

    def find(self) -> None:
        """Adds the metonyms to the book; twice, for what the first time finds names places for the second."""
        known = 0
        starts = [e.start for h in self.book.hits if (e := gazetteer.known(h.heading)) and e.start]
        self._long_ago = bool(starts) and max(starts) < _CODE_NAMES_BEGIN
        for _ in range(2):
            for hit in self.book.hits[known:]:
                self._learn(hit.heading)
            known = len(self.book.hits)
            self._read()

    def event_places(self) -> frozenset[str]:
        """One-word places that this document itself ties to an event."""
        return frozenset(words[0] for words, heading in self.names.items() if len(words) == 1 and heading in self.own)

    def _add(self, words: tuple[str, ...], heading: str) -> None:
        if words not in self.names:
            self.names[words] = heading
            rows = self._starts.setdefault(words[0], [])
            rows.append(words)
            rows.sort(key=len, reverse=True)

    def _learn(self, heading: str) -> None:
        match = _FROM_HEADING.match(heading) or _FROM_NAME.match(heading)
        if match and not is_group(match["name"].split()[0]):
            first = re.sub(rf", (?:{'|'.join(sorted(terms('ordinals') - {'First'}))}) ", ", ", heading)
            self._add(tuple(match["name"].split()), first)  # "after Cepeda" need not mean the second battle there
            self.own.add(first)

    def _read(self) -> None:
        for n, region in enumerate(self.book.parts):
            row_end = -1
            taken = self.book.taken[n]
            for i in self.book.capitals[n]:
                if taken[i]:
                    continue
                words = self._at(region, i)
                if words is None:
                    find_battlefield(self.book, n, i)
                    continue
                last, heading = i + len(words), self.names[words]
                beside = row_end >= 0 and _goes_on(region, row_end, i)
                rule = self._reason(n, i, last, heading) or ("in a list with an event" if beside else "")
                row_end = last if rule else -1
                if rule:
                    self.book.keep(n, i, last, _numbered(heading, region.word(i - 1)), rule, 0.8)

    def _at(self, region: Region, i: int) -> tuple[str, ...] | None:
        for words in self._starts.get(region.word(i), ()):
            if all(region.word(i + k) == w for k, w in enumerate(words)):
                return words
        return None

    def _spans(self, region: Region, at: int, last: int) -> bool:
        """Whether one goes "from Marengo to Waterloo": from one place that may be an event to another."""
        if region.word(at) in ("from", "From") and region.word(last) == "to":
            return self._at(region, last + 1) is not None
        for k in range(max(0, at - 4), at if region.word(at) == "to" else 0):
            words = self._at(region, k + 1) if region.word(k) in ("from", "From") else None
            if words and k + 1 + len(words) == at:
                return True
        return False

    def _reason(self, n: int, i: int, last: int, heading: str) -> str:
        """Why the place is the event here; empty if it is only a place."""
        region = self.book.parts[n]
        at = i - 1
        if region.word(at) in terms("ordinals") or region.word(at) in ("the", "The"):
            at -= 1
        before, after = region.token(at), region.token(last)
        if _in_a_longer_name(region, before, last):
            return ""
        low = before.low if before else ""
        place = is_place(region.word(i))
        if "Operation" in heading:
            no_code = place or low in ("emperor", "kaiser", "frederick") or self._long_ago
            return "" if no_code else "code name of an operation"
        if self._spans(region, at, last):
            return "from one event to another"
        own = heading in self.own and not place and bool(_FROM_HEADING.match(heading))
        led = _by_word_before(region, at, low, heading, own=own, place=place)
        if led is not None:
            return led
        told = _as_told(region, low, last, heading)
        if told:
            return told
        if region.kind in TITLED and i == 0 and last > 1 and not region.in_notes:
            return "heading of a section"
        subject = _as_subject(region, i, last, known=bool(gazetteer.known(heading)))
        if subject:
            return subject
        listed = place or region.word(i) in terms("place_prefixes")
        cited = region.in_notes and i not in region.titles  # "17 U. Dayton L. Rev. 853"
        if not listed and not cited and gazetteer.known(heading) and low not in ("the", "a"):
            return "place known only for the event"
        if low in terms("witnessed"):
            return "place after a verb of battle"
        if low in terms("time_words"):
            clause = after and after.text in terms("auxiliaries")  # "after Paris had fallen"
            return "" if clause else "place after a word of time"
        if low == "at" and after and after.text in ("just", "near", "outside"):  # somebody's whereabouts
            return ""
        if low == "at" and in_parallel(self.book, n, at):
            return "another place of the same sentence"
        reason = _by_verb(region, at, low, meeting=bool(_MEETINGS.search(heading))) if low in ("at", "of") else ""
        if not reason and low == "at" and (own or gazetteer.known(heading)):
            return "place after “at”"
        return reason


def _by_word_before(region: Region, at: int, low: str, heading: str, *, own: bool, place: bool) -> str | None:
    """What the word at ``at``, before the place, says: why it is an event, an empty string if not, None if nothing.

    ``own`` says that the document itself names the event, ``place`` that the word is a listed place.
    """
    before = region.word(at - 1)
    if low == "before" and before in terms("stood_before"):
        return ""  # "appeared before Acre"
    if low in terms("signed") and _MEETINGS.search(heading):
        return "signed or agreed at a place"
    if low == "from" and before in terms("lessons"):
        return "place from which something was learned"
    if own and region.in_notes and low in ("for", "on"):
        return "place that a note has sources for"
    returned = before in terms("returning") and not (place and before != "home")
    if low == "from" and returned and heading.endswith("Battle of"):
        return "place from which one came back"
    if low in terms("movement_to_place"):
        return ""
    return "place that is told of as a battle" if own and _is_compared(region, at) else None


def _as_told(region: Region, low: str, last: int, heading: str) -> str:
    """Why the words after the place make it an event: an apposition, or the imprint of a book that is called so."""
    if is_told_as_battle(region, last):
        return "place that is said to be a battle"
    fought = heading.endswith((" Battle of", " Siege of"))
    titled = region.in_notes and low == "," and region.word(last) == "("
    return "title of a book" if titled and fought else ""


def _is_compared(region: Region, at: int) -> bool:
    """ "an account of Sardarapat", "the contrast with Adwa": what is said of an event rather than of a village."""
    joint, before = region.word(at), region.word(at - 1)
    if joint == "with":
        return before in ("comparison", "compared", "contrast", "parallel")
    return joint == "of" and before in terms("told_of_battle")


def _goes_on(region: Region, end: int, i: int) -> bool:
    """Whether the place at ``i`` stands in one row with the one that ends before ``end``, relative clause or not."""
    if region.word(i - 1) not in (",", "and", "or"):
        return False
    clause = region.word(end) == "," and region.word(end + 1) == "which"
    return i - end <= _WIDEST_JOINT or (clause and not any(region.word(k) in _CLAUSE_END for k in range(end, i)))


def _as_subject(region: Region, i: int, last: int, *, known: bool) -> str:
    """Why the place, leading its sentence or clause, is an event; empty if it does not say so."""
    after = region.word(last + (region.word(last) == "had"))
    if _says_what_it_was(region, i, last) or after in terms("subject_verbs"):
        return "place that does what an event does"
    opens = region.tokens[i].opens or region.word(i - 1) in (";", ",", "and")
    if known and opens and after in ("he", "she", "they", "we"):
        return "place before its clause"  # "Zama he lost"
    fought = after in ("was", "had") and "fought" in (region.word(last + 1), region.word(last + 2))
    fought = fought or (known and after == "was" and region.word(last + 1) == "won")
    return "place that was fought at" if fought else ""


def _numbered(heading: str, before: str) -> str:
    """ "Second Breitenfeld" is not the first battle there."""
    if before in terms("ordinals") and heading.endswith(", Battle of"):
        return heading.replace(", Battle of", f", {before} Battle of")
    return heading


def _in_a_longer_name(region: Region, before: Token | None, last: int) -> bool:
    """Whether a capital directly before or after makes the word part of another name ("Stonewall Jackson")."""
    if before and before.capital and before.kind == "word" and not before.opens:
        return True
    after, third = region.token(last), region.token(last + 1)
    if after is None or region.tokens[last - 1].possessive:
        return False
    if after.text in ("”", "’", '"', "'") and third and third.capital and third.kind == "word":
        return True
    return after.capital and after.kind == "word" and after.start - region.tokens[last - 1].end <= 2


def _says_what_it_was(region: Region, i: int, last: int) -> bool:
    """ "Camden was one of the worst disasters": the subject of a sentence that says what sort of event it was."""
    if not region.tokens[i].opens or region.word(last) not in ("was", "were", "had", "remained", "would"):
        return False
    return any(region.word(k).rstrip("s") in terms("event_sorts") for k in range(last + 1, last + 8))


def _by_verb(region: Region, at: int, joint: str, *, meeting: bool) -> str:
    """A verb or noun of fighting, of meeting or of outcome before "at" or "of"."""
    if joint == "of":
        outcome = region.word(at - 1).lower() in terms("outcome_words") | {"battle"}
        return "place after a word of outcome" if outcome else ""
    wanted = terms("meeting_words") if meeting else terms("battle_words")
    before = range(at - 1, max(-1, at - _WINDOW), -1)
    for k in range(at + 2, at + _WINDOW) if meeting and region.tokens[at].opens else before:
        word = region.word(k).lower()
        if word in _CLAUSE_END:
            return ""
        if word in wanted:
            return "place after a word of meeting" if meeting else "place after a word of battle"
    return ""
