"""The index outside the house: locators that lead to every mention, references, and nothing that is obeyed or lost."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from export_samples import read
from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.export.index_csv import COLUMNS
from tuireader.export.index_forms import INDEX_FORMS, TIMELINE
from tuireader.export.index_locators import locators
from tuireader.index.build import build
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, EventDate, Mention
from tuireader.text.span import Span

PARAGRAPHS = [f"Paragraph {n} has its own few words, and this is the {n}th of them.[{n}]" for n in range(1, 10)]
NOTES = [f"[{n}] Some Author, Some Title (Leeds: Aire, 19{n}0)." for n in range(1, 9)]
ESSAY = "\n\n".join([*PARAGRAPHS, "Notes", *NOTES, "[12] A note that nothing calls."])
READING = read(ESSAY)


def mention(words: str, n: int = 1) -> Mention:
    at = -1
    for _ in range(n):
        at = ESSAY.index(words, at + 1)
    note = READING.apparatus.note_at(at)
    return Mention(Span(at, at + len(words)), note is not None, 0)


def entity(heading: str, *mentions: Mention, kind: EntityKind = EntityKind.PERSON, **more) -> Entity:
    return Entity(f"{kind}-{heading}", kind, heading, (heading,), mentions, **more)


def test_locators_are_paragraphs_ranges_and_notes():
    named = [mention(f"Paragraph {n}") for n in (3, 5, 6, 7, 9)] + [mention("[2] Some Author")]

    assert locators(READING, named) == "2n, 3, 5–7, 9"


def test_a_note_that_is_never_called_is_named_by_its_label():
    assert locators(READING, [mention("A note that nothing calls")]) == "note 12"


@settings(deadline=None)
@given(st.sets(st.integers(1, 9), min_size=1))
def test_every_paragraph_is_found_by_the_locators_and_no_other(numbers):
    said = locators(READING, [mention(f"Paragraph {n}") for n in numbers])
    meant = set()
    for part in said.split(", "):
        first, _, last = part.partition("–")
        meant |= set(range(int(first), int(last or first) + 1))

    assert meant == numbers


def test_in_several_works_a_locator_names_the_work():
    one, two = (
        f"Nobody knew of {n} the ditch that Disraeli bought for the country in the end.[1]\n\nAnd so it was, in spite "
        f"of all that was said against it.\n\n[1] An Author, A Book (Leeds: Aire, 1999), p. {n}."
        for n in (1, 2)
    )
    text = (
        f"A Ditch\n\n{one}\n\nWritten by: Ada Fenwick Written at: Leeds Date written: March 2009\n\nA Wall\n\n{two}\n"
    )
    reading = read(text)
    places = [m.start() for m in re.finditer("Disraeli", text)]
    said = locators(reading, [Mention(Span(p, p + 8), False, 0) for p in places])

    assert len(reading.document.works) == 2
    assert said == ", ".join(f"{w}:{reading.document.paragraph_number(p)}" for w, p in zip((1, 2), places, strict=True))


def test_markdown_has_see_and_see_also():
    people = (
        replace(
            entity("Stalin, Joseph", mention("Paragraph 3"), see_also=("Tehran Conference",)),
            variants=("Joseph Stalin", "Stalin", "Koba"),
        ),
        entity("Éluard, Paul", mention("Paragraph 4")),
        entity("Zola, Émile", mention("Paragraph 5")),
        entity("Writer, Anna", mention("Paragraph 5"), cited_author=True),
    )
    lines = INDEX_FORMS["md"](READING, people).splitlines()

    assert "- Stalin, Joseph, 3. *See also* Tehran Conference" in lines
    assert "- Koba, *see* Stalin, Joseph" in lines
    order = [lines.index(words) for words in ("- Éluard, Paul, 4", "- Koba, *see* Stalin, Joseph", "- Zola, Émile, 5")]
    assert order == sorted(order)
    assert lines.index("## Cited authors") < lines.index("- Writer, Anna, 5")
    assert not any("*see*" in line and "Stalin, *see*" in line for line in lines)


def test_dates_of_text_and_of_data_are_told_apart():
    event = EntityKind.EVENT
    known = EventDate("1943-07", None, "July 1943", known=True)
    said = EventDate("1944", "1945", "1944–45", known=False)
    one_year = EventDate("1934", None, "1934", known=False)
    old = EventDate("-0480", None, "480 BC", known=True)
    events = (
        entity("Kursk, Battle of", mention("Paragraph 3"), kind=event, dates=(known,)),
        entity("Yalta", mention("Paragraph 4"), kind=event, dates=(said,)),
        entity("Salamis, Battle of", mention("Paragraph 5"), kind=event, dates=(old,)),
        entity("The Quarrel", mention("Paragraph 1"), kind=event),
    )
    written = TIMELINE(READING, events)
    rows = [line for line in written.splitlines() if line.startswith("- ")]

    assert rows == [
        r"- \[480 BC\]: Salamis, Battle of, 5",
        r"- \[1943-07\]: Kursk, Battle of, 3",
        "- 1944–1945: Yalta, 4",
        "- The Quarrel, 1",
    ]
    assert written.index("## Undated") < written.index("The Quarrel")
    assert r"- Kursk, Battle of \[1943-07\], 3" in INDEX_FORMS["md"](READING, events)
    assert "- Yalta (1944–1945), 4" in INDEX_FORMS["md"](READING, events)
    congress = entity("Party Congress", mention("Paragraph 2"), kind=event, dates=(one_year,))
    assert "- Party Congress (1934), 2" in INDEX_FORMS["md"](READING, (congress,))


@pytest.mark.parametrize("heading", ["=cmd()", "+1", "@x", "-2", '"quoted, with comma"', "line\nbreak", "**bold**"])
def test_no_heading_is_obeyed(heading):
    (row,) = csv.DictReader(
        io.StringIO(INDEX_FORMS["csv"](READING, (entity(heading, mention("Paragraph 3")),)), newline="")
    )

    assert set(row) == set(COLUMNS)
    assert row["heading"].lstrip("'") == heading
    assert row["heading"][0] not in "=+-@"
    assert row["where"] == "¶ 3"
    written = INDEX_FORMS["md"](READING, (entity(heading, mention("Paragraph 3")),))
    assert sum(line.startswith("- ") for line in written.splitlines()) == 1
    assert "- **bold**" not in written


def test_every_entry_of_the_index_is_in_every_form():
    text = (
        "A Title\n\nWinston Churchill met Joseph Stalin after the Battle of Kursk.[1]\n\n"
        "[1] Anna Writer, A Book (Leeds, 1987), p. 1.\n"
    )
    reading = read(text)
    entities = build(reading.document, reading.apparatus).entities

    assert len(entities) >= 4
    assert all(e.heading in INDEX_FORMS[form](reading, entities) for form in INDEX_FORMS for e in entities)
