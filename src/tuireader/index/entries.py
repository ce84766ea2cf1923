"""Entries in the order of a printed index, each with an id and with the forms that the text uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tuireader.index.model import Entity, Mention
from tuireader.index.names import fold_accents


def sort_key(heading: str) -> str:
    """A heading without case and accents: what entries are sorted by."""
    return fold_accents(heading).casefold()


def variants_of(mentions: Iterable[Mention], text: str) -> tuple[str, ...]:
    """The different words of the mentions, longest first."""
    forms = Counter(words_of(m, text) for m in mentions)
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))


def words_of(mention: Mention, text: str) -> str:
    """The words of a mention on one line."""
    return " ".join(mention.span.of(text).split())


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Sorts entities by heading and gives each an id of its kind and heading, numbered where headings are the same."""
    seen: Counter[str] = Counter()
    out = []
    for entity in sorted(entities, key=lambda e: (sort_key(e.heading), e.kind)):
        slug = re.sub(r"[^\w]+", "-", sort_key(entity.heading)).strip("-") or "unnamed"
        base = f"{entity.kind.value}-{slug}"
        seen[base] += 1
        own = base if seen[base] == 1 else f"{base}-{seen[base]}"
        out.append(replace(entity, id=own))
    return tuple(out)
