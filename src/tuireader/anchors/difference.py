"""What became of a passage, word by word, for a reader who compares the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST = 1500
"""Words on either side up to which they are compared one by one; a longer passage is shown as replaced whole."""
_WORDS = re.compile(r"(?:[^\W_]+|\S)\s*|\s+")


class Fate(StrEnum):
    """What a revision did with a stretch of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with one fate."""

    fate: Fate
    words: str


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches in order: kept and removed ones make up ``old``, kept and added ones ``new``.

    White space counts as equal whatever it is: hard line ends that moved are no change of the words; a kept stretch has
    the white space of ``new``.
    """
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(one), len(other)) > MOST:
        return _stretches([(Fate.REMOVED, old), (Fate.ADDED, new)])
    matcher = SequenceMatcher(None, [w.strip() for w in one], [w.strip() for w in other], autojunk=False)
    found: list[tuple[Fate, str]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append((Fate.KEPT, "".join(other[c:d])))
        else:
            found += [(Fate.REMOVED, "".join(one[a:b])), (Fate.ADDED, "".join(other[c:d]))]
    return _stretches(found)


def _stretches(found: list[tuple[Fate, str]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(fate, words) for fate, words in found if words)
