"""Which words of a reading play which role, and which sign stands in the gutter. Values in, values out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.kinds import kind_of
from tuireader.documents.model import BlockKind, Emphasis
from tuireader.layout.model import Row
from tuireader.layout.roles import Role
from tuireader.notes.model import Status
from tuireader.reading import Reading
from tuireader.text.span import Span

_BLOCK_ROLES = {
    BlockKind.TITLE: Role.TITLE,
    BlockKind.HEADING: Role.HEADING,
    BlockKind.NOTE_HEADING: Role.HEADING,
    BlockKind.QUOTATION: Role.QUOTATION,
    BlockKind.CODE: Role.CODE,
    BlockKind.CAPTION: Role.APPARATUS,
    BlockKind.BYLINE: Role.APPARATUS,
}
_EMPHASIS_ROLES = {
    Emphasis.STRESSED: Role.STRESSED,
    Emphasis.STRONG: Role.STRONG,
    Emphasis.CODE: Role.CODE,
    Emphasis.LINK: Role.LINK,
}
_DOUBTFUL = {Status.AMBIGUOUS, Status.UNRESOLVED, Status.EMPTY}


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that say without colour what colour says."""

    caret: str = "›"
    note: str = "✎"
    done: str = "✓"
    unconfirmed: str = "¿"
    changed: str = "±"
    points_to: str = "↳"
    rule: str = "│"
    ascii: bool = False

    def drawn(self, words: str) -> str:
        """Our own words with signs that the terminal has; the author's words are never sent through here."""
        return words.translate(_PLAIN) if self.ascii else words


_PLAIN = str.maketrans("·─…“”‘’→↳✎✓±▌›│§¶–", "--~\"\"''>>&x*!>|SP-")

UNICODE_SIGNS = Signs()
ASCII_SIGNS = Signs(caret=">", note="&", done="x", unconfirmed="%", changed="*", points_to="->", rule="|", ascii=True)


def text_roles(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Roles that come from the author: headings, emphasis, markers."""
    for block in reading.document.blocks:
        if block.kind in _BLOCK_ROLES:
            yield block.span, _BLOCK_ROLES[block.kind]
    for span, emphasis in reading.document.emphases:
        yield span, _EMPHASIS_ROLES[emphasis]
    for marker in reading.apparatus.markers:
        note = reading.apparatus.note_of(marker)
        if note is None:
            yield marker.span, Role.MISSING_MARKER
        elif reading.apparatus.resolution_of(note).status in _DOUBTFUL:
            yield marker.span, Role.DOUBTFUL_MARKER
        else:
            yield marker.span, Role.MARKER


def mark_roles(reading: Reading) -> Iterator[tuple[Span, Role]]:
    """Roles that come from the reader: highlights by label, margin notes, marks to be confirmed."""
    for mark in reading.marks:
        if mark.span is None:
            continue
        yield mark.span, Role(kind_of(mark.annotation.label).role)
        if mark.annotation.body:
            yield mark.span, Role.COMMENTED
        if mark.anchor.status is AnchorStatus.EDITED:
            yield mark.span, Role.UNCONFIRMED


def gutter_sign(reading: Reading, row: Row, signs: Signs) -> str:
    """The sign of the marks on a row: to be confirmed, then a note that begins here, then the label's own."""
    marks = reading.marks_in(row.span)
    if not marks:
        return " "
    if any(m.anchor.status is AnchorStatus.EDITED for m in marks):
        return signs.unconfirmed
    begun = [m.annotation for m in marks if m.annotation.body and m.span and row.span.contains(m.span.start)]
    if begun:
        return signs.done if all(note.done for note in begun) else signs.note
    kind = kind_of(marks[0].annotation.label)
    return kind.plain if signs.ascii else kind.glyph


def change_sign(changes: Sequence[Span], row: Row, signs: Signs) -> str:
    """The sign beside the row with which a paragraph begins that changed since the last reading."""
    at = bisect_left(changes, row.span.start, key=lambda span: span.start)
    return signs.changed if row.pieces and at < len(changes) and changes[at].start < row.span.end else " "
