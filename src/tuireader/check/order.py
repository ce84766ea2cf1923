"""The order of the numbers: notes and markers that stand out of it, gaps, numbers that begin again or come twice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tuireader.check.footnotes import label_of
from tuireader.check.remark import Remark, Remarks, listed
from tuireader.documents.model import BlockKind
from tuireader.documents.note_styles import entry_pattern, plain_label
from tuireader.notes.model import Marker, Note, ProblemKind
from tuireader.reading import Reading
from tuireader.text.span import Span

FEW = 5
"""One number in so many may be out of order, or missing, in a list that counts; with more of them it does not count."""
RARE = 10
"""One number in so many may come twice where each note is called once; with more of them, sources are numbered."""
LONGEST_NUMBER = 9
"""Digits; what is longer is no number of a note."""

_BY_NAME = ("markdown",)
"""Styles whose labels are names: whoever shows the text numbers the notes anew."""
_OF_SOURCES = ("caret list",)
"""Styles of lists that programs number, one number for one source however often it is cited."""

Group = tuple[int, int]
"""Work and numbering."""


def _number(label: str) -> int | None:
    return int(label) if label.isdecimal() and len(label) <= LONGEST_NUMBER else None


def _notes(reading: Reading) -> dict[Group, list[tuple[int, Note]]]:
    """The numbered notes of each numbering as they stand; of two with one number the first."""
    out: dict[Group, dict[int, Note]] = {}
    for note in reading.apparatus.notes:
        number = _number(note.label)
        if number is not None and reading.document.works[note.work_id].note_style not in _BY_NAME:
            out.setdefault((note.work_id, note.scope), {}).setdefault(number, note)
    return {group: list(notes.items()) for group, notes in out.items()}


def _markers(reading: Reading) -> dict[Group, list[tuple[int, Marker]]]:
    """The numbered markers of each numbering as they stand; those of captions are set where the picture is."""
    document = reading.document
    out: dict[Group, list[tuple[int, Marker]]] = {}
    for marker in reading.apparatus.markers:
        number = _number(marker.label)
        style = document.works[marker.work_id].note_style
        if number is None or style in _BY_NAME or style in _OF_SOURCES:
            continue
        block = document.block_at(marker.span.start)
        if block is None or block.kind is not BlockKind.CAPTION:
            out.setdefault((marker.work_id, marker.scope), []).append((number, marker))
    return out


def out_of_order(reading: Reading) -> Remarks:
    """F005: notes out of order, numbers that neither the list nor the text has, markers out of order."""
    notes, markers = _notes(reading), _markers(reading)
    yield from _notes_out_of_order(reading)
    for group, own in notes.items():
        yield from _gaps(reading, own, sorted({number for number, _ in markers.get(group, ())}))
    for calls in markers.values():
        first: dict[int, Marker] = {}
        for number, marker in calls:
            if marker.id in reading.apparatus.calls:
                first.setdefault(number, marker)
        row = list(first.items())
        for i in _strays([number for number, _ in row]):
            yield Remark(row[i][1].span, f"Marker {row[i][0]} is out of order: it stands {_between(i, row)}.")


def _between(i: int, row: Sequence[tuple[int, Marker]]) -> str:
    if 0 < i < len(row) - 1:
        return f"between markers {row[i - 1][0]} and {row[i + 1][0]}"
    return f"after marker {row[i - 1][0]}" if i else f"before marker {row[1][0]}"


def _notes_out_of_order(reading: Reading) -> Remarks:
    """A list is read as far as its numbers rise, so a note that stands elsewhere is a line among the words of another.

    Only a number that a marker calls and no note has is taken for one.
    """
    text = reading.document.text
    missing = {
        (problem.work_id, problem.label)
        for problem in reading.apparatus.problems
        if problem.kind is ProblemKind.MISSING_DEFINITION
    }
    for work in reading.document.works:
        entries = [block.span for block in work.blocks if block.kind is BlockKind.NOTE_ENTRY]
        if not entries or not work.note_style or work.note_style in _BY_NAME:
            continue
        pattern = entry_pattern(work.note_style)
        out: list[Remark] = []
        for line in re.compile("^.+$", re.MULTILINE).finditer(text, entries[0].start, entries[-1].end):
            found = pattern.match(line.group())
            label = plain_label(found["label"]) if found else ""
            note = reading.apparatus.note_at(line.start())
            if found is None or (work.id, label) not in missing or (note and note.span.start == line.start()):
                continue
            where = f"it stands among the words of note {note.label}" if note else "it stands elsewhere in the list"
            at = line.start() + len(line.group()) - len(line.group().lstrip())
            end = line.start() + len(line.group()[: found.end()].rstrip())
            out.append(Remark(Span(at, max(at, end)), f"Note {label} is out of order: {where}."))
        if len(out) * FEW <= len(entries):
            yield from out


def _strays(numbers: Sequence[int]) -> list[int]:
    """The places of the fewest numbers without which the rest rises; none where the row hardly rises at all."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for i, number in enumerate(numbers):
        k = bisect_left(tails, number)
        if k:
            before[i] = at[k - 1]
        tails[k : k + 1] = [number]
        at[k : k + 1] = [i]
    rising = set()
    i = at[-1] if at else -1
    while i >= 0:
        rising.add(i)
        i = before[i]
    out = [i for i in range(len(numbers)) if i not in rising]
    return out if len(out) * FEW <= len(numbers) else []


def _gaps(reading: Reading, notes: Sequence[tuple[int, Note]], called: Sequence[int]) -> Remarks:
    """A number that a marker calls is not a gap but a missing note."""
    row = sorted(notes, key=lambda pair: pair[0])
    holes = [(a, b, note) for (a, _), (b, note) in pairwise(row) if b > a + 1]
    if len(holes) * FEW > len(row):
        return
    for a, b, note in holes:
        held = called[bisect_right(called, a) : bisect_left(called, b)]
        lost = b - a - 1 - len(held)
        if not lost:
            continue
        if lost < FEW and len(held) < FEW:
            said = listed([str(number) for number in range(a + 1, b) if number not in held])
        else:
            said = f"{a + 1} to {b - 1}"
        are = f"note {said} is" if lost == 1 else f"notes {said} are"
        yield Remark(label_of(reading, note), f"The list goes from note {a} to note {b}: {are} missing.")


def begins_again(reading: Reading) -> Remarks:
    """F006: at the first note of each further numbering."""
    last = 0
    for own in _notes(reading).values():
        number, note = own[0]
        if number <= last:
            yield Remark(label_of(reading, note), f"The numbers begin again: note {number} follows note {last}.")
        last = own[-1][0]


def called_again(reading: Reading) -> Remarks:
    """F008: only where the notes are numbered one after another as they are called, and none says that it has two."""
    for calls in _markers(reading).values():
        same: dict[int, list[Marker]] = {}
        for number, marker in calls:
            same.setdefault(number, []).append(marker)
        twice = [markers for markers in same.values() if len(markers) > 1]
        if len(twice) * RARE > len(same) and len(twice) > 1:
            continue
        if list(same) != sorted(same) and not _strays(list(same)):
            continue
        for markers in twice:
            note = reading.apparatus.note_of(markers[0])
            if note is None or not note.backlinks:
                times = "a second time" if len(markers) == 2 else f"{len(markers)} times"
                yield Remark(markers[1].span, f"Marker {markers[0].label} stands {times}.")
