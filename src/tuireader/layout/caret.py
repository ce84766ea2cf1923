"""Where the caret may go: characters, words, sentences, paragraphs, sections. Offsets in, offsets out; no screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

from tuireader.documents.model import Block, BlockKind, Document
from tuireader.text.span import Span
from tuireader.text.words import sentences, words


class Steps:
    """The stops of one document. Everything is found when it is first asked for, then kept."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences = lru_cache(maxsize=512)(self._sentences_of)
        self._words = lru_cache(maxsize=512)(self._words_of)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that a page shows."""
        return tuple(b for b in self._document.blocks if b.kind is not BlockKind.RESIDUE)

    @cached_property
    def _starts(self) -> list[int]:
        return [b.span.start for b in self.blocks]

    @cached_property
    def _sections(self) -> list[int]:
        works = {w.blocks[0].span.start for w in self._document.works if w.blocks}
        heads = {h.span.start for w in self._document.works for h in w.headings}
        return sorted(works | heads)

    @cached_property
    def end(self) -> int:
        """The last offset at which a caret may stand."""
        return max(self.blocks[-1].span.end - 1, 0) if self.blocks else 0

    @property
    def start(self) -> int:
        """The first offset at which a caret may stand."""
        return self._starts[0] if self._starts else 0

    def block_at(self, offset: int) -> Block | None:
        """The shown block that holds ``offset``, or the nearest before it, or the first."""
        return self.blocks[max(bisect_right(self._starts, offset) - 1, 0)] if self.blocks else None

    def _sentences_of(self, block: Block) -> tuple[Span, ...]:
        return sentences(self._document.text, block.span.start, block.span.end) or (block.span,)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset``; in the white space after a sentence, that sentence."""
        block = self.block_at(offset)
        if block is None:
            return Span(0, 0)
        found = self._sentences(block)
        return found[max(bisect_right([s.start for s in found], offset) - 1, 0)]

    def sentence(self, offset: int, count: int) -> int:
        """The start of the sentence ``count`` further on; backwards first to the start of this one."""
        here = self.sentence_at(offset)
        if count < 0 and offset > here.start:
            offset, count = here.start, count + 1
        for _ in range(abs(count)):
            here, before = self.sentence_at(offset), offset
            offset = self._sentence_after(here) if count > 0 else self.sentence_at(max(here.start - 1, 0)).start
            if offset == before:
                break
        return offset

    def _sentence_after(self, here: Span) -> int:
        block = self.block_at(here.start)
        following = [s.start for s in self._sentences(block) if s.start > here.start] if block else []
        if following:
            return following[0]
        i = bisect_right(self._starts, here.start)
        return self._sentences(self.blocks[i])[0].start if i < len(self.blocks) else here.start

    def paragraph(self, offset: int, count: int) -> int:
        """The start of the block ``count`` further on; backwards first to the start of this one."""
        return _step(self._starts, offset, count)

    def section(self, offset: int, count: int) -> int:
        """The start of the section or work ``count`` further on; backwards first to the start of this one."""
        return _step(self._sections or self._starts, offset, count)

    def numbered_paragraph(self, offset: int, number: int) -> int:
        """The start of paragraph ``number`` (from 1) of the work at ``offset``; the last if there are fewer."""
        work = self._document.work_at(offset)
        paragraphs = work.paragraphs if work else ()
        return paragraphs[min(max(number, 1), len(paragraphs)) - 1].span.start if paragraphs else offset

    def word(self, offset: int, count: int) -> int:
        """The start of the word ``count`` further on, over the ends of blocks."""
        for _ in range(abs(count)):
            before = offset
            offset = self._next_word(offset) if count > 0 else self._previous_word(offset)
            if offset == before:
                break
        return offset

    def word_end(self, offset: int) -> int:
        """The offset of the last character of this word, or of the next one where ``offset`` is on that already."""
        block = self.block_at(offset)
        ends = [w.end - 1 for w in self._words(block)] if block else []
        i = bisect_right(ends, offset)
        return ends[i] if i < len(ends) else self._next_word(offset)

    def _words_of(self, block: Block) -> tuple[Span, ...]:
        return tuple(words(self._document.text, block.span.start, block.span.end))

    def _words_in(self, block: Block) -> list[int]:
        return [w.start for w in self._words(block)]

    def _next_word(self, offset: int) -> int:
        i = max(bisect_right(self._starts, offset) - 1, 0)
        for block in self.blocks[i:]:
            found = self._words_in(block)
            n = bisect_right(found, offset)
            if n < len(found):
                return found[n]
        return self.end

    def _previous_word(self, offset: int) -> int:
        i = bisect_right(self._starts, max(offset - 1, 0))
        for block in reversed(self.blocks[:i]):
            found = self._words_in(block)
            n = bisect_left(found, offset)
            if n:
                return found[n - 1]
        return self.start

    def character(self, offset: int, count: int) -> int:
        """``count`` code points on, inside the shown blocks."""
        target = min(max(offset + count, self.start), self.end)
        block = self.block_at(target)
        if block is None or block.span.contains(target):
            return target
        i = bisect_right(self._starts, target)
        if count > 0:
            return self._starts[i] if i < len(self._starts) else self.end
        return max(block.span.end - 1, block.span.start)


def _step(starts: Sequence[int], offset: int, count: int) -> int:
    """The stop ``count`` further on; backwards, the start of where we are counts as the first."""
    if not starts:
        return offset
    i = bisect_right(starts, offset) - 1
    if count < 0 and i >= 0 and offset > starts[i]:
        count += 1
    return starts[min(max(i + count, 0), len(starts) - 1)]


def next_of(spans: Sequence[Span], offset: int, count: int) -> Span | None:
    """The span ``count`` further on among sorted spans (negative: back); None beyond the ends."""
    starts = [s.start for s in spans]
    i = bisect_right(starts, offset) - 1 + count if count > 0 else bisect_left(starts, offset) + count
    return spans[i] if 0 <= i < len(spans) else None
