"""What ``tuireader doctor`` says of the store: what is there, what is damaged, what to do. It changes nothing."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from tuireader.annotations.store.backups import backups, newest_good
from tuireader.annotations.store.failures import cause_of, shown
from tuireader.annotations.store.files import read_whole
from tuireader.annotations.store.layout import Layout, backups_of, data_home, quarantine_of
from tuireader.annotations.store.shape import SCHEMA, DamagedFileError, NewerFileError, decode, is_intact, version

LOW = 16 * 1024 * 1024
"""Bytes of free space below which a warning is due: a save needs room for a whole second file."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One data file."""

    path: Path
    size: int
    """Bytes."""
    records: int
    """Marks, or documents in the library."""
    backups: int
    problem: str = ""
    """One sentence with what to do, or empty where the file is whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """The state of the store."""

    home: Path
    exists: bool
    writable: bool
    free: int
    """Bytes free on its disk."""
    files: tuple[FileReport, ...] = ()
    quarantined: tuple[Path, ...] = ()
    """What was damaged once and set aside; for the reader to look into and delete."""
    drafts: int = 0
    """Notes that were being typed."""
    problems: tuple[str, ...] = ()
    """One sentence each, with what to do."""

    @property
    def fine(self) -> bool:
        """Whether there is nothing to put right."""
        return not self.problems

    @property
    def marks(self) -> int:
        """The marks of all documents."""
        return sum(f.records for f in self.files if f.path.name == "marks.json")


def examine(home: Path | None = None) -> Report:
    """Look at the store at ``home`` (by default this user's). Nothing is made, repaired or locked."""
    layout = Layout(home or data_home())
    exists = layout.home.is_dir()
    ground = next((p for p in (layout.home, *layout.home.parents) if p.is_dir()), Path("/"))
    writable = os.access(ground, os.W_OK | os.X_OK)
    free = shutil.disk_usage(ground).free
    paths = ([layout.library] if _is_there(layout.library) else []) + _marks(layout)
    files = tuple(_look(path) for path in paths)
    aside = tuple(p for path in paths for p in sorted(quarantine_of(path).glob("*.json")))
    return Report(
        home=layout.home,
        exists=exists,
        writable=writable,
        free=free,
        files=files,
        quarantined=tuple(dict.fromkeys(aside)),
        drafts=len(list(layout.drafts.glob("*.json"))),
        problems=tuple(_of_the_place(layout.home, exists, writable, free))
        + tuple(f.problem for f in files if f.problem),
    )


def _is_there(path: Path) -> bool:
    """There, or lost while its backups are still there."""
    return os.path.lexists(path) or bool(backups(path))


def _marks(layout: Layout) -> list[Path]:
    return [path for folder in sorted(layout.docs.glob("*")) if _is_there(path := folder / "marks.json")]


def _of_the_place(home: Path, exists: bool, writable: bool, free: int) -> list[str]:
    problems = []
    if os.path.lexists(home) and not exists:
        problems.append(f"{shown(home)} is not a folder: move it away, or set TUIREADER_HOME to another place.")
    if not writable:
        problems.append(
            f"Nothing can be saved in {shown(home)}: change its rights, or set TUIREADER_HOME to another folder."
        )
    if exists and stat.S_IMODE(home.stat().st_mode) & 0o077:
        problems.append(f"Others on this machine may look into {shown(home)}: chmod 700 makes it private.")
    if free < LOW:
        problems.append(f"The disk of {shown(home)} is nearly full, {free // 1024} KiB are left: free some space.")
    return problems


def _look(path: Path) -> FileReport:
    copies = len(backups(path))
    try:
        data, _ = read_whole(path)
    except FileNotFoundError:
        return FileReport(path, 0, 0, copies, f"{shown(path)} is gone: {_remedy(path)}")
    except OSError as error:
        cause, advice = cause_of(error)
        return FileReport(
            path, 0, 0, copies, f"{shown(path)} cannot be read, {cause}: {advice[:1].lower()}{advice[1:]}."
        )
    try:
        tables = decode(data)
    except DamagedFileError as damage:
        return FileReport(path, len(data), 0, copies, f"{shown(path)} is damaged, {damage}: {_remedy(path)}")
    except NewerFileError:
        return FileReport(path, len(data), 0, copies, _newer(path))
    problem = _newer(path) if version(tables) > SCHEMA else ""
    if not problem and not is_intact(data, tables):
        problem = (
            f"{shown(path)} was changed by something other than tuireader: look whether your marks are all there; "
            f"earlier copies are in {shown(backups_of(path))}."
        )
    records = len(tables.get("documents" if path.name == "library.json" else "annotations", {}))
    return FileReport(path, len(data), records, copies, problem)


def _remedy(path: Path) -> str:
    """What will happen by itself when the file is next opened."""
    good = newest_good(path)
    if good is None:
        return (
            "there is no backup that can be read; it will be set aside when it is next opened, and nothing is deleted."
        )
    return (
        f"open the document, and the backup {shown(good.path)} takes its place; what was damaged is kept in quarantine."
    )


def _newer(path: Path) -> str:
    return f"{shown(path)} was written by a newer version of tuireader: update tuireader on this machine."
