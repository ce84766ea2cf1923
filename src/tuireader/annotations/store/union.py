"""The tables as all logs together make them, with the texts that lost to another shown beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tuireader.annotations.store.policies import policy_of
from tuireader.annotations.store.versions import Fields, Key, Version, heads, in_order

Tables = dict[str, dict[str, Any]]
"""Tables by name, and in each the documents by id."""


class Union:
    """The tables. ``written`` gives the heads of a document in the logs; `look_at` is told of what may have changed."""

    def __init__(self, written: Callable[[Key], tuple[Version, ...]]) -> None:
        self._written = written
        self.tables: Tables = {}
        self._copies: dict[Key, tuple[Version, ...]] = {}
        self._copies_of: dict[Key, tuple[Key, ...]] = {}

    def heads(self, key: Key) -> tuple[Version, ...]:
        """The versions of a document that nothing replaces; a text that lost counts as a version of its copy."""
        written, copies = self._written(key), self._copies.get(key)
        return heads((*copies, *written)) if copies else written

    def unwritten_copies(self, key: Key) -> list[Version]:
        """The copies that would vanish if a new version of the document were written without them."""
        copies = {copy: self._copies[copy] for copy in self._copies_of.get(key, ())}
        return [version for copy, versions in copies.items() for version in versions if version in self.heads(copy)]

    def look_at(self, keys: Iterable[Key]) -> None:
        """Make the tables what the logs now say of these documents."""
        for key in keys:
            self._settle(key)

    def _settle(self, key: Key) -> None:
        table, name = key
        found = self.heads(key)
        fields, others = found[0].fields if found else None, list[Version]()
        if len(found) > 1:
            fields, others = _settled(table, in_order(v for v in found if v.fields is not None))
        if fields is not None:
            self.tables.setdefault(table, {})[name] = fields
        elif table in self.tables:
            self.tables[table].pop(name, None)
            if not self.tables[table]:
                del self.tables[table]
        if others or key in self._copies_of:
            self._show_copies(key, others)

    def _show_copies(self, key: Key, others: list[Version]) -> None:
        copies: dict[Key, tuple[Version, ...]] = {}
        for version in others:
            copied = _copied(version, f"{key[1]}~{version.by}.{version.number}")
            copies[copied.key] = (*copies.get(copied.key, ()), copied)
        before = self._copies_of.pop(key, ())
        for copy in before:
            del self._copies[copy]
        self._copies |= copies
        if copies:
            self._copies_of[key] = tuple(copies)
        for copy in dict.fromkeys((*before, *copies)):
            self._settle(copy)


def _settled(table: str, versions: list[Version]) -> tuple[Fields | None, list[Version]]:
    """What a document holds of which there are several versions, or none, and those that are shown as copies."""
    if not versions:
        return None, []
    policy, texts = policy_of(table), [v.fields or {} for v in versions]
    if policy.unite is not None:
        return policy.unite(texts), []
    others: list[Version] = []
    if policy.copy is not None:
        said = [texts[-1]]
        for version in reversed(versions[:-1]):
            fields = version.fields or {}
            if not any(policy.is_same(fields, other) for other in said):
                said.append(fields)
                others.append(version)
    return texts[-1], others


def _copied(version: Version, name: str) -> Version:
    copy = policy_of(version.table).copy
    assert copy is not None, "only tables with copies come here"
    return version._replace(id=name, fields=copy(version.fields or {}, name, version.id))
