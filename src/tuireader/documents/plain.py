"""Essays in plain text, their lists of notes included: from a text to a Document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tuireader.documents import blocks
from tuireader.documents.blocks import Group, Line, Manner
from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.documents.note_lists import NoteList, find_lists
from tuireader.documents.revision import identity, revision
from tuireader.documents.works import Part, divide
from tuireader.text.span import Span


def read_plain(text: str, source: str) -> Document:
    """Read a plain text whose newlines are LF; every text is readable, the empty one included.

    ``source`` is the path as given, or ``-``; it names the document when the text has no title.
    """
    lines = blocks.split_lines(text)
    lists = find_lists(text, lines)
    parts = divide(text, lines, lists)
    works = [_work(i, part, text, lines) for i, part in enumerate(parts)]
    container = _container_title(works)
    if container is not None:
        works[0] = _without_title(works[0], text)
    outside = _outside(works, lines, container)
    title = container.span.of(text) if container else next((w.title for w in works if w.title), None)
    return Document(
        id=identity(text),
        title=_in_one_line(title) if title else Path(source).stem or source,
        text=text,
        works=tuple(works),
        revision=revision(text),
        source=source,
        residue=tuple(outside),
    )


def _in_one_line(words: str) -> str:
    return " ".join(words.split()).strip("#=*_ ") or " ".join(words.split())


def _work(number: int, part: Part, text: str, lines: Sequence[Line]) -> Work:
    """Classify the lines of one work."""
    span = Span(lines[part.first].start, lines[part.last].start + len(lines[part.last].text.rstrip()))
    entries = [entry for each in part.lists for entry in each.entries]
    taken = set(_lines_of([e.span for e in entries], part, lines))
    body = [_blank_if(line, i in taken) for i, line in enumerate(lines[part.first : part.last + 1], part.first)]
    found = list(blocks.groups(body))
    made = blocks.classify(found, Manner.of(found))
    made = _mark_front(made, found, text)
    made = _mark_captions(made, part.lists, text)
    made += [Block(BlockKind.NOTE_ENTRY, entry.span) for entry in entries]
    made.sort(key=lambda block: block.span)
    titles = [b for b in made if b.kind is BlockKind.TITLE]
    title = " ".join(_in_one_line(b.span.of(text)) for b in titles) or _defined_term(made, text)
    style = part.lists[0].style if part.lists else ""
    return Work(number, title, span, tuple(made), _byline(made, text), style, part.scopes)


def _lines_of(spans: Sequence[Span], part: Part, lines: Sequence[Line]) -> list[int]:
    """Indices of the lines that the spans fill; both are in order, so one walk is enough."""
    out: list[int] = []
    i = part.first
    for span in spans:
        while i <= part.last and lines[i].start < span.start:
            i += 1
        while i <= part.last and lines[i].start < max(span.end, span.start + 1):
            out.append(i)
            i += 1
    return out


def _blank_if(line: Line, taken: bool) -> Line:
    return Line(line.start, line.start, "") if taken else line


def _mark_front(made: list[Block], found: Sequence[Group], text: str) -> list[Block]:
    """Name the title, and the line under it that names the author."""
    if len(found) < 2 or not blocks.could_be_title(found[0]):
        return made
    first = made[0]
    if first.span.end < found[0].span.end or not _under_which_text_stands(found):
        return made
    if first.kind is BlockKind.HEADING and blocks.is_chapter(found[0].words) and len(found[0].words) < 16:
        return made
    out = [Block(BlockKind.TITLE, first.span, 1), *made[1:]]
    at = 1
    while at < len(out) and out[at].kind is BlockKind.RESIDUE:
        at += 1
    if at < len(out) and blocks.is_named_by(_in_one_line(out[at].span.of(text))):
        out[at] = Block(BlockKind.BYLINE, out[at].span)
    return out


def _under_which_text_stands(found: Sequence[Group]) -> bool:
    """Whether a real paragraph comes soon after the first lines, as under a title and not as in a poem or a list."""
    return any(len(group.words) > blocks.LONGEST_HEADING for group in found[1:6])


def _mark_captions(made: list[Block], lists: Sequence[NoteList], text: str) -> list[Block]:
    """Lines without a final stop between the last paragraph and the notes are what is left of pictures."""
    if not lists:
        return made
    limit = lists[0].span.start
    out = list(made)
    for i in range(len(out) - 1, -1, -1):
        block = out[i]
        if block.span.start > limit or block.kind in (BlockKind.NOTE_HEADING, BlockKind.RESIDUE):
            continue
        words = block.span.of(text).rstrip()
        if block.kind is not BlockKind.PARAGRAPH or i == 0 or re.search(r"[.!?:;…][\])”’\"'»\d\[]*$", words):
            break
        out[i] = replace(block, kind=BlockKind.CAPTION)
    return out if any(b.kind is BlockKind.PARAGRAPH for b in out) else made


def _byline(made: Sequence[Block], text: str) -> str | None:
    """Author and date in one line, from the fields that the text gives, or the line under the title as it stands."""
    found = " ".join(_in_one_line(b.span.of(text)) for b in made if b.kind is BlockKind.BYLINE)
    if not found:
        return None
    label = (
        r"((?:written (?:by|at|for)|author|date(?: written)?|submitted|originally published|published|source|tutor|"
        r"course|word count|autor(?:in)?|datum|auteur|fecha|data)\s*:\s*)"
    )
    fields = re.split(label, found, flags=re.IGNORECASE)
    facts = {fields[i].strip(" :").casefold(): fields[i + 1].strip(" ,;") for i in range(1, len(fields) - 1, 2)}
    who = next((facts[k] for k in ("written by", "author", "autor", "autorin", "auteur") if k in facts), None)
    when = next((facts[k] for k in ("date written", "date", "datum", "fecha", "data") if k in facts), None)
    if who is None:
        return found
    return f"by {who}, {when}" if when else f"by {who}"


def _defined_term(made: Sequence[Block], text: str) -> str | None:
    """The title of an encyclopaedia's article that lost it: the hatnote and the first sentence name the same term."""
    hatnotes = [b for b in made[:4] if blocks.is_hatnote(b.span.of(text))]
    first = next((b for b in made if b.kind is BlockKind.PARAGRAPH and b not in hatnotes), None)
    if not hatnotes or first is None:
        return None
    term = re.match(r"(?:The |An? )?([A-Z][\w’'-]*(?: [\w’'-]+){0,4}?),? (?:is|was|are|were) ", first.span.of(text))
    if term and any(re.search(rf"\b{re.escape(term[1])} \(", b.span.of(text)) for b in hatnotes):
        return term[1]
    return None


def _container_title(works: Sequence[Work]) -> Block | None:
    """The first line of a file of several works, when no other work has a title line: then it names the whole."""
    if len(works) < 2:
        return None
    titled = [any(b.kind is BlockKind.TITLE for b in w.blocks) for w in works]
    if not titled[0] or any(titled[1:]):
        return None
    return next(b for b in works[0].blocks if b.kind is BlockKind.TITLE)


def _without_title(work: Work, text: str) -> Work:
    kept = tuple(b for b in work.blocks if b.kind is not BlockKind.TITLE)
    if not kept:
        return work
    return replace(work, title=_defined_term(kept, text), span=Span(kept[0].span.start, work.span.end), blocks=kept)


def _outside(works: Sequence[Work], lines: Sequence[Line], container: Block | None) -> list[Block]:
    """The lines that are in no work, as blocks."""
    out = [container] if container else []
    edges = sorted(w.span for w in works)
    k = 0
    free: list[Line] = []
    for line in lines:
        while k < len(edges) and edges[k].end <= line.start and not line.blank:
            k += 1
        held = k < len(edges) and edges[k].start <= line.start < edges[k].end
        titled = container is not None and container.span.overlaps(Span(line.start, max(line.end, line.start + 1)))
        free.append(_blank_if(line, held or titled))
    out += [Block(BlockKind.RESIDUE, group.span) for group in blocks.groups(free)]
    return sorted(out, key=lambda block: block.span)
