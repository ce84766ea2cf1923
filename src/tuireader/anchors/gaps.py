"""What stands between pairs that are known: old words and new ones for the same place."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.anchors.pairing import Pairing
from tuireader.anchors.runs import Run, heaviest_chain
from tuireader.anchors.seeds import seeded_runs
from tuireader.anchors.subsequence import common_pairs

SMALL = 60_000
"""Pairs of tokens, old times new, up to which a gap is compared at once; a larger one is first divided at words that
stand once in it."""
LARGEST = 16_000_000
"""Pairs of tokens beyond which a gap that cannot be divided is left unpaired: its words are too much alike to tell."""
DEEPEST = 12
"""Times that a gap is divided."""


def fill(pairing: Pairing, old: range, new: range, depth: int = 0) -> None:
    """Pair the equal tokens of a gap, as many as stand in the same order."""
    here, there = pairing.free_old(old.start, old.stop), pairing.free_new(new.start, new.stop)
    size = sum(map(len, here)) * sum(map(len, there))
    if not size:
        return
    if size > (LARGEST if depth else SMALL) and depth < DEEPEST:
        runs = seeded_runs(pairing, here, there, (1, 3), (old, new))
        if chain := heaviest_chain(runs, pairing.weight):
            for run in chain:
                pairing.join(run)
            fill_between(pairing, chain, old, new, depth + 1)
            return
    if size <= LARGEST:
        places = [i for stretch in here for i in stretch], [j for stretch in there for j in stretch]
        one, other = pairing.old.numbers, pairing.new.numbers
        for i, j in common_pairs([one[i] for i in places[0]], [other[j] for j in places[1]]):
            pairing.join(Run(places[0][i], places[1][j], 1))


def fill_between(pairing: Pairing, chain: Sequence[Run], old: range, new: range, depth: int = 0) -> None:
    """Fill the gaps between the runs of a chain, and those before and behind it."""
    i, j = old.start, new.start
    for run in (*chain, Run(old.stop, new.stop, 0)):
        fill(pairing, range(i, run.old), range(j, run.new), depth)
        i, j = run.old + run.length, run.new + run.length
