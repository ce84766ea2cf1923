"""Files that earlier versions wrote are taken over whole, once, and kept."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from making import document, failing, files_below, log_in, mark

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.codec import to_dict
from tuireader.annotations.model import Change
from tuireader.annotations.store.examine import examine
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError

A, B = mark("a", "first", 0, 9), mark("b", "", 20, 30)


def former(path: Path, tables: dict[str, object], version: int = 1) -> bytes:
    """A file in the former form, as it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = {"format": "tuireader", "version": version, "save": "0123456789abcdef", "sum": "00000000"}
    path.write_text(json.dumps({"meta": {"schema": schema}, **tables}), encoding="utf-8")
    return path.read_bytes()


@pytest.fixture
def path(home: Path) -> Path:
    """The marks of a document as an earlier version left them."""
    marks = {"a": to_dict(A) | {"later": ["kept"]}, "b": to_dict(B)}
    steps = {
        "000000001": {"id": "a", "before": None, "after": marks["a"], "undone": False},
        "000000002": {"id": "b", "before": None, "after": marks["b"], "undone": False},
    }
    state = {"position": {"offset": 7, "selector": [], "when": "2026-11-23T10:00:00Z"}, "bookmarks": {"x": 3}}
    home.mkdir(mode=0o700)
    path = home / "docs" / "doc" / "marks.json"
    former(path, {"annotations": marks, "undo": steps, "state": state})
    return path


def test_everything_is_taken_over_and_the_file_is_kept(home, path):
    before = path.read_bytes()
    store = AnnotationStore(home)

    assert [a.id for a in store.for_document("doc")] == ["a", "b"]
    assert store.for_document("doc")[0].body == "first"
    assert store.for_document("doc")[0].extra == {"later": ["kept"]}
    assert store.position("doc").offset == 7
    assert store.bookmarks("doc") == {"x": 3}
    assert store.damage() == ()
    assert not path.exists()
    assert path.with_name("marks.json.migrated").read_bytes() == before
    assert store.undo("doc") == Change(B, None)
    assert [a.id for a in AnnotationStore(home).for_document("doc")] == ["a"]
    assert examine(home).fine


def test_the_library_is_taken_over_from_its_place_above(home, tmp_path):
    card = {"title": "An essay", "opened": "2026-11-23T10:00:00Z", "length": 3, "texts": [document().id], "paths": {}}
    former(home / "library.json", {"documents": {"old": card}})

    assert AnnotationStore(home).identify(document(), tmp_path / "essay.txt") == "old"
    assert (home / "library.json.migrated").exists()
    assert AnnotationStore(home).identify(document(), None) == "old"


def test_looking_at_a_file_of_the_former_kind_without_opening_it_leaves_it(home, path):
    before = files_below(home)

    assert examine(home).marks == 2
    assert files_below(home) == before


def test_taking_over_twice_changes_nothing(home, path):
    kept = path.read_bytes()
    store = AnnotationStore(home)
    store.for_document("doc")
    store.apply("doc", Change(store.for_document("doc")[1], None))
    path.write_bytes(kept)

    assert [a.id for a in store.for_document("doc")] == ["a"], "what was deleted since stays so"
    assert [a.id for a in AnnotationStore(home).for_document("doc")] == ["a"]
    assert not path.exists()
    assert len(list(path.parent.glob("*.migrated"))) == 2


def test_two_sessions_and_two_machines_take_over_the_same(home, path, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(home, other)
    sessions = [open_database(path.parent, device="one") for _ in range(2)]
    there = open_database(other / "docs/doc", device="two")
    states = [database.durable.read() for database in (*sessions, there)]
    assert states[0] == states[1] == states[2]
    shutil.copy(other / "docs/doc/two.jsonl", path.parent)

    assert {d.doc_id for d in sessions[0].named_table("annotations")} == {"a", "b"}
    assert {d.doc_id for d in open_database(path.parent, device="one").named_table("annotations")} == {"a", "b"}


def test_a_mark_that_an_earlier_version_changed_on_another_machine_afterwards_is_not_lost(home, path):
    tables = json.loads(path.read_text())
    AnnotationStore(home).for_document("doc")
    tables["annotations"]["a"] = to_dict(A.edited(body="second", tags=(), modified="2026-11-24T10:00:00Z"))
    former(path, {"annotations": tables["annotations"]})

    assert {a.body for a in AnnotationStore(home).for_document("doc")} == {"first", "second", ""}


@pytest.mark.parametrize(("where_", "name"), [(os, "write"), (os, "fsync"), (Path, "rename")])
def test_where_it_cannot_be_taken_over_it_is_shown_and_nothing_is_saved(monkeypatch, home, path, where_, name):
    store = AnnotationStore(home)
    with monkeypatch.context() as patched:
        patched.setattr(where_, name, failing(errno.EROFS)(getattr(where_, name)))
        assert [a.id for a in store.for_document("doc")] == ["a", "b"]
        with pytest.raises(StoreError, match=r"^Not saved: the disk can only be read"):
            store.apply("doc", Change(None, mark("c")))
    assert path.exists()
    assert "could not be taken over" in store.damage()[0]
    store.apply("doc", Change(None, mark("c", start=40, end=50)))

    assert [a.id for a in AnnotationStore(home).for_document("doc")] == ["a", "b", "c"]
    assert not path.exists()


def test_a_damaged_file_gives_way_to_its_newest_good_backup_and_is_kept(home, path):
    backups = path.parent / "backups"
    former(backups / "marks-20260101T000000Z.json", {"annotations": {"b": to_dict(B)}})
    former(backups / "marks.previous.json", {"annotations": {"a": to_dict(A)}})
    path.write_text("garbage")
    notices = Notices()
    table = open_database(path.parent, notices).named_table("annotations")

    assert [d.doc_id for d in table] == ["a"]
    assert "marks.previous.json" in notices.all()[0]
    assert path.with_name("marks.json.migrated").read_text() == "garbage"


def test_a_damaged_file_without_a_backup_is_kept_and_told(home, path):
    path.write_bytes(b"\0" * 40)
    notices = Notices()
    table = open_database(path.parent, notices).named_table("annotations")

    assert list(table) == []
    assert "no backup" in notices.all()[0]
    table.put("c", {})
    assert path.with_name("marks.json.migrated").read_bytes() == b"\0" * 40


def test_a_file_of_a_newer_schema_is_shown_and_never_written(home, path):
    before = former(path, {"annotations": {"a": {"note": "from later"}}}, version=99)
    table = open_database(path.parent).named_table("annotations")

    assert [d.doc_id for d in table] == ["a"]
    with pytest.raises(StoreError, match=r"^Not saved: .*newer version"):
        table.put("b", {})
    assert path.read_bytes() == before


def test_a_file_of_a_newer_schema_in_another_shape_is_refused(home, path):
    former(path, {"annotations": [1, 2]}, version=99)

    with pytest.raises(StoreError, match=r"^The marks could not be read: .*newer version"):
        open_database(path.parent).named_table("annotations").all()


def test_a_symbolic_link_in_its_place_is_refused(home, path, tmp_path):
    path.rename(tmp_path / "victim")
    path.symlink_to(tmp_path / "victim")

    with pytest.raises(StoreError, match="symbolic link"):
        AnnotationStore(home).for_document("doc")
    assert not list(path.parent.glob("*.jsonl"))


def test_each_mark_that_is_taken_over_has_a_line_of_its_own(home, path):
    AnnotationStore(home).for_document("doc")

    assert len(log_in(path.parent).read_bytes().splitlines()) == 1 + 6
