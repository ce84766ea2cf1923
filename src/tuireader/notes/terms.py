"""The words by which notes point back, sideways and onwards: one row for each form, with its language.

Adding a language or an abbreviation is adding a row. Patterns ignore case and are matched where the resolver expects
them: at the head of a source, or inside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache


class Family(StrEnum):
    """What a term does with the source before it."""

    IBID = "ibid"
    IDEM = "idem"
    OP_CIT = "op. cit."
    NUMBER = "note number"
    ONWARD = "onward"
    EARLIER = "earlier"
    """To an earlier page or chapter of the text itself."""
    CARRIER = "carrier"
    """In another's book, which may also be where an article is printed."""
    QUOTED = "quoted"
    """Surely in another's book: "quoted in", "zit. nach"."""
    ALIAS = "alias"
    BY_PLACE = "by place"
    """From here on a work is cited by its pages or sections alone."""
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Term:
    """One form. ``pattern`` is a regular expression without anchors."""

    family: Family
    language: str
    pattern: str


_N = r"(?:\[\^)?(?P<n>\d{1,5})\b\]?"
"""The number of a note, or its mark as Markdown writes it."""

TERMS: tuple[Term, ...] = (
    Term(Family.IBID, "Latin", r"[il1]b[ií]d(?:em)?\b\.?"),
    Term(Family.IBID, "Latin", r"ib\.(?=[\s,;:]|$)"),
    Term(Family.IBID, "Latin", r"id\.?(?=\s+at\b)|\d{1,2}\sid\.(?=\s+(?:at\b|§|¶))"),
    Term(Family.IBID, "Latin", r"(?:id|[ií]dem)\.?[,;]?(?=\s*(?:$|pp?\.|S\.|§|¶|para|\d|art\.|ch\.|vol\.))"),
    Term(Family.IBID, "German", r"(?:ebd|ebda)\b\.?"),
    Term(Family.IBID, "German", r"eben(?:da|dort)\b"),
    Term(Family.IBID, "Italian", r"ivi\b(?=[,.;]|\s*$)"),
    Term(Family.IBID, "French", r"(?:même|meme) (?:ouvrage|référence|source)\b"),
    Term(Family.IBID, "Spanish", r"(?:misma obra|mismo lugar)\b"),
    Term(Family.IDEM, "Latin", r"(?:[ií]dem|eadem|eidem|id\.|ead\.)[,:]?\s+(?=\S)"),
    Term(Family.IDEM, "English", r"(?:his|her|their)\s+(?=[“‘\"„«*_A-ZÀ-Þ])"),
    Term(Family.IDEM, "German", r"(?:ders|dies)\.(?:/(?:ders|dies)\.)?[,:]?\s+(?=\S)"),
    Term(Family.IDEM, "German", r"(?:derselbe|dieselben?)[,:]\s+(?=\S)"),
    Term(Family.IDEM, "French", r"(?:le|la|les) mêmes?,\s+(?=\S)"),
    Term(Family.IDEM, "Italian", r"(?:lo stesso|la stessa),\s+(?=\S)"),
    Term(Family.IDEM, "Spanish", r"(?:el mismo|la misma),\s+(?=\S)"),
    Term(Family.OP_CIT, "Latin", r"\b(?:op|loc|art|ouvr|ob|éd|ed|trad)\.?\s?cit\b\.?"),
    Term(
        Family.OP_CIT,
        "Latin",
        r"\bubi supra\b|\bl\.\s?c\.(?=[\s,;]|$)|\b(?:op|loc)\s?:\s?cit\b\.?|\bloco cit(?:ato|\.)",
    ),
    Term(Family.OP_CIT, "German", r"\ba\.\s?a\.\s?O\."),
    Term(Family.OP_CIT, "Italian", r"(?<=,\s)cit\.(?=[,;\s]|$)"),
    Term(Family.OP_CIT, "French", r"\bouvrage cité\b|\barticle cité\b"),
    Term(Family.NUMBER, "English", rf"\bsupra,?\s+(?:at\s+)?(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N}"),
    Term(Family.NUMBER, "English", rf"\((?:supra,?\s+|above,?\s+)?(?:nn?|fn|note)\.?\s*{_N}\)"),
    Term(Family.NUMBER, "English", rf"\b(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N},?\s+(?:above|supra)\b"),
    Term(Family.NUMBER, "English", rf"\babove,?\s+(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*{_N}"),
    Term(
        Family.NUMBER, "English", rf"^(?:this \w+, )?(?:foot)?(?:note|n\.)\s+{_N}(?=[,.;:]|$|\s(?:for|on|where|and)\b)"
    ),
    Term(
        Family.NUMBER, "English", rf"\b(?:see|in|at) (?:also )?(?:this \w+, )?(?:foot)?(?:note|n\.) {_N}(?=[,.;:)]|$)"
    ),
    Term(
        Family.NUMBER,
        "German",
        rf"\(?\b(?:wie|oben|o\.|siehe oben|siehe|vgl\.|s\.|s\. ?o\.),?\s+(?:in\s+)?(?:Anm(?:erkung(?:en)?)?|Fn"
        rf"|Fußn(?:oten?)?|FN)\.?\s*\[?{_N}\]?\)?",
    ),
    Term(Family.NUMBER, "English", rf"^ch(?:ap(?:ter)?)?\.?\s(?:[ivxlc]+|\d{{1,3}})\.?,\s(?:foot)?(?:note|n\.)\s{_N}"),
    Term(
        Family.NUMBER,
        "English",
        rf"\b(?:cited|listed|given|mentioned|collected|named) (?:at|in|under) (?:nn?\.?|notes?) {_N}",
    ),
    Term(
        Family.NUMBER,
        "German",
        rf"\b(?:Nachweise|Angaben|Belege|Literatur|Hinweise|Zitate) (?:\w+ )?(?:in|bei) (?:Fn|FN|Anm|Fußn(?:oten?)?)"
        rf"\.? {_N}",
    ),
    Term(Family.NUMBER, "German", rf"\((?:Anm(?:erkung)?|Fn|Fußn(?:ote)?)\.?\s*{_N}\)"),
    Term(
        Family.NUMBER,
        "German",
        rf"(?:^|(?<=[^\W\d],\s)|(?<=^siehe\s))(?:Anm(?:erkung(?:en)?)?|Fn|Fußn(?:oten?)?)\.?\s*\[?{_N}\b\]?",
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
    Term(Family.EARLIER, "English", r"above,?\s+(?=pp?\.\s?\d|pages?\s\d|ch(?:apter|\.)|sections?\s|§)"),
    Term(Family.EARLIER, "German", r"(?:siehe\s+)?oben,?\s+(?=SS?\.\s?\d|Kap(?:itel|\.)|Abschn|§)"),
    Term(Family.EARLIER, "French", r"(?:ci-dessus|plus haut),?\s+(?=pp?\.\s?\d|chap|§)"),
    Term(Family.EARLIER, "Spanish", r"más arriba,?\s+(?=pp?\.\s?\d|págs?\.|cap|§)"),
    Term(
        Family.QUOTED,
        "English",
        r"\b(?:as )?(?:is )?(?:(?:quoted|cited|discussed|cit\.|qtd\.?) (?:in|by|from|after)"
        r"|(?:reprinted|repr\.|rpt\.|reproduced|printed|translated|excerpted|collected) in)\b:?",
    ),
    Term(
        Family.QUOTED,
        "German",
        r"\b(?:zit(?:iert|\.)?:? ?(?: nach| bei| in)|abgedr(?:uckt|\.) (?:in|bei)|wiedergegeben (?:in|bei)"
        r"|wieder in)\b:?",
    ),
    Term(
        Family.QUOTED,
        "French",
        r"\b(?:cité|citée|cités|citées|reproduit|reproduite|repris|reprise) (?:par|dans|in|d[’']après|chez)\b:?",
    ),
    Term(Family.QUOTED, "Spanish", r"\bcitad[oa]s? (?:por|en)\b:?|\bcit\. (?:por|en)\b"),
    Term(Family.QUOTED, "Italian", r"\bcitat[oaie] (?:in|da)\b:?|\bcit\. (?:in|da)\b"),
    Term(Family.QUOTED, "Latin", r"\bapud\b"),
    Term(Family.CARRIER, "English", r"(?:^|(?<=[.,;’”\"'»)]\s)|(?<=[.,;’”\"'»)]))in:?(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))"),
    Term(Family.CARRIER, "German", r"\bnach\b:?(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))"),
    Term(Family.CARRIER, "French", r"\bdans(?=\s+[“‘\"«„]?(?-i:[A-ZÀ-Þ]))"),
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
        r"(?: zit(?:iert|\.)?| abgekürzt)?(?: als| (?:mit|unter) der Sigle)?:?\s+"
        r"|(?<=\()=\s?|(?:mit|unter) der Sigle\s+|\bSiglen?:?\s+|\bzit(?:iert|\.) als\s+",
    ),
    Term(
        Family.ALIAS,
        "French",
        r"(?:désormais|ci-après|dorénavant)(?: citée?s?| abrégée?s?| noté)?(?: en| comme)?\s?:?\s+",
    ),
    Term(
        Family.ALIAS, "Spanish", r"(?:en adelante|de aquí en adelante|a partir de ahora)(?: citado)?(?: como)?[,:]?\s+"
    ),
    Term(
        Family.ALIAS, "Italian", r"(?:d’ora in poi|d'ora in poi|d’ora innanzi|di seguito)(?: citato)?(?: come)?[,:]?\s+"
    ),
    Term(
        Family.BY_PLACE,
        "English",
        r"\b(?:subsequent|further|later|all|future|other) (?:citations?|references?|quotations?)\b[^.;]{0,80}"
        r"\b(?:paragraph|page|section|line|parenthe\w+|in the text)\b",
    ),
    Term(
        Family.BY_PLACE,
        "English",
        r"\b(?:here(?:in)?after|henceforth)\b[^.;]{0,30}\bby (?:paragraph|page|section|line)\b",
    ),
    Term(
        Family.BY_PLACE,
        "German",
        r"\b(?:im folgenden|künftig|fortan)\b[^.;]{0,60}\b(?:Seitenzahl|Seitenangabe|Paragraphen|Abschnitt)",
    ),
    Term(Family.BY_PLACE, "French", r"\b(?:désormais|par la suite)\b[^.;]{0,60}\b(?:pages?|paragraphes?|section)\b"),
    Term(
        Family.SIGNAL,
        "English",
        r"(?:but |and |or |yet )?(?:see|cf\.|compare|contrast|contra|accord|pace|e\.g\.,?|also|so|thus|as(?=\sn)"
        r"|for example"
        r"|for instance|following|quoting|citing|(?:from|by|as)(?=\s(?-i:[A-ZÀ-Þ])\S+\s(?:and\s|[\d(]))|similarly"
        r"|likewise|especially|esp\.|notably|in particular"
        r"|generally|further|more generally|again|in effect|above all|here|most recently)[,:]?\s+",
    ),
    Term(
        Family.SIGNAL,
        "German",
        r"(?:vgl\.|vergleiche|siehe|zum beispiel|exemplarisch|dazu|s\.(?= (?-i:[A-ZÄÖÜ][a-zäöüß]))|so|dazu|hierzu"
        r"|ähnlich|ebenso|sinngemäß|anders"
        r"|dagegen|demgegenüber|kritisch|krit\.|zustimmend|zust\.|differenzierend|grundlegend|grundsätzlich|eingehend"
        r"|ausführlich|zusammenfassend|zuletzt|zuerst|statt vieler|statt aller|a\.\s?A\.|wohl|aber|schon|auch|etwa|nur"
        r"|bereits|jetzt|nun|jedoch|freilich|insbesondere|insb\.|bes\.|besonders|ferner|weiter|weiterhin|außerdem"
        r"|des weiteren|im übrigen|z\.\s?B\.|u\.\s?a\.|hier|dort|erneut|wiederum|noch|früher|später|treffend"
        r"|zurückhaltender)"
        r"[,:]?\s+",
    ),
    Term(
        Family.SIGNAL,
        "French",
        r"(?:voir|v\.|cf\.|sur(?=\s(?-i:[A-ZÀ-Þ]))|ainsi|comme(?=\s(?-i:[A-ZÀ-Þ]))|selon|d[’']après|notamment|aussi"
        r"|également|par exemple|surtout|encore|déjà|mais"
        r"|outre|à comparer avec|à rapprocher de|à ce sujet|sur ce point|à ce propos|là-dessus|en particulier)[,:]?\s+",
    ),
    Term(
        Family.SIGNAL,
        "Spanish",
        r"(?:véase|véanse|ver|cfr?\.|así|también|además|según|por ejemplo|sobre todo|en especial)[,:]?\s+",
    ),
    Term(
        Family.SIGNAL,
        "Italian",
        r"(?:e si ved(?:a|ano)|vedi|si ved(?:a|ano)|cfr\.|anche|così|già|inoltre|soprattutto|in particolare|ad esempio"
        r"|da ultimo|in generale)[,:]?\s+",
    ),
    Term(
        Family.SIGNAL, "the writer's own", r"(?:my|our|mein(?:en|em|e)?|unser(?:en|em|e)?|mon|mes|mi)\s+(?=[“‘'\"„«])"
    ),
    Term(Family.SIGNAL, "Latin", r"(?:vide|confer|apud|locus classicus)[,:]?\s+|cf\.(?=(?-i:[A-ZÀ-Þ]))"),
    Term(
        Family.SIGNAL,
        "joining words",
        r"(?:and|with|und|sowie|ferner|mit|et|y|e|ed|or|oder|ou|o|but|aber)[,:]?\s+(?=[“‘\"„«*_]?(?-i:[A-ZÀ-Þ]))",
    ),
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


@lru_cache(maxsize=16)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, without figures, order and case, by which patterns are ruled out unread."""
    return frozenset((_plain_word() if text.isascii() else _word()).findall(text.casefold()))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _plain_word() -> re.Pattern[str]:
    """The same in ASCII, twice as fast."""
    return re.compile(r"[a-z]+")


_WORDS: dict[Family, frozenset[str]] = {
    Family.NUMBER: words_in(
        "supra above n nn note notes fn footn footnn footnote footnotes footfn Anm Anmerkung Anmerkungen Fußn Fußnote"
        " Fußnoten ci-dessus nota"
    ),
    Family.ONWARD: words_in("infra below unten u ci-dessous bas abajo"),
    Family.EARLIER: words_in("above oben dessus haut arriba"),
    Family.CARRIER: words_in("in nach dans"),
    Family.BY_PLACE: words_in(
        "subsequent further later all future other hereafter hereinafter henceforth folgenden künftig fortan désormais"
        " suite"
    ),
}
"""Words of which some stand in every form of a family; a new row must have some of them."""
_LETTERS: dict[Family, tuple[str, ...]] = {
    Family.OP_CIT: ("cit", "supra", "c.", "o."),
    Family.QUOTED: (
        *("cit", "quoted", "discussed", "qtd", "repr", "rpt", "printed", "translated", "excerpted", "collected"),
        *("zit", "abgedr", "wieder", "apud"),
    ),
    Family.ALIAS: (
        *("after", "henceforth", "cited", "referred to", "abbreviated", "folgend", "künftig", "fortan"),
        *("im weiteren", "hinfort", "=", "sigl", "zit", "désormais", "ci-après", "dorénavant", "adelante"),
        *("a partir de ahora", "ora in", "di seguito", "par la suite", "in der folge"),
    ),
}
"""Letters of which some stand in every form of a family, in lower case; a new row must have some of them."""


def may_hold(family: Family, words: str) -> bool:
    """A quick look whether any row of a family could match; most notes hold none."""
    if family in _WORDS:
        return not _WORDS[family].isdisjoint(words_in(words))
    low = words.casefold()
    for letters in _LETTERS[family]:  # noqa: SIM110 - a generator costs as much as all the look-ups
        if letters in low:
            return True
    return False
