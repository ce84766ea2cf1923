"""Text that stands elsewhere now, as it was or edited."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from tuireader.anchors.gaps import fill
from tuireader.anchors.pairing import NONE, Pairing
from tuireader.anchors.runs import Run
from tuireader.anchors.seeds import seeded_runs

FEWEST = 4
"""Tokens that a run has at least before it is believed to have been moved."""
FEWEST_LETTERS = 18
LEAST_WEIGHT = 3.5
GROUPS = (4, 3)
"""Tokens of the groups by which moved text is looked for, one size after the other."""
APART = 60
"""Tokens between two moved runs that were one passage once."""
WIDER = 20
"""Tokens that may have come between them."""


def take_moves(pairing: Pairing, runs: Iterable[Run]) -> None:
    """Pair those of ``runs`` that are enough of a text to be known by themselves."""
    for run in runs:
        if _is_solid(pairing, run):
            pairing.join(run, moved=True)


def find_moves(pairing: Pairing) -> None:
    """Look for moved text among what has no counterpart yet, then pair the words between its pieces and beside them."""
    everything = range(len(pairing.old)), range(len(pairing.new))
    for size in GROUPS:
        here, there = pairing.free_old(0, len(pairing.old)), pairing.free_new(0, len(pairing.new))
        if here and there:
            take_moves(pairing, seeded_runs(pairing, here, there, (size,), everything))
    moved = sorted(pairing.moved)
    for i, k in pairwise(moved):
        j, stop = pairing.to_new[i], pairing.to_new[k]
        if 1 < k - i <= APART and 1 < stop - j <= APART + WIDER:
            fill(pairing, range(i + 1, k), range(j + 1, stop), 1)
    for i in moved:
        for step in (1, -1):
            old = _beside(pairing.to_new, i, step, APART)
            if old:
                fill(pairing, old, _beside(pairing.to_old, pairing.to_new[i], step, APART + WIDER), 1)


def _beside(counterparts: list[int], index: int, step: int, most: int) -> range:
    """The tokens without a counterpart behind the one at ``index``, or with a step of -1 before it."""
    at = index + step
    while 0 <= at < len(counterparts) and counterparts[at] == NONE and abs(at - index) <= most:
        at += step
    return range(index + 1, at) if step > 0 else range(at + 1, index)


def _is_solid(pairing: Pairing, run: Run) -> bool:
    numbers = pairing.old.numbers[run.old : run.old + run.length]
    if any(map(pairing.lexicon.is_paragraph, numbers)):
        return True
    letters, weight = pairing.weights.letters, pairing.weights.weight
    return (
        run.length >= FEWEST
        and sum(letters[n] for n in numbers) >= FEWEST_LETTERS
        and sum(weight[n] for n in numbers) >= LEAST_WEIGHT
    )
