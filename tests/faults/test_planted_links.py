"""No link is followed, and nobody else may read."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError

SECRET = b"the victim's own words\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "docs" / "doc"
    database = open_database(folder, device="a")
    database.named_table("annotations").put("one", {"note": "kept"})
    database.close()
    return folder


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    victim = tmp_path / "victim"
    victim.write_bytes(SECRET)
    victim.chmod(0o644)
    return victim


@pytest.mark.parametrize("name", ["a.jsonl", ".lock"])
def test_a_link_in_the_place_of_a_file_is_refused_and_what_it_leads_to_is_unchanged(folder, victim, name):
    kept = folder / "kept aside"
    (folder / name).rename(kept)
    (folder / name).symlink_to(victim)
    with pytest.raises(StoreError, match=r"^Not saved: .*link.*\.$"):
        open_database(folder, device="a").named_table("annotations").put("two", {"note": "new"})

    assert (victim.read_bytes(), victim.stat().st_mode & 0o777) == (SECRET, 0o644)
    kept.replace(folder / name)
    open_database(folder, device="a").named_table("annotations").put("two", {"note": "new"})
    assert len(open_database(folder, device="a").named_table("annotations")) == 2


def test_a_link_in_the_place_of_another_log_is_not_followed(folder, victim, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    open_database(elsewhere, device="b").named_table("annotations").put("foreign", {"note": "not ours"})
    (folder / "b.jsonl").symlink_to(elsewhere / "b.jsonl")
    (folder / "c.jsonl").symlink_to(victim)
    table = open_database(folder, device="a").named_table("annotations")

    assert {d.doc_id for d in table} == {"one"}
    table.put("two", {"note": "new"})
    assert victim.read_bytes() == SECRET


@pytest.mark.parametrize("harm", ["folder", "pipe", "file that may not be read", "name that is no text"])
def test_what_is_no_log_stops_nobody(folder, harm):
    place = folder / "b.jsonl"
    match harm:
        case "folder":
            place.mkdir()
        case "pipe":
            os.mkfifo(place)
        case "file that may not be read":
            place.write_bytes(b"")
            place.chmod(0)
        case _:
            (folder / os.fsdecode(b"\xff\x1b[2J.jsonl")).write_bytes(b"damaged\n")
    notices = Notices()
    table = open_database(folder, notices, device="a").named_table("annotations")
    table.put("two", {"note": "new"})

    assert {d.doc_id for d in table} == {"one", "two"}
    assert all(sentence.isprintable() for sentence in notices.all())


@pytest.mark.parametrize("name", ["backups", "quarantine"])
def test_a_link_in_the_place_of_a_folder_takes_nothing_out(folder, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).symlink_to(outside)
    log = folder / "a.jsonl"
    log.write_bytes(log.read_bytes() + b"damaged\n")
    database = open_database(folder, device="a")
    with suppress(StoreError):  # what is damaged and cannot be set aside is not written over
        for number in range(30):
            database.named_table("annotations").put("two", {"note": f"new {number}" * 1000})
    database.close()

    assert list(outside.iterdir()) == []
    (folder / name).unlink()
    open_database(folder, device="a").named_table("annotations").put("two", {"note": "new"})
    assert {d.doc_id for d in open_database(folder, device="a").named_table("annotations")} == {"one", "two"}


def test_temporary_files_that_others_put_in_the_way_are_not_written_through(folder, victim):
    for name in (".a.jsonl.tmp", "a.jsonl.tmp", ".a.tmp", ".lock.tmp"):
        (folder / name).symlink_to(victim)
    (folder / "a.jsonl").rename(folder / "moved")
    database = open_database(folder, device="a")
    database.named_table("annotations").put("two", {"note": "new"})
    database.close()

    assert victim.read_bytes() == SECRET


def test_files_and_folders_are_for_the_reader_alone_whatever_the_mask(tmp_path):
    mask = os.umask(0)
    try:
        folder = tmp_path / "home" / "docs" / "doc"
        database = open_database(folder, device="a")
        database.named_table("annotations").put("one", {"note": "kept"})
        log = folder / "a.jsonl"
        log.write_bytes(log.read_bytes() + b"damaged\n")
        database.named_table("annotations").put("two", {"note": "x" * 400_000})
        database.named_table("annotations").put("two", {"note": "y" * 400_000})
        database.named_table("annotations").put("two", {"note": "z"})
        database.close()
        open_database(folder, device="a").named_table("annotations").put("three", {})
    finally:
        os.umask(mask)

    made = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert {f"{p.relative_to(tmp_path)}": oct(p.stat().st_mode & 0o777) for p in made if p.is_file()} == {
        f"{p.relative_to(tmp_path)}": "0o600" for p in made if p.is_file()
    }
    assert {p.stat().st_mode & 0o777 for p in made if p.is_dir()} == {0o700}
