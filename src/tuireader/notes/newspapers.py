"""Newspapers, which are cited by their name and the day of the issue."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.imprints import MONTHS

_NAMES = (
    r"Journal|Times|Gazette|Post|News|Mercury|Chronicle|Herald|Star|Advertiser|Guardian|Observer|Telegraph|Tribune"
    r"|Examiner|Intelligencer|Courant|Globe|Daily|Zeitung|Anzeiger|Merkur|Beobachter|Kurier|Bote|Tagblatt|Tageblatt"
    r"|Nachrichten|Allgemeine|Presse|Wochenblatt|Figaro|Courier|Courrier|Moniteur|Le Monde|Corriere|Gazzetta|Diario"
)
_DAY = rf"(?:\d{{1,2}}\.?\s)?{MONTHS}\s(?:\d{{1,2}},\s)?\d{{4}}"


def is_issue(words: str) -> bool:
    """Whether words begin with the name of a newspaper and the day of an issue: "The River Journal, 18 June 1795".

    Where the number of the issue stands before the day, any name is one: "Das Ufer, Nr. 3, 1. Mai 1847".
    """
    return _issue().match(words) is not None


def is_newspaper(words: str) -> bool:
    """Whether words are the name of a newspaper and no more than its place and a stop."""
    return _name().fullmatch(words.strip(" ,")) is not None


@cache
def _name() -> re.Pattern[str]:
    return re.compile(
        rf"[^,;“‘\"„«(\d]{{0,60}}(?<!\w)(?:\w+-)?(?:{_NAMES})\b[^,;“‘\"„«(\d]{{0,30}}(?:\([^()]{{2,30}}\))?"
    )


@cache
def _issue() -> re.Pattern[str]:
    numbered = rf"[A-ZÀ-Þ][^,;“‘\"„«(\d]{{2,60}},\s(?:Nr|No|no|n°)\.?\s?\d+[a-z]?,?\s(?:vom\s)?{_DAY}"
    return re.compile(rf"{_name().pattern},\s(?:\w+,\s)?{_DAY}|{numbered}")
