"""How lines come to stand at the end of this device's log, whole and durable or not at all.

A line that was not acknowledged may be cut off again; one that was is only ever replaced by a file that holds all that
still counts. After the disk has failed to make something durable, that file is not written to again: the system may
say the next time that all is well when it is not.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from tuireader.annotations.store.backups import set_aside
from tuireader.annotations.store.failures import Notices, not_saved, shown
from tuireader.annotations.store.files import replace_file, stamp_of, sweep, sync_folder, write_all
from tuireader.annotations.store.layout import home_of
from tuireader.annotations.store.log import Log
from tuireader.annotations.store.logs import Logs
from tuireader.annotations.store.sharing import make_ready
from tuireader.annotations.store.versions import Key


class Journal:
    """Writes this device's log of one folder. Every method is called under the lock, after a `Logs.refresh`."""

    def __init__(self, logs: Logs, notices: Notices) -> None:
        self._logs = logs
        self._notices = notices
        self._swept = False

    def append(self, line: bytes) -> set[Key]:
        """Write one line, durable when this returns; returns what it is about.

        Raises StoreError ("Not saved: …"), and then it is not there.
        """
        try:
            self._sweep_once()
            if self._logs.owed or not self._logs.exists:
                return self.write_anew(self._logs.own.written_anew() + line)
            self._write(line)
        except OSError as error:
            raise not_saved(error, self._logs.path) from error
        return self._logs.own.feed(line)

    def write_anew(self, data: bytes) -> set[Key]:
        """Put a whole log in the place of the one that is there; it holds all that the old one held and that counts.
        Raises OSError.
        """
        is_first = not self._logs.exists
        self._set_tail_aside()
        if is_first:
            self._make_known()
        replace_file(self._logs.path, data)
        log = Log(self._logs.device)
        touched = self._logs.take(log, log.feed(data))
        self._logs.wrote(stamp_of(self._logs.path.lstat()))
        self._logs.owed = False
        if is_first and (home := home_of(self._logs.folder)) is not None:
            make_ready(home, self._notices)
        return touched

    def _write(self, line: bytes) -> None:
        logs, own = self._logs, self._logs.own
        fd = os.open(logs.path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            self._settle_tail(fd)
            start = own.end + len(own.tail)
            try:
                write_all(fd, b"\n" + line if own.tail else line)
            except BaseException:
                self._cut(fd, start)
                raise
            try:
                os.fsync(fd)
            except OSError:
                logs.owed = True
                self._cut(fd, start)
                raise
            stamp = stamp_of(os.fstat(fd))
        finally:
            os.close(fd)
        if own.tail:
            own.feed(b"\n")
        logs.wrote(stamp)

    def _settle_tail(self, fd: int) -> None:
        """Cut off a line that was never finished; one that lacks its end alone stays."""
        own = self._logs.own
        if os.fstat(fd).st_size != own.size:
            raise OSError(errno.EBUSY, "another program is changing the log", str(self._logs.path))
        if self._set_tail_aside():
            os.ftruncate(fd, own.end)
            own.tail = b""

    def _set_tail_aside(self) -> bool:
        """Set aside a line that was never finished, and so never acknowledged; whether there was one."""
        own = self._logs.own
        if not own.tail or own.tail_counts:
            return False
        aside, _ = set_aside(self._logs.folder, own.device, own.tail)
        self._notices.add(
            f"The last line of {shown(self._logs.path)} was never finished, so it was never reported as saved; "
            f"it is kept in {shown(aside)}."
        )
        return True

    def _make_known(self) -> None:
        """The folder may have been made by a session that was killed before the disk knew of it."""
        for above in list(self._logs.folder.absolute().parents)[:3]:
            with suppress(PermissionError):
                sync_folder(above)

    def _cut(self, fd: int, size: int) -> None:
        """Take back what was refused; if that fails too, the next save finds a line without an end and cuts it off."""
        with suppress(OSError):
            os.ftruncate(fd, size)

    def _sweep_once(self) -> None:
        if not self._swept:
            sweep(self._logs.path)
            self._swept = True
