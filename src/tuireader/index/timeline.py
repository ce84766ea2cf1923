"""The events in order of their dates. What the text says and what the data knows are never taken for one another."""

from __future__ import annotations

from collections.abc import Iterable

from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, EventDate


def date_order(entity: Entity) -> tuple[bool, int, str]:
    """What entries are sorted by: the date that the text gives, else the known one; those without a date come last."""
    if not entity.dates:
        return True, 0, ""
    start = entity.dates[0].start
    before_christ = start.startswith("-")
    year, _, rest = start.removeprefix("-").partition("-")
    return False, -int(year) if before_christ else int(year), rest


def timeline(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The events among the entities, by date, then by their first mention."""
    events = (e for e in entities if e.kind is EntityKind.EVENT)
    return tuple(sorted(events, key=lambda e: (date_order(e), e.mentions[0].span.start if e.mentions else 0)))


def told(date: EventDate, to: str = "–") -> str:
    """A date as it is written: ``1943-07-05``, ``1939–1945`` with ``to`` between the years, ``480 BC``; in square
    brackets when it is known from the data and not said in the text.
    """
    words = _told(date.start) + (f"{to}{_told(date.end)}" if date.end else "")
    return f"[{words}]" if date.known else words


def _told(date: str) -> str:
    if date.startswith("-"):
        return f"{date[1:].lstrip('0')} BC"
    year, dash, rest = date.partition("-")
    return f"{year.lstrip('0')}{dash}{rest}"
