"""Reading a short essay, and marking words of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tuireader.annotations.model import Motivation
from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading
from tuireader.text.span import Span

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-23T09:00:00.000Z"
NEXT_DAY = "2026-11-24T10:00:00.000Z"


def read(text: str) -> Reading:
    document = replace(read_plain(text, "folder/essay.txt"), id="doc")
    return Reading(document, resolve(document))


def mark(
    reading: Reading, words: str, new_id: str, *, body: str = "", tags: tuple[str, ...] = (), label: str = "key"
) -> Reading:
    at = reading.document.text.index(words)
    span = Span(at, at + len(words))
    return reading.annotate(span, Motivation.HIGHLIGHTING, label, body, tags, DAY, lambda: new_id)[0]
