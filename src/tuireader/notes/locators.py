"""The place that a note cites: pages, chapters, numbers; always the note's own, never inherited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from tuireader.notes.extents import after_extent, after_first_page, nested, of_article, of_chapter, wide
from tuireader.notes.leads import YEAR
from tuireader.notes.newspapers import is_newspaper
from tuireader.notes.units import (
    PAGES,
    RANGE,
    Unit,
    chains_in,
    number_alone,
    page_after_court,
    page_before_imprint,
    page_of_report,
    passage,
    regnal,
    volume_before_page,
)
from tuireader.notes.words import abbreviated
from tuireader.text.dashes import DASHES

_LEVEL = str.maketrans({**dict.fromkeys("\u00a0\u202f\u2009\n\t", " "), **dict.fromkeys(DASHES, "-")})


def leveled(words: str) -> str:
    """Words with spaces and dashes made plain, one code point for one, so that offsets stay."""
    return words if words.isascii() and words.isprintable() else words.translate(_LEVEL)


LONGEST_PLACE = 200
"""Code points of a row of bare pages at the end."""
MOST_SENTENCES = 40
"""Sentences of a note that are looked at for the end of its first citation."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a source says about the place cited; offsets count the code points of the source's words."""

    locator: str | None = None
    extent: str | None = None
    cut: int | None = None
    """Where the full reference ends when the locator closes the source; None where it stands in the middle."""


@cache
def _masked() -> re.Pattern[str]:
    """What holds figures and is no place: days on which a page was read, addresses, dates in figures, shelf marks."""
    return re.compile(
        r"(?=[RAaclhvIi\d])(?:(?:Retrieved|[Aa]ccessed|abgerufen|consulté|consultado|letzter Zugriff|consultato)"
        r"\b.{0,40}$"
        r"|https?://\S+|\b(?:v\.\s|vom\s)?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b"
        r"|\b[Ii]nv\.\s?(?:no|Nr)\.\s?[\w/.-]+)"
    )


def _may_be_masked(level: str) -> bool:
    """A quick look for what is masked; most sources hold none of it."""
    for sign in ("://", "nv.", "etrieved", "ccessed", "abgerufen", "consult", "Zugriff"):
        if sign in level:
            return True
    return _dated_in_figures().search(level) is not None


@cache
def _dated_in_figures() -> re.Pattern[str]:
    return re.compile(r"\.(?<=\d\.)\s?\d")


def find_place(words: str, *, rest_of_ibid: bool = False) -> Place:
    """The locator and the extent in the words of one source.

    ``rest_of_ibid`` says that the words follow a back-reference, so that nothing in them is part of a full reference.
    A page range that closes the full reference of an article is its extent unless a page "at" is named besides.
    """
    level = leveled(words)
    if _may_be_masked(level):
        level = _masked().sub(lambda m: " " * len(m.group()), level)
    classical = _classical(level, words, rest_of_ibid)
    if classical is not None:
        return classical
    chains = list(chains_in(level))
    end = _own_end(level, chains)
    level = level[:end]
    within = ([unit for unit in c if unit.end <= end] for c in chains)
    chains = [own for c in within if c and (own := _own_units(c, level, rest_of_ibid))]
    chain = _chosen(chains, level, rest_of_ibid)
    if chain is None:
        return _bare(level, words, rest_of_ibid)
    tail = _bare(level, words, rest_of_ibid) if _goes_further(level, chain[-1].end) else Place()
    if tail.locator is not None and tail.cut is not None and tail.cut > chain[-1].end:
        between = level[chain[-1].end : tail.cut]
        of_other = chain[-1].kind in ("page", "folio") and re.search(YEAR, between) is not None
        of_other = (
            of_other
            or re.search(
                r";|\b(?:following|citing|quoting|applying|affirming|reversing)\b"
                r"|\b[a-zà-þ]{3,}\s(?:[a-zà-þ]+\s)*[a-zà-þ]{2,}\b",
                between,
            )
            is not None
        )
        of_chapter_cited = chain[-1].kind in ("chapter", "section", "entry") and not re.search(r"\d{4}\)?|\(", between)
        if not (of_other or of_chapter_cited or rest_of_ibid):
            return tail
    return _of_chain(chain, chains, level, words, rest_of_ibid)


def _of_chain(chain: list[Unit], chains: list[list[Unit]], level: str, words: str, rest_of_ibid: bool) -> Place:
    pages = [u for c in chains for u in c if u.kind == "page"]
    ranges = [u for u in pages if u.end <= chain[-1].end or (u is pages[-1] and _whole_article(level, chain[-1], u))]
    outer, inner = nested(ranges, level)
    if outer is not None and inner is not None:
        return Place(
            _words(words, inner.start, inner.end),
            _words(words, outer.start, outer.end),
            _cut(level, max(outer, inner, key=lambda u: u.start)),
        )
    only = chain[0]
    if not rest_of_ibid and of_chapter(level, chain):
        return Place(
            _words(words, chain[1].start, chain[1].end), _words(words, only.start, only.end), _cut(level, only)
        )
    if len(chain) == 1 and only.kind == "page" and not rest_of_ibid:
        if of_article(level, only):
            return Place(None, _words(words, only.start, only.end), None)
        cited = after_first_page(level, only)
        if cited:
            return Place(_words(words, cited, only.end), None, _cut(level, only))
    return Place(
        _words(words, chain[0].start, chain[-1].end),
        None,
        _cut(level, chain[0]) if _closes(level, chain[-1].end) else None,
    )


def _whole_article(level: str, cited: Unit, pages: Unit) -> bool:
    """Whether the last pages close the same reference: "pp. 136-137, Journal, 39 (1975), pp. 136-141"."""
    return ";" not in level[cited.end : pages.start] and _closes(level, pages.end)


def _chosen(chains: list[list[Unit]], level: str, rest_of_ibid: bool) -> list[Unit] | None:
    """The chain that the source itself cites: the last before another reference begins, which a year shows."""
    if rest_of_ibid or not chains:
        return chains[0] if chains else None
    chosen = chains[0]
    for last, chain in pairwise(chains):
        cites = any(u.kind in ("page", "folio", "entry") for u in chosen)
        between = level[last[-1].end : chain[0].start]
        if cites and (re.search(YEAR, between) or between == " ("):
            break
        chosen = chain
    return chosen


def _goes_further(level: str, end: int) -> bool:
    """Whether anything but stops follows a place, so that a bare number may stand there."""
    return bool(level[end:].strip(" .,;:)”’\"'"))


def _words(words: str, start: int, end: int) -> str:
    found = words[start:end].strip(" ,;:")
    if found.startswith(("at", "hier", "here", "esp.", "bes.", "ici")):
        found = re.sub(r"^(?:at|hier|here|esp\.|bes\.|ici)\s+", "", found)
    found = volume_before_page().sub("", found, count=1) if volume_before_page().match(found) else found
    abbreviated_end = r"(?:\b(?:f{1,2}|seqq?|sqq?|suiv|segg?|sgg|ss|fin|init|loc))\.$"
    if not found.endswith(".") or not re.search(abbreviated_end, found):
        found = found.strip(".")
    return " ".join(found.split())


def _cut(level: str, unit: Unit) -> int:
    before = level[: unit.start].rstrip()
    if before.endswith(("At", "at", "hier", "here", "esp", "esp.", "bes.")):
        before = re.sub(r"[\s,;:.]*\b(?:[Aa]t|hier|here|esp\.?|bes\.)$", "", before)
    return len(before.rstrip(" ,;:"))


def _closes(level: str, end: int) -> bool:
    rest = level[end:]
    return len(rest) < 3 or not re.search(r"(?!etc\b|usw\b)\w{3}", rest)


@cache
def _stops() -> re.Pattern[str]:
    """Where a sentence of its own may begin after a citation."""
    return re.compile(
        r"[.?!][’”\"')\]]*\s+(?=[“‘\"'„«\[]?[A-ZÀ-ÖØ-Þ])(?![A-Z]{1,2}[\w-]*\.?\s?\d{1,3}(?!\d)|(?:In(?!\s\d)|Hg|Hrsg"
        r"|Bd|Vol|Nr|Bl|Rn|Kap|Abs|Pp?|Edition|At)\b)"
    )


def _own_end(level: str, chains: list[list[Unit]]) -> int:
    """Where the citation ends and other sentences follow: after a place, at the first stop that ends a sentence."""
    quoting = _before_quotation().search(level) if ": " in level and _quotes().search(level) else None
    if quoting and ";" not in level[: quoting.start()] and re.search(YEAR, level[: quoting.start()]):
        level = level[: quoting.end()]
        chains = [chain for chain in chains if chain[-1].end <= len(level)]
    ends = [u.end for c in chains for u in c if u.kind not in ("volume", "date", "chapter")]
    k = 0
    for n, stop in enumerate(_stops().finditer(level)):
        if n > MOST_SENTENCES:
            break
        at = stop.start()
        while k + 1 < len(ends) and ends[k + 1] <= at + 1:
            k += 1
        if ends and ends[k] <= at + 1 and re.fullmatch(r"[\s.,)\]’”\"']*(?:\([^()]*\))?", level[ends[k] : at]):
            return at
        place = None if abbreviated(level, at) else _tail().search(level, max(0, at - 40), at)
        if (
            place is not None
            and re.search(r"(?:[,):’”\"'A-Z])\s?$", level[max(0, place.start("place") - 2) : place.start("place")])
            and re.fullmatch(rf"(?!{YEAR}(?:-\d+)?$)\d.*", place["place"])
        ):
            return at
    return len(level)


@cache
def _number_before_bracket() -> re.Pattern[str]:
    """A quick look: the bracket is looked for much faster than what stands before it."""
    return re.compile(r" \((?<=[\divxlc)] \()")


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r":(?<=[\d.]:)\s(?=[“\"„«‚])")


@cache
def _before_quotation() -> re.Pattern[str]:
    """A bare page that ends a citation, before a colon and the words quoted from there: "1992, 15: “Water is…”"."""
    return re.compile(rf"[,)]\s(?:(?:hier|here|ici|AB|A|B)\s)?{PAGES}(?=:\s[“\"„«‚])")


def _own_units(chain: list[Unit], level: str, rest_of_ibid: bool) -> list[Unit]:
    """What of a chain is a place: no number of a series, volume of a journal, day of a paper, chapter "in" a book."""
    numbered = any(u.kind == "number" for u in chain)
    after = level[chain[-1].end :]
    if after.lstrip().startswith(("in ", "of ")):
        return []
    while len(chain) > 1 and (
        (chain[0].kind == "volume" and (rest_of_ibid or not level[: chain[0].start].rstrip().endswith(")")))
        or (chain[0].kind == "date" and not numbered)
        or (chain[1].kind == "folio" and level[chain[0].start :].startswith("reg"))
    ):
        chain = chain[1:]
    while len(chain) > 1 and chain[-1].kind == "date":
        chain = chain[:-1]
    if level.startswith("c", chain[0].start) and regnal().search(level[: chain[0].start]):
        chain = chain[1:]
    if not chain:
        return []
    if numbered and chain[-1].kind == "page" and is_newspaper(level[: chain[0].start]):
        return chain[-1:]
    kinds = {u.kind for u in chain}
    before = level[: chain[0].start].rstrip()
    if rest_of_ibid:
        return chain if kinds != {"date"} or len(before.strip(" ,.;:")) == 0 else []
    if kinds <= {"date", "volume"}:
        return chain if kinds == {"volume"} and before.endswith(")") else []
    if chain[0].kind == "number":
        counted = re.search(
            r"\b(?:Papers?|Reports?|Rep\.|Series|Memorandum|Reihe|Heft|Command|Drucks\w*\.?|Pub\. L\.),?\s?$|\bCom$",
            before,
        )
        if kinds <= {"number"}:
            return chain if not counted and _closes(level, chain[-1].end) else []
        journal = re.search(r"(?:\bvol\.?\s?\w+|\d),$", before, re.IGNORECASE) is not None
        bare = level[chain[0].start] in "nN"
        if bare and (counted or (journal and not any(u.kind == "date" for u in chain))):
            return chain[1:]
    if kinds == {"section"} and re.match(r"\s*[A-Z(]", after) and re.search(r"\b[A-Z]\w*$", before) is not None:
        return chain if _closes(level, chain[-1].end) or re.match(rf"\s\([^()]*{YEAR}\)", after) else []
    return chain


@cache
def _tail() -> re.Pattern[str]:
    """A bare number at the end, after a comma, a closing bracket or a colon: "Title, 45-46." """
    return re.compile(
        rf"(?=[\s\divxlcA-Z])(?:(?<=[,:)’”\"'»?!])\s|(?<=,)|(?<=\):)|(?<=\.)\s|(?<=\b[A-Z][A-Z]\s)|(?<=\b[A-Z][A-Z][A-Z]\s))"
        rf"(?P<place>\d{{1,2}}:{RANGE}|{PAGES}|[ivxlc]{{1,6}}(?:-[ivxlc]+)?"
        rf"|\d{{1,4}}[a-e]\d{{0,2}}(?:-\d+[a-e]?\d{{0,2}})?|(?:\d{{1,3}}|[IVX]+)(?:\.\d{{1,4}}){{1,3}}(?:-\d+(?:\.\d+)*)?"
        r"|(?:AB|[A-Z])\s?\d{1,4}(?:\s?ff?\.)?(?:\s?/\s?[A-Z]\s?\d{1,4}(?:\s?ff?\.)?)?)[\s.)’”\"']*$"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """Where words of the writer's own follow a number: ", who thinks", " (Lord Hope)"."""
    return re.compile(
        r"(?=[;,\s])(?:(?:(?<=\d)|(?<=\sf\.)|(?<=\sff\.))(?=;\s)"
        r"|(?<=[\da-z.]),?\s(?=\((?![^()]*\d{4}\))|(?:is|has|where|who|which|with|on|for|thinks?|makes?"
        r"|says?|but|wo|der|die|qui|où)\s)"
        r"|(?:(?<=\d)|(?<=\sf\.)|(?<=\sff\.)),\s(?=(?:mit|m\.\s?w\.\s?N|mwN|abrufbar|verfügbar|available|online)\b))"
    )


def _classical(level: str, words: str, rest_of_ibid: bool) -> Place | None:
    """The place in a work of antiquity, which is named by author and title in short: "Tac. Ann. 1.2"."""
    lead = (_stops_before() if rest_of_ibid else _author_and_title()).match(level)
    if lead is None:
        return None
    found = passage().match(level, lead.end())
    if found is None or not (rest_of_ibid or len(lead.group()) > 3 or found["place"].count(".") > 1):
        return None
    if re.match(r"\d{1,4}[a-e]?(?![\w.:])", found["place"]) and not re.search("[a-e]", found["place"]):
        return None
    paged = _page_besides().match(level, found.end())
    end = paged.end() if paged else found.end()
    return Place(_words(words, found.start("place"), end), None, len(level[: lead.end()].rstrip(" ,.")))


@cache
def _page_besides() -> re.Pattern[str]:
    """The page of an edition behind the place that all editions share: "T 3.2.5, pp. 516-519"."""
    return re.compile(rf",\s(?:pp?|S)\.\s?{PAGES}(?=[.\s]*$)")


@cache
def _stops_before() -> re.Pattern[str]:
    return re.compile(r"[\s,.:;]*")


@cache
def _author_and_title() -> re.Pattern[str]:
    return re.compile(r"(?:[A-Z][A-Za-z’']{0,11}\.?,?\s){1,4}(?:[IVXLC]+\.?\s)?(?=\d)")


def _bare(level: str, words: str, rest_of_ibid: bool) -> Place:
    """A number without a sign that is the place."""
    if rest_of_ibid:
        alone = number_alone().match(level)
        if alone and not re.fullmatch(YEAR, alone["place"]):
            return Place(_words(words, alone.start("place"), alone.end("place")), None, 0)
    reported = page_of_report().search(level)
    if reported:
        return Place(_words(words, reported.start("place"), reported.end("place")))
    court = page_after_court().search(level) if "(" in level else None
    if court:
        return Place(_words(words, court.start("place"), court.end("place")))
    american = page_before_imprint().search(level) if _number_before_bracket().search(level) else None
    if american and (american["first"] or level.count(",", 0, american.start("place")) <= 3):
        return Place(_words(words, american.start("place"), american.end("place")))
    found = _tail().search(level, max(0, len(level) - LONGEST_PLACE))
    if not found:
        onward = (each.start() for each in islice(_goes_on().finditer(level), MOST_SENTENCES))
        tails = (_tail().search(level, max(0, at - LONGEST_PLACE), at) for at in onward)
        found = next((each for each in tails if each), None)
    if not found:
        return Place()
    place = found["place"]
    before = level[: found.start("place")].rstrip()
    dated = re.fullmatch(rf"{YEAR}(?:-\d{{1,4}})?", place)
    if dated or re.search(r"(?:No|Nr|Paper|Report|Vol|vol|no|Bd|Heft)\.?,?$", before):
        return Place()
    if (
        before.endswith(("):", "),"))
        and re.search(
            rf"(?<![\d-])(?!{YEAR})\d{{1,4}}(?:[./]\d+)? ?\((?:\d{{1,3}}(?:[-/]\d+)?"
            rf"|(?:[^\W\d_]+\.?\s?){{0,3}}{YEAR})\)[:,]$",
            before,
        )
        and wide(place)
    ):
        return Place(None, _words(words, found.start("place"), found.end("place")), None)
    year = re.match(rf"{YEAR},\s?(?=\d)", place) if "," in place else None
    if re.fullmatch(r"\d+, \d+", place) and re.search(r"[’”\"'] in .*\(eds?\)", before):
        year = re.match(r"\d+, ", place)  # the first page of a chapter, then the page cited
    start = found.start("place") + (year.end() if year else 0)
    cut = len(level[:start].rstrip().rstrip(",:;").rstrip())
    filled = None if rest_of_ibid else after_extent(level[start : found.end("place")])
    if filled is not None:
        extent = _words(words, start + filled[0], start + filled[1])
        return Place(_words(words, start + filled[2], found.end("place")), extent, cut)
    return Place(_words(words, start, found.end("place")), None, cut)
