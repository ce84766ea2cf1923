"""What the reader said of an index is kept as it was said, on every machine, and can be taken back like any mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import added

from tuireader.anchors.model import TextPositionSelector, TextQuoteSelector
from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.correction_codec import correction_from_dict, correction_to_dict
from tuireader.annotations.history import apply
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError
from tuireader.index.corrections import Act, Amendment, Correction, EntryName
from tuireader.index.kinds import EntityKind

WORDS = st.text(max_size=12)
NAMES = st.builds(EntryName, st.sampled_from(EntityKind), WORDS, st.lists(WORDS, max_size=3).map(tuple))
SELECTORS = st.just(()) | st.builds(
    lambda exact, start: (TextQuoteSelector(exact, "before", "after"), TextPositionSelector(start, start + len(exact))),
    st.text(min_size=1, max_size=9),
    st.integers(0, 99),
)
CORRECTIONS = st.builds(
    Correction,
    st.text("0123456789ABC", min_size=1, max_size=26),
    st.just("2026-11-25T10:00:00Z"),
    st.sampled_from(Act),
    NAMES,
    st.none() | NAMES,
    WORDS,
    SELECTORS,
)


def hidden(name: str, at: int = 0) -> Correction:
    return Correction(name, f"2026-11-25T10:00:{at:02}Z", Act.HIDE, EntryName(EntityKind.PERSON, name))


@given(CORRECTIONS)
def test_a_correction_comes_back_as_it_was_said(correction):
    assert correction_from_dict(correction_to_dict(correction)) == correction


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"id": 1, "made": "", "act": "hide", "entry": {"kind": "person", "heading": "A"}},
        {"id": "1", "made": "", "act": "burn", "entry": {"kind": "person", "heading": "A"}},
        {"id": "1", "made": "", "act": "hide", "entry": "A"},
        {"id": "1", "made": "", "act": "hide", "entry": {"kind": "place", "heading": "A"}},
        {"id": "1", "made": "", "act": "hide", "entry": {"kind": "person", "heading": "A", "forms": 3}},
    ],
)
def test_what_is_no_correction_is_refused_in_words(fields):
    with pytest.raises(ValueError, match=r"\w"):
        correction_from_dict(fields)


def test_a_correction_that_cannot_be_read_is_told_and_left(tmp_path: Path):
    store = AnnotationStore(tmp_path)
    store.apply("doc", Amendment(None, hidden("A")))
    (folder,) = (tmp_path / "docs").iterdir()
    with open_database(folder, device="other") as database:
        database.named_table("corrections").put("later", {"id": "later", "act": "of a later version"})
    fresh = AnnotationStore(tmp_path)

    assert [c.id for c in fresh.corrections("doc")] == ["A"]
    assert "correction of the index" in fresh.damage()[0]
    with open_database(folder, device="other") as database:
        assert database.named_table("corrections").named("later") is not None


def test_marks_and_corrections_are_taken_back_in_one_row(tmp_path: Path):
    store = AnnotationStore(tmp_path)
    store.apply("doc", added("1"))
    store.apply("doc", Amendment(None, hidden("A")))
    store.apply("doc", added("2"))
    later = AnnotationStore(tmp_path)

    assert later.undo("doc").id == "2"
    assert later.undo("doc") == Amendment(hidden("A"), None)
    assert later.corrections("doc") == ()
    assert [a.id for a in later.for_document("doc")] == ["1"]
    assert later.redo("doc") == Amendment(None, hidden("A"))
    assert later.redo("doc").id == "2"
    assert later.corrections("doc") == (hidden("A"),)


def test_what_another_session_took_back_is_not_taken_back_twice(tmp_path: Path):
    one, other = AnnotationStore(tmp_path), AnnotationStore(tmp_path)
    one.apply("doc", Amendment(None, hidden("A")))
    other.apply("doc", Amendment(hidden("A"), None))
    one.apply("doc", Amendment(hidden("A"), None))
    with pytest.raises(StoreError, match="correction of the index was deleted in another session"):
        one.apply("doc", Amendment(hidden("A"), hidden("A", at=9)))


def test_two_machines_keep_all_that_both_said(tmp_path: Path):
    """Each sees the other's corrections too, in the order of time."""
    for device, said in (("one", hidden("A", at=1)), ("two", hidden("B", at=2)), ("one", hidden("C", at=3))):
        with open_database(tmp_path / "docs" / "doc", device=device) as database:
            apply(database, Amendment(None, said))

    assert [c.id for c in AnnotationStore(tmp_path).corrections("doc")] == ["A", "B", "C"]


def test_each_machine_takes_back_its_own(tmp_path: Path):
    from tuireader.annotations.history import undo

    folder = tmp_path / "docs" / "doc"
    with open_database(folder, device="one") as database:
        apply(database, Amendment(None, hidden("A")))
    with open_database(folder, device="two") as database:
        assert undo(database) is None
    with open_database(folder, device="one") as database:
        assert undo(database) == Amendment(hidden("A"), None)
