"""``tuireader notes``: works, markers, notes and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.documents.model import Document, Work
from tuireader.export.lines import Lines
from tuireader.notes.model import Apparatus, Resolution
from tuireader.reading import Reading
from tuireader.text.span import Span


@click.command("notes", short_help="Works, markers, notes and what they resolve to.")
@path_argument
@as_json
@common
@pass_session
def command(session: Session, *, path: str, json: bool) -> int:
    """Works, markers, notes and what they resolve to. PATH may be - for standard input."""
    reading = session.read(path)
    if json:
        works = [_work(reading, work) for work in reading.document.works]
        output.json(path=path, characters=len(reading.document.text), works=works)
    else:
        output.shown("\n".join(_in_words(reading)))
    return 0


def _place(document: Document, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}


def _work(reading: Reading, work: Work) -> dict[str, Any]:
    document, notes = reading.document, reading.apparatus
    lines = Lines(document.text)
    return {
        "id": work.id,
        "title": work.title,
        "start": work.span.start,
        "end": work.span.end,
        "headings": [
            {
                "start": h.span.start,
                "end": h.span.end,
                "level": h.level,
                "text": reading.heading_text(h.span),
            }
            for h in work.headings
        ],
        "markers": [
            {"start": m.span.start, "end": m.span.end, "label": m.label} for m in notes.markers if m.work_id == work.id
        ],
        "definitions": [
            {"start": n.span.start, "end": n.span.end, "label": n.label, "text": n.body.of(document.text)}
            for n in notes.notes
            if n.work_id == work.id
        ],
        "editorial": [_place(document, e.span) for e in notes.editorial if e.work_id == work.id],
        "problems": [
            {"kind": p.kind.value, "label": p.label, "start": p.span.start, "line": lines.line(p.span.start)}
            for p in notes.problems
            if p.work_id == work.id
        ],
        "resolutions": [_resolution(r) for r in _resolutions(notes, work)],
    }


def _resolutions(notes: Apparatus, work: Work) -> Iterator[Resolution]:
    return (r for r in notes.resolutions if notes.notes[r.note_id].work_id == work.id)


def _resolution(resolution: Resolution) -> dict[str, Any]:
    return {
        "label": resolution.label,
        "kind": resolution.kind.value,
        "status": resolution.status.value,
        "targets": list(resolution.targets),
        "roots": list(resolution.roots),
        "chain": list(resolution.chain),
        "locator": resolution.locator,
        "extent": resolution.extent,
        "via_in": resolution.via_in,
        "source": resolution.source,
        "reason": resolution.reason,
        "candidates": list(resolution.candidates),
    }


def _in_words(reading: Reading) -> Iterator[str]:
    document, notes = reading.document, reading.apparatus
    lines = Lines(document.text)
    for work in document.works:
        markers = sum(m.work_id == work.id for m in notes.markers)
        entries = [n for n in notes.notes if n.work_id == work.id]
        problems = [p for p in notes.problems if p.work_id == work.id]
        yield f"{work.id + 1}. {work.name}: {markers} markers, {len(entries)} notes, {len(problems)} problems"
        for note in entries:
            yield from note_lines(reading, note.id)
        for problem in problems:
            yield f"  line {lines.line(problem.span.start)}: {problem.message}"
        yield ""


def note_lines(reading: Reading, note_id: int) -> Iterator[str]:
    """A note in its own words, and under it what it comes to, where that is not the same."""
    from tuireader.export.words import resolved

    note = reading.apparatus.notes[note_id]
    yield f"[{note.label}] {reading.shown(note.body) or 'the note is empty'}"
    if comes_to := resolved(reading.apparatus.resolution_of(note)):
        yield f"    → {comes_to}"
