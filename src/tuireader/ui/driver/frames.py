"""What Textual writes for one frame: words, each at a place, and the cursor's place at the end.

``Compositor`` and ``App`` of Textual 8.2 write, in one string, ``CUP words`` for each stretch of a row, a newline after
a row, and a last ``CUP``. Anything else that it writes begins otherwise, and is no frame.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tuireader.ui.driver.cells import Cell, cells_of
from tuireader.ui.driver.styles import UnknownSequenceError

_PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")


class Stretch(NamedTuple):
    """Cells of one row from a column on."""

    y: int
    x: int
    cells: tuple[Cell, ...]


class Frame(NamedTuple):
    """One frame of Textual."""

    stretches: tuple[Stretch, ...]
    cursor: tuple[int, int]
    """Column and row at which the cursor is left."""


def is_frame(written: str) -> bool:
    """Whether this is a frame, and not a mode, a question or a sound."""
    return _PLACE.match(written) is not None


def read(written: str) -> Frame:
    """Take a frame apart. Raises UnknownSequenceError where it holds what no frame should."""
    parts = _PLACE.split(written)
    stretches = []
    for row, column, words in zip(parts[1:-3:3], parts[2:-3:3], parts[3:-3:3], strict=True):
        if words and words != "\n":
            stretches.append(Stretch(int(row) - 1, int(column) - 1, cells_of(words.removesuffix("\n"))))
    if parts[-1]:
        raise UnknownSequenceError("the frame does not end at the cursor")
    return Frame(tuple(stretches), (int(parts[-2]) - 1, int(parts[-3]) - 1))
