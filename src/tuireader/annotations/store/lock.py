"""One writer at a time, over threads and processes."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuireader.annotations.store.failures import not_saved, shown
from tuireader.annotations.store.files import make_own_folder
from tuireader.annotations.store.layout import FILE_MODE
from tuireader.errors import StoreError

PATIENCE = 5.0
"""Seconds that a save waits for another session before it gives up."""
_SHORTEST, _LONGEST = 0.0005, 0.01


class Lock:
    """A lock on a file that stays: within the process by thread, between processes by ``flock``.

    The kernel lets go of it when the holder dies, so a killed session never locks the others out. It may be taken
    again by the thread that holds it.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def within(self) -> Iterator[None]:
        """Keep the other threads of this process out, and no other process."""
        with self._thread:
            yield

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; makes its folder if need be. Raises StoreError ("Not saved: …") if it is not free in time."""
        with self._thread:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            fd = self._take()
            self._depth = 1
            try:
                yield
            finally:
                self._depth = 0
                os.close(fd)

    def _take(self) -> int:
        try:
            make_own_folder(self._path.parent)
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        except OSError as error:
            raise not_saved(error, self._path) from error
        try:
            self._wait_for(fd)
        except BaseException:
            os.close(fd)
            raise
        return fd

    def _wait_for(self, fd: int) -> None:
        give_up, pause = time.monotonic() + self._patience, _SHORTEST
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= give_up:
                    raise StoreError(
                        f"Not saved: another session has been writing in {shown(self._path.parent)} for "
                        f"{self._patience:g} seconds. Save again in a moment; what was saved before is safe there."
                    ) from None
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST)
            except OSError as error:
                raise not_saved(error, self._path) from error
            else:
                return
