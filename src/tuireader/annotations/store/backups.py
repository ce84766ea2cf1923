"""Earlier copies of a data file, and the place where damaged ones are set aside.

The version before the last save is always kept, so damage from outside costs one save at most; and beside it four
older ones, an hour or more apart, against what is noticed late. They are second names of files that were whole, so
they cost no writing.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tuireader.annotations.store.files import (
    link_or_copy,
    make_folder,
    read_whole,
    temporary_beside,
    write_new,
)
from tuireader.annotations.store.layout import backups_of, quarantine_of
from tuireader.annotations.store.shape import DamagedFileError, NewerFileError, Tables, decode

SPACED = 4
"""Older copies that are kept beside the previous version."""
APART = 3600
"""Seconds between two of them, at least."""


def previous_of(path: Path) -> Path:
    """The version of the file at ``path`` before the last save."""
    return backups_of(path) / f"{path.stem}.previous.json"


def keep_previous(path: Path) -> None:
    """Keep the file at ``path``, which is about to be replaced, as the previous version. Raises OSError."""
    if not path.exists():
        return
    folder = backups_of(path)
    make_folder(folder)
    previous = previous_of(path)
    _keep_spaced(path, folder, previous)
    fresh = temporary_beside(previous)
    try:
        link_or_copy(path, fresh)
        fresh.replace(previous)
    finally:
        with suppress(OSError):
            fresh.unlink()  # replacing one name of a file by another name of the same file leaves both


def backups(path: Path) -> tuple[Path, ...]:
    """The copies of the file at ``path``, the newest first."""
    folder = backups_of(path)
    previous = previous_of(path)
    spaced = sorted(folder.glob(f"{path.stem}-*.json"), reverse=True)
    return ((previous,) if previous.exists() else ()) + tuple(spaced)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that can be read."""

    path: Path
    data: bytes
    tables: Tables


def newest_good(path: Path) -> Backup | None:
    """The newest copy of the file at ``path`` that can be read."""
    for backup in backups(path):
        with suppress(OSError, DamagedFileError, NewerFileError):
            data, _ = read_whole(backup)
            return Backup(backup, data, decode(data))
    return None


def set_aside(path: Path, data: bytes) -> Path:
    """Copy what could not be read into the quarantine, once for the same bytes, and say where it is. Raises OSError."""
    folder = quarantine_of(path)
    make_folder(folder)
    for earlier in folder.glob(f"{path.stem}-*"):
        with suppress(OSError):
            if read_whole(earlier)[0] == data:
                return earlier
    aside = folder / f"{path.stem}-{_stamp(time.time())}-{time.time_ns() % 1_000_000:06}.json"
    write_new(aside, data)
    return aside


def _keep_spaced(path: Path, folder: Path, previous: Path) -> None:
    """Let the copy that is about to be replaced live on as an older one, if the last of those is an hour old."""
    spaced = sorted(folder.glob(f"{path.stem}-*.json"))
    try:
        written = previous.stat().st_mtime
    except FileNotFoundError:
        return
    if spaced and written - spaced[-1].stat().st_mtime < APART:
        return
    previous.replace(folder / f"{path.stem}-{_stamp(written)}.json")
    for old in spaced[: -(SPACED - 1)]:
        old.unlink()


def _stamp(seconds: float) -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(seconds))
