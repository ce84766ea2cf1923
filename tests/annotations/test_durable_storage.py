"""The storage under TinyDB loses nothing: full disks, damage, links, newer versions, several writers, kill -9."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import added, files_below
from tinydb import Query, TinyDB, where
from tinydb.table import Document

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.store import backups, files, lock
from tuireader.annotations.store.backups import APART, SPACED
from tuireader.annotations.store.examine import examine
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.storage import DurableStorage
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "marks.json"


def rows(path: Path, notices: Notices | None = None) -> set[str]:
    return {d.doc_id for d in open_database(path, notices).named_table("annotations")}


def put(path: Path, *names: str) -> None:
    for name in names:
        open_database(path).named_table("annotations").put(name, {"note": name})


# TinyDB's own ways


def test_queries_and_operations_of_tinydb_work_on_the_tables(path):
    table = open_database(path).named_table("annotations")
    name = table.insert({"kind": "key", "tags": ["war"], "n": 1})
    table.insert_multiple([{"kind": "todo", "n": 2}, Document({"kind": "todo", "n": 3}, "named")])
    table.update({"n": 5}, where("kind") == "key")
    table.update(lambda d: d["tags"].append("peace"), Query().n == 5)
    table.upsert({"kind": "style", "n": 9}, where("kind") == "style")
    table.upsert({"kind": "style", "n": 10}, where("kind") == "style")
    table.remove(where("n") == 2)

    again = open_database(path).named_table("annotations")
    assert isinstance(name, str)
    assert again.get(doc_id=name) == {"kind": "key", "tags": ["war", "peace"], "n": 5}
    assert again.search(Query().tags.any(["peace"])) == [again.named(name)]
    assert again.count(where("n") >= 3) == 3
    assert again.contains(doc_id="named")
    assert sorted(d["n"] for d in again) == [3, 5, 10]


def test_a_stock_table_of_tinydb_works_on_the_storage(path):
    with TinyDB(path, storage=DurableStorage) as db:
        db.insert({"n": 1})
        db.update({"n": 2})
        db.table("other").insert({"deep": {"n": [1]}})
    with TinyDB(path, storage=DurableStorage) as db:
        assert [d["n"] for d in db] == [2]
        assert db.table("other").get(doc_id=1) == {"deep": {"n": [1]}}


def test_plain_tinydb_opens_the_file(path):
    open_database(path).named_table("annotations").put("1", {"n": 1})

    with TinyDB(path) as db:
        assert db.table("annotations").get(doc_id=1) == {"n": 1}


def test_a_stock_table_that_would_undo_the_work_of_another_session_is_refused(path):
    put(path, "a")
    storage = DurableStorage(path)
    data = storage.read()
    put(path, "b")

    with pytest.raises(StoreError, match=r"^Not saved: another session"):
        storage.write(data)
    assert rows(path) == {"a", "b"}


def test_what_is_handed_out_can_be_changed_without_changing_the_store(path):
    table = open_database(path).named_table("annotations")
    given_in = {"tags": ["war"]}
    table.put("a", given_in)
    table.named("a")["tags"].append("x")
    table.all()[0]["tags"].append("y")
    table.durable.read()["annotations"]["a"]["tags"].append("z")

    table.put("b", {})
    assert table.named("a") == {"tags": ["war"]}
    assert open_database(path).named_table("annotations").named("a") == {"tags": ["war"]}


def test_a_transaction_that_fails_saves_nothing(path):
    database = open_database(path)
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
    assert table.all() == [{"n": 1}] == open_database(path).named_table("annotations").all()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.text(max_size=4)), max_size=12))
def test_the_file_holds_what_memory_holds_after_any_changes(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("s") / "marks.json"
    table = open_database(path).named_table("annotations")
    expected = {}
    for name, value in steps:
        if value is None:
            table.drop(name)
            expected.pop(name, None)
        else:
            table.put(name, {"v": [value]})
            expected[name] = {"v": [value]}

    assert {d.doc_id: dict(d) for d in open_database(path).named_table("annotations")} == expected


# Failures of the system


def failing(code: int, when: int = 0):
    """A call of the system that succeeds ``when`` times and then fails for good."""
    calls = iter(range(10_000))

    def wrap(real):
        def call(*args, **kwargs):
            if next(calls) >= when:
                raise OSError(code, os.strerror(code))
            return real(*args, **kwargs)

        return call

    return wrap


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize(
    ("where_", "name", "when"),
    [
        (os, "write", 0),
        (os, "fsync", 0),
        (os, "fsync", 1),  # of the folder, after the new file is in place
        (os, "open", 1),  # 0 is the look at the file, or the lock
        (os, "open", 2),
        (Path, "replace", 1),  # 0 keeps the backup
    ],
    ids=["write", "fsync file", "fsync folder", "open 1", "open 2", "replace"],
)
def test_a_save_that_fails_says_so_and_changes_nothing(monkeypatch, home, code, where_, name, when):
    store = AnnotationStore(home)
    store.apply("doc", added("a"))
    store.apply("doc", added("b"))
    before, marks = (home / "docs/doc/marks.json").read_bytes(), store.for_document("doc")
    with monkeypatch.context() as patched:
        patched.setattr(where_, name, failing(code, when)(getattr(where_, name)))
        with pytest.raises(StoreError, match=r"^Not saved: .*(safe|Nothing was changed).*\.$"):
            store.apply("doc", added("c"))

    assert store.for_document("doc") == marks
    assert (home / "docs/doc/marks.json").read_bytes() == before
    assert not [n for n in files_below(home) if n.endswith(".tmp")]
    store.apply("doc", added("c"))
    assert [a.id for a in AnnotationStore(home).for_document("doc")] == ["a", "b", "c"]


def test_the_first_save_that_fails_leaves_no_file(monkeypatch, home):
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.ENOSPC)(os.write))
        with pytest.raises(StoreError, match=r"^Not saved: the disk is full"):
            AnnotationStore(home).apply("doc", added("a"))

    assert AnnotationStore(home).for_document("doc") == ()
    assert [n for n in files_below(home) if not n.endswith(".lock")] == []


def test_short_writes_are_carried_on(monkeypatch, path):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:7]))
    put(path, "a", "b")

    assert rows(path) == {"a", "b"}


def test_a_real_limit_of_the_file_size_is_a_sentence_and_no_loss(home):
    code = (
        "import resource, sys; from pathlib import Path\n"
        "sys.path.insert(0, sys.argv[2]); from making import added\n"
        "from tuireader.annotations.annotations import AnnotationStore; from tuireader.errors import StoreError\n"
        "store = AnnotationStore(Path(sys.argv[1])); store.apply('doc', added('0'))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); saved = ['0']\n"
        "try:\n"
        "    for n in range(1, 50): store.apply('doc', added(f'{n}')); saved.append(f'{n}')\n"
        "except StoreError as error: print(len(saved), error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(home), str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    count, sentence = ran.stdout.split(" ", 1)

    assert sentence.startswith("Not saved: the file would be larger")
    assert 0 < int(count) == len(AnnotationStore(home).for_document("doc"))


def test_a_file_that_may_not_be_read_is_a_sentence(monkeypatch, home):
    AnnotationStore(home).apply("doc", added("a"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing(errno.EACCES)(os.open))
        with pytest.raises(StoreError, match=r"^The marks could not be read: .*you may not read it.*\.$"):
            AnnotationStore(home).for_document("doc")

    assert len(AnnotationStore(home).for_document("doc")) == 1


def test_a_backup_that_cannot_be_kept_does_not_stop_a_save(path):
    put(path, "a")
    (path.parent / "backups").write_text("in the way")
    notices = Notices()
    open_database(path, notices).named_table("annotations").put("b", {})

    assert rows(path) == {"a", "b"}
    assert len(notices.all()) == 1
    assert notices.all()[0].startswith("No backup of ")


def test_what_json_cannot_hold_is_refused_before_anything_is_written(path):
    put(path, "a")
    before = files_below(path.parent)
    for value in (float("nan"), float("inf"), {1, 2}, object()):
        with pytest.raises(StoreError, match=r"^Not saved: "):
            open_database(path).named_table("annotations").put("b", {"v": value})

    assert files_below(path.parent) == before


# Damage


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: b"\0" * len(data),
        lambda data: data + b"tail",
        lambda data: data[:40] + b"\0\0\0" + data[43:],
        lambda data: data[:30] + b"\xff\xfe" + data[32:],
        lambda data: data.replace(b'"note":"b"', b'"note":NaN'),
        lambda _: b"null",
        lambda _: b"[]",
        lambda _: b"{}",
        lambda _: b"[" * 100_000,
        lambda _: b'{"meta":{"schema":{"version":1}},"annotations":[1]}',
        lambda data: b"<<<<<<< HEAD\n" + data,
    ],
    ids=["half", "empty", "nuls", "tail", "hole", "bytes", "nan", "null", "list", "nothing", "deep", "shape", "git"],
)
def test_a_damaged_file_is_set_aside_and_the_newest_backup_takes_its_place(path, damage):
    put(path, "a", "b", "c")
    broken = damage(path.read_bytes())
    path.write_bytes(broken)
    notices = Notices()

    assert rows(path, notices) == {"a", "b"}
    (sentence,) = notices.all()
    assert "was damaged" in sentence
    assert "backup" in sentence
    assert [p.read_bytes() for p in (path.parent / "quarantine").glob("*")] == [broken] * bool(broken)
    assert rows(path, again := Notices()) == {"a", "b"}
    assert again.all() == ()
    put(path, "d")
    assert rows(path) == {"a", "b", "d"}


def test_a_damaged_file_without_a_backup_is_kept_and_told(path):
    path.parent.mkdir()
    path.write_text("garbage")
    notices = Notices()

    assert rows(path, notices) == set()
    assert "There was no backup" in notices.all()[0]
    assert [p.read_text() for p in (path.parent / "quarantine").glob("*")] == ["garbage"]
    put(path, "a")
    assert rows(path) == {"a"}


def test_a_file_that_vanished_comes_back_from_its_backup(path):
    put(path, "a", "b")
    path.unlink()
    notices = Notices()

    assert rows(path, notices) == {"a"}
    assert "was gone" in notices.all()[0]


def test_a_damaged_backup_is_passed_over_for_an_older_one(path):
    put(path, "a", "b")
    previous = path.parent / "backups" / "marks.previous.json"
    os.utime(previous, (1, 1))
    put(path, "c")
    previous.unlink()
    previous.write_text("garbage")
    path.write_text("garbage too")

    assert rows(path) == {"a"}


def test_damage_on_a_disk_that_cannot_be_written_still_shows_the_backup(monkeypatch, path):
    put(path, "a", "b")
    path.write_text("garbage")
    notices = Notices()
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.EROFS)(os.write))
        assert rows(path, notices) == {"a"}

    assert "could not be put right" in notices.all()[0]
    assert path.read_text() == "garbage"


def test_damage_that_could_not_be_put_right_is_set_aside_before_the_next_save(monkeypatch, path):
    put(path, "a", "b")
    path.write_text("garbage")
    table = open_database(path).named_table("annotations")
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.EROFS)(os.write))
        assert len(table) == 1
    table.put("c", {})

    assert rows(path) == {"a", "c"}
    assert [p.read_text() for p in (path.parent / "quarantine").glob("*")] == ["garbage"]
    assert all(p.read_text() != "garbage" for p in (path.parent / "backups").glob("*"))


def test_a_file_that_another_program_changed_is_used_and_told(path):
    put(path, "a", "b")
    path.write_bytes(path.read_bytes().replace(b'"note":"b"', b'"note":"B"'))
    notices = Notices()

    assert open_database(path, notices).named_table("annotations").named("b") == {"note": "B"}
    assert "something other than tuireader" in notices.all()[0]
    put(path, "c")
    assert rows(path, again := Notices()) == {"a", "b", "c"}
    assert again.all() == ()


@given(st.data())
def test_one_changed_byte_anywhere_never_stops_the_store_from_opening(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("s") / "marks.json"
    put(path, "a", "b", "c")
    whole = bytearray(path.read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole))
    notices = Notices()
    try:
        kept = rows(path, notices)
    except StoreError as error:
        told, kept = [str(error)], set()
    else:
        told = list(notices.all())

    assert kept >= {"a", "b"} or told
    assert kept == {"a", "b", "c"} or told


def test_older_copies_are_spaced_and_few(path):
    previous = path.parent / "backups" / "marks.previous.json"
    for n in range(SPACED + 4):
        put(path, f"{n}", f"{n}+")
        later = time.time() + (n + 1) * 2 * APART
        os.utime(path, (later, later))
        put(path, f"{n}++")
    copies = backups.backups(path)

    assert copies[0] == previous
    assert len(copies) == SPACED + 1
    assert rows(path) == {f"{n}{s}" for n in range(SPACED + 4) for s in ("", "+", "++")}


# Newer versions and links


def newer(path: Path, tables: dict[str, object]) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"meta": {"schema": {"format": "tuireader", "version": 99}}, **tables}))
    return path.read_bytes()


def test_a_newer_file_is_shown_and_never_written(path):
    before = newer(path, {"annotations": {"a": {"note": "from later"}}})

    assert rows(path) == {"a"}
    with pytest.raises(StoreError, match=r"^Not saved: .*newer version.*Update tuireader"):
        put(path, "b")
    with pytest.raises(StoreError, match=r"^Not saved: .*newer version"):
        open_database(path).drop_tables()
    assert files_below(path.parent) == {"marks.json": before, ".lock": b""}


def test_a_newer_file_in_another_shape_is_refused_and_not_taken_for_damage(path):
    before = newer(path, {"annotations": [1, 2]})

    with pytest.raises(StoreError, match=r"^The marks could not be read: .*newer version"):
        rows(path)
    assert files_below(path.parent) == {"marks.json": before}


def test_a_symbolic_link_in_the_place_of_the_file_is_refused_and_its_target_unchanged(path, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    path.parent.mkdir()
    path.symlink_to(victim)

    with pytest.raises(StoreError, match=r"^The marks could not be read: .*symbolic link"):
        rows(path)
    with pytest.raises(StoreError, match="symbolic link"):
        put(path, "a")
    assert victim.read_text() == "precious"
    assert path.is_symlink()


def test_a_symbolic_link_in_the_place_of_the_lock_is_refused(path, tmp_path):
    path.parent.mkdir()
    (path.parent / ".lock").symlink_to(tmp_path / "victim")

    with pytest.raises(StoreError, match=r"^Not saved: a symbolic link"):
        put(path, "a")
    assert not (tmp_path / "victim").exists()


def test_a_link_that_appears_before_the_replacement_is_refused(path, tmp_path):
    (tmp_path / "victim").write_text("precious")
    path.parent.mkdir()
    path.symlink_to(tmp_path / "victim")

    with pytest.raises(OSError, match="symbolic"):
        files.replace_file(path, b"data")
    assert (tmp_path / "victim").read_text() == "precious"


# Several writers


def test_a_lock_that_another_session_holds_is_a_sentence(path):
    put(path, "a")
    held = lock.Lock(path.parent / ".lock")
    database = open_database(path, patience=0.05)
    with held.held():
        with pytest.raises(StoreError, match=r"^Not saved: another session .* 0\.05 seconds"):
            database.named_table("annotations").put("b", {})
        assert rows(path) == {"a"}, "reading waits for nobody"
    database.named_table("annotations").put("b", {})
    assert rows(path) == {"a", "b"}


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


# doctor


def test_the_doctor_finds_a_healthy_store_fine(store, home):
    store.apply("doc", added("a"), added("b"))
    report = examine(home)

    assert (report.fine, report.exists, report.writable, report.marks, report.problems) == (True, True, True, 2, ())


def test_the_doctor_finds_nothing_wrong_where_there_is_nothing_yet(home):
    report = examine(home)

    assert (report.fine, report.exists, report.files) == (True, False, ())
    assert not home.exists()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda p: p.write_text("garbage"), "is damaged, it is not JSON"),
        (lambda p: p.unlink(), "is gone"),
        (lambda p: p.write_bytes(p.read_bytes().replace(b"highlighting", b"Highlighting")), "other than tuireader"),
        (lambda p: newer(p, {}), "newer version"),
        (lambda p: (p.unlink(), p.symlink_to("/dev/null")), "symbolic link"),
        (lambda p: p.parent.parent.parent.chmod(0o755), "Others on this machine"),
    ],
    ids=["garbage", "gone", "foreign", "newer", "link", "mode"],
)
def test_the_doctor_says_what_is_wrong_and_changes_nothing(store, home, harm, words):
    store.apply("doc", added("a"))
    store.apply("doc", added("b"))
    harm(home / "docs" / "doc" / "marks.json")
    before = files_below(home)
    report = examine(home)

    assert not report.fine
    assert any(words in p and p.endswith(".") for p in report.problems)
    assert files_below(home) == before
