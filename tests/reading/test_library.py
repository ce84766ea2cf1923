"""The library opens, watches, saves and exports; what it reads is never changed by it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tuireader.annotations.model import Motivation
from tuireader.errors import CannotCreate, NoSuchFile, UnreadableInput, UsageError
from tuireader.export.writing import write_new
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


def test_a_file_that_is_reopened_keeps_its_marks_and_its_index(library: Library, essay: Path) -> None:
    reading = library.index(mark(library, library.open(essay), "first paragraph"))
    essay.write_text(f"An added line.\n\n{ESSAY}", encoding="utf-8")
    again = library.reopen(reading)
    assert again.document.id == reading.document.id
    assert again.document.revision != reading.document.revision
    (kept,) = again.marks
    assert kept.span is not None
    assert kept.span.of(again.document.text) == "first paragraph"


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


def test_an_export_never_replaces_a_file_unasked_and_never_leaves_half_a_file(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    file = essay.parent / "notes.md"
    assert library.write_export(reading, "md", file) == file
    first = file.read_bytes()
    with pytest.raises(CannotCreate, match="was not touched"):
        library.write_export(reading, "csv", file)
    assert file.read_bytes() == first
    library.write_export(reading, "csv", file, force=True)
    assert file.read_bytes().startswith(b"id,status,")
    assert sorted(p.name for p in essay.parent.iterdir()) == ["essay.txt", "notes.md"]


def test_replacing_keeps_the_mode_and_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    with pytest.raises(CannotCreate):
        write_new(link, "new")
    write_new(link, "new", force=True)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["nowhere/x.md", "", "x" * 300, "a\0b"])
@pytest.mark.parametrize("force", [False, True])
def test_a_place_that_takes_no_file_is_told_in_a_sentence(tmp_path: Path, name: str, force: bool) -> None:
    with pytest.raises(CannotCreate):
        write_new(tmp_path / name, "text", force)
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(CannotCreate, match="is not a file"):
        write_new(Path(os.devnull), "text", force=True)


def test_the_time_is_utc_to_the_millisecond() -> None:
    assert len(now()) == len("2026-11-23T09:00:00.000Z")
    assert now().endswith("Z")
