"""Where the sources of a work are given: a second look at what the resolution leaves open.

The resolution never guesses: it takes a likeness for a doubt. Who is asked to mend a reference must not be sent to one
that any reader would find, so a doubt is only reported when no earlier note, and no bibliography, has its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tuireader.documents.blocks import is_bibliography_heading
from tuireader.documents.model import BlockKind, Document, Work
from tuireader.notes import terms
from tuireader.notes.citations import content_words, plain, read_source, without_signal
from tuireader.notes.model import Citation, Status
from tuireader.notes.terms import Family
from tuireader.reading import Reading
from tuireader.text.span import Span

SHORTEST_NAME = 4
"""Letters of a word that can be a surname."""
MOST_COMPARED = 40
"""Places of one word that are looked through; the cost stays linear in the number of notes."""
LONGEST_SHORT = 60
"""Code points; a reference with a year that is longer is not short for another."""
LONGEST_REFERENCE = 300
"""Code points; what is longer is a passage of the list that was not divided, and no reference that can be judged."""


_TERMS = frozenset(("ubi", "supra", "infra", "loc", "op", "cit"))
_OPEN = (Status.AMBIGUOUS, Status.UNRESOLVED, Status.PARTIAL)


@dataclass(frozen=True, slots=True)
class _Place:
    note: int
    """The id of the note; -1 for the bibliography and the text, which may be looked up from anywhere."""
    words: frozenset[str]
    dated: bool
    """Whether there is a year, as there is where a source is given in full."""
    digits: bool
    cited: bool
    """Whether it is of a note or a bibliography, where a name and a year are a source."""


@dataclass(slots=True)
class Given:
    """What stands in the notes of one work and in its bibliography, by word."""

    has_bibliography: bool = False
    _by_note: dict[int, _Place] = field(default_factory=dict)
    _by_word: dict[str, list[_Place]] = field(default_factory=dict)
    _sources: dict[int, tuple[Citation, ...]] = field(default_factory=dict)

    def add(self, note: int, words: str, citations: tuple[Citation, ...] = (), *, cited: bool = True) -> None:
        """Take in a note or a paragraph; a word that was divided at the end of a line is whole."""
        whole = re.sub(r"(?<=[^\W\d_])- (?=[^\W\d_A-ZÀ-Þ])", "", words)
        dated = re.search(r"\b(?:1[4-9]|20)\d\d", whole) is not None
        place = _Place(note, frozenset(content_words(whole)), dated, re.search(r"\d", whole) is not None, cited)
        self._by_note[note] = place
        self._sources[note] = citations
        for word in place.words:
            self._by_word.setdefault(word, []).append(place)

    def gives(self, note: int, citation: Citation) -> bool:
        """Whether a note before this one, or the bibliography, has the author with the title, or with a dated work."""
        names = names_of(citation.text)
        title = [word for word in content_words(citation.title or "") if word not in _TERMS]
        bare = not re.search(r"[^\W\d_]{4}", " ".join(title)) or terms.pattern(Family.OP_CIT).search(citation.text)
        for name in names:
            for place in self._by_word.get(name, ())[:MOST_COMPARED]:
                if place.note < note and (place.cited and place.dated if bare else place.words.issuperset(title)):
                    return True
        return False

    def tells_apart(self, citation: Citation) -> bool:
        """Whether the words of a reference fit only one of the notes that it may mean, or these all mean one work."""
        names = names_of(citation.text)
        notes = [note for note in citation.candidates if note in self._by_note]
        wanted = {*names, *content_words(citation.title or "")}
        if sum(self._by_note[note].words.issuperset(wanted) for note in notes) == 1:
            return True
        sources = [c for note in notes for c in self._sources[note] if _names_one(c, names)]
        if read_source(citation.text).author_date and (year := _year().search(citation.text)):
            same_year = [source for source in sources if _is_title(source.title) and source.year == year.group()]
            titles = {source.title for source in same_year if set(names) & set(content_words(" ".join(source.authors)))}
            return len(titles) < 2  # a name and a year, however often they are cited
        years = {found.group() for source in sources if (found := _author_date(source))}
        if len(years) == 1 and all(_author_date(source) for source in sources):
            return True
        articles = sum(source.extent is not None for source in sources)
        return re.search(r"\bart\.\s?cit\b", citation.text) is not None and articles == 1

    def cites(self, note: int) -> bool:
        """Whether a note has a number in its words, as nearly every citation has."""
        return note in self._by_note and self._by_note[note].digits


def _names_one(citation: Citation, names: Iterable[str]) -> bool:
    words = content_words(citation.text)
    return any(name in words for name in names)


def _is_title(words: str | None) -> bool:
    """Whether what was read as a title is one, and not the page after a name and a year."""
    return words is not None and words[:1].isalpha()


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b")


def _author_date(citation: Citation) -> re.Match[str] | None:
    """The year of a reference that is a name and a year: "see Sorensen (2008: 26)"."""
    found = re.match(r"(?:[^\W\d_][\w.’'-]*,?\s){1,8}\(?(?=(?:1[4-9]|20)\d\d)", citation.text)
    return _year().match(citation.text, found.end()) if found else None


def names_of(words: str) -> list[str]:
    """The words before the first number or quotation mark that can be names, in lower case without accents."""
    head = re.split(r"[\d“‘\"„«_*]", without_signal(words), maxsplit=1)[0]
    found = re.findall(r"[^\W\d_]+", head)
    return [plain(word) for word in found if word[0].isupper() and len(word) >= SHORTEST_NAME]


def given(reading: Reading) -> dict[int, Given]:
    """For each work that leaves a reference open what it gives, in its notes, its bibliography and its text."""
    document, apparatus = reading.document, reading.apparatus
    open_in = {
        apparatus.notes[resolution.note_id].work_id
        for resolution in apparatus.resolutions
        if any(citation.status in _OPEN for citation in resolution.citations)
    }
    out = {work_id: Given() for work_id in open_in}
    for work_id, own in out.items():
        for span, listed in _text(document, document.works[work_id]):
            own.has_bibliography = own.has_bibliography or listed
            words = document.shown(span)
            if listed or _year().search(words):
                own.add(-1, words, cited=listed)
    for note, resolution in zip(apparatus.notes, apparatus.resolutions, strict=True):
        if note.work_id in out:
            out[note.work_id].add(note.id, document.shown(note.body), resolution.citations)
    return out


def _text(document: Document, work: Work) -> Iterator[tuple[Span, bool]]:
    """The paragraphs of a work, each with whether it belongs to a bibliography."""
    inside = False
    for block in work.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.NOTE_HEADING, BlockKind.TITLE):
            deeper = inside and block.kind is BlockKind.HEADING
            inside = is_bibliography_heading(block.span.of(document.text)) or deeper
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            yield block.span, inside


@cache
def _dated_record() -> re.Pattern[str]:
    return re.compile(
        r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]+)\s?(?:1[4-9]|20)\d\d"
        r"|\b\d{1,2}\.? [^\W\d_]{3,9}\.?,? (?:1[4-9]|20)\d\d"
        r"|\b[A-Z][a-z]{2,8} \d{1,2},? (?:1[4-9]|20)\d\d"
    )


def is_short_title(citation: Citation) -> bool:
    """Whether a reference is short for a work: not a record of an archive or a court, which is whole as it stands."""
    text = citation.text
    if len(text) > LONGEST_REFERENCE or _dated_record().search(text):
        return False
    head = re.split(r"[,;(]", without_signal(text), maxsplit=1)[0]
    if _year().search(text) and len(text) > LONGEST_SHORT:
        return False
    sentence = re.search(r"\b(?:is|are|was|were|has|have|ist|sind|wird|est|sont)\b", citation.title or "")
    return sentence is None and re.search(r"[^\W\d_]{3}", head) is not None


def number_pointed_to(citation: Citation) -> str | None:
    """The label of the note that a reference names by its number, or None."""
    if not terms.has_number_word().search(citation.text):
        return None
    found = _first(pattern.search(citation.text) for pattern in terms.number_patterns())
    number = next((group for group in found.groups() if group is not None), None) if found else None
    return str(int(number)) if number else None


def _first(found: Iterable[re.Match[str] | None]) -> re.Match[str] | None:
    return next((each for each in found if each is not None), None)
