"""Dates of events: what the text says beside the name comes first, what the data knows is marked as known."""

from __future__ import annotations

import re

from tuireader.index.gazetteer import KnownEvent, known
from tuireader.index.model import EventDate

_MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_RANGE = re.compile(r"(?<![\d.])(?P<a>[1-9]\d{2,3})(?:\s?[-–]\s?(?P<b>\d{1,4}))?(?P<era>\s(?:BCE|BC))?(?![\d,]?\d)")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?P<year>1\d{{3}}|20\d\d)")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?(?P<year>1\d{{3}}|20\d\d)")
_LEAD = re.compile(
    r"(?:(?P<firm>\s?\((?:in\s|c(?:a|irca)?\.?\s)?|\sof\s)|,?\s(?:in|on|from|between)\s|,\s)"
    r"(?:the\s)?(?:(?:early|late|mid|middle|spring|summer|autumn|winter|beginning|end)(?:\s(?:in|of)(?:\sthe)?)?[\s,-])*"
    r"(?=\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)"
)
"""What may stand between an event and its date."""
_NAMESAKE = 20
"""Years by which the date in the text may differ from the known one; beyond it, the text means another event."""
_BEFORE, _AFTER = 9, 32
"""How far from a mention, in code points, a date still belongs to it."""


def dates_of(heading: str, text: str, mentions: list[tuple[int, int]]) -> tuple[EventDate, ...]:
    """The dates of an event: the first that stands in or beside a mention, then the known one if it is another.

    A date far from the known one is of something else that the sentence tells ("described in 1918"), unless it is part
    of the name ("Treaty of Paris of 1763") or stands in brackets after it: then the event is a namesake.
    """
    row = known(heading)
    start = row.start if row else None
    out = []
    for first, last in mentions:
        found = _beside(text, first, last)
        if found and (start is None or found[1] or not _far(found[0].start, start)):
            out.append(found[0])
            break
    if row and start and not (out and (_far(out[0].start, start) or _says_as_much(out[0], row))):
        told = start + (f"–{row.end}" if row.end else "")
        out.append(EventDate(start, row.end, told, known=True))
    return tuple(out)


def _far(one: str, other: str) -> bool:
    return abs(_year(one) - _year(other)) > _NAMESAKE


def _says_as_much(date: EventDate, row: KnownEvent) -> bool:
    """Whether the text's date is the known one, or a month or day of the known year."""
    if (date.start, date.end) == (row.start, row.end):
        return True
    return row.end is None and date.end is None and date.start.startswith(f"{row.start}-")


def _year(date: str) -> int:
    sign = -1 if date.startswith("-") else 1
    return sign * int(date.lstrip("-").split("-")[0])


def _beside(text: str, start: int, end: int) -> tuple[EventDate, bool] | None:
    """The date in or beside a mention, and whether it is the event's beyond doubt."""
    inside = _parse(text[start:end])
    if inside:
        return inside, True
    after = re.split(r"[.;:!?\n]", text[end : end + _AFTER], maxsplit=1)[0]
    lead = _LEAD.match(after)
    if lead:
        date = _parse(after[lead.end() :])
        return (date, bool(lead["firm"])) if date else None
    before = text[max(0, start - _BEFORE) : start]
    match = re.search(r"\b([1-9]\d{3})\s$", before)
    return (EventDate(match[1], None, match[1], known=False), False) if match else None


def _parse(piece: str) -> EventDate | None:
    match = _DAY_FIRST.search(piece) or _MONTH_FIRST.search(piece)
    if match:
        month = _MONTHS[match["month"].lower()]
        day = f"-{int(match['day']):02d}" if match["day"] and 1 <= int(match["day"]) <= 31 else ""
        return EventDate(f"{match['year']}-{month:02d}{day}", None, match.group(), known=False)
    match = _RANGE.search(piece)
    if not match:
        return None
    first, last = match["a"], match["b"]
    if match["era"]:
        return EventDate(f"-{int(first):04d}", f"-{int(last):04d}" if last else None, match.group(), known=False)
    if len(first) == 3 and not last:
        return None
    if last:
        last = first[: max(0, len(first) - len(last))] + last
        if int(last) <= int(first):
            last = None
    return EventDate(first.zfill(4), last.zfill(4) if last else None, match.group(), known=False)
