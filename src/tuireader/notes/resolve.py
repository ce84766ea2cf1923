"""The one entry point of the room: from a Document to its Apparatus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuireader.documents.model import Document
from tuireader.notes.bibliography import read_bibliography
from tuireader.notes.chains import Chains
from tuireader.notes.editorial import find_editorial
from tuireader.notes.entries import read_entries
from tuireader.notes.markers import find_markers
from tuireader.notes.model import (
    Apparatus,
    Citation,
    Editorial,
    Marker,
    Note,
    NoteKind,
    Position,
    Problem,
    ProblemKind,
    Resolution,
    Status,
)
from tuireader.notes.outcomes import Outcome
from tuireader.notes.pairing import pair
from tuireader.notes.shelf import Shelf


def resolve(document: Document) -> Apparatus:
    """Find the markers and notes of every work, pair them, and follow every back-reference.

    The cost is linear in the length of the text and the number of notes. Nothing is raised for a text however broken:
    what does not fit is a problem or a status.
    """
    markers: list[Marker] = []
    notes: list[Note] = []
    resolutions: list[Resolution] = []
    editorial: list[Editorial] = []
    problems: list[Problem] = []
    calls: dict[int, int] = {}
    for work in document.works:
        own_notes = read_entries(document, work, len(notes))
        own_markers = find_markers(document, work, own_notes, len(markers))
        own_calls, own_problems = pair(own_markers, own_notes)
        own = _resolve_notes(document, own_notes, read_bibliography(document, work))
        markers += own_markers
        notes += own_notes
        resolutions += own
        calls.update(own_calls)
        problems += sorted([*own_problems, *_doubts(own, own_notes)], key=lambda p: (p.span, p.kind))
        editorial += find_editorial(document, work, own_markers, own_notes)
    return Apparatus(tuple(markers), tuple(notes), tuple(resolutions), tuple(editorial), tuple(problems), calls)


def _resolve_notes(document: Document, notes: Sequence[Note], listed: Shelf | None) -> list[Resolution]:
    """Resolve the notes of one work in order."""
    chains = Chains(listed)
    cited: set[str] = set()
    out: list[Resolution] = []
    for note in notes:
        outcomes = chains.read_note(note.label, note.scope, document.shown(note.body))
        out.append(_resolution(note, outcomes, cited))
    return out


def _resolution(note: Note, outcomes: Sequence[Outcome], cited: set[str]) -> Resolution:
    """One value for a note from the outcomes of its sources; the first source leads, and doubt about any is kept."""
    first = outcomes[0]
    doubtful = next((o for o in outcomes if o.status is Status.AMBIGUOUS), None)
    doubtful = doubtful or next((o for o in outcomes if o.status is Status.UNRESOLVED), None)
    said = doubtful or first
    lead = first if first.cites else next((o for o in outcomes if o.cites), first)
    citations = tuple(_citation(o, note, cited) for o in outcomes if o.cites)
    return Resolution(
        note_id=note.id,
        label=note.label,
        kind=lead.kind,
        status=doubtful.status if doubtful else lead.status,
        citations=citations,
        targets=_each(o.target for o in outcomes),
        roots=_each(o.root for o in outcomes if o.root != note.label or o.target),
        chain=lead.chain,
        locator=lead.locator,
        extent=lead.extent,
        via_in=lead.via_in,
        source=lead.reference,
        reason=said.reason,
        candidates=_each(c for o in outcomes for c in o.candidates),
    )


def _each(labels: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label is not None))


def _citation(outcome: Outcome, note: Note, cited: set[str]) -> Citation:
    source = outcome.source
    key = outcome.root or note.label
    if outcome.kind is NoteKind.IBID:
        position = Position.IBID_WITH_LOCATOR if outcome.locator else Position.IBID
    else:
        position = Position.SUBSEQUENT if outcome.root and key in cited else Position.FIRST
        position = Position.SUBSEQUENT if outcome.root else position
    cited.add(key)
    return Citation(
        text=outcome.words,
        authors=(source.head,) if source is not None and source.head and source.surnames else (),
        title=source.title or None if source is not None else None,
        year=source.years[-1] if source is not None and source.years else None,
        locator=outcome.locator,
        extent=outcome.extent,
        position=position,
    )


def _doubts(resolutions: Sequence[Resolution], notes: Sequence[Note]) -> list[Problem]:
    """Ambiguous and unresolved references as problems, each with its reason."""
    kinds = {Status.AMBIGUOUS: ProblemKind.AMBIGUOUS_REFERENCE, Status.UNRESOLVED: ProblemKind.UNRESOLVED_REFERENCE}
    return [
        Problem(kinds[r.status], r.label, note.span, note.work_id, r.reason or f"Note {r.label} is {r.status}.")
        for r, note in zip(resolutions, notes, strict=True)
        if r.status in kinds
    ]
