"""Two revisions of a text, aligned once: which words of the old one are which of the new one, also those that moved.

First what stands once in both texts, paragraphs and then words, and all equal text around it; the heaviest chain of it
is the text that stayed in its order, the rest was moved. Then the gaps between, by their longest common subsequence.
Then moved text among what is left over, and words that are only alike. Every new word is the counterpart of one old
word at most: text that comes from elsewhere can never attract a mark.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tuireader.anchors.alike import pair_alike
from tuireader.anchors.gaps import fill_between
from tuireader.anchors.moves import find_moves, take_moves
from tuireader.anchors.pairing import NONE, Pairing
from tuireader.anchors.paragraphs import Pair, shared_paragraphs
from tuireader.anchors.runs import Run, heaviest_chain
from tuireader.anchors.seeds import seeded_runs
from tuireader.anchors.sentences import gather
from tuireader.anchors.sliding import slide
from tuireader.anchors.subsequence import likeness
from tuireader.anchors.tokens import Lexicon, Tokens, tokenise
from tuireader.anchors.weights import Weights
from tuireader.text.span import Span

GROUPS = (1, 4)
"""Tokens of the groups that must stand once in both texts to begin with."""


@dataclass(frozen=True)
class Alignment:
    """The tokens of two revisions and the pairs among them. Built by `align`, never altered."""

    old: Tokens
    new: Tokens
    lexicon: Lexicon
    weights: Weights
    to_new: list[int]
    """For each old token its counterpart, or NONE."""
    to_old: list[int]

    def weight(self, index: int) -> float:
        """What the old token at ``index`` weighs."""
        return self.weights.weight[self.old.numbers[index]]

    @cached_property
    def _paired(self) -> tuple[list[int], list[int]]:
        """The tokens that have a counterpart, of the old text and of the new one."""
        return tuple([i for i, j in enumerate(side) if j != NONE] for side in (self.to_new, self.to_old))  # type: ignore[return-value]

    def lost_around(self, index: int) -> range:
        """The old tokens without a counterpart that stand together, from before ``index`` on to behind it; empty at
        ``index`` where neither it nor the one before it is lost.
        """
        return _between(self._paired[0], index, len(self.to_new))

    def free_around(self, index: int) -> range:
        """The same of the new tokens: those that come from nowhere."""
        return _between(self._paired[1], index, len(self.to_old))

    def credit(self, index: int) -> float:
        """How much of the old token its counterpart is, from 0 (there is none) to 1 (the same word)."""
        other = self.to_new[index]
        if other == NONE:
            return 0.0
        one, number = self.old.numbers[index], self.new.numbers[other]
        return 1.0 if one == number else likeness(self.lexicon.forms[one], self.lexicon.forms[number])

    def is_paragraph(self, index: int) -> bool:
        """Whether the old token at ``index`` is a whole paragraph that both texts have."""
        return self.lexicon.is_paragraph(self.old.numbers[index])

    @cached_property
    def moved(self) -> frozenset[int]:
        """The old tokens that stand elsewhere in the order of the new text."""
        runs = list(_runs(self.to_new))
        kept = set(heaviest_chain(runs, lambda run: sum(map(self.weight, range(run.old, run.old + run.length)))))
        return frozenset(i for run in runs if run not in kept for i in range(run.old, run.old + run.length))


def _between(paired: list[int], index: int, size: int) -> range:
    at = bisect_left(paired, index)
    return range(paired[at - 1] + 1 if at else 0, paired[at] if at < len(paired) else size)


def align(old: str, new: str) -> Alignment:
    """Align two revisions of a text. The work grows with the texts' lengths and the logarithm of what changed."""
    pairing = _tokenised(old, new, shared_paragraphs(old, new))
    start, stop = _equal_ends(pairing.old.numbers, pairing.new.numbers)
    pairing.join(Run(0, 0, start))
    here, there = range(start, len(pairing.old) - stop), range(start, len(pairing.new) - stop)
    pairing.join(Run(here.stop, there.stop, stop))
    runs = seeded_runs(pairing, [here], [there], GROUPS, (here, there))
    chain = heaviest_chain(runs, pairing.weight)
    for run in chain:
        pairing.join(run)
    stayed = set(chain)
    take_moves(pairing, (run for run in runs if run not in stayed))
    fill_between(pairing, chain, here, there)
    find_moves(pairing)
    gather(pairing)
    pair_alike(pairing)
    slide(pairing.new, pairing.to_old, pairing.to_new)
    slide(pairing.old, pairing.to_new, pairing.to_old)
    return Alignment(pairing.old, pairing.new, pairing.lexicon, pairing.weights, pairing.to_new, pairing.to_old)


@lru_cache(maxsize=2)
def aligned(old: str, new: str) -> Alignment:
    """`align`, with the last two outcomes kept: marks, bookmarks and the place of reading go through the same one."""
    return align(old, new)


def _tokenised(old: str, new: str, shared: list[Pair]) -> Pairing:
    lexicon = Lexicon()
    numbered = [(one, other, lexicon.add_paragraph(one.of(old))) for one, other in shared]
    in_old: list[tuple[Span, int]] = [(one, number) for one, _, number in numbered]
    in_new = sorted((other, number) for _, other, number in numbered)
    return Pairing(tokenise(old, in_old, lexicon), tokenise(new, in_new, lexicon), lexicon)


def _equal_ends(one: list[int], other: list[int]) -> tuple[int, int]:
    """How many tokens are equal at the beginning, and of the rest at the end."""
    most = min(len(one), len(other))
    start = next((i for i in range(most) if one[i] != other[i]), most)
    stop = next((i for i in range(most - start) if one[-1 - i] != other[-1 - i]), most - start)
    return start, stop


def _runs(to_new: list[int]) -> list[Run]:
    """The maximal runs of neighbours whose counterparts are neighbours too."""
    runs: list[Run] = []
    i = 0
    while i < len(to_new):
        start, j = i, to_new[i]
        i += 1
        if j == NONE:
            continue
        while i < len(to_new) and to_new[i] == j + i - start:
            i += 1
        runs.append(Run(start, j, i - start))
    return runs
