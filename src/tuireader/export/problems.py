"""What a reviser should look at: problems of footnotes, citations, copies, characters and marks, each at its place.

Every finding has a code, as those of linters have, so that it can be chosen, left out and looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tuireader.notes.model import Note, Problem, ProblemKind, Status
from tuireader.reading import Reading
from tuireader.text.clean import clean, count_unsafe
from tuireader.text.span import Span

CODES = {
    "F001": "a marker without a note",
    "F002": "a note that no marker calls",
    "F003": "a note without words",
    "F004": "two notes with the same number",
    "F005": "a number that was used before",
    "C101": "a reference that could mean several notes",
    "C102": "a reference to a source that is never given in full",
    "T201": "a trace of the page that the text was copied from",
    "S301": "characters that cannot be seen",
    "A401": "a mark whose words are gone from the text",
}
"""Code and what it finds."""

_OF_KIND = {
    ProblemKind.MISSING_DEFINITION: "F001",
    ProblemKind.UNUSED_DEFINITION: "F002",
    ProblemKind.EMPTY_DEFINITION: "F003",
    ProblemKind.DUPLICATE_DEFINITION: "F004",
    ProblemKind.REUSED_MARKER: "F005",
    ProblemKind.AMBIGUOUS_REFERENCE: "C101",
    ProblemKind.UNRESOLVED_REFERENCE: "C102",
}

_OF_STATUS = {Status.AMBIGUOUS: "C101", Status.UNRESOLVED: "C102"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at. Findings sort by place."""

    span: Span
    code: str
    message: str


def findings(reading: Reading) -> tuple[Finding, ...]:
    """Everything that is found in ``reading``, in the order of the text."""
    found = [*_footnotes(reading), *_references(reading), *_traces(reading), *_unseen(reading), *_marks(reading)]
    return tuple(sorted(found))


def _footnotes(reading: Reading) -> Iterator[Finding]:
    for problem in reading.apparatus.problems:
        yield Finding(problem.span, _OF_KIND[problem.kind], problem.message)


def _references(reading: Reading) -> Iterator[Finding]:
    """The doubtful references that the apparatus resolved but did not list among its problems."""
    apparatus = reading.apparatus
    told = {note.id for problem in apparatus.problems if (note := _note_of(reading, problem))}
    for resolution in apparatus.resolutions:
        code = _OF_STATUS.get(resolution.status)
        if code and resolution.note_id not in told:
            reason = resolution.reason or CODES[code]
            yield Finding(apparatus.notes[resolution.note_id].span, code, f"note {resolution.label}: {reason}")


def _note_of(reading: Reading, problem: Problem) -> Note | None:
    if not _OF_KIND[problem.kind].startswith("C"):
        return None
    return reading.apparatus.note_at(problem.span.start)


def _traces(reading: Reading) -> Iterator[Finding]:
    for editorial in reading.apparatus.editorial:
        if editorial.kind in ("tag", "edit link"):
            words = editorial.span.of(reading.document.text)
            yield Finding(editorial.span, "T201", f"{words} was left over when the text was copied")


def _unseen(reading: Reading) -> Iterator[Finding]:
    text = reading.document.text
    if not count_unsafe(text):
        return
    shown = clean(text)
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        if text[start:end] == shown[start:end]:
            continue
        run: int | None = None
        for i in range(start, end + 1):
            unsafe = i < end and text[i] != shown[i] and text[i] != "\t"
            if unsafe and run is None:
                run = i
            elif not unsafe and run is not None:
                yield Finding(Span(run, i), "S301", _names(text[run:i]))
                run = None


def _names(characters: str) -> str:
    import unicodedata

    each = [f"U+{ord(c):04X} {unicodedata.name(c, _kind(ord(c)))}" for c in dict.fromkeys(characters)]
    listed = ", ".join(each[:3]) + (f" and {len(each) - 3} more" if len(each) > 3 else "")
    return f"{len(characters)} unseen characters: {listed}" if len(characters) > 1 else f"an unseen character: {listed}"


@cache
def _kind(code: int) -> str:
    return "control character" if code < 0xA0 else "character without a name"


def _marks(reading: Reading) -> Iterator[Finding]:
    for annotation, anchor in reading.orphans:
        at = min(anchor.hint or 0, len(reading.document.text))
        quote = annotation.target.quote
        words = " ".join((quote.exact if quote else "").split())
        words = words if len(words) <= 60 else f"{words[:59]}…"
        yield Finding(
            Span(at, at), "A401", f"the marked words “{words}” are no longer in the text (mark {annotation.id})"
        )
