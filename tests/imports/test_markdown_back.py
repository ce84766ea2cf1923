"""Our Markdown and our JSON-LD come back: nothing lost, nothing doubled; what was edited in the file is taken in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_samples import DAY, NEXT_DAY, PLAIN, mark, markdown, plain, words_of

from tuireader.annotations.model import Change, Motivation
from tuireader.errors import UnreadableInput
from tuireader.export.choice import EVERYTHING, Choice
from tuireader.export.exporters import EXPORTERS
from tuireader.export.renewing import render, renew
from tuireader.export.styles import STYLES
from tuireader.imports.taking import take_in
from tuireader.reading import Reading
from tuireader.text.span import Span

NOTES = st.text(alphabet=st.sampled_from("ab \n\\`*_[]<>^#>:-+=.!|~$1—…&;{}"), max_size=40)
TAGS = st.lists(st.sampled_from(["lock", "1987", "two words", "a,b", "c#", "ä-ö", "x_y"]), max_size=3, unique=True)


def folded(note: str) -> list[str]:
    """A note as every Markdown keeps it: its lines and paragraphs, white space folded."""
    lines = [" ".join(line.split()) for line in note.splitlines()]
    return [line for line in lines if line]


def marked(plan: list[tuple[int, int, str, list[str]]]) -> Reading:
    reading = plain()
    for number, (start, length, note, tags) in enumerate(plan):
        span = Span(min(start, len(PLAIN) - 3), min(start + length, len(PLAIN)))
        if span.of(PLAIN).strip():
            made = (
                Motivation.HIGHLIGHTING,
                "todo",
                note.strip(),
                tuple(tags),
                DAY,
                lambda number=number: f"id-{number}",
            )
            reading, change = reading.annotate(span, *made)
            if number % 2 and change.after:
                reading = reading.apply(Change(change.after, replace(change.after, done=True)))
    return reading


PLANS = st.lists(st.tuples(st.integers(0, 380), st.integers(1, 250), NOTES, TAGS), max_size=5)


@given(PLANS, st.sampled_from(list(STYLES)), st.integers(0, 5), st.sampled_from(["text", "date"]))
def test_the_markdown_in_every_style_gives_the_marks_back_to_a_reader_without_them(
    plan: list[tuple[int, int, str, list[str]]], style: str, context: int, order: str
) -> None:
    reading = marked(plan)
    text = render(reading, Choice(style=style, context=context, order=order))
    taking = take_in(plain(), text)
    assert [c.id for c in taking.changes] == [m.annotation.id for m in sorted_by(reading, order)]
    for before in reading.marks:
        after = taking.reading.mark(before.annotation.id)
        assert after is not None
        assert after.annotation.target == before.annotation.target
        assert after.anchor == before.anchor
        assert folded(after.annotation.body) == folded(before.annotation.body)
        same = ("label", "created", "modified", "motivation", "done")
        assert [getattr(after.annotation, f) for f in same] == [getattr(before.annotation, f) for f in same]
    again = take_in(taking.reading, text)
    assert (again.changes, again.unchanged) == ((), len(reading.marks))
    assert take_in(reading, text).changes == ()


def sorted_by(reading: Reading, order: str) -> list:
    from tuireader.export.choice import chosen

    return list(chosen(reading, Choice(order=order)))


@given(PLANS)
def test_the_json_gives_the_very_same_marks_back(plan: list[tuple[int, int, str, list[str]]]) -> None:
    reading = marked(plan)
    text = EXPORTERS["jsonld"].render(reading, EVERYTHING)
    taking = take_in(plain(), text)
    tags = {m.annotation.id: take_in(plain(), text).reading.mark(m.annotation.id) for m in reading.marks}
    assert [replace(m.annotation, tags=()) for m in taking.reading.marks] == [
        replace(m.annotation, tags=()) for m in reading.marks
    ]
    assert len(tags) == taking.added
    assert take_in(taking.reading, text).changes == ()


def test_what_was_edited_in_the_file_becomes_the_mark_and_is_no_conflict_any_more() -> None:
    reading = mark(mark(plain(), "The canal", "m-1", "Why?", ("lock",)), "The clerk", "m-2", "Who?")
    mine = (
        render(reading).replace("Why?", "Because.\n\nSaid A.").replace("Tags: #lock", "Tags: #lock #mile") + "\nMine.\n"
    )
    taking = take_in(reading, mine)
    (change,) = taking.changes
    assert change.after is not None
    assert (change.after.body, change.after.tags) == ("Because.\n\nSaid A.", ("lock", "mile"))
    assert change.before is not None
    assert change.after.modified >= change.before.modified
    done = take_in(taking.reading, mine.replace("**Note** (2026-11-23): Who", "**Note, done**: Who")).changes
    assert [(c.id, c.after.done, c.after.body) for c in done if c.after] == [("m-2", True, "Who?")]
    renewed, report = renew(taking.reading, mine, None)
    assert report.conflicts == []
    assert renewed.endswith("\nMine.\n")
    assert take_in(taking.reading, renewed).changes == ()


def test_what_was_typed_in_the_file_counts_whatever_a_clock_says() -> None:
    far = "2999-01-01T00:00:00.000Z"
    reading = mark(plain(), "The canal", "m-1").edit_note("m-1", "Why?", (), far)[0]
    (change,) = take_in(reading, render(reading).replace("Why?", "Because.")).changes
    assert change.after is not None
    assert (change.after.body, change.after.modified) == ("Because.", far)


def test_a_file_from_another_device_brings_what_is_newer_and_not_what_is_older() -> None:
    here = mark(plain(), "The canal", "m-1", "old")
    there = here.edit_note("m-1", "new", ("lock",), NEXT_DAY)[0]
    (change,) = take_in(here, render(there)).changes
    assert change.after == there.annotations[0]
    assert take_in(there, render(here)).changes == ()


def test_in_a_revised_text_the_marks_are_found_by_their_words() -> None:
    text = render(mark(mark(plain(), "mile”.[1] Nobody", "m-1"), "paid by both", "m-2"))
    revised = plain(PLAIN.replace("The canal was surveyed", "It was surveyed").replace("paid by both sides", "rich"))
    taking = take_in(revised, text)
    assert words_of(taking.reading, "m-1") == "mile”.[1] Nobody"
    assert [m.annotation.id for m in taking.unplaced] == ["m-2"]
    assert taking.reading.mark("m-2").annotation.target.quote.exact == "paid by both"  # type: ignore[union-attr]


def test_a_quote_from_markdown_is_found_through_its_signs() -> None:
    text = render(mark(markdown(), "twice**, and the second survey moved [the lock]", "m-1"))
    revised = markdown(markdown().document.text.replace("The canal", "It"))
    assert words_of(take_in(revised, text).reading, "m-1") == "twice**, and the second survey moved [the lock"


def test_a_damaged_file_is_refused_with_the_line() -> None:
    text = render(mark(plain(), "The canal", "m-1"))
    with pytest.raises(UnreadableInput, match=r"line 18: .* has no end"):
        take_in(plain(), text.replace("<!-- tuireader:end m-1 -->", ""))
