"""The whole text in pieces, each with the marks that lie on it and the note that it calls: so editions are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tuireader.documents.model import Block, BlockKind, Emphasis
from tuireader.notes.model import Note
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span

NOT_SHOWN = "Marks on what is not shown here"
"""Over the marks that stand outside what an edition shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one passage that are alike in all respects."""

    text: str
    """Without signs of markup, white space as it stands."""
    marks: tuple[Mark, ...]
    """The marks that lie on it."""
    ends: tuple[Mark, ...]
    """Those of them whose last words in the whole text these are."""
    emphases: tuple[Emphasis, ...]
    call: Note | None
    """The note that is called here; then ``text`` is the marker."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the text as an edition shows it."""

    block: Block
    pieces: tuple[Piece, ...]
    begins: tuple[Mark, ...]
    """The marks whose first words stand in it."""
    note: Note | None
    """The author's note whose entry it is."""
    level: int
    """Of a heading: how deep it stands, that of the whole being 1; no level is left out. Else 0."""


def passages(reading: Reading, marks: Iterable[Mark]) -> tuple[Passage, ...]:
    """The blocks of the text that a reader sees, in order; what a web page left behind is not among them."""
    blocks = [block for block in reading.document.blocks if block.kind is not BlockKind.RESIDUE]
    waiting = sorted(((m.span, m) for m in marks if m.span), key=lambda pair: pair[0])[::-1]
    here: list[tuple[Span, Mark]] = []
    pieces: list[tuple[Piece, ...]] = []
    for block in blocks:
        while waiting and waiting[-1][0].start < block.span.end:
            here.append(waiting.pop())
        here = [pair for pair in here if pair[0].end > block.span.start]
        pieces.append(tuple(_pieces(reading, block, here)))
    levels = _levels(reading, blocks)
    first: dict[str, int] = {}
    last: dict[str, tuple[int, int]] = {}
    for i, row in enumerate(pieces):
        for j, piece in enumerate(row):
            for mark in piece.marks:
                first.setdefault(mark.annotation.id, i)
                last[mark.annotation.id] = (i, j)
    return tuple(
        Passage(
            block,
            tuple(
                replace(p, ends=tuple(m for m in p.marks if last[m.annotation.id] == (i, j))) for j, p in enumerate(row)
            ),
            tuple({m.annotation.id: m for p in row for m in p.marks if first[m.annotation.id] == i}.values()),
            reading.apparatus.note_at(block.span.start),
            level,
        )
        for i, (block, row, level) in enumerate(zip(blocks, pieces, levels, strict=True))
    )


def _levels(reading: Reading, blocks: list[Block]) -> Iterator[int]:
    """How deep each heading stands: one below the title of its work, where that is another than that of the whole."""
    document = reading.document
    titled = {
        work.id
        for work in document.works
        if any(b.kind is BlockKind.TITLE and reading.shown(b.span) != document.title for b in work.blocks)
    }
    lowest = min((block.level for block in blocks if block.kind is BlockKind.HEADING), default=1)
    before = 1
    for block in blocks:
        work = document.work_at(block.span.start)
        first = 3 if work is not None and work.id in titled else 2
        kinds = {BlockKind.TITLE: 2, BlockKind.NOTE_HEADING: first, BlockKind.HEADING: first + block.level - lowest}
        level = min(6, kinds.get(block.kind, 0), before + 1)
        if level and not (block.kind is BlockKind.TITLE and reading.shown(block.span) == document.title):
            before = level
        yield level


def numbered(marks: Iterable[Mark]) -> dict[str, int]:
    """The number of each mark in an edition, by its id: from 1 in the order of the text, those without a place last."""
    in_order = sorted(marks, key=lambda mark: (mark.span is None, mark.span or Span(0, 0)))
    return {mark.annotation.id: number for number, mark in enumerate(in_order, 1)}


def outside(reading: Reading, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that stand on nothing that an edition shows: on what a web page left behind, or between blocks."""
    marks = tuple(mark for mark in marks if mark.span)
    shown = {mark.annotation.id for passage in passages(reading, marks) for mark in passage.begins}
    return tuple(mark for mark in marks if mark.annotation.id not in shown)


def _pieces(reading: Reading, block: Block, here: list[tuple[Span, Mark]]) -> Iterator[Piece]:
    document, span = reading.document, block.span
    hidden = list(document.hidden_in(span))
    markers = [m for m in reading.apparatus.markers_in(span) if reading.apparatus.note_of(m)]
    emphases = [(s, kind) for s, kind in _touching(document.emphases, span)]
    cuts = {span.start, span.end}
    for part in (*hidden, *(m.span for m in markers), *(s for s, _ in here), *(s for s, _ in emphases)):
        cuts |= {at for at in (part.start, part.end) if span.start < at < span.end}
    edges = sorted(cuts)
    calls = {m.span.start: m for m in markers}
    past = span.start
    for start, end in pairwise(edges):
        part = Span(start, end)
        marker = calls.get(start)
        if marker is not None:
            past = marker.span.end
        elif start < past or any(sign.covers(part) for sign in hidden):
            continue
        whole = marker.span if marker else part
        yield Piece(
            part.of(document.text) if marker is None else marker.span.of(document.text),
            tuple(m for s, m in here if s.overlaps(whole)),
            (),
            tuple(kind for s, kind in emphases if s.covers(part)),
            reading.apparatus.note_of(marker) if marker else None,
        )


def _touching(emphases: tuple[tuple[Span, Emphasis], ...], span: Span) -> Iterator[tuple[Span, Emphasis]]:
    for part, kind in emphases:
        if part.start >= span.end:
            return
        if part.end > span.start:
            yield part, kind
