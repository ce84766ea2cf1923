"""One line of a log: what was saved at once, and a sum that tells whether it is still as it was written.

A log is text in JSON, one line for each commit, after a first line that says what it is. All that belongs to one
commit stands in one line, so that it is there as a whole or not at all.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn

from tuireader.annotations.store.versions import Version

FORMAT = "tuireader-log"
FORMAT_VERSION = 1
"""The form of logs that this version writes."""

_SUM = len(',"x":"00000000"}')
_AROUND = b"\0 \t\r"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class BadLineError(Exception):
    """The bytes are no line of a log."""


class Header(NamedTuple):
    """The first line."""

    device: str
    version: int
    last: int
    """The commits up to this number may have no line any more: newer ones replaced all that was in them."""
    lines: int
    """How many of those commits still have one."""


class Commit(NamedTuple):
    """Any other line."""

    number: int
    """Runs on from line to line of one device."""
    by: str
    """The device."""
    versions: tuple[Version, ...]
    intact: bool
    """Whether the sum is right; where it is not, another program changed the line, or a bit fell."""


def header(device: str, last: int, lines: int) -> bytes:
    """The first line of a log, with its end."""
    return _summed({"format": FORMAT, "version": FORMAT_VERSION, "device": device, "n": last, "lines": lines})


def line(number: int, by: str, at: int, versions: Iterable[Version]) -> bytes:
    """The line of one commit, with its end. Raises ValueError, TypeError or RecursionError for what JSON cannot
    hold.
    """
    return _summed({"at": at, "by": by, "n": number, "records": [_plain(v, (by, number, at)) for v in versions]})


def read_line(raw: bytes) -> Header | Commit:
    """What a line says, white space around it and a byte order mark left aside. Raises BadLineError."""
    raw = _bare(raw)
    intact = _is_intact(raw)
    try:
        try:
            data = _read(raw.decode())
        except ValueError:
            data = _salvage(raw.decode("utf-8", "replace"))
        return _said(data, intact)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise BadLineError from None


def read_lines(raws: list[bytes]) -> list[Header | Commit | None]:
    """What each line says; None for one that cannot be read."""
    bare = [_bare(raw) for raw in raws]
    if all(map(_is_intact, bare)):
        with suppress(ValueError, TypeError, LookupError, RecursionError, BadLineError):
            return [_said(data, True) for data in _read(f"[{b','.join(bare).decode()}]")]  # much faster than singly
    found: list[Header | Commit | None] = []
    for raw in bare:
        try:
            found.append(read_line(raw))
        except BadLineError:
            found.append(None)
    return found


def _bare(raw: bytes) -> bytes:
    return raw.removeprefix(_BYTE_ORDER_MARK).strip(_AROUND)


def _said(data: object, intact: bool) -> Header | Commit:
    if not isinstance(data, dict):
        raise BadLineError
    return _header(data, intact) if "format" in data and data["format"] == FORMAT else _commit(data, intact)


def _plain(version: Version, origin: tuple[str, int, int]) -> dict[str, Any]:
    data: dict[str, Any] = {"t": version.table, "id": version.id, "vv": version.vector}
    if (version.by, version.number, version.at) != origin:
        data["from"] = [version.by, version.number, version.at]
    return data | ({"del": True} if version.fields is None else {"doc": version.fields})


def _header(data: dict[str, Any], intact: bool) -> Header:
    if "x" in data and not intact:
        raise BadLineError  # or a bit that fell would make it a log of a newer version
    return Header(
        _text(data["device"]), _count(data["version"]), _count(data.get("n", 0)), _count(data.get("lines", 0))
    )


def _commit(data: dict[str, Any], intact: bool) -> Commit:
    number, by, at = _count(data["n"]), _text(data["by"]), _count(data["at"])
    return Commit(number, by, tuple([_version(record, number, by, at) for record in data["records"]]), intact)


def _version(data: dict[str, Any], line_number: int, by: str, at: int) -> Version:
    number, vector, table, name, fields = line_number, data["vv"], data["t"], data["id"], data.get("doc")
    if "from" in data:
        by, number, at = _text(data["from"][0]), _count(data["from"][1]), _count(data["from"][2])
    if type(vector) is not dict or type(table) is not str or type(name) is not str or vector[by] != number:
        raise BadLineError
    if len(vector) > 1 or type(vector[by]) is not int:
        for counted in vector.values():
            _count(counted)
    if type(fields) is not dict and (fields is not None or data["del"] is not True):
        raise BadLineError
    return Version(table, name, vector, at, by, number, fields, line_number)


def _text(value: object) -> str:
    if type(value) is not str:
        raise BadLineError
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise BadLineError
    return value


def _summed(data: dict[str, Any]) -> bytes:
    try:
        body = _encode(data).encode()[:-1]
    except UnicodeEncodeError:  # halves of surrogate pairs, from file names or other programs: JSON can escape them
        body = _encode_escaped(data).encode()[:-1]
    return b'%b,"x":"%08x"}\n' % (body, zlib.crc32(body))


def _is_intact(raw: bytes) -> bool:
    return raw[-_SUM:] == b',"x":"%08x"}' % zlib.crc32(raw[:-_SUM])


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if abs(number) != float("inf") else _no_number(digits)


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_encode_escaped = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode
_read = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite).decode
_salvage = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite, strict=False).decode
