"""The place that a note cites: pages, chapters, numbers, dates; always the note's own, never inherited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

LEVEL = str.maketrans("\u00a0\u202f\u2009–—−‑\n\t", "   ----  ")
"""Spaces and dashes made plain, one code point for one, so that offsets stay."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    "|Oct|Nov|Dec|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août"
    "|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    "|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre"
)
_RANGE = r"\d{1,5}[a-z]?(?:\s?-\s?\d{1,5}[a-z]?)?(?:\s?f{1,2}\b\.?|\s?sqq?\.)?"
_UNITS: tuple[tuple[str, str], ...] = (
    (
        "page",
        rf"(?<![^\W\d_])(?:[Pp]{{1,2}}\.?|[Pp]ages?|Seiten?|(?<!\.)SS?\.|págs?\.?|pagg?\.)\s?{_RANGE}(?:,\s?{_RANGE}(?![\w.]*\s+[A-Z]))*",
    ),
    ("page", r"(?<![^\W\d_])pp?\.\s?[ivxlc]+(?:-[ivxlc]+)?\b"),
    (
        "page",
        rf"(?<![^\W\d_])(?:at|hier|here|esp\.|bes\.)\s(?:(?:[Pp]{{1,2}}|S)\.?\s?)?{_RANGE}(?:,\s?{_RANGE})*(?=[\s.,;)]|$)",
    ),
    ("number", r"(?<![^\W\d_])(?:Nos?|Nrn?|n°|№|Dok|Doc)\.?\s?\d+"),
    ("number", r"\b[A-Z]{1,3}-\d{1,5}\b"),
    ("section", r"§{1,2}\s?\d+[a-z]?(?:\.\d+)*(?:\s?(?:-|f{1,2}\.)\s?\d*)?"),
    ("section", r"¶{1,2}\s?\d+(?:-\d+)?"),
    (
        "section",
        r"(?<![^\W\d_])(?<!['’])(?:paras?|paragraphs?|Rn|Rz|Rdnr|Abs|[Aa]rts?|arts?|ss?|sections?|regs?|cl|fols?|Bl|ll?|vv?|lines?|col|cols|Sp)\.?\s?"
        r"\d+[a-zA-Z]?(?:\(\w+\))*(?:\s?-\s?\d+[a-zA-Z]?)?(?:\s?f{1,2}\.)?(?:[rv]\b)?",
    ),
    ("section", r"(?<=[\s,])\[\d{1,3}\](?:-\[\d{1,3}\])?"),
    (
        "chapter",
        r"(?<![^\W\d_])(?:[Cc]hapters?|[Cc]haps?|[Cc]h|Kapitel|Kap|chapitres?|chap|[Cc]ap|[Cc]apítulo|[Bb]ook|[Bb]k|Appendix|lib)\.?\s?"
        r"(?:[IVXLC]+\b|[ivxlc]+\b|\d+)(?:\s?-\s?\d+)?(?:[:,]\s?[‘'“\"„«][^’”\"“»\n]{1,200}?[’'”\"“»](?=[\s.,;)]|$))?",
    ),
    ("volume", r"(?<![^\W\d_])(?:Vol|Volume|vol|Bd|Band|tome|t)\.?\s?(?:[IVX]+\b|\d+)(?!\s?\()"),
    ("date", rf"(?<![^\W\d_])(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"),
    ("date", rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{_MONTHS})\.?,?\s\d{{4}}"),
    (
        "chapter",
        r"(?<![^\W\d_])(?:[Ll]ivre|[Ll]iv\.|[Pp]artie|[Ll]ettre|[Cc]hant|[Aa]cte|[Cc]anto|[Pp]art|[Ll]etter|[Aa]ct|[Ss]cene|Buch|Teil|[Ll]ibro|[Pp]arte)\s?(?:[IVXLC]+|[ivxlc]+|\d{1,3})\b",
    ),
    (
        "chapter",
        r"\b\d{1,2}(?:e|re|er|ère|st|nd|rd|th)\s(?:[Ll]ivre|[Pp]artie|[Ll]ettre|[Pp]romenade|[Bb]ook|[Pp]art|[Ll]etter)\b",
    ),
    ("page", r"(?<=,\s)[ivxlc]{1,6}\s\d{1,4}(?:(?:-|,\s)\d{1,4})*\b"),
    ("page", r"\bpassim\b"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a source says about the place cited; offsets count the code points of the source's words."""

    locator: str | None = None
    extent: str | None = None
    cut: int | None = None
    """Where the full reference ends when the locator closes the source; None where it stands in the middle."""


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    start: int
    end: int


@cache
def _units() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_UNITS)))


@cache
def _tail() -> re.Pattern[str]:
    """A bare number at the end, after a comma, a closing bracket or a colon: "Title, 45-46." """
    number = r"\d{1,4}[a-e]?\d{0,2}(?:\s?-\s?\d{1,4}[a-e]?\d{0,2})?(?:\s?f{1,2}\b\.?)?"
    return re.compile(
        rf"(?:(?<=[,:)’”\"'»?!])\s|(?<=,)|(?<=\):)|(?<=\.)\s)(?P<place>{number}(?:,\s?{number})*|[ivxlc]{{1,6}}(?:-[ivxlc]+)?"
        r"|[A-Z]\s?\d{1,4}(?:/[A-Z]\s?\d{1,4})?)(?P<note>,?\s(?:n\.|nn\.|note)\s?\d+)?[\s.)’”\"']*$"
    )


def find_place(words: str, *, rest_of_ibid: bool = False) -> Place:
    """The locator and the extent in the words of one source.

    ``rest_of_ibid`` says that the words follow a back-reference, so that nothing in them is part of a full reference.
    A page range that closes the full reference of an article is its extent unless a page "at" is named besides.
    """
    level = words.translate(LEVEL)
    level = re.sub(
        r"(?:Retrieved|[Aa]ccessed|abgerufen|consulté|consultado|letzter Zugriff)\b.{0,40}$",
        lambda m: " " * len(m.group()),
        level,
    )
    chains = [c for c in _chains(level) if _valid(c, level, rest_of_ibid)]
    if not chains:
        return _bare(level, words, rest_of_ibid)
    chain = chains[-1]
    tail = _bare(level, words, rest_of_ibid)
    if (
        tail.locator is not None
        and tail.cut is not None
        and tail.cut > chain[-1].end
        and chain[-1].kind not in ("chapter", "section")
    ):
        return tail
    ranges = [u for c in chains for u in c if u.kind == "page"]
    outer, inner = _nested(ranges, level)
    if outer is not None and inner is not None:
        return Place(
            _words(words, inner.start, inner.end),
            _words(words, outer.start, outer.end),
            _cut(level, max(outer, inner, key=lambda u: u.start)),
        )
    if len(chain) == 1 and chain[0].kind == "page" and not rest_of_ibid and _article(level, chain[0]):
        return Place(None, _words(words, chain[0].start, chain[0].end), None)
    return Place(
        _words(words, chain[0].start, chain[-1].end),
        None,
        _cut(level, chain[0]) if _closes(level, chain[-1].end) else None,
    )


def _words(words: str, start: int, end: int) -> str:
    found = re.sub(r"^(?:at|hier|here|esp\.|bes\.)\s+", "", words[start:end].strip(" ,.;:"))
    return " ".join(found.split())


def _cut(level: str, unit: _Unit) -> int:
    before = level[: unit.start].rstrip()
    before = re.sub(r"[\s,;:.]*\b(?:[Aa]t|hier|here|esp\.?|bes\.)$", "", before)
    return len(before.rstrip(" ,;:"))


def _closes(level: str, end: int) -> bool:
    return not re.search(r"\w{3}", level[end:])


def _chains(level: str) -> Iterator[list[_Unit]]:
    """Units that stand side by side, together: "April 3 1945, No. 286. Pp 205-206"."""
    held: list[_Unit] = []
    for match in _units().finditer(level):
        unit = _Unit(_UNITS[int((match.lastgroup or "u0")[1:])][0], match.start(), match.end())
        if held and not re.fullmatch(r"[\s,.;:]*(?:(?:and|und|et|y|e|&)\s)?", level[held[-1].end : unit.start]):
            yield held
            held = []
        held.append(unit)
    if held:
        yield held


def _valid(chain: list[_Unit], level: str, rest_of_ibid: bool) -> bool:
    """Whether a chain is a place, and not the number of a series, a volume of a journal, or a chapter "in" a book."""
    before, after = level[: chain[0].start].rstrip(), level[chain[-1].end :]
    while chain and chain[0].kind == "volume" and not (rest_of_ibid or before.endswith(")")):
        chain.pop(0)
    if not chain or re.match(r"\s*(?:in|of)\s", after):
        return False
    kinds = {u.kind for u in chain}
    if rest_of_ibid:
        return True
    if kinds <= {"date"} or (kinds <= {"volume"} and not before.endswith(")")):
        return False
    if kinds <= {"number"}:
        counted = re.search(r"\b(?:Paper|Report|Series|Memorandum|Reihe|Heft|[Vv]ol\w*|\d)\.?,?$", before) is not None
        printed = re.search(r"\b(?:1[4-9]|20)\d\d\)?,$", before) is not None
        return (printed or not counted) and _closes(level, chain[-1].end)
    if chain[0].kind == "number" and re.search(
        r"(?:Paper|Report|Series|Memorandum|Reihe|Heft|vol|Vol)s?\.?,?$", before
    ):
        return bool(kinds - {"number"})
    if kinds == {"section"} and re.match(r"\s*[A-Z(]", after) and re.search(r"\b[A-Z]\w*$", before) is not None:
        return _closes(level, chain[-1].end)
    return True


def _numbers(level: str, unit: _Unit) -> tuple[int, int] | None:
    found = [int(n) for n in re.findall(r"\d+", level[unit.start : unit.end])]
    if not found or len(found) > 2:
        return None
    first, last = found[0], found[-1]
    if last < first:
        last = int(str(first)[: max(0, len(str(first)) - len(str(last)))] + str(last))
    return (first, last) if last >= first else None


def _nested(pages: list[_Unit], level: str) -> tuple[_Unit | None, _Unit | None]:
    """A page range and a place within it."""
    for outer in pages:
        wide = _numbers(level, outer)
        if wide is None or wide[0] == wide[1]:
            continue
        for inner in pages:
            narrow = _numbers(level, inner)
            if inner is not outer and narrow and narrow != wide and wide[0] <= narrow[0] <= narrow[1] <= wide[1]:
                return outer, inner
    return None, None


def _article(level: str, unit: _Unit) -> bool:
    """Whether the words before a page range are the full reference of an article in a journal."""
    pair = _numbers(level, unit)
    before = level[: unit.start]
    if pair is None or pair[0] == pair[1] or re.search(r"\b[Aa]t\s*$", before):
        return False
    quoted = re.search(r"[‘“\"„«][^’”\"“»]{3,}[’”\"“»]", before) is not None
    sign = re.search(
        r"\b[Vv]ol(?:ume|\.)?\s?\d|\b(?:t|n°|Bd|Jg)\.?\s?\d+|\b\d{1,4}(?:[./]\d+)?,?\s\(\D{0,12}\d{4}\)|\b[Nn]o\.\s?\d+[\s,(]",
        before,
    )
    return quoted and sign is not None


@cache
def _reporter() -> re.Pattern[str]:
    """The page cited after the first page, in the manner of American law: "410 U.S. 113, 120 (1973)"."""
    return re.compile(r"\b\d+ [A-Z][\w.'& ]{1,40} \d+, (?P<place>\d+(?:-\d+)?) \([^()]{0,40}\d{4}\)")


def _bare(level: str, words: str, rest_of_ibid: bool) -> Place:
    if rest_of_ibid:
        alone = re.fullmatch(r"[\s,.:;]*(?P<place>\d[\dabcde,\s-]*(?:f{1,2}\.?)?|[ivxlc]+)[\s.)]*", level)
        if alone:
            return Place(_words(words, alone.start("place"), alone.end("place")), None, 0)
    reported = _reporter().search(level)
    if reported:
        return Place(_words(words, reported.start("place"), reported.end("place")))
    found = _tail().search(level)
    if not found:
        return Place()
    place = found["place"]
    year = re.fullmatch(r"1[4-9]\d\d|20[0-4]\d", place)
    if year or re.search(r"(?:No|Nr|Paper|Report|Vol|vol|no|Bd|Heft)\.?,?$", level[: found.start("place")].rstrip()):
        return Place()
    if re.search(r"\b\d{1,4} ?\(\d{1,3}(?:[-/]\d+)?\)[:,]$", level[: found.start("place")].rstrip()) and "-" in place:
        return Place(None, _words(words, found.start("place"), found.end("place")), None)
    end = found.end("note") if found["note"] else found.end("place")
    year = re.match(r"(?:1[4-9]\d\d|20[0-4]\d),\s?(?=\d)", place)
    start = found.start("place") + (year.end() if year else 0)
    cut = len(level[:start].rstrip().rstrip(",:;").rstrip())
    return Place(_words(words, start, end), None, cut)
