"""Divide a note into its sources: at semicolons and "See also", but never inside a title or a place of printing."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from tuireader.notes import terms
from tuireader.notes.citations import without_signal
from tuireader.notes.terms import Family

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


def split_sources(words: str) -> tuple[str, ...]:
    """The sources of a note, in order; a note that cites nothing comes back whole. ``words`` has single spaces.

    A break counts only where both sides read as citations, so "Gilbert, Felix; Large, David Clay (2008)" is one source.
    """
    if len(words) > LONGEST_NOTE_SPLIT:
        return (words,)
    closed = _closed_spans(words)
    starts = [a for a, _ in closed]
    pieces: list[str] = []
    start = 0
    for found in _breaks().finditer(words):
        i = bisect_right(starts, found.start()) - 1
        if i >= 0 and found.start() < closed[i][1]:
            continue
        pieces.append(words[start : found.start()].strip())
        pieces.append(words[found.start() : found.end()])
        start = found.end()
    pieces.append(words[start:].strip())
    out = [pieces[0]]
    for sign, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        sent_on = sign[0] in ".:"
        left = reads_as_citation(out[-1]) or (sent_on and _names_a_work().match(without_signal(out[-1])) is not None)
        if piece and left and reads_as_citation(piece):
            out.append(piece)
        elif sent_on and reads_as_citation(piece):
            out[-1] = piece  # prose that leads up to a citation
        else:
            out[-1] += sign + piece
    return tuple(p.strip() for p in out if p.strip()) or (words,)


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
