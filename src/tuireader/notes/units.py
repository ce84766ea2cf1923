"""The units in which places are cited: pages, leaves, numbers, sections, chapters; one row for each form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tuireader.notes.leads import YEAR

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    "|Sept?|Oct|Nov|Dec|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet"
    "|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    "|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre"
)
_ALONE = r"(?<![^\W\d_])"
"""Before a sign that must not be the end of a word."""
_ONWARD = r"(?:\s?(?:f{1,2}|sqq?|seqq?|segg?|sgg)\b\.?|\s(?:et|y|e)\s(?:suiv|sqq?|ss|sgg|segg?|s)\b\.?|\sss\b\.)"
RANGE = rf"\d{{1,5}}(?:(?!f)[a-z](?![a-z]))?(?:\s?-\s?\d{{1,5}}(?:(?!f)[a-z](?![a-z]))?)?{_ONWARD}?"
"""A page or a row of pages: "12", "45-46", "33 f."."""
_MORE = rf"(?:(?:,\s?|,?\s(?:and|und|u\.|et|y|e|&)\s){RANGE}(?![-/\w]|\s?[-/]\s?\d|\s+[A-Z]))"
_NOTE = (
    r"(?:,?\s(?:mit\s|m\.\s|with\s)?(?:nn?\.|Anm\.|Fn\.|FN|note|nota|Abb\.|Taf\.|Tab\.|[Ff]ig\.|[Pp]l\.)\s?\d+[a-z]?"
    r"|nn?\.?\s?\d{1,3}\b)"
)
PAGES = rf"{RANGE}{_MORE}*{_NOTE}?"
"""Pages in a row, and a note or figure on the last: "S. 12, 15 und 17, Anm. 3"."""
_PARAGRAPH = r"\d+(?:[.:]\d+)*(?:-?[a-z]\b|[a-z])?(?:[A-Z]{1,2}\b)?(?:\s?\((?!\d{4}\))\w{1,4}\))*(?:\scmt\.\s[a-z]\b)?"
_LEAF = r"\d+(?:[rvab]+\b|\s?[rv]°|bis\b)?(?:\s?f{1,2}\b\.?)?"
_ROMAN = r"(?:[IVXLC]+\b|[ivxlc]+\b|\d+)"
_VOLUME = r"(?:[ivxlc]{1,6}|[ix]\.|[ivx]{2,6}\.)"
"""A volume as older books give it before the page: "iii. 214"; "c." and "v." are other signs."""
_SUB = r"(?:,?\s(?:Abs|Satz|Nr|Unterabs|al|apartado|lit)\.?\s?(?:\d+|[a-z]\b))*"

UNITS: tuple[tuple[str, str], ...] = (
    ("page", rf"{_ALONE}(?:[Pp]{{1,2}}\.?|[Pp]ages?|Seiten?|(?<!\.)SS?\.|[Pp]ágs?\.?|[Pp]agg?\.)\s?{PAGES}"),
    ("page", rf"{_ALONE}[Pp]p?\.\s?(?:[ivxlc]+(?:-[ivxlc]+)?|[IVXLC]+(?:-[IVXLC]+)?)\b"),
    ("section", rf"{_ALONE}(?:at|hier|here|esp\.|bes\.|ici)\s\d{{1,3}}(?:\.\d{{1,4}}){{2,}}(?!\w)"),
    ("page", rf"{_ALONE}(?:at|hier|here|esp\.|bes\.|ici)\s(?:(?:[Pp]{{1,2}}|S)\.?\s?|\*)?{PAGES}(?=[\s.,;)]|$)"),
    ("page", rf"{_ALONE}at\s[ivxlc]+\b(?=[\s.,;)]|$)"),
    ("page", rf"{_ALONE}[Pp]{{1,2}}\.\s?[A-Z]\d{{2,5}}(?:\s?-\s?[A-Z]?\d{{2,5}})?"),
    (
        "number",
        rf"{_ALONE}(?:(?:[Cc]at|[Ll]etter|[Dd]oc(?:ument)?|[Ff]ascicle|[Ii]tem|Kat|[Ll]ettre|Brief)\.?[\s-])?"
        r"(?:[Nn]os?\.|Nos?|[Nn]rn?\.|Nrn?|[Nn]úms?\.|n°|№|Dok\.|Doc\.)\s?\d+(?:\s?-\s?\d+)?(?:,\s\d+(?![\w.]))*(?:\s(?:and|und)\s\d+)?",
    ),
    ("number", rf"{_ALONE}(?:[Pp]ièces?|[Pp]ieza|[Ll]ey|[Cc]ard|[Ii]tem)\s\d+"),
    ("number", r"\b[A-Z]{1,3}-\d{1,5}\b"),
    (
        "section",
        rf"(?:\b[IVX]+,\s)?§{{1,2}}\s?{_PARAGRAPH}(?:\s?-\s?{_PARAGRAPH}|\s?f{{1,2}}\.)?{_SUB}(?:,\s(?:\d{{1,4}}\sf{{1,2}}\.|\d{{1,2}}(?:\s[a-z]{{1,2}}\b)?(?=[\s.,;)]|$)(?!\.\s(?:Aufl|[A-Z][a-zé]+\b))|\d+\(\w\)))*",
    ),
    ("section", r"¶{1,2}\s?\d+(?:-\d+)?"),
    (
        "section",
        rf"{_ALONE}(?<!['’])(?:paras?|paragraphs?|Rn|Rz|Rdnr|Abs|[Aa]rt(?:s|icles?|ikel|ículo|icolo)?|ss?|sections?|regs?|cl|sch"
        rf"|[Rr]ecitals?|ll?|vv?|[Ll]ines?|Z|Zeilen?|[Cc]ols?|Sp)\.?\s?{_PARAGRAPH}(?:\s?-\s?{_PARAGRAPH})?(?:\s?f{{1,2}}\.)?(?![./]\d){_SUB}",
    ),
    (
        "folio",
        rf"{_ALONE}(?:[Ff]ol[ls]?|[Ff]olios?|[Ff]os?|Bll?|Blatt)\.?\s?{_LEAF}(?:\s?-\s?{_LEAF})?(?:\s?f{{1,2}}\.)?",
    ),
    ("folio", rf"{_ALONE}ff?[°o]s?\s?\d+(?:\s?[rv]°)?(?:\s?-\s?\d+(?:\s?[rv]°)?)?"),
    ("folio", rf"{_ALONE}(?<!\d\s)ff?\.\s?{_LEAF}(?:\s?-\s?{_LEAF})?"),
    ("folio", rf"{_ALONE}cc?\.\s?\d{{1,3}}(?!\d)[rv]?(?:\s?-\s?{_LEAF})?"),
    ("folio", rf"{_ALONE}(?<!\.)(?:[Rr]ots?|[Mm]embr?s?|mm?)\.\s?\d+[rvd]?(?:\s?-\s?\d+[rvd]?)?"),
    ("section", r"(?<=[\s,])\[\d{1,3}\](?:-\[\d{1,3}\])?"),
    (
        "chapter",
        rf"{_ALONE}(?<!\]\s)(?<!\]\s\d\s)(?:[Cc]hapters?|[Cc]haps?|[Cc]h|Kapitel|Kap|[Cc]hapitres?|[Cc]ap|[Cc]apítulo|[Bb]ook|[Bb]k|Appendix|[Ll]ib|[Tt]ít|[Ll]ecture|Abschn(?:itte?)?|[Ss]trophen?|[Ss]tanzas?)(?:\.\s?|\s|(?=\d))"
        r"(?!1[4-9]\d\d)(?:[IVXLC]+\b|[ivxlc]+\b|\d+)"
        r"(?:\s?-\s?\d+|(?:,\s[ivxlc]+\b)*,?\s(?:and|und|et|&)\s[ivxlc]+\b)?"
        r"(?:[:,]\s?[‘'“\"„«][^’”\"“»\n]{1,200}?[’'”\"“»](?=[\s.,;)]|$))?",
    ),
    (
        "page",  # the volume before it is no part of the place: "Bd. II 96", "vol. 10, 316"
        rf"{_ALONE}(?:[Vv]ols?|Bd|[Tt]om[eo]?|t)\.?\s?(?:[IVX]+|[ivxlc]+|\d+),?\s(?!{YEAR}\b){RANGE}{_MORE}*(?=[\s,;)]|\.?\s*$|\.\s[A-Z])(?!\s?\(|\s[A-Za-z]{{3}}|\.\s(?:Aufl|Ausg))",
    ),
    (
        "volume",
        rf"{_ALONE}(?:Vols?|Volume|vols?|Bd|Band|[Tt]omes?|t)\.?\s?(?:[IVX]+\b|[ivxlc]+\b|\d+)(?:/\d+)?(?!\s?\()",
    ),
    ("date", rf"{_ALONE}(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"),
    ("date", rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:de\s)?(?:{_MONTHS})\.?,?\s(?:de\s)?\d{{4}}"),
    (
        "chapter",
        rf"{_ALONE}(?:\d{{1,2}}(?:re|er|ère|ere|e)\s[Pp]artie,\s)?(?:[Ll]ivre|[Ll]iv\.|[Pp]artie|[Ll]ettre|[Cc]hant|[Aa]cte|[Cc]anto|[Pp]art|[Ll]etter|[Aa]ct|[Ss]cene"
        r"|Buch|Teil|[Ll]ibro|[Pp]arte)\s?(?:[IVXLC]+(?:er)?|[ivxlc]+|\d{1,3})\b\.?",
    ),
    (
        "chapter",
        r"\b\d{1,2}(?:re|er|ère|ere|e|st|nd|rd|th)\s(?:[Ll]ivre|[Pp]artie|[Ll]ettre|[Pp]romenade|[Bb]ook|[Pp]art|[Ll]etter|[A-Z][a-z]{2,}(?=,\sch\.))\b",
    ),
    ("entry", r"\bs\.\s?vv?\.\s(?:[“‘\"„«][^”’\"“»]{1,60}[”’\"“»]|[\w-]+)(?:,\snos?\.\s\d+(?:(?:,\s|\sand\s)\d+)*)?"),
    ("pair", r"\bA\s?\d{1,3}(?:-\d+)?(?:\s?ff?\.)?\s?/\s?B\s?\d{1,3}(?:-\d+)?(?:\s?ff?\.)?"),
    ("page", rf"(?<=,\s){_VOLUME}\s{RANGE}{_MORE}*(?!\w)"),
    ("page", r"\bpassim\b|\bad (?:fin|init|loc)\b\."),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit where it is cited; offsets count the code points of a source's words."""

    kind: str
    start: int
    end: int


@cache
def _any_unit() -> re.Pattern[str]:
    """All rows in one pattern; the empty group that matched says which row.

    No row begins within a word, so that none has to look for it again.
    """
    rows = "|".join(f"(?:{pattern.removeprefix(_ALONE)})(?P<u{i}>)" for i, (_, pattern) in enumerate(UNITS))
    return re.compile(rf"(?<![^\W_])(?=[A-Za-z§¶№\[\d])(?:{rows})")


def chains_in(level: str) -> Iterator[list[Unit]]:
    """Units that stand side by side, together: "April 3 1945, No. 286. Pp 205-206"."""
    held: list[Unit] = []
    for match in _any_unit().finditer(level):
        unit = Unit(_kind_of(match), match.start(), match.end())
        if held and not re.fullmatch(r"[\s,.;:]*(?:(?:and|und|et|y|e|&)\s)?", level[held[-1].end : unit.start]):
            yield held
            held = []
        held.append(unit)
    if held:
        yield held


def _kind_of(match: re.Match[str]) -> str:
    """The kind of the row that matched."""
    return UNITS[int((match.lastgroup or "u0")[1:])][0]


@cache
def volume_before_page() -> re.Pattern[str]:
    """A volume at the head of a page that is no part of the place: "ii 245", "Bd. I 96"; of "iii. 214" it is."""
    return re.compile(rf"(?:(?:[Vv]ols?|Bd|[Tt]om[eo]?|t)\.?\s?{_ROMAN}|[ivxlc]{{1,6}}),?\s(?=\d)")


@cache
def number_alone() -> re.Pattern[str]:
    """A number without a sign, where nothing but it can be the place: after a back-reference."""
    return re.compile(
        rf"[\s,.:;]*(?P<place>{PAGES}|[ivxlc]+\b|\d{{1,2}}:{RANGE})(?=[\s.,;)]|:\s[“\"„«‚‘']|$)"
        r"(?!\s[A-Z][a-z]+\s\d{4})"
    )


@cache
def passage() -> re.Pattern[str]:
    """The place in a work of antiquity, by pages of the standard edition or by book, chapter and section."""
    stephanus = r"\d{2,4}[a-e]\d{0,2}(?:-\d{0,4}[a-e]?\d{0,2}(?<=[\da-e]))?(?:\s?ff?\.)?"
    return re.compile(rf"(?P<place>{stephanus}|\d{{1,3}}(?:[.:]\d{{1,4}}){{1,3}}(?:-\d{{1,4}}(?:\.\d+)*)?)(?![\w/])")


@cache
def regnal() -> re.Pattern[str]:
    """The year of a reign, before the number of a statute, which is called its chapter: "12 Geo. III, c. 109"."""
    return re.compile(r"\d(?:\s?&\s?\d+)?\s[A-Z][a-z]{2,5}\.?(?:\s(?:[IVX]+|\d))?,?\s$")


@cache
def page_of_report() -> re.Pattern[str]:
    """The page cited after the first page of a case or article: "410 U.S. 113, 120 (1973)", "RGZ 103, 328, 332"."""
    return re.compile(
        rf"(?:\b\d+ [A-Z][\w.'& -]{{0,40}}? \d+|\b[A-ZÄÖÜ][A-Za-zäöü-]*[A-ZÄÖÜ][A-Za-z]*\.? \d{{1,4}}, \d+), "
        rf"(?P<place>{RANGE}(?:, {RANGE})*)(?=\s?[(;,.)-]|\s*$|\s[A-Z])"
    )


@cache
def page_after_court() -> re.Pattern[str]:
    """The page cited after the court, as English lawyers cite a case: "[1932] AC 562 (HL) 580"."""
    return re.compile(rf"\d \((?:HL|PC|CA|SC|KB|QB|Ch|Comm|Fam|DC|ECJ|CJEU|HCA|SCC)\),? (?P<place>{RANGE})(?![\w/])")


@cache
def page_before_imprint() -> re.Pattern[str]:
    """The page before edition and year, as American lawyers cite books: "Jane Roe, Title 152-53 (2d ed. 1999)"."""
    return re.compile(
        r"^[^“”\"„;]{8,250}?[^\W\d_?!]\s(?=[\divxlc§])(?P<first>\d{1,4}, (?=\d{1,4}[ -]))?"
        rf"(?P<place>(?!{YEAR})\d{{1,4}}(?:-\d{{1,4}})?|[ivxlc]{{1,6}}"
        rf"|§{{1,2}}\s?[\d.]+(?:\(\w\))*)\s\((?:[^():]{{0,120}}\s)?{YEAR}\)(?=\.?\s*$|\s[\[(]|\.\s[A-Z])"
    )
