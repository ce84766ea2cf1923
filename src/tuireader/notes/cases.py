"""Cases of courts: called by a party and the volume of their report, and those that a note names in brackets."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import read_source
from tuireader.notes.citing import settle
from tuireader.notes.heads import content_words
from tuireader.notes.leads import UPPER
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome
from tuireader.notes.shelf import COMMON_PARTIES, Known, Match, only


@cache
def _short_case() -> re.Pattern[str]:
    """A case by one party's name and the page of its report: "Katz, 389 U.S. at 351"."""
    return re.compile(
        rf"(?P<name>[{UPPER}][^,;()\d]{{1,60}}), (?P<report>\d+ [A-Z][\w.’' ]{{0,20}}?) at (?P<page>\d+(?:[-–]\d+)?)"
    )


def short_case(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A case that is named for short, by a party and the volume of its report, as American lawyers do."""
    found = _short_case().match(body)
    if found is None:
        return None
    outcome = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=found["page"])
    party = content_words(found["name"])[:1]
    cases = [k for name in party for k in past.shelf.by_party(name)] or past.reports.get(found["report"], [])
    same = [k for k in cases if f"{found['report']} " in f"{k.source.words} "] or cases
    match = only(same) if same else Match()
    return settle(
        past, outcome, match or Match(None, tuple(same)), f"No note before this one cites {found['name']} in full."
    )


def remember_cases(past: Antecedents, words: str) -> None:
    """Cases that a note names in brackets ("quoting Katz v. United States, 389 U.S. 347") can be named for short."""
    for outcome in past.note.outcomes:
        if outcome.known is not None and outcome.known.note == past.note.id and outcome.known.full:
            for report in _report().finditer(outcome.known.source.words[:200]):
                past.reports.setdefault(report["report"].strip(), []).append(outcome.known)
    for found in _case().finditer(words) if " v" in words else ():
        source = read_source(found.group())
        parties = {*content_words(found["first"])[:1], *content_words(found["second"])[:1]} - COMMON_PARTIES
        if not any(past.shelf.by_party(party) for party in parties):
            past.shelf.add(Known(past.note.id, past.note.id, source, found.group(), past.note.id, (), full=True))


@cache
def _case() -> re.Pattern[str]:
    name = rf"[{UPPER}][\w.’'-]*(?:\s(?:[{UPPER}&][\w.’'-]*|of|the|for|and)){{0,6}}"
    return re.compile(
        rf"(?P<first>{name}) v\.? (?P<second>{name})(?:, \d+ [A-Z][\w.’' ]{{0,20}}? \d+[^()]{{0,20}}\([^"
        rf"()]{{0,30}}\d{{4}}\)|,? [\[(]\d{{4}}[\])] [\dA-Z][\w. ]{{1,20}} \d+)"
    )


@cache
def _report() -> re.Pattern[str]:
    """The volume of a report of cases, as American lawyers cite it: "389 U.S. 347"."""
    return re.compile(r"\b(?P<report>\d+ (?:[A-Z][\w’']*\.\s?)+(?:2d|3d|4th)?) ?\d+\b")
