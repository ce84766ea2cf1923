"""Dates of events: what the text says beside the name comes first, what the data knows is marked as known."""

from __future__ import annotations

import re

from tuireader.index.gazetteer import known
from tuireader.index.model import EventDate

_MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_RANGE = re.compile(r"(?<![\d.])(?P<a>[1-9]\d{2,3})(?:\s?[-–]\s?(?P<b>\d{1,4}))?(?P<era>\s(?:BCE|BC))?(?![\d,]?\d)")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?P<year>1\d{{3}}|20\d\d)")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?(?P<year>1\d{{3}}|20\d\d)")
_NAMESAKE = 20
"""Years by which the date in the text may differ from the known one; beyond it, the text means another event."""
_BEFORE, _AFTER = 9, 32
"""How far from a mention, in code points, a date still belongs to it."""


def dates_of(heading: str, text: str, mentions: list[tuple[int, int]]) -> tuple[EventDate, ...]:
    """The dates of an event: the first that stands in or beside a mention, then the known one if it is another."""
    out = []
    for start, end in mentions:
        found = _beside(text, start, end)
        if found:
            out.append(found)
            break
    row = known(heading)
    if row and row.start:
        told = row.start + (f"–{row.end}" if row.end else "")
        far = bool(out) and abs(_year(out[0].start) - _year(row.start)) > _NAMESAKE
        if not far and (not out or (out[0].start, out[0].end) != (row.start, row.end)):
            out.append(EventDate(row.start, row.end, told, known=True))
    return tuple(out)


def _year(date: str) -> int:
    sign = -1 if date.startswith("-") else 1
    return sign * int(date.lstrip("-").split("-")[0])


def _beside(text: str, start: int, end: int) -> EventDate | None:
    inside = _parse(text[start:end])
    if inside:
        return inside
    after = re.split(r"[.;:!?\n]", text[end : end + _AFTER], maxsplit=1)[0]
    if re.match(r"\s?\(|,?\s(?:in|of|on|from|between)\s|,\s", after):
        return _parse(after)
    before = text[max(0, start - _BEFORE) : start]
    match = re.search(r"\b([1-9]\d{3})\s$", before)
    return EventDate(match[1], None, match[1], known=False) if match else None


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
