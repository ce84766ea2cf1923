"""A damaged log is opened all the same: what can be read counts, what cannot is kept aside and told, backups help."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NEWER, added, failing, files_below, log_in, put, rows

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.store import backups
from tuireader.annotations.store.backups import APART, SPACED
from tuireader.annotations.store.examine import examine, restore
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.layout import device_name
from tuireader.annotations.store.tables import open_database


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "docs" / "doc"


def set_aside(folder: Path) -> list[bytes]:
    return [p.read_bytes() for p in (folder / "quarantine").glob("*")]


def without_backups(folder: Path) -> None:
    shutil.rmtree(folder / "backups", ignore_errors=True)


HARM = {
    "half": lambda data: data[: len(data) // 2],
    "last line": lambda data: data[: data.rindex(b'{"at"')],
    "middle line": lambda data: b"\n".join([*data.split(b"\n")[:2], *data.split(b"\n")[3:]]),
    "header": lambda data: data[data.index(b"\n") + 1 :],
    "empty": lambda _: b"",
    "NULs": lambda data: b"\0" * len(data),
    "NULs in a line": lambda data: data[:150] + b"\0" * 20 + data[170:],
    "bytes": lambda data: data[:150] + b"\xff\xfe" + data[152:],
    "NaN": lambda data: data.replace(b'"note":"b"', b'"note":NaN'),
    "endless": lambda data: data.replace(b'"note":"b"', b'"note":1e999'),
    "null": lambda _: b"null\n",
    "list": lambda _: b"[]\n",
    "deep": lambda _: b"[" * 100_000 + b"\n",
    "shape": lambda data: data.replace(b'"records":[{', b'"records":[1,{'),
    "numbers": lambda data: data.replace(b'"n":2,', b'"n":7,'),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_a_damaged_log_is_set_aside_and_its_backup_brings_back_what_it_lost(folder, harm):
    put(folder, "a", "b", "c")
    broken = harm(log_in(folder).read_bytes())
    log_in(folder).write_bytes(broken)
    notices = Notices()

    assert rows(folder, notices) == {"a", "b", "c"}
    if harm is not HARM["header"]:
        assert len(notices.all()) == 1
        assert set_aside(folder) == [broken]
    assert rows(folder, again := Notices()) == {"a", "b", "c"}
    assert again.all() == ()
    put(folder, "d")
    assert rows(folder) == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    ("harm", "left"),
    [
        (lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "abc"),
        (lambda data: b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> theirs\n", "abc"),
        (lambda data: b"\n".join(sorted(data.split(b"\n"))) + b"\n", "abc"),
        (lambda data: data + data, "abc"),
        (lambda data: data[:-1], "abc"),
        (lambda data: data.rstrip(b"\n")[:-1], "ab"),
        (lambda data: data.replace(b'"note":"b"', b'"note":\xff'), "ac"),
    ],
    ids=["CRLF and mark", "git", "shuffled", "doubled", "no last end", "torn", "one line"],
)
def test_without_a_backup_a_damaged_line_costs_itself_and_nothing_else(folder, harm, left):
    put(folder, "a", "b", "c")
    without_backups(folder)
    log_in(folder).write_bytes(harm(log_in(folder).read_bytes()))

    assert rows(folder) == set(left)
    put(folder, "d")
    assert rows(folder, again := Notices()) == {*left, "d"}
    assert again.all() == ()


def test_a_line_that_was_never_finished_is_cut_off_kept_and_told(folder):
    put(folder, "a")
    with log_in(folder).open("ab") as log:
        log.write(b'{"at":5,"by":"')
    notices = Notices()
    open_database(folder, notices).named_table("annotations").put("b", {})

    assert rows(folder) == {"a", "b"}
    assert set_aside(folder) == [b'{"at":5,"by":"']
    assert "never finished" in notices.all()[0]


def test_a_damaged_log_without_a_backup_is_kept_and_told(folder):
    folder.mkdir(parents=True)
    (folder / f"{device_name()}.jsonl").write_text("garbage\n")
    notices = Notices()

    assert rows(folder, notices) == set()
    assert "1 of its lines cannot be read" in notices.all()[0]
    assert set_aside(folder) == [b"garbage\n"]
    put(folder, "a")
    assert rows(folder) == {"a"}


def test_a_log_that_vanished_comes_back_from_its_backup(folder):
    put(folder, "a", "b")
    log_in(folder).unlink()
    notices = Notices()

    assert rows(folder, notices) == {"a", "b"}
    assert "was gone" in notices.all()[0]


def test_a_deleted_mark_does_not_come_back_from_a_backup(folder):
    put(folder, "a", "b")
    with open_database(folder) as database:
        database.named_table("annotations").drop("a")
    log_in(folder).write_bytes(b"")

    assert rows(folder) == {"b"}


def test_a_session_that_did_not_end_well_is_backed_up_by_the_next(folder):
    open_database(folder).named_table("annotations").put("a", {})
    assert backups.backups(folder, device_name()) == ()
    open_database(folder).named_table("annotations").put("b", {})
    log_in(folder).unlink()

    assert rows(folder) == {"a"}


def test_a_damaged_backup_is_passed_over_for_an_older_one(folder):
    put(folder, "a", "b")
    newest, older = backups.backups(folder, device_name())
    newest.write_text("garbage")
    log_in(folder).write_text("garbage too\n")

    assert rows(folder) == {"a"}
    assert rows(folder) == {"a"}
    assert older.exists()


@pytest.mark.parametrize(
    "harm", [lambda p: p.unlink(), lambda p: p.write_text(""), lambda p: p.write_text("garbage\n")]
)
def test_what_an_open_session_has_saved_is_written_again_if_the_log_is_lost(folder, harm):
    table = open_database(folder).named_table("annotations")
    table.put("a", {"n": 1})
    table.put("b", {"n": 1})
    harm(log_in(folder))
    table.put("c", {})

    assert rows(folder) == {"a", "b", "c"} == {d.doc_id for d in table}


def test_a_log_that_was_replaced_by_an_older_one_gets_back_what_an_open_session_knows(folder):
    table = open_database(folder).named_table("annotations")
    table.put("a", {"n": 1})
    old = log_in(folder).read_bytes()
    table.put("a", {"n": 2})
    table.drop("a")
    table.put("b", {})
    other = log_in(folder).with_name("new")
    other.write_bytes(old)
    other.replace(log_in(folder))
    assert {d.doc_id for d in table} == {"b"}
    table.put("c", {})

    assert rows(folder) == {"b", "c"}


def test_damage_on_a_disk_that_cannot_be_written_still_shows_the_backup(monkeypatch, folder):
    put(folder, "a", "b")
    log_in(folder).write_text("garbage\n")
    notices = Notices()
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.EROFS)(os.write))
        assert rows(folder, notices) == {"a", "b"}

    assert "could not be put right" in notices.all()[0]
    assert log_in(folder).read_text() == "garbage\n"


def test_damage_that_could_not_be_put_right_is_set_aside_before_the_next_save(monkeypatch, folder):
    put(folder, "a", "b")
    log_in(folder).write_text("garbage\n")
    table = open_database(folder).named_table("annotations")
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.EROFS)(os.write))
        assert len(table) == 2
    table.put("c", {})

    assert rows(folder) == {"a", "b", "c"}
    assert set_aside(folder) == [b"garbage\n"]


def test_a_log_that_another_program_changed_is_used_and_told(folder):
    put(folder, "a", "b")
    log_in(folder).write_bytes(log_in(folder).read_bytes().replace(b'"note":"b"', b'"note":"B"'))
    notices = Notices()

    assert open_database(folder, notices).named_table("annotations").named("b") == {"note": "B"}
    assert "something other than tuireader" in notices.all()[0]
    put(folder, "c")
    assert rows(folder, again := Notices()) == {"a", "b", "c"}
    assert again.all() == ()


def test_damage_to_the_log_of_another_device_is_told_once_and_its_file_left_alone(folder):
    put(folder, "a", "b", device="there")
    theirs = folder / "there.jsonl"
    theirs.write_bytes(theirs.read_bytes().replace(b'"note":"b"', b'"note":\xff') + b'{"at":5,"by"')
    before = theirs.read_bytes()
    notices = Notices()

    assert rows(folder, notices, device="here") == {"a"}
    assert len(notices.all()) == 1
    assert len(set_aside(folder)) == 1
    put(folder, "c", device="here")
    assert rows(folder, again := Notices(), device="here") == {"a", "c"}
    assert again.all() == ()
    assert theirs.read_bytes() == before


@given(st.data())
def test_one_changed_byte_anywhere_never_stops_the_store_from_opening(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("s")
    put(folder, "a", "b", "c")
    if data.draw(st.booleans()):
        without_backups(folder)
    whole = bytearray(log_in(folder).read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    most_lost = 2 if whole[at] == ord("\n") else 1  # without the end between them two lines are one
    whole[at] = data.draw(st.integers(0, 255))
    log_in(folder).write_bytes(bytes(whole))
    notices = Notices()
    kept = rows(folder, notices)

    assert len(kept & {"a", "b", "c"}) >= 3 - most_lost
    assert kept == {"a", "b", "c"} or notices.all() or log_in(folder).read_bytes()[-1:] != b"\n"
    put(folder, "d")
    assert rows(folder) >= kept | {"d"}


def test_older_copies_are_spaced_and_few(folder):
    for n in range(SPACED + 4):
        for name in (f"{n}", f"{n}+"):
            put(folder, name)
            later = time.time() + n * 2 * APART
            os.utime(backups.backups(folder, device_name())[0], (later, later))
    copies = backups.backups(folder, device_name())

    assert len(copies) == SPACED + 1
    assert backups.backed_up(folder, device_name()) == 2 * (SPACED + 4)
    assert rows(folder) == {f"{n}{s}" for n in range(SPACED + 4) for s in ("", "+")}


# doctor


def test_the_doctor_finds_a_healthy_store_fine(store, home):
    store.apply("doc", added("a"), added("b"))
    report = examine(home)

    assert (report.fine, report.exists, report.writable, report.marks, report.problems) == (True, True, True, 2, ())


def test_the_doctor_finds_nothing_wrong_where_there_is_nothing_yet(home):
    report = examine(home)

    assert (report.fine, report.exists, report.documents) == (True, False, ())
    assert not home.exists()


PLAGUES = {
    "garbage": (lambda p: p.write_text("garbage\n"), "1 of its lines cannot be read"),
    "gone": (lambda p: p.unlink(), "is gone"),
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:90]), "lines that were saved are missing"),
    "foreign": (lambda p: p.write_bytes(p.read_bytes().replace(b"ghlighting", b"gHlighting")), "other than tuireader"),
    "newer": (lambda p: p.with_name("later.jsonl").write_bytes(NEWER), "newer version"),
    "link": (lambda p: (p.unlink(), p.symlink_to("/dev/null")), "symbolic link"),
    "mode": (lambda p: p.parent.parent.parent.chmod(0o755), "Others on this machine"),
    "theirs": (lambda p: p.with_name("there.jsonl").write_text("garbage\n"), "on the machine that wrote it"),
}


@pytest.mark.parametrize(("harm", "words"), PLAGUES.values(), ids=PLAGUES.keys())
def test_the_doctor_says_what_is_wrong_and_changes_nothing(home, folder, harm, words):
    for name in "ab":
        AnnotationStore(home).apply("doc", added(name))
    harm(log_in(folder))
    before = files_below(home)
    report = examine(home)

    assert not report.fine
    assert any(words in p and p.endswith(".") for p in report.problems)
    assert files_below(home) == before


@pytest.mark.parametrize("plague", ["garbage", "gone", "cut", "foreign"])
def test_the_doctor_restores_what_the_backups_have(home, folder, plague):
    for name in "ab":
        AnnotationStore(home).apply("doc", added(name))
    PLAGUES[plague][0](log_in(folder))

    assert restore(home)
    assert examine(home).fine
    assert {a.id for a in AnnotationStore(home).for_document("doc")} == {"a", "b"}
    assert restore(home) == ()


def test_the_doctor_brings_back_what_another_program_took_out_cleanly(folder, home):
    put(folder, "a", "b")
    first, *lines = log_in(folder).read_bytes().splitlines(keepends=True)
    kept = lines[1]
    log_in(folder).write_bytes(first.replace(b'"n":0', b'"n":1').replace(b',"x"', b',"y"') + kept)
    assert rows(folder) == {"b"}

    assert any("came back" in sentence for sentence in restore(home))
    assert rows(folder) == {"a", "b"}
