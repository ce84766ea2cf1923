"""The index as a table for a spreadsheet, which must not take any of it for a formula."""

from __future__ import annotations

import csv
import io

from tuireader.export.csv import harmless
from tuireader.export.index_locators import locators
from tuireader.index.model import Entity
from tuireader.reading import Reading

COLUMNS = (
    "kind",
    "heading",
    "also",
    "cited author",
    "in text",
    "in notes",
    "where",
    "dates in the text",
    "known dates",
    "see also",
)


def render(reading: Reading, entities: tuple[Entity, ...]) -> str:
    """One row for each entry under a row of names; lines end as RFC 4180 says."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for entity in entities:
        rows.writerow([harmless(cell) for cell in _cells(reading, entity)])
    return out.getvalue()


def _cells(reading: Reading, entity: Entity) -> tuple[str, ...]:
    in_notes = sum(m.in_notes for m in entity.mentions)
    return (
        entity.kind.value,
        entity.heading,
        "; ".join(entity.variants),
        "yes" if entity.cited_author else "no",
        str(len(entity.mentions) - in_notes),
        str(in_notes),
        f"¶ {locators(reading, entity.mentions)}",  # the sign keeps "2:3" from being taken for a time
        "; ".join(_iso(d.start, d.end) for d in entity.dates if not d.known),
        "; ".join(_iso(d.start, d.end) for d in entity.dates if d.known),
        "; ".join(entity.see_also),
    )


def _iso(start: str, end: str | None) -> str:
    """A date as ISO 8601 has it, a stretch of time with a slash."""
    return f"{start}/{end}" if end else start
