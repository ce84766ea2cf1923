"""The second opinion of an English pipeline of spaCy that the reader has: it vetoes names that it takes for places.

Measured by the trial on essays with footnotes: as a veto on one-word names spaCy's medium pipeline lifts the people,
while what it would add lowers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Countries and towns, mountains and waters, buildings: spaCy's names for what is no person."""
BEST_FIRST = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm", "en_core_web_trf")


def veto(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in a place by spaCy's lights; only the paragraphs that hold spans are read.

    Raises RuntimeError with a sentence where spaCy or an English pipeline is not installed.
    """
    pipeline = _pipeline()
    waiting = sorted(spans)
    for paragraph in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
        here = [s for s in waiting if paragraph.start() <= s[0] < paragraph.end()]
        if here:
            found = [
                (paragraph.start() + entity.start_char, paragraph.start() + entity.end_char)
                for entity in pipeline(paragraph.group()).ents
                if entity.label_ in PLACES
            ]
            yield from (s for s in here if any(start <= s[0] and s[1] <= end for start, end in found))


def _pipeline() -> Any:
    try:
        import spacy
    except ImportError:
        raise RuntimeError("spaCy is not installed; pip install 'tuireader[ner]' brings it.") from None
    there = [name for name in spacy.util.get_installed_models() if name.startswith("en_")]
    if not there:
        raise RuntimeError("no English pipeline is installed; python -m spacy download en_core_web_md brings one.")
    return spacy.load(min(there, key=lambda n: (BEST_FIRST.index(n) if n in BEST_FIRST else len(BEST_FIRST), n)))
