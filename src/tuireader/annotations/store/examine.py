"""What ``tuireader doctor`` says of the store: what is there, what is damaged, what is safe, what to do; and what it
does when it is told to restore.
"""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from tuireader.annotations.store.backups import backed_up, backups
from tuireader.annotations.store.failures import Notices, shown
from tuireader.annotations.store.layout import Layout, backups_of, data_home, device_name, former_of, quarantine_of
from tuireader.annotations.store.logs import Logs
from tuireader.annotations.store.mending import damage_in, entries, in_backups
from tuireader.annotations.store.union import Union
from tuireader.errors import StoreError

LOW = 16 * 1024 * 1024
"""Bytes of free space below which a warning is due: a log that is written anew needs room for a whole second file."""


@dataclass(frozen=True, slots=True)
class FolderReport:
    """The logs of one folder."""

    path: Path
    size: int
    """Bytes."""
    records: int
    """Marks, or documents in the library."""
    backups: int
    problems: tuple[str, ...] = ()
    """One sentence each, with what is safe and what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """The state of the store."""

    home: Path
    exists: bool
    writable: bool
    free: int
    """Bytes free on its disk."""
    library: FolderReport | None = None
    documents: tuple[FolderReport, ...] = ()
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
        return sum(folder.records for folder in self.documents)


def examine(home: Path | None = None) -> Report:
    """Look at the store at ``home`` (by default this user's). Nothing is made, repaired or locked."""
    layout = Layout(home or data_home())
    exists = layout.home.is_dir()
    ground = next((p for p in (layout.home, *layout.home.parents) if p.is_dir()), Path("/"))
    writable = os.access(ground, os.W_OK | os.X_OK)
    free = shutil.disk_usage(ground).free
    library = _look(layout.library, "documents") if _is_there(layout.library) else None
    documents = tuple(_look(folder, "annotations") for folder in sorted(layout.docs.glob("*")) if _is_there(folder))
    folders = (library, *documents) if library else documents
    return Report(
        home=layout.home,
        exists=exists,
        writable=writable,
        free=free,
        library=library,
        documents=documents,
        quarantined=tuple(p for f in folders for p in sorted(quarantine_of(f.path).glob("*")) if p.is_file()),
        drafts=len(list(layout.drafts.glob("*.json"))),
        problems=(
            *_of_the_place(layout.home, exists, writable, free),
            *(problem for folder in folders for problem in folder.problems),
        ),
    )


def restore(home: Path | None = None) -> tuple[str, ...]:
    """Open every folder of the store, which puts right what is damaged, and add what the backups have and the logs
    lack. Returns a sentence for each thing that was done or could not be.
    """
    from tuireader.annotations.store.storage import LogStorage  # looking alone needs no TinyDB

    layout = Layout(home or data_home())
    done = []
    for folder in (layout.library, *sorted(layout.docs.glob("*"))):
        if not _is_there(folder):
            continue
        notices = Notices()
        try:
            back = LogStorage(folder, notices).restore()
        except StoreError as error:
            done.append(str(error))
            continue
        done += notices.all()
        if back:
            done.append(f"{entries(back)} came back into {shown(folder)} from its backups.")
    return tuple(done)


def _is_there(folder: Path) -> bool:
    """There, or lost while its backups are still there."""
    return bool(
        os.path.lexists(former_of(folder))
        or any(folder.glob("*.jsonl"))
        or any(backups_of(folder).glob(f"{device_name()}.*"))
    )


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


def _look(folder: Path, table: str) -> FolderReport:
    notices = Notices()
    logs = Logs(folder, device_name(), notices)
    union = Union(logs.heads)
    copies = len(backups(folder, logs.device))
    try:
        union.look_at(logs.refresh() or ())
        size = sum(stamp[2] for stamp in logs.stamps().values())
    except (OSError, StoreError) as error:
        return FolderReport(folder, 0, 0, copies, (str(error),))
    records = len(union.tables.get(table, {}))
    return FolderReport(folder, size, records, copies, (*notices.all(), *_of_the_logs(logs, records)))


def _of_the_logs(logs: Logs, records: int) -> list[str]:
    problems = []
    if logs.newer is not None:
        problems.append(
            f"{shown(logs.newer)} was written by a newer version of tuireader: update tuireader on this machine."
        )
    safe = f"what can be read is safe ({entries(records)})"
    own, reaches = logs.own, max(backed_up(logs.folder, logs.device), logs.reached)
    if not own.is_newer:
        back = len(own.lacking(in_backups(logs)))
        remedy = (
            f"{safe}; tuireader doctor --restore brings {back} more back from the backups."
            if back
            else f"{safe}; tuireader doctor --restore sets aside what is damaged; no backup has more."
        )
        if not logs.exists and reaches:
            problems.append(f"{shown(logs.path)} is gone: {remedy}")
        elif own.bad or own.altered:
            problems.append(f"{shown(logs.path)} is damaged, {damage_in(own)}: {remedy}")
        elif own.lacks or reaches > own.last:
            problems.append(f"{shown(logs.path)} was cut, lines that were saved are missing: {remedy}")
    for name, log in logs.others().items():
        if not log.is_newer and (log.bad or log.altered):
            problems.append(
                f"{shown(logs.folder / name)} is damaged, {damage_in(log)}: {safe}; run tuireader doctor --restore on "
                "the machine that wrote it."
            )
    return problems
