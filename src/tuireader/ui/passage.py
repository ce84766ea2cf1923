"""A stretch of text that is found again after the text was revised, or is known to be gone."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.reading import Reading
from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A span and the reading in which it was chosen."""

    reading: Reading
    span: Span

    def within(self, reading: Reading) -> Span | None:
        """The same words in another reading of the document; None where they are not found for certain."""
        if reading.document.text == self.reading.document.text:
            return self.span
        from tuireader.anchors.align import aligned  # not before the first page
        from tuireader.anchors.carry import carry

        alignment = aligned(self.reading.document.text, reading.document.text)
        return carry(alignment, self.span, "").span


def carried(offset: int, old: Reading, new: Reading) -> int:
    """Where the place at ``offset`` is in a revised text; where its words are gone, the place where they were."""
    from tuireader.anchors.align import aligned
    from tuireader.anchors.carry import carry_offset

    return carry_offset(aligned(old.document.text, new.document.text), offset)
