"""Essays in plain text, their lists of notes included: from a text to a Document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tuireader.documents import blocks, page_feet
from tuireader.documents.blocks import Group, Line, Manner
from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.documents.note_lists import NoteList, find_lists
from tuireader.documents.page_feet import Feet, find_feet
from tuireader.documents.revision import identity, revision
from tuireader.documents.spaced_lines import rejoin
from tuireader.documents.works import Part, divide
from tuireader.text.span import Span


def read_plain(text: str, source: str) -> Document:
    """Read a plain text whose newlines are LF; every text is readable, the empty one included.

    ``source`` is the path as given, or ``-``; it names the document when the text has no title.
    """
    lines = blocks.split_lines(text)
    lists = find_lists(text, lines)
    feet = Feet() if lists else find_feet(text, lines)
    parts = divide(text, lines, lists or feet.lists)
    works = [_work(i, part, text, lines, feet) for i, part in enumerate(parts)]
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
    if "-\n" in words:
        words = re.sub(r"(?<=\w)-\n\s*(?=[A-ZÀ-Þ])", "-", words)
    return " ".join(words.split()).strip("#=*_ ") or " ".join(words.split())


def _work(number: int, part: Part, text: str, lines: Sequence[Line], feet: Feet) -> Work:
    """Classify the lines of one work."""
    span = Span(lines[part.first].start, lines[part.last].start + len(lines[part.last].text.rstrip()))
    entries = [entry for each in part.lists for entry in each.entries]
    taken = {*_lines_of([e.span for e in entries], part, lines), *feet.furniture}
    body = [_blank_if(line, i in taken) for i, line in enumerate(lines[part.first : part.last + 1], part.first)]
    if feet.author is not None and part.first < feet.author < part.last:
        body = _apart(body, feet.author - part.first)
    if feet.lists:
        body = rejoin(body, {i - part.first for i in taken})
    found = list(blocks.groups(body))
    made = blocks.classify(found, Manner.of(found))
    made = _mark_front(made, found, text)
    made = _mark_captions(made, [each for each in part.lists if each.style != page_feet.STYLE], text)
    made += [Block(BlockKind.NOTE_ENTRY, entry.span) for entry in entries]
    around = [i for i in sorted(feet.furniture) if part.first <= i <= part.last]
    made += [Block(BlockKind.RESIDUE, _words_of(lines[i])) for i in around]
    made.sort(key=lambda block: block.span)
    titles = [b for b in made if b.kind is BlockKind.TITLE]
    title = " ".join(_in_one_line(b.span.of(text)) for b in titles) or _defined_term(made, text)
    style = max(part.lists, key=lambda each: len(each.entries)).style if part.lists else ""
    return Work(number, title, span, tuple(made), _byline(made, text), style, part.scopes)


def _apart(body: Sequence[Line], i: int) -> list[Line]:
    """The lines with blank ones around the line at an index."""
    before, after = body[i].start, body[i + 1].start
    return [*body[:i], Line(before, before, ""), body[i], Line(after, after, ""), *body[i + 1 :]]


def _words_of(line: Line) -> Span:
    """The words of a line without the space around them."""
    return Span(line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip()))


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


LONGEST_FRONT = 10
"""Groups of lines before the first paragraph among which a title is looked for."""


def _mark_front(made: list[Block], found: Sequence[Group], text: str) -> list[Block]:
    """Name the title, and the line that names the author: above the title, or below it."""
    at = _over_encyclopaedia(found)
    at = _title_at(found) if at is None else at
    if at is None or not (_over_encyclopaedia(found) == at or _under_which_text_stands(found[at:])):
        return made
    group = found[at]
    out = list(made)
    place = next((n for n, block in enumerate(out) if block.span.overlaps(group.span)), None)
    if place is None or out[place].span.end < group.span.end:
        return made
    if out[place].kind is BlockKind.HEADING and blocks.is_chapter(group.words) and len(group.words) < 16:
        return made
    out[place] = Block(BlockKind.TITLE, _without_standfirst(group), 1)
    if out[place].span.end < group.span.end:
        rest = group.lines[1]
        out.insert(place + 1, Block(BlockKind.PARAGRAPH, Span(rest.start, group.span.end)))
    for n, block in enumerate(out):
        words = _in_one_line(block.span.of(text))
        if block.kind is BlockKind.TITLE or block.span.start > found[min(at + 3, len(found) - 1)].span.end:
            continue
        if n < place and not blocks.is_person(words) and not blocks.is_named_by(words):
            out[n] = Block(BlockKind.RESIDUE, block.span)
        elif blocks.is_named_by(words) or (n in (place - 1, place + 1) and blocks.is_person(words)):
            out[n] = Block(BlockKind.BYLINE, block.span)
    return out


def _over_encyclopaedia(found: Sequence[Group]) -> int | None:
    """Which group begins with a line under which an encyclopaedia names itself, as its articles do when copied."""
    for n, group in enumerate(found[:LONGEST_FRONT]):
        if len(group.lines) > 1 and blocks.is_encyclopaedia(group.lines[1].text):
            return n
    return None


def _title_at(found: Sequence[Group]) -> int | None:
    """Which group of lines is the title: the one over the byline, else the first that could be one."""
    front: list[int] = []
    for n, group in enumerate(found[:LONGEST_FRONT]):
        words = group.words
        if len(words) > blocks.LONGEST_TITLE or (len(words) > blocks.LONGEST_HEADING and words.endswith(".")):
            break
        named = blocks.is_named_by(words) or blocks.is_byline(words)
        if named and front:
            return front[-1]
        if blocks.is_person(words) and n:
            if front:
                return front[-1]
            continue
        if blocks.could_be_title(group) and not blocks.is_front_matter(words):
            front.append(n)
    if len(front) > 1 and front[0] == 0 and blocks.is_person(found[0].words):
        return front[1]
    return front[0] if front else None


def _without_standfirst(group: Group) -> Span:
    """A title without the sentences that stand under it in the same lines."""
    first, *rest = group.lines
    words = " ".join(line.text.strip() for line in rest)
    stands = len(words) > 40 and words.endswith((".", "?", "!"))
    closed = first.text.strip().isupper() or first.text.rstrip().endswith(("?", "!"))
    if rest and blocks.is_encyclopaedia(rest[0].text):
        return Span(group.span.start, first.start + len(first.text.rstrip()))
    return Span(group.span.start, first.start + len(first.text.rstrip())) if rest and stands and closed else group.span


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
