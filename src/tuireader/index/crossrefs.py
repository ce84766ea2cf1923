"""See also: who and what stands in the same paragraphs oftener than chance would have it, and wars of one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from tuireader.index.company import Company
from tuireader.index.lexicon import terms
from tuireader.index.model import Entity, EntityKind

_MOST = 5
"""The references that one entry has."""
_FEWEST_TOGETHER = 2
"""The paragraphs that two entries must share."""
_LEAST_LIFT = 2.0
"""How many times oftener than by chance two entries must meet."""
_CROWD = 60
"""The entries of a paragraph beyond which their meeting there says nothing."""


def with_see_also(entities: tuple[Entity, ...], paragraphs: list[tuple[int, int]]) -> tuple[Entity, ...]:
    """The entities with the headings of those that belong with them, best first.

    Args:
        entities: all entities of a document.
        paragraphs: start and end, in code points, of the paragraphs of its body, in order.
    """
    company = Company(entities, paragraphs)
    together: Counter[tuple[int, int]] = Counter()
    for row in company.inside.values():
        if len(row) <= _CROWD:
            together.update(combinations(sorted(row), 2))
    ranked: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (a, b), count in together.items():
        lift = company.lift(a, b, count)
        if count >= _FEWEST_TOGETHER and lift >= _LEAST_LIFT:
            ranked[a].append((-lift, -count, b))
            ranked[b].append((-lift, -count, a))
    kin = _of_one_name(entities)
    out = []
    for k, entity in enumerate(entities):
        rows = [*kin.get(k, ()), *(other for _, _, other in sorted(ranked[k]))]
        names = [entities[r].heading for r in dict.fromkeys(rows)]
        out.append(replace(entity, see_also=tuple(dict.fromkeys(names))[:_MOST]) if names else entity)
    return tuple(out)


def _of_one_name(entities: tuple[Entity, ...]) -> dict[int, list[int]]:
    """Wars, congresses and the like that differ in their ordinal only: "First" and "Second Punic War", "Punic Wars"."""
    rows: dict[str, list[int]] = defaultdict(list)
    for k, entity in enumerate(entities):
        if entity.kind is EntityKind.EVENT:
            rows[_without_ordinal(entity.heading)].append(k)
    return {k: _others(k, row) for row in rows.values() if len(row) > 1 for k in row}


def _others(k: int, row: Iterable[int]) -> list[int]:
    return [other for other in row if other != k]


def _without_ordinal(heading: str) -> str:
    words = [w for w in re.findall(r"[\w’'-]+", heading) if w not in terms("ordinals")]
    return " ".join(words).lower().removesuffix("s")
