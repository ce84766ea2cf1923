"""A file is written whole or not at all, never over what nobody offered, and what is replaced is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from killing import kill_while_writing

from tuireader.errors import CannotCreate
from tuireader.export.writing import read_old, write_new, write_over


def test_replacing_keeps_the_mode_and_follows_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    with pytest.raises(CannotCreate):
        write_new(link, "new")
    assert write_over(link, "new", b"old", keep=True) == tmp_path / "real.md.bak"
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert (tmp_path / "real.md.bak").read_text(encoding="utf-8") == "old"
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o640}


def test_a_copy_that_was_kept_is_never_replaced_by_another(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    for number in range(3):
        old = file.read_bytes() if number else b"mine"
        file.write_bytes(old)
        write_over(file, f"text {number}", old, keep=True)
    kept = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.bak*")}
    assert kept == {"notes.md.bak": "mine", "notes.md.bak2": "text 0", "notes.md.bak3": "text 1"}
    write_over(file, "text 3", b"text 2", keep=True)
    file.write_bytes(b"mine")
    assert write_over(file, "text 4", b"mine", keep=True) == tmp_path / "notes.md.bak"


def test_a_file_that_was_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"typed a moment ago")
    with pytest.raises(CannotCreate, match="changed in this moment"):
        write_over(file, "ours", b"as it was", keep=False)
    assert file.read_bytes() == b"typed a moment ago"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_that_is_write_protected_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"mine")
    monkeypatch.setattr(os, "access", lambda *_: False)  # for root nothing is
    with pytest.raises(CannotCreate, match="it is write-protected; nothing was changed"):
        write_over(file, "ours", b"mine", keep=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


@pytest.mark.parametrize("name", ["nowhere/x.md", "", "x" * 300, "a\0b"])
def test_a_place_that_takes_no_file_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotCreate):
        write_new(tmp_path / name, "text")
    with pytest.raises(CannotCreate):
        write_over(tmp_path / name, "text", b"before", keep=True)
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(CannotCreate, match="is not a file"):
        read_old(Path(os.devnull))


def test_what_a_killed_writer_left_is_dropped_when_it_is_old(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".tuireader-a.tmp", ".tuireader-b.tmp", ".other.tmp"))
    for path in (old, new, other):
        path.write_text("half", encoding="utf-8")
    for path in (old, other):
        os.utime(path, (0, 0))
    write_new(tmp_path / "notes.md", "text")
    assert sorted(tmp_path.iterdir()) == sorted((new, other, tmp_path / "notes.md"))


def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """tests/bench/export_kill.py kills it five hundred times."""
    assert kill_while_writing(tmp_path, 8)["other"] == 0
