"""All logs of one folder, read as far as they have grown."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.failures import Notices, cause_of, not_read, shown
from tuireader.annotations.store.files import Stamp, open_to_read, read_from, stamp_of
from tuireader.annotations.store.former import FORMER, former_log
from tuireader.annotations.store.layout import LOG, former_of, log_of
from tuireader.annotations.store.log import Log
from tuireader.annotations.store.policies import policy_of
from tuireader.annotations.store.versions import Key, Version, heads
from tuireader.errors import StoreError

_NOT_TO_BE_READ = (errno.EACCES, errno.EPERM, errno.ELOOP, errno.EISDIR, errno.EINVAL)
Stamps = tuple[tuple[str, Stamp], ...]
"""The name and the stamp of every file that says something."""


class Logs:
    """The log of this device, those of the others, and the file of the former kind where there still is one."""

    def __init__(self, folder: Path, device: str, notices: Notices) -> None:
        self.folder = folder
        self.device = device
        self.path = log_of(folder, device)
        self.own = Log(device)
        self.owed = False
        """Whether the file of this device's log lacks something of what it should hold, or cannot be trusted."""
        self._notices = notices
        self._others: dict[str, Log] = {}
        self._seen: dict[str, Stamp] = {}
        self._unread: dict[str, OSError] = {}
        self._touched: set[Key] = set()

    def stamps(self) -> dict[str, Stamp]:
        """What tells the state of the folder from the next, by the names of its files. Raises OSError."""
        found = {}
        with suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(LOG) and not entry.name.startswith((".", "~")):
                    found[entry.name] = stamp_of(entry.stat(follow_symlinks=False))
        former = former_of(self.folder)
        with suppress(FileNotFoundError, NotADirectoryError):
            found[former.name] = stamp_of(former.lstat())
        return found

    @property
    def has_former(self) -> bool:
        """Whether what the folder holds still stands in a file of the former kind."""
        return FORMER in self._others

    @property
    def former(self) -> Log:
        """The file of the former kind, as a log."""
        return self._others[FORMER]

    @property
    def newer(self) -> Path | None:
        """A log that a later version of the program wrote."""
        names = [self.path.name] * self.own.is_newer + [name for name, log in self._others.items() if log.is_newer]
        return next((former_of(self.folder) if name == FORMER else self.folder / name for name in names), None)

    @property
    def reached(self) -> int:
        """The number of the last commit of this device that anybody has seen."""
        return max(log.reached for log in self._all())

    @property
    def last(self) -> int:
        """The number of the last commit of this device of which there is a line, be it in a copy of its log."""
        return max(log.last for log in self._all())

    @property
    def latest(self) -> int:
        """The latest time in all logs, microseconds since 1970."""
        return max(log.latest for log in self._all())

    @property
    def exists(self) -> bool:
        """Whether this device's log has a file, as last seen."""
        return self.path.name in self._seen

    def _all(self) -> tuple[Log, ...]:
        return self.own, *self._others.values()

    @property
    def failing(self) -> tuple[Path, OSError] | None:
        """A log of another device that the disk could not give, and why; not one that may not be read at all."""
        failing = ((name, error) for name, error in self._unread.items() if error.errno not in _NOT_TO_BE_READ)
        return next(((self.folder / name, error) for name, error in failing), None)

    def others(self) -> dict[str, Log]:
        """The logs of other devices, by the names of their files."""
        return {name: log for name, log in self._others.items() if name != FORMER}

    def heads(self, key: Key) -> tuple[Version, ...]:
        """The versions of one document that no other in any log replaces."""
        found = self.own.versions.get(key, ())
        if self._others:
            own = policy_of(key[0]).own
            for name, log in self._others.items():
                if (theirs := log.versions.get(key)) and (name == FORMER or not own):
                    found = heads((*found, *theirs)) if found else theirs
        return found

    def refresh(self) -> set[Key] | None:
        """Read what has changed since the last time, and return what it is about; None where nothing has. Raises
        StoreError ("The marks could not be read: …").
        """
        try:
            stamps = self.stamps()
        except OSError as error:
            raise not_read(error, self.folder) from error
        former = former_of(self.folder).name
        self._unread = {name: error for name, error in self._unread.items() if name in stamps}
        for name in (self._seen.keys() | stamps.keys()) - {former}:
            if self._seen.get(name) != stamps.get(name):
                self._touched |= (
                    self._own_changed(stamps.get(name)) if name == self.path.name else self._other_changed(name)
                )
        if self._seen.get(former) != stamps.get(former):
            log = former_log(self.folder, self.device, self._notices) if former in stamps else None
            self._touched |= self._put(FORMER, log)
        has_changed, self._seen = stamps != self._seen, stamps
        for name in self._unread:  # so that it is tried again at the next look
            self._seen.pop(name, None)
        if (newer := self.newer) is not None and any(log.is_newer and log.bad for log in self._all()):
            raise StoreError(
                f"The marks could not be read: {shown(newer)} was written by a newer version of tuireader. "
                "Update tuireader on this machine; the marks are safe there."
            )
        touched, self._touched = self._touched, set()
        return touched if has_changed or touched else None

    def take(self, log: Log, touched: set[Key]) -> set[Key]:
        """Hold ``log`` as that of this device; what was known before and is not in it is owed to its file."""
        before, self.own = self.own, log
        missing = log.lacking(before, has_altered=False)
        for version in missing:
            log.add(version)
        log.last = max(log.last, before.last)
        if missing:
            self.owed = True
        return {*touched, *before.versions, *log.versions}

    def wrote(self, stamp: Stamp) -> None:
        """The file of this device's log is now as it was just written."""
        self._seen[self.path.name] = stamp

    def _own_changed(self, stamp: Stamp | None) -> set[Key]:
        """Read on where the last reading ended, or all of it where that is another file now."""
        if stamp is None:
            return self.take(Log(self.device), set())
        try:
            fd = open_to_read(self.path)
        except FileNotFoundError:
            return self.take(Log(self.device), set())
        except OSError as error:
            raise not_read(error, self.path) from error
        try:
            if self._goes_on(fd):
                return self.own.feed(read_from(fd, self.own.size))
            log = Log(self.device)
            touched = log.feed(read_from(fd))
        except OSError as error:
            raise not_read(error, self.path) from error
        finally:
            os.close(fd)
        return self.take(log, touched)

    def _goes_on(self, fd: int) -> bool:
        """Whether the open file is the one that was read, and has grown: one that changed and did not grow was changed
        within.
        """
        status, seen, own = os.fstat(fd), self._seen.get(self.path.name), self.own
        if seen is None or seen[0] != status.st_ino or status.st_size <= own.size:
            return False
        before = own.guard + own.tail
        return os.pread(fd, len(before), own.size - len(before)) == before

    def _other_changed(self, name: str) -> set[Key]:
        path = self.folder / name
        self._unread.pop(name, None)
        try:
            fd = open_to_read(path)
        except FileNotFoundError:
            return self._put(name, None)
        except OSError as error:
            self._cannot_read(path, error)
            return set()
        log = Log(self.device)
        try:
            log.feed(read_from(fd))
        except OSError as error:
            self._cannot_read(path, error)
            return set()
        finally:
            os.close(fd)
        return self._put(name, log)

    def _put(self, name: str, log: Log | None) -> set[Key]:
        before = self._others.pop(name, None)
        if log is not None:
            self._others[name] = log
        return {key for held in (before, log) if held is not None for key in held.versions}

    def _cannot_read(self, path: Path, error: OSError) -> None:
        self._unread[path.name] = error
        cause, _ = cause_of(error)
        if error.errno in (errno.EACCES, errno.EPERM):
            cause = "you may not read it"
        self._notices.add(f"{shown(path)} could not be read: {cause}. The marks of that machine are not shown.")
