"""Read one source as a note cites it: head, title, year, volume, imprint, carrier and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from tuireader.notes import terms
from tuireader.notes.bluebook import volume_before
from tuireader.notes.heads import Head, content_words, read_head
from tuireader.notes.imprints import is_full, number_of, volume_of, years_pattern
from tuireader.notes.leads import (
    EDITING,
    HEAD,
    NAME,
    UPPER,
    YEAR,
    Knows,
    after_signals,
    begin,
    headed,
    nobody,
    speaking,
)
from tuireader.notes.locators import Place, find_place, leveled
from tuireader.notes.terms import Family
from tuireader.notes.titles import after_head, is_kind_of_book, quoted_at, title_of, whole_title


@dataclass(frozen=True)
class Source:
    """One source, read once. ``words`` is folded to single spaces and nothing leads up to it ("See")."""

    words: str
    by: Head
    """Who speaks: the author or authors, or an institution; empty where the source begins with its title."""
    title: str
    """The first piece of the title, up to its first stop; the short form when the source is a short one."""
    title_words: tuple[str, ...]
    """The words of ``title`` that count, in lower case without accents."""
    place: Place
    volume: int | None
    years: tuple[str, ...]
    """Each with the letter that tells works of one year apart, where it has one."""
    imprint: bool
    """Whether publisher, place and year, a journal's number, a report or an address makes it a full reference."""
    author_date: str
    """The year, where the source is only a name and a year ("Smith 1999a, 45"); else empty."""
    carrier: str | None
    """The words of the source that carries this one ("X. In Y"), else None."""
    primary: str | None
    """What is cited in the carrier, where it is said."""
    rest: str
    """What follows the head, from the title on."""

    @property
    def surnames(self) -> tuple[str, ...]:
        """Of the head authors; editors and translators are not among them."""
        return self.by.surnames

    @property
    def forenames(self) -> bool:
        """Whether the head gives more than a surname, as a first citation does."""
        return self.by.forenames

    @property
    def corporate(self) -> bool:
        """Whether the head is an institution."""
        return self.by.corporate

    @property
    def head(self) -> str:
        """The words before the title."""
        return self.by.words

    @cached_property
    def all_title_words(self) -> tuple[str, ...]:
        """The words of the whole title, subtitle included, for comparison with short ones."""
        return content_words(whole_title(self.rest))

    @cached_property
    def main_title_words(self) -> tuple[str, ...]:
        """The words of the title before its subtitle."""
        return content_words(re.split(r"[:.?!–—]|, ", whole_title(self.rest), maxsplit=1)[0])

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The first letters of the forenames of the first author."""
        before = re.split(r"\s(?:and|und|et|y|e|&)\s|/|&|,", self.head, maxsplit=1)[0]
        found = re.findall(r"[^\W\d_][\w’'-]*", before)
        if len(found) < 2:
            after = re.match(r",\s([^\W\d_])", self.head[len(before) :])
            return (after[1].lower(),) if after else ()
        return tuple(w[0].lower() for w in found[:-1] if w[0].isupper())

    @property
    def is_article(self) -> bool:
        """Whether it is an article or a chapter: its title is quoted, or it stands in a journal or a book."""
        return quoted_at(self.rest) is not None or re.search(r",\sin:?\s", self.rest) is not None

    @property
    def without_place(self) -> str:
        """The full reference without the note's own locator, where that stands at the end."""
        cut = self.place.cut
        return (self.words if cut is None else self.words[:cut]).rstrip(" ,;:")


def fold(words: str) -> str:
    """White space of every kind as single spaces."""
    return " ".join(words.split())


@cache
def _dated_head() -> re.Pattern[str]:
    """A year and a place and nothing else after a name: " 1999a, 45", " (2008: 26)", " 1990, §9."."""
    sign = r"(?:pp?\.?|S\.|chs?\.|chap\.|Kap\.|§{1,2}|at|esp\.|Rn\.?|n\.|ff?\.?|bes\.|hier|passim|Anm\.|Fn\.|Abb\.)"
    number = r"(?:\d[\d\w]*|[ivxlc]+)(?:\s?[–-]\s?\d+)?(?:\s?ff?\b\.?)?"
    return re.compile(
        rf"[\s,]*\(?(?P<year>{YEAR}[a-z]?(?:/\d{{2,4}})?)(?:\s?\[{YEAR}\])?\)?(?P<place>[,:]?\s?"
        rf"(?:(?:Einleitung|Vorwort|[Ii]ntroduction|[Pp]reface),\s)?(?:{sign}\s?)*{number}(?:,\s(?:{sign}\s?)?{number})*)?"
        rf"(?=[)\s]*(?:$|[.;]|:\s[“\"‘„«']|,\s(?:[a-zà-þ]|URL|http|DOI)|\s[a-z]|\)|,?\s\())"
    )


@cache
def _aside() -> re.Pattern[str]:
    """What only sends the reader on from a citation: "; see also ch. 1"."""
    return re.compile(
        r"(?:;|\.(?<=[\d)]\.))\s+(?=(?:see|cf\.|but|and|also|siehe|vgl\.|voir|véase|vedi|for|on|here(?:in)?after|henceforth"
        r"|im folgenden|künftig)\b)",
        re.IGNORECASE,
    )


def _place(words: str, *, rest_of_ibid: bool = False) -> Place:
    """The locator of the citation itself, not of the sentences and further references that may follow it."""
    words = _aside().split(words, maxsplit=1)[0]
    return find_place(words, rest_of_ibid=rest_of_ibid)


def _carrier(words: str) -> tuple[str | None, str | None]:
    """Split "X. In Y" and "X, quoted in Y" into what carries and what is carried."""
    if not terms.may_hold(Family.CARRIER, words):
        return None, None
    for found in terms.pattern(Family.CARRIER).finditer(words):
        before = words[: found.start()]
        if before.count("“") > before.count("”") or before.count("(") > before.count(")"):
            continue
        carrier = words[found.end() :].strip()
        if len(carrier) > 2 and not re.search(r"\b(?:Chapter|Kapitel)\s\w+\s*$", before):
            return carrier, before.strip(" ,.;:(") or None
    return None, None


def read_source(words: str, knows: Knows = nobody) -> Source:
    """Read the words of one source, white space folded. Never fails: what is not found is empty."""
    words = words.strip()
    carrier, primary = _carrier(words[after_signals(words) :])
    at = begin(words, knows)
    source = _of_words(words[at:], carrier, primary)
    volume = volume_before(words, at) if at > 1 and words[at - 2].isdigit() else None
    return source if volume is None else replace(source, volume=volume)


@lru_cache(maxsize=8)
def _of_words(words: str, carrier: str | None, primary: str | None) -> Source:
    """Read the words of a source from its head on; several rules read the same words one after another."""
    by, rest = _named_otherwise(words) or read_head(words)
    if by.surnames and rest.startswith(":") and _english_editors().search(rest):  # in English a colon parts a title
        by, rest = Head(), words
    if is_kind_of_book(by.words):
        by, rest = Head(), words
    titled = after_head(rest)
    quoted = quoted_at(titled)
    shift = len(words) - len(titled)
    where = (quoted[0] + shift, quoted[1] + shift) if quoted else None
    level = leveled(words)
    imprint = is_full(level, "" if by.corporate or not by.surnames else by.words, where)
    inverted = _inverted().match(rest) if by.surnames and not by.forenames and imprint else None
    if inverted:
        end = inverted.end(inverted.lastindex or 0)
        by = Head(by.words + rest[:end], by.surnames, by.others, forenames=True, corporate=by.corporate)
        rest = rest[inverted.end() :]
    short = by.surnames and not by.corporate and _is_short(by.words) and headed(words)
    whole = _in_full().match(rest) is not None if short else False
    dated = _dated_head().match(rest) if short and not whole else None
    place = _place(words)
    if dated:
        own = _place(rest[dated.end("year") :].lstrip(")"), rest_of_ibid=True) if dated["place"] else Place()
        place = Place(own.locator, None, len(words) - len(rest) + dated.end("year"))
    named = rest if by.surnames else words
    if place.cut is not None and place.cut > 0:
        named = named[: max(0, place.cut - len(words) + len(named))]
    named = after_head(named)
    title = "" if dated else title_of(named)
    volume = volume_of(level) or _volume_and_page().match(place.locator or "")
    return Source(
        words=words,
        by=by,
        title=title,
        title_words=content_words(_year_at_end().sub("", title)),
        place=place,
        volume=number_of(volume[1]) if volume else None,
        years=tuple(m["year"] + (m["letter"] or "") for m in years_pattern().finditer(words)),
        imprint=(imprint or whole) and not dated,
        author_date=dated["year"] if dated else "",
        carrier=carrier,
        primary=primary,
        rest=named,
    )


@cache
def _volume_and_page() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2}):\d")


@cache
def _year_at_end() -> re.Pattern[str]:
    return re.compile(rf"[,.?!]?\s\(?{YEAR}\)?$")


@cache
def _printed_in() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,.:;“”’'\"»])(?:in|In|dans|en):?\s(?=[{UPPER}“‘\"„«])")


@cache
def _edited_by() -> re.Pattern[str]:
    return re.compile(
        r",?\s[\[(]?(?:eds?\.(?:\sby)?|edited by|hrsg\. v(?:on|\.)|hg\. v(?:on|\.)|Hrsg\.|Hg\.|dir\."
        r"|sous la dir\w*\.? de|a cura di|coord\.|éd\.)\s"
        rf"(?P<editors>{HEAD})"
    )


@cache
def _editing() -> re.Pattern[str]:
    return re.compile(EDITING)


def container_of(source: Source) -> Source | None:
    """The edited book in which a source stands, as a source of its editors; None for an article in a journal."""
    found = _printed_in().search(source.rest)
    words = source.rest[found.end() :] if found else (source.words if not source.surnames else "")
    if not words:
        return None
    editors = _edited_by().search(words)
    if found is None and editors is None and _editing().search(words) is None:
        return None  # nobody edits it, and it stands in no other book
    made = read_source(words)
    if editors and made.surnames and made.forenames and made.title_words and not made.by.editing:
        return made  # a book of one author, edited by another
    if editors and (not made.by.editing or not made.surnames):
        by, _ = read_head(editors["editors"])
        title = words[: editors.start()]
        return replace(made, by=by, title=title_of(title), title_words=content_words(title_of(title)), rest=title)
    if made.by.editing and made.surnames:
        return made
    title = title_of(words)
    journal = re.search(rf"\d+\s?\((?:[^()]*\s)?{YEAR}\)|\bn[°o]\.?\s?\d|\bJg\.|,\s\d+\s?\(", words[: len(title) + 60])
    if found is None or journal or len(content_words(title)) < 2:
        return None
    return replace(made, by=source.by, title=title, title_words=content_words(title), rest=words)


@cache
def _in_full() -> re.Pattern[str]:
    """A year after the author, then title and publisher: " (1862). Census of Scotland. Edinburgh: HMSO."."""
    return re.compile(
        rf"\s?\(?{YEAR}[a-z]?\)?[.,:]\s[{UPPER}“‘\"][^.]{{8,160}}\.\s(?:[^.]{{0,120}}\.\s)?"
        rf"(?:[{UPPER}][\w.’ -]{{2,30}}:\s[{UPPER}]|https?:|[{UPPER}][^.]{{3,80}}\.\s(?:pp?\.|ISBN|doi))"
    )


@cache
def _english_editors() -> re.Pattern[str]:
    return re.compile(rf"^:\s[^()]{{3,160}},\s(?:eds?\.(?:\sby)?|edited by)\s[{UPPER}][^()]{{2,80}}\(")


@lru_cache(maxsize=256)
def _is_short(head: str) -> bool:
    """Whether a head can go with a year: surnames, at most with a forename or initials; and no statute."""
    persons = re.split(r"\s(?:and|und|et|y|e|&)\s|/|&|,", head)
    law = re.search(
        r"\b(?:Act|Bill|Code|Orders?|Regulations?|Directive|Report|Treaty|Convention|Rules|Constitution)$", head
    )
    return law is None and all(len(re.findall(r"[^\W\d_]{2,}", person)) <= 3 for person in persons)


def _named_otherwise(words: str) -> tuple[Head, str] | None:
    """An author in brackets, as the maker of a work that names none; or in the genitive: "Otter's fine book X"."""
    found = re.match(rf"\[(?P<name>{HEAD})\],?\s", words) if words[:1] == "[" else None
    found = found or speaking(words)
    if found is None and "’s" not in words and "'s" not in words:
        return None
    found = found or re.match(rf"(?P<name>{NAME}?)[’']s\s(?:[a-zà-þ]+\s){{0,3}}(?=[{UPPER}“‘\"„«]|'[{UPPER}])", words)
    if found is None:
        return None
    named = found.groupdict()
    return read_head(named["name"] or named["person"])[0], words[found.end() :]


@cache
def _inverted() -> re.Pattern[str]:
    """The forenames after a surname, in a full reference: ", Felix; Large, David (2008). " or ", Martha: "."""
    forename = rf"(?:[{UPPER}][\w’'-]*\.?)"
    names = rf",\s{forename}(?:\s{forename}){{0,3}}(?:\s?[;,&/]\s(?:and\s|und\s)?[^():“‘\"]{{2,60}})?"
    dated = rf"\s\(?{YEAR}[a-z]?\)?[.:,]?\s+(?=[A-ZÀ-Þ“‘\"„«*_])(?!(?:pp?|S|Pp?)\.)"
    press = r"[^,.;]{0,60}\b(?:Press|Presses|Verlag|Éditions|Editorial|University|Universität)\b"
    place = rf"[^,.;]{{0,40}},?\s\(?{YEAR}|[{UPPER}][\w.-]+(?:\s[\w.-]+)?:\s"
    title = rf"(?!{press}|{place})[{UPPER}“„«‘][^,]{{6}}"
    return re.compile(
        rf"(,\s{forename}(?:\s{forename}){{0,3}}(?:/[{UPPER}][\w-]+,\s{forename}(?:\s{forename}){{0,2}})?(?:\s\("
        rf"(?:Hrsg|eds?|Hg)\.?\))?)"
        rf"(?::|\.(?<=[^\W\d_]{{3}}\.))\s+(?=[A-ZÀ-Þ“‘\"„«*_])|({names}){dated}|(,\s{forename}),\s(?={title})"
    )
