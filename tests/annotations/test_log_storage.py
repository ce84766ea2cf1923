"""The storage under TinyDB: its own ways work on it, several writers lose nothing, no link is followed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NEWER, added, files_below, log_in, put, rows
from tinydb import Query, TinyDB, where
from tinydb.table import Document

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.store import files, lock
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.storage import LogStorage
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "docs" / "doc"


# TinyDB's own ways


def test_queries_and_operations_of_tinydb_work_on_the_tables(folder):
    table = open_database(folder).named_table("annotations")
    name = table.insert({"kind": "key", "tags": ["war"], "n": 1})
    table.insert_multiple([{"kind": "todo", "n": 2}, Document({"kind": "todo", "n": 3}, "named")])
    table.update({"n": 5}, where("kind") == "key")
    table.update(lambda d: d["tags"].append("peace"), Query().n == 5)
    table.upsert({"kind": "style", "n": 9}, where("kind") == "style")
    table.upsert({"kind": "style", "n": 10}, where("kind") == "style")
    table.remove(where("n") == 2)

    again = open_database(folder).named_table("annotations")
    assert isinstance(name, str)
    assert again.get(doc_id=name) == {"kind": "key", "tags": ["war", "peace"], "n": 5}
    assert again.search(Query().tags.any(["peace"])) == [again.named(name)]
    assert again.count(where("n") >= 3) == 3
    assert again.contains(doc_id="named")
    assert sorted(d["n"] for d in again) == [3, 5, 10]


def test_a_stock_table_of_tinydb_works_on_the_storage(folder):
    with TinyDB(folder, storage=LogStorage) as db:
        db.insert({"n": 1})
        db.update({"n": 2})
        db.table("other").insert({"deep": {"n": [1]}})
    with TinyDB(folder, storage=LogStorage) as db:
        assert [d["n"] for d in db] == [2]
        assert db.table("other").get(doc_id=1) == {"deep": {"n": [1]}}


def test_a_stock_table_that_would_undo_the_work_of_another_session_is_refused(folder):
    put(folder, "a")
    storage = LogStorage(folder)
    data = storage.read()
    put(folder, "b")

    with pytest.raises(StoreError, match=r"^Not saved: another session"):
        storage.write(data)
    assert rows(folder) == {"a", "b"}


def test_what_is_handed_out_can_be_changed_without_changing_the_store(folder):
    table = open_database(folder).named_table("annotations")
    given_in = {"tags": ["war"]}
    table.put("a", given_in)
    table.named("a")["tags"].append("x")
    table.all()[0]["tags"].append("y")
    table.durable.read()["annotations"]["a"]["tags"].append("z")

    table.put("b", {})
    assert table.named("a") == {"tags": ["war"]}
    assert open_database(folder).named_table("annotations").named("a") == {"tags": ["war"]}


def test_a_transaction_that_fails_saves_nothing(folder):
    database = open_database(folder)
    table = database.named_table("annotations")
    table.put("a", {"n": 1})

    def fail_halfway():
        with database.durable.transaction():
            table.put("b", {})
            table.update({"n": 2})
            assert len(table) == 2
            raise KeyError

    with pytest.raises(KeyError):
        fail_halfway()
    assert table.all() == [{"n": 1}] == open_database(folder).named_table("annotations").all()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.text(max_size=4)), max_size=12))
def test_the_file_holds_what_memory_holds_after_any_changes(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("s")
    table = open_database(folder).named_table("annotations")
    expected = {}
    for name, value in steps:
        if value is None:
            table.drop(name)
            expected.pop(name, None)
        else:
            table.put(name, {"v": [value]})
            expected[name] = {"v": [value]}

    assert {d.doc_id: dict(d) for d in open_database(folder).named_table("annotations")} == expected


def test_a_transaction_is_one_line_and_so_whole_or_not_there(folder):
    database = open_database(folder)
    with database.durable.transaction():
        database.named_table("annotations").put("a", {"n": 1})
        database.named_table("undo").put("1", {"n": 1})
        database.named_table("annotations").drop("gone")
    whole = log_in(folder).read_bytes()
    assert whole.count(b"\n") == 2, "the first line and that of the transaction"
    for end in range(len(whole)):
        log_in(folder).write_bytes(whole[:end])
        tables = open_database(folder).durable.read()
        assert set(tables) in (set(), {"annotations", "undo"})


def test_what_changes_nothing_writes_nothing(folder):
    table = open_database(folder).named_table("annotations")
    table.put("a", {"n": 1})
    before = log_in(folder).read_bytes()
    table.put("a", {"n": 1})
    table.drop("b")
    table.update({"n": 1})
    assert log_in(folder).read_bytes() == before
    table.put("a", {"n": True})
    assert open_database(folder).named_table("annotations").named("a")["n"] is True


def test_everything_can_be_deleted_and_stays_so(folder):
    put(folder, "a", "b")
    session = open_database(folder)
    session.drop_tables()

    assert rows(folder) == set()
    assert session.tables() == set()
    put(folder, "c")
    assert rows(folder) == {"c"}


def test_a_long_log_is_written_anew_at_the_end_and_means_the_same(folder):
    table = (session := open_database(folder)).named_table("annotations")
    for n in range(300):
        table.put(f"{n % 10}", {"note": f"{n} " * 1000})
    table.drop("3")
    before, size = {d.doc_id: dict(d) for d in table}, log_in(folder).stat().st_size
    session.close()

    assert log_in(folder).stat().st_size * 3 < size
    assert {d.doc_id: dict(d) for d in open_database(folder).named_table("annotations")} == before
    assert {d.doc_id: dict(d) for d in table} == before
    put(folder, "new")
    assert rows(folder) == {*before, "new"}
    assert max(c.stat().st_size for c in (folder / "backups").glob("*")) == size, "the old log is kept"


def test_the_signature_follows_every_change(folder):
    one, two = open_database(folder), open_database(folder, device="other")
    seen = [one.durable.signature()]
    for database in (one, two, one):
        database.named_table("annotations").put(f"{len(seen)}", {})
        seen.append(one.durable.signature())

    assert seen[0] is None
    assert len(set(seen)) == 4
    assert one.durable.signature() == two.durable.signature()


# Newer versions and links


def test_a_newer_log_is_shown_and_nothing_is_written_beside_it(folder):
    put(folder, "a", device="later")
    path = log_in(folder)
    path.write_bytes(path.read_bytes().replace(path.read_bytes().split(b"\n")[0], NEWER.split(b"\n")[0]))
    before = path.read_bytes()

    assert rows(folder) == {"a"}
    with pytest.raises(StoreError, match=r"^Not saved: .*newer version.*Update tuireader"):
        put(folder, "b")
    with pytest.raises(StoreError, match=r"^Not saved: .*newer version"):
        open_database(folder).drop_tables()
    assert {path.name for path in folder.glob("*.jsonl")} == {"later.jsonl"}
    assert path.read_bytes() == before


def test_a_newer_log_in_another_form_is_refused_and_not_taken_for_damage(folder):
    put(folder, "a")
    (folder / "later.jsonl").write_bytes(NEWER)
    before = files_below(folder)
    table = open_database(folder).named_table("annotations")

    for _ in range(2):
        with pytest.raises(StoreError, match=r"^The marks could not be read: .*newer version"):
            table.all()
    assert files_below(folder) == before
    (folder / "later.jsonl").unlink()
    assert [d.doc_id for d in table] == ["a"]


def test_a_symbolic_link_in_the_place_of_the_log_is_refused_and_its_target_unchanged(folder, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder.mkdir(parents=True)
    (folder / "here.jsonl").symlink_to(victim)

    with pytest.raises(StoreError, match=r"^The marks could not be read: .*symbolic link"):
        rows(folder, device="here")
    with pytest.raises(StoreError, match="symbolic link"):
        put(folder, "a", device="here")
    assert victim.read_text() == "precious"
    assert (folder / "here.jsonl").is_symlink()


def test_a_symbolic_link_in_the_place_of_the_log_of_another_device_is_not_followed_and_told(folder, tmp_path):
    put(folder, "a", device="there")
    log_in(folder).rename(tmp_path / "elsewhere")
    (folder / "there.jsonl").symlink_to(tmp_path / "elsewhere")
    put(folder, "b", device="here")
    notices = Notices()

    assert rows(folder, notices, device="here") == {"b"}
    assert "symbolic link" in notices.all()[0]


def test_a_symbolic_link_in_the_place_of_the_lock_is_refused(folder, tmp_path):
    folder.mkdir(parents=True)
    (folder / ".lock").symlink_to(tmp_path / "victim")

    with pytest.raises(StoreError, match=r"^Not saved: a symbolic link"):
        put(folder, "a")
    assert not (tmp_path / "victim").exists()


def test_a_symbolic_link_in_the_place_of_a_folder_is_not_written_through(folder, tmp_path):
    (victim := tmp_path / "victim").mkdir()
    folder.parent.mkdir(parents=True)
    folder.symlink_to(victim)
    with pytest.raises(StoreError, match=r"^Not saved: a symbolic link"):
        put(folder, "a")

    folder.unlink()
    open_database(folder).named_table("annotations").put("a", {})
    (folder / "backups").symlink_to(victim)
    notices = Notices()
    open_database(folder, notices).named_table("annotations").put("b", {})
    assert "a symbolic link" in notices.all()[0]

    (folder / "quarantine").symlink_to(victim)
    with log_in(folder).open("ab") as log:
        log.write(b"torn")
    with pytest.raises(StoreError, match=r"^Not saved: a symbolic link"):
        put(folder, "c")
    assert rows(folder) == {"a", "b"}
    assert list(victim.iterdir()) == []


def test_a_link_that_appears_before_the_replacement_is_refused(tmp_path):
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "link").symlink_to(tmp_path / "victim")

    with pytest.raises(OSError, match="symbolic"):
        files.replace_file(tmp_path / "link", b"data")
    assert (tmp_path / "victim").read_text() == "precious"


# Several writers


def test_a_lock_that_another_session_holds_is_a_sentence(folder):
    put(folder, "a")
    held = lock.Lock(folder / ".lock")
    database = open_database(folder, patience=0.05)
    with held.held():
        with pytest.raises(StoreError, match=r"^Not saved: another session .* 0\.05 seconds"):
            database.named_table("annotations").put("b", {})
        assert rows(folder) == {"a"}, "reading waits for nobody"
    database.named_table("annotations").put("b", {})
    assert rows(folder) == {"a", "b"}


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from making import added
from tuireader.annotations.annotations import AnnotationStore
store = AnnotationStore(Path(sys.argv[1]))
for n in range(int(sys.argv[4])):
    store.apply("doc", added(f"{sys.argv[2]}-{n}"))
    sys.stdout.write(f"{sys.argv[2]}-{n}\\n")
    sys.stdout.flush()
"""


def writer(home: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(home), name, str(Path(__file__).parent), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_lose_nothing_of_each_other(home):
    both = [writer(home, name, 25) for name in ("x", "y")]
    said = {line for process in both for line in process.communicate()[0].split()}
    kept = {a.id for a in AnnotationStore(home).for_document("doc")}

    assert [p.returncode for p in both] == [0, 0]
    assert kept == said == {f"{name}-{n}" for name in "xy" for n in range(25)}


def test_four_threads_lose_nothing_of_each_other(home):
    shared = AnnotationStore(home)
    failures = []

    def write(name: str) -> None:
        store = shared if name in "ab" else AnnotationStore(home)
        try:
            for n in range(10):
                store.apply("doc", added(f"{name}-{n}"))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(shared.for_document("doc")) == 40


@pytest.mark.parametrize("run", range(4))
def test_kill_9_in_the_middle_of_writing_loses_nothing_that_was_acknowledged(home, run):
    process = writer(home, "x", 100_000)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(0.02 + run * 0.037)
    process.kill()
    said = {first.strip(), *process.communicate()[0].split()}
    store = AnnotationStore(home)
    kept = {a.id for a in store.for_document("doc")}

    assert said <= kept
    assert len(kept - said) <= 1, "at most the one that was being acknowledged"
    assert store.damage() == ()
    store.apply("doc", added("after"))
    assert not [n for n in files_below(home) if n.endswith(".tmp")]
