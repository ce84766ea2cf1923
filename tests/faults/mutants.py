"""Known ways to break the store. The campaign that each names must report a loss; if it does not, it guards nothing."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass


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


MUTANTS: dict[str, Mutant] = {
    "nothing is synced": Mutant(_no_sync, "power cuts, as on ext4", 150),
    "acknowledged before it is synced": Mutant(_late_sync, "power cuts, as on ext4", 300),
    "folders are not synced": Mutant(_no_sync_of_folders, "power cuts, strict", 300),
    "synced again after a sync that failed": Mutant(_sync_again_after_an_error, "power cuts, strict", 600),
    "a failed write is taken for done": Mutant(_failed_write_taken_for_done, "failing calls", 60),
    "a short write is taken for whole": Mutant(_short_write_taken_for_whole, "failing calls", 60),
    "no lock": Mutant(_no_lock, "8 processes add 1", 20),
}
