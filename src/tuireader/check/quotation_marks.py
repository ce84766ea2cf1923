"""Quotation marks that stand alone. An apostrophe has the same sign as a mark that closes, so doubt is never reported.

Each kind of mark is read by its own reader, from left to right through a passage; what a reader cannot be sure of, it
takes for the best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tuireader.check.passages import Passage, body, notes
from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.documents.model import BlockKind
from tuireader.reading import Reading

FURTHEST = 3
"""Paragraphs that a quotation is looked for after one that leaves it open."""
AROUND = 24
"""Code points beside a mark that a message repeats."""

_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One kind of mark, and the pattern of all its marks; the name of its group says what a mark does.

    ``open`` and ``low`` open; ``ends`` closes what is open; ``either`` may close it, or be an apostrophe; the others
    close, and there must be something to close.
    """

    sign: str
    marks: str
    both_ways: bool = False
    """Whether a mark that says neither may open as well as close."""


_READERS = (
    _Reader("“", r"(?P<open>“)(?=\S)|(?P<close>”)"),
    _Reader("„", r"(?P<open>„)|(?P<ends>[“”])"),
    _Reader("«", r"(?P<open>«)|(?P<close>»)"),
    _Reader("»", r"(?P<open>»)|(?P<close>«)"),
    _Reader(
        '"',
        r"(?P<low>,,|``)(?=\S)|(?P<twice>'')"
        r"|(?<![\w.,;:!?…)\]\"'’”])(?P<open>\")(?=[\w‘'(\[…])|(?<=[^\s\d(\[—–-])(?P<close>\")(?!\w)"
        r"|(?<=\d{4})(?P<year>\")(?!\w)|(?P<either>\")",
        both_ways=True,
    ),
    _Reader(
        "‘",
        r"(?<!\w)(?P<open>‘)(?=[^\W\d]|[’“\"(\[…])(?!(?:tis|twas|twere|em|n|til|till|cause|cos|round|bout|gainst|neath)\b)"
        r"|(?<=[^\W\d_sxzSXZ]{3})(?P<close>’)(?![\w-])"
        r"|(?<=[.,!?…)\]])(?P<shut>’)(?!\w)"
        r"|(?<=\w{3}s)(?P<noun>’)(?=\s(?:in|at|from|by|with|for|to|is|was)\s)"
        r"|(?<=\b(?:1[4-9]|20)\d\d)(?P<year>’)(?=[,.;:)]|\s\()"
        r"|(?<=\S)(?P<either>’)(?!(?-i:[^\WA-ZÀ-Þ]))",
    ),
)
"""The double marks of English, of German, of French and of Switzerland; the straight ones; the single ones."""

_OPENS = ("open", "low")
_CLOSES = ("close", "shut", "year")
_CLOSES_IN_NOTE = (*_CLOSES, "noun")
"""Before a preposition, a plural's apostrophe wants a noun; only prose says "at the Smiths’ in York"."""


@cache
def _compiled(marks: str) -> re.Pattern[str]:
    return re.compile(marks, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lone:
    """A mark without its other half, counted in the words of its passage."""

    at: int
    opens: bool


def unbalanced(reading: Reading) -> Remarks:
    """T203: within a paragraph or a note. A quotation may run on into the next paragraphs, which open it again."""
    by_work: dict[int, list[Passage]] = {}
    for passage in notes(reading):
        by_work.setdefault(passage.work.id, []).append(passage)
    for work in reading.document.works:
        prose = [passage for passage in body(reading, work) if passage.kind in _PROSE]
        own = by_work.get(work.id, [])
        for reader in _readers((*prose, *own)):
            yield from _in_body(reader, prose)
            for passage in own:
                for lone in _lone(reader, passage):
                    yield _remark(passage, lone)


def _readers(passages: Sequence[Passage]) -> Sequence[_Reader]:
    """The readers for the marks that a text uses; none for a kind that it uses in both directions."""
    signs = {'"', "‘"} | ({"„"} if any("„" in passage.words for passage in passages) else {"“"})
    first = {found.group() for passage in passages if (found := re.search("[«»]", passage.words))}
    signs |= first if len(first) == 1 else set()
    return [reader for reader in _READERS if reader.sign in signs]


def _in_body(reader: _Reader, prose: Sequence[Passage]) -> Remarks:
    found = [list(_lone(reader, passage)) for passage in prose]
    excused: set[tuple[int, int]] = set()
    for i, lones in enumerate(found):
        left_open = lones[-1] if lones and lones[-1].opens else None
        if left_open is None:
            continue
        for k in range(i + 1, min(i + 1 + FURTHEST, len(prose))):
            begins_again = prose[k].words[:1] in (reader.sign, "»", "«")
            closed = found[k][0] if found[k] and not found[k][0].opens else None
            if begins_again or closed is not None:
                excused.add((i, left_open.at))
                if closed is not None:
                    excused.add((k, closed.at))
                break
    for i, lones in enumerate(found):
        for lone in lones:
            if (i, lone.at) not in excused:
                yield _remark(prose[i], lone)


def _lone(reader: _Reader, passage: Passage) -> Iterator[_Lone]:
    """The marks of one kind in a passage that have no other half."""
    closes = _CLOSES if passage.note is None else _CLOSES_IN_NOTE
    opened: int | None = None
    sure, maybe = True, False
    for found in _compiled(reader.marks).finditer(passage.words):
        kind, at = found.lastgroup, found.start()
        if kind in _OPENS:
            if opened is not None and sure:
                yield _Lone(opened, True)
            opened, sure, maybe = at, True, False
        elif kind in closes:
            if opened is None and not maybe:
                yield _Lone(at, False)
            opened, sure, maybe = None, True, False
        elif kind == "ends":
            opened = None
        else:
            sure, maybe = False, reader.both_ways and opened is None
    if opened is not None and sure:
        yield _Lone(opened, True)


def _remark(passage: Passage, lone: _Lone) -> Remark:
    words = passage.words
    if lone.opens:
        said, fault = words[lone.at : lone.at + AROUND], "opens a quotation that is never closed"
    else:
        said, fault = words[max(0, lone.at + 1 - AROUND) : lone.at + 1], "closes a quotation that was never opened"
    said = f"the mark in {quoted(said)} {fault}."
    return Remark(passage.span(lone.at, lone.at + 1), passage.where + said if passage.where else f"T{said[1:]}")
