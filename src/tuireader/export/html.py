"""The whole text as one page of HTML with the marks in its margin: no script, no picture, nothing from the net."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tuireader.annotations.kinds import KINDS, kind_of
from tuireader.documents.model import BlockKind, Emphasis
from tuireader.export.choice import EVERYTHING, STATES, Choice, chosen
from tuireader.export.edition import NOT_SHOWN, Passage, Piece, numbered, outside, passages
from tuireader.export.markdown import ORPHANS
from tuireader.export.words import day, remarks, resolved, shown_quote
from tuireader.notes.model import Note
from tuireader.reading import Mark, Reading
from tuireader.text.clean import clean

_STYLE = """
:root { color-scheme: light dark; --ink: #222; --paper: #fff; --faint: #666; --line: #bbb; --light: 85% }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ddd; --paper: #111; --faint: #aaa; --line: #555; --light: 25% }
}
body { max-width: 62em; margin: 3em auto; padding: 0 1em; font: 1.1em/1.5 Georgia, serif }
body { color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
h1 { font-size: 1.5em } h2 { font-size: 1.25em } h3, h4, h5, h6 { font-size: 1.05em }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 17em; column-gap: 2em }
.text blockquote { margin: 0 0 1em 1.5em } pre { white-space: pre-wrap } p { margin: 0 0 1em }
.entry, .margin { font-size: .85em; line-height: 1.4 }
.comes { color: var(--faint) }
article { margin: 0 0 1em; padding-left: .6em; border-left: .2em solid var(--line); break-inside: avoid }
article p, article blockquote { margin: 0 } .said { white-space: pre-line } .place, .tags { color: var(--faint) }
mark { color: inherit; background: hsl(var(--hue) 80% var(--light)); padding: .1em 0 }
article { border-color: hsl(var(--hue) 60% 50%) } .done { opacity: .65 } .done .said { text-decoration: line-through }
mark.two { text-decoration: underline; text-decoration-thickness: .1em } a { color: inherit; text-decoration: none }
sup { line-height: 0; font-size: .75em } .ref { font-weight: bold }
:target { outline: .15em solid var(--faint) }
@media screen and (max-width: 50em) { .row { display: block } .margin { margin: 0 0 1em 1.5em } }
@media print {
  :root { --ink: #000; --paper: #fff; --faint: #444; --line: #888; --light: 88%; color-scheme: light }
  @page { margin: 18mm }
  body { font-size: 10.5pt; margin: 0; padding: 0; max-width: none }
  .row { grid-template-columns: minmax(0, 1fr) 32%; column-gap: 1.5em }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact } h2, h3, h4 { break-after: avoid }
}
""".strip()
_TAGS = {Emphasis.STRESSED: "em", Emphasis.STRONG: "strong", Emphasis.CODE: "code"}


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """The page; every word of the essay and of the notes is escaped. Of the marks those that were chosen are on it."""
    return "\n".join((*_head(reading), *_Page(reading, choice).body(), "</body></html>\n"))


def _head(reading: Reading) -> Iterator[str]:
    hues = "\n".join(f".{kind.role} {{ --hue: {(50 + 137 * i) % 360} }}" for i, kind in enumerate(KINDS))
    yield "<!DOCTYPE html>"
    yield '<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{_text(reading.document.title)}</title>"
    yield f"<style>\n{_STYLE}\n{hues}\n</style></head><body>"


class _Page:
    """Marks are numbered through the page: the number stands behind the words and before what is said of them."""

    def __init__(self, reading: Reading, choice: Choice) -> None:
        self._reading = reading
        self._marks = chosen(reading, choice)
        self._numbers = numbered(self._marks)

    def body(self) -> Iterator[str]:
        title = _text(self._reading.document.title)
        yield f"<h1>{title}</h1>"
        if not self._marks:
            yield "<p>No marks yet.</p>"
        for passage in passages(self._reading, self._marks):
            words = self._words(passage)
            if passage.block.kind is BlockKind.TITLE and words == title and not passage.begins:
                continue
            notes = "".join(self._article(mark) for mark in passage.begins)
            yield f'<div class="row"><div class="text">{self._block(passage, words)}</div>'
            yield f'<div class="margin">{notes}</div></div>'
        yield from self._listed(NOT_SHOWN, outside(self._reading, self._marks))
        yield from self._listed(ORPHANS, tuple(mark for mark in self._marks if not mark.span))

    def _listed(self, heading: str, marks: tuple[Mark, ...]) -> Iterator[str]:
        if marks:
            yield f"<h2>{heading}</h2>"
        for mark in marks:
            yield self._article(mark, quoted=True)

    def _block(self, passage: Passage, words: str) -> str:
        block, note = passage.block, passage.note
        if note is not None:
            comes_to = resolved(self._reading.apparatus, note)
            shown = f'{words} <span class="comes">→ {_text(comes_to)}</span>' if comes_to else words
            first = f' id="note-{note.id}"' if block.span.start <= note.span.start else ""
            return f'<p class="entry"{first}>{shown}</p>'
        match block.kind:
            case BlockKind.TITLE | BlockKind.HEADING | BlockKind.NOTE_HEADING:
                return f"<h{passage.level}>{words}</h{passage.level}>"
            case BlockKind.QUOTATION:
                return f"<blockquote>{words}</blockquote>"
            case BlockKind.CODE:
                return f"<pre>{words}</pre>"
            case _:
                return f"<p>{words}</p>"

    def _words(self, passage: Passage) -> str:
        return "".join(self._piece(piece) for piece in passage.pieces).strip()

    def _piece(self, piece: Piece) -> str:
        words = self._call(piece.call) if piece.call else _text(piece.text)
        for emphasis in piece.emphases:
            if tag := _TAGS.get(emphasis):
                words = f"<{tag}>{words}</{tag}>"
        if piece.marks:
            shortest = min(piece.marks, key=lambda mark: len(mark.span) if mark.span else 0)
            two = " two" if len(piece.marks) > 1 else ""
            words = f'<mark class="{kind_of(shortest.annotation.label).role}{two}">{words}</mark>'
        for mark in piece.ends:
            number = self._numbers[mark.annotation.id]
            words += f'<sup class="ref"><a href="#m{number}">{number}</a></sup>'
        return words

    def _call(self, note: Note) -> str:
        return f'<sup><a href="#note-{note.id}">{_text(note.label)}</a></sup>'

    def _article(self, mark: Mark, quoted: bool = False) -> str:
        annotation = mark.annotation
        kind, number = kind_of(annotation.label), self._numbers[annotation.id]
        place = self._reading.place(mark.span.start).path if mark.span else ""
        about = " · ".join(filter(None, (place, *remarks(mark))))
        state = STATES[annotation.done]
        parts = [f'<article id="m{number}" data-id="{_text(annotation.id)}" class="{kind.role} {state}">']
        if quoted:
            parts.append(f'<blockquote class="said">{_text(shown_quote(mark, self._reading))}</blockquote>')
        parts.append(f'<p class="place"><b>{number}</b> {_text(kind.glyph)} {_text(about)}</p>')
        if annotation.body.strip():
            made = f' <span class="place">({_text(day(annotation.modified))})</span>'
            parts.append(f'<p><span class="said">{_text(annotation.body)}</span>{made}</p>')
        if annotation.tags:
            parts.append(f'<p class="tags">{_text(" ".join(f"#{tag}" for tag in annotation.tags))}</p>')
        return "".join((*parts, "</article>"))


def _text(words: str) -> str:
    return escape(clean(words))
