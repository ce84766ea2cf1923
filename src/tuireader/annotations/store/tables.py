"""TinyDB over the logs: documents named by strings, every change one step that no other session comes
between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from tuireader.annotations.store.copies import Changing, Copied, copied
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.lock import PATIENCE
from tuireader.annotations.store.storage import LogStorage
from tuireader.annotations.ulid import new_id


class NamedTable(Table):
    """A table whose documents are named by strings. TinyDB's own queries and operations work on it."""

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: LogStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # No query cache: it never hears of what other sessions write.
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    @property
    def durable(self) -> LogStorage:
        """The storage, by its own type."""
        return cast("LogStorage", self.storage)

    def named(self, name: str) -> Document | None:
        """The document of that name."""
        return self.get(doc_id=name)  # type: ignore[call-overload, no-any-return]

    def put(self, name: str, fields: Mapping[str, Any]) -> None:
        """Keep ``fields`` under ``name``, in the place of what was there."""
        self.durable.change(self.name, {name: copied(dict(fields))})

    def drop(self, *names: str) -> None:
        """Remove the documents of these names, where there are any."""
        if names:
            self.durable.change(self.name, dict.fromkeys(names))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As in TinyDB, where it is two steps; here it is one."""
        with self.durable.transaction():
            return super().upsert(document, cond)

    def _get_next_id(self) -> str:
        return new_id()

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Copied(self.durable.table(self.name)))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self.durable.transaction():
            table = Changing(self.durable.table(self.name))
            updater(cast("dict[int, Mapping[str, Any]]", table))
            self.durable.change(self.name, table.changed)


class Database(TinyDB):
    """One folder of logs."""

    table_class = NamedTable  # type: ignore[assignment]

    @property
    def durable(self) -> LogStorage:
        """The storage, by its own type."""
        return cast("LogStorage", self.storage)

    def named_table(self, name: str) -> NamedTable:
        """The table of that name."""
        return cast("NamedTable", self.table(name))


def open_database(
    folder: Path, notices: Notices | None = None, patience: float = PATIENCE, device: str | None = None
) -> Database:
    """The tables that are kept in ``folder``; nothing is made on the disk until something is saved.

    ``patience``: seconds that a save waits for another session. ``device``: the name of this machine's log, where it is
    not to be worked out.
    """
    return Database(folder, notices, patience, device, storage=LogStorage)
