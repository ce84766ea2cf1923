"""What was saved of one document of one table, and which of several versions of it came after which.

Every commit of a device has a number, and every version carries a vector: for each device, the number of the last of
its commits that the writer had seen of this document. A version that has seen another replaces it, whatever the
clocks say; two that have not seen each other are concurrent, and both stay until one is written that has seen both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

Fields = dict[str, Any]
Vector = dict[str, int]
"""The numbers of commits by device."""
Key = tuple[str, str]
"""A table, and the id of a document in it."""


class Version(NamedTuple):
    """One version of one document."""

    table: str
    id: str
    vector: Vector
    at: int
    """When it was written: microseconds since 1970, and later than all that its writer had seen."""
    by: str
    """The device that wrote it."""
    number: int
    """The number of the commit there."""
    fields: Fields | None
    """What it holds; None where the document was deleted."""
    line: int
    """The number of the line in which this log holds it."""
    intact: bool = True
    """Whether that line is as it was written."""

    @property
    def key(self) -> Key:
        """The table and the id."""
        return self.table, self.id


def covers(vector: Vector, other: Vector) -> bool:
    """Whether who wrote the first had seen the other."""
    seen = vector.get
    return all(seen(device, 0) >= number for device, number in other.items())


def heads(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Those that no other replaces, whatever the order in which they come."""
    found: tuple[Version, ...] = ()
    for version in versions:
        found = with_one(found, version)
    return found


def with_one(found: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """The heads ``found`` and one more version.

    Two different texts under one vector, as a copied machine or another program may make them, are concurrent; but one
    that is as it was written prevails over one that is not.
    """
    kept = []
    for head in found:
        newer, older = covers(new.vector, head.vector), covers(head.vector, new.vector)
        if newer and older:
            if head.intact != new.intact:
                if head.intact:
                    return found
            elif head.fields != new.fields:
                kept.append(head)
            elif _rank(head) >= _rank(new):
                return found
        elif older:
            return found
        elif not newer:
            kept.append(head)
    return (*kept, new)


def joined(versions: Iterable[Version]) -> Vector:
    """The vector of one who has seen them all."""
    vector: Vector = {}
    for version in versions:
        for device, number in version.vector.items():
            if number > vector.get(device, 0):
                vector[device] = number
    return vector


def in_order(versions: Iterable[Version]) -> list[Version]:
    """Concurrent versions, the one that prevails last: the later, then the device; on every machine the same."""
    return sorted(versions, key=lambda v: (*_rank(v), json.dumps(v.fields, sort_keys=True)))


def _rank(version: Version) -> tuple[int, str, int]:
    return version.at, version.by, version.number
