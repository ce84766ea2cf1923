"""A folded copy of a text, for searching and matching, with the way back to the source.

Folding forgets what a reader's fingers and a printer's habits differ in: case, curly or straight quotation marks, the
length of dashes, the width and number of spaces, line ends, soft hyphens, accents composed or not. Nearly all of a text
folds one to one, so the map back holds only the places where it does not, and a look-up is a binary search.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from tuireader.text.dashes import DASHES
from tuireader.text.span import Span

_STRAIGHT = (("'", "‘’‚‛′ʼ`´"), ('"', "“”„‟″«»"), ("-", DASHES))
"""What is typed, and what is printed for it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its folded form; ``text`` is searched, `to_source` says where in the source a find stands."""

    text: str
    _folded: array[int] = field(repr=False, compare=False)
    """Where in ``text`` each piece begins, from 0."""
    _source: array[int] = field(repr=False, compare=False)
    """Where in the source each piece begins."""
    _whole: array[int] = field(repr=False, compare=False)
    """Where in the source a piece ends that folds as a whole (spaces, "ß"); -1 for one that folds one to one."""

    def to_source(self, start: int, end: int) -> Span:
        """Return the span of the source that ``text[start:end]`` came from; an empty range gives an empty span.

        Raises ValueError if the range is not inside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no such range in the folded text: {start}..{end}")
        first = bisect_right(self._folded, start) - 1
        begin = self._source[first] + (0 if self._whole[first] >= 0 else start - self._folded[first])
        if start == end:
            at = self.to_source(start - 1, start).end if start and start == len(self.text) else begin
            return Span(at, at)
        last = bisect_right(self._folded, end - 1) - 1
        if self._whole[last] >= 0:
            return Span(begin, self._whole[last])
        return Span(begin, self._source[last] + end - self._folded[last])


def fold(text: str) -> Folded:
    """Return the folded form of ``text``; the work is linear in its length."""
    pieces: list[str] = []
    folded, source, whole = array("q"), array("q"), array("q")
    length = done = 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        if piece or not folded:
            folded.append(length)
            source.append(start)
            whole.append(end)
            pieces.append(piece)
            length += len(piece)

    for found in _irregular().finditer(text):
        start, end = found.span()
        if "\u0300" <= text[start] <= "\u036f" and start > done:
            start -= 1  # a mark folds together with the letter that it stands on
        if start > done:
            add(text[done:start].casefold(), done, -1)
        add(_as_a_whole(text[start:end]), start, end)
        done = end
    add(text[done:].casefold(), done, -1)
    return Folded(_straightened("".join(pieces)), folded, source, whole)


def find_all(folded: Folded, needle: str) -> tuple[Span, ...]:
    """Return where ``needle`` stands in the source of ``folded``, in order, without overlap; nowhere if it is blank."""
    wanted = fold(needle).text.strip()
    found: list[Span] = []
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(folded.to_source(at, at + len(wanted)))
        at = folded.text.find(wanted, at + len(wanted))
    return tuple(found)


@cache
def _irregular() -> re.Pattern[str]:
    """What does not fold one to one; each branch begins with a set, so that the search skips the rest quickly."""
    space = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    unseen = r"\xad\u200b\u2060\ufeff"
    grows = r"\xdf\u0130\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9e\u1f50-\u1fff\u2026\ufb00-\ufb17"
    return re.compile(rf" [ {space}]+|[{space}][ {space}]*|[{unseen}]|[\u0300-\u036f]+|[{grows}]")


def _as_a_whole(text: str) -> str:
    if text.isspace():
        return " "
    if text in "\xad\u200b\u2060\ufeff":
        return ""
    return "..." if text == "…" else unicodedata.normalize("NFC", text).casefold()


def _straightened(text: str) -> str:
    for typed, printed in _STRAIGHT:
        for character in printed:
            if character in text:
                text = text.replace(character, typed)
    return text
