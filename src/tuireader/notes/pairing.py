"""Bring markers and notes together, and say calmly what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.notes.model import Marker, Note, Problem, ProblemKind


def pair(markers: Sequence[Marker], notes: Sequence[Note]) -> tuple[dict[int, int], list[Problem]]:
    """Which marker calls which note of one work, and the problems of the pairing.

    A label counts within its numbering (scope). Where two notes have one label, the first is the one that is called.
    """
    by_label: dict[tuple[int, str], Note] = {}
    problems: list[Problem] = []
    for note in notes:
        first = by_label.setdefault((note.scope, note.label), note)
        if first is not note:
            message = f"The list has a second note {note.label}; the markers call the first."
            problems.append(Problem(ProblemKind.DUPLICATE_DEFINITION, note.label, note.span, note.work_id, message))
        if not len(note.body):
            message = f"Note {note.label} is empty."
            problems.append(Problem(ProblemKind.EMPTY_DEFINITION, note.label, note.span, note.work_id, message))
    calls: dict[int, int] = {}
    seen: dict[tuple[int, str], list[Marker]] = {}
    for marker in markers:
        key = (marker.scope, marker.label)
        seen.setdefault(key, []).append(marker)
        if key in by_label:
            calls[marker.id] = by_label[key].id
    problems += _of_markers(seen, by_label)
    for key, note in by_label.items():
        if key not in seen:
            message = f"No marker calls note {note.label}."
            problems.append(Problem(ProblemKind.UNUSED_DEFINITION, note.label, note.span, note.work_id, message))
    problems.sort(key=lambda problem: (problem.span, problem.kind))
    return calls, problems


def _of_markers(seen: dict[tuple[int, str], list[Marker]], by_label: dict[tuple[int, str], Note]) -> list[Problem]:
    out: list[Problem] = []
    for key, same in seen.items():
        label, first = key[1], same[0]
        if key not in by_label:
            message = f"Marker {label} has no note."
            out.append(Problem(ProblemKind.MISSING_DEFINITION, label, first.span, first.work_id, message))
        if len(same) > 1:
            message = f"Marker {label} stands {len(same)} times."
            out.append(Problem(ProblemKind.REUSED_MARKER, label, same[1].span, first.work_id, message))
    return out
