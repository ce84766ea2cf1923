"""A stretch of text that is found again after the text was revised, or is known to be gone."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.anchors.describe import describe
from tuireader.anchors.match import match
from tuireader.reading import Reading
from tuireader.text.span import Span
from tuireader.text.words import word_at


@dataclass(frozen=True, slots=True)
class Passage:
    """A span and the reading in which it was chosen."""

    reading: Reading
    span: Span

    def within(self, reading: Reading) -> Span | None:
        """The same words in another reading of the document; None where they are not found for certain."""
        if reading.document.text == self.reading.document.text:
            return self.span
        return match(reading.document.text, describe(self.reading.document.text, self.span), "").span


def carried(offset: int, old: Reading, new: Reading) -> int:
    """Where the word at ``offset`` is in a revised text; about the same share of the way through if it is gone."""
    text = old.document.text
    if not text:
        return 0
    word = word_at(text, min(offset, len(text) - 1))
    found = Passage(old, word).within(new)
    return found.start if found else offset * len(new.document.text) // len(text)
