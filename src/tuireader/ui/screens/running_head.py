"""What the running head says: the work, and how far the reader is through it. Pure arithmetic over a reading."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tuireader.documents.model import BlockKind
from tuireader.reading import Reading

WORDS_PER_MINUTE = 230
"""A usual pace for reading prose on a screen."""

_READ = {BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TITLE}


class Progress:
    """Counts the words of a reading once, then answers for any place."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        blocks = [b for b in reading.document.blocks if b.kind in _READ]
        self._ends = [b.span.end for b in blocks]
        self._starts = [b.span.start for b in blocks]
        text = reading.document.text
        self._words = list(accumulate(len(b.span.of(text).split()) for b in blocks))

    def _words_before(self, offset: int) -> int:
        i = bisect_right(self._ends, offset)
        before = self._words[i - 1] if i else 0
        if i == len(self._ends) or offset <= self._starts[i]:
            return before
        share = (offset - self._starts[i]) / (self._ends[i] - self._starts[i])
        return before + round((self._words[i] - before) * share)

    def at(self, offset: int, seen: int) -> tuple[str, str]:
        """The words at both ends of the head, for a caret at ``offset`` and a page that ends at ``seen``."""
        document = self._reading.document
        work = document.work_at(offset) or (document.works[0] if document.works else None)
        if work is None:
            return document.title, ""
        several = f" ─ work {work.id + 1} of {len(document.works)}" if len(document.works) > 1 else ""
        heading = document.heading_at(offset)
        section = f" ─ {self._reading.heading_text(heading.span)}" if heading else ""
        paragraph = f"¶ {document.paragraph_number(offset)}/{len(work.paragraphs)}"
        seen = max(offset, min(seen, work.span.end))
        through = 100 * (seen - work.span.start) // max(len(work.span), 1)
        left = max(self._words_before(work.span.end) - self._words_before(seen), 0)
        minutes = round(left / WORDS_PER_MINUTE)
        time = f"{minutes} min left" if minutes else "nearly done"
        return f"{work.title or document.title}{several}{section}", f"{paragraph} · {min(through, 100)} % · {time}"
