"""What a document is: one text that never changes, and spans over it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tuireader.documents.shown import Shown, hidden_in, show
from tuireader.text.span import Span


class BlockKind(StrEnum):
    """What a block of lines is for; layout hides RESIDUE and gives NOTE_ENTRY no place in the body."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list item"
    CODE = "code"
    CAPTION = "caption"
    BYLINE = "byline"
    NOTE_HEADING = "note heading"
    NOTE_ENTRY = "note entry"
    RESIDUE = "residue"


class Emphasis(StrEnum):
    """How the author set words apart, in formats that can say so."""

    STRESSED = "stressed"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, note entry or the like. ``span`` has no blank lines at its edges; blocks never overlap."""

    kind: BlockKind
    span: Span
    level: int = 0
    """Headings: 1 is the highest. Quotations and list items: depth. Else 0."""


@dataclass(frozen=True)
class Work:
    """The scope in which a marker looks for its note: one essay of the possibly several in a file."""

    id: int
    """The place of the work in the file, from 0."""
    title: str | None
    """The title that the text itself gives, or None."""
    span: Span
    blocks: tuple[Block, ...]
    """In reading order, inside ``span``; the gaps between them are blank."""
    byline: str | None = None
    """Author, place and date as the text gives them, in one line."""
    note_style: str = ""
    """The name of the row of the note styles that this work's list of notes is written in; empty if it has none."""
    scopes: tuple[Span, ...] = ()
    """Parts of the work that number their notes anew (chapters, pages); empty when the whole work is one scope."""

    @property
    def name(self) -> str:
        """The title, or an honest word about its absence."""
        if self.title:
            return self.title
        return f"Untitled, {self.byline}" if self.byline else "Untitled"

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings of the work, in order."""
        return tuple(b for b in self.blocks if b.kind is BlockKind.HEADING)

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that a reader counts as paragraphs; paragraph 1 is the first of them."""
        counted = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM)
        return tuple(b for b in self.blocks if b.kind in counted)


@dataclass(frozen=True)
class Document:
    """A file as read: the decoded text with unified newlines, and the works that it holds. Never altered."""

    id: str
    """The identity under which marks are kept; made from the text on first reading, then kept through revisions."""
    title: str
    """The name of the whole: the file's own title line, else the first work's title, else the file's name."""
    text: str
    """The decoded file with CR LF and CR read as LF and nothing removed. All offsets count its code points."""
    works: tuple[Work, ...]
    revision: str
    """SHA-256 of the text in UTF-8, in hexadecimal: which revision of the document this is."""
    source: str
    """The path as given, or ``-``."""
    format: str = "txt"
    hidden: tuple[Span, ...] = ()
    """Signs of markup that a page does not show (``**``, ``#``), sorted, never overlapping. The text keeps them."""
    emphases: tuple[tuple[Span, Emphasis], ...] = ()
    """Words that the author stressed, sorted by span."""
    residue: tuple[Block, ...] = ()
    """Blocks outside every work: a container's title, web residue. Sorted."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the file in order, those outside the works among them."""
        inside = [b for w in self.works for b in w.blocks]
        return tuple(sorted([*inside, *self.residue], key=lambda b: b.span))

    @cached_property
    def _work_starts(self) -> list[int]:
        return [w.span.start for w in self.works]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.span.start for b in self.blocks]

    def work_at(self, offset: int) -> Work | None:
        """The work that holds ``offset``; between two works the one before; None before the first."""
        i = bisect_right(self._work_starts, offset) - 1
        return self.works[i] if i >= 0 else None

    def block_at(self, offset: int) -> Block | None:
        """The block that holds ``offset``, or the one before it; None before the first block."""
        i = bisect_right(self._block_starts, offset) - 1
        return self.blocks[i] if i >= 0 else None

    def hidden_in(self, span: Span) -> Iterator[Span]:
        """The signs of markup inside ``span``, which a page does not show, in order."""
        return hidden_in(self.hidden, span)

    def shown(self, span: Span) -> str:
        """The words of ``span`` as a page shows them: no signs of markup, white space folded to single spaces."""
        return self.show(span).words

    def show(self, span: Span) -> Shown:
        """The same words with the way back to the text."""
        return show(self.text, span, self.hidden)

    def heading_at(self, offset: int) -> Block | None:
        """The nearest heading at or before ``offset`` in the same work, or None."""
        work = self.work_at(offset)
        before = [h for h in work.headings if h.span.start <= offset] if work else []
        return before[-1] if before else None

    def paragraph_number(self, offset: int) -> int:
        """The number, from 1, of the paragraph of the work at ``offset`` or before it; 0 before the first."""
        work = self.work_at(offset)
        return sum(p.span.start <= offset for p in work.paragraphs) if work else 0
