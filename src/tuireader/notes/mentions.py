"""Sources that stand in the midst of prose: a name and a year in a sentence, a full reference in brackets."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import Source, read_source
from tuireader.notes.leads import UPPER, YEAR, surname_of
from tuireader.notes.shelf import Known
from tuireader.notes.titles import quoted_at


def in_prose(past: Antecedents, source: Source) -> Source | None:
    """A name and a year in the midst of a sentence, where that work is known: "as others (Roe 1992, 8) show"."""
    if past.bibliography is None or (source.imprint and quoted_at(source.rest) is not None):
        return None
    for found in _name_and_year().finditer(source.words[:LONGEST_PROSE]):
        if not past.surname(surname_of(found["head"])):
            continue
        said = read_source(found.group().replace(" (", " ").strip())
        if said.author_date and past.bibliography.look_up(said).best is not None:
            return said
    return None


@cache
def _name_and_year() -> re.Pattern[str]:
    place = r"(?:[,:]\s(?:(?:pp?|S)\.\s?)?\d+(?:[-–]\d+)?(?:\sf{1,2}\.|f{1,2}\.)?(?:,\s\d+(?![\w.]))*)?"
    return re.compile(rf"(?P<head>[{UPPER}][\w’-]+(?:/[{UPPER}][\w’-]+)?)\s\(?{YEAR}[a-z]?(?!\s?[-–/.]\s?\d)\)?{place}")


LONGEST_PROSE = 1_000
"""Code points of a sentence in which a name and a year are looked for."""


def without_nouns(past: Antecedents, source: Source) -> Source:
    """Of "im Detail Roe 2003" the author Roe, where a work by Roe is known and none by "Detail Roe"."""
    tokens = source.head.split()
    for at in range(1, len(tokens)):
        if past.surname(source.surnames[0]) and not source.forenames:
            break
        short = read_source(source.words[source.words.find(tokens[at], len(tokens[0])) :])
        listed_so = past.bibliography is not None and past.bibliography.look_up(short).best is not None
        if short.author_date and (listed_so or past.shelf.look_up(short).best is not None):
            return short
    return source


def remember_asides(past: Antecedents, words: str) -> None:
    """Sources that a note gives in full in brackets, in the midst of a sentence, can be cited for short later."""
    for found in _aside().finditer(words) if "(" in words else ():
        source = read_source(found["inside"])
        if source.imprint and source.title_words and past.shelf.look_up(source).best is None:
            past.shelf.add(Known(past.note.id, past.note.id, source, found["inside"], past.note.id, (), full=True))


@cache
def _aside() -> re.Pattern[str]:
    signal = r"(?:see|cf\.|see also|e\.g\.|siehe|vgl\.|voir|véase|cfr\.)"
    return re.compile(
        rf"\({signal}\s(?P<inside>(?:my\s)?[{UPPER}“‘'\"„«](?:[^()]|\([^()]{{0,120}}\)){{20,400}})\)", re.IGNORECASE
    )
