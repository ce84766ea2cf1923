"""A file is written whole or not at all, never over what nobody offered, and what is replaced is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

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
