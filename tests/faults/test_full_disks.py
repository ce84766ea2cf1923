"""Disks that are full or may not be written: one sentence, nothing lost, and the next save works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from saves import in_memory

from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError

FILLING = """
import json, os, resource, signal, sys
from pathlib import Path
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError

folder, ballast = Path(sys.argv[1]), Path(sys.argv[2])
limit, user, most = map(int, sys.argv[3:])
database = open_database(folder, device="a")
table = database.named_table("annotations")
if user:
    os.setgid(user)
    os.setuid(user)
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
saved, refused = [], []
for number in range(most):
    try:
        table.put(f"n{number}", {"note": "x" * (500 + number % 700)})
    except StoreError as error:
        refused.append(str(error))
        if len(refused) == 3:
            break
    else:
        saved.append(f"n{number}")
shown = sorted(d.doc_id for d in table if d.doc_id.startswith("n"))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for path in ballast.glob("ballast*"):
    path.unlink()
try:
    table.put("after", {"note": "after"})
except StoreError as error:
    refused.append(str(error))
print(json.dumps({"saved": sorted(saved), "refused": refused, "shown": shown}))
"""
NOBODY = 65534
needs_mount = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="needs the right to mount a disk"
)


def fill(
    folder: Path, limit: int = 0, user: int = 0, ballast: Path | None = None, most: int = 2000
) -> dict[str, list[str]]:
    """Save until it is refused, three times, or so often; make room, and save once more. What was saved, refused and
    shown.
    """
    arguments = [str(folder), str(ballast or folder), str(limit), str(user), str(most)]
    command = [sys.executable, "-c", FILLING, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, list[str]] = json.loads(ran.stdout)
    return told


def check(folder: Path, told: dict[str, list[str]], words: str, count: int = 3) -> None:
    kept = {d.doc_id for d in open_database(folder, device="a").named_table("annotations")}

    assert len(told["refused"]) == count
    assert all(s.startswith("Not saved: ") and words in s and s.endswith(".") for s in told["refused"])
    assert told["shown"] == told["saved"]
    assert kept == {*told["saved"], "after"} if count == 3 else kept == set(told["saved"])
    assert [p.name for p in folder.parent.rglob("*.tmp")] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one MiB that is nearly full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (disk / "ballast").write_bytes(bytes(300_000))
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder below none that is for one user alone, as pytest's are."""
    with in_memory() as home:
        yield home


@needs_mount
def test_a_full_disk_is_a_sentence_and_no_loss_and_when_there_is_room_it_saves_again(small_disk):
    told = fill(small_disk / "docs" / "doc", ballast=small_disk)

    assert len(told["saved"]) > 100
    check(small_disk / "docs" / "doc", told, "the disk is full")


def test_a_limit_of_the_size_of_files_is_a_sentence_and_no_loss(tmp_path):
    told = fill(tmp_path / "docs" / "doc", limit=100_000)

    assert len(told["saved"]) > 20
    check(tmp_path / "docs" / "doc", told, "the file would be larger")


@needs_mount
def test_a_disk_that_can_only_be_read_shows_what_is_there_and_refuses_to_save(small_disk):
    folder = small_disk / "docs" / "doc"
    open_database(folder, device="a").named_table("annotations").put("n0", {"note": "kept"})
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        for device in ("a", "b"):
            table = open_database(folder, device=device).named_table("annotations")
            assert [d.doc_id for d in table] == ["n0"]
            with pytest.raises(StoreError, match=r"^Not saved: the disk can only be read.*\.$"):
                table.put("n1", {"note": "new"})
            table.durable.close()
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    table.put("n1", {"note": "new"})

    assert {d.doc_id for d in open_database(folder, device="a").named_table("annotations")} == {"n0", "n1"}


@pytest.mark.parametrize("harm", ["folder", "log", "both"])
def test_what_may_not_be_written_is_a_sentence_and_what_was_saved_stays(home, harm):
    folder = home / "docs" / "doc"
    open_database(folder, device="a").named_table("annotations").put("n0", {"note": "kept"})
    log = folder / "a.jsonl"
    if is_root := os.geteuid() == 0:  # to whom nothing is forbidden
        for path in [home, *home.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
    folder.chmod(0o700 if harm == "log" else 0o500)
    log.chmod(0o600 if harm == "folder" else 0o400)
    before = log.read_bytes()
    told = fill(folder, user=NOBODY if is_root else 0, most=3)

    if harm == "folder":  # the log that is there can go on
        assert (told["saved"], told["refused"]) == (["n0", "n1", "n2"], [])
    else:
        assert len(told["refused"]) == 4
        assert all(s.startswith("Not saved: you may not write there") and s.endswith(".") for s in told["refused"])
        assert (told["saved"], log.read_bytes()) == ([], before)
    assert [p.name for p in folder.parent.rglob("*.tmp")] == []
    folder.chmod(0o700)
    log.chmod(0o600)
    open_database(folder, device="a").named_table("annotations").put("after", {"note": "after"})
    kept = {d.doc_id for d in open_database(folder, device="a").named_table("annotations")}
    assert kept == {"n0", "after", *told["saved"]}
