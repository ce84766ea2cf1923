"""References that are not clear, sources that are never given in full, and references whose meaning has changed."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.check.remark import Remark, Remarks, listed, quoted
from tuireader.notes import meanings
from tuireader.notes.model import Citation, Note, NoteKind, Status
from tuireader.reading import Reading

MOST_NAMED = 8
"""Further notes that a message names."""
_REPEATS = (NoteKind.IBID, NoteKind.IDEM)


def _citations(reading: Reading) -> Iterator[tuple[Note, Citation]]:
    for note, resolution in zip(reading.apparatus.notes, reading.apparatus.resolutions, strict=True):
        for citation in resolution.citations:
            yield note, citation


def unclear(reading: Reading) -> Remarks:
    """C101: once for each doubt; what points to a doubtful reference is as doubtful, and is not said again."""
    doubtful: set[int] = set()
    for note, citation in _citations(reading):
        repeats_nothing = citation.status is Status.UNRESOLVED and citation.kind in _REPEATS
        if citation.status is not Status.AMBIGUOUS and not repeats_nothing:
            continue
        if citation.target not in doubtful or citation.target == note.id:
            yield Remark(citation.span, f"Note {note.label}: {quoted(citation.text)} is not clear: {_reason(citation)}")
        doubtful.add(note.id)


def never_in_full(reading: Reading) -> Remarks:
    """C102: once for each source, at the first reference; the notes that point to that one are named."""
    labels = {note.id: note.label for note in reading.apparatus.notes}
    first: dict[int, tuple[Note, Citation]] = {}
    also: dict[int, list[str]] = {}
    for note, citation in _citations(reading):
        open_ = citation.status is Status.UNRESOLVED and citation.kind not in _REPEATS
        if not open_ and citation.status is not Status.PARTIAL:
            continue
        earlier = next((step for step in (citation.target, *citation.chain) if step in first), None)
        if earlier is None:
            first.setdefault(note.id, (note, citation))
        elif note.id != earlier and labels[note.id] not in also.setdefault(earlier, []):
            also[earlier].append(labels[note.id])
    for note_id, (note, citation) in first.items():
        more = also.get(note_id, [])
        named = f" (also meant in {'note' if len(more) == 1 else 'notes'} {listed(more[:MOST_NAMED])})" if more else ""
        yield Remark(
            citation.span,
            f"Note {note.label}: {quoted(citation.text)} is never given in full{named}: {_reason(citation)}",
        )


def changed(reading: Reading) -> Remarks:
    """C107: a reference that means another source since the text was revised, from what to what."""
    for each in meanings.changed(reading.meant, reading.document, reading.apparatus):
        words = quoted(each.citation.text)
        message = f"Note {each.note.label}: {words} meant {quoted(each.was)} and now means {quoted(each.now)}."
        yield Remark(each.citation.span, message)


def _reason(citation: Citation) -> str:
    """The first reason, to stand after a colon."""
    said = (citation.reason or "it may mean several sources").split(". ")[0].rstrip(".")
    return f"{said[:1].lower()}{said[1:]}."
