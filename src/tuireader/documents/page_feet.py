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
from tuireader.text.span import Span

STYLE = "page foot"
"""The name of the row of the note styles."""
FORM = "digits apart"
"""The name of the row of the marker forms."""
FEWEST_NOTES = 4
"""Notes that must be proved, on two pages at least."""
MOST_LOST = 2
"""Numbers that may be missing between two notes."""
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
    marks = [(m.start(), int(marker_label(m))) for m in marker_pattern(FORM).finditer(text)]
    if len(marks) < FEWEST_NOTES:
        return Feet()
    furniture, heads = _furniture(lines)
    called: dict[int, list[int]] = {}
    for at, each in marks:
        called.setdefault(each, []).append(at)
    found: list[NoteList] = []
    due, page, i = 1, 0, 0
    while i < len(lines):
        number = None if i in furniture else _number(lines[i].text)
        if number is None or not _called(called, number, due, page, lines[i].start):
            i += 1
            continue
        entries, i = _foot(lines, i, furniture, called, page)
        found.append(NoteList(STYLE, tuple(entries)))
        due, page = int(entries[-1].label) + 1, entries[-1].span.end
    proved = len(found) > 1 and sum(len(each.entries) for each in found) >= FEWEST_NOTES
    return Feet(tuple(found), frozenset(furniture), _author(lines, heads)) if proved else Feet()


def _author(lines: Sequence[Line], heads: Set[str]) -> int | None:
    """The line among the first that says by whom the text is, or that is a running head and a person's name."""
    for i, line in enumerate(lines[:LONGEST_FRONT]):
        words = line.text.strip()
        if i and (blocks.is_named_by(words) or (words in heads and blocks.is_person(words))):
            return i
    return None


def _number(line: str) -> int | None:
    """The number with which a line begins as a note does."""
    if not line[:5].lstrip()[:1].isdigit():
        return None
    found = entry_pattern(STYLE).match(line)
    return int(found["label"]) if found else None


def _called(called: dict[int, list[int]], number: int, due: int, start: int, end: int) -> bool:
    """Whether a number is the next one and its mark stands in a stretch of the text."""
    if not due <= number <= due + MOST_LOST or number not in called:
        return False
    return bisect_left(called[number], start) < bisect_left(called[number], end)


def _foot(
    lines: Sequence[Line], first: int, furniture: set[int], called: dict[int, list[int]], page: int
) -> tuple[list[Entry], int]:
    """The notes of one page from its first line on, and the index of the line behind them."""
    top, bounds = lines[first].start, [first]
    number = _number(lines[first].text) or 0
    end = first + 1
    while end < min(len(lines), bounds[-1] + MOST_LINES) and end not in furniture:
        following = _number(lines[end].text)
        if following is not None and _called(called, following, number + 1, page, top):
            bounds.append(end)
            number = following
        elif following == number and len(bounds) > 1 and _ends(lines[end - 1]) and not _ends(lines[bounds[-1] - 1]):
            bounds[-1] = end  # the first was a line of the note before, which happens to begin with the number
        end += 1
    goes_on = any(n in called and called[n][-1] > top for n in range(number + 1, number + MOST_LOST + 2))
    if end not in furniture and (goes_on or end < len(lines)):
        end = _end_of_note(lines, bounds[-1])
    edges = [*bounds, end]
    return [_entry(lines, a, b) for a, b in pairwise(edges)], end


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


def _entry(lines: Sequence[Line], first: int, end: int) -> Entry:
    last = end - 1
    while last > first and lines[last].blank:
        last -= 1
    label = str(_number(lines[first].text))
    return Entry(label, Span(lines[first].start, lines[last].start + len(lines[last].text.rstrip())))


def _furniture(lines: Sequence[Line]) -> tuple[set[int], set[str]]:
    """The lines that printers and services put on every page: the same words with rising numbers, or the same line.

    Their indices, and the words of the running heads.
    """
    heads: dict[str, list[tuple[int, int]]] = {}
    out: set[int] = set()
    repeated: set[str] = set()
    words = [line.text.strip() for line in lines]
    often = Counter(each for each in words if len(each) > LONGEST_HEAD // 5)
    for i, each in enumerate(words):
        if (often[each] > 2 and each[-1] not in ".,;:") or (often[each] > 1 and _service().match(each)):
            out.add(i)
        elif each and len(each) <= LONGEST_HEAD and (found := _head().fullmatch(each)):
            number = found["before"] or found["after"]
            heads.setdefault(found["left"] or found["right"] or "", []).append((i, int(number)))
    for head, places in heads.items():
        steps = [after - before for (_, before), (_, after) in pairwise(places)]
        if steps and min(steps) > 0 and (head or (len(steps) > 1 and max(steps) == 1)):
            out.update(i for i, _ in places)
            repeated.add(head)
    return out, repeated


@cache
def _head() -> re.Pattern[str]:
    """The number of a page alone, or before or behind words that end in no stop."""
    return re.compile(
        r"(?P<before>\d{1,4})(?:\s{1,9}(?P<right>[^\W\d_].{3,}[^\W\d_]))?|(?P<left>[^\W\d_].{3,}[\w?!’”'\"])\s{1,9}(?P<after>\d{1,4})"
    )


@cache
def _service() -> re.Pattern[str]:
    return re.compile(r"(?:This content )?(?:[Dd]ownloaded|[Hh]eruntergeladen|[Tt]éléchargé|All use subject to|©)\b")
