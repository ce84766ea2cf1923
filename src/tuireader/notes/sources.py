"""Divide a note into its sources: at semicolons, "and" and sentence ends, but never inside a title or an imprint."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from tuireader.notes import terms
from tuireader.notes.antiquity import of_antiquity
from tuireader.notes.leads import (
    QUOTES,
    UPPER,
    YEAR,
    Knows,
    after_signals,
    attributed,
    author_and_year,
    begin,
    headed,
    lower_share,
    nobody,
    speaking,
    surname_of,
    without_signal,
)
from tuireader.notes.terms import Family
from tuireader.notes.words import abbreviated
from tuireader.text.span import Span

_SURNAME = rf"(?:(?:de|von|van|der|zu)\s){{0,2}}[{UPPER}][\w’'-]+"
_FORENAMES = rf"[{UPPER}][\w’'-]*\.?(?:\s[{UPPER}][\w’'-]*\.?){{0,2}}"
LONGEST_NOTE_SPLIT = 10_000
"""A note of more code points is a treatise; it is read as one source."""
LONGEST_END = 160
"""Code points that show whether a citation is complete."""
MOST_JUDGED = 1_000
"""Code points by which a piece is judged to be a citation or not."""


@cache
def _breaks() -> re.Pattern[str]:
    """Where one source may end and another begin; which of them do is judged by both sides.

    The first sign stands before what must precede it, so that nothing is tried where there is no such sign.
    """
    joins = r"and|und|et|y|e|ed|with|mit|sowie|but|aber|or|oder|also|auch|ferner|as well as|ainsi que|dagegen"
    joins += r"|à comparer avec|compare|cf\.|see|vgl\.|siehe|voir|cfr\.|véase|vedi"
    return re.compile(
        r"[\s;,.?!](?:(?P<semicolon>(?<=;)\s+|(?<=\s);\s+)"
        rf"|(?P<join>(?:(?<=[\d.)\]’”»].)|(?<=\d[frvn].)|(?<=\dff.))(?:(?<=,)\s+|(?<=\s)\s*)(?=(?:{joins})[,\s]))"
        rf"|(?P<comma>(?<=[\dnfr.],)\s+(?=(?:[{UPPER}][\w’'.-]*[\s/]\s?){{1,4}}\(?{YEAR}[a-z]?(?:,\s"
        rf"|:\s?)(?:S\.|pp?\.|\d)))"
        rf"|(?P<stop>(?<=[\w)\]’”\"'»][.?!])\s+(?=[{UPPER}{QUOTES}])))",
    )


@cache
def _evidence() -> re.Pattern[str]:
    return re.compile(
        rf"\b{YEAR}\b|(?<![^\W\d_])(?:pp?|S|fol|No|Nr|ch|chap|Bd|vol|Vol|Rn|Bl|ff?|col|art|c|b"
        r"|t)\.? ?\d"
        r"|\b(?:chaps?|bks?|vols?|pp?)\. ?[ivxlc]+\b"
        rf"|[{QUOTES}*_]\w|, \d{{1,4}}[-–.]?|§|\d\.?$|\bat \d|\[\d+\]|\bcit\b|\bs\.\s?v\."
    )


@cache
def _complete() -> re.Pattern[str]:
    """How a citation ends when nothing is wanting: in a page, an imprint, a bracket, a back-reference."""
    return re.compile(
        r"(?:(?:\b(?:pp?|S|SS|Rn|Rz|fols?|Bl|cols?|ff?|c|nos?|Nr|Anm|note|n|chs?|chap|§|art|p\xe1gs?|Kap)\.?\s?"
        r"|[,:)]\s|[-–]|\d\s?)\d+[a-z]?(?:\s?(?:ff?|sqq?)\.?)?\.?"
        rf"|[{UPPER}][^\W\d_]+,?\s{YEAR}|\)|\]|\bff?\.?|passim|cit\.?|ib[ií]d(?:em)?\.?|ebd\.?"
        rf"|a\.\s?a\.\s?O\.?|m\.\s?w\.\s?N\.?)\)?$"
    )


@cache
def _paged() -> re.Pattern[str]:
    """How a citation ends that is complete enough for the next to begin in a sentence of its own."""
    return re.compile(r"(?:\d[a-z]?|\bff?|passim|cit|ib[ií]d(?:em)?|ebd|O|N)\.?\)?$")


@cache
def _titled() -> re.Pattern[str]:
    """How a title ends that names the years of its subject: "1933-1945"."""
    return re.compile(r"\b1\d\d\d\s?[-–]\s?(?:1[4-9]|20)?\d\d$")


def split_sources(words: str, cuts: Sequence[int] = (), knows: Knows = nobody) -> tuple[Span, ...]:
    """Where the sources of a note stand in its words, in order; a note that cites nothing comes back whole.

    ``words`` has single spaces; ``cuts`` are places at which the reader divides it. A break of ours counts only where
    both sides read as citations, so "Gilbert, Felix; Large, David Clay (2008)" is one source.
    """
    bounds = [0, *sorted({cut for cut in cuts if 0 < cut < len(words)}), len(words)]
    found = [piece for start, end in pairwise(bounds) for piece in _split(words[start:end], start, knows)]
    return tuple(found) or (Span(0, len(words)),)


def _split(words: str, shift: int, knows: Knows) -> list[Span]:
    if len(words) > LONGEST_NOTE_SPLIT:
        return [Span(shift, shift + len(words))]
    breaks = _breaks_of(words)
    pieces = [Span(0, len(words))]
    if breaks:
        pieces = [piece for part in _parts(words, breaks, knows) for piece in _sources_of(words, part, breaks, knows)]
    trimmed = (_trim(words, piece) for piece in pieces)
    return [piece.shift(shift) if shift else piece for piece in trimmed if len(piece)]


def _breaks_of(words: str) -> list[re.Match[str]]:
    """The places where a source may end, none of them inside brackets or quotation marks."""
    likely = list(_breaks().finditer(words))
    closed = _closed_spans(words) if likely else []
    starts = [a for a, _ in closed]
    found = []
    for each in likely:
        i = bisect_right(starts, each.start()) - 1
        inside = i >= 0 and each.start() < closed[i][1]
        short = each["stop"] and abbreviated(words, each.start()) and not attributed(words[each.end() :])
        if not inside and not short:
            found.append(each)
    return found


def _parts(words: str, breaks: Sequence[re.Match[str]], knows: Knows) -> list[Span]:
    """The stretches between semicolons, joined again where one of two neighbours cites nothing."""
    bounds = [each for each in breaks if each["semicolon"]]
    out: list[Span] = []
    start = 0
    for each in (*bounds, None):
        here = Span(start, each.start() if each else len(words))
        if (out and _names_only().search(out[-1].of(words)) and _inverted().match(here.of(words))) or (
            out
            and not (
                (reads_as_citation(out[-1].of(words), knows) or is_prose(out[-1].of(words)))
                and reads_as_citation(here.of(words), knows)
            )
        ):
            out[-1] = out[-1].join(here)
        elif out and is_prose(out[-1].of(words)) and not points_back(without_signal(out[-1].of(words))):
            out[-1] = here  # prose that leads up to a citation
        else:
            out.append(here)
        start = each.end() if each else start
    return out


@cache
def _names_only() -> re.Pattern[str]:
    """A name with its forenames after it, and nothing yet of a title: the next author follows."""
    return re.compile(rf"(?:^|[.:(\s]){_SURNAME}, {_FORENAMES}(?:\s?\([^()]{{2,12}}\))?$")


@cache
def _inverted() -> re.Pattern[str]:
    return re.compile(rf"{_SURNAME}, {_FORENAMES}\s?(?:[:;(]|$)")


def _sources_of(words: str, part: Span, breaks: Sequence[re.Match[str]], knows: Knows) -> list[Span]:
    """The sources of one stretch: cut where what stands before is complete and what follows cites anew."""
    out: list[Span] = []
    start = part.start
    for each in breaks:
        if each["semicolon"] or not part.start < each.start() < part.end:
            continue
        before, here = words[start : each.start()].strip(), words[each.end() : part.end].strip()
        end = before[-LONGEST_END:]
        complete = _complete().search(end) is not None and _titled().search(end) is None
        kind = each.lastgroup
        complete = complete and (kind != "stop" or _paged().search(end) is not None)
        complete = complete or (kind == "stop" and _sentence(before))
        if kind == "comma" and not by_author_and_year(before):
            continue
        if kind == "stop" and (_author_alone(before, here) or ("n: " in end and _in_a_book().search(end))):
            continue
        if not cites_anew(here, complete, sentence=kind == "stop", knows=knows):
            continue
        if reads_as_citation(before, knows):
            out.append(Span(start, each.start()))
        elif not is_prose(before):
            continue
        start = each.end()
    out.append(Span(start, part.end))
    return out


@cache
def _in_a_book() -> re.Pattern[str]:
    """How words end that have begun to name the book in which a source stands: its subtitle follows the stop."""
    return re.compile(rf"[,.]\s[Ii]n:\s[{UPPER}„“«‘][^,;:()\d]{{2,80}}$")


def _author_alone(before: str, here: str) -> bool:
    """Whether an author and a year in brackets only begin a reference: "Ann Roe (1996). A Theory of Weirs"."""
    return before.endswith(")") and author_and_year(here) is None and _author_only().fullmatch(before) is not None


@cache
def _author_only() -> re.Pattern[str]:
    return re.compile(rf"[{UPPER}][^()\d;“‘\"„«]{{2,80}}\({YEAR}[a-z]?\)")


def _sentence(words: str) -> bool:
    """Whether the last of some words are a sentence and no title: at least five words in lower case."""
    last = re.split(r"(?<=[\w)])\.\s", words[-400:])[-1]
    return (
        len(re.findall(r"(?<![\w.])[a-zà-þ]{3,}", last)) >= 7
        and _evidence().search(words[: -len(last)] if len(last) < len(words) else "") is not None
    )


def _trim(words: str, piece: Span) -> Span:
    held = piece.of(words)
    start = piece.start + len(held) - len(held.lstrip())
    return Span(start, max(start, piece.start + len(held.rstrip())))


def _closed_spans(words: str) -> list[tuple[int, int]]:
    """Where brackets and double quotation marks enclose something. Unclosed ones enclose nothing."""
    return [m.span() for m in _enclosed().finditer(words)]


@cache
def _enclosed() -> re.Pattern[str]:
    """Brackets and quotations; each form begins with its sign, which is looked for much faster than what is before."""
    single = r"(?=[,.;:)\]]|\s(?:in\b|\()|$)"
    return re.compile(
        r"\([^()]{0,2000}\)|\[[^\[\]]{0,2000}\]|“[^“”]{0,2000}”|„[^“”\"]{0,2000}[“”\"]|«[^«»]{0,2000}»"
        rf"|‘(?<!\w‘)[^‘]{{2,300}}?’{single}|'(?<![\w']')[^']{{2,300}}?'{single}|\"[^\"]{{2,300}}\""
    )


def by_author_and_year(words: str) -> bool:
    """Whether a citation gives only a name and a year, as those do that stand in a row with commas."""
    return author_and_year(words, begin(words)) is not None


@lru_cache(maxsize=4)
def points_back(body: str) -> bool:
    """Whether some words begin with a term that points back, or hold one that needs no place at the beginning."""
    for family in (Family.IBID, Family.IDEM):
        if terms.pattern(family).match(body):
            return True
    if terms.may_hold(Family.OP_CIT, body) and terms.pattern(Family.OP_CIT).search(body, 0, 300):
        return True
    return terms.may_hold(Family.NUMBER, body) and any(p.search(body) for p in terms.number_patterns())


def reads_as_citation(piece: str, knows: Knows = nobody) -> bool:
    """Whether some words cite a source: they point back, or name an author or title with a year or page."""
    piece = piece[:MOST_JUDGED].strip()
    body = piece[begin(piece, knows) :]
    if not body:
        return False
    if of_antiquity(body) or re.match(r"A ?\d{1,3}[^/]{0,8}/ ?B ?\d", body):
        return True
    if points_back(body) or points_back(piece[after_signals(piece) :]) or knows.alias(piece[after_signals(piece) :]):
        return True
    if _evidence().search(body) is None:
        return False
    if headed(body) is not None:
        return True
    begins = rf"[{UPPER}{QUOTES}*_]|\[[{UPPER}]|(?:the|den|die|das|der|dem|les?|la|el|il)\s[“‘\"„«]"
    return re.match(begins, body) is not None and not reads_as_prose(body)


def reads_as_prose(words: str) -> bool:
    """Whether words without an author's name are sentences: mostly in lower case, nothing cites but a year."""
    cites = re.search(
        rf"(?<![^\W\d_])(?:pp?|S|fol|Bl|Rn|No|Nr)\. ?\d|[{QUOTES}]|\((?:[^()]*\s)?{YEAR}\)|https?:", words
    )
    return lower_share(words) > 0.5 and cites is None


def cites_anew(piece: str, complete: bool, *, sentence: bool, knows: Knows = nobody) -> bool:
    """Whether words after "and", or after a stop, cite another source and do not go on with the one before.

    ``complete`` says that what stands before them ends as a citation ends.
    """
    piece = piece[:MOST_JUDGED]
    if re.match(r"(?:[Ii]n|[Dd]ans|[Ee]n)\b:?\s", piece):
        return False  # what carries the source before it
    signals = after_signals(piece)
    at = begin(piece, knows)
    if sentence and at and _year_and_page().search(piece, 0, at) is not None:
        return False  # "Newcastle 1966, p. 6, and Roe": the place belongs to what stands before
    again = sentence and at == 0 and terms.pattern(Family.IBID).match(piece) is not None  # prose, and then "Id."
    if points_back(piece[at:]) and (complete or signals > 0 or again):
        return at == 0 or complete or headed(piece[at:]) is not None
    head = headed(piece[at:])
    if head is None and signals and re.match(rf"(?![IVXLC]{{2,}}\.)[{UPPER}{QUOTES}]", piece[at:]):
        return reads_as_citation(piece, knows)
    if head is not None and not known_by(piece, at, head, knows) and _subject().match(piece, at):
        return False  # "Roe (1998) quotes it": nobody whose work is cited
    if head is None and sentence and speaking(piece[at:]) and _evidence().search(piece, at):
        return True
    if head is None or _evidence().search(piece[at:]) is None:
        return False
    known = knows.surname(surname_of(head["head"]))
    if sentence and at == 0 and not (known and complete) and author_and_year(piece) is not None:
        return False  # "Ulm 2003" is where and when the source before was printed
    if sentence and at == 0 and not complete and _printed_here().match(piece) is not None:
        return True
    if sentence:
        return at > 0 or complete or known
    return complete


def known_by(piece: str, at: int, head: re.Match[str], knows: Knows) -> bool:
    """Whether the author at an offset has been cited before."""
    return author_and_year(piece, at) is not None and knows.surname(surname_of(head["head"]))


@cache
def _subject() -> re.Pattern[str]:
    """A name with a year in brackets and a verb after it."""
    return re.compile(
        rf"[{UPPER}][^()\d;]{{1,80}}\s\({YEAR}[a-z]?\)\s"
        r"(?:has|have|had|also|cite|quote|argue|show|write|suggest|call|use|find|[a-zà-þ]{3,}s|[a-zà-þ]{3,}ed)\s"
    )


@cache
def _year_and_page() -> re.Pattern[str]:
    return re.compile(rf"\b{YEAR},\s?(?:(?:S|pp?)\.\s?)?\d")


@cache
def _printed_here() -> re.Pattern[str]:
    """A name with forenames, a title, and where and when it was printed: a source, whatever stands before."""
    name = rf"[{UPPER}][\w’'.-]*\s(?:[{UPPER}][\w’'.-]*\s){{0,2}}[{UPPER}][\w’'-]+"
    place = rf"(?:\((?:[^()]*\s)?|[{UPPER}][\w’'./-]+,?\s[²³⁴⁵⁶⁷⁸⁹]?){YEAR}"
    return re.compile(rf"{name}[,:]\s(?![{UPPER}][\w’'-]+,?\s\d{{4}})[{UPPER}“‘„«][^;]{{15,200}}?{place}")


def is_prose(words: str) -> bool:
    """Whether words are a sentence that cites nothing."""
    low = re.findall(r"(?<![\w.])[a-zà-þ]{2,}", words)
    return len(low) >= 3 and _evidence().search(words) is None
