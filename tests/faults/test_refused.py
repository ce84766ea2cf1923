"""What was refused is gone again, also where another session has read it in the meantime."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from damage import shown

from tuireader.annotations.store.tables import Database, open_database
from tuireader.errors import StoreError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs" / "doc"
    put(open_database(folder, device="a"), one="first")
    return folder


def put(database: Database, **notes: str) -> None:
    with database.durable.transaction():
        for name, note in notes.items():
            database.named_table("annotations").put(name, {"note": note})


def looked(database: Database) -> dict[str, str]:
    return {d.doc_id: d["note"] for d in database.named_table("annotations")}


@pytest.mark.parametrize("device", ["a", "b"], ids=["the same device", "another device"])
@pytest.mark.parametrize("another", [{"one": "second"}, {"two": "new"}], ids=["a mark changed", "a new mark"])
def test_a_line_that_was_refused_after_another_session_had_read_it_doubles_nothing(
    monkeypatch, folder, device, another
):
    writes, reads = open_database(folder, device="a"), open_database(folder, device=device)
    assert looked(writes) == looked(reads)

    def refuse(fd: int) -> None:
        looked(reads)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(StoreError, match=r"^Not saved: "):
            put(writes, **{name: f"{note}, refused" for name, note in another.items()})
    put(writes, **another)
    put(reads, three="beside it")
    put(writes, four="after it")

    expected = {"one": "first", **another, "three": "beside it", "four": "after it"}
    assert looked(writes) == looked(reads) == shown(folder, "a") == shown(folder, "b") == expected
