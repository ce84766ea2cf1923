"""``tuireader show``: the text with its notes and marks on stdout."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.annotations import as_fields
from tuireader.cli.plain_text import plain_text
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.documents.model import BlockKind
from tuireader.errors import StoreError
from tuireader.export.words import resolved
from tuireader.reading import Reading


@click.command("show", short_help="The text with its notes and marks, for pipes and screen readers.")
@path_argument
@click.option("--plain", is_flag=True, help="Paragraphs on one line each, on a terminal too.")
@click.option("--width", type=click.IntRange(min=0), metavar="N", help="Break lines at N cells; 0 does not break them.")
@as_json
@common
@pass_session
def command(session: Session, *, path: str, plain: bool, width: int | None, json: bool) -> int:
    """The text of PATH with its notes and your marks, as plain lines. PATH may be - for standard input."""
    if width is None:
        width = min(shutil.get_terminal_size().columns, session.settings.measure) if _on_paper(plain) else 0
    return show(session, path, width, json=json)


def show(session: Session, path: str, width: int, *, json: bool = False) -> int:
    """Print the text; when the store cannot be reached, without the marks, and with the exit status of that error."""
    status = 0
    reading = session.read(path)
    try:
        reading = session.with_marks(reading)
    except StoreError as error:
        output.say(f"tuireader: {error} The text is shown without your marks.")
        status = error.exit_status
    if json:
        output.json(path=path, title=reading.document.title, paragraphs=list(_paragraphs(reading)))
    else:
        output.shown(plain_text(reading, width))
    return status


def _paragraphs(reading: Reading) -> Iterator[dict[str, Any]]:
    """The blocks that a page shows, each with the notes that it calls and the marks that touch it."""
    apparatus = reading.apparatus
    for block in reading.document.blocks:
        if block.kind is BlockKind.RESIDUE:
            continue
        notes = [(m, apparatus.note_of(m)) for m in apparatus.markers_in(block.span)]
        yield {
            "kind": block.kind.value,
            "start": block.span.start,
            "end": block.span.end,
            "text": reading.shown(block.span),
            "notes": [
                {
                    "label": marker.label,
                    "text": reading.shown(note.body) if note else None,
                    "resolved": (resolved(apparatus, note) or None) if note else None,
                }
                for marker, note in notes
            ],
            "marks": [as_fields(mark, reading) for mark in reading.marks_in(block.span)],
        }


def _on_paper(plain: bool) -> bool:
    """Whether lines are to be broken for an eye that reads them here."""
    return output.is_terminal(sys.stdout) and not plain
