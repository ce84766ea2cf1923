"""Who and what stands in the same paragraphs, and how much oftener than chance would have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from tuireader.index.model import Entity


class Company:
    """The entries of an index by the paragraphs of the body that name them. Entries go by their number in the index."""

    def __init__(self, entities: Sequence[Entity], paragraphs: Sequence[tuple[int, int]]) -> None:
        """``paragraphs``: start and end in code points, in order."""
        self._entities = entities
        self.inside = _by_paragraph(entities, paragraphs)
        """The number of each paragraph that names anything, and the numbers of the entries that it names."""
        self.seen = Counter(k for row in self.inside.values() for k in row)
        """In how many paragraphs an entry is named."""

    def lift(self, one: int, other: int, together: int) -> float:
        """How many times oftener than by chance two entries meet that share ``together`` paragraphs."""
        return together * len(self.inside) / (self.seen[one] * self.seen[other])

    def beside(self, number: int, most: int) -> tuple[tuple[Entity, int], ...]:
        """The entries that are oftenest named where this one is, with the paragraphs that they share; those that share
        more than one go first, then those that chance explains least.
        """
        shared: Counter[int] = Counter()
        for row in self._rows_of.get(number, ()):
            shared.update(row)
        del shared[number]
        ranked = sorted(shared, key=lambda k: (shared[k] < 2, -self.lift(number, k, shared[k]), -shared[k], k))
        return tuple((self._entities[k], shared[k]) for k in ranked[:most])

    @cached_property
    def _rows_of(self) -> dict[int, list[set[int]]]:
        out: dict[int, list[set[int]]] = defaultdict(list)
        for row in self.inside.values():
            for number in row:
                out[number].append(row)
        return out


def _by_paragraph(entities: Sequence[Entity], paragraphs: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
    places = sorted((m.span.start, k) for k, e in enumerate(entities) for m in e.mentions if not m.in_notes)
    out: dict[int, set[int]] = defaultdict(set)
    p = 0
    for start, k in places:
        while p < len(paragraphs) and paragraphs[p][1] <= start:
            p += 1
        if p < len(paragraphs) and paragraphs[p][0] <= start:
            out[p].add(k)
    return out
