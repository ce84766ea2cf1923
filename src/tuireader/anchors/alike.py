"""Words that are another spelling of the word that stood in their place: a slip of the pen, "colour" and "color"."""

from __future__ import annotations

from tuireader.anchors.pairing import NONE, Pairing, free
from tuireader.anchors.subsequence import likeness

LEAST = 0.7
"""The share of their characters that two spellings have in common."""
SHORTEST = 3
"""Letters of a word that can be known by its likeness."""
WIDEST = 60
"""Tokens of a gap in which spellings are compared."""
LONGEST = 40
"""Letters of a word that is compared."""


def pair_alike(pairing: Pairing) -> None:
    """Pair words in the same gap that are alike, in their order."""
    for gap in list(free(pairing.to_new, 0, len(pairing.old))):
        there = across(pairing, gap)
        if 0 < len(there) <= WIDEST and len(gap) <= WIDEST:
            _pair(pairing, gap, there)


def across(pairing: Pairing, gap: range) -> range:
    """The stretch of new tokens without a counterpart that stands where ``gap`` stood: behind the counterpart of the
    token before it, else before that of the token behind it. Empty where nothing stands there.
    """
    to_new, to_old = pairing.to_new, pairing.to_old
    start = stop = to_new[gap.start - 1] + 1 if gap.start else 0
    while stop < len(to_old) and to_old[stop] == NONE:
        stop += 1
    if stop == start and gap.stop < len(to_new):
        start = stop = to_new[gap.stop]
        while start > 0 and to_old[start - 1] == NONE:
            start -= 1
    return range(start, stop)


def _pair(pairing: Pairing, gap: range, there: range) -> None:
    lexicon, forms = pairing.lexicon, pairing.lexicon.forms
    start = there.start
    for i in gap:
        number = pairing.old.numbers[i]
        if not lexicon.is_word(number) or not SHORTEST <= len(forms[number]) <= LONGEST:
            continue
        best, place = 0.0, NONE
        for j in range(start, there.stop):
            other = pairing.new.numbers[j]
            if lexicon.is_word(other) and len(forms[other]) <= LONGEST:
                like = likeness(forms[number], forms[other])
                if like > best:
                    best, place = like, j
        if best >= LEAST:
            pairing.to_new[i], pairing.to_old[place] = place, i
            start = place + 1
