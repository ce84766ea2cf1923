"""Key sequences: ``gd``, ``]f``, ``12G``, ``40%``, ``ma``. Reads keys one at a time; knows no screen.

A sequence is written as its characters, named keys in angle brackets: ``gg``, ``<ctrl+f>``, ``m<char>``, where
``<char>`` stands for any one character. Digits before a sequence are its count, as in vi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ANY = "<char>"
MOST_DIGITS = 4
"""Digits of a count that are taken: nobody means to move a million words, and the reader must not be held up."""
_TOKEN = re.compile(r"<[^<>\s]{2,}>|.", re.DOTALL)


class KeyClashError(ValueError):
    """Two commands want the same keys, or one's keys begin the other's, so that one could never be reached."""


def tokens(sequence: str) -> tuple[str, ...]:
    """The keys of a sequence, one by one."""
    return tuple(_TOKEN.findall(sequence))


def shown(sequence: str) -> str:
    """A sequence as help and footer write it: ``Ctrl-f`` for ``<ctrl+f>``."""
    names = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "char": "x"}

    def name(token: str) -> str:
        if len(token) == 1:
            return token
        parts = token[1:-1].split("+")
        return "-".join(names.get(p, p.capitalize() if len(p) > 1 else p) for p in parts)

    return "".join(name(t) for t in tokens(sequence))


def key_name(key: str, character: str | None) -> str:
    """The token of a key press: the character that it types, or its name in angle brackets."""
    if character and len(character) == 1 and character.isprintable() and character != " ":
        return character
    return f"<{key}>"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the keys so far mean."""

    command: str | None = None
    """The id of a command whose keys are complete."""
    count: int | None = None
    char: str = ""
    """The character that stood for ``<char>``."""
    pending: str = ""
    """What was typed of a sequence that is not complete yet."""
    unknown: str = ""
    """A sequence that no command has."""


class KeyReader:
    """Hears one key at a time and says which command it completes. One table for each mode."""

    def __init__(self, tables: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """``tables``: mode to pairs of sequence and command id. Raises KeyClashError."""
        self._tables = {mode: _table(pairs) for mode, pairs in tables.items()}
        self._typed: tuple[str, ...] = ()
        self._count = ""

    @property
    def pending(self) -> str:
        """The keys of a sequence that is not complete, as shown to the reader."""
        return self._count + "".join(shown(t) for t in self._typed)

    def forget(self) -> None:
        """Drop what was typed of an incomplete sequence."""
        self._typed, self._count = (), ""

    def hear(self, token: str, mode: str) -> Heard:
        """Take one key."""
        table = self._tables[mode]
        if not self._typed and token.isdigit() and token.isascii() and (self._count or token != "0"):
            self._count = (self._count + token)[:MOST_DIGITS]
            return Heard(pending=self.pending)
        if self._typed and token == "<escape>":
            self.forget()
            return Heard()
        self._typed = (*self._typed, token)
        command, char = _find(table, self._typed)
        if command is None and any(_begins(sequence, self._typed) for sequence in table):
            return Heard(pending=self.pending)
        heard = Heard(command, int(self._count) if self._count else None, char, unknown="" if command else self.pending)
        self.forget()
        return heard


def _find(table: Mapping[tuple[str, ...], str], typed: tuple[str, ...]) -> tuple[str | None, str]:
    if typed in table:
        return table[typed], ""
    if len(typed) > 1 and len(typed[-1]) == 1 and (*typed[:-1], ANY) in table:
        return table[(*typed[:-1], ANY)], typed[-1]
    return None, ""


def _begins(sequence: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    return len(sequence) > len(typed) and sequence[: len(typed)] == typed


def _table(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    begun: dict[tuple[str, ...], str] = {}
    for sequence, command in pairs:
        keys = tokens(sequence)
        starts = [keys[:n] for n in range(1, len(keys))]
        rival = table.get(keys) or begun.get(keys) or next((table[s] for s in starts if s in table), None)
        if rival:
            raise KeyClashError(f"The keys {shown(sequence)} of “{command}” clash with those of “{rival}”.")
        table[keys] = command
        begun.update(dict.fromkeys(starts, command))
    return table
