"""Lines and columns, for what is reported to editors: everything else in the house counts code points of the text."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """Line numbers of a text, from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def line(self, offset: int) -> int:
        """The number of the line that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The place of ``offset`` in its line, in code points from 1."""
        return offset - self._starts[self.line(offset) - 1] + 1
