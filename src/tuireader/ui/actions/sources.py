"""From markers to notes, from notes to the references that they point to, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.notes.model import Marker, Note, Status
from tuireader.reading import Reading
from tuireader.ui.rows import use_rows

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen


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
    if screen.shape == "narrow" and not screen.side.open:
        screen.side.show()
    elif note is None:
        screen.say(f"{marker.label}: no note with this number in this work")
    else:
        screen.jump(note.body.start)


def source(screen: ReaderScreen, _given: Given) -> None:
    """To the note that this one points to: one step along the chain."""
    note = note_here(screen)
    if note is None:
        screen.say("No footnote here; ]f goes to the next one")
        return
    resolution = screen.reading.apparatus.resolution_of(note)
    target = _target(screen.reading, note)
    if target:
        screen.jump(target.body.start)
    elif resolution.status is Status.FULL:
        if screen.reading.apparatus.note_at(screen.essay.caret) == note:
            screen.say(f"Note {note.label} gives its source in full")
        else:
            screen.jump(note.body.start)
    else:
        screen.say(f"Note {note.label}: {resolution.reason or 'it points to no source'}")


def _target(reading: Reading, note: Note) -> Note | None:
    labels = reading.apparatus.resolution_of(note).targets
    return reading.apparatus.note_labelled(labels[0], note.work_id, note.scope) if labels else None


def uses(screen: ReaderScreen, _given: Given) -> None:
    """List every note that comes to the same source, with the places in the text that call them."""
    note = note_here(screen)
    if note is None:
        screen.say("No footnote here; ]f goes to the next one")
        return
    apparatus = screen.reading.apparatus
    roots = set(apparatus.resolution_of(note).roots) or {note.label}
    same = [
        n
        for n in apparatus.notes
        if n.work_id == note.work_id and (n.label in roots or roots & set(apparatus.resolution_of(n).roots))
    ]
    screen.side.show_list("uses", use_rows(screen.reading, same), f"No other use of note {note.label}")
