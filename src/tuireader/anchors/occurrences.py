"""Every place where words stand in a text, to the letter."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(text: str, words: str) -> Iterator[int]:
    """The offsets of ``words`` in ``text``, in code points, ascending; those that overlap are found too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
