"""Well-known events: their other names, their dates, and the places that may stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tuireader.index.lexicon import read_data
from tuireader.index.names import Region, tokenize

_OF_HEADING = re.compile(
    r"(?P<name>.+), (?P<head>(?:[A-Z]|bombing|attack|surrender|coup|eruption)[\w ]*?)"
    r"(?P<joint> (?:of|of the|at|on))?(?: \(\d+\))?$"
)


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A row of ``events.txt``."""

    heading: str
    start: str | None
    end: str | None
    names: tuple[str, ...]
    metonyms: tuple[str, ...]


def same_spelling(name: str) -> str:
    """The name with dashes and quotation marks straightened, for looking it up."""
    return re.sub(r"[‐‑–]", "-", name).replace("’", "'").replace("‘", "'")


@cache
def known_events() -> tuple[KnownEvent, ...]:
    """All rows of the data, in order."""
    return tuple(_row(line) for line in read_data("events.txt").splitlines() if line and not line.startswith("#"))


def _row(line: str) -> KnownEvent:
    heading, date, names, metonyms = (part.strip() for part in line.split("|"))
    start, _, end = date.partition("/")
    return KnownEvent(heading, start or None, end or None, (*_spelled_out(heading), *_parts(names)), _parts(metonyms))


def _parts(field: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in field.split(";") if p.strip())


def _spelled_out(heading: str) -> tuple[str, ...]:
    """``Kursk, Battle of`` as a text writes it: ``Battle of Kursk``."""
    match = _OF_HEADING.fullmatch(heading)
    if not match:
        return (re.sub(r" \(.*\)$", "", heading),)
    name, head, joint = match["name"], match["head"], match["joint"] or ""
    return (f"{head}{joint} {name}",)


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for event in known_events():
        for name in event.names:
            words = tuple(same_spelling(t.text) for t in tokenize(name, 0))
            out.setdefault(words[0], []).append((words, event.heading))
    for rows in out.values():
        rows.sort(key=lambda row: -len(row[0]))
    return out


@cache
def _by_name() -> dict[str, str]:
    return {same_spelling(name).lower(): e.heading for e in known_events() for name in e.names}


@cache
def _by_heading() -> dict[str, KnownEvent]:
    return {e.heading: e for e in known_events()}


@cache
def metonyms() -> dict[str, str]:
    """Place or code-name to the heading of the event that it may stand for."""
    return {name: e.heading for e in known_events() for name in e.metonyms}


def known(heading: str) -> KnownEvent | None:
    """The row of that heading, or None."""
    return _by_heading().get(heading)


def heading_for(name: str) -> str | None:
    """The heading of the event that has exactly this name, whatever its capitals and dashes; or None."""
    return _by_name().get(same_spelling(name).lower())


def match_at(region: Region, i: int) -> tuple[int, str] | None:
    """The longest known name that starts at token ``i``: the token after it, and its heading."""
    tokens = region.tokens
    for words, heading in _by_first_word().get(same_spelling(tokens[i].text), ()):
        j = i + len(words)
        if j <= len(tokens) and all(same_spelling(tokens[i + k].text) == w for k, w in enumerate(words)):
            return j, heading
    return None
