"""Works of antiquity and of Kant, which are cited by the places that all editions share."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.antiquity import of_antiquity
from tuireader.notes.citations import read_source
from tuireader.notes.citing import given_here, settle
from tuireader.notes.leads import plain
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome
from tuireader.notes.shelf import Known, Match


def classical(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A work of antiquity: the same work as before, with or without its author, or one that is cited here first."""
    found = of_antiquity(body)
    if found is None:
        return None
    name = tuple(re.findall(r"[^\W\d_]+", plain(found["work"])))
    if name and past.surname(name[0]) and name not in past.classics:
        return None  # an author of our day: "Reed 12.3"
    place = find_place(body)
    known = past.classics.get(name)
    if known is not None:
        return settle(past, Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=place.locator), Match(known), "")
    source = read_source(body)
    outcome = Outcome(words, NoteKind.FULL, Status.FULL, source, locator=place.locator)
    outcome.reference = body if source.imprint else found["work"].strip()
    outcome.known = Known(past.note.id, past.note.id, source, outcome.reference, past.note.id, (), full=True)
    if source.imprint:
        given_here(past, outcome, source)
    past.classics[name] = outcome.known
    for at in range(1, len(name)):
        past.classics.setdefault(name[at:], outcome.known)
    return outcome


def bare_place(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A place and nothing else, where an earlier note says that its work is cited so: "§ 113"."""
    if past.by_place is None:
        return None
    found = _bare_place().fullmatch(body)
    if found is None:
        return None
    outcome = Outcome(words, NoteKind.ALIAS, Status.RESOLVED, locator=found["place"])
    return settle(past, outcome, Match(past.by_place), "")


@cache
def _bare_place() -> re.Pattern[str]:
    """Pages or sections alone, or behind words that say whose they are: "All quotations in this paragraph: §113."."""
    sign = r"(?:§{1,2}|¶{1,2}|[Pp]{1,2}\.|S\.|[Pp]aras?\.)"
    place = rf"{sign}\s?\d+(?:[-–,\s]+{sign}?\s?\d+)*(?:\s?ff?\b\.?)?"
    return re.compile(rf"(?:(?:All|Alle|Toutes)\s[^:;]{{3,60}}:\s)?(?P<place>{place})\.?")


def double_page(past: Antecedents, words: str, body: str) -> Outcome | None:
    """The pages of two editions without a title: they are those of the work that was cited so before."""
    if past.double_paged is None or re.match(r"A ?\d{1,3}[^/]{0,8}/ ?B ?\d", body) is None:
        return None
    outcome = Outcome(words, NoteKind.ALIAS, Status.RESOLVED, locator=find_place(body).locator)
    return settle(past, outcome, Match(past.double_paged), "")
