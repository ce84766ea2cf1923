"""The TinyDB ``Storage`` that loses nothing: a folder with one log for each device, which together are the tables.

A save appends one line to this device's log and makes it durable before it returns; what others have written since is
read first. Reading takes no lock, for a line counts only when it is whole.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from tuireader.annotations.store import backups, mending
from tuireader.annotations.store.copies import Shared, copied
from tuireader.annotations.store.failures import Notices, cause_of, not_saved, shown
from tuireader.annotations.store.files import Stamp
from tuireader.annotations.store.journal import Journal
from tuireader.annotations.store.layout import device_name, lock_of
from tuireader.annotations.store.lines import line
from tuireader.annotations.store.lock import PATIENCE, Lock
from tuireader.annotations.store.logs import Logs
from tuireader.annotations.store.union import Tables, Union
from tuireader.annotations.store.versions import Fields, Key, Version, joined
from tuireader.errors import StoreError

Signature = tuple[tuple[str, Stamp], ...]
"""The name and the stamp of every log in a folder."""
WORTH_COMPACTING = 256 * 1024
"""Bytes of a log below which it is never written anew for its length alone."""
SPARE = 1.5
"""How many times the bytes that still count a log may have before it is written anew."""


class Snapshot(dict[str, dict[str, Any]]):
    """Tables as they were at one moment, which they know, so that they are not written over later ones."""

    moment: int = -1


class LogStorage(Storage):
    """Keeps the tables of one folder. Safe for several threads on one instance, and for any number of processes and
    devices on one folder.
    """

    def __init__(
        self,
        folder: Path | str,
        notices: Notices | None = None,
        patience: float = PATIENCE,
        device: str | None = None,
    ) -> None:
        self._folder = Path(folder)
        self._notices = notices or Notices()
        self._lock = Lock(lock_of(self._folder), patience)
        self._logs = Logs(self._folder, device or device_name(), self._notices)
        self._journal = Journal(self._logs, self._notices)
        self._union = Union(self._logs.heads)
        self._moment = 0
        self._pending: Tables | None = None
        """What the transaction has changed so far, with None for what it has deleted."""
        self._looks_once = False
        self._backed_up_to: int | None = None
        """The number of the last commit that a backup has; None before the first look."""
        self._has_saved = False

    @property
    def folder(self) -> Path:
        """The folder."""
        return self._folder

    def signature(self) -> Signature | None:
        """Changes whenever anything in the folder does, by any session or by a program that brings the logs of other
        machines; None while there is nothing.
        """
        try:
            return tuple(sorted(self._logs.stamps().items())) or None
        except OSError:
            return None

    def read(self) -> Snapshot:
        """The tables, for the caller to change. Raises StoreError ("The marks could not be read: …")."""
        with self._lock.within():
            self._load()
            found = Snapshot()
            for name in dict.fromkeys((*self._union.tables, *(self._pending or ()))):
                if table := self._table(name):
                    found[name] = {key: copied(fields) for key, fields in table.items()}
            found.moment = self._moment
            return found

    def table(self, name: str) -> Mapping[str, Any]:
        """The documents of one table by name, shared with everyone: whoever changes one puts another in its place."""
        with self._lock.within():
            self._load()
            return self._table(name)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save the tables: durable when this returns; inside a transaction, when that ends. Raises StoreError ("Not
        saved: …").

        They must be those that `read` gave, or another session's work would be undone; or none at all, which deletes
        everything.
        """
        with self.transaction():
            if (data or isinstance(data, Snapshot)) and getattr(data, "moment", -1) != self._moment:
                raise StoreError(
                    f"Not saved: another session changed {shown(self._folder)} in the meantime. "
                    "Save again; what both saved before is safe there."
                )
            for name in {*self._union.tables, *(self._pending or ()), *data}:
                before, after = self._table(name), data.get(name, {})
                changes: dict[str, Any] = {key: fields for key, fields in after.items() if before.get(key) != fields}
                self.change(name, changes | {key: None for key in before if key not in after})

    def change(self, name: str, documents: Mapping[str, Fields | None]) -> None:
        """Put documents into a table in the place of those of the same id; None deletes one. One transaction."""
        with self.transaction():
            assert self._pending is not None, "a transaction has begun"
            if documents:
                self._pending.setdefault(name, {}).update(documents)
                self._moment += 1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Read, change and save as one step that no other session comes between. May be nested: the outermost saves.

        Where the block raises, nothing is saved. Raises StoreError ("Not saved: …").
        """
        with self._lock.within():
            if self._looks_once:
                raise StoreError("Not saved: the marks were only being read. Save again; nothing was changed.")
            if self._pending is not None:
                yield
                return
            with self._lock.held():
                self._load_to_change()
                self._pending = {}
                try:
                    yield
                    self._commit(self._pending)
                finally:
                    self._moment += bool(self._pending)
                    self._pending = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several looks at one and the same state, read once."""
        with self._lock.within():
            if self._looks_once or self._pending is not None:
                yield
                return
            self._load()
            self._looks_once = True
            try:
                yield
            finally:
                self._looks_once = False

    def close(self) -> None:
        """Keep a backup of what this session saved, and write a log anew that has grown long over what no longer
        counts. What cannot be done now is done at the end of another session.
        """
        if not self._has_saved:
            return
        try:
            with self._lock.held():
                self._load_to_change()
                own = self._logs.own
                if self._logs.owed:
                    self._look_at(self._journal.write_anew(own.written_anew()))
                    own = self._logs.own
                self._back_up()
                if own.size > WORTH_COMPACTING and own.has_grown_long:
                    anew = own.written_anew()
                    if own.size > SPARE * len(anew):
                        self._look_at(self._journal.write_anew(anew))
                self._has_saved = False
        except (OSError, StoreError) as error:
            self._notices.add(f"{shown(self._folder)} could not be tidied; it is whole as it is. ({error})")

    def restore(self) -> int:
        """Add to this device's log what its backups have and it lacks; returns how many entries that are.

        Raises StoreError.
        """
        with self._lock.held():
            self._load_to_change()
            back = self._logs.own.lacking(mending.in_backups(self._logs))
            if back:
                for version in back:
                    self._logs.own.add(version)
                try:
                    self._look_at(self._journal.write_anew(self._logs.own.written_anew()))
                except OSError as error:
                    raise not_saved(error, self._logs.path) from error
            return len(back)

    def _table(self, name: str) -> Mapping[str, Any]:
        return Shared(self._union.tables.get(name, {}), (self._pending or {}).get(name, {}))

    def _commit(self, pending: Tables) -> None:
        changes = [
            (name, key, fields)
            for name, documents in pending.items()
            for key, fields in documents.items()
            if not _is_same(self._union.tables.get(name, {}).get(key), fields)
        ]
        if not changes:
            return
        if (newer := self._logs.newer) is not None:
            raise StoreError(
                f"Not saved: {shown(newer)} was written by a newer version of tuireader. "
                "Update tuireader on this machine; the marks are safe there."
            )
        device = self._logs.device
        number = max(self._logs.own.last, self._logs.reached) + 1
        at = max(time.time_ns() // 1000, self._logs.latest + 1)
        versions = []
        for name, key, fields in changes:
            vector = joined(self._union.heads((name, key))) | {device: number}
            versions.append(Version(name, key, vector, at, device, number, fields, number))
            versions += self._union.unwritten_copies((name, key))
        try:
            encoded = line(number, device, at, versions)
        except (ValueError, TypeError, RecursionError) as error:
            raise StoreError(
                f"Not saved: it holds something that cannot be written as JSON ({error}). "
                f"What was saved before is safe in {shown(self._folder)}."
            ) from error
        self._look_at(self._journal.append(encoded))
        self._has_saved = True

    def _load(self) -> None:
        """Read what has changed, and put right what can be. Raises StoreError ("The marks could not be read: …")."""
        if self._looks_once or self._pending is not None or not self._refresh():
            return
        mending.look_at_others(self._logs, self._notices)
        if not self._has_to_be_put_right():
            return
        try:
            with self._lock.held():
                self._refresh()
                self._put_right()
        except StoreError as error:
            self._cannot_be_put_right(str(error))
        except OSError as error:
            self._cannot_be_put_right(f"{cause_of(error)[0]}.")

    def _load_to_change(self) -> None:
        """The same under the lock and before a save, which has to wait for all that must be put right."""
        try:
            if self._refresh():
                mending.look_at_others(self._logs, self._notices)
        except StoreError as error:
            words = str(error)
            raise StoreError(f"Not saved: {words[:1].lower()}{words[1:]}") from error
        if (failing := self._logs.failing) is not None:  # what was saved now would not have seen what is in it
            raise not_saved(failing[1], failing[0]) from failing[1]
        try:
            if self._has_to_be_put_right():
                self._put_right()
        except OSError as error:
            raise not_saved(error, self._logs.path) from error
        if self._logs.exists and not self._has_saved and (self._backed_up_to or 0) < self._logs.own.last:
            self._back_up()

    def _refresh(self) -> bool:
        """Whether anything has changed since the last time, or there was none."""
        touched = self._logs.refresh()
        self._look_at(touched or ())
        if self._backed_up_to is None:
            self._backed_up_to = backups.backed_up(self._folder, self._logs.device)
            return True
        return touched is not None

    def _has_to_be_put_right(self) -> bool:
        return self._logs.newer is None and (self._logs.has_former or self._needs_mending())

    def _needs_mending(self) -> bool:
        return mending.needs_mending(self._logs, self._backed_up_to or 0)

    def _put_right(self) -> None:
        if self._needs_mending():
            self._look_at(mending.mend(self._logs, self._journal, self._notices))
        if self._logs.has_former:
            self._look_at(mending.take_over(self._logs, self._journal))

    def _cannot_be_put_right(self, why: str) -> None:
        logs = self._logs
        if self._needs_mending():
            for version in logs.own.lacking(mending.in_backups(logs)):
                logs.own.add(version)
                logs.owed = True
                self._look_at({version.key})
            self._notices.add(f"{shown(logs.path)} is damaged and could not be put right: {why}")
        else:
            self._notices.add(
                f"The marks in {shown(self._folder)} are in a form that is written no more, and could not be taken "
                f"over: {why} They are shown as they are."
            )

    def _look_at(self, touched: Collection[Key]) -> None:
        if touched:
            self._union.look_at(touched)
            self._moment += 1

    def _back_up(self) -> None:
        """A backup that cannot be kept is reported; it is no reason to refuse what the reader has just typed."""
        try:
            backups.keep(self._folder, self._logs.device, self._logs.own.last)
            self._backed_up_to = self._logs.own.last
        except OSError as error:
            self._notices.add(
                f"No backup of {shown(self._logs.path)} could be kept: {cause_of(error)[0]}. The marks themselves are "
                "saved."
            )


def _is_same(one: Any, other: Any) -> bool:
    """Whether both are one in JSON, where true is not 1."""
    return one == other and json.dumps(one) == json.dumps(other)
