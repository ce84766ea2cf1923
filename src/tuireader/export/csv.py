"""Marks as a table for a spreadsheet, which must not take any of it for a formula."""

from __future__ import annotations

import csv
import io

from tuireader.export.choice import EVERYTHING, STATES, Choice, chosen
from tuireader.export.escaping import without_controls
from tuireader.export.words import quote_of
from tuireader.reading import Mark, Reading

COLUMNS = (
    "id",
    "status",
    "work",
    "section",
    "place",
    "start",
    "end",
    "label",
    "quote",
    "note",
    "tags",
    "state",
    "created",
    "modified",
)


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """One row for each mark that was chosen, in its order, under a row of names; lines end as RFC 4180 says."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for mark in chosen(reading, choice):
        rows.writerow([harmless(cell) for cell in _cells(mark, reading)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """``cell`` as text that no spreadsheet computes: what begins like a formula gets an apostrophe before it.

    What a terminal would obey is shown as a picture of itself.
    """
    cell = without_controls(cell)
    return f"'{cell}" if cell.lstrip()[:1] in {*"=+-@|%", *"＝＋－＠"} or cell[:1] in {*"\t\r\n"} else cell


def _cells(mark: Mark, reading: Reading) -> tuple[str, ...]:
    annotation, span, document = mark.annotation, mark.span, reading.document
    work = document.work_at(span.start) if span else None
    return (
        annotation.id,
        mark.anchor.status.value,
        work.name if work else "",
        reading.section_of(span.start) if span else "",
        reading.place(span.start).path if span else "",
        str(span.start) if span else "",
        str(span.end) if span else "",
        annotation.label,
        quote_of(mark, reading),
        annotation.body,
        " ".join(f"#{tag}" for tag in annotation.tags),
        STATES[annotation.done],
        annotation.created,
        annotation.modified,
    )
