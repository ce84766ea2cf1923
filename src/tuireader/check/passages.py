"""The stretches of a text that are read as one: a paragraph of the body, or the words of a note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tuireader.documents.model import BlockKind, Emphasis, Work
from tuireader.documents.shown import Shown
from tuireader.notes.model import Note
from tuireader.reading import Reading
from tuireader.text.span import Span

_BODY = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as a page shows them, and the way back to the text."""

    work: Work
    shown: Shown
    kind: BlockKind
    note: Note | None = None

    @property
    def words(self) -> str:
        """The words, with single spaces and without signs of markup."""
        return self.shown.words

    @property
    def where(self) -> str:
        """How a message begins: by naming the note, if it is one."""
        return f"Note {self.note.label}: " if self.note else ""

    def span(self, start: int, end: int) -> Span:
        """Where ``words[start:end]`` stands in the text."""
        return self.shown.to_source(start, end)


def body(reading: Reading, work: Work) -> Iterator[Passage]:
    """The passages of the body of a work, in order; code and what is hidden are left out."""
    code = _code(reading)
    for block in work.blocks:
        if block.kind in _BODY:
            yield Passage(work, _without_code(reading.document.show(block.span), block.span, code), block.kind)


def notes(reading: Reading) -> Iterator[Passage]:
    """The words of every note that has any, in order."""
    code = _code(reading)
    for note in reading.apparatus.notes:
        if len(note.body):
            work = reading.document.works[note.work_id]
            shown = _without_code(reading.document.show(note.body), note.body, code)
            yield Passage(work, shown, BlockKind.NOTE_ENTRY, note)


def _code(reading: Reading) -> list[Span]:
    return [span for span, kind in reading.document.emphases if kind is Emphasis.CODE]


def _without_code(shown: Shown, span: Span, code: list[Span]) -> Shown:
    """The same words with a letter for each sign of code in the line, for code has signs of its own."""
    first = bisect_left(code, span.start, key=lambda each: each.start)
    last = bisect_left(code, span.end, key=lambda each: each.start)
    if first == last:
        return shown
    pieces: list[str] = []
    at = 0
    for each in code[first:last]:
        start, end = shown.to_words(each.start), shown.to_words(each.end)
        if start >= at:
            pieces += [shown.words[at:start], "x" * (end - start)]
            at = max(start, end)
    return replace(shown, words="".join([*pieces, shown.words[at:]]))


def passages(reading: Reading) -> Iterator[Passage]:
    """All of them: the bodies of the works, then the notes."""
    for work in reading.document.works:
        yield from body(reading, work)
    yield from notes(reading)
