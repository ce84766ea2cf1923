"""The whole reading as lines of plain text: each paragraph, then its notes and the reader's marks on it.

For pipes, for terminals that can do no more, and for screen readers: no drawing, no colour, nothing that moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from tuireader.annotations.kinds import kind_of
from tuireader.documents.model import Block, BlockKind, Work
from tuireader.export.words import remarks, resolved, shown_quote
from tuireader.notes.model import Note
from tuireader.reading import Mark, Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span

INDENT = 4
"""Cells by which notes and marks stand in from the text."""


def plain_text(reading: Reading, width: int = 0) -> str:
    """The text with its notes and marks. Lines hold at most ``width`` cells; 0 breaks only where the text does."""
    paragraphs = _Plain(reading).paragraphs()
    return "\n\n".join(wrapped(words, indent, width) for words, indent in paragraphs) + "\n"


def wrapped(text: str, indent: int, width: int) -> str:
    """The lines of ``text``, set in by ``indent`` cells and broken to ``width`` cells where that is not 0."""
    lines = [clean_line(line) for line in text.split("\n")]
    if width:
        from tuireader.layout.wrap import breaks

        room = max(width - indent, 1)
        lines = [line[start:end] for line in lines for start, end, _ in breaks(line, room, room)] if any(lines) else []
    return "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)


class _Plain:
    """One pass over the text; remembers which notes and marks it has told already."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: set[int] = set()
        self._marks = list(reading.placed)
        self._quoted: set[str] = set()

    def paragraphs(self) -> Iterator[tuple[str, int]]:
        """Words and how far they stand in, paragraph by paragraph."""
        document = self._reading.document
        for block in document.residue:
            if document.works and block.span.end <= document.works[0].span.start and block.kind is BlockKind.TITLE:
                yield self._words(block), 0
        for work in document.works:
            yield from self._work(work)
        for mark in self._reading.orphans:
            yield from self._mark(mark)

    def _work(self, work: Work) -> Iterator[tuple[str, int]]:
        count = len(self._reading.document.works)
        if count > 1:
            yield f"WORK {work.id + 1} OF {count}: {' '.join(work.name.split())}", 0
        for block in work.blocks:
            if block.kind in (BlockKind.NOTE_ENTRY, BlockKind.NOTE_HEADING, BlockKind.RESIDUE):
                continue
            yield self._words(block), INDENT if block.kind is BlockKind.QUOTATION else 0
            yield from self._notes_of(block.span)
            yield from self._marks_in(block.span)
        yield from self._uncalled(work)
        yield from self._marks_in(work.span)

    def _words(self, block: Block) -> str:
        reading = self._reading
        if block.kind is BlockKind.HEADING:
            return reading.section_of(block.span.start)
        if block.kind is BlockKind.CODE:
            return block.span.of(reading.document.text)
        if block.kind is BlockKind.BYLINE:
            ends = accumulate(len(line) for line in block.span.of(reading.document.text).splitlines(keepends=True))
            starts = [block.span.start, *(block.span.start + end for end in ends)]
            return "\n".join(reading.shown(Span(*line)) for line in pairwise(starts))
        words = reading.shown(block.span)
        return f"- {words.lstrip('-*+ ')}" if block.kind is BlockKind.LIST_ITEM and words[:1] in "-*+" else words

    def _notes_of(self, span: Span) -> Iterator[tuple[str, int]]:
        apparatus = self._reading.apparatus
        calls = {(m.label, m.work_id, m.scope): m for m in reversed(apparatus.markers_in(span))}
        for marker in reversed(calls.values()):  # each once, where it is called first
            note = apparatus.note_of(marker)
            if note is None:
                yield f"[{marker.label}] no note with this number in this work", INDENT
            elif note.id in self._told:
                yield f"[{note.label}] the same note as above", INDENT
            else:
                yield from self._note(note)

    def _note(self, note: Note) -> Iterator[tuple[str, int]]:
        self._told.add(note.id)
        words = self._reading.shown(note.body) or "the note is empty"
        comes_to = resolved(self._reading.apparatus, note)
        yield f"[{note.label}] {words}{f' → {comes_to}' if comes_to else ''}", INDENT
        yield from self._marks_in(note.span)

    def _uncalled(self, work: Work) -> Iterator[tuple[str, int]]:
        rest = [n for n in self._reading.apparatus.notes if n.work_id == work.id and n.id not in self._told]
        if rest:
            yield "Notes that no marker calls:", 0
        for note in rest:
            yield from self._note(note)

    def _marks_in(self, span: Span) -> Iterator[tuple[str, int]]:
        """The marks that begin inside ``span`` and were not told yet."""
        for place, mark in self._marks:
            if span.contains(place.start) and mark.annotation.id not in self._quoted:
                yield from self._mark(mark)

    def _mark(self, mark: Mark) -> Iterator[tuple[str, int]]:
        annotation = mark.annotation
        self._quoted.add(annotation.id)
        said = remarks(mark) or (kind_of(annotation.label).words,)
        yield f"HIGHLIGHT ({', '.join(said)}): “{' '.join(shown_quote(mark, self._reading).split())}”", INDENT
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        if annotation.body.strip() or tags:
            yield f"NOTE: {' '.join(filter(None, (annotation.body.strip(), tags)))}", INDENT
