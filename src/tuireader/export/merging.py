"""A file of notes written again over what the reader has made of it: only our parts change, and nothing of theirs.

A part that the reader edited is kept and told (a conflict). A mark that is gone is kept until the reader says
``prune``. New parts stand where they belong in the order of the text, behind what the reader wrote under the part
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tuireader.export.front_matter import Head, renewed_head, written_head
from tuireader.export.markdown import DONE_NOTE, NOTE, Sheet
from tuireader.export.markers import FOOTNOTES, Found, Part, Prose, id_of_mark, parse

_CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_DAY = re.compile(rf"^((?:{re.escape(NOTE)}|{re.escape(DONE_NOTE)})) \([^)\n]*\)", re.MULTILINE)

Piece = Prose | Found | Part


@dataclass(slots=True)
class Report:
    """What became of the marks in a file."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, int]] = field(default_factory=list)
    """Parts that the reader edited, which were kept, and the lines in which they begin."""
    gone: list[str] = field(default_factory=list)
    """Marks that were deleted and are still in the file."""
    pruned: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Marks in the file that the choice does not take; they stay as they were."""
    overwritten: list[str] = field(default_factory=list)
    """Parts that the reader edited, and that were replaced because that was asked for."""

    @property
    def words(self) -> str:
        """The counts in a line: ``3 new, 1 changed, 1 conflict``; what did not happen is left out."""
        said = (
            (self.new, "new"),
            (self.changed, "changed"),
            (self.overwritten, "edited and replaced"),
            (self.conflicts, "conflict" if len(self.conflicts) == 1 else "conflicts"),
            (self.gone, "deleted but kept"),
            (self.pruned, "removed"),
        )
        return ", ".join(f"{len(names)} {words}" for names, words in said if names) or "nothing new"


def fresh_file(sheet: Sheet) -> tuple[str, Report]:
    """The file of notes where there is none yet."""
    pieces = _with_footnotes(list(sheet.parts), sheet, "\n", anew=False)
    report = Report(new=[part.name for part in sheet.parts if id_of_mark(part.name) is not None])
    return written_head(sheet.title, sheet.head) + "\n" + _text(pieces), report


def merged_file(head: Head, body: str, first_line: int, sheet: Sheet, *, prune: bool, anew: bool) -> tuple[str, Report]:
    """The file whose front matter is ``head`` and whose rest is ``body``, written again.

    ``first_line`` is the line with which ``body`` begins. ``prune`` removes deleted marks, ``anew`` also what the
    reader edited in our parts. Raises DamagedMarkers.
    """
    found = parse(body, first_line)
    merging = _Merging(sheet, prune, anew, "\r\n" if "\r\n" in body else "\n")
    return renewed_head(head, sheet.head) + merging.run(found), merging.report


class _Merging:
    def __init__(self, sheet: Sheet, prune: bool, anew: bool, newline: str) -> None:
        self.report = Report()
        self._sheet = sheet
        self._fresh = {part.name: part for part in sheet.parts}
        self._prune = prune
        self._anew = anew
        self._newline = newline

    def run(self, found: list[Prose | Found]) -> str:
        pieces = [new for piece in found for new in self._renewed(piece)]
        self._insert(pieces)
        kept = [piece for i, piece in enumerate(pieces) if not self._idle(pieces, i)]
        with_notes = _with_footnotes(kept, self._sheet, self._newline, anew=self._anew)
        return _text(_closed_up(with_notes, found[-1] if found else None), self._newline)

    def _renewed(self, piece: Prose | Found) -> Iterator[Piece]:
        if isinstance(piece, Prose):
            yield piece
        elif piece.name.startswith(FOOTNOTES):
            if piece.edited:
                self._edited(piece)
            yield piece
        else:
            yield from self._part(piece)

    def _edited(self, piece: Found) -> None:
        if self._anew:
            self.report.overwritten.append(piece.name)
        else:
            self.report.conflicts.append((piece.name, piece.line))

    def _part(self, piece: Found) -> Iterator[Piece]:
        fresh, mark = self._fresh.get(piece.name), id_of_mark(piece.name) is not None
        if fresh is None:
            yield from self._no_more(piece, mark)
            return
        differs = fresh.body != piece.body
        if piece.edited and _undated(fresh.body) == _undated(piece.body):
            piece = replace(piece, edited=False)  # the mark says now what the reader wrote here
        if piece.edited and differs:
            self._edited(piece)
        elif mark:
            (self.report.changed if differs else self.report.same).append(piece.name)
        if piece.edited and differs and not self._anew:
            yield piece
        elif differs or piece.raw.split("\n", 1)[0].rstrip("\r") != fresh.text.split("\n", 1)[0]:
            yield _in_place(piece, fresh, self._newline)
        else:
            yield piece

    def _no_more(self, piece: Found, mark: bool) -> Iterator[Piece]:
        """A part that is not written any more: of a mark that was deleted or not chosen, or a heading."""
        if mark and piece.name in self._sheet.known:
            self.report.left.append(piece.name)
        elif mark and self._prune and (self._anew or not piece.edited):
            self.report.pruned.append(piece.name)
            return
        elif piece.edited and not self._anew:
            self._edited(piece)
        elif mark:
            self.report.gone.append(piece.name)
        yield piece

    def _insert(self, pieces: list[Piece]) -> None:
        """Put in what is new: a heading over the mark that it belongs to, a mark behind the part before it and behind
        what the reader wrote there.
        """
        there = {piece.name for piece in pieces if not isinstance(piece, Prose)}
        run: list[Part] = []
        before: str | None = None
        for part in self._sheet.parts:
            if part.name not in there:
                run.append(part)
                if id_of_mark(part.name) is not None:
                    self.report.new.append(part.name)
                continue
            if run:
                last = max((i for i, new in enumerate(run) if id_of_mark(new.name) is not None), default=-1) + 1
                # what comes behind the last new mark are headings over the part that is there already
                _put(pieces, run[last:], self._above(pieces, _place(pieces, part.name)))
                _put(pieces, run[:last], _behind(pieces, before))
                run = []
            before = part.name
        _put(pieces, run, _behind(pieces, before))

    def _above(self, pieces: list[Piece], at: int) -> int:
        """Where new headings over the part at ``at`` go: in the place of those that stood over it and do no more, so
        that what the reader wrote below them stays below.
        """
        for i in range(at - 1, -1, -1):
            piece = pieces[i]
            if isinstance(piece, Found):
                if id_of_mark(piece.name) is not None or piece.name in self._fresh or piece.edited:
                    break
                at = i
        return at

    def _idle(self, pieces: list[Piece], at: int) -> bool:
        """Whether a heading of ours stands over no mark any more; it stays over one that was deleted and is kept."""
        piece = pieces[at]
        if not isinstance(piece, Found) or id_of_mark(piece.name) is not None or piece.name.startswith(FOOTNOTES):
            return False
        if piece.name in self._fresh or (piece.edited and not self._anew):
            return False
        following = (pieces[i] for i in range(at + 1, len(pieces)))
        below = next((p for p in following if not isinstance(p, Prose)), None)
        return below is None or id_of_mark(below.name) is None or below.name in self._fresh


def _place(pieces: list[Piece], name: str) -> int:
    return next(i for i, piece in enumerate(pieces) if not isinstance(piece, Prose) and piece.name == name)


def _behind(pieces: list[Piece], name: str | None) -> int:
    """Where the next part begins behind the part ``name``; without one, where the first begins."""
    start = 0 if name is None else _place(pieces, name) + 1
    return next((i for i in range(start, len(pieces)) if not isinstance(pieces[i], Prose)), len(pieces))


def _put(pieces: list[Piece], parts: list[Part], at: int) -> None:
    pieces[at:at] = parts


def _undated(body: str) -> str:
    """The body of a mark without the day of its note."""
    return _DAY.sub(r"\1", body)


def _in_place(old: Found, new: Part, newline: str) -> Found:
    """``new`` where ``old`` stood, with the end of its last line."""
    end = old.raw[len(old.raw.rstrip("\r\n")) :]
    return replace(old, body=new.body, edited=False, raw=new.text.replace("\n", newline) + end)


def _closed_up(pieces: list[Piece], last: Piece | None) -> list[Piece]:
    """The pieces without a blank line that stood beside a part that is gone; ``last`` ended the file before."""
    out: list[Piece] = []
    for piece in pieces:
        blank = isinstance(piece, Prose) and piece.raw in ("\n", "\r\n")
        if blank and out and isinstance(out[-1], Prose) and f"\n{out[-1].raw}".replace("\r", "").endswith("\n\n"):
            continue
        out.append(piece)
    if out and isinstance(out[-1], Prose) and out[-1] is not last and not out[-1].raw.strip("\r\n"):
        out.pop()
    return out


def _text(pieces: list[Piece], newline: str = "\n") -> str:
    """The pieces as they are, and what is new between blank lines."""
    out: list[str] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Part):
            out.append(_gap("".join(out[-2:]), newline))
            out.append(piece.text.replace("\n", newline) + newline)
        else:
            if number and isinstance(pieces[number - 1], Part) and not piece.raw.startswith(("\n", "\r\n")):
                out.append(newline)
            out.append(piece.raw)
    return "".join(out)


def _gap(before: str, newline: str) -> str:
    """What is wanting of a blank line behind ``before``."""
    flat = before.replace("\r\n", "\n")
    if not flat.strip("\n") and flat:
        return ""
    return newline * (0 if not flat or flat.endswith("\n\n") else 1 if flat.endswith("\n") else 2)


def _with_footnotes(pieces: list[Piece], sheet: Sheet, newline: str, *, anew: bool) -> list[Piece]:
    """The pieces with the notes that they call and do not define, in our part for them.

    Where the reader edited that part it stays, and what it lacks stands in one more. A note that the text has no more,
    and that a kept part calls, is kept with it.
    """
    ours = [p for p in pieces if isinstance(p, Found) and p.name.startswith(FOOTNOTES) and (anew or not p.edited)]
    rest = [p for p in pieces if not any(p is mine for mine in ours)]
    text = "\n".join(p.text if isinstance(p, Part) else p.raw for p in rest)
    defined = {found[1] for found in _DEFINITION.finditer(text)}
    before = {found[1]: note for p in ours for note in p.body.split("\n\n") if (found := _DEFINITION.match(note))}
    called = sorted({found[1] for found in _CALL.finditer(text)} - defined, key=sheet.footnotes.order)
    notes = [note for key in called if (note := sheet.footnotes.definition(key) or before.get(key))]
    names = {p.name for p in rest if isinstance(p, Found)}
    name = next(n for i in range(len(names) + 1) if (n := FOOTNOTES + (f":{i + 1}" if i else "")) not in names)
    part = Part(name, "\n\n".join(notes)) if notes else None
    out: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, Found) or not any(piece is mine for mine in ours):
            out.append(piece)
        elif part is not None:
            same = part.body == piece.body and part.name == piece.name and not piece.edited
            out.append(piece if same else _in_place(piece, part, newline))
            part = None
    return out if part is None else [*out, part]
