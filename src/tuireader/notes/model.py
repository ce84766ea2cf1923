"""Markers, notes, citations and what they resolve to. Doubt is a status with a reason, never an exception."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from tuireader.text.span import Span


class NoteKind(StrEnum):
    """What a note does: cites in full, points back in one of the known ways, or only comments."""

    FULL = "full"
    IBID = "ibid"
    SHORT = "short"
    SERIES = "series"
    SUPRA = "supra"
    ALIAS = "alias"
    IDEM = "idem"
    COMMENT = "comment"
    EMPTY = "empty"


class Status(StrEnum):
    """How sure the resolution is. AMBIGUOUS and UNRESOLVED always carry a reason and are never shown as resolved."""

    FULL = "full"
    RESOLVED = "resolved"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"
    COMMENT = "comment"
    EMPTY = "empty"


class Position(StrEnum):
    """Where a citation stands in the row of citations of its source (the terms of the Citation Style Language)."""

    FIRST = "first"
    IBID = "ibid"
    IBID_WITH_LOCATOR = "ibid-with-locator"
    SUBSEQUENT = "subsequent"


class ProblemKind(StrEnum):
    """What can be wrong with the apparatus of a work."""

    MISSING_DEFINITION = "missing_definition"
    UNUSED_DEFINITION = "unused_definition"
    EMPTY_DEFINITION = "empty_definition"
    DUPLICATE_DEFINITION = "duplicate_definition"
    REUSED_MARKER = "reused_marker"
    AMBIGUOUS_REFERENCE = "ambiguous_reference"
    UNRESOLVED_REFERENCE = "unresolved_reference"


@dataclass(frozen=True, slots=True)
class Marker:
    """The reference mark in the body, brackets included in ``span``."""

    id: int
    """Counts all markers of the document in reading order, from 0."""
    label: str
    """What stands in the mark, without its signs: ``5`` for ``[5]``, ``^5`` or ``⁵``."""
    span: Span
    work_id: int
    scope: int = 0
    """Which numbering of the work it belongs to (see ``Work.scopes``)."""


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the list of notes."""

    id: int
    """Counts all notes of the document in reading order, from 0."""
    label: str
    span: Span
    """The whole entry, label and continuation lines included."""
    body: Span
    """The words of the note, without the label and its signs."""
    work_id: int
    backlinks: int = 0
    """How many markers the entry itself says that it has (``^ ab`` says two); 0 where it says nothing."""
    scope: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """One source as a note cites it, and what it comes to. Notes are named by their ids, for labels recur."""

    text: str
    """The words of the citation, white space folded."""
    span: Span
    """Where these words stand in the document."""
    kind: NoteKind
    status: Status
    authors: tuple[str, ...] = ()
    title: str | None = None
    year: str | None = None
    locator: str | None = None
    """The place cited, the note's own, as written: ``Pp 37``. Never inherited."""
    extent: str | None = None
    """The pages that the whole article fills, as opposed to the page cited."""
    position: Position = Position.FIRST
    target: int | None = None
    """The note pointed to directly."""
    root: int | None = None
    """The first full note at the end of the chain."""
    chain: tuple[int, ...] = ()
    """From the direct target to the root."""
    via_in: bool = False
    """Whether the source is cited as the carrier of another ("X. In Y")."""
    reference: str | None = None
    """The full reference that the citation comes to, without its own locator; None where there is none to show."""
    written: Span | None = None
    """Where that full reference stands, in a note or in the bibliography; None where it is not known."""
    reason: str | None = None
    """Why the status is what it is, in a sentence for the reader."""
    candidates: tuple[int, ...] = ()
    """The notes that an ambiguous reference may mean."""
    by_reader: bool = False
    """Whether the reader has said what it points to."""

    @property
    def points(self) -> bool:
        """Whether it points to another place for its source, and surely enough to show it."""
        return self.status in (Status.RESOLVED, Status.PARTIAL)

    @property
    def doubtful(self) -> bool:
        """Whether what it points to is not certain."""
        return self.status in (Status.AMBIGUOUS, Status.UNRESOLVED)

    @property
    def source(self) -> Span:
        """The place that stands for its source: where the full reference is written, else the citation itself."""
        return self.written or self.span


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a note as a whole points to; its citations say it one by one. Labels are of the same work."""

    note_id: int
    label: str
    kind: NoteKind
    status: Status
    citations: tuple[Citation, ...] = ()
    """In the order of the note, comments left out."""
    targets: tuple[str, ...] = ()
    """The notes pointed to directly, one for each source that points back."""
    roots: tuple[str, ...] = ()
    """The first full notes at the ends of the chains."""
    chain: tuple[str, ...] = ()
    """From the direct target to the root, of the first source: ``("34", "5")``."""
    locator: str | None = None
    extent: str | None = None
    via_in: bool = False
    source: str | None = None
    """The full reference that the first source comes to."""
    reason: str | None = None
    """Why the status is what it is, in a sentence for the reader."""
    candidates: tuple[str, ...] = ()
    """Labels of the notes that an ambiguous reference may mean."""


@dataclass(frozen=True, slots=True)
class Editorial:
    """Something in brackets that is no marker: ``[Allies]``, ``[...]``, ``[edit]``, ``[1938]``."""

    span: Span
    kind: str
    """``insertion``, ``elision``, ``tag``, ``edit link``, ``original year``, or ``short name`` (``[hereafter RR]``)."""
    work_id: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the apparatus, at a place, in a sentence."""

    kind: ProblemKind
    label: str
    span: Span
    work_id: int
    message: str


@dataclass(frozen=True)
class Apparatus:
    """All notes of a document, paired and resolved."""

    markers: tuple[Marker, ...] = ()
    notes: tuple[Note, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    """One for each note, in the same order."""
    editorial: tuple[Editorial, ...] = ()
    problems: tuple[Problem, ...] = ()
    calls: dict[int, int] = field(default_factory=dict)
    """Marker id to note id; a marker without a note is not in it."""

    @cached_property
    def _marker_starts(self) -> list[int]:
        return [m.span.start for m in self.markers]

    @cached_property
    def _note_starts(self) -> list[int]:
        return [n.span.start for n in self.notes]

    @cached_property
    def called_by(self) -> dict[int, tuple[Marker, ...]]:
        """Note id to the markers that call it, in reading order."""
        out: dict[int, list[Marker]] = {}
        for marker in self.markers:
            if marker.id in self.calls:
                out.setdefault(self.calls[marker.id], []).append(marker)
        return {k: tuple(v) for k, v in out.items()}

    def markers_in(self, span: Span) -> tuple[Marker, ...]:
        """The markers that start inside ``span``."""
        return self.markers[bisect_left(self._marker_starts, span.start) : bisect_left(self._marker_starts, span.end)]

    def note_of(self, marker: Marker) -> Note | None:
        """The note that a marker calls, or None when the work has no such note."""
        note_id = self.calls.get(marker.id)
        return None if note_id is None else self.notes[note_id]

    def note_at(self, offset: int) -> Note | None:
        """The note whose entry holds ``offset``, or None."""
        i = bisect_right(self._note_starts, offset) - 1
        return self.notes[i] if i >= 0 and self.notes[i].span.contains(offset) else None

    @cached_property
    def _uses(self) -> dict[Span, tuple[tuple[Note, Citation], ...]]:
        out: dict[Span, list[tuple[Note, Citation]]] = {}
        for note, resolution in zip(self.notes, self.resolutions, strict=True):
            for citation in resolution.citations:
                if not citation.doubtful:
                    out.setdefault(citation.source, []).append((note, citation))
        return {source: tuple(uses) for source, uses in out.items()}

    def uses_of(self, source: Span) -> tuple[tuple[Note, Citation], ...]:
        """Every citation that surely comes to the source written at ``source``, with its note, in reading order."""
        return self._uses.get(source, ())

    def name_of(self, note_id: int, seen_from: Note) -> str:
        """How a note is called by another: by its label, and by its part of the work where that numbers anew."""
        note = self.notes[note_id]
        return note.label if note.scope == seen_from.scope else f"{note.label} of an earlier part"

    def citations_of(self, note: Note) -> tuple[Citation, ...]:
        """The sources that a note cites; none for a comment."""
        return self.resolutions[note.id].citations

    def step_from(self, citation: Citation) -> Span | None:
        """Where a citation leads, one step along its chain: the note that it points to, else the bibliography."""
        if citation.target is not None:
            target = self.notes[citation.target]
            if citation.written is not None and target.body.covers(citation.written):
                return citation.written
            return target.body
        return citation.written if citation.points else None

    def resolution_of(self, note: Note) -> Resolution:
        """What a note resolves to; every note has a resolution."""
        return self.resolutions[note.id]
