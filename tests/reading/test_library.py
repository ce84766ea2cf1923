"""The library opens, watches, saves and exports; what it reads is never changed by it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tuireader.annotations.model import Motivation
from tuireader.errors import CannotCreate, NoSuchFile, StoreError, UnreadableInput, UsageError
from tuireader.export.plan import Wish
from tuireader.library import Library, now
from tuireader.reading import Reading
from tuireader.text.span import Span

ESSAY = (
    "A Title\n\nThe first paragraph has words enough to be a paragraph.[1]\n\nNotes\n\n[1] Someone, A Book (1900).\n"
)


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "shelf" / "essay.txt"
    path.parent.mkdir()
    path.write_text(ESSAY, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home")


def mark(library: Library, reading: Reading, words: str) -> Reading:
    start = reading.document.text.index(words)
    span = Span(start, start + len(words))
    new, change = reading.annotate(span, Motivation.HIGHLIGHTING, "key", "", (), now())
    library.save(reading, change)
    return new


def test_marks_are_there_again_when_the_document_is_opened_by_another_session(library: Library, essay: Path) -> None:
    marked = mark(library, library.open(essay), "first paragraph")
    assert Library(library.home).open(essay).marks == marked.marks
    assert essay.read_text(encoding="utf-8") == ESSAY


def test_reading_without_marks_leaves_no_trace(library: Library, essay: Path) -> None:
    reading = library.index(library.read(essay))
    assert reading.apparatus.notes
    assert library.home is not None
    assert not library.home.exists()


def test_undo_and_redo_go_through_the_store_and_the_reading(library: Library, essay: Path) -> None:
    empty = library.open(essay)
    marked = mark(library, empty, "first paragraph")
    undone = Library(library.home).undo(marked)
    assert undone == empty
    assert library.undo(empty) is None
    assert library.redo(empty) == marked
    assert library.redo(marked) is None


def test_a_change_on_the_disk_is_seen_and_a_mere_touch_or_a_vanished_file_is_not(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    assert not library.changed_on_disk(reading)
    os.utime(essay, (1, 1))
    assert not library.changed_on_disk(reading)
    essay.write_text(ESSAY.replace("first", "second"), encoding="utf-8")
    assert library.changed_on_disk(reading)
    essay.rename(essay.with_suffix(".bak"))
    assert not library.changed_on_disk(reading)


@pytest.mark.parametrize("broken", [b"", b"  \n", b"%PDF-1.7 something", b"\0" * 5000])
def test_a_file_that_became_unreadable_is_reported_once(library: Library, essay: Path, broken: bytes) -> None:
    reading = library.open(essay)
    essay.write_bytes(broken)
    assert library.changed_on_disk(reading)
    with pytest.raises(UnreadableInput):
        library.reopen(reading)
    assert not library.changed_on_disk(reading)
    essay.write_text(f"More.\n\n{ESSAY}", encoding="utf-8")
    assert library.changed_on_disk(reading)
    assert library.reopen(reading).document.text.startswith("More.")


def test_a_reopened_document_is_never_indexed_for_that(
    library: Library, essay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = library.index(library.open(essay))
    monkeypatch.setattr(Library, "index", lambda *_: pytest.fail("the slow part"))
    assert library.reopen(reading).index is reading.index
    essay.write_text(f"More.\n\n{ESSAY}", encoding="utf-8")
    assert not library.reopen(reading).index.entities


def test_a_file_that_is_reopened_keeps_its_marks(library: Library, essay: Path) -> None:
    reading = library.index(mark(library, library.open(essay), "first paragraph"))
    essay.write_text(f"An added line.\n\n{ESSAY}", encoding="utf-8")
    again = library.reopen(reading)
    assert again.document.id == reading.document.id
    assert again.document.revision != reading.document.revision
    (kept,) = again.marks
    assert kept.span is not None
    assert kept.span.of(again.document.text) == "first paragraph"


NEWER = '{"format": "tuireader-log", "version": 99, "device": "later"}\n{"what": "is this"}\n'


def marks_file(library: Library) -> Path:
    assert library.home is not None
    (file,) = (library.home / "docs").glob("*/*.jsonl")
    return file


def test_marks_that_cannot_be_read_keep_their_place(library: Library, essay: Path) -> None:
    """Even when the text is revised: what is marked then is refused, and does not go to another folder."""
    marked = mark(library, library.open(essay), "first paragraph")
    kept = marks_file(library).read_bytes()
    marks_file(library).write_text(NEWER, encoding="utf-8")
    essay.write_text(f"An added line.\n\n{ESSAY}", encoding="utf-8")
    session = Library(library.home)
    reading, notice = session.open_for_reading(essay)
    assert reading.document.id == marked.document.id
    assert not reading.marks
    assert "newer version" in notice
    with pytest.raises(StoreError, match="Not saved"):
        mark(session, reading, "first paragraph")
    marks_file(library).write_bytes(kept)
    assert len(mark(session, session.open(essay), "An added").marks) == 2


def test_one_document_whose_marks_cannot_be_read_does_not_empty_the_shelf(library: Library, essay: Path) -> None:
    mark(library, library.open(essay), "first paragraph")
    marks_file(library).write_text(NEWER, encoding="utf-8")
    other = essay.with_name("other.txt")
    other.write_text("Other words, quite other.\n", encoding="utf-8")
    mark(library, library.open(other), "quite other")
    broken, fine = Library(library.home).shelf(essay.parent)
    assert (broken.path, broken.marks) == (essay, None)
    assert "newer version" in broken.error
    assert (fine.path, fine.marks, fine.error) == (other, 1, "")


def test_a_mark_that_another_session_changed_is_not_overwritten_and_can_be_looked_at(
    library: Library, essay: Path
) -> None:
    mine = mark(library, library.open(essay), "first paragraph")
    other = Library(library.home)
    theirs, change = other.open(essay).edit_note(mine.annotations[0].id, "precious words", (), now())
    other.save(theirs, change)
    _, relabelled = mine.relabel(mine.annotations[0].id, now())
    with pytest.raises(StoreError, match="changed in another session"):
        library.save(mine, relabelled)
    anew = library.with_marks(mine, remember=False)
    assert anew.marks == theirs.marks
    _, relabelled = anew.relabel(mine.annotations[0].id, now())
    library.save(anew, relabelled)
    assert other.open(essay).annotations[0].body == "precious words"


def passage(reading: Reading, words: str) -> Span:
    start = reading.document.text.index(words)
    return Span(start, start + len(words))


def end(library: Library) -> None:
    """The session is gone; what it was typing is not."""
    library.store._drafts.close()


def test_an_unfinished_note_is_found_by_its_words_in_a_revised_text(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    library.save_draft(reading, passage(reading, "first paragraph"), "typed", "id")
    end(library)
    essay.write_text(f"An added line.\n\n{ESSAY}", encoding="utf-8")
    heir = Library(library.home)
    moved = heir.open(essay)
    draft = heir.draft_for(moved)
    assert draft is not None
    assert (draft.text, draft.annotation_id) == ("typed", "id")
    assert draft.span == passage(moved, "first paragraph")


def test_an_unfinished_note_whose_words_are_gone_is_offered_without_a_place(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    library.save_draft(reading, passage(reading, "words enough to be"), "typed", None)
    essay.write_text(ESSAY.replace("words enough to be", "become"), encoding="utf-8")
    revised = library.open(essay)
    draft = library.draft_for(revised)
    assert draft is not None
    assert (draft.text, draft.span) == ("typed", None)
    assert library.draft_for(revised, on=Span(0, len(revised.document.text))) is None


def test_finishing_a_note_forgets_the_draft_it_took_up_and_no_other(library: Library, essay: Path) -> None:
    first = library.open(essay)
    library.save_draft(first, passage(first, "first paragraph"), "long", None)
    end(library)
    here = Library(library.home)
    reading = here.open(essay)
    elsewhere = passage(reading, "words enough")
    assert here.draft_for(reading) is not None
    assert here.draft_for(reading, on=elsewhere) is None
    here.drop_draft(reading)
    assert here.draft_for(reading) is not None, "a dialog on other words was opened and closed"
    here.save_draft(reading, elsewhere, "short", None)
    here.drop_draft(reading)
    left = here.draft_for(reading, on=passage(reading, "first"))
    assert left is not None, "a note on other words was written"
    assert left.text == "long"
    assert left.span is not None
    here.save_draft(reading, left.span, "longer", None)
    assert [draft.text for draft in here.store.drafts(reading.document.id)] == ["longer"]
    here.drop_draft(reading)
    assert here.draft_for(reading) is None, "this one was taken up"


def test_the_place_of_reading_is_found_by_its_words_after_a_revision(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    assert library.position(reading) is None
    library.save_position(reading, ESSAY.index("enough"))
    assert library.position(reading) == ESSAY.index("enough")
    essay.write_text(f"An added line.\n\n{ESSAY}", encoding="utf-8")
    moved = library.open(essay)
    assert library.position(moved) == moved.document.text.index("enough")
    library.save_position(moved, 10**9)
    assert library.position(moved) == len(moved.document.text)


def test_the_shelf_tells_names_at_once_and_the_rest_when_asked(library: Library, essay: Path) -> None:
    (essay.parent / "other.md").write_text("# Another\n\nWords.\n", encoding="utf-8")
    (essay.parent / "picture.png").write_bytes(b"\x89PNG")
    (essay.parent / ".hidden.txt").write_text("x", encoding="utf-8")
    mark(library, library.open(essay), "first paragraph")
    known, new = library.shelf(essay.parent)
    assert (known.path, known.title, known.marks, known.works) == (essay, library.read(essay).document.title, 1, None)
    assert known.progress == 0.0
    assert (new.title, new.marks, new.progress) == ("other.md", None, None)
    looked = library.look(new)
    assert (looked.title, looked.works, looked.problems) == ("Another", 1, 0)
    with pytest.raises(NoSuchFile):
        library.shelf(essay.parent / "nowhere")
    with pytest.raises(UnreadableInput):
        library.shelf(essay)


def test_an_unknown_format_is_refused_with_those_that_there_are(library: Library, essay: Path) -> None:
    with pytest.raises(UsageError, match="md, jsonld, csv, html"):
        library.export(library.open(essay), "docx")


def write_export(library: Library, reading: Reading, form: str, file: Path, force: bool = False) -> Path:
    planned = library.plan_export(reading, file, Wish(form, force=force))
    library.write(planned)
    return planned.file


def test_an_export_never_replaces_a_file_unasked_and_never_leaves_half_a_file(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    file = essay.parent / "notes.md"
    assert write_export(library, reading, "md", file) == file
    first = file.read_bytes()
    with pytest.raises(CannotCreate, match="was not touched"):
        write_export(library, reading, "csv", file)
    assert file.read_bytes() == first
    write_export(library, reading, "csv", file, force=True)
    assert file.read_bytes().startswith(b"id,status,")
    assert (essay.parent / "notes.md.bak").read_bytes() == first
    assert sorted(p.name for p in essay.parent.iterdir()) == ["essay.txt", "notes.md", "notes.md.bak"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["essay.txt", "link.md", "twin.md", "../shelf/essay.txt"])
def test_an_export_never_replaces_the_document_whatever_it_is_called(
    library: Library, essay: Path, name: str, force: bool
) -> None:
    reading = library.open(essay)
    (essay.parent / "link.md").symlink_to(essay)
    (essay.parent / "twin.md").hardlink_to(essay)
    with pytest.raises(CannotCreate, match="is the document itself") as refused:
        write_export(library, reading, "md", essay.parent / name, force)
    assert refused.value.exit_status == 73
    assert essay.read_text(encoding="utf-8") == ESSAY


def test_the_time_is_utc_to_the_millisecond() -> None:
    assert len(now()) == len("2026-11-23T09:00:00.000Z")
    assert now().endswith("Z")
