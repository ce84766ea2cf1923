"""The list of works at the end of a text, as a second place where a short title may be given in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tuireader.documents.blocks import is_bibliography_heading
from tuireader.documents.model import BlockKind, Document, Work
from tuireader.notes.citations import Source, read_source
from tuireader.notes.heads import harvard_head
from tuireader.notes.shelf import Known, Shelf
from tuireader.text.dashes import typed_hyphens
from tuireader.text.span import Span

_HEADINGS = (BlockKind.HEADING, BlockKind.NOTE_HEADING, BlockKind.TITLE)


def read_bibliography(document: Document, work: Work) -> Shelf | None:
    """The works of a bibliography under its own heading, or None where the work has no such list."""
    shelf: Shelf | None = None
    author, bullets = "", ""
    for order, span in enumerate(listed_works(document, work), 1):
        words = typed_hyphens(document.shown(span))
        if order == 1 and words[:1] in ("-", "–"):
            bullets = words[0]  # before the first work it stands for no author
        words = _abbreviation().sub("", words.removeprefix(bullets).lstrip("*• "))
        repeated = _same_author().match(words)
        if repeated and author:
            words = f"{author}{repeated['next']}{words[repeated.end() :]}"
        words = words.lstrip("- ")
        shelf = shelf or Shelf()
        shelf.add(Known(-order, order, _read(words), words.rstrip("."), -order, (), full=True, written=span))
        author = _author_of(words)
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


@cache
def _same_author() -> re.Pattern[str]:
    """A dash that stands for the author of the work before: "– (2007): ", "———. Title", "–/Second, Ann (1986)"."""
    return re.compile(r"(?:[-–—_]\s?){1,6}[.,]?(?P<next>\s(?=[\[(]?\d{4}|[A-ZÀ-Þ“‘\"„«*])|/(?=[A-ZÀ-Þ]))")


@cache
def _abbreviation() -> re.Pattern[str]:
    """The letters by which a work is called in the notes: "AIS = Jaberg, Karl"."""
    return re.compile(r"^[A-ZÄÖÜ][\w-]{1,10} = ")


def _read(words: str) -> Source:
    source, head = read_source(words), harvard_head(words)
    return replace(source, by=head) if head is not None and len(head.surnames) > len(source.surnames) else source


def _author_of(words: str) -> str:
    """The author at the head of a work of the list, up to the year or the title."""
    found = re.match(r"[^(\d“‘\"„«:]{3,80}?(?=,?\s\((?:eds?\.|Hrsg\.|Hg\.)|\s\(?\d{4}|:\s|\.\s[A-ZÀ-Þ“‘\"„«])", words)
    return found.group().rstrip(" ,") if found else ""


def _entries(text: str, block: Span) -> Iterator[Span]:
    """The works of one block: a new one begins with each line that is not set in and begins as a name or title does."""
    start, held = block.start, ""
    at = block.start
    for line in block.of(text).split("\n"):
        begins = (
            not line[:1].isspace()
            and re.match(
                r"[-*•–—_\s]*(?:[\[(]\d{4}|/)?(?:(?:van|von|de|di|du|da|al|el|le|la)\s(?:de[rnm]?\s)?)?(?:[A-ZÀ-Þ“‘\"„«_*—]|(?<=\d{4}))",
                line,
            )
            is not None
        )
        closed = held.rstrip().endswith((".", ")", "]")) or re.match(r"[^\W\d_]+,\s", line) is not None
        if held and begins and closed:
            yield Span(start, at - 1)
            start = at
        held = line
        at += len(line) + 1
    yield Span(start, block.end)
