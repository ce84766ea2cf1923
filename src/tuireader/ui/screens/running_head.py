"""What stands at the head and at the foot of the page: the work, how far the reader is, and a word to the reader."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from tuireader.documents.model import BlockKind
from tuireader.reading import Reading
from tuireader.ui.commands import INDEX_PANES, SELECT, hints, index_hints

if TYPE_CHECKING:
    from tuireader.ui.screens.reader import ReaderScreen

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


class Ends:
    """Fills the running head and the line at the foot of a reading screen."""

    TYPING = "type to filter   Enter goes there   Esc back to the text"
    PICKING = "type to filter   Enter chooses   Esc leaves it as it is"

    def __init__(self, screen: ReaderScreen, notice: str) -> None:
        self._screen = screen
        self._progress = Progress(screen.reading)
        self._said = notice
        self._warned = bool(notice)

    def say(self, words: str, *, warning: bool = False) -> None:
        """One sentence at the foot, until the next key."""
        self._said, self._warned = words, warning
        self.refresh()

    def forget(self) -> None:
        """A key was pressed: what was said is read."""
        self._said, self._warned = "", False

    def count(self, reading: Reading) -> None:
        """Count the words of a new reading."""
        self._progress = Progress(reading)
        self.refresh()

    def _typing(self) -> str:
        if self._screen.side.picking:
            return self.PICKING
        return f"{index_hints()}  Enter go  Esc back" if self._screen.side.pane in INDEX_PANES else self.TYPING

    def refresh(self) -> None:
        """Write both lines anew."""
        screen = self._screen
        if not screen.is_mounted:
            return
        left, right = self._progress.at(screen.essay.caret, screen.essay.shown.end)
        screen.head.say(left, f"{right} · {'saved' if screen.saving else 'NOT SAVED'}")
        typing = screen.focused is not None and screen.focused is not screen.essay
        hint = self._typing() if typing else hints(screen.mode)
        mode = "SELECT" if screen.mode == SELECT else "READ"
        look = "warning" if self._warned else ""
        screen.foot.say(self._said or hint, f"{screen.keys.pending} {mode}".strip(), look)
