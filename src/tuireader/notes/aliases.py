"""Names that a note gives to its source for later use: "(hereafter cited as X)", "(Working Time Directive)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tuireader.notes import terms
from tuireader.notes.leads import plain
from tuireader.notes.terms import Family

_ENDS = r"[)\];.,]|\s(?:mit|followed|suivie?s?|by|nach|con|seguito|seguido|sowie)\b|$"


@cache
def _in_law() -> re.Pattern[str]:
    """A capitalised name alone in brackets at the end of a full reference."""
    return re.compile(rf"\({_CAPITALISED}\)[\s.]*$")


@cache
def _of_act() -> re.Pattern[str]:
    """The same behind an act or an official journal, before the part cited: "OJ L95/29 (Weirs Directive), art 3"."""
    part = r"(?:arts?|ss?|sch|paras?|regs?|cl|recitals?|pt|r|ch)\.?\s\d"
    return re.compile(rf"\b(?:{_LAWS})\b[^()]{{0,120}}\({_CAPITALISED}\)(?=,\s{part})")


_LAWS = "Acts|Act|Directive|Regulations|Regulation|Convention|Treaty|Code|Charter|Order|Rules|OJ"
_ACTS = terms.words_in(_LAWS)
_CAPITALISED = r"(?:the )?[‘'“\"]?(?P<name>[A-Z][A-Za-z’' -]{1,50})[’'”\"]?"


@cache
def _said() -> re.Pattern[str]:
    """A name in quotation marks in brackets: ("the 2015 Report")."""
    act = r"the (?P<act>\d{4} (?:Act|Regulations|Order|Convention|Directive|Code))\)"
    return re.compile(rf"\((?:{act}|(?:the )?[‘'“\"](?P<name>[A-Za-z0-9][\w’' -]{{2,50}})[’'”\"]\))")


@cache
def _siglum() -> re.Pattern[str]:
    """An abbreviation in capitals alone in brackets, after a name or an imprint: "(KSA)", "[MEW]".

    Before a volume and a year it is that of a journal, and no name of the article: "Zeitschrift (ZJ) 68 (2013)".
    """
    volume = r",?\s\d{1,4}(?:/\d{1,4})?,?\s\(?\d{4}"
    return re.compile(
        r"\s(?<=(?:[^\W\d]|[.)])\s)[(\[](?P<name>[A-ZÄÖÜ]{2,6}(?:\s\d{4})?)[)\]]"
        rf"(?=[\s,.;:])(?!{volume})"
    )


@cache
def _statute() -> re.Pattern[str]:
    """Letters and a year for a statute: "Fatal Accidents Act 1976 (FAA 1976)"."""
    return re.compile(
        r"\b(?:Act|Regulations?|Orders?|Directive|Convention|Code|Rules)\b[^()]{0,20}"
        r"\((?P<name>[A-Z][A-Za-z]{1,8} \d{4})\)"
    )


@cache
def _exhibition() -> re.Pattern[str]:
    """The catalogue of an exhibition, which is called by place and year: "Ausst.-Kat. „Title“, Kunsthalle Ulm 2001"."""
    return re.compile(
        r"(?P<sign>Ausst\.-Kat\.|[Ee]xh\. ?cat\.|[Cc]at\. exp\.)"
        r"(?:[^;]{5,160}?,\s(?P<places>(?:[A-ZÄÖÜ][\w’-]+\s){1,6})"
        r"|,?\s\((?P<city>[A-ZÄÖÜ][\w’-]+): [^;()]{3,100},\s)(?P<year>\d{4})"
    )


def catalogue_called(body: str) -> str:
    """The name of an exhibition by place and year with which a citation begins ("Kat. Ulm 2001", "Ulm 2001, no. 3"),
    in the form in which ``find_aliases`` gives it; empty where it begins with none.
    """
    found = _called().match(body)
    return plain_alias(f"{_SHOWN} {found['place']} {found['year']}") if found else ""


@cache
def _called() -> re.Pattern[str]:
    sign = r"(?:(?:Ausst\.-)?Kat\.|[Ee]xh\. ?cat\.|[Cc]at\.(?: exp\.)?)"
    return re.compile(rf"(?:{sign}\s)?(?P<place>[A-ZÄÖÜ][\w’-]+) (?P<year>\d{{4}})(?=[,.:;]|$)")


_SHOWN = "exhibition"
"""Before place and year in the name of a catalogue, whatever sign its note has."""


@cache
def _wholly() -> re.Pattern[str]:
    term = terms.pattern(Family.ALIAS).pattern
    return re.compile(
        rf"[(\[]\s?(?:{term})(?P<inside>[^()\[\]]{{2,80}})[)\]]"
        rf"|(?:{term})[‘'“\"„«*_]?(?P<name>[^‘’“”\"„«»()\[\];,*_]{{2,60}}?)[’'”\"“»*_]?(?:{_ENDS})"
        r"|[(\[](?P<before>[^()\[\]]{2,40}?),? (?:par la suite|in der Folge|im Folgenden|hereafter|hereinafter"
        r"|d[’']ora in poi|en adelante|désormais|fortan)[)\]]",
        re.IGNORECASE,
    )


@cache
def _tail() -> re.Pattern[str]:
    """What says how the name will be used: ", cited by section number", "mit Band- und Seitenzahl"."""
    return re.compile(r";.*$|,? (?:mit|followed|suivie?s?|cited|by|nach|con|seguito|seguido)\b.*$", re.IGNORECASE)


def find_aliases(words: str, *, full: bool) -> list[str]:
    """The names that a source is given in its own note, made plain. ``full`` allows the lawyers' bare brackets."""
    bracketed, told = "(" in words or "[" in words, terms.may_hold(Family.ALIAS, words)
    if not bracketed and not told and "at." not in words:
        return []  # no brackets, no term and no "Kat.", "exh. cat."
    given = _wholly().finditer(words) if told else ()
    out = [plain_alias(_tail().sub("", m["inside"] or m["name"] or m["before"])) for m in given]
    named = _in_law().search(words) if full and not out else None
    if named is None and full and not out and not _ACTS.isdisjoint(terms.words_in(words)):
        named = _of_act().search(words)
    out += [plain_alias(m["name"] or m["act"]) for m in _said().finditer(words)]
    if named and named["name"].isupper() and words[: named.start()].rstrip()[-1:].isdigit():
        named = None  # the court, after the report of a case
    if named and not re.search(r"\b(?:eds?|trans|Hrsg|Press|University|emphasis)\b", named["name"]):
        out.append(plain_alias(named["name"]))
    if full:
        out += [plain_alias(m["name"]) for m in (_statute().finditer(words) if bracketed else ())]
        out += [plain_alias(m["name"]) for m in (_siglum().finditer(words) if bracketed else ())]
        shown = _exhibition().search(words) if "at." in words else None
        if shown:
            places = (shown["places"] or shown["city"]).split()
            out += [plain_alias(f"{sign} {p} {shown['year']}") for p in places for sign in (shown["sign"], _SHOWN)]
    hands = (re.sub(r"/(?:bearbeiter\w*|verfasser\w*|autor\w*)$", "", name) for name in out)  # "MüKo/Bearbeiter"
    return [name for name in dict.fromkeys((*out, *hands)) if name]


def alias_candidates(body: str) -> Iterator[str]:
    """The parts of a citation that may be an alias, made plain: each up to a stop, and without a volume after it."""
    for n, part in enumerate(
        re.split(r"[,;:()]\s|(?<=\w\w)\.\s|\s[(\[]|\b(?:in|dans|en)\s(?=[A-ZÀ-Þ])|[,;:]$", body)[:6]
    ):
        words = part.strip(" .,;:")
        if not words or (n and not words[:1].isupper()):
            continue
        yield plain_alias(words)
        bare = re.sub(
            r"(?:\s(?:vol\.|Bd\.|t\.|nos?\.|Nr\.|at|p{1,2}\.|S\.|§{1,2})?\s?(?:[IVXLC]+|[\divxl][\w./–-]*))+$",
            "",
            words,
        )
        if bare != words and bare:
            yield plain_alias(bare)


def plain_alias(words: str) -> str:
    """An alias without case, quotation marks, article and stops, for comparison."""
    made = plain(words).strip(" .,;:‘'“\"„«»”’*_")
    return made.removeprefix("the ")


def without_alias(words: str) -> str:
    """A source without the brackets that give it a name for later use."""
    found = _bracketed().search(words) if "(" in words or "[" in words else None
    return words if found is None else (words[: found.start()] + words[found.end() :]).rstrip()


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\s*[(\[](?:{terms.pattern(Family.ALIAS).pattern})[^()\[\]]{{2,80}}[)\]]", re.IGNORECASE)
