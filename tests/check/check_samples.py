"""The golden cases of the check, and a text as the check takes it.

A case of ``cases/`` is ``=== CODE: title``, the text, ``--- found``, then a line for each finding: code and words.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading


class Case(NamedTuple):
    code: str
    title: str
    text: str
    found: tuple[str, ...]


def read_cases() -> list[Case]:
    cases = []
    for path in sorted((Path(__file__).parent / "cases").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, rest = block.split("\n", 1)
            text, found = rest.split("--- found\n")
            code, title = head.split(": ", 1)
            cases.append(Case(code, title, text, tuple(found.splitlines())))
    return cases


CASES = read_cases()


def reading_of(text: str) -> Reading:
    document = read_plain(text, "case.txt")
    return Reading(document, resolve(document))
