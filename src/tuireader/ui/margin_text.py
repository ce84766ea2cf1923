"""What stands in the margin: footnotes in their own words with what they resolve to, and the reader's notes.

Values in, values out: a note becomes lines of parts, each part with the role that it plays in the margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tuireader.anchors.model import AnchorStatus
from tuireader.layout.cells import fit
from tuireader.layout.wrap import breaks
from tuireader.notes.model import Apparatus, Citation, Marker, Note, Status
from tuireader.reading import Mark, Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.page_roles import Signs


class Part(StrEnum):
    """The role of words in the margin."""

    LABEL = "label"
    OWN = "own"
    INHERITED = "inherited"
    LOCATOR = "locator"
    DOUBT = "doubt"
    MISSING = "missing"
    REMARK = "remark"
    TAG = "tag"


QUOTED = 160
"""Cells of the words as they were marked, where they are others now; the review shows them all."""
Piece = tuple[str, Part]
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class MarginItem:
    """A footnote or a margin note, ready to be placed: the offset that it belongs to, and its lines."""

    offset: int
    lines: tuple[Line, ...]


def items(reading: Reading, span: Span, width: int, signs: Signs) -> tuple[MarginItem, ...]:
    """Everything that belongs beside ``span``, in reading order, broken to ``width`` cells."""
    found, shown = [], set()
    for marker in reading.apparatus.markers_in(span):
        note = reading.apparatus.note_of(marker)
        again = note is not None and note.id in shown
        shown.add(note.id if note else -1)
        lines = _as_above(marker, width) if again else footnote(reading, marker, width, signs)
        found.append(MarginItem(marker.span.start, lines))
    for mark in reading.marks_in(span):
        told = mark.annotation.body or mark.anchor.status is AnchorStatus.EDITED
        if mark.span and told and span.contains(mark.span.start):
            found.append(MarginItem(mark.span.start, remark(mark, width, signs)))
    return tuple(sorted(found, key=lambda item: item.offset))


def footnote(reading: Reading, marker: Marker, width: int, signs: Signs) -> tuple[Line, ...]:
    """The lines of the note that a marker calls, or one calm line where there is none."""
    note = reading.apparatus.note_of(marker)
    head = (f"{clean_line(marker.label)}  ", Part.LABEL)
    if note is None:
        return hanging([head, ("no note with this number in this work", Part.MISSING)], width, len(head[0]))
    return note_lines(reading, note, width, signs)


def _as_above(marker: Marker, width: int) -> tuple[Line, ...]:
    """A note that is called a second time on the page."""
    return hanging([(f"{clean_line(marker.label)}  ", Part.LABEL), ("as above", Part.MISSING)], width, 0)


def note_lines(reading: Reading, note: Note, width: int, signs: Signs) -> tuple[Line, ...]:
    """Own words first, then what each of its sources points to."""
    head = (f"{clean_line(note.label)}  ", Part.LABEL)
    own = clean_line(reading.shown(note.body))
    indent = min(len(head[0]), 6)
    if not own:
        return hanging([head, ("this note is empty", Part.MISSING)], width, indent)
    lines = hanging([head, (own, Part.OWN)], width, indent)
    told: list[list[Piece]] = []
    for citation in reading.apparatus.citations_of(note):
        parts = resolved_parts(reading.apparatus, note, citation, signs)
        if parts and parts not in told:
            told.append(parts)
            lines += hanging([(" " * indent, Part.LABEL), *parts], width, indent + 2)
    return lines


def resolved_parts(apparatus: Apparatus, note: Note, citation: Citation, signs: Signs) -> list[Piece]:
    """What a source comes to: the inherited reference, its own locator; or the doubt, in words."""
    yours = ", your link" if citation.by_reader else ""
    if citation.doubtful:
        said = clean_line(citation.reason or "not clear what this points to").rstrip(".")
        meant = [apparatus.name_of(note_id, note) for note_id in citation.candidates if note_id != note.id]
        also = f"; it may be note {', '.join(meant)}" if meant and "note" not in said else ""
        return [("? ", Part.DOUBT), (f"{said}{clean_line(also)}{yours}", Part.DOUBT)]
    if not citation.points:
        return []
    path = [apparatus.name_of(note_id, note) for note_id in citation.chain]
    way = (" > " if signs.ascii else " → ").join(path) if path else "in the bibliography:"
    parts: list[Piece] = [(f"{signs.points_to} {clean_line(way)}{yours}  ", Part.LABEL)]
    if citation.reference:
        parts.append((clean_line(citation.reference).rstrip(" .") + " ", Part.INHERITED))
    if citation.status is Status.PARTIAL:
        parts.append((f"({clean_line(citation.reason or 'only in part').rstrip('.')}) ", Part.DOUBT))
    if citation.locator:
        parts.append((f"{signs.drawn('·')} {clean_line(citation.locator)}", Part.LOCATOR))
    return parts


def remark(mark: Mark, width: int, signs: Signs) -> tuple[Line, ...]:
    """The reader's own note, its paragraphs kept, its tags at the end; and the words as marked, where they changed."""
    head = (f"{signs.done if mark.annotation.done else signs.note} ", Part.LABEL)
    paragraphs = [clean_line(p) for p in mark.annotation.body.split("\n")] if mark.annotation.body else []
    lines: tuple[Line, ...] = ()
    for n, paragraph in enumerate(paragraphs):
        first = head if n == 0 else ("  ", Part.LABEL)
        lines += hanging([first, (paragraph, Part.REMARK)], width, 2)
    tags = " ".join(f"#{clean_line(t)}" for t in mark.annotation.tags if f"#{t}" not in mark.annotation.body)
    if tags:
        lines += hanging([("  ", Part.LABEL), (tags, Part.TAG)], width, 2)
    if mark.anchor.status is AnchorStatus.EDITED:
        quote = mark.annotation.target.quote
        words = fit(clean_line(quote.exact), QUOTED) if quote else "other words"
        lines += hanging([(f"{signs.unconfirmed} ", Part.DOUBT), (f"as marked: “{words}”", Part.DOUBT)], width, 2)
    return lines


def hanging(parts: Sequence[Piece], width: int, indent: int) -> tuple[Line, ...]:
    """Parts run together and broken to ``width`` cells, every line but the first indented."""
    width = max(width, 8)
    indent = min(indent, width // 3)
    text = "".join(p for p, _ in parts)
    lines = []
    for n, (start, end, _) in enumerate(breaks(text, width, width - indent)):
        line = tuple(_slice(parts, start, end))
        lines.append(((" " * indent, Part.LABEL), *line) if n and indent else line)
    return tuple(lines)


def _slice(parts: Sequence[Piece], start: int, end: int) -> Iterable[Piece]:
    at = 0
    for words, part in parts:
        piece = words[max(start - at, 0) : max(end - at, 0)]
        if piece:
            yield piece, part
        at += len(words)
