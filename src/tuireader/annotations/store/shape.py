"""What a data file must look like: the tables of TinyDB in JSON, with the number of their schema."""

from __future__ import annotations

import json
import secrets
import zlib
from typing import Any

Tables = dict[str, dict[str, Any]]
"""Tables by name, and in each the documents by id."""

SCHEMA = 1
"""The schema that this version writes."""
META = "meta"
"""The table that holds the number, so that plain TinyDB still opens the file."""


_END_OF_META = b"\n}"


class DamagedFileError(Exception):
    """The bytes are not a data file; ``str()`` says in a few words why."""


class NewerFileError(Exception):
    """The file was written by a later version, in tables that this one cannot read."""


class Encoder:
    """Makes the bytes of a data file, one document a line. Documents that have not changed since the last time, which
    is nearly all of them at each save, are not encoded again; whoever changes a document therefore puts a new one in
    its place.
    """

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, tuple[object, bytes]]] = {}

    def encode(self, tables: Tables) -> bytes:
        """The bytes. Raises ValueError or TypeError for what JSON cannot hold."""
        self._lines = {name: self._encoded(name, table) for name, table in _without_meta(tables).items()}
        parts = []
        for name, lines in self._lines.items():
            parts += [b",\n", _json(name), b":{\n", b",\n".join([line for _, line in lines.values()]), b"\n}"]
        body = b"".join([*parts, b"}\n"])
        # The number of the save, at the very beginning, tells any two versions of the file apart at a glance.
        schema = {"format": "tuireader", "version": SCHEMA, "save": secrets.token_hex(8), "sum": _sum(body)}
        return b'{"meta":{\n"schema":' + _json(schema) + _END_OF_META + body

    def _encoded(self, name: str, table: dict[str, Any]) -> dict[str, tuple[object, bytes]]:
        before = self._lines.get(name, {})
        lines = {}
        for key, document in table.items():
            known = before.get(key)
            if known is None or known[0] is not document:
                known = document, _json(key) + b":" + _json(document)
            lines[key] = known
        return lines


def decode(data: bytes) -> Tables:
    """The tables in ``data``, each document a dictionary; raises DamagedFileError or NewerFileError."""
    if not data.strip(b"\0 \t\r\n"):
        raise DamagedFileError("it is empty")
    try:
        tables = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise DamagedFileError("it is not JSON from end to end") from None
    if not isinstance(tables, dict):
        raise DamagedFileError("it holds no tables")
    well_formed = all(isinstance(t, dict) and all(isinstance(d, dict) for d in t.values()) for t in tables.values())
    if not well_formed:
        if version(tables) > SCHEMA:
            raise NewerFileError
        raise DamagedFileError("its tables are not tables")
    if META not in tables:
        raise DamagedFileError("it does not say that it is from tuireader")
    return tables


def is_intact(data: bytes, tables: Tables) -> bool:
    """Whether the bytes are those that were written: a table by another name is well formed, and yet its marks are
    gone.
    """
    _, _, body = data.partition(_END_OF_META)
    return _schema(tables).get("sum") == _sum(body)


def version(tables: Tables) -> int:
    """The number of the schema that the file was written in; 0 where it has none."""
    number = _schema(tables).get("version")
    return number if type(number) is int else 0


def _schema(tables: Tables) -> dict[str, Any]:
    meta = tables.get(META)
    schema = meta.get("schema") if isinstance(meta, dict) else None
    return schema if isinstance(schema, dict) else {}


def _sum(body: bytes) -> str:
    return f"{zlib.crc32(body):08x}"


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_escaped = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode


def _json(value: object) -> bytes:
    try:
        return _plain(value).encode()
    except UnicodeEncodeError:  # halves of surrogate pairs, from file names or other programs: JSON can escape them
        return _escaped(value).encode()


def _without_meta(tables: Tables) -> Tables:
    return {name: table for name, table in tables.items() if name != META}
