"""Rows and pages: a document broken to a measure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tuireader.documents.model import Block, BlockKind
from tuireader.layout.cells import columns
from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row's text that stands in the source as one stretch, code point for code point."""

    index: int
    """Where it begins in the row's text."""
    source: int
    """Where it begins in the document's text."""
    length: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it is drawn. Blank rows and ornaments have no block and no pieces."""

    span: Span
    """What the row stands for in the document's text, white space and hidden signs at its end included."""
    text: str
    """What is drawn: safe characters, no white space at the end."""
    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    """Empty cells before the text."""
    block: Block | None = None
    first: bool = False
    """Whether it is the first row of its block."""

    @property
    def kind(self) -> BlockKind | None:
        """The kind of the row's block."""
        return self.block.kind if self.block else None

    def offset_of(self, index: int) -> int:
        """The offset in the document of the code point at ``index`` of the row's text, clamped to the row."""
        for piece in reversed(self.pieces):
            if index >= piece.index:
                return min(piece.source + index - piece.index, max(self.span.end - 1, self.span.start))
        return self.span.start

    def index_of(self, offset: int) -> int:
        """The index in the row's text of ``offset``; hidden offsets give the next shown one."""
        for piece in self.pieces:
            if offset < piece.source:
                return piece.index
            if offset < piece.source + piece.length:
                return piece.index + offset - piece.source
        return len(self.text)

    def column_of(self, offset: int) -> int:
        """The cell, counted from the left edge of the measure, where ``offset`` is drawn."""
        return self.indent + columns(self.text)[self.index_of(offset)]

    def offset_at(self, column: int) -> int:
        """The offset drawn at a cell, the nearest one where nothing is drawn there."""
        if not self.text:
            return self.span.start
        index = bisect_right(columns(self.text)[:-1], max(column - self.indent, 0)) - 1
        return self.offset_of(max(index, 0))


@dataclass(frozen=True)
class Page:
    """All rows of a document at one measure, in reading order."""

    rows: tuple[Row, ...]
    measure: int
    """The widest that a row may be, in cells, its indent included."""

    @cached_property
    def _starts(self) -> list[int]:
        return [r.span.start for r in self.rows]

    def row_of(self, offset: int) -> int:
        """The number of the row that shows ``offset``, or the last row with text before it; 0 in an empty page."""
        y = max(bisect_right(self._starts, offset) - 1, 0)
        while y > 0 and not self.rows[y].pieces:
            y -= 1
        return y

    def span_of(self, top: int, height: int) -> Span:
        """What ``height`` rows from ``top`` show, in offsets."""
        shown = [r.span for r in self.rows[max(top, 0) : top + height] if r.pieces]
        return Span(shown[0].start, shown[-1].end) if shown else Span(0, 0)
