"""Words, and groups of words, that stand once in both texts: from them equal text is found in all directions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from tuireader.anchors.pairing import NONE, Pairing
from tuireader.anchors.runs import Run


def seeded_runs(
    pairing: Pairing, old: Sequence[range], new: Sequence[range], sizes: Iterable[int], within: tuple[range, range]
) -> list[Run]:
    """The runs of equal tokens around groups of ``sizes`` tokens that stand once in the stretches ``old`` and once in
    the stretches ``new``; none overlap, the heavier go before, none reach beyond ``within`` or into pairs.

    The work is linear: a run ends where it meets what stands once elsewhere.
    """
    seeds = {seed for size in sizes for seed in _seeds(pairing, old, new, size)}
    return _apart(pairing, _grown(pairing, sorted(seeds), *within))


def _seeds(pairing: Pairing, old: Sequence[range], new: Sequence[range], size: int) -> Iterable[tuple[int, int]]:
    here, there = _once(pairing.old.numbers, old, size), _once(pairing.new.numbers, new, size)
    for group, at in here.items():
        found = there.get(group, NONE)
        if at != NONE and found != NONE:
            yield at, found


def _once(numbers: Sequence[int], stretches: Iterable[range], size: int) -> dict[Hashable, int]:
    """Groups of ``size`` neighbours, with the place of those that stand once; NONE for the others."""
    seen: dict[Hashable, int] = {}
    for stretch in stretches:
        tokens = numbers[stretch.start : stretch.stop]
        groups: Iterable[Hashable] = tokens if size == 1 else zip(*(tokens[k:] for k in range(size)), strict=False)
        for at, group in enumerate(groups, stretch.start):
            seen[group] = NONE if group in seen else at
    return seen


def _grown(pairing: Pairing, seeds: Iterable[tuple[int, int]], old: range, new: range) -> list[Run]:
    one, other = pairing.old.numbers, pairing.new.numbers
    to_new, to_old = pairing.to_new, pairing.to_old
    covered: dict[int, int] = {}
    runs = []
    for i, j in seeds:
        shift = j - i
        if covered.get(i) == shift:
            continue
        start, before = i, j
        while (
            start > old.start
            and before > new.start
            and one[start - 1] == other[before - 1]
            and to_new[start - 1] == NONE == to_old[before - 1]
        ):
            start, before = start - 1, before - 1
        end, after = i, j
        while end < old.stop and after < new.stop and one[end] == other[after] and to_new[end] == NONE == to_old[after]:
            covered[end] = shift
            end, after = end + 1, after + 1
        runs.append(Run(start, before, end - start))
    return runs


def _apart(pairing: Pairing, runs: list[Run]) -> list[Run]:
    """The runs without what heavier ones have taken."""
    taken_old, taken_new, kept = set[int](), set[int](), []
    for i, j, length in sorted(runs, key=pairing.weight, reverse=True):
        while length and (i in taken_old or j in taken_new):
            i, j, length = i + 1, j + 1, length - 1
        free = 0
        while free < length and i + free not in taken_old and j + free not in taken_new:
            free += 1
        if free:
            kept.append(Run(i, j, free))
            taken_old.update(range(i, i + free))
            taken_new.update(range(j, j + free))
    return kept
