"""Texts that marks rest on are kept to the letter, in private, and only as long as something rests on them."""

from __future__ import annotations

import stat
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.store.snapshots import Snapshots
from tuireader.documents.revision import revision

TEXT = "The fleet left Kronstadt. \ud800 春\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "docs" / "a" / "snapshots"


@pytest.fixture
def snapshots(folder: Path) -> Snapshots:
    return Snapshots(folder)


def file_of(folder: Path, text: str) -> Path:
    return folder / f"{revision(text)}.z"


@given(st.text(st.characters()))
def test_a_text_comes_back_to_the_letter(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("s")
    Snapshots(folder).keep(text, revision(text))

    assert Snapshots(folder).text(revision(text)) == text


def test_a_snapshot_is_private_small_and_written_once(snapshots, folder):
    long = TEXT * 500
    snapshots.keep(long, revision(long))
    file = file_of(folder, long)
    before = file.stat()
    Snapshots(folder).keep(long, revision(long))

    assert file.stat().st_ino == before.st_ino
    assert stat.S_IMODE(before.st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert before.st_size < len(long) / 10
    assert [f.name for f in folder.iterdir()] == [file.name]


@pytest.mark.parametrize("damage", [b"", b"nonsense", zlib.compress(b"another text"), zlib.compress(b"\xff\xfe")])
def test_a_damaged_snapshot_is_none_and_is_replaced_by_a_sound_one(snapshots, folder, damage):
    snapshots.keep(TEXT, revision(TEXT))
    file_of(folder, TEXT).write_bytes(damage)

    assert snapshots.text(revision(TEXT)) is None
    Snapshots(folder).keep(TEXT, revision(TEXT))
    assert snapshots.text(revision(TEXT)) == TEXT


def test_what_is_not_kept_is_none_whatever_is_asked_for(snapshots):
    assert [snapshots.text(name) for name in (revision("x"), "", "../../etc/passwd", "a" * 64)] == [None] * 4


def test_no_link_is_followed_and_nothing_behind_it_is_touched(snapshots, folder, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(zlib.compress(TEXT.encode("utf-8", "surrogatepass")))
    before = victim.read_bytes()
    folder.mkdir(parents=True)
    file_of(folder, TEXT).symlink_to(victim)

    assert snapshots.text(revision(TEXT)) is None
    with pytest.raises(OSError, match="symbolic"):
        snapshots.keep(TEXT, revision(TEXT))
    assert victim.read_bytes() == before


def test_only_what_is_needed_stays_and_foreign_files_are_left_alone(snapshots, folder):
    for text in ("one", "two", "three"):
        snapshots.keep(text, revision(text))
    (folder / "notes.z").write_text("mine")
    left = folder / f".{revision('one')}.z.0123456789ab.tmp"
    left.write_text("half a text")
    snapshots.prune({revision("two"), ""})

    assert {f.name for f in folder.iterdir()} == {f"{revision('two')}.z", "notes.z"}


def test_pruning_what_was_never_made_makes_nothing(snapshots, folder):
    snapshots.prune(())

    assert not folder.exists()
