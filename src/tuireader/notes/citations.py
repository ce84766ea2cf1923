"""Read one source as a note cites it: head author, title, year, volume, imprint, carrier and place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from tuireader.notes import terms
from tuireader.notes.locators import LEVEL, Place, find_place
from tuireader.notes.terms import Family

_STOP = frozenset(
    re.findall(
        r"\w+",
        "the a an of and in on for to at by from with der die das des dem den ein eine und von im zur zum vom für über "
        "auf mit le la les l de du d un une et en au aux dans sur pour el los las del y e il lo gli i di da della dei "
        "nel",
    )
)
_PARTICLES = frozenset(
    re.findall(r"\w+", "de da di du van von der den del della la le ten ter zu zum zur af al bin ibn dos")
)
_NOT_NAMES = frozenset(
    re.findall(r"\w+", "jr sr ii iii iv hrsg hg ed eds trans übers dir comp professor sir dr prof lord")
)
_ARTICLES = frozenset(re.findall(r"\w+", "the a an der die das ein eine le la les un une el los las il lo gli"))


@dataclass(frozen=True)
class Source:
    """One source, read once. ``words`` is folded to single spaces and has no signal ("See") before it."""

    words: str
    head: str
    """What stands before the title: the author or authors, or an institution."""
    surnames: tuple[str, ...]
    """Of the head authors, in lower case without accents; editors and translators are not among them."""
    forenames: bool
    """Whether the head gives more than a surname, as a first citation does."""
    corporate: bool
    """Whether the head is an institution."""
    title: str
    """The first piece of the title, up to its first stop; the short form when the source is a short one."""
    title_words: tuple[str, ...]
    """The words of ``title`` that count, in lower case without accents."""
    place: Place
    volume: int | None
    years: tuple[str, ...]
    imprint: bool
    """Whether publisher, place and year, a journal's number, a report or an address makes it a full reference."""
    author_date: bool
    """Whether the source is only a name and a year: "Smith 1999, 45"."""
    carrier: str | None
    """The words of the source that carries this one ("X. In Y"), else None."""
    primary: str | None
    """What is cited in the carrier, where it is said."""

    @cached_property
    def all_title_words(self) -> tuple[str, ...]:
        """The words of the whole title, subtitle included, for comparison with short ones."""
        rest = _from_title(self.words[len(self.head) :])
        quoted = _quoted(rest)
        whole = quoted if quoted is not None else rest[:300].split("(", maxsplit=1)[0]
        return content_words(whole)

    @cached_property
    def main_title_words(self) -> tuple[str, ...]:
        """The words of the title before its subtitle."""
        return content_words(re.split(r"[:.?!–—]|, ", self.title, maxsplit=1)[0])

    @property
    def without_place(self) -> str:
        """The full reference without the note's own locator, where that stands at the end."""
        cut = self.place.cut
        return (self.words if cut is None else self.words[:cut]).rstrip(" ,;:")


def plain(words: str) -> str:
    """Lower case without accents, quotation marks made straight."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", words.replace("ß", "ss"))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower().replace("’", "'")


def content_words(words: str) -> tuple[str, ...]:
    """The words of a title that tell it from others: no articles, prepositions or possessive endings."""
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", plain(words))
    out = (re.sub(r"'s?$|'s$", "", w) if not re.match(r"[dl]'", w) else w[2:] for w in found)
    return tuple(w for w in out if w not in _STOP and (len(w) > 1 or w.isdigit()))


def fold(words: str) -> str:
    """White space of every kind as single spaces."""
    return " ".join(words.split())


def without_signal(words: str) -> str:
    """The words after "See also", "Vgl. auch" and, where prose leads up to it, after "… see"."""
    signal = terms.pattern(Family.SIGNAL)
    for _ in range(3):
        found = signal.match(words)
        if not found or not words[found.end() :]:
            break
        words = words[found.end() :]
    lead = _lead_in().match(words)
    return words[lead.end() :] if lead else words


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(
        r"(?:For|On|As|Für|Zu|Zur|Zum|Über|Pour|Sur|Para|Sobre|Su|Per)\b[^.;“‘\"„«]{3,160}?[,;]?\s"
        r"(?:see|cf\.|siehe|vgl\.|voir|véase|vedi|si veda)"
        r"(?: (?:also|auch|aussi|e\.g\.|esp\.|especially|etwa|z\. ?B\.))*,?\s+"
        r"(?=[A-ZÀ-Þ“‘\"„«])"
    )


@cache
def _prose_lead() -> re.Pattern[str]:
    """A sentence that leads up to an author: "The legend is taken apart in Howard Brody, …"."""
    return re.compile(
        r"(?=[^“‘\"*_(]{0,160}\b(?:is|are|was|were|has|have|had|ist|sind|wird|findet|est|sont|sigue|viene)\b)"
        r"[A-ZÀ-Þ][^“‘\"*_(]{10,160}?\s(?:in|by|from|see|bei|nach|dans|par|chez|en|por)\s"
        r"(?=(?:[A-ZÀ-Þ][\w.’-]*\s){1,3}[A-ZÀ-Þ][\w’-]+(?:,|:|\sand\s|\set\sal|\sund\s))"
    )


@cache
def _imprint() -> re.Pattern[str]:
    year = r"(?:1[4-9]\d\d|20[0-4]\d)[a-z]?"
    months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mai|März|Okt|Dez"
    return re.compile(
        rf"\((?:[^()]*\b)?{year}(?:[-–]\d+)?\)|[^\W\d_]{{3,}}: [^:]{{2,60}}, {year}\b"
        rf"|: (?:(?!(?:{months}))[A-ZÄÖÜ&][\w.&-]*,? ){{1,4}}{year}(?=[.,;:)]|$)"
        rf"|\[{year}\] (?:\d+ )?[A-Z]|ISBN|https?://|\bdoi:"
        rf"|\b\d+ [A-Z][\w. ]{{1,40}} \d+ \("
        rf"|(?:^|[,.] )(?!(?:{months}))(?:[A-ZÄÖÜ][^\W\d_]{{2,}}[./ -]?(?:[a-z]\.? ?[A-Z]\.)?){{1,3}}"
        rf",? {year}(?=[.,;:)]|$)"
        rf"|(?:Press|Verlag|Books|Publishers|Routledge|Penguin|Éditions|Gallimard|Seuil)[^.;]{{0,20}}, {year}\b"
        rf"|, \d+\. Aufl|\b\d(?:st|nd|rd|th) edn?\b|(?:Diss\.|PhD)"
    )


def _place(words: str) -> Place:
    """The locator of the citation itself, not of the sentences and further references that may follow it."""
    words = _aside().split(words, maxsplit=1)[0]
    remark = _remark().search(words)
    if remark:
        place = find_place(words[: remark.start()])
        if place.locator or place.extent:
            return place
    return find_place(words)


@cache
def _remark() -> re.Pattern[str]:
    """Where a sentence begins after a number: "S. 38. Hingegen bewertet …"."""
    return re.compile(r"(?<=\d)(?:ff?)?\.\s+(?=[A-ZÀ-Þ][^\W\d_]+,?\s[^\W\d_A-ZÀ-Þ]{2,}\s)")


@cache
def _aside() -> re.Pattern[str]:
    """What only sends the reader on from a citation: "; see also ch. 1"."""
    return re.compile(r";\s+(?=(?:see|cf\.|but|and|also|siehe|vgl\.|voir|véase|vedi)\b)", re.IGNORECASE)


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"\b(1[4-9]\d\d|20[0-4]\d)[a-z]?\b")


@cache
def _volume() -> re.Pattern[str]:
    return re.compile(r"\b(?:Vol(?:ume)?|Bd|Band|[Tt]ome|vol)\.?\s?([IVXLC]{1,6}|\d{1,3})\b")


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


@cache
def _head_end() -> re.Pattern[str]:
    return re.compile(
        r"[,:;(“‘\"„«*_]|\s[-–—]\s|\s(?=(?:1[4-9]|20)\d\d[a-z]?\b)|(?<=[^\W\d_]{3})\.(?=\s|[^\W\d_])"
        r"|\sin:?\s(?=[A-ZÀ-Þ])|\s(?=pp?\. ?\d)"
    )


def split_head(words: str) -> tuple[str, str]:
    """The part before the title, and the rest. The head is empty where the source begins with its title."""
    if not words or words[0] in "“‘\"'„«*_[(":
        return "", words
    found = _head_end().search(words)
    at = found.start() if found else len(words.rstrip(" ."))
    return words[:at].strip(), words[at:]


def _surnames(head: str) -> tuple[tuple[str, ...], bool, bool]:
    """Surnames of the head, whether it has forenames, and whether it is an institution; no surnames for a title."""
    tokens = head.split()
    if not tokens or len(tokens) > 16 or plain(tokens[0]) in _ARTICLES or re.search(r"\d|\bv\.? |\bvs\.? ", head):
        return (), False, False
    head = re.split(r"\s(?:to|an|à)\s(?=[A-ZÀ-Þ])", head, maxsplit=1)[0]
    persons = re.split(r"\s(?:and|und|et|y|e|&|with|mit)\s|/|&|;", head)
    names: list[str] = []
    more = False
    for person in persons:
        parts = [t.strip(".,'’") for t in person.split()]
        low = [t for t in parts if t[:1].islower() and t not in _PARTICLES and plain(t) not in _PARTICLES]
        if low or len(parts) > 6:
            content = content_words(head)
            institution = head[0].isupper() and len(content) >= 2 and all(t in _STOP for t in map(plain, low))
            return (content if institution else ()), False, institution
        caps = [t for t in parts if t[:1].isupper() and len(t) > 1 and plain(t) not in _NOT_NAMES]
        if caps:
            names.append(plain(caps[-1]))
            more = more or len([t for t in parts if t[:1].isupper()]) > 1
    return tuple(names), more, False


def _quoted(rest: str) -> str | None:
    """The words between the quotation marks that begin a rest, or None where none begin it."""
    ends = {"“": "”", "‘": "’", '"': '"', "'": "'", "„": "“”", "«": "»", "*": "*", "_": "_"}
    if not rest or rest[0] not in ends:
        return None
    closing = re.compile(rf"[{re.escape(ends[rest[0]])}](?=[\s,.;:()]|$)")
    found = closing.search(rest, 1)
    if found:
        return rest[1 : found.start()]
    return re.split(r"\.\s|\(", rest[1:], maxsplit=1)[0]


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(
        r"[,;(\[]|\.(?=\s|$)|[’”\"»](?=[\s,.;]|$)|\s(?:in|In):?\s(?=[A-Z“‘])|\s(?=(?:pp?|S)\. ?\d)|:\s(?=\d)"
    )


def _from_title(rest: str) -> str:
    """What follows the head, without editor's marks, a year or initials before the title."""
    rest = re.sub(r"^[\s,:.;–—-]+", "", rest)
    rest = re.sub(r"^\(?(?:eds?|Hrsg|Hg|dir|comp|trans|coord|a cura di)\b\.?\)?[\s,:.]*", "", rest)
    rest = re.sub(r"^\(?(?:1[4-9]|20)\d\d[a-z]?\)?[\s,:.]*", "", rest)
    return re.sub(r"^(?:[A-Z]\.\s?)+[,:]?\s+", "", rest)


@cache
def _inverted() -> re.Pattern[str]:
    """The forenames after a surname, in a full reference: ", Felix; Large, David (2008). " or ", Martha: "."""
    forename = r"(?:[A-ZÀ-Þ][\w’'-]*\.?)"
    names = rf",\s{forename}(?:\s{forename}){{0,3}}(?:\s?[;,&/]\s(?:and\s|und\s)?[^():“‘\"]{{2,60}})?"
    dated = r"\s\((?:1[4-9]|20)\d\d[a-z]?\)[.:,]?\s+(?=[A-ZÀ-Þ“‘\"„«*_])(?!(?:pp?|S|Pp?)\.)"
    return re.compile(
        rf"(,\s{forename}(?:\s{forename}){{0,3}})(?::|\.(?<=[^\W\d_]{{3}}\.))\s+(?=[A-ZÀ-Þ“‘\"„«*_])|({names}){dated}"
    )


def _title(rest: str) -> str:
    rest = _from_title(rest)
    quoted = _quoted(rest)
    if quoted is not None:
        return quoted
    found = _title_end().search(rest)
    return (rest[: found.start()] if found else rest)[:250].strip()


def _carrier(words: str) -> tuple[str | None, str | None]:
    """Split "X. In Y" and "X, quoted in Y" into what carries and what is carried."""
    for found in terms.pattern(Family.CARRIER).finditer(words):
        before = words[: found.start()]
        if before.count("“") > before.count("”") or before.count("(") > before.count(")"):
            continue
        carrier = words[found.end() :].strip()
        if len(carrier) > 2 and not re.search(r"\b(?:Chapter|Kapitel)\s\w+\s*$", before):
            return carrier, before.strip(" ,.;:(") or None
    return None, None


def read_source(words: str) -> Source:
    """Read the words of one source, white space folded. Never fails: what is not found is empty."""
    words = without_signal(words.strip())
    head, rest = split_head(words)
    surnames, forenames, corporate = _surnames(head)
    lead = None if surnames else _prose_lead().match(words)
    if lead:
        words = words[lead.end() :]
        head, rest = split_head(words)
        surnames, forenames, corporate = _surnames(head)
    plain_words = words.translate(LEVEL)
    imprint = _imprint().search(plain_words) is not None
    inverted = _inverted().match(rest) if surnames and not forenames and imprint else None
    if inverted:
        head, rest, forenames = head + rest[: inverted.end(inverted.lastindex or 0)], rest[inverted.end() :], True
    forenames = forenames or (bool(surnames) and re.match(r",\s(?:[A-ZÀ-Þ]\.\s?)+[,:]", rest) is not None)
    place = _place(words)
    named = rest if surnames else words
    if place.cut is not None:
        named = named[: max(0, place.cut - len(words) + len(named))]
    title = _title(named)
    volume = volume_of(plain_words)
    after_head = rest if surnames else ""
    author_date = bool(
        re.fullmatch(
            r"[\s,]*\(?(?:1[4-9]|20)\d\d[a-z]?\)?(?:[\s,:;.]+(?:(?:pp?\.?|S\.|at|chap\.)?\s?[\d–\-,\sivxlcf]+)?\.?)?[)\s.]*",
            after_head,
        )
    )
    carrier, primary = _carrier(words)
    return Source(
        words=words,
        head=head,
        surnames=surnames,
        forenames=forenames,
        corporate=corporate,
        title=title,
        title_words=content_words(title),
        place=place,
        volume=number_of(volume[1]) if volume else None,
        years=tuple(m.group() for m in _years().finditer(words)),
        imprint=imprint and not author_date,
        author_date=author_date,
        carrier=carrier,
        primary=primary,
    )
