"""Divide a note into its sources: at semicolons and "See also", but never inside a title or a place of printing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tuireader.notes import terms
from tuireader.notes.citations import without_signal
from tuireader.notes.terms import Family
from tuireader.text.span import Span

LONGEST_NOTE_SPLIT = 10_000
"""A note of more code points is a treatise; it is read as one source."""

SENT_ON = (
    r"(?:(?<=[\w)”’\"»])\.|:)\s+"
    r"(?=(?:But see|See|Cf|Compare|Vgl|Siehe|Voir|Véase|Cfr|Vedi)\.?:?\s(?:(?:also|auch|aussi):?\s)?"
    r"[“‘\"„«*_]?(?-i:[A-ZÀ-Þ]))"
)
"""Where a sentence ends and "See X" begins."""
MOST_JUDGED = 1_000
"""Code points by which a piece is judged to be a citation or not."""


@cache
def _breaks() -> re.Pattern[str]:
    name = r"(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s(?-i:[A-ZÀ-Þ])[\w’'.-]+){0,3}[,:]\s[“‘\"„«*_]?(?-i:[A-ZÀ-Þ])"
    return re.compile(
        r";\s+|,\s+(?:sowie|ferner|as well as|ainsi que)\s+|[.,]\s+(?:and|und|et)\s+(?=(?:cf|vgl|see|siehe|voir)\b)"
        rf"|(?:(?<=[\d.)])|(?<=\d[frv])|(?<=\dff)),?\s+(?=(?:and|und|et|y|e|with|mit)\s{name})"
        rf"|{SENT_ON}",
        re.IGNORECASE,
    )


@cache
def _names_a_work() -> re.Pattern[str]:
    """A name and a title and nothing else: "Webster, Foreign Policy of Castlereagh"."""
    return re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*\s){0,3}[A-ZÀ-Þ][\w.’'-]+[,:]\s[“‘\"«„*_]?[A-ZÀ-Þ]\w")


@cache
def _evidence() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:1[4-9]\d\d|20[0-4]\d)\b|(?<![^\W\d_])(?:pp?|S|fol|No|Nr|ch|Bd|vol|Vol)\.\s?\d"
        r"|[“‘\"„«*_]\w|, \d{1,4}[-–.]?|§|\d\.?$|\bat \d"
    )


def split_sources(words: str, cuts: Sequence[int] = ()) -> tuple[Span, ...]:
    """Where the sources of a note stand in its words, in order; a note that cites nothing comes back whole.

    ``words`` has single spaces; ``cuts`` are places at which the reader divides it. A break of ours counts only where
    both sides read as citations, so "Gilbert, Felix; Large, David Clay (2008)" is one source.
    """
    bounds = [0, *sorted({cut for cut in cuts if 0 < cut < len(words)}), len(words)]
    found = [piece for start, end in pairwise(bounds) for piece in _split(words[start:end], start)]
    return tuple(found) or (Span(0, len(words)),)


def _split(words: str, shift: int) -> list[Span]:
    if len(words) > LONGEST_NOTE_SPLIT:
        return [Span(shift, shift + len(words))]
    closed = _closed_spans(words)
    starts = [a for a, _ in closed]
    out: list[Span] = []
    start, sign = 0, ""
    for found in (*_breaks().finditer(words), None):
        at = found.start() if found else len(words)
        i = bisect_right(starts, at) - 1
        if found and i >= 0 and at < closed[i][1]:
            continue
        _add(out, words, Span(start, at), sign)
        if found:
            start, sign = found.end(), found.group()
    trimmed = (_trim(words, piece) for piece in out)
    return [piece.shift(shift) for piece in trimmed if len(piece)]


def _add(out: list[Span], words: str, piece: Span, sign: str) -> None:
    """Take a piece as a source of its own, or join it to the one before."""
    if not out:
        out.append(piece)
        return
    before, here = out[-1].of(words).strip(), piece.of(words).strip()
    sent_on = sign[:1] in (".", ":")
    left = reads_as_citation(before) or (sent_on and _names_a_work().match(without_signal(before)) is not None)
    cites = bool(here) and reads_as_citation(here)
    if left and cites:
        out.append(piece)
    elif sent_on and cites:
        out[-1] = piece  # prose that leads up to a citation
    else:
        out[-1] = out[-1].join(piece)


def _trim(words: str, piece: Span) -> Span:
    held = piece.of(words)
    start = piece.start + len(held) - len(held.lstrip())
    return Span(start, max(start, piece.start + len(held.rstrip())))


def _closed_spans(words: str) -> list[tuple[int, int]]:
    """Where brackets and double quotation marks enclose something. Unclosed ones enclose nothing."""
    return [
        m.span()
        for m in re.finditer(
            r"\([^()]{0,2000}\)|\[[^\[\]]{0,2000}\]|“[^“”]{0,2000}”|„[^“”]{0,2000}[“”]|«[^«»]{0,2000}»|\"[^\"]{2,300}\"",
            words,
        )
    ]


def reads_as_citation(piece: str) -> bool:
    """Whether some words cite a source: they point back, or begin with a name and give a year, page or title."""
    body = without_signal(piece[:MOST_JUDGED].strip())
    if not body:
        return False
    for family in (Family.IBID, Family.IDEM):
        if terms.pattern(family).match(body):
            return True
    if terms.pattern(Family.OP_CIT).search(body):
        return True
    if terms.has_number_word().search(body) and any(p.search(body) for p in terms.number_patterns()):
        return True
    return bool(re.match(r"[A-ZÀ-Þ“‘\"„«*_]", body)) and _evidence().search(body) is not None
