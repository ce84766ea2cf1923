"""Lists of made-up notes, and what they are expected to come to."""

from __future__ import annotations

from tuireader.documents.plain import read_plain
from tuireader.notes.model import Resolution
from tuireader.notes.resolve import resolve

Row = tuple[str, str, list[str]]
"""A note, its status, and its roots."""


def read(notes: list[str], works: str = "") -> tuple[Resolution, ...]:
    marks = " ".join(f"Another claim that needs proof.[{i}]" for i in range(1, len(notes) + 1))
    lines = "\n".join(f"[{i}] {note}" for i, note in enumerate(notes, 1))
    after = f"\n\nBibliography\n\n{works}\n" if works else "\n"
    return resolve(read_plain(f"The mills of the lower river\n\n{marks}\n\nNotes\n\n{lines}{after}", "-")).resolutions


def outcomes(rows: list[Row]) -> list[tuple[str, list[str]]]:
    """Status and roots of every note, as rows give them."""
    return [(r.status.value, sorted(r.roots)) for r in read([words for words, _, _ in rows])]
