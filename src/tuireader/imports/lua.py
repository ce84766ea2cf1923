"""The tables in which programs written in Lua keep their settings: read, never run."""

from __future__ import annotations

import re
from typing import Any

_DEPTH = 64
_BLANK = re.compile(r"(?:\s+|--\[(=*)\[.*?\]\1\]|--[^\n]*)*", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LONG = re.compile(r"\[(=*)\[\n?(.*?)\]\1\]", re.DOTALL)
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:z\s*|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,8})\}|(\d{1,3})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WORDS: dict[str, Any] = {"true": True, "false": False, "nil": None}


def load(text: str) -> Any:
    """The value that ``return …`` gives, tables as dictionaries (their unnamed items under 1, 2, 3 …).

    Raises ValueError, with the offset, for anything but values.
    """
    reader = _Reader(text)
    reader.skip("return")
    value = reader.value(0)
    if reader.blank() < len(text):
        raise ValueError(f"something stands behind the table, at {reader.at}")
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def blank(self) -> int:
        """Pass over white space and comments."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def skip(self, sign: str) -> bool:
        if self.text.startswith(sign, self.blank()):
            self.at += len(sign)
            return True
        return False

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.blank())
        if found:
            self.at = found.end()
        return found

    def value(self, depth: int) -> Any:
        if depth > _DEPTH:
            raise ValueError(f"a table is nested too deeply, at {self.at}")
        if self.skip("{"):
            return self._table(depth)
        if found := self.take(_STRING):
            return _ESCAPE.sub(_sign, found[1] if found[1] is not None else found[2])
        if found := self.take(_LONG):
            return found[2]
        if found := self.take(_NUMBER):
            number = found[0]
            return int(number, 0) if re.fullmatch(r"-?(?:0[xX][0-9a-fA-F]+|[1-9]\d*|0)", number) else float(number)
        if (found := self.take(_NAME)) and found[0] in _WORDS:
            return _WORDS[found[0]]
        raise ValueError(f"there is no value, at {self.at}")

    def _table(self, depth: int) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        count = 0
        while not self.skip("}"):
            key: Any = None
            before = self.at
            if (named := self.take(_NAME)) and self.skip("="):
                key = named[0]
            else:
                self.at = before
                if not _LONG.match(self.text, self.blank()) and self.skip("["):
                    key = self.value(depth + 1)
                    if isinstance(key, dict) or not self.skip("]") or not self.skip("="):
                        raise ValueError(f"a key is not complete, at {self.at}")
            if key is None:
                count += 1
                key = count
            table[key] = self.value(depth + 1)
            if not (self.skip(",") or self.skip(";")):
                if not self.skip("}"):
                    raise ValueError(f"a table is not closed, at {self.at}")
                break
        return table


def _sign(found: re.Match[str]) -> str:
    hexadecimal, code, decimal, sign = found.groups()
    if hexadecimal or code:
        return _character(int(hexadecimal or code, 16))
    if decimal:
        return _character(int(decimal))
    return _SIGNS.get(sign, sign) if sign else ""


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
