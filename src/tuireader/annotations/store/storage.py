"""The TinyDB ``Storage`` that loses nothing: whole files replaced atomically under a lock, and damage repaired from
backups.

A save encodes first, then writes a new file beside the old one, makes it durable and puts it in the old one's place. A
killed process, a full disk or a power cut leaves the old file or the new one. Reading takes no lock, for a file is
never half new.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from tuireader.annotations.store.backups import keep_previous, newest_good, previous_of, set_aside
from tuireader.annotations.store.failures import Notices, cause_of, not_read, not_saved, shown
from tuireader.annotations.store.files import Signature, read_whole, replace_file, signature, sweep
from tuireader.annotations.store.layout import backups_of, lock_of
from tuireader.annotations.store.lock import PATIENCE, Lock
from tuireader.annotations.store.shape import (
    SCHEMA,
    DamagedFileError,
    Encoder,
    NewerFileError,
    Tables,
    decode,
    is_intact,
    version,
)
from tuireader.errors import StoreError


class DurableStorage(Storage):
    """Keeps the tables of one file. Safe for several threads on one instance and several processes on one file."""

    def __init__(self, path: Path | str, notices: Notices | None = None, patience: float = PATIENCE) -> None:
        self._path = Path(path)
        self._notices = notices or Notices()
        self._lock = Lock(lock_of(self._path), patience)
        self._encoder = Encoder()
        self._held: Tables | None = None
        self._working: Tables | None = None
        self._changed = False
        self._read_only = False
        self._seen: Signature | None = None
        self._has_looked = False
        self._version = SCHEMA
        self._swept = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def signature(self) -> Signature | None:
        """Changes whenever the file does; None while there is no file."""
        return signature(self._path)

    def read(self) -> Tables | None:
        """The tables as they are on the disk, or inside a transaction as they are in it, for the caller to change; None
        where nothing was saved yet.

        Raises StoreError ("The marks could not be read: …") where the system refuses.
        """
        with self._lock.within():
            return copy.deepcopy(self._load() if self._working is None else self._working)

    def table(self, name: str) -> Mapping[str, Any]:
        """The documents of one table by name, shared with everyone: whoever changes one puts another in its place."""
        with self._lock.within():
            tables = self._load() if self._working is None else self._working
            return (tables or {}).get(name, {})

    def put_table(self, name: str, documents: Mapping[str, Any]) -> None:
        """Inside a transaction, the documents of one table in place of those that were there."""
        with self.transaction():
            self.write({**(self._working or {}), name: dict(documents)})

    def write(self, data: Tables) -> None:
        """Save the tables: durable when this returns; inside a transaction, when that ends. Raises StoreError ("Not
        saved: …").

        Outside a transaction the file must still be the one that was read last, or another session's work would be
        undone.
        """
        with self._lock.within():
            if self._read_only:
                raise StoreError("Not saved: the marks were only being read. Save again; nothing was changed.")
            if self._working is not None:
                self._working, self._changed = data, True
                return
            seen = self._seen
            with self._lock.held():
                if not self._has_looked:
                    self._load_to_change()
                    seen = self._seen
                if seen != self.signature():
                    raise StoreError(
                        f"Not saved: another session changed {shown(self._path)} in the meantime. "
                        "Save again; what both saved before is safe there."
                    )
                self._commit(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Read, change and save as one step that no other session comes between. May be nested: the outermost saves.

        Where the block raises, nothing is saved.
        """
        with self._lock.held():
            if self._working is not None:
                yield
                return
            self._sweep_once()
            self._working, self._changed = self._load_to_change() or {}, False
            try:
                yield
                if self._changed:
                    self._commit(self._working)
            finally:
                self._working, self._changed = None, False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several looks at one and the same state, read once."""
        with self._lock.within():
            if self._working is not None:
                yield
                return
            self._working, self._read_only = self._load() or {}, True
            try:
                yield
            finally:
                self._working, self._read_only = None, False

    def _commit(self, tables: Tables) -> None:
        if max(self._version, version(tables)) > SCHEMA:
            raise self._newer("Not saved")
        try:
            data = self._encoder.encode(tables)
        except (ValueError, TypeError, RecursionError) as error:
            raise StoreError(
                f"Not saved: it holds something that cannot be written as JSON ({error}). "
                f"What was saved before is safe in {shown(self._path)}."
            ) from error
        try:
            self._back_up()
            replace_file(self._path, data)
        except OSError as error:
            raise not_saved(error, self._path) from error
        self._seen, self._held = self.signature(), tables

    def _back_up(self) -> None:
        """A backup that cannot be kept is reported; it is no reason to refuse what the reader has just typed."""
        try:
            keep_previous(self._path)
        except OSError as error:
            cause, _ = cause_of(error)
            self._notices.add(
                f"No backup of {shown(self._path)} could be kept: {cause}. The marks themselves are saved."
            )

    def _load_to_change(self) -> Tables | None:
        try:
            return self._load()
        except StoreError as error:
            words = str(error)
            raise StoreError(f"Not saved: {words[:1].lower()}{words[1:]}") from error

    def _load(self) -> Tables | None:
        """What the file holds, read again only if it has changed."""
        if self._held is not None and self._seen is not None and self._seen == self.signature():
            return self._held
        self._has_looked = True
        self._held = self._load_anew()
        return self._held

    def _load_anew(self) -> Tables | None:
        try:
            data, self._seen = read_whole(self._path)
        except FileNotFoundError:
            self._seen, self._version = None, SCHEMA
            return self._recover() if newest_good(self._path) else None
        except OSError as error:
            raise not_read(error, self._path) from error
        try:
            tables = decode(data)
        except NewerFileError:
            raise self._newer("The marks could not be read") from None
        except DamagedFileError:
            return self._recover()
        self._version = version(tables)
        if not is_intact(data, tables):
            self._notices.add(
                f"{shown(self._path)} was changed by something other than tuireader. It can be read and is used as it "
                f"is; earlier copies are in {shown(backups_of(self._path))}."
            )
        return tables

    def _recover(self) -> Tables | None:
        """Set the damaged file aside and put the newest good backup in its place; every step is told to the reader.

        Where nothing can be written, the backup is shown all the same.
        """
        try:
            with self._lock.held():
                now, found = self._again()
                if found is not None:
                    return found
                return self._restore(now)
        except StoreError as error:
            self._notices.add(f"{shown(self._path)} is damaged and could not be put right: {error}")
        except OSError as error:
            self._notices.add(f"{shown(self._path)} is damaged and could not be put right: {cause_of(error)[0]}.")
        self._seen = None  # so that it is set aside before the next save
        backup = newest_good(self._path)
        if backup is None:
            raise StoreError(
                f"The marks could not be read: {shown(self._path)} is damaged, there is no backup, and it could not be "
                "set aside. It was left as it is."
            )
        self._version = version(backup.tables)
        return backup.tables

    def _again(self) -> tuple[bytes | None, Tables | None]:
        """Under the lock: the bytes now, and the tables if another session has put the file right in the meantime."""
        try:
            data, self._seen = read_whole(self._path)
        except FileNotFoundError:
            return None, None
        try:
            return data, decode(data)
        except DamagedFileError:
            return data, None
        except NewerFileError:
            raise self._newer("The marks could not be read") from None

    def _restore(self, data: bytes | None) -> Tables | None:
        what = (
            f"{shown(self._path)} was gone" if data is None else f"{shown(self._path)} was damaged ({self._why(data)})"
        )
        aside = f"; what was there is kept in {shown(set_aside(self._path, data))}" if data else ""
        backup = newest_good(self._path)
        if backup is None:
            self._notices.add(f"{what}{aside}. There was no backup, so it starts anew.")
            self._path.unlink(missing_ok=True)
            self._seen = None
            return None
        replace_file(self._path, backup.data)
        self._seen, self._version = self.signature(), version(backup.tables)
        self._notices.add(
            f"{what}{aside}. The backup {shown(backup.path)} was put in its place; what was saved after it may be "
            "missing."
        )
        return backup.tables

    def _why(self, data: bytes) -> str:
        try:
            decode(data)
        except DamagedFileError as damage:
            return str(damage)
        return "it could not be read"

    def _newer(self, beginning: str) -> StoreError:
        return StoreError(
            f"{beginning}: {shown(self._path)} was written by a newer version of tuireader. "
            "Update tuireader on this machine; the marks are safe there."
        )

    def _sweep_once(self) -> None:
        if not self._swept:
            sweep(self._path)
            sweep(previous_of(self._path))
            self._swept = True
