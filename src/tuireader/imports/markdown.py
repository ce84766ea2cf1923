"""Our own Markdown read back, in every style: what the reader changed in our parts becomes the marks' words.

What stands between our parts is the reader's own, and stays in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tuireader.anchors.describe import describe
from tuireader.anchors.model import Selector, TextQuoteSelector
from tuireader.annotations.clock import now
from tuireader.annotations.kinds import KINDS
from tuireader.annotations.model import Annotation, Motivation, Target
from tuireader.errors import UnreadableInput
from tuireader.export.escaping import escape_lines, unescape
from tuireader.export.front_matter import read_head
from tuireader.export.markdown import CONTEXT, DONE_NOTE, NOTE, SOURCE, TAGS, shown_tag
from tuireader.export.markers import DamagedMarkers, Found, id_of_mark, parse
from tuireader.imports.incoming import Incoming
from tuireader.reading import Reading
from tuireader.text.span import Span

_NOTE = re.compile(rf"(?:{re.escape(NOTE)}|{re.escape(DONE_NOTE)})(?: \([^)\n]*\))?: ?")
_CALL = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
_BREAK = re.compile(r"(?<=[^\\])((?:\\\\)*)\\$|^((?:\\\\)*)\\$")
_FRAME = re.compile(r":::.*|\^h-[A-Za-z0-9-]+")
"""Lines that only a style puts there: the fence of a division, the id of a block."""


def recognises(text: str) -> bool:
    """Whether a file of notes of ours begins here."""
    return "doc" in read_head(text).fields


def read(text: str, reading: Reading) -> Incoming:
    """Every mark of the file, or none of them. Raises UnreadableInput."""
    head = read_head(text)
    number = head.raw.count("\n") + 1
    try:
        pieces = parse(text[len(head.raw) :], number)
    except DamagedMarkers as damage:
        raise UnreadableInput(f"its marks cannot be told apart ({damage}).") from damage
    same = reading.document.revision.startswith(head.fields.get("sha256") or "-")
    marks = []
    for piece in pieces:
        name = id_of_mark(piece.name) if isinstance(piece, Found) else None
        if isinstance(piece, Found) and name is not None:
            marks.append(_annotation(name, piece, reading, same))
    return Incoming(tuple(marks), foreign=False)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a part says."""

    quote: str
    note: str
    tags: tuple[str, ...]
    done: bool


def _annotation(name: str, piece: Found, reading: Reading, same: bool) -> Annotation:
    """The mark of a part. A part that nobody edited says what the mark said when the file was written: what is known
    here stays as it is, unless the file was written elsewhere and its mark is newer.
    """
    said, known = _said(piece.body), reading.mark(name)
    done = said.done if piece.edited and said.note else "state" in piece.fields
    made, changed = piece.fields.get("made", ""), piece.fields.get("changed", "")
    if known is not None and piece.edited:
        # not before the mark was last changed, wherever its clock was: what the reader typed is the last word
        return _edited(known.annotation, said, done, max(now(), known.annotation.modified))
    if known is not None:
        is_newer = (changed or made) > known.annotation.modified
        return _edited(known.annotation, said, done, changed or made) if is_newer else known.annotation
    tags = tuple(piece.fields["tags"].split(",")) if "tags" in piece.fields and not piece.edited else said.tags
    annotation = Annotation(
        name,
        Motivation.COMMENTING if said.note else Motivation.HIGHLIGHTING,
        Target(reading.document.id, reading.document.revision if same else "", _selectors(piece, said, reading, same)),
        made or changed,
        now() if piece.edited else changed or made,
        said.note,
        tags,
        piece.fields.get("label", KINDS[0].name),
    )
    return replace(annotation, done=done)


def _edited(known: Annotation, said: _Said, done: bool, when: str) -> Annotation:
    """A mark as the reader changed it in the file. What the file shows in another way than it is kept, such as white
    space, is no change.
    """
    body = said.note if said.note != _note("\n".join(escape_lines(known.body))) else known.body
    shown = tuple(tag for tag in map(shown_tag, known.tags) if tag)
    tags = said.tags if said.tags != shown else known.tags
    after = replace(known.edited(body=body, tags=tags, modified=known.modified), done=done)
    return known if after == known else replace(after, modified=when)


def _selectors(piece: Found, said: _Said, reading: Reading, same: bool) -> tuple[Selector, ...]:
    """The place of a mark in the text that it was exported from; in another text, its words."""
    text = reading.document.text
    start, _, end = piece.fields.get("at", "").partition("-")
    if same and start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text):
        return describe(text, Span(int(start), int(end)))
    return (TextQuoteSelector(said.quote),) if said.quote else ()


def _said(body: str) -> _Said:
    lines = [line for line in body.split("\n") if not _FRAME.fullmatch(line)]
    while lines and not lines[0].strip():
        del lines[0]
    end = next((i for i, line in enumerate(lines) if not line.startswith(">")), len(lines))
    rest = _paragraphs(lines[end:])
    tags: tuple[str, ...] = ()
    if rest and rest[-1].startswith(TAGS + "#"):
        tags = tuple(unescape(word).removeprefix("#") for word in rest.pop().removeprefix(TAGS).split())
    note = "\n\n".join(rest)
    return _Said(_quote(lines[:end]), _note(_NOTE.sub("", note, count=1)), tags, note.startswith(DONE_NOTE))


def _quote(lines: list[str]) -> str:
    """The words of a quote, without the line that says where it stands, the words beside it and the footnotes."""
    inside = [line[1:].removeprefix(" ") for line in lines]
    callout = bool(inside) and inside[0].startswith("[!")
    paragraphs = _paragraphs(inside[1:] if callout else inside)
    if paragraphs and not callout and paragraphs[-1].startswith(SOURCE.strip()):
        paragraphs.pop()
    return "\n\n".join(unescape(_CALL.sub("", part)) for part in paragraphs if not part.startswith(CONTEXT))


def _note(written: str) -> str:
    """The words of a note: a backslash at the end of a line is a hard break."""
    return "\n".join(unescape(_BREAK.sub(r"\1\2", line)) for line in written.split("\n")).strip()


def _paragraphs(lines: list[str]) -> list[str]:
    return [part for part in re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines).strip("\n")) if part.strip()]
