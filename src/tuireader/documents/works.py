"""Split a file into works: a list of notes ends one, and numbers that begin anew open the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tuireader.documents import blocks
from tuireader.documents.blocks import Line
from tuireader.documents.note_lists import NoteList
from tuireader.documents.note_styles import marker_label, marker_pattern
from tuireader.text.span import Span

SHORTEST_WORK = 400
"""Code points between two bylines; less than that is no work."""
FEWEST_CALLS = 3
"""So many marks that begin again at 1 after the last list are a further work whose notes were lost."""
_NUMBERED_MARKS = ("brackets", "superscript")
_AT_THE_FOOT = ("sign", "footnote in brackets")
"""Styles of notes that stand at the foot of their page, so that a restart is a new page and no new work."""


@dataclass(slots=True)
class Part:
    """The lines of one work, its lists of notes, and the parts of it that number their notes anew."""

    first: int
    """Index of the first line."""
    last: int
    """Index of the last line, included."""
    lists: list[NoteList] = field(default_factory=list)
    scopes: tuple[Span, ...] = ()


def divide(text: str, lines: Sequence[Line], lists: Sequence[NoteList]) -> list[Part]:
    """The works of a file in order; none for a file without words. The parts never overlap.

    The rule is that of a reader: notes stand at the end of an essay, so where the numbers begin anew after a list and
    no chapter heading explains it, another essay has begun.
    """
    filled = [i for i, line in enumerate(lines) if not line.blank]
    if not filled:
        return []
    starts = [line.start for line in lines]
    chunks = _chunks(lists, lines, starts)
    parts: list[Part] = []
    first = filled[0]
    for k, chunk in enumerate(chunks):
        end = chunk[-1].span.end
        last = max(bisect_left(starts, max(end, 1)) - 1, first)
        parts.append(Part(first, last, list(chunk), _scopes(text, lines[first].start, chunk)))
        following = _after(last + 1, lines)
        last = _take_bylines(following, last, lines)
        if k + 1 < len(chunks):
            last = _take_bibliography(last, bisect_left(starts, chunks[k + 1][0].span.start), lines)
        parts[-1].last = last
        first = _after(last + 1, lines)
        if k + 1 < len(chunks):
            first = _skip_residue(first, lines)
    _take_rest(text, parts, first, filled, lines)
    return [piece for part in parts for piece in _by_bylines(part, lines)]


def _by_bylines(part: Part, lines: Sequence[Line]) -> list[Part]:
    """A part in which a second byline stands under a title is two works, the first of which has lost its notes."""
    heads = [
        i
        for i in range(part.first, part.last + 1)
        if blocks.is_byline(lines[i].text) and not blocks.is_field(_line_above(i, part, lines))
    ]
    cuts: list[int] = []
    for i in heads:
        title = i - 1
        while title > part.first and lines[title].blank:
            title -= 1
        above = blocks.Group((lines[title],))
        spoken = sum(len(line.text) for line in lines[(cuts or [part.first])[-1] : title])
        if title > part.first and blocks.could_be_title(above) and spoken > SHORTEST_WORK:
            cuts.append(title)
    bounds = [part.first, *cuts, part.last + 1]
    out: list[Part] = []
    for start, end in pairwise(bounds):
        last = end - 1
        while last > start and (lines[last].blank or blocks.is_residue(lines[last].text) or len(lines[last].text) < 40):
            last -= 1
        held = [each for each in part.lists if lines[start].start <= each.span.start < lines[end - 1].end]
        if held:
            last = max(last, end - 1)
        scopes = part.scopes if len(bounds) == 2 else ()
        out.append(
            Part(start, last if len(bounds) > 2 else part.last, held or ([] if len(bounds) > 2 else part.lists), scopes)
        )
    return out


def _line_above(i: int, part: Part, lines: Sequence[Line]) -> str:
    return lines[i - 1].text if i > part.first else ""


def _after(i: int, lines: Sequence[Line]) -> int:
    """The first line with words at or after index ``i``; the number of lines when there is none."""
    while i < len(lines) and lines[i].blank:
        i += 1
    return i


def _take_bylines(i: int, last: int, lines: Sequence[Line]) -> int:
    while (i < len(lines) and blocks.is_byline(lines[i].text)) or (i < len(lines) and blocks.is_field(lines[i].text)):
        last = i
        i = _after(i + 1, lines)
    return last


def _take_bibliography(last: int, end: int, lines: Sequence[Line]) -> int:
    """The last line of a list of works under its own heading that follows the notes; ``last`` where there is none.

    It ends where lines come that are no entries and a long paragraph is near: the title of the next work.
    """
    i = _after(last + 1, lines)
    if i >= end or not blocks.is_bibliography_heading(lines[i].text):
        return last
    i = _after(i + 1, lines)
    while i < end:
        if not blocks.is_entry(lines[i].text):
            near = [line.text for line in lines[i : min(i + 14, end)] if not line.blank]
            if not blocks.is_entry(near[0]) and any(len(words) > 2 * blocks.LONGEST_TITLE for words in near[:5]):
                break
        last = i
        i = _after(i + 1, lines)
    return last


def _skip_residue(i: int, lines: Sequence[Line]) -> int:
    while i < len(lines) and (blocks.is_residue(lines[i].text) or blocks.is_rule(lines[i].text)):
        i = _after(i + 1, lines)
    return i


def _take_rest(text: str, parts: list[Part], first: int, filled: Sequence[int], lines: Sequence[Line]) -> None:
    """What stands after the last list: residue is left out, new numbering is a work, all else belongs to the last."""
    rest = [i for i in filled if i >= first]
    while rest and (blocks.is_residue(lines[rest[-1]].text) or blocks.is_rule(lines[rest[-1]].text)):
        rest.pop()
    if not rest:
        if not parts:
            parts.append(Part(filled[0], filled[-1]))
        return
    if not parts:
        parts.append(Part(first, rest[-1]))
        return
    where = Span(lines[rest[0]].start, lines[rest[-1]].end)
    if _begins_anew(text, where):
        parts.append(Part(_skip_residue(rest[0], lines), rest[-1]))
    else:
        parts[-1].last = rest[-1]


def _begins_anew(text: str, where: Span) -> bool:
    for name in _NUMBERED_MARKS:
        labels = [marker_label(m) for m in marker_pattern(name).finditer(text, where.start, where.end)]
        if len(labels) >= FEWEST_CALLS and labels[0] == "1":
            return True
    return False


def _chunks(lists: Sequence[NoteList], lines: Sequence[Line], starts: Sequence[int]) -> list[list[NoteList]]:
    """Lists that belong to one work, together."""
    chunks: list[list[NoteList]] = []
    restarts = [each for before, each in pairwise(lists) if not _goes_on(before, each)]
    paged = len(restarts) >= 2 and median(len(each.entries) for each in lists) <= 3
    for each in lists:
        before = chunks[-1][-1] if chunks else None
        foot = before is not None and before.style == each.style and each.style in _AT_THE_FOOT
        if before is not None and (paged or foot or _goes_on(before, each) or _same_book(before, each, lines, starts)):
            chunks[-1].append(each)
        else:
            chunks.append([each])
    return chunks


def _goes_on(before: NoteList, after: NoteList) -> bool:
    """Whether the numbers of one list carry on those of another in the same style."""
    if before.style != after.style:
        return False
    if before.style == "markdown":
        return True
    if before.last is None or after.first is None:
        return before.style != "sign"
    return after.first > before.last


def _same_book(before: NoteList, after: NoteList, lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether a restart is a new chapter: its heading follows the list, or the lists stand in one another's wake."""
    i = _after(bisect_left(starts, before.span.end), lines)
    end = bisect_left(starts, after.span.start)
    between = [line.text.strip() for line in lines[i:end] if not line.blank]
    if not between:
        return True
    if before.style == after.style and blocks.is_chapter(between[0]):
        return True
    short = all(len(words) <= blocks.LONGEST_HEADING and not words.endswith(".") for words in between)
    return short and len(between) <= 3


def _scopes(text: str, start: int, chunk: Sequence[NoteList]) -> tuple[Span, ...]:
    """The spans that number their notes anew; none when there is but one numbering.

    Where each list follows its own chapter, a scope ends with its list. Where all lists stand together at the end, the
    body is divided where its marks begin again at the first number.
    """
    heads = [each for k, each in enumerate(chunk) if k and not _goes_on(chunk[k - 1], each)]
    if not heads:
        return ()
    ends = [before.span.end for before, each in pairwise(chunk) if each in heads]
    together = chunk[0].span.start
    between = Span(ends[0], heads[0].span.start)
    if len(between) > 4 * blocks.LONGEST_HEADING or _calls_within(text, between):
        bounds = [start, *ends, chunk[-1].span.end]
        return tuple(Span(a, b) for a, b in pairwise(bounds))
    cuts = _restarts_in(text, Span(start, together))[: len(heads)]
    bounds = [start, *cuts, together]
    return tuple(Span(a, b) for a, b in pairwise(bounds))


def _calls_within(text: str, where: Span) -> bool:
    """Whether a passage calls notes, so that it is a body and not only headings between lists."""
    found = (
        m for name in (*_NUMBERED_MARKS, "sign") for m in marker_pattern(name).finditer(text, where.start, where.end)
    )
    return any(text[max(0, m.start() - 1)] not in "\n" for m in found)


def _restarts_in(text: str, body: Span) -> list[int]:
    """Where the marks of the body begin again at 1."""
    for name in _NUMBERED_MARKS:
        cuts: list[int] = []
        last = 0
        for match in marker_pattern(name).finditer(text, body.start, body.end):
            label = marker_label(match)
            if label == "1" and last > 1:
                cuts.append(match.start())
            last = int(label) if label.isdigit() and len(label) < 5 else last
        if last:
            return cuts
    return []
