"""The files of the former kind, one JSON file for all that is kept of a document: read as if they were a log.

What they hold becomes the first versions of a log, the same on every machine and at every reading, so that taking a
file over twice, or on two machines, doubles nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from tuireader.annotations.store.failures import Notices, not_read, shown
from tuireader.annotations.store.files import read_whole
from tuireader.annotations.store.layout import backups_of, former_of
from tuireader.annotations.store.log import Log
from tuireader.annotations.store.versions import Version
from tuireader.errors import StoreError

FORMER = "schema-1"
"""The writer of all versions that come from such a file."""
_SCHEMA = 1
_META = "meta"
_TIMES = ("modified", "opened", "when")


class DamagedFileError(Exception):
    """The bytes are no such file; ``str()`` says in a few words why."""


def former_log(folder: Path, device: str, notices: Notices) -> Log:
    """What the file of the former kind holds for ``folder``, as one of the logs that ``device`` reads; where it is
    damaged, what its newest good backup holds, and the reader is told. Raises
    StoreError ("The marks could not be read: …").
    """
    path = former_of(folder)
    try:
        data = read_whole(path)
    except FileNotFoundError:  # another session has just taken it over
        return Log(device)
    except OSError as error:
        raise not_read(error, path) from error
    try:
        tables = decode(data)
    except DamagedFileError as damage:
        tables = _from_backup(path, f"{shown(path)} was damaged ({damage}); it is kept.", notices)
    log = Log(device, is_newer=_version(tables) > _SCHEMA)
    if log.is_newer and not _is_well_formed(tables):
        raise StoreError(
            f"The marks could not be read: {shown(path)} was written by a newer version of tuireader. "
            "Update tuireader on this machine; the marks are safe there."
        )
    for version in _versions(tables):
        log.add(version)
    return log


def decode(data: bytes) -> dict[str, Any]:
    """The tables in ``data``; raises DamagedFileError."""
    try:
        tables = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise DamagedFileError("it is not JSON from end to end") from None
    if not isinstance(tables, dict) or _META not in tables:
        raise DamagedFileError("it does not say that it is from tuireader")
    if _version(tables) <= _SCHEMA and not _is_well_formed(tables):
        raise DamagedFileError("its tables are not tables")
    return tables


def _from_backup(path: Path, what: str, notices: Notices) -> dict[str, Any]:
    folder = backups_of(path.parent)
    spaced = sorted(folder.glob(f"{path.stem}-*.json"), reverse=True)
    for backup in (folder / f"{path.stem}.previous.json", *spaced):
        with suppress(OSError, DamagedFileError):
            tables = decode(read_whole(backup))
            notices.add(f"{what} The backup {shown(backup)} is used; what was saved after it may be missing.")
            return tables
    notices.add(f"{what} There was no backup that can be read, so it starts anew.")
    return {}


def _versions(tables: dict[str, Any]) -> Iterator[Version]:
    for table, documents in tables.items():
        for name, fields in documents.items() if table != _META else ():
            yield Version(table, name, {FORMER: 1}, _time(fields), FORMER, 1, fields, 0)


def _time(fields: dict[str, Any]) -> int:
    """When it was last changed, microseconds since 1970; 0 where it does not say."""
    for name in _TIMES:
        with suppress(ValueError, OverflowError):
            when = datetime.fromisoformat(str(fields.get(name)))
            return max(0, int(when.replace(tzinfo=when.tzinfo or UTC).timestamp() * 1_000_000))
    return 0


def _version(tables: dict[str, Any]) -> int:
    meta = tables.get(_META)
    schema = meta.get("schema") if isinstance(meta, dict) else None
    number = schema.get("version") if isinstance(schema, dict) else None
    return number if type(number) is int else 0


def _is_well_formed(tables: dict[str, Any]) -> bool:
    return all(isinstance(t, dict) and all(isinstance(d, dict) for d in t.values()) for t in tables.values())


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
