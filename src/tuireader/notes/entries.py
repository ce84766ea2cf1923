"""Read the entries of a work's list of notes: label, words, and how many markers the entry says that it has."""

from __future__ import annotations

import re
from functools import cache

from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.documents.note_styles import entry_pattern, match_entry, plain_label
from tuireader.notes.markers import scope_of
from tuireader.notes.model import Note
from tuireader.text.span import Span


def read_entries(document: Document, work: Work, first_id: int) -> list[Note]:
    """The notes of one work in reading order, numbered from ``first_id``."""
    out: list[Note] = []
    blocks = [block for block in work.blocks if block.kind is BlockKind.NOTE_ENTRY]
    after_all = bool(work.scopes) and bool(blocks) and blocks[0].span.start >= work.scopes[-1].end
    scope, last = 0, 0
    positions = _positions(document, work)
    for block in blocks:
        label, body, backlinks = _read(document.text, block, work.note_style)
        label = label or positions[block.span]
        if after_all:
            number = int(label) if label.isdigit() and len(label) < 9 else last + 1
            scope += number <= last and scope + 1 < len(work.scopes)
            last = number
        else:
            scope = scope_of(work, block.span.start)
        out.append(Note(first_id + len(out), label, block.span, body, work.id, backlinks, scope))
    return out


def _positions(document: Document, work: Work) -> dict[Span, str]:
    """The labels of entries that have none of their own: their places in their list, counted under each heading.

    Where two such lists follow one another and the body calls ``[a]``, the first counts in letters, as encyclopaedias
    count their remarks.
    """
    lists: list[list[Span]] = [[]]
    for block in work.blocks:
        if block.kind is BlockKind.NOTE_ENTRY:
            lists[-1].append(block.span)
        elif lists[-1]:
            lists.append([])
    lists = [spans for spans in lists if spans]
    lettered = len(lists) > 1 and re.search(r"\[a\]", document.text[work.span.start : lists[0][0].start]) is not None
    return {
        span: chr(ord("a") + n) if lettered and k == 0 and n < 26 else str(n + 1)
        for k, spans in enumerate(lists)
        for n, span in enumerate(spans)
    }


def _read(text: str, block: Block, name: str) -> tuple[str, Span, int]:
    """Label, words and the count of links back of one entry; an entry that no style knows has an empty label."""
    written = block.span.of(text)
    first_line = written.split("\n", 1)[0]
    found = entry_pattern(name).match(first_line) if name else None
    if found:
        label, at = plain_label(found["label"]), found.end()
    else:
        matched = match_entry(first_line)
        if matched:
            name, label, at = matched
        else:
            label, at = "", 0
    backlinks = 0
    if name in ("caret list", "links back"):
        links = _links_back().match(written, at)
        if links:
            letters = re.findall(r"\b[a-z]\b", links.group()) or re.findall("[a-z]", links.group())
            if letters == [chr(ord("a") + i) for i in range(len(letters))]:
                backlinks, at = len(letters), links.end()
    at += len(written[at:]) - len(written[at:].lstrip())
    end = len(written.rstrip().rstrip("↩↑\ufe0e\ufe0f").rstrip())
    if name == "footnote in brackets" and written[:end].endswith("]"):
        end -= 1
    at = min(at, len(written))
    return label, Span(block.span.start + at, block.span.start + max(at, end)), backlinks


@cache
def _links_back() -> re.Pattern[str]:
    """Letters that lead back to the marks: ``ab`` glued to a capital, ``a b`` spaced."""
    return re.compile(
        r"\s*(?:Jump up(?: to)?:?\s*)?"
        r"(?:[a-z](?:[ ,]?[a-z]){1,25}(?=\s*[A-ZÀ-Þ“‘\"„«\[\d])|(?:[a-z] ){2,26}(?=\S))"
        r"|\s*Jump up(?: to)?:?\s+"
    )
