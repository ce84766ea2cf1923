"""The longest common subsequence of two short sequences, by bits: a row of the table is one whole number.

The method is that of Crochemore and others (2001) in the form of Hyyrö (2004): a table of a thousand by a thousand
costs a millisecond, where a loop over its cells costs half a second.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def common_pairs(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places, ascending, of a longest common subsequence. Takes ``len(one) * len(other) / 8`` bytes."""
    rows = _rows(one, other)
    i, j = len(one) - 1, len(other) - 1
    pairs = []
    while i >= 0 and j >= 0:
        if rows[j] >> i & 1:
            i -= 1
        elif j > 0 and not rows[j - 1] >> i & 1:
            j -= 1
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    return pairs[::-1]


def likeness(one: str, other: str) -> float:
    """The share of their characters that two words have in common in the same order, from 0 to 1."""
    total = len(one) + len(other)
    if not total or 2 * min(len(one), len(other)) < total * 0.5:
        return 0.0
    last = _rows(one, other)[-1] if other else -1
    return 2 * (len(one) - (last & (1 << len(one)) - 1).bit_count()) / total


def _rows(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[int]:
    """For each element of ``other`` the row of the table up to it: bit i is 0 where ``one[i]`` makes the subsequence
    longer.
    """
    places: dict[Hashable, int] = {}
    for i, element in enumerate(one):
        places[element] = places.get(element, 0) | 1 << i
    everything = (1 << len(one)) - 1
    row, rows = everything, []
    for element in other:
        if hits := row & places.get(element, 0):
            row = (row + hits | row - hits) & everything
        rows.append(row)
    return rows
