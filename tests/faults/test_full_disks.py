"""Disks that are full or may not be written: one sentence, nothing lost, and the next save works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tuireader.annotations.store.tables import open_database

FILLING = """
import json, resource, signal, sys
from pathlib import Path
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError

folder, limit, user = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
database = open_database(folder, device="a")
table = database.named_table("annotations")
import os
if user:
    os.setgid(user)
    os.setuid(user)
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
saved, refused = [], []
for number in range(2000 if not user else 20):
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
for path in Path(sys.argv[4]).glob("ballast*"):
    path.unlink()
try:
    table.put("after", {"note": "after"})
except StoreError as error:
    refused.append(str(error))
print(json.dumps({"saved": sorted(saved), "refused": refused, "shown": shown}))
"""
NOBODY = 65534


def fill(folder: Path, limit: int = 0, user: int = 0, ballast: Path | None = None) -> dict[str, list[str]]:
    """Save until it is refused, three times; make room, and save once more. What was saved, refused and shown."""
    command = [sys.executable, "-c", FILLING, str(folder), str(limit), str(user), str(ballast or folder)]
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


@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="needs the right to mount a disk")
def test_a_full_disk_is_a_sentence_and_no_loss_and_when_there_is_room_it_saves_again(small_disk):
    told = fill(small_disk / "docs" / "doc", ballast=small_disk)

    assert len(told["saved"]) > 100
    check(small_disk / "docs" / "doc", told, "the disk is full")


def test_a_limit_of_the_size_of_files_is_a_sentence_and_no_loss(tmp_path):
    told = fill(tmp_path / "docs" / "doc", limit=100_000)

    assert len(told["saved"]) > 20
    check(tmp_path / "docs" / "doc", told, "the file would be larger")


@pytest.mark.parametrize("harm", ["folder", "log", "both"])
@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to become another user")
def test_what_may_not_be_written_is_a_sentence_and_what_was_saved_stays(tmp_path, harm):
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:2]:
        above.chmod(0o755)
    folder = tmp_path / "docs" / "doc"
    open_database(folder, device="a").named_table("annotations").put("n0", {"note": "kept"})
    for path in [folder.parent, *folder.parent.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    log = folder / "a.jsonl"
    if harm in ("folder", "both"):
        folder.chmod(0o500)
    if harm in ("log", "both"):
        log.chmod(0o400)
    before = log.read_bytes()
    told = fill(folder, user=NOBODY)

    if harm == "folder":  # the log that is there can go on
        assert told["refused"] == [] or told["saved"] == []
    if told["refused"]:
        assert all(s.startswith("Not saved: ") and s.endswith(".") for s in told["refused"])
        assert (told["saved"], log.read_bytes()) == ([], before)
    assert [p.name for p in folder.parent.rglob("*.tmp")] == []
    folder.chmod(0o700)
    log.chmod(0o600)
    open_database(folder, device="a").named_table("annotations").put("after", {"note": "after"})
    kept = {d.doc_id for d in open_database(folder, device="a").named_table("annotations")}
    assert kept == {"n0", "after", *told["saved"], *(["after"] if not told["refused"] else [])}
