"""The one entry point of the room: from a Document to its Apparatus."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from tuireader.documents.model import Document, Work
from tuireader.documents.shown import Shown, show
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.bibliography import read_bibliography
from tuireader.notes.chains import read_note
from tuireader.notes.editorial import find_editorial
from tuireader.notes.entries import read_entries
from tuireader.notes.leads import UPPER, YEAR
from tuireader.notes.links import Link, NoteLink
from tuireader.notes.markers import find_markers
from tuireader.notes.model import (
    Apparatus,
    Citation,
    Editorial,
    Marker,
    Note,
    NoteKind,
    Position,
    Problem,
    ProblemKind,
    Resolution,
    Status,
)
from tuireader.notes.outcomes import Outcome
from tuireader.notes.pairing import pair
from tuireader.text.dashes import typed_hyphens
from tuireader.text.span import Span


def resolve(document: Document, links: Sequence[Link] = ()) -> Apparatus:
    """Find the markers and notes of every work, pair them, and follow every back-reference.

    What the reader says (``links``, placed in this text) wins over what the rules find. The cost is linear in the
    length of the text and the number of notes. Nothing is raised for a text however broken: what does not fit is a
    problem or a status.
    """
    markers: list[Marker] = []
    notes: list[Note] = []
    resolutions: list[Resolution] = []
    editorial: list[Editorial] = []
    problems: list[Problem] = []
    calls: dict[int, int] = {}
    for work in document.works:
        own_notes = read_entries(document, work, len(notes))
        own_markers = find_markers(document, work, own_notes, len(markers))
        own_calls, own_problems = pair(own_markers, own_notes)
        called = {
            note_id: marker for marker in reversed(own_markers) if (note_id := own_calls.get(marker.id)) is not None
        }
        own = _resolve_notes(document, work, own_notes, called, links)
        markers += own_markers
        notes += own_notes
        resolutions += own
        calls.update(own_calls)
        problems += sorted([*own_problems, *_doubts(own, own_notes)], key=lambda p: (p.span, p.kind))
        editorial += find_editorial(document, work, own_markers, own_notes)
    return Apparatus(tuple(markers), tuple(notes), tuple(resolutions), tuple(editorial), tuple(problems), calls)


FEWEST_UNDATED = 8
"""Notes from which on it can be told that a text gives no imprints."""
SENTENCE = 240
"""Code points before a mark that are taken for the sentence that calls a note."""


def _resolve_notes(
    document: Document, work: Work, notes: Sequence[Note], called: Mapping[int, Marker], links: Sequence[Link]
) -> list[Resolution]:
    """Resolve the notes of one work in order; ``called`` has the first mark that calls each note."""
    headed = any(scope.overlaps(heading.span) for scope in work.scopes[1:] for heading in work.headings)
    paged = bool(work.scopes) and (work.note_style == "sign" or not headed)
    shown = [_without_emphasis(document, note.body) for note in notes]
    bibliography = read_bibliography(document, work)
    undated = bibliography is None and _undated([each.words for each in shown])
    past = Antecedents(bibliography, paged=paged, undated=undated)
    said = _links_by_note(document, notes, shown, links) if links else {}
    found = []
    for note, words in zip(notes, shown, strict=True):
        mark = called.get(note.id)
        past.sentence = document.text[max(0, mark.span.start - SENTENCE) : mark.span.start] if mark else ""
        found.append(read_note(past, note.id, note.label, note.scope, words.words, said.get(note.id, ())))
    labels = {note.id: note.label for note in notes}
    places = {
        (note.id, id(o.known)): words.to_source(o.start, o.end)
        for note, words, outcomes in zip(notes, shown, found, strict=True)
        for o in outcomes
        if o.known is not None and o.known.note == note.id
    }
    return [
        _resolution(note, words, outcomes, labels, places)
        for note, words, outcomes in zip(notes, shown, found, strict=True)
    ]


def _undated(words: Sequence[str]) -> bool:
    """Whether fewer than one note in ten gives place and year, or a year in brackets."""
    if len(words) < FEWEST_UNDATED:
        return False
    dated = (each for each in words if _place_and_year().search(each))
    return len(list(islice(dated, len(words) // 10 + 1))) * 10 <= len(words)


@cache
def _place_and_year() -> re.Pattern[str]:
    return re.compile(rf"\([^()]*{YEAR}\)|\[{YEAR}\]|[{UPPER}][\w.]+,?\s{YEAR}|{YEAR}[a-z]?[,:]\s(?:pp?\.|S\.|\d)")


def _without_emphasis(document: Document, body: Span) -> Shown:
    """The words of a note without the signs by which plain text sets titles apart (``_Title_``, ``*Ibid.*``), and with
    one low quotation mark for two commas, and the hyphen that is typed for each that is printed.
    """
    text = document.text
    first, last = body.start, body.end
    emphasised = text.find("_", first, last) >= 0 or text.find("*", first, last) >= 0
    low = [m.start() for m in _low().finditer(text, first, last)] if text.find(",,", first, last) >= 0 else []
    signs = [Span(*found.span()) for found in _emphasis().finditer(text, first, last)] if emphasised else []
    signs += [Span(at + 1, at + 2) for at in low]
    if text.find("-\n", first, last) >= 0:
        signs += [Span(*found.span()) for found in _hyphen().finditer(text, first, last)]
    hidden = tuple(sorted({*document.hidden_in(body), *signs})) if signs else ()
    shown = show(text, body, hidden) if signs else document.show(body)
    plain = typed_hyphens(shown.words)
    if not low:
        return shown if plain == shown.words else replace(shown, words=plain)
    words = list(plain)
    for at in low:
        words[shown.to_words(at)] = "„"
    return replace(shown, words="".join(words))


@cache
def _low() -> re.Pattern[str]:
    return re.compile(r",,(?=\w)")


@cache
def _hyphen() -> re.Pattern[str]:
    """A word broken at the end of a line; "Reichs-\nund" is two words."""
    return re.compile(r"(?<=[a-zà-ÿ])-\n[ \t]*(?=(?!(?:und|oder|bzw|and|or|et|ou|y|o|e)\b)[a-zà-ÿ])")


@cache
def _emphasis() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)_(?=[^\s_])|(?<=[^\s_])_(?!\w)|(?<![\w*])\*(?=[^\W\d_])|(?<=[\w.,])\*(?![\w*])")


def _links_by_note(
    document: Document, notes: Sequence[Note], shown: Sequence[Shown], links: Sequence[Link]
) -> dict[int, list[NoteLink]]:
    """The reader's links of each note, their places counted in its folded words."""
    starts = [note.span.start for note in notes]

    def note_at(offset: int) -> int | None:
        i = bisect_right(starts, offset) - 1
        return i if i >= 0 and notes[i].span.contains(offset) else None

    out: dict[int, list[NoteLink]] = {}
    for link in links:
        i = note_at(link.span.start)
        if i is None:
            continue
        start = shown[i].to_words(link.span.start)
        made = NoteLink(link.kind, start, max(start, shown[i].to_words(link.span.end)))
        if link.target is not None:
            k = note_at(link.target.start)
            made = replace(
                made,
                note=None if k is None else notes[k].id,
                at=0 if k is None else shown[k].to_words(link.target.start),
                words=document.shown(link.target),
                written=link.target,
            )
        out.setdefault(notes[i].id, []).append(made)
    return out


def _resolution(
    note: Note,
    shown: Shown,
    outcomes: Sequence[Outcome],
    labels: Mapping[int, str],
    places: Mapping[tuple[int, int], Span],
) -> Resolution:
    """One value for a note from the outcomes of its sources; the first source leads, and doubt about any is kept."""
    first = outcomes[0]
    doubts = [o for o in outcomes if o.status in (Status.AMBIGUOUS, Status.UNRESOLVED)]
    doubtful = next((o for o in doubts if o.status is Status.AMBIGUOUS), doubts[0] if doubts else None)
    said = doubtful or first
    lead = first if first.cites else next((o for o in outcomes if o.cites), first)

    def each(ids: Sequence[int | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([labels[i] for i in ids if i is not None and i in labels]))

    citations = []
    for outcome in outcomes:
        if outcome.cites:
            known = outcome.known
            written = (known.written or places.get((known.note, id(known)))) if known else None
            citations.append(_citation(outcome, shown, written))
    return Resolution(
        note_id=note.id,
        label=note.label,
        kind=lead.kind,
        status=doubtful.status if doubtful else lead.status,
        citations=tuple(citations),
        targets=each([o.target for o in outcomes]),
        roots=each([r for o in outcomes for r in (o.root, *o.also) if r != note.id or o.target is not None]),
        chain=each(lead.chain),
        locator=lead.locator,
        extent=lead.extent,
        via_in=lead.via_in,
        source=lead.reference,
        reason=said.reason,
        candidates=each([c for o in outcomes for c in o.candidates]),
    )


def _citation(outcome: Outcome, shown: Shown, written: Span | None) -> Citation:
    source = outcome.source
    if outcome.kind is NoteKind.IBID:
        position = Position.IBID_WITH_LOCATOR if outcome.locator else Position.IBID
    else:
        position = Position.FIRST if outcome.root is None else Position.SUBSEQUENT
    named = source is not None and bool(source.head) and bool(source.surnames)
    return Citation(
        text=outcome.words,
        span=shown.to_source(outcome.start, outcome.end),
        kind=outcome.kind,
        status=outcome.status,
        authors=(source.head,) if source is not None and named else (),
        title=source.title or None if source is not None else None,
        year=source.years[-1] if source is not None and source.years else None,
        locator=outcome.locator,
        extent=outcome.extent,
        position=position,
        target=outcome.target,
        root=outcome.root,
        chain=outcome.chain,
        via_in=outcome.via_in,
        reference=outcome.reference,
        written=written,
        reason=outcome.reason,
        candidates=outcome.candidates,
        by_reader=outcome.by_reader,
    )


def _doubts(resolutions: Sequence[Resolution], notes: Sequence[Note]) -> list[Problem]:
    """Ambiguous and unresolved references as problems, each with its reason."""
    kinds = {Status.AMBIGUOUS: ProblemKind.AMBIGUOUS_REFERENCE, Status.UNRESOLVED: ProblemKind.UNRESOLVED_REFERENCE}
    return [
        Problem(kinds[r.status], r.label, note.span, note.work_id, r.reason or f"Note {r.label} is {r.status}.")
        for r, note in zip(resolutions, notes, strict=True)
        if r.status in kinds
    ]
