"""TinyDB over the durable storage: documents named by strings, every change one step that no other session comes
between.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.lock import PATIENCE
from tuireader.annotations.store.storage import DurableStorage
from tuireader.annotations.ulid import new_id


class _Copied(Mapping[str, Any]):
    """A table as it is read: each document is a copy through and through, so that changing it changes nothing else."""

    def __init__(self, shared: Mapping[str, Any]) -> None:
        self._shared = shared

    def __getitem__(self, name: str) -> Any:
        return copy.deepcopy(self._shared[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._shared)

    def __len__(self) -> int:
        return len(self._shared)


class _Drafted(dict[Any, Any]):
    """A table that is being changed: a document that is looked at may be altered in place, and so is copied first."""

    def __getitem__(self, key: Any) -> Any:
        own = copy.deepcopy(super().__getitem__(key))
        self[key] = own
        return own


class NamedTable(Table):
    """A table whose documents are named by strings. TinyDB's own queries and operations work on it."""

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: DurableStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # No query cache: it never hears of what other sessions write.
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    @property
    def durable(self) -> DurableStorage:
        """The storage, by its own type."""
        return cast("DurableStorage", self.storage)

    def named(self, name: str) -> Document | None:
        """The document of that name."""
        return self.get(doc_id=name)  # type: ignore[call-overload, no-any-return]

    def put(self, name: str, fields: Mapping[str, Any]) -> None:
        """Keep ``fields`` under ``name``, in the place of what was there."""
        self._update_table(lambda table: cast("dict[Any, Any]", table).__setitem__(name, dict(fields)))

    def drop(self, *names: str) -> None:
        """Remove the documents of these names, where there are any."""

        def drop(table: dict[Any, Any]) -> None:
            for name in names:
                table.pop(name, None)

        if names:
            self._update_table(drop)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As in TinyDB, where it is two steps; here it is one."""
        with self.durable.transaction():
            return super().upsert(document, cond)

    def _get_next_id(self) -> str:
        return new_id()

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", _Copied(self.durable.table(self.name)))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self.durable.transaction():
            table = _Drafted(self.durable.table(self.name))
            updater(table)
            self.durable.put_table(self.name, table)
        self.clear_cache()


class Database(TinyDB):
    """One data file."""

    table_class = NamedTable  # type: ignore[assignment]

    @property
    def durable(self) -> DurableStorage:
        """The storage, by its own type."""
        return cast("DurableStorage", self.storage)

    def named_table(self, name: str) -> NamedTable:
        """The table of that name."""
        return cast("NamedTable", self.table(name))


def open_database(path: Path, notices: Notices | None = None, patience: float = PATIENCE) -> Database:
    """The data file at ``path``; nothing is made on the disk until something is saved."""
    return Database(path, notices, patience, storage=DurableStorage)
