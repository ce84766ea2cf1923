"""The head of a file of notes: the lines of YAML that are ours, among those of the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tuireader.export.escaping import yaml_string

OURS = "tuireader-"
"""How every key begins that we write again; all others belong to the reader as soon as the file is there."""

_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_VALUE = r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#][^\r\n#]*?)?"""
_LINE = re.compile(rf"(tuireader-[a-z0-9-]+)(:[ \t]*){_VALUE}([ \t]*(?:#.*)?)(\r?\n)")


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a file, its two fences included; empty where there is none."""

    raw: str
    fields: Mapping[str, str]
    """Our keys, without ``tuireader-``, and what they say."""


def written_head(title: str, fields: Mapping[str, str]) -> str:
    """The front matter of a new file, ending in a newline."""
    own = "".join(f"{OURS}{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {yaml_string(title)}\ntags: [tuireader]\n{own}---\n"


def read_head(text: str) -> Head:
    """The front matter with which ``text`` begins."""
    fence = _FENCE.match(text)
    close = _CLOSE.search(text, fence.end()) if fence else None
    if fence is None or close is None:
        return Head("", {})
    end = close.end() + text.startswith("\n", close.end())
    found: dict[str, str] = {}
    for line in text[fence.end() : close.start()].splitlines(keepends=True):
        if ours := _LINE.fullmatch(line):
            found.setdefault(ours[1].removeprefix(OURS), _value(ours[3] or ""))
    return Head(text[:end], found)


def renewed_head(head: Head, fields: Mapping[str, str]) -> str:
    """``head`` with our keys as ``fields`` says, each in its place; everything else stays as it is, byte for byte.

    A key whose value is the same in another spelling is left alone. One that is new stands behind the last of ours.
    """
    lines = head.raw.splitlines(keepends=True)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    seen: set[str] = set()
    last = len(lines) - 2
    out: list[str] = []
    for number, line in enumerate(lines):
        ours = _LINE.fullmatch(line)
        name = ours[1].removeprefix(OURS) if ours else ""
        if ours is None or name in seen:
            out.append(line)
            continue
        seen.add(name)
        last = number
        if name not in fields:
            out.append("")
        elif _value(ours[3] or "") == _value(fields[name]):
            out.append(line)
        else:
            out.append(f"{ours[1]}{ours[2] if ours[2] != ':' else ': '}{fields[name]}{ours[4]}{ours[5]}")
    out[last] += "".join(f"{OURS}{name}: {value}{newline}" for name, value in fields.items() if name not in seen)
    return "".join(out)


def _value(written: str) -> str:
    """The text of a YAML scalar on one line, as far as we or an editor of front matter would write it."""
    if written.startswith('"'):
        text = re.sub(r"\\U([0-9a-f]{8})", lambda code: json.dumps(chr(int(code[1], 16)))[1:-1], written)
        try:
            return str(json.loads(text))
        except ValueError:
            return written
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    return written.strip()
