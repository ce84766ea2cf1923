"""A document keeps its marks by its words and by the paths where it was seen, and where neither settles it, it asks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from making import added, document

from tuireader.annotations.annotations import AnnotationStore


def prose(seed: int, changed: float = 0.0) -> str:
    """An essay of 400 made-up words, of which a share is changed."""
    letters, chance = random.Random(seed), random.Random(f"changed {seed}")
    words = ["".join(letters.choices("abcdefghij", k=4)) for _ in range(400)]
    return " ".join(f"x{word}" if chance.random() < changed else word for word in words)


@pytest.fixture
def marked(store: AnnotationStore, tmp_path: Path) -> str:
    """The id of an essay at draft.txt that has a mark."""
    doc_id = store.identify(document(prose(1)), tmp_path / "draft.txt")
    store.apply(doc_id, added("a", "A note", start=0, end=20))
    return doc_id


def test_a_file_that_was_renamed_or_moved_keeps_its_marks_without_a_question(store, marked, tmp_path):
    there = tmp_path / "folder" / "final.txt"

    assert store.doubt(document(prose(1)), there) is None
    assert store.identify(document(prose(1)), there) == marked


def test_a_file_that_was_edited_keeps_its_marks_without_a_question(store, marked, tmp_path):
    assert store.doubt(document(prose(1, 0.3)), tmp_path / "draft.txt") is None
    assert store.identify(document(prose(1, 0.3)), tmp_path / "draft.txt") == marked


def test_a_file_that_was_renamed_and_edited_is_asked_about(store, marked, tmp_path):
    doubt = store.doubt(document(prose(1, 0.1)), tmp_path / "final.txt")

    assert doubt is not None
    assert (doubt.card.doc_id, doubt.at_its_path) == (marked, False)


@pytest.mark.parametrize("revision", [True, False])
def test_the_answer_holds_for_every_later_revision(store, home, marked, tmp_path, revision):
    new, path = document(prose(1, 0.1)), tmp_path / "final.txt"
    answer = marked if revision else new.id

    assert store.settle(new, path, answer) == answer

    later = AnnotationStore(home)
    assert later.doubt(new, path) is None
    assert later.identify(new, path) == answer
    assert later.identify(document(prose(1, 0.2)), path) == answer
    assert later.identify(document(prose(1)), tmp_path / "draft.txt") == marked


def test_another_text_at_a_known_path_is_asked_about(store, marked, tmp_path):
    doubt = store.doubt(document(prose(2)), tmp_path / "draft.txt")

    assert doubt is not None
    assert (doubt.card.doc_id, doubt.at_its_path) == (marked, True)


def test_another_text_that_begins_anew_at_a_known_path_leaves_the_old_marks_where_they_are(store, marked, tmp_path):
    other, path = document(prose(2)), tmp_path / "draft.txt"
    store.settle(other, path, other.id)

    assert store.identify(document(prose(2, 0.3)), path) == other.id
    assert store.identify(document(prose(1)), path) == marked


def test_nothing_is_asked_where_no_mark_is_at_stake(store, tmp_path):
    store.identify(document(prose(1)), tmp_path / "draft.txt")

    assert store.doubt(document(prose(1, 0.1)), tmp_path / "final.txt") is None
    assert store.doubt(document(prose(2)), tmp_path / "draft.txt") is None


def test_a_document_with_marks_of_its_own_is_not_asked_about(store, marked, tmp_path):
    mine = store.identify(document(prose(1, 0.1)), tmp_path / "final.txt")
    store.apply(mine, added("b", "Mine", start=0, end=20))

    assert store.doubt(document(prose(1, 0.1)), tmp_path / "final.txt") is None


def test_a_few_words_or_none_settle_nothing(store, marked, tmp_path):
    assert store.doubt(document("Emptied by mistake."), tmp_path / "draft.txt") is None
    assert store.doubt(document(""), tmp_path / "draft.txt") is None
    assert store.identify(document(""), tmp_path / "draft.txt") == marked
