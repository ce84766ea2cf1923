"""Paragraphs that stand, to the letter, once in the old text and once in the new one.

They are the cheapest evidence there is: most of a revised text is made of them, and where one stands elsewhere, it was
moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuireader.anchors.runs import Run, heaviest_chain
from tuireader.text.span import Span

SHORTEST = 24
"""Code points that a paragraph must exceed to be known by itself."""
LOOKED_THROUGH = 300_000_000
"""Code points that are looked through for copies of paragraphs that stand elsewhere; beyond that they are taken word by
word."""

_GAP = re.compile(r"\n[ \t]*\n\s*")

Pair = tuple[Span, Span]


def paragraphs(text: str) -> list[Span]:
    """The stretches between blank lines, in order."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    found = []
    for gap in _GAP.finditer(text, start, end):
        found.append(Span(start, gap.start()))
        start = gap.end()
    return [span for span in (*found, Span(start, end)) if len(span)]


def paragraph_at(text: str, span: Span) -> Span:
    """The paragraph that holds ``span``; where it touches several, all of them."""
    before = text.rfind("\n\n", 0, span.start + 1)
    after = text.find("\n\n", span.end)
    start = min(span.start, before + 2) if before >= 0 else 0
    return Span(start, after if after >= 0 else len(text))


def shared_paragraphs(old: str, new: str) -> list[Pair]:
    """The paragraphs that both texts have, each with its place in both, in the order of the old text.

    Beside one that stands once, the same short lines (rules, headings) are taken to be the same too.
    """
    spans = paragraphs(old), paragraphs(new)
    words = [span.of(old) for span in spans[0]], [span.of(new) for span in spans[1]]
    once = _once(words[0]), _once(words[1])
    pairs = {i: once[1][text] for text, i in once[0].items() if len(text) > SHORTEST and text in once[1]}
    _drop_copies(pairs, words[0], new)
    _take_neighbours(pairs, *words)
    return [(spans[0][i], spans[1][j]) for i, j in sorted(pairs.items())]


def _once(words: Sequence[str]) -> dict[str, int]:
    """What stands only once, and where."""
    seen: dict[str, int] = {}
    twice = set()
    for i, text in enumerate(words):
        if text in seen:
            twice.add(text)
        seen[text] = i
    return {text: i for text, i in seen.items() if text not in twice}


def _drop_copies(pairs: dict[int, int], words: Sequence[str], new: str) -> None:
    """A paragraph out of order whose words the new text has twice may be a copy and not the one that was moved: its
    words are looked at one by one.
    """
    runs = [Run(i, j, 1) for i, j in sorted(pairs.items())]
    kept = set(heaviest_chain(runs, lambda run: len(words[run.old])))
    left = LOOKED_THROUGH
    for run in runs:
        if run in kept:
            continue
        left -= len(new)
        if left < 0 or new.count(words[run.old]) > 1:
            del pairs[run.old]


def _take_neighbours(pairs: dict[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    taken = set(pairs.values())
    for step in (1, -1):
        for i in range(len(old)) if step > 0 else range(len(old) - 1, -1, -1):
            beside = pairs.get(i - step)
            if i in pairs or beside is None:
                continue
            j = beside + step
            if 0 <= j < len(new) and j not in taken and old[i] == new[j]:
                pairs[i] = j
                taken.add(j)
