"""The signs before page numbers: ``p.`` for one page, ``pp.`` for several."""

from __future__ import annotations

import re
from functools import cache

from tuireader.check.passages import Passage, passages
from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.reading import Reading


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])(?<!\d\s)(?P<sign>[Pp]p\.?|PP\.?)(?P<gap>\s?)(?P<page>\d{1,5})(?![\d\w])")


@cache
def _more() -> re.Pattern[str]:
    """What makes a page several: a range, a list, "ff.", "passim"."""
    return re.compile(
        r"\s?(?:[-–—−‑/+&\[*]|[,;]\s?[\divxlc]|\(?\d|ff?\b|sqq?\b|seqq?\b|passim|onwards?\b|and\b|to\b|et\b|und\b|y\b|e\b"
        r"|bis\b|ss\b|note\b|notes\b|[,;]\s?(?:passim|and\b|et\b|und\b))",
        re.IGNORECASE,
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.])(?P<sign>(?P<one>[Pp])|[Pp]p|PP)(?P<stop>\.?)\s?(?P<first>\d{1,5})\s?[-–—−‑]\s?(?P<last>\d{1,5})(?![\w.-]*\w)"
    )


def signs(reading: Reading) -> Remarks:
    """C104: ``pp.`` before one page, ``pp78`` without a space; ``p.`` before several where the text says ``pp.`` too.

    French has one sign for both, so ``p.`` before a range is a slip only in a text that mostly writes ``pp.`` there.
    """
    single: dict[int, list[tuple[Passage, re.Match[str]]]] = {}
    plural: dict[int, int] = {}
    for passage in passages(reading):
        work = passage.work.id
        for found in _plural().finditer(passage.words):
            if (remark := _of_one_page(passage, found)) is not None:
                yield remark
        for found in _range().finditer(passage.words):
            if not found["one"]:
                plural[work] = plural.get(work, 0) + 1
            elif found["stop"] and _rises(found["first"], found["last"]):
                single.setdefault(work, []).append((passage, found))
    for work, each in single.items():
        if len(each) < plural.get(work, 0):
            for passage, found in each:
                says = f"{passage.where}{quoted(found.group())} names several pages, for which the sign is “pp.”."
                yield Remark(passage.span(*found.span()), says)


def _of_one_page(passage: Passage, found: re.Match[str]) -> Remark | None:
    several = _more().match(passage.words, found.end()) is not None
    if several and found["gap"]:
        return None
    faults = [] if several else ["names one page, for which the sign is “p.”"]
    faults += [] if found["gap"] else ["has no space before the number"]
    return Remark(passage.span(*found.span()), f"{passage.where}{quoted(found.group())} {', and '.join(faults)}.")


def _rises(first: str, last: str) -> bool:
    """Whether two numbers are a range; the second may be cut short, as in ``311-13``."""
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return int(whole) > int(first)
