"""What must hold for every text, however broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.model import BlockKind
from tuireader.documents.plain import read_plain
from tuireader.notes.model import Status
from tuireader.notes.resolve import resolve

PIECES = (
    "Roberts, ‘Spheres of influence’, Review 25 (1999). Pp 655-673.",
    "Ibid.",
    "Ibid., p. 3",
    "ebd., S. 4",
    "See note 3 above.",
    "supra note 1, at 5",
    "(n 2) 9",
    "Smith, op. cit., p. 7",
    "Roberts, ‘Spheres’, 12; Smith, 9.",
    "In Smith, A History (London, 1990).",
    "Id. at 9",
    "hereafter cited as X",
    "(",
    "[",
    "“",
    "‘",
    "word word word",
    "[1938]",
    "[...]",
    "[999999999999]",
    "[edit]",
    "Leave a Reply",
    "Notes",
    "=====",
    "Written by: A. Nobody",
    "Chapter IV",
)
MARKS = st.one_of(
    st.integers(0, 14).map(lambda n: f"[{n}]"),
    st.integers(0, 14).map(lambda n: f"[^{n}]"),
    st.integers(0, 14).map(lambda n: f"{n}. "),
    st.integers(0, 14).map(lambda n: f"  {n}. ^ "),
    st.sampled_from(["¹", "²³", "(1)", "1)", "*", "[3–5]", "[3, 5]", "^4", "[^1]: ", "[1] "]),
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(MARKS, st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", " ", "  "])), max_size=60).map(
        "".join
    ),
)


@given(TEXTS)
def test_any_text_is_read_and_resolved(text: str) -> None:
    document = read_plain(text, "-")
    apparatus = resolve(document)
    assert len(apparatus.resolutions) == len(apparatus.notes)
    assert [n.id for n in apparatus.notes] == list(range(len(apparatus.notes)))
    assert [m.id for m in apparatus.markers] == list(range(len(apparatus.markers)))


@given(TEXTS)
def test_blocks_tile_a_work_without_overlap_and_lie_within_it(text: str) -> None:
    document = read_plain(text, "-")
    end = 0
    for block in document.blocks:
        assert block.span.start >= end
        assert not text[end : block.span.start].strip()
        end = block.span.end
    assert not text[end:].strip()
    for work in document.works:
        assert all(work.span.covers(block.span) for block in work.blocks)
    for before, after in zip(document.works, document.works[1:], strict=False):
        assert before.span.end <= after.span.start


@given(TEXTS)
def test_a_marker_stands_where_its_label_is_written(text: str) -> None:
    apparatus = resolve(read_plain(text, "-"))
    ordinary = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    end = 0
    last = None
    for marker in apparatus.markers:
        written = marker.span.of(text).translate(ordinary)
        assert marker.label in written or "–" in written or "-" in written
        assert marker.span == last or marker.span.start >= end
        end, last = marker.span.end, marker.span


@given(TEXTS)
def test_note_bodies_lie_within_their_entries_and_entries_are_blocks(text: str) -> None:
    document = read_plain(text, "-")
    apparatus = resolve(document)
    entries = {b.span for b in document.blocks if b.kind is BlockKind.NOTE_ENTRY}
    for note in apparatus.notes:
        assert note.span in entries
        assert note.span.covers(note.body)


@given(TEXTS)
def test_doubt_has_a_reason_and_links_stay_within_the_work(text: str) -> None:
    apparatus = resolve(read_plain(text, "-"))
    for resolution in apparatus.resolutions:
        note = apparatus.notes[resolution.note_id]
        labels = {n.label for n in apparatus.notes if n.work_id == note.work_id}
        assert set(resolution.roots) <= labels
        assert set(resolution.chain) <= labels
        if resolution.status in (Status.AMBIGUOUS, Status.UNRESOLVED):
            assert resolution.reason


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = read_plain(text, "-"), read_plain(text, "-")
    assert first == second
    assert resolve(first) == resolve(second)
