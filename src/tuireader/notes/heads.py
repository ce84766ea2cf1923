"""The head of a citation: the author or authors before the title, or the body that speaks there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tuireader.notes.leads import EDITING, JOIN, NAME, QUOTES, UPPER, YEAR, plain

_STOP = frozenset(
    re.findall(
        r"\w+",
        "the a an of and in on for to at by from with its his her their der die das des dem den ein eine einer und"
        " von im "
        "zur zum vom für über auf mit am bei la le les l de du d un une et en au aux dans sur pour des par el los las"
        " del "
        "y e il lo gli i di da della dei delle degli dello nel nella al alla sul un uno su se",
    )
)
PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "de da di du van von vom der den del della dello dei des dos las los le la ten ter zu zum zur al el af av bin"
        " ibn",
    )
)
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+", "jr sr ii iii iv hrsg hg hgg hrsgg ed eds trans übers dir dirs coord comp professor sir dr prof lord"
    )
)
_NO_FIRST = frozenset(
    re.findall(
        r"\w+",
        "the a an der die das ein eine le la les un une el los las il lo gli vom zum zur beim im am aus auf über unter "
        "according for from in on with without since until",
    )
)
"""Articles and prepositions, with which no name begins."""


_BODIES = frozenset(
    re.findall(
        r"\w+",
        "committee commission council office ministry department board agency authority project society association "
        "institute foundation trust secretariat treasury parliament bundestag ministerium kommission",
    )
)
"""The last words by which a body is told from a person."""
_FAMILY_NAMES = frozenset(
    re.findall(
        r"\w+",
        "li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang "
        "deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen mao qian kim "
        "pak choe nguyen tran",
    )
)
"""Chinese, Korean and Vietnamese family names, which come first: "Mao Zedong"."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who speaks in a source, as its citation says it."""

    words: str = ""
    surnames: tuple[str, ...] = ()
    """Of each author, in lower case without accents; of a body, the words of its name."""
    others: tuple[str, ...] = ()
    """The other names of the authors; where family names come first, the surname is among them."""
    forenames: bool = False
    """Whether more than surnames is given, as a first citation does."""
    corporate: bool = False
    """Whether an institution speaks."""
    editing: bool = False
    """Whether the head names editors."""


@lru_cache(maxsize=256)
def content_words(words: str) -> tuple[str, ...]:
    """The words of a title that tell it from others, without articles, prepositions and endings of case or number."""
    found = _words().findall(plain(words))
    out = (_without_apostrophe(w) if "'" in w else w for w in found)
    return tuple(_stem(w) for w in out if w not in _STOP and (len(w) > 1 or w.isdigit()))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(r"(?:en|er|es|em|e|s|n)$")


def _without_apostrophe(word: str) -> str:
    """A word without an article or preposition run into it ("l'histoire"), or without the ending of a genitive."""
    if re.match(r"(?:[dlnsj]|[dn]ell|all|sull|un|qu)'", word):
        return word.split("'", 1)[1]
    return re.sub(r"'s?$", "", word)


def _stem(word: str) -> str:
    """A word without the ending that German cases and plurals everywhere change."""
    return _ending().sub("", word) if len(word) > 6 else word


@cache
def _leading_names() -> re.Pattern[str]:
    """Several authors in a row, which commas alone would part: "A. Bee, C. Dee and E. Eff"."""
    name = rf"(?:[{UPPER}][\w’'.-]*\s)+(?:(?:{'|'.join(sorted(PARTICLES))})\s)*[{UPPER}][\w’'-]+"
    imprint = rf"(?!{NAME},?\s{YEAR}|{NAME}:)"
    return re.compile(
        rf"{name}(?:,\s{name}){{1,5}}(?=:\s(?=.*(?:\bin:\s|\bS\.\s?\d|\bHrsg|\bHg\b"
        rf"|\bBd\.))(?![^(]{{0,200}}\([^()]*{YEAR}[^()]*\))|,?\s(?:u\.\s?a\.|et\sal))|"
        rf"{name}(?:,\s{name}){{1,5}}(?=,?\s\((?:Hrsg|Hg|eds?|dir|coord|a cura)\b)|"
        rf"{name}(?:,\s{name}){{1,4}},?\s(?:and|und|et|y|e|ed|&)\s{name}(?=,?\s\(?(?:eds?|Hrsg|dir|a cura)\b"
        rf"|,\s{imprint}[{UPPER}{QUOTES}]|\s[{QUOTES}]|:\s)"
    )


@cache
def _names_before_title() -> re.Pattern[str]:
    """Several names in a row before a title in quotation marks ("Doe, Roe, et Poe. « Title »"), or a year."""
    return re.compile(
        rf"(?P<names>{NAME}(?:(?:,\s{NAME}){{1,8}}(?:{JOIN}{NAME}(?:,\s{NAME})?)?|{JOIN}{NAME}(?:,\s{NAME})?))"
        r"[.,:]?\s(?=[“«„\"])"
        rf"|(?P<dated>{NAME}(?:,\s{NAME}){{1,5}},\s(?:and|und|et|&)\s{NAME})\s(?=\({YEAR})"
    )


@cache
def _closing_sign() -> re.Pattern[str]:
    """A quotation mark or a year in brackets, with which a row of names can end."""
    return re.compile(r"[“«„\"]|\((?=[12])")


@cache
def _head_end() -> re.Pattern[str]:
    return re.compile(
        rf"[,:;(*_]|(?!(?<=[^\W\d_])')[{QUOTES}]|\s[-–—]\s|\s(?={YEAR}[a-z]?\b)|(?<=[^\W\d_]{{3}})(?<!\bAug)(?<!\bJos)"
        rf"(?<!\bJoh)(?<!\bThos)(?<!\bChas)(?<!\bAlex)(?<!\bTheod)(?<!\bWilh)"
        rf"(?<!\bGeo)(?<!\bHor)(?<!\bFrid)\.(?=\s|[^\W\d_])"
        r"|\sin:?\s(?=[A-ZÀ-Þ])|\s(?=pp?\. ?\d)"
    )


def split_head(words: str) -> tuple[str, str]:
    """The part before the title, and the rest. The head is empty where the source begins with its title."""
    if not words or words[0] in f"{QUOTES}*_[(":
        return "", words
    before = _names_before_title().match(words) if _closing_sign().search(words) else None
    if before:
        names = before["names"] or before["dated"]
        return names, words[len(names) :]
    row = _leading_names().match(words)
    found = _head_end().search(words, row.end() if row else 0)
    at = found.start() if found else len(words.rstrip(" ."))
    if row and found and at - row.end() > 12:
        at = row.end()
    return words[:at].strip(), words[at:]


def read_head(words: str) -> tuple[Head, str]:
    """The head of a citation and the words after it."""
    row = _parted_by_semicolons().match(words) if "; " in words else None
    if row:
        return _of_row(row["names"]), words[row.end() :]
    head, rest = split_head(words)
    head = _legal_form().sub("", head)
    surnames, others, forenames, corporate = _names(head)
    if (
        not surnames
        and (particle := _with_article().match(head))
        and re.match(rf"\s\(?{YEAR}|,\s[{UPPER}]\w+\s\(", rest)
    ):
        surnames = (plain(particle["name"]),)
    initials = (_initials().match(rest) or _initials_at_end().search(head)) if surnames else None
    editing = _edits().match(rest) is not None
    return Head(head, surnames, others, forenames or initials is not None, corporate, editing), rest


@cache
def _parted_by_semicolons() -> re.Pattern[str]:
    """Several authors, family names first, before a title: "Roe, Jane; Doe, John: Weirs" or "Roe; Doe: Weirs"."""
    name = rf"[{UPPER}][\w’'-]+(?:,\s[{UPPER}][\w’'.-]*(?:\s[{UPPER}][\w’'.-]*){{0,3}})?"
    return re.compile(rf"(?P<names>{name}(?:;\s{name}){{1,5}})(?=(?:{EDITING})?:\s[{UPPER}{QUOTES}])")


def _of_row(names: str) -> Head:
    persons = [person.split(", ", 1) for person in names.split("; ")]
    forenames = " ".join(person[1] for person in persons if len(person) > 1).split()
    others = tuple(dict.fromkeys(plain(name) for name in forenames if len(name.strip(".")) > 1))
    return Head(names, tuple(plain(person[0]) for person in persons), others, forenames=bool(forenames))


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(r",?\s(?:e\.\s?V\.?|GmbH|Inc\.?|Ltd\.?|AG)$")


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(rf",\s(?:[{UPPER}]\.[ -]?)+(?=[,:(&]|\s?(?:and|und|et)\b)")


@cache
def _initials_at_end() -> re.Pattern[str]:
    """Initials behind the surname, where a title follows in quotation marks: "ROE, J. S., “Weirs”"."""
    return re.compile(rf",\s(?:[{UPPER}]\.[ -]?)+$")


@cache
def _edits() -> re.Pattern[str]:
    return re.compile(rf"{EDITING}(?=[\s,:.]|$)")


@cache
def _with_article() -> re.Pattern[str]:
    """A surname that begins with an article: "Le Goff", "El Greco"."""
    return re.compile(rf"(?:Le|La|El|Los|Lo|Il|Der)\s(?P<name>[{UPPER}][\w’-]+)$")


def harvard_head(words: str) -> Head | None:
    """The authors at the head of a work in a list, family names first: "Roe, J., Doe, K. and Poe, L. (1990)"."""
    found = re.match(rf"(?P<names>[^()\d:“\"‘„«]{{4,160}}?)[,.]?\s\(?{YEAR}", words)
    if found is None or re.match(rf"[{UPPER}][\w’-]+(?:\s[{UPPER}][\w’-]+)?,\s[{UPPER}]", found["names"]) is None:
        return None
    persons = re.split(r",?\s(?:and|und|&|et|y|e)\s|;\s|/|(?<=\.),\s(?=[^\W\d_][\w’-]+,)", found["names"])
    family = [re.split(r",\s", p)[0] if "," in p else p.split()[-1] for p in persons if p.split()]
    surnames = tuple(plain(name.split()[-1].strip(".")) for name in family if name)
    return Head(found["names"], surnames, (), forenames=True)


@lru_cache(maxsize=256)
def _names(head: str) -> tuple[tuple[str, ...], tuple[str, ...], bool, bool]:
    """Surnames, other names, whether there are others, whether it is a body; nothing for a title."""
    tokens = head.split()
    if not tokens or len(tokens) > 16 or plain(tokens[0]) in _NO_FIRST or re.search(r"\d|\bv\.? |\bvs\.? ", head):
        return (), (), False, False
    if len(tokens) > 1 and plain(tokens[-1]) in _BODIES and not re.search(r"\s(?:and|und|et|y|e|&)\s", head):
        return content_words(head), (), False, True
    if len(tokens) > 1 and len(tokens[-2]) > 2 and re.fullmatch(r"[IVXLC]+", tokens[-1]):
        return (), (), False, False
    if len(tokens) > 2:
        head = re.split(rf"\s(?:to|an|à)\s(?=[{UPPER}])", head, maxsplit=1)[0]
    if re.match(r"(?:Lord|Lady|Earl|Duke|Bishop|Archbishop|Viscount|Baron|Count(?:ess)?|Sir|Dame)\s", head):
        head = re.split(r"\sof\s", head, maxsplit=1)[0]
    persons = re.split(r"(?:,?\s(?:and|und|et|y|e|ed|&|with|mit|u\.)\s)|/|&|;|,\s", head)
    surnames: list[str] = []
    others: list[str] = []
    for person in persons:
        parts = [t[:-2] if t.endswith(("’s", "'s")) else t for t in (t.strip(".,'’") for t in person.split())]
        low = [
            t
            for t in parts
            if t[:1].islower() and plain(t) not in PARTICLES and plain(t) not in ("al", "u.a", "ua", "others")
        ]
        if low or len(parts) > 6:
            content = content_words(head)
            institution = head[0].isupper() and len(content) >= 2 and all(plain(t) in _STOP for t in low)
            return (content if institution else ()), (), False, institution
        parts = [t for t in parts if plain(t) not in PARTICLES]
        caps = [t for t in parts if t[:1].isupper() and len(t) > 1 and plain(t) not in _NOT_NAMES]
        if caps:
            first = len(caps) == 2 and plain(caps[0]) in _FAMILY_NAMES and plain(caps[1]) not in _FAMILY_NAMES
            surnames.append(plain(caps[0 if first else -1]))
            others += [plain(t) for t in (caps[1:] if first else caps[:-1]) if len(t) > 1]
            if len([t for t in parts if t[:1].isupper()]) > 1:
                others.append("")
    named = bool(others)
    return tuple(surnames), tuple(dict.fromkeys(o for o in others if o)), named, False
