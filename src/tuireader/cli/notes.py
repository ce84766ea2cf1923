"""``tuireader notes``: works, markers, notes and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.documents.model import Document, Work
from tuireader.errors import StoreError
from tuireader.export.lines import Lines
from tuireader.notes.model import Apparatus, Citation, Resolution
from tuireader.reading import Reading
from tuireader.text.span import Span


@click.command("notes", short_help="Works, markers, notes and what they resolve to.")
@path_argument
@as_json
@common
@pass_session
def command(session: Session, *, path: str, json: bool) -> int:
    """Works, markers, notes and what they resolve to. PATH may be - for standard input."""
    reading = _with_links(session, session.read(path))
    if json:
        works = [_work(reading, work) for work in reading.document.works]
        output.json(path=path, characters=len(reading.document.text), works=works)
    else:
        output.shown("\n".join(_in_words(reading)))
    return 0


def _with_links(session: Session, reading: Reading) -> Reading:
    """The notes as the reader has corrected them; as the rules have them where the store cannot be reached."""
    if not session.home.is_dir():
        return reading  # there is nothing to correct, and TinyDB need not be imported
    try:
        return session.library.with_marks(reading, remember=False)
    except StoreError as error:
        output.say(f"tuireader: {error} Your corrections are left out.")
        return reading


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
        "resolutions": [_resolution(notes, r) for r in _resolutions(notes, work)],
    }


def _resolutions(notes: Apparatus, work: Work) -> Iterator[Resolution]:
    return (r for r in notes.resolutions if notes.notes[r.note_id].work_id == work.id)


def _resolution(notes: Apparatus, resolution: Resolution) -> dict[str, Any]:
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
        "citations": [_citation(notes, citation) for citation in resolution.citations],
    }


def _citation(notes: Apparatus, citation: Citation) -> dict[str, Any]:
    """One source of a note; ``written`` is where its full reference stands."""
    labels = {name: None if i is None else notes.notes[i].label for name, i in _pointers(citation)}
    return {
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.text,
        "kind": citation.kind.value,
        "status": citation.status.value,
        **labels,
        "locator": citation.locator,
        "source": citation.reference,
        "written": {"start": citation.written.start, "end": citation.written.end} if citation.written else None,
        "reason": citation.reason,
        "by_reader": citation.by_reader,
    }


def _pointers(citation: Citation) -> tuple[tuple[str, int | None], ...]:
    return ("target", citation.target), ("root", citation.root)


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
    if comes_to := resolved(reading.apparatus, note):
        yield f"    → {comes_to}"
