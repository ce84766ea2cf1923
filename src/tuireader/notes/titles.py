"""The title of a source as its citation gives it: quoted, set apart, or up to its first stop."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tuireader.notes.leads import EDITING, UPPER, YEAR

LONGEST_TITLE = 250
"""Code points; what is longer is no title."""

_KINDS = frozenset(
    re.findall(
        r"\S+",
        "life works letters autobiography journal diary memoirs confessions essays sermons lectures poems dialogues "
        "leben werke schriften briefe tagebuch tagebücher autobiographie erinnerungen bekenntnisse predigten gedichte "
        "vie œuvres oeuvres lettres mémoires essais poésies vida obras cartas diario memorias confesiones "
        "vita opere opera lettere memorie",
    )
)
"""Words for kinds of book, which name no person."""

_ENDS = {"“": "”", "‘": "’", '"': '"', "'": "'", "„": "“”", "«": "»", "‹": "›", "*": "*", "_": "_"}


def is_kind_of_book(words: str) -> bool:
    """Whether a word names a kind of book, as a title for short: "Works", "Life"."""
    return words.casefold() in _KINDS


def after_head(rest: str) -> str:
    """What follows the head, without editors' marks, forenames or initials, or a year before the title."""
    found = _lead().match(rest)
    return rest[found.end() :] if found else rest


@cache
def _lead() -> re.Pattern[str]:
    """What may stand between a head and its title, in order; each may be wanting."""
    return re.compile(
        r"(?:(?!,,)[ ,:.;–—-])*"
        rf"(?:{EDITING}[\s,:.]*)?"
        rf"(?:\((?=[{UPPER}«“][^()]{{8,120}}(?:{YEAR}|\bpp?\.|\bS\.)))?"
        rf"(?:\(?{YEAR}[a-z]?\)?[\s,:.]*(?=\S))?"
        r"(?:(?:[A-Z]\.[\s-]?)+[,:]?\s+)?"
    )


def quoted_at(rest: str) -> tuple[int, int] | None:
    """Where the words between the quotation marks that begin a rest stand, or None where none begin it."""
    if rest.startswith(",,"):  # low quotation marks, typed
        end = re.search(r"[\"“”]|''|’’", rest)
        return 2, end.start() if end else len(rest)
    if not rest or rest[0] not in _ENDS:
        return None
    sure, likely = _closing(rest[0])
    found = sure.search(rest, 1) or likely.search(rest, 1)
    if found:
        return 1, found.start() + (found.group()[0] in ",.?!")
    end = re.search(r"\.\s|\(", rest[1:])
    return 1, 1 + end.start() if end else len(rest)


@cache
def _closing(opening: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a quotation ends that begins with a sign: surely, and where nothing better follows."""
    sign = re.escape(_ENDS[opening])
    stops = re.compile(rf"[{sign}](?=\s?[,.;:)(]|\sin\b|\s?$)|[,.?!][{sign}](?=\s|$)")
    return stops, re.compile(rf"[{sign}](?=[\s,.;:()]|$)")


@cache
def _located() -> re.Pattern[str]:
    """Where a place or a volume begins, which is no part of a title."""
    signs = (
        r"vols?|Bde?|[Tt]om[eo]?|t|pp?|S|nos?|Nr|fols?|ff?|chs?|chap|bk|lib|cap|cols?|Rn|Rz|arts?|ss?|reg|leg|cc?"
        r"|Bl|Kap"
    )
    parts = (
        r"livre|partie|lettre|chapitre|promenade|chant|acte|book|part|letter|chapter|canto|act|scene|Buch|Teil"
        r"|Brief|libro|parte|capítulo|capitolo"
    )
    return re.compile(
        rf"(?:^|[,.]?\s)(?:(?:{signs})\.\s?(?=\d|[ivxlcIVXLC]+\b)|§|(?:{parts})\s(?=[IVXLCivxl\d]+\b)|\d+(?:e|re|er"
        rf"|st|nd|rd|th|\.|ª|º)\s(?=(?:{parts})\b))"
        r"|(?:^|,\s)[ivxlc]+\s(?=\d)|(?:^|,\s)(?:le\s|du\s)?(?=\d{1,2}\s[a-zé]+\s\d{4}|(?:janvier|février|mars|avril"
        r"|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s\d{4})",
        re.IGNORECASE,
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        r"[,;\[]|\((?!\d{4}\s?[-–]\s?\d{2,4}\)\s[A-Za-z])|\.(?=\s|$)|[’”\"»](?=[\s,.;]|$)|(?<=[,.;:”’\"'»)?!])\s(?:in"
        r"|In):?\s(?=[A-Z“‘])|\s[Ii]n:\s|\s(?=(?:pp?|S)\. ?\d)|:\s(?=\d)|\s[-–—]\s(?=\d)"
    )


@lru_cache(maxsize=256)
def title_of(rest: str) -> str:
    """The first piece of the title, up to its first stop; the whole of it where it is quoted."""
    quoted = quoted_at(rest)
    if quoted is not None:
        return rest[quoted[0] : quoted[1]].strip(" ,.")
    place = _located().search(rest)
    rest = rest[: place.start()] if place else rest
    found = _end().search(rest)
    while found and found.group()[0] in '’”"»' and re.search("[“‘„«]", rest[: found.start()]):
        found = _end().search(rest, found.end())  # it closes a quotation within the title
    return (rest[: found.start()] if found else rest)[:LONGEST_TITLE].strip()


def whole_title(rest: str) -> str:
    """The title with its subtitle, but not the book or journal that it is printed in, nor the imprint."""
    quoted = quoted_at(rest)
    if quoted is not None:
        return rest[quoted[0] : quoted[1]]
    end = re.search(
        rf"\((?!\d{{4}}\s?[-–]\s?\d{{2,4}}\)\s[A-Za-z])|\[|[,.:]\s(?:in|In):?\s(?=[{UPPER}“‘\"„«])|\sin:\s"
        rf"|,\s(?:Paris|London|Berlin|Oxford|Cambridge|New York)\b"
        rf"|,\s(?=[^,]{{2,40}},\s[^,]{{2,60}},\s{YEAR})|,\s(?=[{UPPER}][^,]{{1,30}}\s{YEAR}\b)|,\s(?:{EDITING}|trad"
        rf"|übers|aus dem)"
        rf"|[,.]\s(?=(?:[Hh]g|[Hh]rsg|Aus d|Mit e)\b\.?\s?)|\.\s(?=[{UPPER}][\w/.-]+\s{YEAR})",
        rest[: LONGEST_TITLE + 50],
    )
    return rest[: end.start()] if end else rest[: LONGEST_TITLE + 50]
