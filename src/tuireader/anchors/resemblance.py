"""A marked passage whose words changed, found without the text on which it was made: by what is left of it and of the
words around it.

Groups of three words that the passage, with its context, and the text have in common say where to look; there the two
are aligned as two revisions are. What is so found resembles the passage and no more: it is to be confirmed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from tuireader.anchors.align import align
from tuireader.anchors.carry import carry
from tuireader.anchors.model import Anchor, AnchorStatus, TextQuoteSelector
from tuireader.anchors.pairing import NONE
from tuireader.anchors.tokens import Lexicon, Tokens, tokenise
from tuireader.text.span import Span

GROUP = 3
"""Tokens of a group."""
COMMONEST = 8
"""Places of a group that are looked at; one that stands in more says nothing."""
FEWEST = 3
"""Groups that must agree on a place."""
CLEARLY = 2
"""How many times more groups must agree on it than on any other."""
DRIFT = 32
"""Tokens by which the words of one passage may have drifted apart."""
CONTEXT_KEPT = 0.5
"""The share of the context's tokens that must be left around the passage: the passage itself may have been deleted, and
what resembles it be another."""

Index = dict[tuple[int, ...], list[int]]


def resembling(text: str, quote: TextQuoteSelector, annotation_id: str) -> Anchor | None:
    """Where in ``text`` the passage is that ``quote`` describes, as EDITED; None where nothing resembles it clearly."""
    fragment = quote.prefix + quote.exact + quote.suffix
    window = _window(text, fragment)
    if window is None:
        return None
    alignment = align(fragment, window.of(text))
    passage = Span(len(quote.prefix), len(quote.prefix) + len(quote.exact))
    anchor = carry(alignment, passage, annotation_id)
    first, stop = alignment.old.touching(passage)
    around = [*range(first), *range(stop, len(alignment.old))]
    left = sum(alignment.to_new[i] != NONE and i not in alignment.moved for i in around)
    if anchor.span is None or left < CONTEXT_KEPT * len(around):
        return None
    return Anchor(annotation_id, anchor.span.shift(window.start), AnchorStatus.EDITED, round(anchor.score / 2, 3))


def _window(text: str, fragment: str) -> Span | None:
    """The stretch of the text that has most in common with ``fragment``; None where two have, or none."""
    lexicon, tokens, index = _indexed(text)
    numbers = tokenise(fragment, (), lexicon).numbers
    votes: Counter[int] = Counter()
    for at in range(len(numbers) - GROUP + 1):
        places = index.get(tuple(numbers[at : at + GROUP]), [])
        if len(places) <= COMMONEST:
            votes.update({(place - at) // DRIFT for place in places})
    if not votes:
        return None
    # A passage may lie across the border of two stretches: each is counted with the better of its neighbours.
    together = {b: votes[b] + max(votes[b - 1], votes[b + 1]) for b in votes}
    best = max(together, key=together.__getitem__)
    others = max((n for b, n in votes.items() if abs(b - best) > 1), default=0)
    if together[best] < FEWEST or together[best] < CLEARLY * others:
        return None
    first = max(0, (best - 1) * DRIFT)
    last = min(len(tokens) - 1, (best + 2) * DRIFT + len(numbers))
    return Span(tokens.starts[first], tokens.ends[last])


@lru_cache(maxsize=2)
def _indexed(text: str) -> tuple[Lexicon, Tokens, Index]:
    """The tokens of a text, and where each group of them stands."""
    lexicon = Lexicon()
    tokens = tokenise(text, (), lexicon)
    index: Index = defaultdict(list)
    for at, group in enumerate(zip(*(tokens.numbers[k:] for k in range(GROUP)), strict=False)):
        index[group].append(at)
    return lexicon, tokens, dict(index)
