"""The list of works at the end of a text, as a second place where a short title may be given in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.documents.blocks import is_bibliography_heading
from tuireader.documents.model import BlockKind, Document, Work
from tuireader.notes.citations import read_source
from tuireader.notes.shelf import Known, Shelf
from tuireader.text.span import Span

_HEADINGS = (BlockKind.HEADING, BlockKind.NOTE_HEADING, BlockKind.TITLE)


def read_bibliography(document: Document, work: Work) -> Shelf | None:
    """The works of a bibliography under its own heading, or None where the work has no such list."""
    shelf: Shelf | None = None
    for order, span in enumerate(listed_works(document, work), 1):
        words = document.shown(span).lstrip("-*• ")
        shelf = shelf or Shelf()
        shelf.add(Known(-order, order, read_source(words), words.rstrip("."), -order, (), full=True, written=span))
    return shelf


def listed_works(document: Document, work: Work) -> list[Span]:
    """Where each work of a bibliography stands, in order; a heading of a lower level divides it and does not end it."""
    found: list[Span] = []
    level: int | None = None
    for block in work.blocks:
        if block.kind in _HEADINGS:
            if is_bibliography_heading(block.span.of(document.text)):
                level = block.level
            elif level is not None and block.level <= level:
                level = None
        elif level is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            found += _entries(document.text, block.span)
    return found


def _entries(text: str, block: Span) -> Iterator[Span]:
    """The works of one block: a new one begins with each line that is not set in and begins as a name or title does."""
    start, held = block.start, ""
    at = block.start
    for line in block.of(text).split("\n"):
        begins = (
            not line[:1].isspace()
            and re.match(r"[-*•–—\s]*(?:(?:van|von|de|di|du|da|al|el|le|la)\s(?:de[rnm]?\s)?)?[A-ZÀ-Þ“‘\"„«_*—]", line)
            is not None
        )
        closed = held.rstrip().endswith((".", ")", "]")) or re.match(r"[^\W\d_]+,\s", line) is not None
        if held and begins and closed:
            yield Span(start, at - 1)
            start = at
        held = line
        at += len(line) + 1
    yield Span(start, block.end)
