"""A document broken into rows of at most a measure of cells. Words are never changed, only placed.

Ragged right, as a terminal must be: breaks stand at spaces, after dashes, after a hyphen between letters, and between
wide (Chinese, Japanese, Korean) characters except before closing punctuation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tuireader.documents.model import Block, BlockKind, Document
from tuireader.layout.cells import clusters, is_simple
from tuireader.layout.model import Page, Piece, Row
from tuireader.text.clean import clean
from tuireader.text.span import Span

ORNAMENT = "* * *"
"""Between two works of one file: the asterisks that printers set there."""

_KEEPS_LINES = {BlockKind.CODE, BlockKind.BYLINE, BlockKind.TITLE}
_CLOSES = frozenset("、。，．：；？！）］｝〕〉》」』】’”…ー々")
_CLOSE_SET = {BlockKind.NOTE_ENTRY, BlockKind.LIST_ITEM}
"""Blocks of these kinds follow one another without a blank row, as in print."""


def lay_out(document: Document, measure: int) -> Page:
    """Break the whole document to ``measure`` cells (at least 4). Residue is left out."""
    measure = max(measure, 4)
    rows: list[Row] = []
    previous: Block | None = None
    work_starts = {w.blocks[0].span.start for w in document.works[1:] if w.blocks}
    for block in document.blocks:
        if block.kind is BlockKind.RESIDUE:
            continue
        if previous is not None:
            rows.extend(_between(previous, block, measure, new_work=block.span.start in work_starts))
        rows.extend(lay_out_block(document, block, measure))
        previous = block
    return Page(tuple(rows), measure)


def lay_out_block(document: Document, block: Block, measure: int) -> Iterator[Row]:
    """The rows of one block."""
    first, rest = _indents(block, measure)
    lines = _lines(document, block)
    started = False
    for line in lines:
        text, pieces = _shown(document, line)
        if not keeps_spaces(block):
            text, pieces = _without_edges(text, pieces)
        cuts = list(breaks(text, measure - (rest if started else first), measure - rest))
        for n, (start, end, following) in enumerate(cuts):
            source = _source_of(pieces, start, line.start)
            until = line.end if n == len(cuts) - 1 else _source_of(pieces, following, line.end)
            yield Row(
                span=Span(source if started or n else line.start, until),
                text=text[start:end],
                pieces=_cut(pieces, start, end),
                indent=rest if started else first,
                block=block,
                first=not started,
            )
            started = True


def keeps_spaces(block: Block) -> bool:
    """Whether spaces at the edges of a line carry meaning."""
    return block.kind is BlockKind.CODE


def breaks(text: str, first: int, rest: int) -> Iterator[tuple[int, int, int]]:
    """Where ``text`` breaks into lines of ``first`` cells, then of ``rest`` cells each.

    Yields start, end without spaces, and the start of what follows, in code points. A line is never empty; a cluster
    that is wider than the line stands alone on it.
    """
    find = _simple_cut if is_simple(text) else _wide_cuts(text)
    start, room = 0, max(first, 1)
    while start < len(text):
        end = find(text, start, room)
        following = end
        while following < len(text) and text[following] == " ":
            following += 1
        yield start, start + len(text[start:end].rstrip(" ")) or end, following
        start, room = following, max(rest, 1)


def _simple_cut(text: str, start: int, room: int) -> int:
    """The end of a line of one-cell characters."""
    limit = start + room
    if len(text) <= limit:
        return len(text)
    space = text.rfind(" ", start + 1, limit + 1)
    dash = max(text.rfind("—", start + 1, limit), text.rfind("–", start + 1, limit)) + 1
    if dash and text[dash - 1] == "–" and text[dash : dash + 1].isdigit():
        dash = 0  # a range of years or pages stays together
    hyphen = text.rfind("-", start + 2, limit) + 1
    if hyphen and not (text[hyphen - 3 : hyphen - 1].isalpha() and text[hyphen : hyphen + 2].isalpha()):
        hyphen = 0
    return max(space, dash, hyphen) if max(space, dash, hyphen) > start else limit


class _wide_cuts:  # noqa: N801 - a function with a memory
    """The end of a line of text that has wide, combining or joined characters."""

    def __init__(self, text: str) -> None:
        self._clusters = clusters(text)
        self._starts = [start for start, _, _ in self._clusters]

    def __call__(self, text: str, start: int, room: int) -> int:
        used, good = 0, 0
        for n in range(bisect_left(self._starts, start), len(self._clusters)):
            begin, end, cells = self._clusters[n]
            if used + cells > room and begin > start:
                return good or begin
            used += cells
            after = text[end : end + 1]
            if text[begin] == " " and begin > start:
                good = begin
            elif after and after not in _CLOSES and (cells == 2 or text[begin] == "—") and begin >= start:
                good = end if used <= room else good
            elif after == " " and used <= room:
                good = end
        return len(text)


def _between(previous: Block, block: Block, measure: int, *, new_work: bool) -> Iterator[Row]:
    gap = Span(previous.span.end, previous.span.end)
    blank = Row(gap, "")
    if new_work:
        yield from (blank, Row(gap, ORNAMENT, indent=max((measure - len(ORNAMENT)) // 2, 0)), blank)
    elif not (previous.kind is block.kind and block.kind in _CLOSE_SET):
        yield blank


def _indents(block: Block, measure: int) -> tuple[int, int]:
    """Indent of the first row and of the others, in cells; never more than a third of the measure."""
    wanted = {
        BlockKind.QUOTATION: (4, 4),
        BlockKind.CODE: (2, 2),
        BlockKind.CAPTION: (4, 4),
        BlockKind.NOTE_ENTRY: (0, 4),
        BlockKind.LIST_ITEM: (2 * max(block.level, 1), 2 * max(block.level, 1) + 2),
    }.get(block.kind, (0, 0))
    return min(wanted[0], measure // 3), min(wanted[1], measure // 3)


def _lines(document: Document, block: Block) -> list[Span]:
    """The stretches that begin a row of their own: the whole block, or its lines where lines carry meaning."""
    if block.kind not in _KEEPS_LINES:
        return [block.span]
    out, start = [], block.span.start
    while start < block.span.end:
        newline = document.text.find("\n", start, block.span.end)
        end = block.span.end if newline < 0 else newline + 1
        out.append(Span(start, end))
        start = end
    return out


def _shown(document: Document, line: Span) -> tuple[str, list[Piece]]:
    """What of a line is drawn, with the way back to the source."""
    hidden = document.hidden
    i = bisect_left(hidden, line.start, key=lambda s: s.end - 1) if hidden else 0
    parts: list[str] = []
    pieces: list[Piece] = []
    index, at = 0, line.start
    while at < line.end:
        gap = hidden[i] if i < len(hidden) and hidden[i].start < line.end else None
        until = min(max(gap.start, at), line.end) if gap else line.end
        if until > at:
            parts.append(document.text[at:until])
            pieces.append(Piece(index, at, until - at))
            index += until - at
        at = max(gap.end, at) if gap else line.end
        i += 1
    return clean("".join(parts)).replace("\n", " "), pieces


def _without_edges(text: str, pieces: list[Piece]) -> tuple[str, list[Piece]]:
    left = len(text) - len(text.lstrip(" "))
    return text.strip(" "), list(_cut(pieces, left, len(text.rstrip(" "))))


def _cut(pieces: list[Piece], start: int, end: int) -> tuple[Piece, ...]:
    out = []
    for p in pieces:
        a, b = max(p.index, start), min(p.index + p.length, end)
        if a < b:
            out.append(Piece(a - start, p.source + a - p.index, b - a))
    return tuple(out)


def _source_of(pieces: list[Piece], index: int, otherwise: int) -> int:
    for p in pieces:
        if p.index <= index < p.index + p.length:
            return p.source + index - p.index
    return otherwise
