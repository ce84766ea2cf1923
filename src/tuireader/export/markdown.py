"""Marks as Markdown: quotes in reading order, each with the note on it, its tags, and the footnotes that it cites.

Every part that is ours stands between two comments (`markers`), so that a later export can tell our words from those
that the reader added by hand. The text of an essay and of a note is escaped: whatever it holds, it stays text,
``<!-- tuireader:end x -->`` included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from tuireader.annotations.kinds import KINDS
from tuireader.annotations.tags import as_tag
from tuireader.export.choice import EVERYTHING, STATES, Choice, chosen
from tuireader.export.escaping import escape_lines, yaml_string
from tuireader.export.footnotes import Footnotes
from tuireader.export.markers import HEADING, Part, as_fields, fingerprint, name_of_mark
from tuireader.export.styles import STYLES, Parts, Style, written, written_each
from tuireader.export.words import context_of, day, paragraphs, quote_of, remarks
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span

FORMAT = 1
"""The number of this shape of file, for programs that read it back."""
ORPHANS = "Marks whose words are gone from the text"
NOTE, DONE_NOTE = "**Note**", "**Note, done**"
"""How a note begins that is open, and one that the reader has dealt with."""
TAGS = "Tags: "
SOURCE = "— "
"""How the line begins that says where a quote stands."""
CONTEXT = "*…"
"""How a paragraph begins that gives the words beside a quote; in a quote the sign would be escaped."""

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of notes in its parts, before it is known what the reader has added to it."""

    title: str
    head: dict[str, str]
    """Our keys of the front matter and their values as YAML."""
    parts: tuple[Part, ...]
    """Headings and marks, in order."""
    footnotes: Footnotes
    known: frozenset[str]
    """The names of all marks of the document, those that were not chosen among them."""


def sheet(reading: Reading, choice: Choice = EVERYTHING) -> Sheet:
    """The parts of a file of notes; the same marks give the same parts. Raises KeyError for a style without a row."""
    style = STYLES[choice.style]
    marks, footnotes = chosen(reading, choice), Footnotes(reading, style)
    known = frozenset(name_of_mark(mark.annotation.id) for mark in reading.marks)
    parts = tuple(_parts(reading, marks, choice, style, footnotes))
    return Sheet(reading.document.title, _head(reading, marks, choice), parts, footnotes, known)


def one_mark(reading: Reading, annotation_id: str, style_name: str = EVERYTHING.style) -> str:
    """A single mark as Markdown to be pasted elsewhere: without comments, with the footnotes that it calls below it.

    Empty for an unknown id. Raises KeyError for a style without a row.
    """
    mark, style = reading.mark(annotation_id), STYLES[style_name]
    if mark is None:
        return ""
    footnotes = Footnotes(reading, style)
    body = _mark(reading, mark, EVERYTHING, style, footnotes)
    called = [
        reading.apparatus.note_of(marker) for marker in (reading.apparatus.markers_in(mark.span) if mark.span else ())
    ]
    keys = dict.fromkeys(footnotes.key(note) for note in called if note and f"[^{footnotes.key(note)}]" in body)
    return "\n\n".join((body, *(footnotes.definition(key) or "" for key in keys))) + "\n"


def _head(reading: Reading, marks: tuple[Mark, ...], choice: Choice) -> dict[str, str]:
    document = reading.document
    head = {
        "format": str(FORMAT),
        "doc": yaml_string(document.id),
        "source": yaml_string(PurePath(document.source).name),
        "sha256": yaml_string(document.revision[:16]),
    }
    if newest := max((m.annotation.modified for m in marks), default=""):
        # the newest mark's time and not that of the export, so that exporting twice gives the same bytes
        plain = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", newest, re.ASCII)
        head["modified"] = newest if plain else yaml_string(newest)
    head["highlights"] = str(len(marks))
    if words := choice.as_words():
        head["choice"] = yaml_string(words)
    return head


def _parts(
    reading: Reading, marks: tuple[Mark, ...], choice: Choice, style: Style, footnotes: Footnotes
) -> Iterator[Part]:
    headings = _Headings(reading, style)
    if not marks:
        yield Part(_heading_name(""), "No marks yet.")
    stand: set[str] = set()
    for mark in marks:
        for heading in headings.over(mark, choice.by_date):
            if heading.name not in stand:
                stand.add(heading.name)
                yield heading
        yield Part(
            name_of_mark(mark.annotation.id),
            _mark(reading, mark, choice, style, footnotes),
            _fields(mark),
        )


def _fields(mark: Mark) -> str:
    """What is shown in other words or not at all, for the way back."""
    annotation = mark.annotation
    tags = annotation.tags if tuple(map(shown_tag, annotation.tags)) != annotation.tags else ()
    return as_fields(
        label=annotation.label if annotation.label != KINDS[0].name else "",
        made=annotation.created,
        changed=annotation.modified if annotation.modified != annotation.created else "",
        at=f"{mark.span.start}-{mark.span.end}" if mark.span else "",
        state=STATES[1] if annotation.done else "",
        tags=",".join(tag.replace(",", " ") for tag in tags),
    )


class _Headings:
    """The headings over marks, each with a name that it keeps when sections before it come and go."""

    def __init__(self, reading: Reading, style: Style) -> None:
        self._reading = reading
        self._style = style
        self._names: dict[Span, str] = {}
        times: dict[str, int] = {}
        for work in reading.document.works:
            for span, words in ((work.span, ""), *((h.span, reading.shown(h.span)) for h in work.headings)):
                called = f"{work.name}\n{words}"
                times[called] = times.get(called, 0) + 1
                self._names[span] = _heading_name(f"{called}\n{times[called]}")

    def over(self, mark: Mark, by_date: bool) -> list[Part]:
        """The headings of the work and of the section in which a mark stands, or the day on which it was made."""
        if by_date:
            when = written(day(mark.annotation.created), self._style) or "Undated"
            return [Part(_heading_name(when), f"## {when}")]
        if mark.span is None:
            return [Part(_heading_name(ORPHANS), f"## {ORPHANS}")]
        document, at = self._reading.document, mark.span.start
        work, out = document.work_at(at), list[Part]()
        if work is not None:
            out.append(Part(self._names[work.span], f"## {work.id + 1}. {self._title(work.name)}"))
        heading = document.heading_at(at) if self._reading.apparatus.note_at(at) is None else None
        if heading is not None:
            number, words = self._reading.place(heading.span.start).number, self._reading.heading_text(heading.span)
            out.append(Part(self._names[heading.span], f"### §{number} {self._title(words)}"))
        return out

    def _title(self, text: str) -> str:
        return written(text.rstrip(" .,;:!"), self._style) or "Untitled"


def _heading_name(words: str) -> str:
    return HEADING + fingerprint(words)


def _mark(reading: Reading, mark: Mark, choice: Choice, style: Style, footnotes: Footnotes) -> str:
    annotation = mark.annotation
    place = reading.place(mark.span.start) if mark.span else None
    section = reading.section_of(mark.span.start) if mark.span and choice.by_date else ""
    source = " · ".join(filter(None, (place.path if place else "", section, *remarks(mark))))
    rest: list[str] = []
    if annotation.body.strip():
        lines = escape_lines(annotation.body, style.also)
        begins = DONE_NOTE if annotation.done else NOTE
        lines[0] = f"{begins} ({written(day(annotation.modified), style) or 'undated'}): {lines[0]}"
        rest.append("\n".join(lines))
    if tags := [written(tag, style) for tag in map(shown_tag, annotation.tags) if tag]:
        rest.append(TAGS + " ".join(f"#{tag}" for tag in tags))
    return style.together(
        Parts(
            annotation.id,
            annotation.label,
            annotation.done,
            place.number if place else "",
            tuple(_with_context(reading, mark, choice, style, _quote(reading, mark, style, footnotes))),
            written(source, style) or "in the text",
            tuple(rest),
        )
    )


def _with_context(reading: Reading, mark: Mark, choice: Choice, style: Style, quote: list[str]) -> Iterable[str]:
    before, after = context_of(mark, reading, choice.context)
    if before:
        yield from (f"{CONTEXT}{written(before, style)}*", "")
    yield from quote
    if after:
        yield from ("", f"{CONTEXT}{written(after, style)}…*")


def _quote(reading: Reading, mark: Mark, style: Style, footnotes: Footnotes) -> list[str]:
    """The quote as lines of Markdown, an empty one between paragraphs, its footnotes called by their keys."""
    text, exact = reading.document.text, quote_of(mark, reading)
    if mark.span is None or mark.span.of(text) != exact:
        return [line for paragraph in paragraphs(exact) for line in ("", written(paragraph.of(exact), style))][1:]
    found = (paragraph.shift(mark.span.start) for paragraph in paragraphs(exact))
    return [line for paragraph in found for line in ("", _cited(reading, paragraph, style, footnotes))][1:]


def _cited(reading: Reading, span: Span, style: Style, footnotes: Footnotes) -> str:
    """One paragraph of a quote: no signs of markup, white space folded, footnotes called in their places."""
    plain, calls, length, at = list[str](), dict[int, str](), 0, span.start
    for part, call in _unshown(reading, span, footnotes):
        words = _BLANK.sub(" ", reading.document.text[at : max(at, part.start)])
        if not length or plain[-1].endswith(" "):
            words = words.lstrip(" ")
        if words:
            plain.append(words)
            length += len(words)
        if call:
            calls[length] = calls.get(length, "") + call
        at = max(at, part.end)
    pieces = [*written_each("".join(plain), style), ""]
    for place, call in calls.items():
        # a call before "(" or ":" would be a link or a definition
        pieces[place] = call + ("\\" + pieces[place] if pieces[place] in ("(", ":") else pieces[place])
    return "".join(pieces).strip()


def _unshown(reading: Reading, span: Span, footnotes: Footnotes) -> Iterator[tuple[Span, str]]:
    """What a passage does not show, in order, each with the call that stands there instead; last its end."""
    parts = [(sign, "") for sign in reading.document.hidden_in(span)]
    for marker in reading.apparatus.markers_in(span):
        note = reading.apparatus.note_of(marker)
        if note is not None and span.covers(marker.span):
            parts.append((marker.span, footnotes.call(note)))
    yield from sorted(parts, key=lambda part: part[0])
    yield Span(span.end, span.end), ""


@lru_cache(maxsize=512)
def shown_tag(tag: str) -> str:
    """A tag as Obsidian and others read it, without its sign: as the reader would type it, and not a number alone."""
    word = as_tag(tag)
    if not word:
        return ""
    return f"n{word}" if word.isdigit() else word
