"""Marks as one page of HTML that needs nothing else: no script, no picture, nothing from the net."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tuireader.export.choice import EVERYTHING, Choice, chosen
from tuireader.export.words import day, remarks, resolved, shown_quote
from tuireader.reading import Mark, Reading
from tuireader.text.clean import clean

_STYLE = """
body { max-width: 40em; margin: 3em auto; padding: 0 1em; font: 1.1em/1.5 Georgia, serif }
body { color: #222; background: #fff }
h1 { font-size: 1.5em } h2 { font-size: 1.2em; margin-top: 2em }
article { margin: 2em 0; break-inside: avoid }
blockquote { margin: 0; padding-left: 1em; border-left: .2em solid #999; white-space: pre-line }
.place, .tags, .footnotes { font-size: .85em; color: #555 } .note { white-space: pre-line }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #111 } .place, .tags, .footnotes { color: #aaa }
}
""".strip()


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """The page; every word of the essay and of the notes is escaped."""
    title, marks = _text(reading.document.title), chosen(reading, choice)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style></head><body>",
            f"<h1>{title}</h1>",
            *(_marks(reading, marks) if marks else ("<p>No marks yet.</p>",)),
            "</body></html>\n",
        )
    )


def _marks(reading: Reading, marks: tuple[Mark, ...]) -> Iterator[str]:
    before = None
    for mark in (m for m in marks if m.span):
        work = reading.document.work_at(mark.span.start) if mark.span else None
        if work is not None and work != before:
            yield f"<h2>{work.id + 1}. {_text(work.name)}</h2>"
        before = work
        yield from _article(mark, reading)
    orphans = [m for m in marks if not m.span]
    if orphans:
        yield "<h2>Marks whose words are gone from the text</h2>"
    for mark in orphans:
        yield from _article(mark, reading)


def _article(mark: Mark, reading: Reading) -> Iterator[str]:
    annotation = mark.annotation
    where = reading.place(mark.span.start).path if mark.span else ""
    section = reading.section_of(mark.span.start) if mark.span else ""
    yield f'<article id="{_text(annotation.id)}">'
    yield f"<blockquote>{_text(shown_quote(mark, reading))}</blockquote>"
    yield f'<p class="place">— {_text(" · ".join(filter(None, (where, section, *remarks(mark)))))}</p>'
    if annotation.body.strip():
        yield f'<p class="note"><b>Note</b> ({_text(day(annotation.modified))}): {_text(annotation.body)}</p>'
    if annotation.tags:
        yield f'<p class="tags">{_text(" ".join(f"#{tag}" for tag in annotation.tags))}</p>'
    if notes := list(_footnotes(mark, reading)):
        yield f'<ul class="footnotes">{"".join(f"<li>{_text(note)}</li>" for note in notes)}</ul>'
    yield "</article>"


def _footnotes(mark: Mark, reading: Reading) -> Iterator[str]:
    for marker in reading.apparatus.markers_in(mark.span) if mark.span else ():
        if note := reading.apparatus.note_of(marker):
            words = f"[{note.label}] {reading.shown(note.body)}"
            comes_to = resolved(reading.apparatus, note)
            yield f"{words} → {comes_to}" if comes_to else words


def _text(words: str) -> str:
    return escape(clean(words))
