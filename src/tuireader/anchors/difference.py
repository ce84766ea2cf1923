"""What became of a passage, word by word, for a reader who compares the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 1500
"""Words on either side up to which they are compared one by one; a longer passage is shown as replaced whole."""
_WORDS = re.compile(r"(?:[^\W_]+|\S)\s*|\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words as they were and as they are; one of the two is empty where words went or came."""

    old: str
    new: str

    @property
    def kept(self) -> bool:
        """Whether these are the same words, whatever white space stands between them."""
        return bool(self.old and self.new)


def difference(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches in order: their old words make up ``old`` to the letter, and their new words ``new``.

    Hard line ends that moved are no change of the words.
    """
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(one), len(other)) > MOST:
        return tuple(s for s in (Stretch(old, ""), Stretch("", new)) if s.old or s.new)
    matcher = SequenceMatcher(None, [w.strip() for w in one], [w.strip() for w in other], autojunk=False)
    found: list[Stretch] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        went, came = "".join(one[a:b]), "".join(other[c:d])
        found += [Stretch(went, came)] if kind == "equal" else [Stretch(went, ""), Stretch("", came)]
    return tuple(s for s in found if s.old or s.new)
