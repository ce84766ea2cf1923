"""Known ways to break the store. The campaign that each names must report a loss; if it does not, it guards nothing."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakSet

from tuireader.annotations.store import backups
from tuireader.annotations.store.files import replace_file
from tuireader.annotations.store.journal import Journal
from tuireader.annotations.store.logs import Logs
from tuireader.annotations.store.storage import LogStorage
from tuireader.annotations.store.union import Tables
from tuireader.annotations.store.versions import Key


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to break the store, in this process and those that it forks."""

    apply: Callable[[], None]
    campaign: str
    count: int
    """What is asked of the campaign: enough to catch this one in every run."""


def _no_sync() -> None:
    os.fsync = os.fdatasync = lambda _: None


def _late_sync() -> None:
    """Each sync is done when the next is due."""
    real, late = os.fsync, []

    def fsync(fd: int) -> None:
        for due in late:
            real(due)
            os.close(due)
        late[:] = [os.dup(fd)]

    os.fsync = os.fdatasync = fsync


def _no_sync_of_folders() -> None:
    real = os.fsync
    os.fsync = lambda fd: None if stat.S_ISDIR(os.fstat(fd).st_mode) else real(fd)


def _sync_again_after_an_error() -> None:
    real = os.fsync

    def fsync(fd: int) -> None:
        try:
            real(fd)
        except OSError:
            real(fd)

    os.fsync = os.fdatasync = fsync


def _failed_write_taken_for_done() -> None:
    real = os.write

    def write(fd: int, data: bytes) -> int:
        try:
            return real(fd, data)
        except OSError:
            return len(data)

    os.write = write


def _short_write_taken_for_whole() -> None:
    real = os.write

    def write(fd: int, data: bytes) -> int:
        real(fd, data)
        return len(data)

    os.write = write


def _no_lock() -> None:
    fcntl.flock = lambda *_: None


def _torn_tail_cut_off_unread() -> None:
    """And no backup is kept, or the line would come back from there: its number is missing."""
    backups.keep = lambda *_: None
    real = Journal._settle_tail

    def settle(self: Journal, fd: int) -> None:
        self._logs.own.tail_counts = False
        real(self, fd)

    Journal._settle_tail = settle


def _nothing_read_again() -> None:
    real, read = Logs.refresh, WeakSet()

    def refresh(self: Logs) -> set[Key]:
        if self in read:
            return set()
        read.add(self)
        return real(self)

    Logs.refresh = refresh


def _line_for_each_record() -> None:
    real = LogStorage._commit

    def commit(self: LogStorage, pending: Tables) -> None:
        for name, documents in pending.items():
            for key, fields in documents.items():
                real(self, {name: {key: fields}})

    LogStorage._commit = commit


def _logs_of_others_compacted() -> None:
    real = LogStorage.close

    def close(self: LogStorage) -> None:
        real(self)
        for name, log in self._logs.others().items():
            replace_file(self.folder / name, log.written_anew())

    LogStorage.close = close


MUTANTS: dict[str, Mutant] = {
    "nothing is synced": Mutant(_no_sync, "power cuts, as on ext4", 30),
    "acknowledged before it is synced": Mutant(_late_sync, "power cuts, as on ext4", 60),
    "folders are not synced": Mutant(_no_sync_of_folders, "power cuts, strict", 60),
    "synced again after a sync that failed": Mutant(_sync_again_after_an_error, "power cuts after a failed sync", 120),
    "a failed write is taken for done": Mutant(_failed_write_taken_for_done, "failing and short writes", 40),
    "a short write is taken for whole": Mutant(_short_write_taken_for_whole, "failing and short writes", 40),
    "the torn tail is cut off unread": Mutant(_torn_tail_cut_off_unread, "damage of every kind", 1),
    "nothing is read again before a save": Mutant(_nothing_read_again, "8 processes add 1", 100),
    "a line for each record": Mutant(_line_for_each_record, "kill -9 at every call", 40),
    "the logs of others are compacted": Mutant(_logs_of_others_compacted, "3 machines, writing", 5),
    "no lock": Mutant(_no_lock, "8 processes add 1", 100),
}
