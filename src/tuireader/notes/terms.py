"""The words by which notes point back, sideways and onwards: one row for each form, with its language.

Adding a language or an abbreviation is adding a row. Patterns ignore case and are matched where the resolver expects
them: at the head of a source, or inside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Family(StrEnum):
    """What a term does with the source before it."""

    IBID = "ibid"
    IDEM = "idem"
    OP_CIT = "op. cit."
    NUMBER = "note number"
    ONWARD = "onward"
    CARRIER = "carrier"
    ALIAS = "alias"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Term:
    """One form. ``pattern`` is a regular expression without anchors."""

    family: Family
    language: str
    pattern: str


_N = r"(?P<n>\d{1,5})"

TERMS: tuple[Term, ...] = (
    Term(Family.IBID, "Latin", r"ib[ií]d(?:em)?\b\.?"),
    Term(Family.IBID, "Latin", r"ib\.(?=[\s,;:]|$)"),
    Term(Family.IBID, "Latin", r"id\.?(?=\s+at\b)"),
    Term(Family.IBID, "Latin", r"(?:id|idem)\.?[,;]?(?=\s*(?:$|pp?\.|S\.|§|¶|para|\d|art\.|ch\.|vol\.))"),
    Term(Family.IBID, "German", r"(?:ebd|ebda)\b\.?"),
    Term(Family.IBID, "German", r"eben(?:da|dort)\b"),
    Term(Family.IBID, "Italian", r"ivi\b(?=[,.;]|\s*$)"),
    Term(Family.IBID, "French", r"(?:même|meme) (?:ouvrage|référence|source)\b"),
    Term(Family.IBID, "Spanish", r"(?:misma obra|mismo lugar)\b"),
    Term(Family.IDEM, "Latin", r"(?:idem|eadem|eidem|id\.)[,:]?\s+(?=\S)"),
    Term(Family.IDEM, "German", r"(?:ders|dies)\.(?:/(?:ders|dies)\.)?[,:]?\s+(?=\S)"),
    Term(Family.IDEM, "German", r"(?:derselbe|dieselben?)[,:]\s+(?=\S)"),
    Term(Family.IDEM, "French", r"(?:le|la|les) mêmes?,\s+(?=\S)"),
    Term(Family.IDEM, "Italian", r"(?:lo stesso|la stessa),\s+(?=\S)"),
    Term(Family.IDEM, "Spanish", r"(?:el mismo|la misma),\s+(?=\S)"),
    Term(Family.OP_CIT, "Latin", r"\b(?:op|loc|art|ouvr|ob)\.?\s?cit\b\.?"),
    Term(Family.OP_CIT, "German", r"\ba\.\s?a\.\s?O\."),
    Term(Family.OP_CIT, "Italian", r"(?<=,\s)cit\.(?=[,;\s]|$)"),
    Term(Family.OP_CIT, "French", r"\bouvrage cité\b|\barticle cité\b"),
    Term(Family.NUMBER, "English", rf"\bsupra,?\s+(?:at\s+)?(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N}"),
    Term(Family.NUMBER, "English", rf"\((?:supra,?\s+|above,?\s+)?(?:nn?|fn|note)\.?\s*{_N}\)"),
    Term(Family.NUMBER, "English", rf"\b(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N},?\s+(?:above|supra)\b"),
    Term(Family.NUMBER, "English", rf"\babove,?\s+(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N}"),
    Term(Family.NUMBER, "English", rf"^(?:foot)?note\s+{_N}(?=[,.;:]|$)"),
    Term(
        Family.NUMBER,
        "German",
        rf"\(?\b(?:wie|oben|o\.|siehe oben|s\. ?o\.),?\s+(?:in\s+)?(?:Anm(?:erkung)?|Fn|Fußn(?:ote)?|FN)\.?\s*{_N}\)?",
    ),
    Term(Family.NUMBER, "German", rf"\((?:Anm(?:erkung)?|Fn|Fußn(?:ote)?)\.?\s*{_N}\)"),
    Term(
        Family.NUMBER, "German", rf"(?:^|(?<=[^\W\d],\s)|(?<=^siehe\s))(?:Anm(?:erkung)?|Fn|Fußn(?:ote)?)\.?\s*{_N}\b"
    ),
    Term(Family.NUMBER, "French", rf"\b(?:supra|ci-dessus),?\s+(?:la\s+)?(?:note|n\.)\s*{_N}"),
    Term(Family.NUMBER, "French", rf"\bnote\s*{_N},?\s+(?:ci-dessus|supra|plus haut)\b"),
    Term(
        Family.NUMBER,
        "Spanish",
        rf"\b(?:supra,?\s+)nota\s*{_N}",
    ),
    Term(
        Family.NUMBER,
        "Spanish",
        rf"(?:^|\()nota\s*{_N}\b|\bnota\s*(?P<m>\d{{1,5}})\s+supra\b",
    ),
    Term(
        Family.ONWARD, "English", r"(?:see\s+)?(?:infra\b|below\b|(?:discussion|section|chapter|notes?) \d+,? below\b)"
    ),
    Term(Family.ONWARD, "German", r"(?:(?:siehe|vgl\.|s\.)\s+)?unten\b|s\. ?u\."),
    Term(Family.ONWARD, "French", r"(?:(?:voir|cf\.)\s+)?(?:infra|ci-dessous|plus bas)\b"),
    Term(Family.ONWARD, "Spanish", r"(?:(?:véase|ver)\s+)?(?:infra|más abajo)\b"),
    Term(
        Family.CARRIER,
        "English",
        r"\b(?:as )?(?:quoted|cited|discussed|reprinted|reproduced|printed|translated|cit\.|qtd\.?|excerpted) "
        r"(?:in|by|from)\b:?",
    ),
    Term(Family.CARRIER, "English", r"(?:^|(?<=[.,;’”\"'»)]\s)|(?<=[.,;’”\"'»)]))in:?(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))"),
    Term(
        Family.CARRIER,
        "German",
        r"\b(?:zit(?:iert|\.)?(?: nach| bei| in)|abgedruckt (?:in|bei)|wiedergegeben (?:in|bei)|nach)\b:?"
        r"(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))",
    ),
    Term(
        Family.CARRIER,
        "French",
        r"\b(?:cité|citée|cités|reproduit) (?:par|dans|in|d’après|chez)\b:?|\bdans(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))",
    ),
    Term(Family.CARRIER, "Spanish", r"\bcitad[oa] (?:por|en)\b:?"),
    Term(Family.CARRIER, "Italian", r"\bcitat[oa] (?:in|da)\b:?"),
    Term(Family.CARRIER, "Latin", r"\bapud\b"),
    Term(
        Family.ALIAS,
        "English",
        r"(?:hereafter|hereinafter|henceforth)(?:,? (?:cited|referred to|abbreviated))?(?: to)?(?: as)?:?\s+",
    ),
    Term(
        Family.ALIAS,
        "English",
        r"(?:cited|referred to|abbreviated) (?:hereafter|hereinafter|below|henceforth)? ?as:?\s+",
    ),
    Term(
        Family.ALIAS,
        "German",
        r"(?:im folgenden|künftig|fortan|nachfolgend|im weiteren|hinfort)"
        r"(?: zit(?:iert|\.)?| abgekürzt)?(?: als)?:?\s+",
    ),
    Term(Family.ALIAS, "French", r"(?:désormais|ci-après|dorénavant)(?: cité| abrégé)?(?: en| comme)?\s?:?\s+"),
    Term(
        Family.ALIAS, "Spanish", r"(?:en adelante|de aquí en adelante|a partir de ahora)(?: citado)?(?: como)?[,:]?\s+"
    ),
    Term(
        Family.ALIAS, "Italian", r"(?:d’ora in poi|d'ora in poi|d’ora innanzi|di seguito)(?: citato)?(?: come)?[,:]?\s+"
    ),
    Term(
        Family.SIGNAL,
        "English",
        r"(?:but |and )?(?:see"
        r"(?:,? (?:also|generally|further|especially|esp\.|in particular|for example|for instance|e\.g\.))*"
        r"|cf\.|compare|contra|accord|e\.g\.|also|for example|for instance|following|from|quoting|citing)[,:]?\s+",
    ),
    Term(
        Family.SIGNAL,
        "German",
        r"(?:vgl\.|vergleiche|siehe|s\.(?= (?-i:[A-ZÄÖÜ][a-zäöüß]))|so|dazu|hierzu|ähnlich)"
        r"(?: (?:auch|dazu|hierzu|etwa|z\. ?B\.|insbesondere|bes\.|nur|ferner|u\. ?a\.|jetzt|bereits|schon))*[,:]?\s+",
    ),
    Term(Family.SIGNAL, "French", r"(?:voir|v\.)(?: (?:aussi|également|notamment|par exemple|sur ce point))*[,:]?\s+"),
    Term(Family.SIGNAL, "Spanish", r"(?:véase|véanse|ver)(?: (?:también|además))?[,:]?\s+"),
    Term(Family.SIGNAL, "Italian", r"(?:vedi|si veda|cfr\.)(?: (?:anche))?[,:]?\s+"),
    Term(Family.SIGNAL, "Latin", r"vide[,:]?\s+"),
    Term(Family.SIGNAL, "joining words", r"(?:and|with|und|sowie|ferner|mit|et|y|e)\s+(?=[“‘\"„«*_]?(?-i:[A-ZÀ-Þ]))"),
)


@cache
def pattern(family: Family) -> re.Pattern[str]:
    """All rows of a family in one pattern; groups are dropped, so it says where a term is and not what it holds."""
    rows = [re.sub(r"\(\?P<\w+>", "(?:", term.pattern) for term in TERMS if term.family is family]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


@cache
def number_patterns() -> tuple[re.Pattern[str], ...]:
    """The rows that name a note by its number, each with a group that holds the number."""
    return tuple(re.compile(term.pattern, re.IGNORECASE) for term in TERMS if term.family is Family.NUMBER)


@cache
def has_number_word() -> re.Pattern[str]:
    """A quick look whether any row of the note numbers could match."""
    return re.compile(
        r"\b(?:supra|above|n|nn|note|notes|fn|footnote|anm|anmerkung|fußnote|fußn|ci-dessus|nota)\b", re.IGNORECASE
    )
