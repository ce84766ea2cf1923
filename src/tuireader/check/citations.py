"""References that are not clear, and sources that are never given in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.check.given import LONGEST_REFERENCE, Given, given, is_short_title, number_pointed_to
from tuireader.check.remark import Remark, Remarks, listed, quoted
from tuireader.notes.citations import read_source
from tuireader.notes.model import Citation, Note, NoteKind, Status
from tuireader.reading import Reading

MOST_NAMED = 8
"""Further notes that a message names."""
LONGEST_NAME = 4
"""Words before a note's number; what is longer is a sentence that leads up to it, and names nobody."""


def _citations(reading: Reading) -> Iterator[tuple[Note, Citation]]:
    for note, resolution in zip(reading.apparatus.notes, reading.apparatus.resolutions, strict=True):
        for citation in resolution.citations:
            if len(citation.text) <= LONGEST_REFERENCE:
                yield note, citation


# --- C101 ----------------------------------------------------------------------------------------------------------


def unclear(reading: Reading) -> Remarks:
    """C101: once for each doubt; what points to a doubtful reference is as doubtful, and is not said again."""
    places = given(reading)
    doubtful: set[int] = set()
    for note, citation in _citations(reading):
        if note.work_id not in places or not _is_unclear(reading, places[note.work_id], note, citation):
            continue
        if citation.target not in doubtful:
            yield Remark(citation.span, f"Note {note.label}: {quoted(citation.text)} is not clear: {_reason(citation)}")
        doubtful.add(note.id)


def _is_unclear(reading: Reading, places: Given, note: Note, citation: Citation) -> bool:
    if citation.kind is NoteKind.IBID:
        return _is_unclear_ibid(reading, places, note, citation)
    if citation.status is not Status.AMBIGUOUS:
        return _without_antecedent(citation)
    if citation.kind is NoteKind.SUPRA:
        return len(re.split(r"[,;:(]", citation.text, maxsplit=1)[0].split()) <= LONGEST_NAME
    return not places.tells_apart(citation)


def _is_unclear_ibid(reading: Reading, places: Given, note: Note, citation: Citation) -> bool:
    """An ibid. means what stands just before it: two sources there are one too many, and none are too few."""
    if citation.status is not Status.AMBIGUOUS and not _without_antecedent(citation):
        return False
    before = reading.apparatus.notes[note.id - 1] if note.id else None
    if before is None or before.work_id != note.work_id:
        return True
    if before.scope != note.scope:
        return note.label.isdecimal()  # signs begin again on every page, and an ibid. may mean the page before
    sources = len(reading.apparatus.resolution_of(before).citations)
    return sources > 0 or not places.cites(before.id)


def _without_antecedent(citation: Citation) -> bool:
    """Whether it repeats a source or an author and there is none before it."""
    repeats = citation.kind in (NoteKind.IBID, NoteKind.IDEM)
    return repeats and citation.status is Status.UNRESOLVED and citation.target is None


def _reason(citation: Citation) -> str:
    """The first reason, to stand after a colon."""
    said = (citation.reason or "it may mean several sources").split(". ")[0].rstrip(".")
    return f"{said[:1].lower()}{said[1:]}."


# --- C102 ----------------------------------------------------------------------------------------------------------


def never_in_full(reading: Reading) -> Remarks:
    """C102: once for each source, at the first reference; the notes that point to that one are named."""
    places = given(reading)
    labels = {(note.work_id, note.scope, note.label) for note in reading.apparatus.notes}
    first: list[tuple[Note, Citation, str]] = []
    also: dict[int, list[str]] = {}
    group: dict[int, int | None] = {}
    for note, citation in _citations(reading):
        if citation.status not in (Status.UNRESOLVED, Status.PARTIAL) or _without_antecedent(citation):
            continue
        if citation.target in group:
            same = group[citation.target]
            group.setdefault(note.id, same)
            if same is not None:
                also.setdefault(same, []).append(note.label)
            continue
        fault = _fault(places[note.work_id], labels, note, citation)
        group.setdefault(note.id, len(first) if fault else None)
        if fault:
            first.append((note, citation, fault))
    for i, (note, citation, fault) in enumerate(first):
        yield Remark(citation.span, f"Note {note.label}: {quoted(citation.text)} {fault}{_also(also.get(i, []))}.")


def _fault(places: Given, labels: set[tuple[int, int, str]], note: Note, citation: Citation) -> str:
    """What is wrong with an open reference; empty where a second look finds nothing."""
    if citation.kind is NoteKind.SUPRA:
        number = number_pointed_to(citation)
        there = number is None or not note.label.isdecimal() or (note.work_id, note.scope, number) in labels
        return "" if there else f"points to note {number}, and there is no such note"
    if citation.status is Status.PARTIAL:
        return "is of a volume that is never given in full"
    if citation.kind is NoteKind.IBID or not is_short_title(citation) or places.gives(note.id, citation):
        return ""
    if read_source(citation.text).author_date and not places.has_bibliography:
        return ""  # a name and a year are short for a bibliography, which this text leaves to another
    return "is never given in full"


def _also(labels: list[str]) -> str:
    labels = list(dict.fromkeys(labels))
    if not labels:
        return ""
    if len(labels) > MOST_NAMED:
        return f"; {len(labels)} notes after it depend on it"
    return f"; note {labels[0]} depends on it" if len(labels) == 1 else f"; notes {listed(labels)} depend on it"
