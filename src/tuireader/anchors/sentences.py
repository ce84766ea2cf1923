"""A word goes with the words of its own sentence.

Where sentences change places, the stops between them, and beginnings that they have in common ("The", "In the"), look
as if they had stayed where they were. Each is given back to the sentence that it belongs to.
"""

from __future__ import annotations

from tuireader.anchors.pairing import NONE, Pairing
from tuireader.anchors.tokens import Tokens

PARAGRAPH, SENTENCE, CLOSED, SPACE = 3.0, 2.0, 1.5, 0.5
"""How good it is to cut a text: between paragraphs, behind a stop, behind a stop and a closing sign, between words."""
_FULL_STOPS = "。！？"
_STOPS, _CLOSERS = ".!?…" + _FULL_STOPS, "\"'”’»)]"


def boundary(tokens: Tokens, index: int) -> float:
    """How good it is to cut the text before the token at ``index``."""
    if not 0 < index < len(tokens):
        return PARAGRAPH
    gap, before = tokens.between(index), tokens.text[tokens.ends[index - 1] - 1]
    if "\n\n" in gap:
        return PARAGRAPH
    if before in _FULL_STOPS or (before in _STOPS and gap):
        return SENTENCE
    if before in _CLOSERS and gap and index > 1 and tokens.text[tokens.ends[index - 2] - 1] in _STOPS:
        return CLOSED
    return SPACE if gap else 0.0


def gather(pairing: Pairing) -> None:
    """Pair words again that are paired apart from their sentence, or not at all, with the equal words beside what
    their sentence is paired with: its end with what is before it, its beginning with what follows.
    """
    to_new = pairing.to_new
    for i in range(1, len(to_new)):
        if to_new[i] != to_new[i - 1] + 1 and to_new[i - 1] != NONE:
            _follow(pairing, i, 1)
    for i in range(len(to_new) - 2, -1, -1):
        if to_new[i] != to_new[i + 1] - 1 and to_new[i + 1] != NONE:
            _follow(pairing, i, -1)


def _follow(pairing: Pairing, i: int, step: int) -> None:
    """Pair the old token at ``i`` beside its neighbour's counterpart, unless another sentence has a claim on either."""
    j = pairing.to_new[i - step] + step
    if not 0 <= j < len(pairing.new) or pairing.old.numbers[i] != pairing.new.numbers[j]:
        return
    if _parted(pairing.old, i, -step):
        return
    held, holder = pairing.to_new[i], pairing.to_old[j]
    if _belongs(pairing, i, step) or (holder != NONE and _belongs(pairing, holder, step)):
        return
    pairing.to_new[i], pairing.to_old[j] = j, i
    if holder != NONE:
        pairing.to_new[holder] = held
    if held != NONE:
        pairing.to_old[held] = holder


def _belongs(pairing: Pairing, i: int, step: int) -> bool:
    """Whether the old token at ``i`` and its neighbour, in one sentence, are paired with neighbours."""
    j, other = pairing.to_new[i], i + step
    if j == NONE or not 0 <= other < len(pairing.old):
        return False
    return pairing.to_new[other] == j + step and not _parted(pairing.old, i, step)


def _parted(tokens: Tokens, i: int, step: int) -> bool:
    """Whether a sentence ends between the token at ``i`` and its neighbour."""
    return boundary(tokens, i + 1 if step > 0 else i) >= CLOSED
