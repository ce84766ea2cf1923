"""The model of a power cut allows what a disk may do, and no more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from disks import Disk, Entry

DATA = bytes(range(256)) * 10


def entry(what: str, path: Path, inode: int = 0, at: int = 0, data: bytes = b"", other: str = "") -> Entry:
    return Entry(what, str(path), other, inode, at, data)


def written(top: Path, inode: int = 1, name: str = "log") -> list[Entry]:
    """A file is made and written."""
    return [entry("file", top / name, inode), entry("write", top / name, inode, 0, DATA)]


def images(top: Path, *done: Entry, strict: bool = True) -> list[dict[str, bytes | None]]:
    disk = Disk(top, strict=strict)
    for one in done:
        disk.feed(one)
    rnd = random.Random(1)
    return [disk.image(rnd) for _ in range(300)]


def kinds(found: list[dict[str, bytes | None]], name: str = "log") -> set[str]:
    said = set()
    for image in found:
        data = image.get(name)
        said.add("no name" if data is None else "whole" if data == DATA else "empty" if not data else "in part")
    return said


def test_what_is_not_synced_may_be_anything(tmp_path):
    assert kinds(images(tmp_path, *written(tmp_path))) == {"no name", "empty", "in part", "whole"}


@pytest.mark.parametrize(("strict", "left"), [(True, {"no name", "whole"}), (False, {"whole"})])
def test_a_file_that_is_synced_has_its_bytes_and_on_ext4_its_name(tmp_path, strict, left):
    done = [*written(tmp_path), entry("sync", tmp_path / "log", 1)]

    assert kinds(images(tmp_path, *done, strict=strict)) == left


def test_a_file_that_is_synced_in_a_synced_folder_stays_whole(tmp_path):
    done = [*written(tmp_path), entry("sync", tmp_path / "log", 1), entry("sync", tmp_path, 9)]

    assert kinds(images(tmp_path, *done)) == {"whole"}


def test_a_synced_file_is_gone_with_a_folder_that_is_not(tmp_path):
    docs = tmp_path / "docs"
    done = [entry("folder", docs, 2), *written(docs), entry("sync", docs / "log", 1), entry("sync", docs, 2)]

    assert kinds(images(tmp_path, *done), "docs/log") == {"no name", "whole"}
    assert kinds(images(tmp_path, *done, entry("sync", tmp_path, 9)), "docs/log") == {"whole"}


def test_a_rename_happens_as_a_whole_or_not_at_all(tmp_path):
    (tmp_path / "log").write_bytes(DATA)
    done = [entry("file", tmp_path / "new", 7), entry("write", tmp_path / "new", 7, 0, b"new")]
    done += [entry("sync", tmp_path / "new", 7), entry("rename", tmp_path / "new", other=str(tmp_path / "log"))]
    left = {tuple(sorted(image.items())) for image in images(tmp_path, *done)}

    assert left == {(("log", DATA),), (("log", DATA), ("new", b"new")), (("log", b"new"),)}


def test_what_a_failed_sync_dropped_does_not_come_with_the_next(tmp_path):
    done = [*written(tmp_path), entry("sync", tmp_path, 9), entry("dropped", tmp_path / "log", 1)]
    done += [entry("sync", tmp_path / "log", 1)]

    assert kinds(images(tmp_path, *done)) == {"empty"}


def test_an_inode_that_is_used_again_is_another_file(tmp_path):
    done = [*written(tmp_path), entry("sync", tmp_path / "log", 1), entry("sync", tmp_path, 9)]
    done += [entry("unlink", tmp_path / "log"), entry("sync", tmp_path, 9), *written(tmp_path, 1, "other")]

    assert kinds(images(tmp_path, *done), "log") == {"no name"}
    assert "empty" in kinds(images(tmp_path, *done), "other")
