"""A reading changes only by its pure transitions, and tells places and marks in reading order."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_samples import make_apparatus, make_document

from tuireader.anchors.model import AnchorStatus, TextQuoteSelector
from tuireader.annotations.model import Annotation, Change, Motivation, Target
from tuireader.annotations.tags import split_tags, with_tags
from tuireader.errors import UsageError
from tuireader.index.model import Entity, EntityKind, Index
from tuireader.reading import Found, Reading
from tuireader.text.span import Span

NOW = "2026-11-23T09:00:00.000Z"
LATER = "2026-11-23T10:00:00.000Z"


def mark(
    reading: Reading, words: str, body: str = "", tags: tuple[str, ...] = (), new_id: str = "A"
) -> tuple[Reading, Change]:
    start = reading.document.text.index(words)
    span = Span(start, start + len(words))
    return reading.annotate(span, Motivation.HIGHLIGHTING, "key", body, tags, NOW, lambda: new_id)


def orphan(new_id: str = "O") -> Annotation:
    target = Target("x", "other", (TextQuoteSelector("words that nobody wrote here", "before ", " after"),))
    return Annotation(new_id, Motivation.HIGHLIGHTING, target, NOW, NOW)


def test_a_mark_is_made_on_its_words_and_the_first_reading_stays(reading: Reading) -> None:
    new, change = mark(reading, "suspicion", "why?", ("doubt",))
    made = new.mark("A")
    assert reading.annotations == ()
    assert made is not None
    assert made.span is not None
    assert made.span.of(new.document.text) == "suspicion"
    assert made.anchor.status is AnchorStatus.SAME
    assert made.annotation.motivation is Motivation.COMMENTING
    assert made.annotation.tags == ("doubt",)
    assert made.annotation.target.revision == new.document.revision
    assert change == Change(None, made.annotation)


@pytest.mark.parametrize("span", [Span(5, 5), Span(10, 12).shift(10**6), Span(10, 12)])
def test_nothing_is_marked_where_there_are_no_words(reading: Reading, span: Span) -> None:
    blank = reading.document.text.index("\n\n") if span == Span(10, 12) else None
    if blank is not None:
        span = Span(blank, blank + 2)
    with pytest.raises(UsageError, match="Nothing is marked"):
        reading.annotate(span, Motivation.HIGHLIGHTING, "key", "", (), NOW)


def test_a_note_is_edited_and_taken_away_without_moving_the_mark(reading: Reading) -> None:
    first, _ = mark(reading, "suspicion")
    second, _ = first.edit_note("A", "now a note", ("t",), LATER)
    edited = second.mark("A")
    assert edited is not None
    assert (edited.annotation.body, edited.annotation.modified, edited.annotation.created) == ("now a note", LATER, NOW)
    assert edited.anchor == first.marks[0].anchor
    third, _ = second.edit_note("A", "", (), LATER)
    assert third.marks[0].annotation.motivation is Motivation.HIGHLIGHTING


def test_a_tag_that_no_note_can_hold_survives_an_edit(reading: Reading) -> None:
    first, _ = mark(reading, "suspicion", "note", ("a b", "fine", "2nd.part"))
    annotation = first.marks[0].annotation
    typed = with_tags(annotation.body, annotation.tags).replace("fine", "other")
    second, _ = first.edit_note("A", *split_tags(typed), LATER)
    assert second.marks[0].annotation.tags == ("other", "a b", "2nd.part")


def test_relabelling_goes_round_the_table_of_kinds(reading: Reading) -> None:
    reading, _ = mark(reading, "suspicion")
    seen = []
    for _ in range(5):
        reading, _ = reading.relabel("A", LATER)
        seen.append(reading.marks[0].annotation.label)
    assert seen[-1] == "key"
    assert len(set(seen)) == 5
    assert reading.relabel("A", LATER, "todo")[0].marks[0].annotation.label == "todo"


def test_marks_stand_in_reading_order_and_orphans_last(reading: Reading) -> None:
    reading = reading.apply(Change(None, orphan()))
    reading, _ = mark(reading, "purges", new_id="P")
    reading, _ = mark(reading, "border", new_id="B")
    assert [m.annotation.id for m in reading.marks] == ["B", "P", "O"]
    assert [m.annotation.id for m in reading.orphans] == ["O"]
    assert reading.mark("nobody") is None


def test_marks_at_a_place_come_shortest_first_and_marks_in_a_span_in_order(reading: Reading) -> None:
    reading, _ = mark(reading, "suspicion  of the Allies", new_id="long")
    reading, _ = mark(reading, "Allies", new_id="short")
    reading, _ = mark(reading, "grew", new_id="other")
    at = reading.document.text.index("Allies")
    assert [m.annotation.id for m in reading.marks_at(at)] == ["short", "long"]
    assert [m.annotation.id for m in reading.marks_in(Span(0, 200))] == ["long", "short", "other"]
    assert reading.marks_at(0) == ()


spans = st.tuples(st.integers(0, 90), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=12), spans)
def test_marks_in_finds_every_mark_that_shares_a_character(marked: list[Span], asked: Span) -> None:
    document = make_document()
    reading, ids = Reading(document), count()
    for span in marked:
        if span.of(document.text).strip():
            args = (Motivation.HIGHLIGHTING, "key", "", (), NOW, lambda: f"{next(ids):02}")
            reading, _ = reading.annotate(span, *args)
    expected = {m.annotation.id for span, m in reading.placed if span.overlaps(asked)}
    assert {m.annotation.id for m in reading.marks_in(asked)} == expected


steps = st.lists(st.tuples(st.sampled_from(["add", "edit", "label", "remove"]), st.integers(0, 9), st.integers(0, 80)))


@given(steps)
def test_undo_after_any_row_of_changes_restores_every_reading(plan: list[tuple[str, int, int]]) -> None:
    document = make_document()
    reading = Reading(document, make_apparatus(document))
    ids, past = count(), []
    for what, which, at in plan:
        known = [a.id for a in reading.annotations]
        if what != "add" and not known:
            continue
        before = reading
        if what == "add":
            if not document.text[at : at + 7].strip():
                continue
            made = (Motivation.HIGHLIGHTING, "key", "x" * (which % 2), (), NOW, lambda: f"{next(ids):02}")
            reading, change = reading.annotate(Span(at, at + 7), *made)
        elif what == "edit":
            reading, change = reading.edit_note(known[which % len(known)], f"note {at}", ("t",), LATER)
        elif what == "label":
            reading, change = reading.relabel(known[which % len(known)], LATER)
        else:
            reading, change = reading.remove(known[which % len(known)])
        assert before.apply(change) == reading
        assert reading.apply(change) == reading
        past.append((before, change))
    for before, change in reversed(past):
        reading = reading.apply(Change(change.after, change.before))
        assert reading == before


def test_places_are_told_by_work_section_paragraph_and_note(reading: Reading) -> None:
    at = reading.document.text.index
    assert reading.locator(at("waited")) == "work 1, §2 ¶2"
    assert reading.place(at("waited")).path == "§1.2 ¶2"
    assert reading.section_of(at("waited")) == "§2 The second front"
    assert reading.locator(at("Nobody")) == "work 2, ¶1"
    assert reading.place(at("Nobody")).path == "§2 ¶1"
    assert reading.section_of(at("Nobody")) == ""
    assert reading.locator(at("Conquest")) == "work 2, note 1"
    assert reading.place(at("Conquest")).path == "§2 note 1"


def test_a_single_work_has_no_number() -> None:
    document = make_document(((("heading", "One"), ("paragraph", "Words."), ("paragraph", "More words.")),))
    reading = Reading(document)
    assert reading.locator(document.text.index("More")) == "§1 ¶2"


def test_search_goes_over_text_notes_and_marks_whatever_case_quotes_and_spaces(reading: Reading) -> None:
    reading, _ = mark(reading, "purges", "compare SOVIET war aims", ("terror",))
    found = reading.find("soviet War  aims")
    assert [(f.where, f.annotation_id) for f in found] == [("note", None), ("mark", "A")]
    assert [f.where for f in reading.find("stalin's suspicion of")] == ["text"]
    assert [f.where for f in reading.find("a second front")] == ["text"]
    assert [f.where for f in reading.find("#terror")] == ["mark"]
    assert reading.find("  ") == ()


def test_search_reads_over_signs_of_markup_and_leaves_hidden_blocks_out(reading: Reading) -> None:
    (heading, prose) = reading.find("second front")
    assert heading.span is not None
    assert heading.span.of(reading.document.text) == "second** front"
    assert prose.span is not None
    assert prose.span.of(reading.document.text) == "second\nfront"
    assert len(reading.find("allies")) == 2


def test_search_finds_the_quote_of_an_orphan_last_and_gives_it_no_place(reading: Reading) -> None:
    reading = reading.apply(Change(None, orphan()))
    assert reading.find("nobody")[-1] == Found(None, "mark", "O")
    assert reading.find("nobody")[0].where == "text"


def test_an_index_and_marks_are_added_without_losing_the_other(reading: Reading) -> None:
    index = Index((Entity("p1", EntityKind.PERSON, "Stalin", ("Stalin",), ()),))
    with_both, _ = mark(reading.with_index(index), "purges")
    assert with_both.index == index
    assert len(with_both.marks) == 1
    with pytest.raises(ValueError, match="one anchor"):
        replace(with_both, anchors=())
