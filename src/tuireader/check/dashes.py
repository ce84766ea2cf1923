"""The dashes of ranges of pages and years: one form in a text, and none with a space on one side."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from tuireader.check.passages import Passage, passages
from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.reading import Reading

FEWEST = 4
"""Ranges that a text must have before one form can be called its own."""
MOSTLY = 0.75
"""The share of the ranges that the form must have."""

_DASHES = {"-": "a hyphen", "‑": "a hyphen", "–": "an en dash", "—": "an em dash", "−": "a minus sign"}
_LONGEST_GAP = 200
"""Code points that are looked back through for an address that the number may belong to."""


class _Range(NamedTuple):
    passage: Passage
    start: int
    end: int
    form: str
    lame: bool
    """Whether there is a space on one side of the dash only."""


@cache
def _pattern() -> re.Pattern[str]:
    months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    return re.compile(
        r"(?<![\w./:@#%=+-])(?P<first>\d{1,4})(?P<left> ?)(?P<dash>[-‑–—−])(?P<right> ?)"
        rf"(?:(?P<last>\d{{1,4}})(?![\w/@%=]|[-‑–—−]\w|[.:]\d)|(?=(?P<month>{months}[a-z]*\.? \d)))"
    )


def odd_dashes(reading: Reading) -> Remarks:
    """C106: a space on one side of the dash; or another dash than nearly all other ranges of the work have."""
    by_work: dict[int, list[_Range]] = {}
    for passage in passages(reading):
        for found in _pattern().finditer(passage.words):
            if (each := _read(passage, found)) is not None:
                by_work.setdefault(passage.work.id, []).append(each)
    for ranges in by_work.values():
        usual = _usual([each.form for each in ranges if not each.lame])
        for each in ranges:
            words = quoted(each.passage.words[each.start : each.end])
            if each.lame:
                says = f"{words} has a space on one side of its dash."
            elif usual and each.form != usual:
                says = f"{words} has {each.form}, where nearly all ranges of the text have {usual}."
            else:
                continue
            yield Remark(each.passage.span(each.start, each.end), each.passage.where + says)


def _usual(forms: list[str]) -> str:
    if len(forms) < FEWEST:
        return ""
    form, count = Counter(forms).most_common(1)[0]
    return form if count >= MOSTLY * len(forms) else ""


def _read(passage: Passage, found: re.Match[str]) -> _Range | None:
    left, right, dash = found["left"], found["right"], found["dash"]
    lame = bool(left) != bool(right)
    if found["month"] is not None:
        year = len(found["first"]) == 4
        end = found.start("month") + len(found["month"]) - 2
        return _Range(passage, found.start(), end, "", True) if lame and year else None
    first, last = found["first"], found["last"]
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    if int(whole) <= int(first) or _in_address(passage.words, found.start()):
        return None
    if left and right and (passage.note is None or dash in "–—"):
        return None  # between two numbers a dash with spaces may be that of the sentence
    form = _DASHES[dash] + (" with spaces" if left and right else "")
    return _Range(passage, found.start(), found.end(), form, lame)


def _in_address(words: str, at: int) -> bool:
    """Whether the word at an offset is a web address or an identifier of a book."""
    before = words[max(0, at - _LONGEST_GAP) : at]
    word = before.rsplit(" ", 1)[-1]
    return (
        "//" in word or word.startswith(("www.", "doi")) or re.search(r"(?:ISBN|ISSN|doi)\S*:? ?$", before) is not None
    )
