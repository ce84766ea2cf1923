"""The comments between which our parts of a file of notes stand, so that they can be told from what the reader types.

``<!-- tuireader:begin NAME FINGERPRINT field=value … -->``, a blank line, the part, a blank line, and
``<!-- tuireader:end NAME -->``. The fingerprint is that of the part as it was written: where it does not fit, the
reader has changed something.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from tuireader.errors import UnreadableInput

FOOTNOTES = "footnotes"
HEADING = "heading:"
"""How the names of headings begin."""

_SIGN = "<!-- tuireader:"
_BEGIN = re.compile(r"<!-- tuireader:begin (\S+) ([0-9a-f]{8})((?: [a-z]+=\S*)*) -->")
_END = re.compile(r"<!-- tuireader:end (\S+) -->")


class DamagedMarkers(UnreadableInput):
    """The comments that mark our parts do not fit together, so that nothing can be told apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something of ours in the file: a mark, a heading, the footnotes."""

    name: str
    body: str
    fields: str = ""
    """What is known of a mark besides what is shown: ``label=key made=…``, in one line."""

    @property
    def text(self) -> str:
        """The part between its comments, without a newline at the end."""
        about = " ".join(filter(None, (self.name, fingerprint(self.body), self.fields)))
        return f"{_SIGN}begin {about} -->\n\n{self.body}\n\n{_SIGN}end {self.name} -->"


@dataclass(frozen=True, slots=True)
class Prose:
    """What stands outside our parts, as it is: blank lines, or words of the reader's."""

    raw: str


@dataclass(frozen=True, slots=True)
class Found:
    """One of our parts as the file holds it now."""

    name: str
    body: str
    """With newlines as LF, without blank lines at its ends."""
    fields: dict[str, str]
    edited: bool
    """Whether it is not as we wrote it."""
    raw: str
    line: int
    """The line of the file, from 1, in which it begins."""


def fingerprint(body: str) -> str:
    """The first eight digits of the SHA-256 of a part."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def name_of_mark(annotation_id: str) -> str:
    """An id as a name that can end no comment, and is that of no other part."""
    name = quote(annotation_id, safe=":/#?=&+@._~", errors="replace").replace("--", "-%2D")
    if name.startswith((FOOTNOTES, HEADING)):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return name


def id_of_mark(name: str) -> str | None:
    """The id that a name stands for; None for parts that are no marks."""
    return None if name.startswith((FOOTNOTES, HEADING)) else unquote(name)


def as_fields(**values: str) -> str:
    """Values in one line that can end no comment; empty ones are left out."""
    return " ".join(
        f"{name}={quote(value, safe=':/+,.', errors='replace').replace('--', '-%2D')}"
        for name, value in values.items()
        if value
    )


def parse(text: str, first_line: int = 1) -> list[Prose | Found]:
    """What a file of notes is made of; the ``raw`` of all pieces together is ``text``.

    ``first_line`` is the number of the line with which ``text`` begins. Raises DamagedMarkers where a part has no end,
    an end no beginning, a part stands in another, a name is there twice, or a comment of ours was changed.
    """
    pieces: list[Prose | Found] = []
    names: set[str] = set()
    held: list[str] = []
    begun: tuple[re.Match[str], int] | None = None
    for number, line in enumerate(_lines(text), first_line):
        begin, end = _comment(line, number)
        if begin is None and end is None:
            held.append(line)
        elif begin is not None:
            if begun is not None:
                raise DamagedMarkers(f"line {number}: a part begins inside the part of line {begun[1]}")
            if begin[1] in names:
                raise DamagedMarkers(f"line {number}: the part {begin[1]} is there a second time")
            names.add(begin[1])
            if held:
                pieces.append(Prose("".join(held)))
            begun, held = (begin, number), [line]
        elif end is not None:
            if begun is None or end[1] != begun[0][1]:
                raise DamagedMarkers(f"line {number}: the part {end[1]} ends and has not begun")
            held.append(line)
            pieces.append(_found(begun[0], held, begun[1]))
            begun, held = None, []
    if begun is not None:
        raise DamagedMarkers(f"line {begun[1]}: the part {begun[0][1]} has no end")
    if held:
        pieces.append(Prose("".join(held)))
    return pieces


def _comment(line: str, number: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The beginning or the end of a part that the line is; neither for most."""
    if _SIGN not in line:
        return None, None
    comment = line.strip()
    begin, end = _BEGIN.fullmatch(comment), _END.fullmatch(comment)
    if begin is None and end is None:
        raise DamagedMarkers(f"line {number}: a comment that marks a part of ours was changed")
    return begin, end


def _found(begin: re.Match[str], lines: list[str], number: int) -> Found:
    body = "".join(lines[1:-1]).replace("\r\n", "\n").strip("\n")
    fields = dict(field.split("=", 1) for field in begin[3].split())
    return Found(
        begin[1],
        body,
        {name: unquote(value) for name, value in fields.items()},
        fingerprint(body) != begin[2],
        "".join(lines),
        number,
    )


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends; only LF ends one, as in every editor."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end
