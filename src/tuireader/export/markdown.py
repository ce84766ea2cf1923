"""Marks as Markdown: quotes in reading order, each with the note on it, its tags, and the footnotes that it cites.

Every part that is ours stands between two comments with the id of the mark and a fingerprint of what was written, so
that a later export can tell our words from those that the reader added by hand. The text of an essay and of a note is
escaped: whatever it holds, it stays text, ``<!-- tuireader:end x -->`` included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from urllib.parse import quote as percent

from tuireader.annotations.tags import as_tag
from tuireader.documents.model import Block, Work
from tuireader.export.escaping import escape, escape_each, escape_lines, yaml_string
from tuireader.export.words import day, paragraphs, quote_of, remarks, resolved
from tuireader.notes.model import Note
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span

FORMAT = 1
"""The number of this shape of file, for programs that read it back."""


def render(reading: Reading) -> str:
    """The marks of ``reading`` as a Markdown file; the same marks give the same bytes."""
    footnotes = _Footnotes(reading)
    parts = ["\n".join(_front_matter(reading))]
    if not reading.marks:
        parts.append("No marks yet.")
    place: tuple[Work | None, Block | None] = (None, None)
    for span, mark in reading.placed:
        work, heading = reading.document.work_at(span.start), None
        if reading.apparatus.note_at(span.start) is None:
            heading = reading.document.heading_at(span.start)
        parts.extend(_headings(reading, place, (work, heading)))
        place = (work, heading)
        parts.append(_block(reading, mark, footnotes))
    if reading.orphans:
        parts.append("## Marks whose words are gone from the text")
        parts.extend(_block(reading, mark, footnotes) for mark in reading.orphans)
    if footnotes.used:
        parts.append(marked("footnotes", "\n\n".join(footnotes.definitions())))
    return "\n\n".join(parts) + "\n"


def marked(name: str, body: str) -> str:
    """``body`` between the comments that say whose it is: a name and the first eight digits of its SHA-256."""
    fingerprint = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = percent(name, safe=":/#?=&+@._~", errors="replace").replace("--", "-%2D")
    return f"<!-- tuireader:begin {name} {fingerprint} -->\n\n{body}\n\n<!-- tuireader:end {name} -->"


def _front_matter(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield "---"
    yield f"title: {yaml_string(document.title)}"
    yield "tags: [tuireader]"
    yield f"tuireader-format: {FORMAT}"
    yield f"tuireader-doc: {yaml_string(document.id)}"
    yield f"tuireader-source: {yaml_string(PurePath(document.source).name)}"
    yield f"tuireader-sha256: {yaml_string(document.revision[:16])}"
    if newest := max((m.annotation.modified for m in reading.marks), default=""):
        # the newest mark's time and not that of the export, so that exporting twice gives the same bytes
        plain = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", newest, re.ASCII)
        yield f"tuireader-modified: {newest if plain else yaml_string(newest)}"
    yield f"tuireader-highlights: {len(reading.marks)}"
    yield "---"


def _headings(
    reading: Reading, before: tuple[Work | None, Block | None], here: tuple[Work | None, Block | None]
) -> Iterator[str]:
    """The headings that stand between two marks: that of the work when it begins, that of the section likewise."""
    work, heading = here
    if work is not None and work != before[0]:
        yield f"## {work.id + 1}. {_title(work.name)}"
    if heading is not None and (work != before[0] or heading != before[1]):
        number = reading.place(heading.span.start).number
        yield f"### §{number} {_title(reading.heading_text(heading.span))}"


def _title(text: str) -> str:
    return escape(text.rstrip(" .,;:!")) or "Untitled"


def _block(reading: Reading, mark: Mark, footnotes: _Footnotes) -> str:
    annotation = mark.annotation
    where = reading.place(mark.span.start).path if mark.span else ""
    source = " · ".join(filter(None, (where, *remarks(mark))))
    quoted = [*_quote(reading, mark, footnotes), "", f"— {escape(source) or 'in the text'}"]
    parts = ["\n".join(f"> {line}" if line else ">" for line in quoted)]
    if annotation.body.strip():
        lines = escape_lines(annotation.body)
        lines[0] = f"**Note** ({escape(day(annotation.modified)) or 'undated'}): {lines[0]}"
        parts.append("\n".join(lines))
    if tags := [tag for tag in map(_tag, annotation.tags) if tag]:
        parts.append("Tags: " + " ".join(tags))
    return marked(annotation.id, "\n\n".join(parts))


def _quote(reading: Reading, mark: Mark, footnotes: _Footnotes) -> list[str]:
    """The quote as lines of Markdown, an empty one between paragraphs, its footnotes called by their keys."""
    text, exact = reading.document.text, quote_of(mark, reading)
    if mark.span is None or mark.span.of(text) != exact:
        return [line for paragraph in paragraphs(exact) for line in ("", escape(paragraph.of(exact)))][1:]
    found = (paragraph.shift(mark.span.start) for paragraph in paragraphs(exact))
    return [line for paragraph in found for line in ("", _cited(reading, paragraph, footnotes))][1:]


def _cited(reading: Reading, span: Span, footnotes: _Footnotes) -> str:
    """One paragraph of a quote: no signs of markup, white space folded, footnotes called in their places."""
    text, plain, calls = reading.document.text, list[str](), dict[int, str]()
    skipped = {i for hidden in reading.document.hidden_in(span) for i in range(hidden.start, hidden.end)}
    for marker in reading.apparatus.markers_in(span):
        note = reading.apparatus.note_of(marker)
        if note is not None and span.covers(marker.span):
            calls[marker.span.start] = footnotes.call(note)
            skipped |= set(range(marker.span.start, marker.span.end))
    at: dict[int, str] = {}
    for i in range(span.start, span.end):
        if i in calls:
            at[len(plain)] = at.get(len(plain), "") + calls[i]
        if i not in skipped and not (text[i].isspace() and (not plain or plain[-1] == " ")):
            plain.append(" " if text[i].isspace() else text[i])
    pieces = escape_each("".join(plain))
    for place, call in at.items():
        if place == len(pieces):
            pieces.append(call)
            continue
        # a call before "(" or ":" would be a link or a definition
        pieces[place] = call + ("\\" + pieces[place] if pieces[place] in ("(", ":") else pieces[place])
    return "".join(pieces).strip()


def _tag(tag: str) -> str:
    """A tag as Obsidian and others read it: as the reader would type it, and not a number alone."""
    word = as_tag(tag)
    if not word:
        return ""
    return "#" + escape(f"n{word}" if word.isdigit() else word)


class _Footnotes:
    """The author's notes that the quotes cite, each under a key of its own: ``s2-5`` is note 5 of the second work."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.used: dict[int, str] = {}

    def call(self, note: Note) -> str:
        """The sign that calls ``note``, which from now on is among those used."""
        if note.id not in self.used:
            label = "".join(c if c.isascii() and c.isalnum() else f"u{ord(c):04x}" for c in note.label)
            key = wanted = f"s{note.work_id + 1}-{label}"
            taken, count = set(self.used.values()), 1
            while key in taken:  # a work may number its notes anew, or use a number twice
                count += 1
                key = f"{wanted}-{count}"
            self.used[note.id] = key
        return f"[^{self.used[note.id]}]"

    def definitions(self) -> Iterable[str]:
        """The notes in the order of the text, with the author's own number, and what they come to."""
        apparatus = self._reading.apparatus
        for note_id in sorted(self.used):
            note = apparatus.notes[note_id]
            words = f"({note.label}) {self._reading.shown(note.body) or 'the note is empty'}"
            if comes_to := resolved(apparatus, note):
                words += f" [{comes_to}]" if comes_to.startswith("not ") else f" [= {comes_to}]"
            yield f"[^{self.used[note_id]}]: {escape(words)}"
