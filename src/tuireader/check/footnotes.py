"""Markers and notes that do not go together, and markers that stand in the wrong place of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.notes.model import Note, Problem, ProblemKind
from tuireader.reading import Reading
from tuireader.text.span import Span


def without_a_note(reading: Reading) -> Remarks:
    """F001: each number once, at its first marker."""
    for problem in _problems(reading, ProblemKind.MISSING_DEFINITION):
        yield Remark(problem.span, problem.message)


def never_called(reading: Reading) -> Remarks:
    """F002."""
    for problem in _problems(reading, ProblemKind.UNUSED_DEFINITION):
        yield Remark(_label_at(reading, problem), problem.message)


def empty(reading: Reading) -> Remarks:
    """F003."""
    for problem in _problems(reading, ProblemKind.EMPTY_DEFINITION):
        yield Remark(_label_at(reading, problem), problem.message)


def same_number(reading: Reading) -> Remarks:
    """F004: at the second note of a number."""
    for problem in _problems(reading, ProblemKind.DUPLICATE_DEFINITION):
        yield Remark(_label_at(reading, problem), problem.message)


def _problems(reading: Reading, kind: ProblemKind) -> Iterator[Problem]:
    return (problem for problem in reading.apparatus.problems if problem.kind is kind)


def _label_at(reading: Reading, problem: Problem) -> Span:
    note = reading.apparatus.note_at(problem.span.start)
    return label_of(reading, note) if note else problem.span


def label_of(reading: Reading, note: Note) -> Span:
    """Where the number of a note stands in the list, its signs included."""
    head = reading.document.text[note.span.start : note.body.start]
    start = note.span.start + len(head) - len(head.lstrip())
    return Span(start, max(start, note.span.start + len(head.rstrip())))


def inside_or_before(reading: Reading) -> Remarks:
    """F007: most houses set the marker after the word, and after the punctuation that follows it."""
    text = reading.document.text
    markers = reading.apparatus.markers
    starts = {marker.span.start: marker.span.end for marker in markers}
    for marker in markers:
        end = marker.span.end
        while end in starts:  # marks in a row are one mark for this
            end = starts[end]
        before, after = text[marker.span.start - 1 : marker.span.start], text[end : end + 1]
        if before.isalpha() and after.isalpha():
            yield Remark(marker.span, f"Marker {marker.label} stands inside a word.")
        elif after and after in ".,;:!?":
            yield Remark(marker.span, f"Marker {marker.label} stands before {quoted(after)}, not after it.")
