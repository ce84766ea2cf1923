"""The marginal edition: the whole text as Markdown, every mark a footnote beside the author's own.

A text that is Markdown already stays as it is, byte for byte, but for the calls; plain text is escaped. A note cannot
be called inside a note, so marks on the author's notes stand at the end with their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from tuireader.annotations.kinds import KINDS, kind_of
from tuireader.documents.model import BlockKind, Emphasis
from tuireader.export.choice import EVERYTHING, Choice, chosen
from tuireader.export.edition import NOT_SHOWN, Passage, numbered, outside, passages
from tuireader.export.escaping import escape_lines
from tuireader.export.footnotes import Footnotes
from tuireader.export.markdown import ORPHANS, shown_tag
from tuireader.export.styles import STYLES, Style, written, written_each
from tuireader.export.words import day, remarks, shown_quote
from tuireader.notes.model import Note
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span

_BULLET = re.compile(r"(?:[-*+•‣–]|(\d{1,9})[.)])\s+")
_FENCE = re.compile(r"[^\n]*\n[ >]*(?:`{3,}|~{3,})[ \t]*(?=\n|$)")
"""From the last line of a block of code to the end of the fence below it."""
_MOST = 60
"""Code points of a quote from which on its middle is left out."""
_CLOSED = (Emphasis.LINK, Emphasis.CODE)
_ON_NOTES = "Marks on the notes of the author"
_UNCALLED = "Notes that nothing in the text calls"


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """The edition with the marks that were chosen. Raises KeyError for a style without a row."""
    return _Edition(reading, choice).text()


class _Edition:
    def __init__(self, reading: Reading, choice: Choice) -> None:
        self._reading = reading
        self._style: Style = STYLES[choice.style]
        self._marks = chosen(reading, choice)
        self._footnotes = Footnotes(reading, self._style)
        labels = {note.label for note in reading.apparatus.notes}
        begins = next(word for word in ("m", "mark-", "reader-") if not any(x.startswith(word) for x in labels))
        self._keys = {name: f"{begins}{number}" for name, number in numbered(self._marks).items()}
        self._in_notes: list[Mark] = []

    def text(self) -> str:
        parts = [self._source()] if self._reading.document.format == "md" else list(self._set())
        gone = tuple(mark for mark in self._marks if not mark.span)
        for heading, marks in (
            (_ON_NOTES, tuple(self._in_notes)),
            (NOT_SHOWN, outside(self._reading, self._marks)),
            (ORPHANS, gone),
        ):
            if marks:
                parts.append(f"## {heading}")
                parts.extend(f"{self._quoted(mark)}{self._call(mark)}" for mark in marks)
        parts.extend(self._definitions())
        return "\n\n".join(part for part in parts if part) + "\n"

    def _source(self) -> str:
        """The source as it is, a call behind each mark where no markup is broken by it."""
        text = self._reading.document.text
        calls: dict[int, str] = {}
        for passage in passages(self._reading, self._marks):
            ends = _last(passage)
            if passage.note is not None:
                self._in_notes += ends
                continue
            whole = self._whole(passage.block.span) if ends else []
            for mark in ends:
                at, before = self._behind(mark, passage, whole)
                calls[at] = calls.get(at, before) + self._call(mark)
        out, past = list[str](), 0
        for at in sorted(calls):
            out += [text[past:at], calls[at], "\\" if text[at : at + 1] in ("(", ":") else ""]
            past = at
        return "".join((*out, text[past:])).rstrip("\n")

    def _behind(self, mark: Mark, passage: Passage, whole: list[Span]) -> tuple[int, str]:
        """Where a call may stand behind a mark, and what must be before it: not inside a link or a sign of markup."""
        document, end = self._reading.document, passage.block.span.end
        at = min(mark.span.end if mark.span else 0, end)
        if passage.block.kind is BlockKind.CODE:
            fence = _FENCE.match(document.text, end)
            return (fence.end() if fence else end), "\n\n"
        start = mark.span.start if mark.span else 0
        before = -1
        while before != at:
            before = at
            at = next((span.end for span in whole if span.start < at < span.end), at)
            for sign in document.hidden_in(Span(max(start, at - 1), end)):
                if sign.start > at:
                    break
                if sign.end in self._opened and start < sign.start < at:
                    at = sign.start  # the sign opens what the mark does not reach
                elif sign.end not in self._opened and start < at < sign.end:
                    at = sign.end
        return at, ""

    def _whole(self, span: Span) -> list[Span]:
        """What no call may stand inside in a block: links, code, the calls of the author's own notes."""
        emphases = self._reading.document.emphases
        closed = [part for part, kind in emphases if kind in _CLOSED and part.overlaps(span)]
        return [*closed, *(marker.span for marker in self._reading.apparatus.markers_in(span))]

    @cached_property
    def _opened(self) -> frozenset[int]:
        """Where the signs end that open a stretch of stressed words, of code or of a link."""
        return frozenset(span.start for span, _ in self._reading.document.emphases)

    def _set(self) -> Iterator[str]:
        """Plain text, block by block."""
        yield f"# {written(self._reading.document.title, self._style)}"
        for passage in passages(self._reading, self._marks):
            if passage.note is not None:
                self._in_notes += _last(passage)
                continue
            words = self._words(passage)
            block = passage.block
            match block.kind:
                case BlockKind.NOTE_HEADING:
                    self._in_notes += _last(passage)
                case BlockKind.TITLE:
                    if words != written(self._reading.document.title, self._style):
                        yield f"## {words}"
                case BlockKind.HEADING:
                    yield f"{'#' * passage.level} {words}"
                case BlockKind.QUOTATION:
                    yield f"> {words}"
                case BlockKind.LIST_ITEM:
                    bullet = _BULLET.match(block.span.of(self._reading.document.text))
                    yield f"{f'{bullet[1]}.' if bullet and bullet[1] else '-'} {words}"
                case _:
                    yield words

    def _words(self, passage: Passage) -> str:
        """A block as one line of Markdown, calls in their places."""
        plain: list[str] = []
        calls: dict[int, str] = {}
        for piece in passage.pieces:
            if piece.call is not None:
                calls[len(plain)] = calls.get(len(plain), "") + self._footnotes.call(piece.call)
            else:
                for c in piece.text:
                    if not c.isspace():
                        plain.append(c)
                    elif plain and plain[-1] != " ":
                        plain.append(" ")
            for mark in piece.ends:
                at = len(plain) - (bool(plain) and plain[-1] == " ")
                calls[at] = calls.get(at, "") + self._call(mark)
        cut = _BULLET.match("".join(plain)) if passage.block.kind is BlockKind.LIST_ITEM else None
        first = cut.end() if cut else 0
        pieces = [*written_each("".join(plain[first:]), self._style), ""]
        for place, call in calls.items():
            at = max(0, place - first)
            pieces[at] = call + ("\\" + pieces[at] if pieces[at] in ("(", ":") else pieces[at])
        return "".join(pieces).strip()

    def _call(self, mark: Mark) -> str:
        return f"[^{self._keys[mark.annotation.id]}]"

    def _quoted(self, mark: Mark) -> str:
        place = self._reading.place(mark.span.start).path if mark.span else ""
        quote = written(shown_quote(mark, self._reading), self._style)
        return f"{written(place, self._style)}: {_in_marks(quote)}" if place else _in_marks(quote)

    def _definitions(self) -> Iterator[str]:
        """The author's notes, then the marks; of a text that is Markdown only the marks, for it has its notes."""
        if self._reading.document.format != "md":
            called = self._reading.apparatus.called_by
            uncalled: list[Note] = []
            for note in self._reading.apparatus.notes:
                if note.id in called:
                    yield self._footnotes.definition(self._footnotes.key(note)) or ""
                else:
                    uncalled.append(note)
            if uncalled:
                yield f"## {_UNCALLED}"
            for note in uncalled:
                yield written(f"({note.label}) {self._reading.shown(note.body)}", self._style)
        marks = {mark.annotation.id: mark for mark in self._marks}
        for name, key in self._keys.items():
            yield f"[^{key}]: {self._definition(marks[name])}"

    def _definition(self, mark: Mark) -> str:
        """What a mark says: its first and last words, its kind, and the note on it; further paragraphs are indented."""
        annotation = mark.annotation
        quote = " ".join(shown_quote(mark, self._reading).split())
        if len(quote) > _MOST:
            quote = f"{quote[: _MOST // 2].rsplit(' ', 1)[0]} … {quote[-_MOST // 2 :].split(' ', 1)[-1]}"
        kind = kind_of(annotation.label)
        said = remarks(mark) or ((kind.words,) if annotation.label == KINDS[0].name else ())
        first = f"{_in_marks(written(quote, self._style))} — {written(', '.join(said), self._style)}"
        lines = escape_lines(annotation.body, self._style.also)
        if lines:
            first += f" ({written(day(annotation.modified), self._style) or 'undated'})"
        tags = [written(tag, self._style) for tag in map(shown_tag, annotation.tags) if tag]
        rest = ["\n".join(f"    {line}" if line else "" for line in lines)] if lines else []
        if tags:
            rest.append("    " + " ".join(f"\\#{tag}" for tag in tags))
        return "\n\n".join((first, *rest))


def _in_marks(quote: str) -> str:
    """A quote between quotation marks that are not among its own."""
    return f"‘{quote}’" if "“" in quote or "”" in quote else f"“{quote}”"


def _last(passage: Passage) -> list[Mark]:
    """The marks whose last words stand in the passage, each once."""
    return list({mark.annotation.id: mark for piece in passage.pieces for mark in piece.ends}.values())
