"""What the reader says about a citation wins over the rules, survives revision, can be undone, and is never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tuireader.annotations.codec import from_dict, to_dict
from tuireader.errors import UsageError
from tuireader.library import Library
from tuireader.notes.links import LinkKind
from tuireader.notes.model import Citation, Status
from tuireader.reading import Reading
from tuireader.text.span import Span

NOW = "2026-11-25T10:00:00.000Z"
ESSAY = """The Harbour

The first claim is made here.[1] The second is made there.[2] A third follows it.[3] A fourth ends it.[4]

Notes

[1] Anna Holt, Walls (London: Pier, 1990), p. 3; John Bell, Roads (London: Pier, 1991), p. 5.
[2] Ibid., p. 9.
[3] Holt, p. 12.
[4] Ibid.
"""


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(ESSAY, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home")


def only(reading: Reading, label: str) -> Citation:
    (found,) = [r.citations for r in reading.apparatus.resolutions if r.label == label]
    assert len(found) == 1
    return found[0]


def at(reading: Reading, words: str) -> Span:
    start = reading.document.text.index(words)
    return Span(start, start + len(words))


def kept(library: Library, reading: Reading, span: Span, kind: LinkKind, target: Span | None = None) -> Reading:
    linked, change = reading.link(span, kind, target, NOW)
    library.save(reading, change)
    return linked


def test_a_doubtful_reference_means_what_the_reader_says_and_so_does_what_follows_it(
    library: Library, essay: Path
) -> None:
    reading = library.open(essay)
    assert only(reading, "2").status is Status.AMBIGUOUS
    roads = reading.apparatus.resolutions[0].citations[1].span
    linked = kept(library, reading, only(reading, "2").span, LinkKind.POINTS, roads)
    for shown in (linked, library.open(essay)):
        meant = only(shown, "2")
        assert (meant.status, meant.root, meant.locator, meant.by_reader) == (Status.RESOLVED, 0, "p. 9", True)
        assert meant.reference == "John Bell, Roads (London: Pier, 1991)"
        assert meant.written == roads
    assert [m.annotation.id for m in linked.marks] == []


def test_a_reference_can_stand_alone(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    linked = kept(library, reading, only(reading, "3").span, LinkKind.ALONE)
    assert (only(linked, "3").status, only(linked, "3").target) == (Status.FULL, None)
    assert only(linked, "4").root == 2


def test_a_note_can_be_divided_where_the_rules_see_one_source(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text(
        "A claim.[1] Another.[2]\n\nNotes\n\n[1] Anna Holt, Walls (London, 1990) with the map by Bell.\n[2] Ibid.\n",
        encoding="utf-8",
    )
    reading = library.open(path)
    linked = kept(library, reading, at(reading, "the map by Bell."), LinkKind.DIVIDES)
    said = [c.text for r in linked.apparatus.resolutions for c in r.citations]
    assert said == ["Anna Holt, Walls (London, 1990) with", "the map by Bell.", "Ibid."]
    assert only(linked, "2").status is Status.AMBIGUOUS
    whole, change = linked.unlink(at(linked, "the map by Bell."))
    library.save(linked, change)
    assert whole.apparatus == reading.apparatus


def test_a_link_is_undone_and_done_again(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    linked = kept(library, reading, only(reading, "3").span, LinkKind.ALONE)
    undone = library.undo(linked)
    assert undone is not None
    assert undone.apparatus == reading.apparatus
    again = library.redo(undone)
    assert again is not None
    assert only(again, "3").by_reader


def test_a_second_word_on_one_citation_replaces_the_first(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    walls, roads = (c.span for c in reading.apparatus.resolutions[0].citations)
    linked = kept(library, reading, only(reading, "2").span, LinkKind.POINTS, roads)
    linked = kept(library, linked, only(linked, "2").span, LinkKind.POINTS, walls)
    assert len(linked.links) == 1
    assert only(linked, "2").written == walls


def test_a_link_survives_revision_and_new_numbers(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    roads = reading.apparatus.resolutions[0].citations[1].span
    kept(library, reading, only(reading, "2").span, LinkKind.POINTS, roads)
    revised = ESSAY
    for old, new in ((4, 5), (3, 4), (2, 3), (1, 2)):
        revised = revised.replace(f"[{old}]", f"[{new}]")
    revised = revised.replace("The first claim", "A new beginning.[1] The first claim").replace(
        "[2] Anna", "[1] Carl Dorn, Bridges (Bonn, 1950), p. 1.\n[2] Anna"
    )
    essay.write_text(revised, encoding="utf-8")
    again = library.open(essay)
    meant = only(again, "3")
    assert (meant.by_reader, meant.root) == (True, 1)
    assert meant.reference == "John Bell, Roads (London: Pier, 1991)"


def test_a_link_whose_citation_or_source_is_gone_is_kept_and_listed(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    roads = reading.apparatus.resolutions[0].citations[1].span
    kept(library, reading, only(reading, "2").span, LinkKind.POINTS, roads)
    essay.write_text(ESSAY.replace("; John Bell, Roads (London: Pier, 1991), p. 5", ""), encoding="utf-8")
    again = library.open(essay)
    assert not only(again, "2").by_reader
    assert len(again.lost_links) == 1
    essay.write_text(ESSAY, encoding="utf-8")
    assert only(library.open(essay), "2").by_reader


def test_a_link_is_written_down_whole(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    roads = reading.apparatus.resolutions[0].citations[1].span
    linked = kept(library, reading, only(reading, "2").span, LinkKind.POINTS, roads)
    (annotation,) = linked.annotations
    assert from_dict(to_dict(annotation)) == annotation
    with pytest.raises(ValueError, match="A link says what it does"):
        from_dict({**to_dict(annotation), "x:link": {"kind": "guesses"}})


def test_what_is_not_linked_cannot_be_unlinked_and_a_link_needs_its_source(library: Library, essay: Path) -> None:
    reading = library.open(essay)
    with pytest.raises(UsageError, match="Nothing is taken back"):
        reading.unlink(only(reading, "3").span)
    with pytest.raises(UsageError, match="Nothing is linked"):
        reading.link(only(reading, "3").span, LinkKind.POINTS, None, NOW)
    assert replace(reading, annotations=(), anchors=()).links == ()
