"""A file is revised between two sessions: marks, bookmarks, the place of reading and drafts follow, and it can be told
what changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.anchor_store import AnchorStore
from tuireader.annotations.model import Motivation
from tuireader.annotations.store import snapshots
from tuireader.errors import StoreError, UsageError
from tuireader.library import Library
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span

NOW = "2026-11-25T10:00:00.000Z"
ESSAY = (
    "A Title\n\n"
    "The fleet left Kronstadt before dawn. Nobody on the quay cheered, and the band did not play.\n\n"
    "In the town the news was known by noon.[1] The answer came in the evening; it was short.\n\n"
    "He wrote that the treaty would stand.[2] The ministers, who had hoped for less, signed it at once.\n\n"
    "Notes\n\n[1] Someone, A Book (1900), p. 3.\n[2] Ibid., p. 9.\n"
)
ANSWER = "The answer came in the evening"
EDITED = ESSAY.replace("came in the evening", "came late in the evening")
CUT = ESSAY.replace(" The answer came in the evening; it was short.", "")


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "shelf" / "essay.txt"
    path.parent.mkdir()
    path.write_text(ESSAY, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def marked(home: Path, essay: Path, *quotes: str) -> Reading:
    library = Library(home)
    reading = library.open(essay)
    for words in quotes or (ANSWER,):
        start = reading.document.text.index(words)
        reading, change = reading.annotate(Span(start, start + len(words)), Motivation.HIGHLIGHTING, "key", "", (), NOW)
        library.save(reading, change)
    return reading


def revised(home: Path, essay: Path, text: str) -> tuple[Library, Reading]:
    """The next session, after the file was saved anew."""
    essay.write_text(text, encoding="utf-8")
    library = Library(home)
    return library, library.open(essay)


def only(reading: Reading) -> tuple[AnchorStatus, str | None]:
    (mark,) = reading.marks
    return mark.anchor.status, mark.span.of(reading.document.text) if mark.span else None


def kept_texts(home: Path) -> list[Path]:
    return sorted(home.glob("docs/*/snapshots/*.z"))


def test_marks_follow_a_file_over_several_revisions_and_back(home: Path, essay: Path) -> None:
    marked(home, essay)
    assert only(revised(home, essay, f"New.\n\n{EDITED}")[1]) == (
        AnchorStatus.EDITED,
        "The answer came late in the evening",
    )
    assert only(revised(home, essay, CUT)[1]) == (AnchorStatus.ORPHANED, None)
    assert only(revised(home, essay, EDITED)[1])[0] is AnchorStatus.EDITED
    assert only(revised(home, essay, ESSAY)[1]) == (AnchorStatus.SAME, ANSWER)


def test_what_was_marked_is_never_rewritten(home: Path, essay: Path) -> None:
    made = marked(home, essay).annotations
    for text in (EDITED, CUT, ESSAY):
        assert revised(home, essay, text)[1].annotations == made


def test_only_texts_that_something_rests_on_are_kept(home: Path, essay: Path) -> None:
    marked(home, essay)
    assert len(kept_texts(home)) == 1
    for number in range(5):
        revised(home, essay, f"{number}.\n\n{ESSAY}")
    assert len(kept_texts(home)) == 1
    revised(home, essay, CUT)
    revised(home, essay, f"More.\n\n{CUT}")
    assert len(kept_texts(home)) == 1, "the one in which the orphan was seen last"
    library, reading = revised(home, essay, CUT)
    library.leave(reading)
    assert len(kept_texts(home)) == 2


def test_a_document_without_marks_leaves_no_text_behind(home: Path, essay: Path) -> None:
    Library(home).open(essay)
    revised(home, essay, EDITED)
    assert not kept_texts(home)


@pytest.mark.parametrize("loss", ["gone", "damaged"])
def test_a_lost_text_falls_back_to_quote_and_context(home: Path, essay: Path, loss: str) -> None:
    marked(home, essay)
    for path in kept_texts(home):
        path.unlink() if loss == "gone" else path.write_bytes(b"noise")
    assert only(revised(home, essay, f"New.\n\n{ESSAY}")[1]) == (AnchorStatus.MOVED, ANSWER)
    assert only(revised(home, essay, CUT)[1]) == (AnchorStatus.ORPHANED, None)


def test_lost_anchors_are_found_anew(home: Path, essay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked(home, essay)
    monkeypatch.setattr(AnchorStore, "_read", lambda _: {})
    assert only(revised(home, essay, EDITED)[1])[0] is AnchorStatus.EDITED


def test_a_crash_between_text_and_anchors_leaves_the_old_pair(
    home: Path, essay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(home, essay)
    with monkeypatch.context() as broken:
        broken.setattr("tuireader.annotations.anchor_store.whereabouts_to_dict", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            revised(home, essay, EDITED)
    assert len(kept_texts(home)) == 2
    library, reading = revised(home, essay, EDITED)
    assert only(reading)[0] is AnchorStatus.EDITED
    (item,) = library.review(reading)
    assert item.before is not None
    assert item.before.words.of(item.before.text) == ANSWER


def test_a_store_that_cannot_be_written_still_shows_the_places_and_says_so(
    home: Path, essay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(home, essay)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(snapshots, "replace_file", full)
    library, reading = revised(home, essay, EDITED)
    assert only(reading) == (AnchorStatus.EDITED, "The answer came late in the evening")
    (said,) = library.store.damage()
    assert said.startswith("Where your marks are in the revised text could not be kept. Not saved: the disk is full")


def test_a_mark_is_saved_even_where_its_text_cannot_be(
    home: Path, essay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as broken:
        broken.setattr(snapshots, "replace_file", full)
        marked(home, essay)
    assert only(Library(home).open(essay)) == (AnchorStatus.SAME, ANSWER)


def test_opening_for_a_screen_writes_nothing_until_the_page_is_there(home: Path, essay: Path) -> None:
    marked(home, essay)
    essay.write_text(EDITED, encoding="utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    library = Library(home)
    reading, _ = library.open_for_reading(essay)
    assert only(reading)[0] is AnchorStatus.EDITED
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    library.remember(reading)
    assert library.store.anchors(reading.document.id).whereabouts()[reading.annotations[0].id].on == (
        reading.document.revision
    )


# --- the reader's word -----------------------------------------------------------------------------------------------


def step(library: Library, made: tuple[Reading, object]) -> Reading:
    reading, change = made
    library.save(reading, change)  # type: ignore[arg-type]
    return reading


def test_a_confirmed_mark_is_silent_there_keeps_its_quote_and_can_be_taken_back(home: Path, essay: Path) -> None:
    name = marked(home, essay).annotations[0].id
    library, reading = revised(home, essay, EDITED)
    confirmed = step(library, reading.confirm(name, NOW))
    assert only(confirmed) == (AnchorStatus.SAME, "The answer came late in the evening")
    assert not library.review(confirmed)
    assert Library(home).open(essay).marks == confirmed.marks
    quote = confirmed.annotations[0].target.quote
    assert quote is not None
    assert quote.exact == ANSWER
    library, moved = revised(home, essay, f"New.\n\n{EDITED}")
    assert only(moved)[0] is AnchorStatus.MOVED
    library, back = revised(home, essay, EDITED)
    undone = library.undo(back)
    assert undone is not None
    assert undone.marks == reading.marks
    redone = library.redo(undone)
    assert redone is not None
    assert only(redone)[0] is AnchorStatus.SAME


def test_an_orphan_can_be_attached_to_other_words(home: Path, essay: Path) -> None:
    name = marked(home, essay).annotations[0].id
    library, reading = revised(home, essay, CUT)
    with pytest.raises(UsageError, match="Nothing is confirmed"):
        reading.confirm(name, NOW)
    with pytest.raises(UsageError, match="Nothing is attached"):
        reading.reattach(name, Span(3, 3), NOW)
    start = CUT.index("the news was known")
    step(library, reading.reattach(name, Span(start, start + 18), NOW))
    assert only(revised(home, essay, f"New.\n\n{CUT}")[1]) == (AnchorStatus.MOVED, "the news was known")
    library, back = revised(home, essay, CUT)
    undone = library.undo(back)
    assert undone is not None
    assert only(undone) == (AnchorStatus.ORPHANED, None)


def test_an_orphan_that_is_let_go_stays_listed_and_is_not_asked_for_again(home: Path, essay: Path) -> None:
    name = marked(home, essay).annotations[0].id
    library, reading = revised(home, essay, CUT)
    assert [item.annotation.id for item in library.review(reading)] == [name]
    gone = step(library, reading.let_go(name, NOW))
    assert not library.review(gone)
    assert [mark.annotation.id for mark in gone.orphans] == [name]
    undone = library.undo(gone)
    assert undone is not None
    assert library.review(undone)


def test_a_note_that_is_done_is_not_asked_for(home: Path, essay: Path) -> None:
    name = marked(home, essay).annotations[0].id
    library = Library(home)
    done = step(library, library.open(essay).set_done(name, True, NOW))
    assert done.annotations[0].done
    library, reading = revised(home, essay, EDITED)
    assert only(reading)[0] is AnchorStatus.ORPHANED
    assert not library.review(reading)
    opened = step(library, reading.set_done(name, False, NOW))
    assert only(library.with_marks(opened))[0] is AnchorStatus.EDITED


def test_review_sets_the_passage_as_it_was_beside_the_passage_as_it_is(home: Path, essay: Path) -> None:
    marked(home, essay, ANSWER, "the treaty would stand", "Nobody on the quay")
    text = "New.\n\n" + EDITED.replace("He wrote that the treaty would stand.[2] ", "")
    library, reading = revised(home, essay, text)
    edited, gone = library.review(reading)
    assert edited.before is not None
    assert gone.before is not None
    assert edited.before.text == "The answer came in the evening; it was short."
    assert edited.before.words.of(edited.before.text) == ANSWER
    assert edited.now.text == "The answer came late in the evening; it was short."
    assert edited.now.words.of(edited.now.text) == "The answer came late in the evening"
    assert gone.before.words.of(gone.before.text) == "the treaty would stand"
    assert gone.before.text == "He wrote that the treaty would stand.[2]"
    assert gone.now.start is not None
    assert "The ministers" in text[gone.now.start - 60 : gone.now.start + 60]
    assert [item.anchor.status for item in library.review(reading, moved=True)] == [
        AnchorStatus.MOVED,
        AnchorStatus.EDITED,
        AnchorStatus.ORPHANED,
    ]


# --- what changed, and other places ----------------------------------------------------------------------------------


def changed(library: Library, reading: Reading) -> list[str]:
    return [span.of(reading.document.text).split(".")[0] for span in library.changed_blocks(reading)]


def test_what_changed_is_told_against_the_text_as_it_was_closed(home: Path, essay: Path) -> None:
    library, first = revised(home, essay, ESSAY)
    assert not library.changed_blocks(first)
    library.leave(first)
    library, second = revised(home, essay, EDITED.replace("Nobody", "Hardly anyone"))
    assert changed(library, second) == [
        "The fleet left Kronstadt before dawn",
        "In the town the news was known by noon",
    ]
    library, third = revised(home, essay, EDITED + "\nAn afterword of some length is put behind it all.\n")
    assert len(changed(library, third)) == 2
    library.leave(third)
    assert not Library(home).changed_blocks(Library(home).open(essay))


def test_moving_wrapping_and_renumbering_are_no_changes(home: Path, essay: Path) -> None:
    library, first = revised(home, essay, ESSAY)
    library.leave(first)
    parts = ESSAY.split("\n\n")
    parts[1], parts[2] = parts[2].replace("[1]", "[2]").replace(" The", "\nThe"), parts[1]
    library, second = revised(home, essay, "\n\n".join(parts))
    assert not changed(library, second)


def test_a_sentence_that_is_cut_out_is_a_change_of_its_paragraph(home: Path, essay: Path) -> None:
    library, first = revised(home, essay, ESSAY)
    library.leave(first)
    library, second = revised(home, essay, CUT)
    assert changed(library, second) == ["In the town the news was known by noon"]


def test_bookmarks_and_the_place_of_reading_follow_words_that_were_edited(home: Path, essay: Path) -> None:
    marked(home, essay)
    library = Library(home)
    reading = library.open(essay)
    library.set_bookmark(reading, "a", ESSAY.index("The ministers"))
    library.save_position(reading, ESSAY.index("The answer came"))
    library, reading = revised(home, essay, "New.\n\n" + EDITED.replace("The ministers", "All ministers"))
    text = reading.document.text
    assert library.bookmarks(reading)["a"] in range(text.index("All ministers"), text.index("ministers") + 1)
    assert library.position(reading) == text.index("The answer came")
    library.set_bookmark(reading, "b", 0)
    assert Library(home).bookmarks(Library(home).open(essay)) == library.bookmarks(reading)
    library.set_bookmark(reading, "a", None)
    assert set(library.bookmarks(reading)) == {"b"}


def test_bookmarks_whose_text_is_lost_stay_inside(home: Path, essay: Path) -> None:
    library, reading = revised(home, essay, ESSAY)
    library.set_bookmark(reading, "a", len(ESSAY))
    for path in kept_texts(home):
        path.unlink()
    library, reading = revised(home, essay, "Short now.\n")
    assert library.bookmarks(reading) == {"a": len("Short now.\n")}


def test_marks_of_a_newer_store_are_not_carried_away(home: Path, essay: Path) -> None:
    marked(home, essay)
    library, reading = revised(home, essay, EDITED)
    library.store.save_anchors(reading.document, {})
    assert only(Library(home).open(essay))[0] is AnchorStatus.EDITED


def test_anchors_of_marks_that_are_gone_are_forgotten(home: Path, essay: Path) -> None:
    reading = marked(home, essay, ANSWER, "the treaty would stand")
    library = Library(home)
    _, change = reading.remove(reading.annotations[0].id)
    library.save(reading, change)
    library, reading = revised(home, essay, EDITED)
    assert set(library.store.anchors(reading.document.id).whereabouts()) == {a.id for a in reading.annotations}


def test_a_refused_place_leaves_the_mark_as_it_was(home: Path, essay: Path) -> None:
    name = marked(home, essay).annotations[0].id
    library, reading = revised(home, essay, EDITED)
    other = Library(home)
    step(other, other.open(essay).edit_note(name, "words", (), NOW))
    _, change = reading.confirm(name, NOW)
    with pytest.raises(StoreError, match="another session"):
        library.save(reading, change)
    again: Mark | None = Library(home).open(essay).mark(name)
    assert again is not None
    assert again.anchor.status is AnchorStatus.EDITED
