"""The one door to the reader's marks keeps its promises, over restarts and in two sessions."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from making import NEWER, TEXT, added, document, files_below, log_in, mark

from tuireader.anchors.describe import describe
from tuireader.anchors.model import TextQuoteSelector
from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.model import Change
from tuireader.annotations.state import Draft, ReadingPosition
from tuireader.errors import StoreError
from tuireader.text.span import Span


def test_marks_are_there_after_a_restart_in_the_order_of_the_text(store, home):
    changes = added("b", start=20, end=30), added("c", "a note", start=4, end=9), added("a", start=4, end=30)
    store.apply("doc", *changes)

    kept = AnnotationStore(home).for_document("doc")

    assert [a.id for a in kept] == ["c", "a", "b"]
    assert kept[0] == changes[1].after


def test_looking_makes_nothing_on_the_disk(store, home):
    assert store.for_document("doc") == ()
    assert store.position("doc") is None
    assert store.bookmarks("doc") == {}
    assert store.draft("doc") is None
    assert store.undo("doc") is None
    assert store.redo("doc") is None
    assert store.last_document() is None
    assert store.shelf_entry(home / "essay.txt") is None
    assert not home.exists()


def test_two_sessions_see_each_other_and_lose_nothing(home):
    one, two = AnnotationStore(home), AnnotationStore(home)
    before = one.version("doc")
    for n in range(5):
        one.apply("doc", added(f"one-{n}"))
        two.apply("doc", added(f"two-{n}"))

    assert len(one.for_document("doc")) == len(two.for_document("doc")) == 10
    assert one.version("doc") == two.version("doc") != before


def test_a_mark_that_another_session_changed_is_not_overwritten(home):
    one, two = AnnotationStore(home), AnnotationStore(home)
    first = mark("a", "first")
    one.apply("doc", Change(None, first))
    theirs = first.edited(body="theirs", tags=(), modified="2026-11-23T11:00:00Z")
    ours = first.edited(body="ours", tags=(), modified="2026-11-23T11:00:01Z")
    two.apply("doc", Change(first, theirs))
    with pytest.raises(StoreError, match="Not saved: this mark was changed in another session"):
        one.apply("doc", added("b"), Change(first, ours))
    assert one.for_document("doc") == (theirs,), "nor is any change saved that came with it"
    one.apply("doc", Change(theirs, ours))
    assert one.undo("doc") == Change(ours, theirs)
    with pytest.raises(StoreError, match="Not saved"):
        two.apply("doc", Change(None, ours))


def test_a_mark_that_another_session_deleted_is_not_brought_back_unasked(home):
    one, two = AnnotationStore(home), AnnotationStore(home)
    first = mark("a", "first")
    one.apply("doc", Change(None, first))
    two.apply("doc", Change(first, None))
    edited = first.edited(body="more", tags=(), modified="2026-11-23T11:00:00Z")
    with pytest.raises(StoreError, match="Not saved: this mark was deleted in another session"):
        one.apply("doc", Change(first, edited))

    assert two.for_document("doc") == ()


def test_what_another_session_has_done_already_is_no_conflict_and_no_step(home):
    one, two = AnnotationStore(home), AnnotationStore(home)
    first = mark("a", "first")
    one.apply("doc", Change(None, first))
    one.apply("doc", Change(first, None))
    two.apply("doc", Change(first, None))

    assert one.undo("doc") == Change(None, first)
    assert one.undo("doc") == Change(first, None)


def test_several_changes_are_saved_together_or_not_at_all(store):
    bad = mark("b")
    bad.extra["x-number"] = float("nan")

    with pytest.raises(StoreError, match=r"^Not saved: "):
        store.apply("doc", added("a"), Change(None, bad))
    assert store.for_document("doc") == ()


def test_the_place_of_reading_and_bookmarks_are_kept(store, home):
    place = ReadingPosition(40, (TextQuoteSelector("quay", "on the ", " cheered"),), "2026-11-23T10:00:00Z")
    store.save_position("doc", place)
    store.set_bookmark("doc", "a", 10)
    store.set_bookmark("doc", "b", 20)
    store.set_bookmark("doc", "a", 30)
    store.set_bookmark("doc", "b", None)

    again = AnnotationStore(home)
    assert again.position("doc") == place
    assert again.bookmarks("doc") == {"a": 30}


def test_a_document_is_known_by_its_text_whatever_the_file_is_called(store, tmp_path):
    first = store.identify(document(), tmp_path / "essay.txt")

    assert store.identify(document(), tmp_path / "renamed.txt") == first
    assert store.identify(document(), None) == first
    assert first == document().id


def test_a_revised_file_keeps_the_identity_of_its_document(store, tmp_path, home):
    path = tmp_path / "essay.txt"
    first = store.identify(document(), path)
    revised = store.identify(document(TEXT + "One more line."), path)
    again = AnnotationStore(home).identify(document(TEXT + "One more line."), tmp_path / "elsewhere.txt")

    assert first == revised == again
    assert store.identify(document("Another essay."), tmp_path / "other.txt") != first


def test_a_path_that_now_holds_another_known_essay_follows_the_text(store, tmp_path):
    path, other = tmp_path / "essay.txt", tmp_path / "other.txt"
    first = store.identify(document(), path)
    second = store.identify(document("Another essay."), other)

    assert store.identify(document("Another essay."), path) == second
    assert store.identify(document(), path) == first


def test_an_emptied_file_is_known_by_its_path_and_makes_no_other_empty_file_the_same(store, tmp_path):
    first = store.identify(document(), tmp_path / "essay.txt")

    assert store.identify(document(" \n"), tmp_path / "essay.txt") == first
    assert store.identify(document("\n\n"), tmp_path / "other.txt") != first


def test_the_shelf_knows_a_document_without_reading_it(store, tmp_path, home):
    path = tmp_path / "essay.txt"
    path.write_text(TEXT)
    doc_id = store.identify(document(title="The quay"), path)
    store.apply(doc_id, added("a"), added("b"))
    store.save_position(doc_id, ReadingPosition(7))
    entry = AnnotationStore(home).shelf_entry(path)

    assert entry is not None
    assert (entry.doc_id, entry.title, entry.marks, entry.length) == (doc_id, "The quay", 2, len(TEXT))
    assert entry.position == ReadingPosition(7)
    assert entry.opened.endswith("Z")
    assert AnnotationStore(home).last_document() == path
    path.unlink()
    assert store.last_document() is None


def test_odd_names_of_files_and_odd_text_are_kept(store, tmp_path, home):
    path = tmp_path / os.fsdecode(b"caf\xe9 \xff.txt")
    doc_id = store.identify(document(), path)
    store.apply(doc_id, added("a", "half a pair: \ud83d"))

    again = AnnotationStore(home)
    entry = again.shelf_entry(path)
    assert entry is not None
    assert entry.doc_id == doc_id
    assert again.for_document(doc_id)[0].body == "half a pair: \ud83d"


def test_an_id_that_would_climb_out_of_the_folder_stays_inside(store, home, tmp_path):
    store.apply("../../outside", added("a"))

    assert [a.id for a in store.for_document("../../outside")] == ["a"]
    assert {p.name for p in tmp_path.iterdir()} == {"home"}


def test_where_nothing_can_be_written_the_document_can_be_read_all_the_same(store, tmp_path, home):
    home.write_text("a file where the folder should be")

    assert store.identify(document(), tmp_path / "essay.txt") == document().id
    assert store.damage()
    with pytest.raises(StoreError, match=r"^Not saved: .*\.$"):
        store.apply("doc", added("a"))


def test_a_record_that_is_no_annotation_is_left_and_told(store, home):
    from tuireader.annotations.store.tables import open_database

    store.apply("doc", added("a"))
    open_database(home / "docs" / "doc").named_table("annotations").put("odd", {"target": 5})
    again = AnnotationStore(home)

    assert [a.id for a in again.for_document("doc")] == ["a"]
    assert len(again.damage()) == 1
    again.apply("doc", added("b"))
    assert b'"odd"' in log_in(home / "docs" / "doc").read_bytes()


def test_where_it_cannot_be_looked_up_whose_text_it_is_nothing_is_saved_in_another_place(home, tmp_path):
    store, path = AnnotationStore(home), tmp_path / "essay.txt"
    doc_id = store.identify(document(), path)
    store.apply(doc_id, added("a"))
    later = home / "library" / "later.jsonl"
    later.write_bytes(NEWER)
    session = AnnotationStore(home)
    assert session.identify(document(), path) == doc_id
    session.apply(doc_id, added("b"))
    unknown = session.identify(document("New. " + TEXT), path)
    with pytest.raises(StoreError, match=r"Not saved: .*newer version"):
        session.apply(unknown, added("c"))
    later.unlink()
    assert session.identify(document("New. " + TEXT), path) == doc_id
    with pytest.raises(StoreError):
        session.apply(unknown, added("c"))
    session.apply(doc_id, added("c"))
    assert len(session.for_document(doc_id)) == 3


def test_everything_is_private_to_the_user(store, home, tmp_path):
    old = os.umask(0)
    try:
        doc_id = store.identify(document(), tmp_path / "essay.txt")
        store.apply(doc_id, added("a"))
        store.apply(doc_id, added("b"))
        store.save_draft(doc_id, Draft(Span(0, 3), "typed"))
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(p.stat().st_mode) for p in [home, *home.rglob("*")] if p.is_dir()}
    file_modes = {stat.S_IMODE(p.stat().st_mode) for p in home.rglob("*") if p.is_file()}

    assert (modes, file_modes) == ({0o700}, {0o600})
    assert not [name for name in files_below(home) if name.endswith(".tmp")]


def test_a_draft_survives_its_session_and_is_forgotten_when_dropped(store, home):
    draft = Draft(Span(3, 9), "what I was typ", ("tag",), "a", "2026-11-23T10:00:00Z")
    store.save_draft("doc", Draft(Span(3, 9), "what I"))
    store.save_draft("doc", draft)

    assert store.draft("doc") == draft
    assert AnnotationStore(home).draft("doc") is None, "it belongs to a session that lives"
    store._drafts.close()
    heir = AnnotationStore(home)
    assert heir.draft("doc") == draft
    assert heir.draft("other") is None
    heir.drop_draft("doc")
    assert heir.draft("doc") == draft, "only what was taken up is forgotten"
    heir.drop_draft("doc", heir.draft("doc"))
    assert heir.draft("doc") is None


def test_a_draft_of_a_session_that_lives_cannot_be_dropped_by_another(store, home):
    store.save_draft("doc", Draft(Span(3, 9), "typing"))
    AnnotationStore(home).drop_draft("doc", store.draft("doc"))

    assert store.draft("doc") is not None


def test_a_draft_keeps_the_words_of_its_passage_and_may_have_no_place(store):
    draft = Draft(None, "typed", selectors=describe(TEXT, Span(3, 9)), revision="r")
    store.save_draft("doc", draft)

    assert store.draft("doc") == draft


def test_all_drafts_are_known_the_newest_first(home):
    for n, words in enumerate(("first", "second")):
        session = AnnotationStore(home)
        session.save_draft("doc", Draft(Span(0, 3), words))
        session._drafts.close()
        os.utime(home / "drafts" / session.draft("doc").kept_in, (1000 + n, 1000 + n))

    assert [draft.text for draft in AnnotationStore(home).drafts("doc")] == ["second", "first"]


def test_a_draft_survives_kill_9(home):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tuireader.annotations.annotations import AnnotationStore, Draft\n"
        "from tuireader.text.span import Span\n"
        "AnnotationStore(Path(sys.argv[1])).save_draft('doc', Draft(Span(0, 1), 'typed'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(home)], check=False)
    store = AnnotationStore(home)
    draft = store.draft("doc")

    assert ended.returncode == -9
    assert draft is not None
    assert draft.text == "typed"
    store.drop_draft("doc", draft)
    assert list((home / "drafts").iterdir()) == []


def test_a_draft_that_cannot_be_read_is_told_and_kept(store, home):
    (home / "drafts").mkdir(parents=True)
    path = home / "drafts" / "doc.gone.json"
    path.write_text('{"start": "x"}')

    assert store.draft("doc") is None
    assert len(store.damage()) == 1
    assert path.exists()


def test_tinydb_is_not_imported_until_a_store_is_opened():
    code = (
        "import sys, tuireader.annotations.annotations as a\n"
        "from pathlib import Path; a.AnnotationStore(Path('/nowhere'))\n"
        "assert 'tinydb' not in sys.modules and 'textual' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_home_is_where_the_environment_says(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("TUIREADER_HOME", str(tmp_path / "mine"))
    assert AnnotationStore().home == tmp_path / "mine"
    monkeypatch.delenv("TUIREADER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert AnnotationStore().home == tmp_path / "xdg" / "tuireader"
