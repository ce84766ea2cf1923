"""Sentences about an author whose work is known, with the page: "Roe cites the charter on p. 11"."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citing import settle
from tuireader.notes.leads import NAME, YEAR, surname_of
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome
from tuireader.notes.shelf import only
from tuireader.notes.terms import words_in

_VERBS = words_in(
    "cite cites quote quotes writes says notes argues remarks observes mentions refers speaks discusses adds repeats"
)


def spoken_of(past: Antecedents, words: str, body: str) -> Outcome | None:
    """The only work of the author who is the subject of a sentence, where a page of it is named."""
    found = None if _VERBS.isdisjoint(words_in(body)) else _says().match(body)
    if found is None:
        return None
    match = only(past.shelf.by_author([surname_of(found["name"])]))
    if match is None:
        return None
    return settle(past, Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=found["place"]), match, "")


def names_another(words: str) -> bool:
    """Whether such a sentence gives another source in brackets, so that an ibid. after it may mean either."""
    found = _says().match(words)
    return found is not None and _in_brackets().search(words, found.end()) is not None


@cache
def _says() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{NAME})\s(?:himself\s|herself\s)?(?:{'|'.join(sorted(_VERBS))})\b[^.;()“”\"]{{0,160}}\s(?:on|at)\s(?P<place>pp?\.\s?\d+(?:[-–]\d+)?)"
    )


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(
        rf"\([^()]{{0,12}}\b(?:[Ss]ee|[Cc]f\.|[Qq]uoting|[Cc]iting)\s[^()]{{10,300}}{YEAR}[^()]{{0,120}}\)"
    )
