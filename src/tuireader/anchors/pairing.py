"""Which token of the old text is which of the new one, while this is being found out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from tuireader.anchors.runs import Run
from tuireader.anchors.tokens import Lexicon, Tokens
from tuireader.anchors.weights import Weights, weigh

NONE = -1


class Pairing:
    """The tokens of two texts and the pairs among them; a token has one counterpart or none."""

    def __init__(self, old: Tokens, new: Tokens, lexicon: Lexicon) -> None:
        self.old, self.new, self.lexicon = old, new, lexicon
        self.weights: Weights = weigh(lexicon, old)
        self._weight_before = list(accumulate(map(self.weights.weight.__getitem__, old.numbers), initial=0.0))
        self.to_new = [NONE] * len(old)
        self.to_old = [NONE] * len(new)
        self.moved: set[int] = set()
        """Tokens of the old text that were found elsewhere in the order of the new one."""

    def join(self, run: Run, *, moved: bool = False) -> None:
        """Make pairs of the tokens of a run."""
        i, j, length = run
        self.to_new[i : i + length] = range(j, j + length)
        self.to_old[j : j + length] = range(i, i + length)
        if moved:
            self.moved.update(range(i, i + length))

    def weight(self, run: Run) -> float:
        """What the tokens of a run weigh together."""
        return self._weight_before[run.old + run.length] - self._weight_before[run.old]

    def free_old(self, start: int, stop: int) -> list[range]:
        """The stretches between ``start`` and ``stop`` of the old text that have no counterpart yet."""
        return list(free(self.to_new, start, stop))

    def free_new(self, start: int, stop: int) -> list[range]:
        """The same of the new text."""
        return list(free(self.to_old, start, stop))


def free(counterparts: list[int], start: int, stop: int) -> Iterator[range]:
    """The stretches of tokens without a counterpart, in order."""
    at = start
    while at < stop:
        try:
            at = counterparts.index(NONE, at, stop)
        except ValueError:
            return
        begin = at
        while at < stop and counterparts[at] == NONE:
            at += 1
        yield range(begin, at)
