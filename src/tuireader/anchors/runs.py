"""Runs of equal tokens, and the heaviest chain of them that goes forward in both texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Run(NamedTuple):
    """``length`` tokens that are equal from ``old`` on in the old text and from ``new`` on in the new one."""

    old: int
    new: int
    length: int


def heaviest_chain(runs: Iterable[Run], weight: Callable[[Run], float]) -> list[Run]:
    """Of runs that do not overlap, those that stand in the same order in both texts and together weigh most.

    What is not in the chain was moved. The work is n log n.
    """
    ordered = sorted(runs)
    rank = {new: k for k, new in enumerate(sorted({run.new for run in ordered}), 1)}
    # A Fenwick tree over the places in the new text: the heaviest chain that ends at or before each, and its last run.
    heaviest, ending = [0.0] * (len(rank) + 1), [-1] * (len(rank) + 1)
    before: list[int] = []
    end, most = -1, 0.0
    for at, run in enumerate(ordered):
        place, total, last = rank[run.new] - 1, 0.0, -1
        while place > 0:
            if heaviest[place] > total:
                total, last = heaviest[place], ending[place]
            place -= place & -place
        total += weight(run)
        before.append(last)
        if total > most:
            end, most = at, total
        place = rank[run.new]
        while place < len(heaviest):
            if total > heaviest[place]:
                heaviest[place], ending[place] = total, at
            place += place & -place
    chain = []
    while end >= 0:
        chain.append(ordered[end])
        end = before[end]
    return chain[::-1]
