"""Plain words written so that a Markdown reader gives the same words back.

The set is wider than CommonMark asks for, because notes go on to Obsidian, pandoc and static sites, where ``==``,
``$``, ``::``, ``^`` and ``@`` mean something too. A backslash before ASCII punctuation is that sign in all of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tuireader.text.clean import clean

_ALWAYS = frozenset("\\`*_[]<>{}~^$|@")
_BEFORE = "\\"


@cache
def _in_places() -> re.Pattern[str]:
    """Signs that mean something only where they stand: entities, tags, runs, the scheme of an address, ``:smile:``."""
    return re.compile(r"&(?=#?\w+;)|(?<![^ (])#|([=%:+.-])(?=\1)|(?<=([=%:+.-]))\2|:(?=//)|:(?=[\w+-]+:)")


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@cache
def _at_start() -> re.Pattern[str]:
    """What makes a line a list, a heading, a rule or a definition; the group is the sign to be escaped."""
    return re.compile(r"\(?(?:\d{1,9}|[A-Za-z]{1,4}|#|@\w*)([.)])(?= |$)|([-+=:#%])")


def escape_each(text: str, also: str = "") -> list[str]:
    """Return each character of one line as it is to be written, so that something can be put between two of them.

    ``also`` are signs that are to be escaped besides.
    """
    text = without_controls(text)
    signs = _ALWAYS.union(also)
    out = list(text) if signs.isdisjoint(text) else [_BEFORE + c if c in signs else c for c in text]
    places = [found.start() for found in _in_places().finditer(text)]
    if start := _at_start().match(text):
        places.append(0 if text[0] == "(" else start.start(start.lastindex or 0))
    for place in places:
        if len(out[place]) == 1:
            out[place] = _BEFORE + out[place]
    return out


@lru_cache(maxsize=512)
def escape(text: str, also: str = "") -> str:
    """Return ``text`` as one line of Markdown: white space of any kind becomes single spaces.

    Days, tags and places are asked for again and again, so the last answers are kept.
    """
    return "".join(escape_each(" ".join(text.split()), also))


def without_controls(text: str) -> str:
    """``text`` with pictures for what a terminal would obey if the file were printed there; white space stays."""
    return text if text.isprintable() else _controls().sub(lambda control: clean(control[0]), text)


def unescape(text: str) -> str:
    """Return the words of one line of Markdown that `escape` wrote; other Markdown comes back as it was typed."""
    return _escaped().sub(r"\1", text)


@cache
def _escaped() -> re.Pattern[str]:
    return re.compile(r"\\([!-/:-@\[-`{-~])")


def escape_lines(text: str, also: str = "") -> list[str]:
    """Return ``text`` as lines of Markdown that keep its paragraphs and its line ends (as hard breaks)."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(escape(line, also))
        elif paragraphs[-1]:
            paragraphs.append([])
    written = ["\\\n".join(lines) for lines in paragraphs if lines]
    return "\n\n".join(written).split("\n") if written else []


def yaml_string(text: str) -> str:
    """Return ``text`` as a double-quoted YAML string, in which nothing is taken for a number, a date or a list."""
    words = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in words) + '"'
