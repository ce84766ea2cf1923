"""Notes at the foot of printed pages, in text that was taken out of a PDF, and what is printed around the pages.

Nothing but its place tells such a note from a line that begins with a number, nor its mark from a number in a sentence.
So the two prove each other: the numbers rise through the whole text, and each mark stands above its note on one page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tuireader.documents import blocks
from tuireader.documents.blocks import Line
from tuireader.documents.note_lists import Entry, NoteList
from tuireader.documents.note_styles import entry_pattern, marker_label, marker_pattern
from tuireader.text.dashes import DASHES
from tuireader.text.span import Span

STYLE = "page foot"
"""The name of the row of the note styles."""
FORM = "digits apart"
"""The name of the row of the marker forms."""
LOOSE_FORM = "digits behind words"
"""The row for marks within sentences; only notes that leave out no number prove it, on pages that show their bounds."""
FEWEST_NOTES = 4
"""Notes that must be proved, on two pages at least."""
MOST_LOST = 2
"""Numbers that may be missing between two notes."""
SHORTEST_PAGE = 10
"""Lines from one page number to the next; numbers that stand nearer are labels of notes."""
LONGEST_HEAD = 100
"""Code points of a running head."""
LONGEST_FRONT = 8
"""Lines among which the author's name is looked for."""
MOST_LINES = 80
"""Lines of the notes of one page."""


@dataclass(frozen=True, slots=True)
class Feet:
    """What stands at the foot and the head of the pages."""

    lists: tuple[NoteList, ...] = ()
    """The notes of each page, in order; none where marks and notes do not prove each other."""
    furniture: frozenset[int] = frozenset()
    """Indices of the lines with running heads, page numbers and the words of a service for downloads."""
    author: int | None = None
    """Index of the line under the title that names the author: "By Jane Roe", or a name that running heads repeat."""


def find_feet(text: str, lines: Sequence[Line]) -> Feet:
    """The notes of all pages of a text that is not divided into pages. Linear in the length of the text."""
    if _first_label().search(text) is None:
        return Feet()
    around: _Around | None = None
    for form in (FORM, LOOSE_FORM):
        marks = _Marks.of(text, form)
        if len(marks.called) < FEWEST_NOTES:
            continue
        around = around or _furniture(lines)
        found = _lists(lines, around, marks) if form == FORM or around.lines else []
        if len(found) > 1 and sum(len(each.entries) for each in found) >= FEWEST_NOTES:
            return Feet(tuple(found), frozenset(around.lines), _author(lines, around.heads))
    return Feet()


@cache
def _first_label() -> re.Pattern[str]:
    """A quick look for a line with which the notes of the first page could begin."""
    return re.compile(rf"\n[ \t]{{0,4}}[1-{1 + MOST_LOST}](?=[ \t\u00a0\n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where in the text each number stands that may be a mark."""

    called: dict[int, list[int]]
    lost: int
    """Numbers that may be missing between two notes."""

    @classmethod
    def of(cls, text: str, form: str) -> _Marks:
        called: dict[int, list[int]] = {}
        for found in marker_pattern(form).finditer(text):
            called.setdefault(int(marker_label(found)), []).append(found.start())
        return cls(called, MOST_LOST if form == FORM else 0)

    def call(self, number: int, due: int, start: int, end: int) -> bool:
        """Whether a number is the next one and its mark stands in a stretch of the text."""
        if not due <= number <= due + self.lost or number not in self.called:
            return False
        return bisect_left(self.called[number], start) < bisect_left(self.called[number], end)

    def go_on(self, number: int, top: int) -> bool:
        """Whether a number that may follow is called below an offset."""
        return any(n in self.called and self.called[n][-1] > top for n in range(number + 1, number + self.lost + 2))


@dataclass(frozen=True, slots=True)
class _Around:
    """What is printed around the pages."""

    lines: set[int]
    heads: set[str]
    """The words of the running heads."""
    labels_alone: bool
    """Whether numbers that stand alone on a line are labels of notes and not of pages."""


def _lists(lines: Sequence[Line], around: _Around, marks: _Marks) -> list[NoteList]:
    """The notes of each page that its marks call."""
    found: list[NoteList] = []
    due, page, i = 1, 0, 0
    while i < len(lines):
        number = None if i in around.lines else _number(lines[i].text, around)
        if number is None or not marks.call(number, due, page, lines[i].start):
            i += 1
            continue
        entries, i = _foot(lines, i, around, marks, page)
        found.append(NoteList(STYLE, tuple(entries)))
        due, page = int(entries[-1].label) + 1, entries[-1].span.end
    return found


def _author(lines: Sequence[Line], heads: Set[str]) -> int | None:
    """The line among the first that says by whom the text is, or that is a running head and a person's name."""
    for i, line in enumerate(lines[:LONGEST_FRONT]):
        words = line.text.strip()
        if i and (blocks.is_named_by(words) or (words in heads and blocks.is_person(words))):
            return i
    return None


def _number(line: str, around: _Around) -> int | None:
    """The number with which a line begins as a note does."""
    if not line[:5].lstrip()[:1].isdigit():
        return None
    found = entry_pattern(STYLE).match(line)
    alone = found is not None and not line[found.end() :]
    return int(found["label"]) if found and (around.labels_alone or not alone) else None


def _foot(lines: Sequence[Line], first: int, around: _Around, marks: _Marks, page: int) -> tuple[list[Entry], int]:
    """The notes of one page from its first line on, and the index of the line behind them."""
    top, bounds = lines[first].start, [first]
    number = _number(lines[first].text, around) or 0
    end = first + 1
    while end < min(len(lines), bounds[-1] + MOST_LINES) and end not in around.lines:
        following = _number(lines[end].text, around)
        if following is not None and marks.call(following, number + 1, page, top):
            bounds.append(end)
            number = following
        elif following == number and len(bounds) > 1 and _ends(lines[end - 1]) and not _ends(lines[bounds[-1] - 1]):
            bounds[-1] = end  # the first was a line of the note before, which happens to begin with the number
        end += 1
    if end not in around.lines and (marks.go_on(number, top) or end < len(lines)):
        end = _end_of_note(lines, bounds[-1])
    edges = [*bounds, end]
    return [_entry(lines, a, b, str(_number(lines[a].text, around))) for a, b in pairwise(edges)], end


def _end_of_note(lines: Sequence[Line], first: int) -> int:
    """The index of the line behind a note, where nothing is printed between the pages: the first line with a stop."""
    for i in range(first, min(len(lines), first + MOST_LINES)):
        if _ends(lines[i]):
            return i + 1
    return first + 1


def _ends(line: Line) -> bool:
    """Whether a note can end with a line: it is blank or has a stop at its end."""
    return line.blank or _closes().search(line.text.rstrip()) is not None


@cache
def _closes() -> re.Pattern[str]:
    """A stop at the end of a line that is not the stop of "p."."""
    return re.compile(r"(?<!\bp)(?<!\bpp)(?<!\bno)(?<!\bvol)(?<!\bS)(?<!\bNr)(?<!\bBd)\.[)’”\"']?$")


def _entry(lines: Sequence[Line], first: int, end: int, label: str) -> Entry:
    last = end - 1
    while last > first and lines[last].blank:
        last -= 1
    return Entry(label, Span(lines[first].start, lines[last].start + len(lines[last].text.rstrip())))


def _furniture(lines: Sequence[Line]) -> _Around:
    """The lines that printers and services put on every page: the same words with rising numbers, or the same line."""
    heads: dict[str, list[tuple[int, int]]] = {}
    out: set[int] = set()
    repeated: set[str] = set()
    labels_alone = False
    words = [line.text.strip() for line in lines]
    often = Counter(each for each in words if len(each) > LONGEST_HEAD // 5)
    for i, each in enumerate(words):
        if (often[each] > 2 and each[-1] not in ".,;:") or (often[each] > 1 and _service().match(each)):
            out.add(i)
        elif each and len(each) <= LONGEST_HEAD and (found := _head().fullmatch(each)):
            number = found["before"] or found["after"] or found["between"]
            words_of_head = "-" if found["between"] else found["left"] or found["right"] or ""
            heads.setdefault(words_of_head, []).append((i, int(number)))
    for head, places in heads.items():
        if not head and any(after - before < SHORTEST_PAGE for (before, _), (after, _) in pairwise(places)):
            labels_alone = True
            continue
        steps = [after - before for (_, before), (_, after) in pairwise(places)]
        if steps and min(steps) > 0 and (head or (len(steps) > 1 and max(steps) == 1)):
            out.update(i for i, _ in places)
            repeated.add(head)
    return _Around(out, repeated, labels_alone)


@cache
def _head() -> re.Pattern[str]:
    """The number of a page alone or between dashes, or before or behind words that end in no stop."""
    return re.compile(
        r"(?P<before>\d{1,4})(?:\s{1,9}(?P<right>[^\W\d_].{3,}[^\W\d_]))?|(?P<left>[^\W\d_].{3,}[\w?!’”'\"])\s{1,9}(?P<after>\d{1,4})"
        rf"|[{DASHES}-]\s?(?P<between>\d{{1,4}})\s?[{DASHES}-]"
    )


@cache
def _service() -> re.Pattern[str]:
    return re.compile(r"(?:This content )?(?:[Dd]ownloaded|[Hh]eruntergeladen|[Tt]éléchargé|All use subject to|©)\b")
