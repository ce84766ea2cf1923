"""What makes a reference a full one: publisher, place and year, a journal's number, a report of cases, an address."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.leads import UPPER, YEAR

MONTHS = (
    r"(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni?|July?|Juli|Aug(?:ust)?"
    r"|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre"
    r"|Spring|Summer|Autumn|Fall|Winter)\.?"
)


@cache
def years_pattern() -> re.Pattern[str]:
    """A year of printing, with the letter that tells works of one year apart."""
    return re.compile(rf"(?P<year>{YEAR})(?<![\d/.-]\d{{4}})(?P<letter>[a-z])?\b(?!\.\d|/\d(?!\d\b))")


@cache
def _other_signs() -> re.Pattern[str]:
    """Signs of a full reference that are no year; the characters by which they begin stand first."""
    return re.compile(
        rf"(?=[\d\[(IhdDPUBasHC])(?:\[{YEAR}\] (?:\d+ )?[A-Z]|ISBN|https?://|\bdoi:"
        rf"|\b\d+ [A-Z][\w.' ]{{1,40}}(?<! at) \d+(?:, \d+"
        rf"(?:[-–]\d+)?)? \("
        r"|\b\d+\.,? (?:\w+\. )?Aufl|\b\d(?:st|nd|rd|th) edn?\b|\bDiss\.|\bPhD\b|\(\d{4}\) \d+ [A-Z]"
        r"|\b(?:Urt|Beschl|Urteil|Beschluss|arrêt|sentencia|sentenza)\b.{0,30}\d{4}|\bH[CL] Paper \d"
        r"|\bCm(?:n?d)?\.? \d|\bDrucks\.? \d|\bDrs\. \d)"
    )


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{MONTHS}(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?,?|\d{{1,2}}[./]\s?\d{{1,2}}[./])\s?$", re.IGNORECASE
    )


@cache
def _until() -> re.Pattern[str]:
    """Before the last year of a stretch ("from 1801 to 1803"), or a year that is called one ("das Jahr 1801")."""
    return re.compile(rf"{YEAR}\s(?:to|until|bis|à|al?|hasta)\s$|\b(?:Jahre?s?|[Yy]ear|année|anno|año)\s$")


@cache
def _printed() -> re.Pattern[str]:
    """What stands before the year of an imprint: a place, a publisher, a number of a journal, an edition."""
    return re.compile(
        rf"(?:^|[\s,.:;(«»’”\"'/])(?:[{UPPER}][\w’'&.-]*(?:\s?/\s?[{UPPER}][\w’'.-]*)*|u\.\s?a\.|a\.\s?M\.|edition"
        rf"|edn|éd\.|ed\.|Aufl\.|\d{{1,4}}(?:\s?\(\d{{1,3}}(?:[-–/]\d{{1,3}})?\))?|[IVXLC]+|n\.\s?s\.|[)\]])"
        r"(?:\s[a-zà-þ&]{1,6}\.?)?,?\s?[(\[]?[²³⁴⁵⁶⁷⁸⁹]?$"
    )


LONGEST_DAY = 24
"""Code points of a month and a day, as they stand before the year."""
NEAR = 80
"""Code points before a year that show what it is the year of."""


@cache
def _placed() -> re.Pattern[str]:
    """What stands before a row of years in which a work was printed, and not before those of its subject."""
    return re.compile(rf"(?:[{UPPER}]\w+|»),\s$|(?:[.\])]|, )\s?[{UPPER}][\w./-]+\s$|^$")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(r"\s?[-–]\s?\d(?P<years>\d{1,3}[a-z]?\s?(?:[,.;:)(\[]|$))?")


@cache
def _closed() -> re.Pattern[str]:
    """What may follow the year of an imprint."""
    return re.compile(r"\s*(?:[,.;:)\]=–—]|$|S\.|pp?\.|Rn|§|\d|\[|\()")


def is_full(words: str, person: str, quoted: tuple[int, int] | None) -> bool:
    """Whether a reference says where and when its source was printed; ``quoted`` is where its quoted title stands."""
    person = person.strip(" ,")
    for found in years_pattern().finditer(words):
        at, near = found.start(), max(0, found.start() - NEAR)
        if quoted and quoted[0] <= at < quoted[1]:
            continue
        row = _row().match(words, found.end())
        if row or words[:at].rstrip()[-1:] in ("-", "–"):
            if row and row["years"] and _placed().search(words, near, at):
                return True
            if words[at - 1 : at] not in ("(", "["):
                continue
        if words.count("(", 0, at) > words.count(")", 0, at):
            opened = words.rindex("(", 0, at)
            if (
                not _dated().search(words, max(opened + 1, near, at - LONGEST_DAY), at)
                and words[:opened].strip(" ,") != person
            ):
                return True
            continue
        if _dated().search(words, max(near, at - LONGEST_DAY), at) or words[:at].strip(" ,") == person:
            continue
        if _until().search(words, near, at):
            continue
        if _printed().search(words, near, at) and _closed().match(words, found.end()):
            return True
    return _other_signs().search(words) is not None


@cache
def _volume() -> re.Pattern[str]:
    return re.compile(r"\b(?:[Vv]ol(?:ume)?|Bd|Band|[Tt]om[eo]?|t)\.?\s?([IVXLC]{1,6}|[ivxlc]{1,6}|\d{1,3})\b")


def volume_of(words: str) -> re.Match[str] | None:
    """The first volume number in some words."""
    return _volume().search(words)


def number_of(numeral: str) -> int:
    """The value of an arabic or roman numeral."""
    if numeral.isdigit():
        return int(numeral)
    value = last = 0
    for letter in reversed(numeral.upper()):
        each = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter]
        value += each if each >= last else -each
        last = max(last, each)
    return value
