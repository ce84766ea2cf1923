"""A short essay with footnotes and markup, read as Markdown or as plain text, and marks on it."""

from __future__ import annotations

from dataclasses import replace

from tuireader.annotations.model import Motivation
from tuireader.documents.markdown import read_markdown
from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading
from tuireader.text.span import Span

DAY = "2026-11-23T09:00:00.000Z"
NEXT_DAY = "2026-11-24T10:00:00.000Z"

PLAIN = """The Canal and the Clerk

By A. Writer

The canal was surveyed twice, and the second survey “moved the lock by a mile”.[1] Nobody has explained why.

The clerk who kept the book was paid by both sides.[2] Nobody has asked again.

Notes

[1] Anna Writer, The Long Cut: A History of the Canal (Leeds: Aire Press, 1987), p. 12.

[2] Ibid., p. 14.
"""

MARKDOWN = """# The Canal and the Clerk

The canal was **surveyed twice**, and the second survey moved [the lock](http://x.y) by a mile.[^1] Nobody knows why.

[^1]: Anna Writer, *The Long Cut* (Leeds: Aire Press, 1987), p. 12.
"""


def plain(text: str = PLAIN) -> Reading:
    document = replace(read_plain(text, "essay.txt"), id="doc")
    return Reading(document, resolve(document))


def markdown(text: str = MARKDOWN) -> Reading:
    document = replace(read_markdown(text, "essay.md"), id="doc")
    return Reading(document, resolve(document))


def mark(reading: Reading, words: str, new_id: str, body: str = "", tags: tuple[str, ...] = ()) -> Reading:
    at = reading.document.text.index(words)
    span = Span(at, at + len(words))
    return reading.annotate(span, Motivation.HIGHLIGHTING, "key", body, tags, DAY, lambda: new_id)[0]


def words_of(reading: Reading, name: str) -> str | None:
    """The words of the text on which a mark stands now; None for one without a place."""
    found = reading.mark(name)
    assert found is not None
    return found.span.of(reading.document.text) if found.span else None
