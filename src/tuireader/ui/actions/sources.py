"""From markers to notes, from notes to the references that they point to, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.notes.model import Citation, Marker, Note
from tuireader.ui.rows import candidate_rows, use_rows

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

NO_NOTE = "No footnote here; ]f goes to the next one"


def marker_here(screen: ReaderScreen) -> Marker | None:
    """The marker meant at the caret: under it, else the first after it in its sentence, else the last before it."""
    caret, sentence = screen.essay.caret, screen.essay.steps.sentence_at(screen.essay.caret)
    markers = screen.reading.apparatus.markers_in(sentence)
    after = [m for m in markers if m.span.end > caret]
    return after[0] if after else (markers[-1] if markers else None)


def note_here(screen: ReaderScreen) -> Note | None:
    """The note that the caret is in, or that the marker at the caret calls."""
    inside = screen.reading.apparatus.note_at(screen.essay.caret)
    if inside:
        return inside
    marker = marker_here(screen)
    return screen.reading.apparatus.note_of(marker) if marker else None


def citation_here(screen: ReaderScreen, note: Note) -> Citation | None:
    """The source of a note that is meant: the one under the caret, else one that points elsewhere, else the first."""
    citations = screen.reading.apparatus.citations_of(note)
    under = next((c for c in citations if c.span.contains(screen.essay.caret)), None)
    points = next((c for c in citations if c.points), None)
    return under or points or next((c for c in citations if c.doubtful), None) or next(iter(citations), None)


def follow(screen: ReaderScreen, _given: Given) -> None:
    """From a marker to its note; from a note to the marker that calls it. In a narrow window the note opens below."""
    apparatus = screen.reading.apparatus
    inside = apparatus.note_at(screen.essay.caret)
    if inside:
        callers = apparatus.called_by.get(inside.id, ())
        if callers:
            screen.jump(callers[0].span.start)
        else:
            screen.say(f"No marker calls note {inside.label}")
        return
    marker = marker_here(screen)
    if marker is None:
        screen.say("No footnote in this sentence; ]f goes to the next one")
        return
    note = apparatus.note_of(marker)
    if screen.shape == "narrow" and not (screen.side.open and screen.side.pane == "footnotes"):
        screen.side.show_margin()
    elif note is None:
        screen.say(f"{marker.label}: no note with this number in this work")
    else:
        screen.jump(note.body.start)


def source(screen: ReaderScreen, _given: Given) -> None:
    """To what the source here points to: one step along the chain. A reference in doubt lists what it may mean."""
    note = note_here(screen)
    if note is None:
        screen.say(NO_NOTE)
        return
    apparatus = screen.reading.apparatus
    citation = citation_here(screen, note)
    if citation is None:
        reason = apparatus.resolution_of(note).reason
        screen.say(f"Note {note.label} cites no source{f': {reason}' if reason else ''}")
        return
    if citation.doubtful:
        rows = candidate_rows(screen.reading, note, citation)
        if rows:
            screen.side.show_list("may mean", rows, "")
        screen.say(f"Note {note.label}: {citation.reason or 'it is not clear what this points to'}; gl sets the link")
        return
    step = apparatus.step_from(citation)
    if step is not None:
        screen.jump(step.start)
    elif apparatus.note_at(screen.essay.caret) == note:
        screen.say(f"Note {note.label} gives its source in full")
    else:
        screen.jump(note.body.start)


def uses(screen: ReaderScreen, _given: Given) -> None:
    """List every use of the source here: the places in the text, then the notes that cite it."""
    note = note_here(screen)
    citation = citation_here(screen, note) if note else None
    if note is None:
        screen.say(NO_NOTE)
    elif citation is None:
        screen.say(f"Note {note.label} cites no source")
    elif citation.doubtful:
        screen.say(f"Note {note.label}: {citation.reason or 'it is not clear what this points to'}; gl sets the link")
    else:
        rows = use_rows(screen.reading, screen.reading.apparatus.uses_of(citation.source))
        screen.side.show_list("uses", rows, f"No other use of note {note.label}")
