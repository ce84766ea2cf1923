"""Names that a note gives to its source for later use: "(hereafter cited as X)", "(Working Time Directive)"."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes import terms
from tuireader.notes.citations import plain
from tuireader.notes.terms import Family

_ENDS = r"[)\];.]|$"


@cache
def _in_law() -> re.Pattern[str]:
    """A capitalised name alone in brackets at the end of a full reference."""
    return re.compile(r"\((?:the )?[‘'“\"]?(?P<name>[A-Z][A-Za-z’' -]{1,50})[’'”\"]?\)[\s.]*$")


@cache
def _wholly() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{terms.pattern(Family.ALIAS).pattern})[‘'“\"„«*_]?(?P<name>[^‘’“”\"„«»()\[\];*_]{{2,60}}?)[’'”\"“»*_]?(?:{_ENDS})",
        re.IGNORECASE,
    )


def find_aliases(words: str, *, full: bool) -> list[str]:
    """The names that a source is given in its own note, made plain. ``full`` allows the lawyers' bare brackets."""
    out = [plain_alias(m["name"]) for m in _wholly().finditer(words)]
    named = _in_law().search(words) if full and not out else None
    if named and not re.search(r"\b(?:eds?|trans|Hrsg|Press|University|emphasis)\b", named["name"]):
        out.append(plain_alias(named["name"]))
    return [name for name in out if name]


def plain_alias(words: str) -> str:
    """An alias without case, quotation marks, article and stops, for comparison."""
    made = plain(words).strip(" .,;:‘'“\"„«»”’*_")
    return made.removeprefix("the ")


def without_alias(words: str) -> str:
    """A source without the brackets that give it a name for later use."""
    found = _bracketed().search(words)
    return words if found is None else (words[: found.start()] + words[found.end() :]).rstrip()


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\s*[(\[](?:{terms.pattern(Family.ALIAS).pattern})[^()\[\]]{{2,80}}[)\]]", re.IGNORECASE)
