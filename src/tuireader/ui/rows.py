"""The lines of the lists beside the text: index, outline, marks, problems, uses. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuireader.annotations.kinds import kind_of
from tuireader.notes.model import Citation, Note
from tuireader.reading import Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.page_roles import Signs

TABS = ("footnotes", "index", "outline", "marks")
"""The panes that stand at the side, in the order in which Tab goes through them."""
BEFORE_A_MARKER = 60
"""Code points of the text before a marker that a list shows."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list. A row without a target is a heading and cannot be chosen."""

    text: str
    target: int | None = None
    sought: str = ""
    """What the filter looks through, folded to lower case."""
    detail: str = ""
    """More about the row, shown below the list while it is under the bar."""
    entry: str = ""
    """The id of an index entry."""
    names: tuple[str, ...] = ()
    """Names that the filter also finds by some of their letters, as `searchable` gives them."""
    folded: bool = False
    """Whether it is shown only when it is looked for."""
    stays: bool = False
    """Of a heading: whether it is shown with nothing under it."""


def counted(number: int, thing: str) -> str:
    """A number with its noun: ``1 mark``, ``2 marks``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def heading_row(text: str) -> ListRow:
    """A heading over rows."""
    return ListRow(clean_line(text))


def outline_rows(reading: Reading) -> tuple[ListRow, ...]:
    """Works, their sections indented by level, and what each holds."""
    rows = []
    for work in reading.document.works:
        start = work.blocks[0].span.start if work.blocks else work.span.start
        notes = sum(n.work_id == work.id for n in reading.apparatus.notes)
        markers = sum(m.work_id == work.id for m in reading.apparatus.markers)
        detail = " · ".join(
            (counted(len(work.paragraphs), "paragraph"), counted(markers, "marker"), counted(notes, "note"))
        )
        name = clean_line(f"{work.id + 1}  {work.name}")
        rows.append(ListRow(name, start, name.lower(), clean_line(f"{detail} · {work.byline or 'no byline'}")))
        for heading in work.headings:
            text = clean_line(reading.heading_text(heading.span))
            rows.append(ListRow("  " * max(heading.level, 1) + text, heading.span.start, text.lower()))
    return tuple(rows)


def mark_rows(reading: Reading, signs: Signs) -> tuple[ListRow, ...]:
    """Every mark in reading order; those whose words are gone under a heading of their own."""
    rows: list[ListRow] = []
    for mark in reading.marks:
        quote = mark.annotation.target.quote
        gone = " ".join(quote.exact.split()) if quote else ""
        words = reading.shown(mark.span) if mark.span else gone
        kind = kind_of(mark.annotation.label)
        note = signs.done if mark.annotation.done else signs.note
        sign = note if mark.annotation.body else (kind.plain if signs.ascii else kind.glyph)
        tags = " ".join(f"#{t}" for t in mark.annotation.tags)
        said = " ".join(f"{mark.annotation.body} {tags}".split())
        if mark.span is None and not any(r.target is None for r in rows):
            rows.append(heading_row("Their words are gone from the text"))
        target = mark.span.start if mark.span else (mark.anchor.hint or 0)
        text = clean_line(f"{sign} {said + ' — ' if said else ''}“{words}”")
        where = reading.locator(target) if mark.span else "used to be near here"
        detail = clean_line(f"{where} · {kind.words} · {mark.annotation.modified[:10]}")
        rows.append(ListRow(text, target, clean_line(f"{words} {said} {kind.name}").lower(), detail))
    return tuple(rows)


def problem_rows(reading: Reading, ignore: str = "") -> tuple[ListRow, ...]:
    """What the check finds, each a jump to its place; ``ignore`` names codes that are left out."""
    from tuireader.check.findings import findings  # brings all the rules, which the first page does not need
    from tuireader.check.rules import WORDS, chosen, read_codes

    rows = []
    for found in findings(reading, chosen(ignore=read_codes((ignore,)))):
        text = clean_line(f"{found.code}  {found.message}")
        detail = clean_line(f"{reading.locator(found.span.start)} · {WORDS[found.code]}".strip(" ·"))
        rows.append(ListRow(text, found.span.start, text.lower(), detail))
    return tuple(rows)


def candidate_rows(reading: Reading, note: Note, citation: Citation) -> tuple[ListRow, ...]:
    """The notes that a doubtful reference may mean, each with its own words."""
    apparatus = reading.apparatus
    rows = []
    for note_id in citation.candidates:
        own = clean_line(reading.shown(apparatus.notes[note_id].body))
        label = apparatus.name_of(note_id, note)
        rows.append(ListRow(clean_line(f"{label:>4}  {own}"), apparatus.notes[note_id].body.start, own.lower()))
    return tuple(rows)


def use_rows(reading: Reading, uses: Sequence[tuple[Note, Citation]]) -> tuple[ListRow, ...]:
    """Every use of one source: the places in the text that call it, then the notes that cite it."""
    apparatus = reading.apparatus
    notes = tuple(dict.fromkeys(note.id for note, _ in uses))
    callers = sorted(
        ((marker, note_id) for note_id in notes for marker in apparatus.called_by.get(note_id, ())),
        key=lambda pair: pair[0].span,
    )
    rows = [heading_row(f"In the text ({len(callers)})")] if callers else []
    for marker, _ in callers:
        around = Span(max(0, marker.span.start - BEFORE_A_MARKER), marker.span.end)
        words = clean_line(reading.shown(around)).partition(" ")[2]
        where = clean_line(reading.locator(marker.span.start))
        rows.append(ListRow(clean_line(f"{marker.label:>4}  …{words}"), marker.span.start, words.lower(), where))
    rows.append(heading_row(f"In the notes ({len(uses)})"))
    for note, citation in uses:
        own = clean_line(citation.text)
        where = "" if apparatus.called_by.get(note.id) else "never called from the text"
        rows.append(ListRow(clean_line(f"{note.label:>4}  {own}"), citation.span.start, own.lower(), where))
    return tuple(rows)
