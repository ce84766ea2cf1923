"""Where a citation begins: after "See also", "Anders aber", and the prose that leads up to an author's name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

from tuireader.notes import terms
from tuireader.notes.antiquity import of_antiquity
from tuireader.notes.bluebook import after_volume
from tuireader.notes.terms import Family

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚ"
"""Capital letters of the languages that are read, for use in a character class."""
YEAR = r"(?:1[4-9]\d\d|20[0-4]\d)"
"""A year of printing."""
QUOTES = "“‘\"'„«‹»"
"""Signs that open a quotation in some language."""

_PARTICLE = (
    r"(?:de|da|di|du|del|della|dello|dei|des|dos|las|los|van|von|vom|der|den|ten|ter|zu|zur|le|la|al|el|af|av|bin|ibn)"
)
_LEADING = (
    r"(?:(?:van|von)(?:\s(?:de[rnm]?|het))?|de(?:\s(?:la|las|los))?|da|di|du|del|della|dos|des|le|la|ter|ten|al|el|bin"
    r"|ibn|zu)"
)
_WORD = rf"(?:[dlD][’'])?(?:(?:[{UPPER}][a-zé]{{0,2}}\.-?)+|[{UPPER}][\w’'-]*)"
NAME = rf"(?:{_LEADING}\s)?{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,4}}"
"""A person's or a body's name: capitalised words with particles between them."""
JOIN = r"(?:\s?[/&]\s?|,?\s(?:and|und|et|y|e|ed|&|with|mit|u\.)\s)"
"""What joins the names of two authors."""
HEAD = rf"{NAME}(?:(?:,\s{NAME}){{0,3}}{JOIN}{NAME}){{0,2}}(?:,?\set\s?al\.?|,?\su\.\s?a\.|\sand others)?"
"""The author or authors at the head of a citation."""
EDITING = r"(?:,?\s?[\[(]?(?:Hrsgg?|Hgg?|eds?|ed|dirs?|coords?|comps?|trans|a cura di|éds?|éd)\b\.?\s?[)\]]?(?:\sby)?)"
"""The word by which editors are told from authors."""
_GOES_ON = (
    rf"[,:]\s?(?=,,|[{QUOTES}*_]|[{UPPER}]|(?:op|art|loc|ouvr|ob|cit|a|s\.\s?v)\.|cit|ib[ií]d|ebd|pp?\.|S\.|§|\d|Rn|fol|ch\."
    rf"|in:?\s)"
    rf"|\s\(?(?={YEAR}[a-z]?\b(?!\s?[-–]\s?\d))"
    r"|\s\((?:n|nn|Fn|FN|Anm|wie|supra|above)\b"
    rf"|\s\((?=[{UPPER}«“][^()]{{8,120}}(?:{YEAR}|\bpp?\.\s?\d|\bS\.\s?\d))"
    r"|,?\s(?=supra\b|op\.\s?cit|a\.\s?a\.\s?O|loc\.\s?cit)"
    rf"|\s(?=[“‘\"„«]|'[{UPPER}])"
    rf"|(?<=[’']s)\s(?:[a-zà-þ]+\s){{0,3}}(?=[{UPPER}])"
)

LONGEST_LEAD = 400
"""Code points of prose that may lead up to a citation."""


class Knows(Protocol):
    """What has been met before."""

    def surname(self, name: str) -> bool:
        """Whether a surname, in lower case without accents, is that of an author."""

    def alias(self, words: str) -> bool:
        """Whether words begin with a name that a source was given."""


class Nobody:
    """Nothing has been met before."""

    def surname(self, name: str) -> bool:
        """No author."""
        return not name and False

    def alias(self, words: str) -> bool:
        """No name."""
        return not words and False


nobody = Nobody()


@cache
def _headed() -> re.Pattern[str]:
    """An author's name as it stands at the head of a citation, with what shows that it is one."""
    months = "Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|Spring|Summer|Autumn|Winter"
    return re.compile(
        rf"(?![IVXLC]{{2,}}\.|(?:Bd|Vol|Nr|No|Teil|Band|Kap|Tl|Hg|Hrsg|Jg)\b)(?!(?:{months})[a-zä]{{0,6}}\.?\s\d"
        rf"|(?:Im|In|Am|On|By|At|Seit|Um|Ab|Since|En|Dans|Nel) )"
        rf"(?P<head>{HEAD}){EDITING}?(?:{_GOES_ON})"
    )


@cache
def _no_name() -> re.Pattern[str]:
    """Words before a year that name nobody: "aus dem Jahr 1966"."""
    return re.compile(r"\b(?:Jahre?n?|Year|Années?|Anno|Año|Jahrhundert|Century)$")


@cache
def _author_and_year() -> re.Pattern[str]:
    return re.compile(rf"(?P<head>{HEAD})\s\(?{YEAR}[a-z]?(?:/\d{{2,4}})?(?!\s?[-–]\s?\d|\d)[,:)]?")


@cache
def _paged() -> re.Pattern[str]:
    return re.compile(r"\s?(?:S\.|pp?\.|§|\d)")


@cache
def _candidates() -> re.Pattern[str]:
    """Names that follow words which lead up to a citation."""
    return re.compile(
        rf"(?P<word>(?<![\w’'])[^\W\d_]+\.?|[,:)])\s(?=(?P<start>(?:{_LEADING}\s)?[{UPPER}]))",
    )


_LEADS_UP = frozenset(
    re.findall(
        r"\S+",
        "in by from see cf. compare like following with to of than as and but also e.g. esp. especially notably "
        "is are remains remain bleibt ist sind reste est rimane è sigue es "
        "bei siehe s. vgl. nach durch von mit auch etwa gegen zu an so schon oder or "
        "voir par chez dans selon d’après avec comme de sur et aussi chez "
        "en por según véase ver con sobre también in da di vedi cfr. secondo con per e anche già",
    )
)
_ARTICLES = frozenset(
    ["the", "das", "der", "die", "dem", "des", "den", "le", "la", "les", "el", "los", "il", "lo", "gli"]
)
_SENDS = frozenset(re.findall(r"\S+", "see cf. siehe s. vgl. voir bei chez by par vedi cfr. véase nach in"))


@lru_cache(maxsize=16)
def headed(words: str) -> re.Match[str] | None:
    """The author's name with which a citation begins, in the group ``head``; None where it begins with none."""
    found = _headed().match(words)
    return None if found and _no_name().search(found["head"]) else found


def author_and_year(words: str, at: int = 0) -> re.Match[str] | None:
    """A name and a year at an offset: "Smith 1999", "Paul/Mallmann (1995)"."""
    return _author_and_year().match(words, at)


def surname_of(head: str) -> str:
    """The surname of the first author of a head, in lower case without accents."""
    first = re.split(rf"{JOIN}|,", head, maxsplit=1)[0]
    return plain(
        re.sub(r"\s(?:et\s?al\.?|u\.\s?a\.)$", "", first)
        .split(" ")[-1]
        .strip(".,’'")
        .removesuffix("’s")
        .removesuffix("'s")
    )


def plain(words: str) -> str:
    """Lower case without accents, quotation marks made straight."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", words.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower().replace("’", "'")


@lru_cache(maxsize=8)
def lower_share(words: str) -> float:
    """The share of words in lower case, by which sentences are told from references; 0 for fewer than six words."""
    found = re.findall(r"[^\W\d_]{2,}", words)
    return sum(w[0].islower() for w in found) / len(found) if len(found) >= 6 else 0.0


def without_signal(words: str) -> str:
    """The words after "See also", "Vgl. auch", "So etwa"."""
    return words[after_signals(words) :]


@lru_cache(maxsize=16)
def after_signals(words: str) -> int:
    """The offset after all signals at the beginning; 0 where there is none, or nothing after them."""
    signal = terms.pattern(Family.SIGNAL)
    at = 0
    for _ in range(5):
        found = signal.match(words, at)
        if not found or found.end() >= len(words) or found.end() == at:
            break
        at = found.end()
    return at


def begin(words: str, knows: Knows = nobody) -> int:
    """Where the citation begins in the words of one source; 0 where nothing leads up to it.

    A name that an earlier source has made known, and a name with a year, are believed also in the middle of prose.
    """
    at = after_signals(words)
    at = after_volume(words, at) if words[at : at + 1].isdigit() else at
    body = words[at:]
    if headed(body) or speaking(body) or of_antiquity(body) or _with_kind().match(body):
        return at
    said = _quotation().match(body)
    if said and _gives_source(body[said.end() :], knows, dash=said["dash"] is not None):
        return at + said.end()
    own = _own_work().search(words, at, at + LONGEST_LEAD)
    if own:
        return own.start()
    opens = words[at : at + 1].islower() or _opens_prose().match(words, at) is not None
    article = _article().match(words, at) is not None
    for found in _candidates().finditer(words, at, at + LONGEST_LEAD):
        before = words[at : found.start("start")]
        spoken = opens or _verb().search(before) is not None
        head = headed(words[found.start("start") :])
        if head is None or (article and not spoken) or before.count("(") > before.count(")") or _quoting(before):
            continue
        if not re.search(r"\b[Ii]n:\s?$", before) and _leads_up(found["word"], before, head, spoken, knows):
            return found.start("start")
    return at


@cache
def _quotation() -> re.Pattern[str]:
    """A sentence in quotation marks, with the dash or the stop that parts it from its source."""
    return re.compile(r"[“\"«„][^“”\"«»„]{20,900}(?:[”\"»“][.,]?\s?(?P<dash>[—–]|--)\s?|(?<=[.!?])[”\"»“]\s)")


def attributed(words: str) -> bool:
    """Whether words begin with a quotation and a dash, behind which its source is named: "“…”—Hobbes, Leviathan"."""
    said = _quotation().match(words)
    return said is not None and said["dash"] is not None


def _gives_source(words: str, knows: Knows, *, dash: bool) -> bool:
    """Whether words give the source of a quotation that stands before them: "“…”—Hobbes, Leviathan, p. 3".

    Behind a stop, where an article has its journal, the author must be known, or the title followed by its place.
    """
    head = headed(words)
    if head is None or dash:
        return head is not None
    if _journal().search(head["head"]):
        return False
    return knows.surname(surname_of(head["head"])) or _title_and_place().match(words, head.end("head")) is not None


@cache
def _journal() -> re.Pattern[str]:
    """The words by which a journal is told from an author."""
    return re.compile(
        r"\b(?:Review|Journal|Quarterly|Studies|History|Annals|Bulletin|Proceedings|Transactions|Zeitschrift|Archiv"
        r"|Jahrbuch|Revue|Annales|Cahiers|Rivista|Revista)\b"
    )


@cache
def _title_and_place() -> re.Pattern[str]:
    return re.compile(rf",\s[{UPPER}][^,;()]{{3,80}},\s(?:pp?\.\s?\d|(?:vol|ch|chap|bk|book)s?\.?\s|[ivxlc]+\.?\s\d)")


def _leads_up(word: str, before: str, head: re.Match[str], spoken: bool, knows: Knows) -> bool:
    """Whether the words before a name lead up to a citation that it begins; ``spoken``: they are a sentence."""
    dated = author_and_year(head.string)
    paged = dated is not None and _paged().match(head.string, dated.end()) is not None
    named = knows.surname(surname_of(head["head"])) or (paged and spoken and word not in ",:)")
    titled = _titled().match(head.string) is not None
    sure = plain(word) not in _ARTICLES and (named or titled)
    if sure and not word[:1].isupper() and re.search(r"(?<![\w.])[a-zà-þ]{4,}", before):
        return True
    if _evidence_before().search(before) or _made_by().search(before):
        return False
    sends = word.lower() in _SENDS and (word != "in" or spoken or sure)
    if word == ",":
        return spoken and re.search(r"(?<![^\W\d_])[a-zà-þ]+,$", before.rstrip()) is not None
    if before[:1].islower() and word.islower() and " " in head["head"]:
        return re.search(r"(?<!van )(?<!von )\b(?:der|des|of|the|du)\b", head["head"]) is None
    if spoken and word[:1].isupper() and _inverted().match(head.string):
        return True
    return sends or (spoken and (word.lower() in _LEADS_UP or word == ":"))


@cache
def _own_work() -> re.Pattern[str]:
    """A full reference to another work of the author just named: "and, more fully, his Title (Oxford, 2012)"."""
    return re.compile(
        rf"\b(?:his|her|their)\s(?=(?:[“‘\"„«*_]|[{UPPER}][\w’-]*\s)[^();.]{{3,120}}\((?:[^()]{{0,80}}\s)?{YEAR}\))"
    )


@cache
def _made_by() -> re.Pattern[str]:
    """Before the name of a translator or editor, who is no author: "trad. du russe par", "ed. with notes by"."""
    return re.compile(
        r"\b(?:trad(?:uit|uction|\.)?|transl?(?:ated|\.)?|übers(?:etzt|\.)?|hrsg\.|hg\.|eds?\.|edited|éd(?:ité)?\.?|préface"
        r"|foreword|introd(?:uction|\.)?)(?:\s[a-zà-þ]+){0,3}\s$",
        re.IGNORECASE,
    )


@cache
def _inverted() -> re.Pattern[str]:
    """A surname with a forename after it, and then a title: "Roe, Jane, Weirs"."""
    return re.compile(rf"[{UPPER}][\w’-]+, [{UPPER}][\w’-]+[,:] [{UPPER}]")


@lru_cache(maxsize=8)
def speaking(words: str) -> re.Match[str] | None:
    """A name with a verb before its title, or before the kind of a source that has none: "Roe argues in 'Title'"."""
    return None if _SPEAKING.isdisjoint(terms.words_in(words)) else _does().match(words)


_VERBS = (
    "does|do|argue|argues|show|shows|note|notes|say|says|write|writes|suggest|suggests|has|have|puts|claim|claims"
    "|maintain|maintains|observe|observes|did|argued|wrote|consider|considers|discusses|develop|develops|defend"
    "|defends|treat|treats|gives|makes|offers"
)
_KINDS = "interview|testimony|deposition|diary|memoir"
_SPEAKING = terms.words_in(f"{_VERBS} {_KINDS}")


@cache
def _does() -> re.Pattern[str]:
    """A name with a verb before a title ("Roe argues in 'Title'"), or with the kind of a source ("Roe interview")."""
    verb = f"(?:{_VERBS})"
    return re.compile(
        rf"(?:[Aa]s\s)?(?P<name>{NAME})\s{verb}\b[^“‘\"„«();.]{{0,60}}\s(?:in|In)\s(?=[“‘\"„«']|[Hh]is\s|[Hh]er\s|[{UPPER}]\w+\s[^;.(]{{3,90}},\s(?:pp?\.|S\.|\d))"
        rf"|(?P<person>{NAME})\s(?=(?:{_KINDS})\b)"
    )


@cache
def _with_kind() -> re.Pattern[str]:
    """A full name before the kind of a source that has no title: "Ann Roe, telephone interview"."""
    kinds = (
        r"audio|telephone|letter|interview|lecture|speech|remarks|e-?mail|personal|unpublished|notebook|diary|testimony"
    )
    return re.compile(rf"(?:[{UPPER}][\w’.-]*\s){{1,3}}[{UPPER}][\w’-]+,\s(?:{kinds})\b")


def _quoting(before: str) -> bool:
    """Whether a quotation is open at the end of some words; a name in it is none of the writer's."""
    if before.count("„") > 0:
        if before.count("„") > before.count("“") + before.count("”"):
            return True
    elif before.count("“") > before.count("”"):
        return True
    if before.count("«") > before.count("»"):
        return True
    opened = re.search(r"(?:^|[\s(])['‘](?=[A-ZÀ-Þ])(?![^'’]*['’](?=[\s,.;:)]|$))[^'’]*$", before)
    return opened is not None


@cache
def _titled() -> re.Pattern[str]:
    """A full name before a title in quotation marks, which cites wherever it stands: "G. A. Roe, 'Title'"."""
    return re.compile(rf"(?:[{UPPER}](?:\.|[\w’-]+)\s?){{1,3}}\s[{UPPER}][\w’-]+,\s[‘“„«'\"](?=[{UPPER}])")


def opens_prose(words: str) -> bool:
    """Whether words begin as a sentence about something does: "For the opposite view", "Zur Stichprobe"."""
    return _opens_prose().match(words) is not None


@cache
def _opens_prose() -> re.Pattern[str]:
    return re.compile(
        r"(?:For|On|As|Against|Among|Besides|Similarly|Thus|Here|In|Für|Zu[rm]?|Über|Gegen|Im|Am|Dass|Bei|Auf|Wie|Ob"
        r"|Pour|"
        r"Sur|Comme|Para|Sobre|Per|Sul|Sulla|Su|Così)\b"
    )


@cache
def _article() -> re.Pattern[str]:
    """Words that begin a sentence or a title; only a verb can tell."""
    return re.compile(
        r"(?:This|That|These|Those|The|An?|I|We|It|He|She|They|Eine?|Die|Der|Das|Den|Dies\w*|Es|Er|Sie|Ce|Cette|Ces"
        r"|Les?|La|L[’']|"
        r"Une?|Il|Elle|El|Los|Las|Lo|Gli)(?:\b|(?<=’))"
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:is|are|was|were|has|have|had|can|may|be|remains?|bleibt|reste|rimane|argues?|discuss\w*|described?|found|see|refers?|ist|sind|wird"
        r"|werden|"
        r"findet|finden|est|sont|était|sigue|viene|si|es|son)\b"
    )


@cache
def _evidence_before() -> re.Pattern[str]:
    return re.compile(rf"\b{YEAR}\b|\bpp?\. ?\d|\bS\. ?\d|; ")
