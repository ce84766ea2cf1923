"""The reader is right: what a citation points to is set, divided or taken off, kept in the store, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuireader.errors import TuireaderError
from tuireader.layout.cells import fit
from tuireader.library import now
from tuireader.notes.bibliography import listed_works
from tuireader.notes.links import LinkKind
from tuireader.notes.model import Citation, Note
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.actions.sources import NO_NOTE, note_here
from tuireader.ui.rows import ListRow

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

WORDS_OF_A_CITATION = 40
"""Cells of a citation that a sentence repeats."""
WORDS_OF_A_SOURCE = 90
"""Cells of a source in the list: two lines of it; all its words can be typed to find it."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One thing that the reader can say; None for ``kind`` takes a link back."""

    words: str
    kind: LinkKind | None
    span: Span
    target: Span | None = None
    said: str = ""
    """What the foot says when it is done."""


def link(screen: ReaderScreen, _given: Given) -> None:
    """Say what the citation here points to. Of a note with several sources the one under the caret, else ask which."""
    note = note_here(screen)
    if note is None:
        screen.say(NO_NOTE)
        return
    citations = screen.reading.apparatus.citations_of(note)
    under = [c for c in citations if c.span.contains(screen.essay.caret)]
    if under or len(citations) < 2:
        _offer(screen, note, next(iter(under or citations), None))
        return
    rows = tuple(
        ListRow(clean_line(f"{note.label:>4}  {c.text}"), c.span.start, c.text.lower(), entry=str(n))
        for n, c in enumerate(citations)
    )
    heading = ListRow(f"Note {clean_line(note.label)} cites {len(citations)} sources: which?")
    screen.side.show_list("link", (heading, *rows), "", lambda row: _offer(screen, note, citations[int(row.entry)]))


def _offer(screen: ReaderScreen, note: Note, citation: Citation | None) -> None:
    """List what can be said of a citation; of a note that cites nothing, of its words as a whole."""
    span = citation.span if citation else note.body
    groups = (
        (
            f"“{fit(clean_line(screen.reading.shown(span)), WORDS_OF_A_CITATION)}”",
            _answers(screen, citation, span),
        ),
        ("It points to this source", _sources(screen, note, span)),
        ("It points to this work of the bibliography", _works(screen, note, span)),
    )
    choices: list[_Choice] = []
    rows: list[ListRow] = []
    for heading, group in groups:
        if group:
            rows.append(ListRow(clean_line(heading)))
        for choice in group:
            at = (choice.target or choice.span).start
            words = clean_line(choice.words)
            short = fit(words, WORDS_OF_A_SOURCE)
            detail = "" if short == words else words.strip()
            rows.append(ListRow(short, at, words.lower(), detail, entry=str(len(choices))))
            choices.append(choice)
    screen.side.show_list("link", tuple(rows), "", lambda row: _say(screen, note, choices[int(row.entry)]))


def _answers(screen: ReaderScreen, citation: Citation | None, span: Span) -> list[_Choice]:
    """What can be said without naming another source."""
    apparatus, caret = screen.reading.apparatus, screen.essay.caret
    found: list[_Choice] = []
    if screen.reading.link_on(span) is not None:
        found.append(
            _Choice("take my link back: as the rules have it", None, span, said="is as the rules have it again")
        )
    shown = citation and (citation.written or apparatus.step_from(citation))
    if citation and shown and not citation.by_reader and (citation.points or citation.doubtful):
        found.append(_Choice("what is shown is right: keep it so", LinkKind.POINTS, span, shown, "is kept as it is"))
    found.append(_Choice("it points to nothing before it", LinkKind.ALONE, span, said="stands alone now"))
    begins = Span(caret, span.end) if span.start < caret < span.end else None
    if begins:
        words = fit(clean_line(screen.reading.shown(begins)), WORDS_OF_A_CITATION)
        found.append(
            _Choice(f"another source begins at the caret: {words}", LinkKind.DIVIDES, begins, said="is divided")
        )
    divided = _divided_at(screen, span)
    if divided is not None:
        found.append(_Choice("it is no source of its own: join it again", None, divided, said="is whole again"))
    return found


def _divided_at(screen: ReaderScreen, span: Span) -> Span | None:
    """Where the reader has divided the note so that a source begins at ``span``."""
    for annotation, anchor in screen.reading.links:
        divides = annotation.pointer is not None and annotation.pointer.kind is LinkKind.DIVIDES
        if divides and anchor.span is not None and anchor.span.start == span.start:
            return anchor.span
    return None


def _sources(screen: ReaderScreen, note: Note, span: Span) -> list[_Choice]:
    """The sources that the notes of this work give: those first that the reference may mean, then the nearest."""
    apparatus = screen.reading.apparatus
    own = [n for n in apparatus.notes if n.work_id == note.work_id]
    given = [
        (n, c) for n in own for c in apparatus.citations_of(n) if not c.points and not c.doubtful and c.span != span
    ]
    likely = {i for c in apparatus.citations_of(note) if c.span == span for i in c.candidates}
    given.sort(key=lambda pair: (pair[0].id not in likely, abs(note.id - pair[0].id)))
    return [
        _Choice(
            f"{n.label:>4}  {c.text}",
            LinkKind.POINTS,
            span,
            c.span,
            f"points to note {apparatus.name_of(n.id, note)} now",
        )
        for n, c in given
    ]


def _works(screen: ReaderScreen, note: Note, span: Span) -> list[_Choice]:
    document = screen.reading.document
    listed = listed_works(document, document.works[note.work_id])
    said = "points to the bibliography now"
    return [_Choice(screen.reading.shown(work), LinkKind.POINTS, span, work, said) for work in listed]


def _say(screen: ReaderScreen, note: Note, choice: _Choice) -> None:
    """Keep what the reader chose, and show the note as it is now."""
    try:
        if choice.kind is None:
            reading, change = screen.reading.unlink(choice.span)
        else:
            reading, change = screen.reading.link(choice.span, choice.kind, choice.target, now())
    except TuireaderError as error:
        screen.say(str(error), warning=True)
        return
    if screen.commit(reading, change):
        screen.side.refresh_margin()
        screen.say(f"Note {clean_line(note.label)} {choice.said}; u takes it back")
