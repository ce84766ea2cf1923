"""Tables as they are handed out: shared where they are only looked at, copied where they may be changed."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping
from typing import Any


def copied(value: Any) -> Any:
    """A copy through and through of what JSON can hold."""
    if isinstance(value, dict):
        return {key: copied(held) for key, held in value.items()}
    if isinstance(value, list):
        return [copied(held) for held in value]
    return value


class Shared(Mapping[str, Any]):
    """A table as it is, with what a transaction has changed before the rest. It may grow while it is gone through; who
    goes through it sees it as it was when he began.
    """

    def __init__(self, table: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
        self._table = table
        self._changed = changed

    def __getitem__(self, name: str) -> Any:
        if name in self._changed:
            fields = self._changed[name]
            if fields is None:
                raise KeyError(name)
            return fields
        return self._table[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now()) if self._changed else len(self._table)

    def items(self) -> ItemsView[str, Any]:
        """The documents with their names."""
        return self._now().items()

    def _now(self) -> dict[str, Any]:
        now = dict(self._table) | dict(self._changed)
        return {name: fields for name, fields in now.items() if fields is not None} if self._changed else now


class Copied(Mapping[str, Any]):
    """A table as it is read: each document is a copy through and through, so that changing it changes nothing else."""

    def __init__(self, shared: Mapping[str, Any]) -> None:
        self._shared = shared

    def __getitem__(self, name: str) -> Any:
        return copied(self._shared[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._shared)

    def __len__(self) -> int:
        return len(self._shared)

    def items(self) -> ItemsView[str, Any]:
        """The documents with their names, each a copy."""
        return {name: copied(fields) for name, fields in self._shared.items()}.items()


class Changing(MutableMapping[str, Any]):
    """A table that is being changed: a document that is looked at may be altered in place, and so is copied first."""

    def __init__(self, shared: Mapping[str, Any]) -> None:
        self._shared = shared
        self.changed: dict[str, Any] = {}
        """What was put or looked at, and None for what was taken out."""

    def __getitem__(self, name: str) -> Any:
        fields = self.changed[name] if name in self.changed else copied(self._shared[name])
        if fields is None:
            raise KeyError(name)
        self.changed[name] = fields
        return fields

    def __setitem__(self, name: str, fields: Any) -> None:
        self.changed[name] = fields

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self.changed[name] = None

    def __contains__(self, name: object) -> bool:
        return self.changed[name] is not None if name in self.changed else name in self._shared

    def __iter__(self) -> Iterator[str]:
        names = dict.fromkeys((*self._shared, *self.changed))
        return iter([name for name in names if name in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)
