"""The lines of the index: entries, mentions, the timeline, and what the reader said of it. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tuireader.index.company import Company
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, EventDate, Mention
from tuireader.index.timeline import date_order, timeline, told
from tuireader.reading import Reading
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.matching import searchable
from tuireader.ui.rows import ListRow, counted, heading_row

KINDS = ("all", "people", "events")
"""What the index can show, in the order in which a key goes through it."""
BAR = 24
"""Cells of the bar that shows where in the document an entry is named."""
BEFORE, AFTER = 24, 48
"""Code points of the text beside a mention that the list of mentions shows."""
COMPANY = 4
"""How many entries are named that appear with one."""


def _first(entity: Entity) -> int:
    return entity.mentions[0].span.start if entity.mentions else 0


SORTS: dict[str, Callable[[Entity], Any] | None] = {
    "name": None,
    "order in the text": _first,
    "count": lambda entity: -len(entity.mentions),
    "date": lambda entity: (date_order(entity), _first(entity)),
}
"""By what the entries are sorted, in the order in which a key goes through it; without a key they are by heading."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """How the reader wants to see the index."""

    kind: str = KINDS[0]
    sort: str = "name"
    authors: bool = False
    """Whether those who are only cited are shown; folded, they are found by the filter all the same."""


def index_rows(reading: Reading, view: IndexView) -> tuple[ListRow, ...]:
    """People, events, and the authors cited apart."""
    entities = reading.index.entities
    company = Company(entities, _paragraphs(reading))
    row_of = {e.id: _entry_row(reading, company, n, e) for n, e in enumerate(entities)}
    people = [e for e in entities if e.kind is EntityKind.PERSON]
    groups = (
        ("People", "people", [e for e in people if not e.cited_author]),
        ("Events", "events", [e for e in entities if e.kind is EntityKind.EVENT]),
        ("Cited authors", "people", [e for e in people if e.cited_author]),
    )
    rows: list[ListRow] = []
    if lost := len(reading.index.unfit):
        rows.append(ListRow(f"{counted(lost, 'correction')} without a place here: gc", stays=True))
    for name, kind, members in groups:
        if members and view.kind in (KINDS[0], kind):
            folded = name == "Cited authors" and not view.authors
            more = ": F4 shows them" if folded else f", by {view.sort}"
            rows.append(ListRow(f"{name} ({len(members)}){more}", stays=folded))
            key = SORTS[view.sort]
            for entity in sorted(members, key=key) if key else members:
                row = row_of[entity.id]
                rows.append(ListRow(row.text, row.target, row.sought, row.detail, row.entry, row.names, folded))
    return tuple(rows)


def entry_choices(reading: Reading, kind: EntityKind, but: str = "") -> tuple[ListRow, ...]:
    """The entries of one kind, to choose one of them; all but the one with the id ``but``."""
    company = Company(reading.index.entities, _paragraphs(reading))
    entities = enumerate(reading.index.entities)
    return tuple(_entry_row(reading, company, n, e) for n, e in entities if e.kind is kind and e.id != but)


def _told(date: EventDate) -> str:
    return told(date, " to ")  # in signs that every terminal has


def _paragraphs(reading: Reading) -> list[tuple[int, int]]:
    return [(p.span.start, p.span.end) for work in reading.document.works for p in work.paragraphs]


def _entry_row(reading: Reading, company: Company, number: int, entity: Entity) -> ListRow:
    date = f"  {_told(entity.dates[0])}" if entity.dates else ""
    names = (entity.heading, *entity.variants)
    return ListRow(
        clean_line(f"{len(entity.mentions):>4}  {entity.heading}{date}"),
        _first(entity),
        clean_line(" ".join(names)).lower(),
        _entry_detail(reading, company, number, entity),
        entity.id,
        tuple(searchable(clean_line(name)) for name in names),
    )


def _entry_detail(reading: Reading, company: Company, number: int, entity: Entity) -> str:
    in_notes = sum(m.in_notes for m in entity.mentions)
    parts = [f"{len(entity.mentions) - in_notes} in the text, {in_notes} in notes  {bar(reading, entity)}"]
    others = [v for v in entity.variants if v != entity.heading]
    if others:
        parts.append("also: " + "; ".join(others[:6]))
    for date in entity.dates[:2]:
        parts.append(f"known date: {_told(date)[1:-1]}" if date.known else f"dated in the text: {date.text}")
    places = list(dict.fromkeys(filter(None, (reading.locator(m.span.start) for m in entity.mentions))))
    if places:
        parts.append(f"first {places[0]}" + (f", last {places[-1]}" if len(places) > 1 else ""))
    beside = [e.heading for e, _ in company.beside(number, COMPANY)]
    if beside:
        parts.append(f"appears with {'; '.join(beside)}")
    also = [heading for heading in entity.see_also if heading not in beside]
    if also:
        parts.append(f"see also {'; '.join(also)}")
    return clean_line(" · ".join(parts))


def bar(reading: Reading, entity: Entity) -> str:
    """Where in the document the mentions are: one cell for each twenty-fourth of it."""
    length = max(len(reading.document.text), 1)
    filled = {m.span.start * BAR // length for m in entity.mentions}
    return "".join("#" if n in filled else "." for n in range(BAR))


def mention_rows(reading: Reading, entity: Entity) -> tuple[ListRow, ...]:
    """Every mention of an entry with a line of what stands around it; those in notes under a heading of their own."""
    rows: list[ListRow] = []
    for where, in_notes in (("in the text", False), ("in notes", True)):
        mentions = [m for m in entity.mentions if m.in_notes is in_notes]
        if mentions:
            rows.append(heading_row(f"{entity.heading} {where} ({len(mentions)})"))
            rows += [_mention_row(reading, entity, m) for m in mentions]
    return tuple(rows)


def _mention_row(reading: Reading, entity: Entity, mention: Mention) -> ListRow:
    span, text = mention.span, reading.document.text
    block = reading.document.block_at(span.start)
    edges = block.span if block and block.span.contains(span.start) else Span(0, len(text))
    start, end = max(edges.start, span.start - BEFORE), min(max(edges.end, span.end), span.end + AFTER)
    if start > edges.start:  # a line begins with a whole word, and ends with one
        lead = text[start : span.start]
        start = span.start - len(lead.partition(" ")[2] or lead)
    if end < edges.end:
        end = span.end + len(text[span.end : end].rpartition(" ")[0] or text[span.end : end])
    words = clean_line(reading.shown(Span(start, end)))
    detail = clean_line(f"{reading.locator(span.start)} · {why(reading, entity, mention)}")
    before, after = "…" if start > edges.start else "", "…" if end < edges.end else ""
    return ListRow(f"{before}{words}{after}", span.start, words.lower(), detail, entity.id)


def why(reading: Reading, entity: Entity, mention: Mention) -> str:
    """Why a mention is in the index, in plain words."""
    doubt = "" if mention.certainty >= 1 else ", not quite sure"
    return f"“{reading.shown(mention.span)}” is {entity.heading}: {mention.rule or 'no rule is named'}{doubt}"


def timeline_rows(reading: Reading) -> tuple[ListRow, ...]:
    """The events in order of date; dates that the text does not give are in square brackets. Undated ones come last."""
    events = timeline(reading.index.entities)
    dated = [e for e in events if e.dates]
    rows = [heading_row(f"Dated events ({len(dated)}), [ ] not said in the text")] if dated else []
    rows += [_timeline_row(reading, e) for e in dated]
    if len(dated) < len(events):
        rows.append(heading_row(f"Undated ({len(events) - len(dated)})"))
        rows += [_timeline_row(reading, e) for e in events if not e.dates]
    return tuple(rows)


def _timeline_row(reading: Reading, entity: Entity) -> ListRow:
    dates = " ".join(_told(d) for d in entity.dates)
    said = [f"known date: {_told(d)[1:-1]}" if d.known else f"dated in the text: {d.text}" for d in entity.dates]
    detail = " · ".join((*said, reading.locator(_first(entity)), counted(len(entity.mentions), "mention")))
    names = (entity.heading, *entity.variants)
    return ListRow(
        clean_line(f"{dates:<17} {entity.heading}" if dates else f"  {entity.heading}"),
        _first(entity),
        clean_line(f"{dates} {' '.join(names)}").lower(),
        clean_line(detail),
        entity.id,
        tuple(searchable(clean_line(name)) for name in names),
    )


def correction_rows(reading: Reading) -> tuple[ListRow, ...]:
    """What the reader said of the index, the latest first; what fits nothing in this text under its own heading."""
    index = reading.index
    rows: list[ListRow] = []
    groups = (
        ("They fit nothing in this text", index.unfit),
        ("What you said", tuple(c for c in index.corrections if c not in index.unfit)),
    )
    for name, said in groups:
        if said:
            rows.append(heading_row(f"{name} ({len(said)}): Enter takes one back"))
        for correction in reversed(said):
            words = clean_line(correction.in_words)
            rows.append(ListRow(words, 0, words.lower(), f"said on {clean_line(correction.made[:10])}", correction.id))
    return tuple(rows)
