"""The cells of a screen, and how the words of a frame fill them.

A cell is known by its identity: the same character in the same style is always the same object, so that two rows are
compared as fast as two lists of numbers. A wide character has a second cell without text, its other half.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tuireader.layout.cells import clusters, is_simple
from tuireader.ui.driver.styles import PLAIN, Style, UnknownSequenceError, after, on_blank

_AGREED = re.compile(
    r"[\x20-\x7e\xa0-\u036f\u0370-\u052f\u0590-\u05ff\u0620-\u06ff\u0e00-\u0e7f\u1e00-\u22ff\u2400-\u25ff"
    r"\u2e80-\u302f\u3031-\u312f\u3190-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]+"
)
"""Scripts and signs whose widths have been the same in every terminal for long."""
_JOINERS = frozenset("\u200c\u200d\u20e3\u3030\u303d\u3297\u3299\u00a9\u00ae\u203c\u2049\u2122\u2139\u21a9\u21aa")
"""Inside those ranges: what joins or recasts, and what may be drawn as a picture."""


def _is_doubtful(text: str) -> bool:
    """Whether terminals may differ on the width of a cluster: pictures, what is joined or recast, rare scripts."""
    if is_simple(text):
        return False
    if not _AGREED.fullmatch(text) or not _JOINERS.isdisjoint(text):
        return True
    return any(unicodedata.category(c) not in ("Mn", "Me") for c in text[1:])


class Cell:
    """What one cell of the screen shows. Made by ``cell`` only."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        """A character with its marks; empty: the other half of the wide one before."""
        self.style = style


class _Cells(dict[str, Cell]):
    """The cells of one style, by text."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, text: str) -> Cell:
        bare = on_blank(self._style) if text == " " else self._style
        made = _of(bare)[text] if bare != self._style else Cell(text, self._style)
        if _is_doubtful(text):
            DOUBTFUL.add(made)
        self[text] = made
        return made


_cells: dict[Style, _Cells] = {}

DOUBTFUL: set[Cell] = set()
"""Cells with a cluster that terminals do not agree on how wide it is."""


def _of(style: Style) -> _Cells:
    if style not in _cells:
        _cells[style] = _Cells(style)
    return _cells[style]


def cell(text: str, style: Style = PLAIN) -> Cell:
    """The cell that shows ``text`` in ``style``."""
    return _of(style)[text]


BLANK = cell(" ")
UNKNOWN = Cell("", PLAIN)
"""A cell that no frame has filled yet."""

_TOKEN = re.compile(
    r"\x1b\[([0-9;]*)m|\x1b\]8;([^;\x00-\x1f\x7f-\x9f]*;[^\x00-\x1f\x7f-\x9f]*)(?:\x1b\\|\x07)|([^\x00-\x1f\x7f-\x9f]+)"
)


@lru_cache(maxsize=1024)
def cells_of(words: str) -> tuple[Cell, ...]:
    """The cells that styled words fill. Raises UnknownSequenceError where they hold anything but styles and links.

    The same rows come again when a page is scrolled, so the last thousand are kept.
    """
    filled: list[Cell] = []
    style, at = PLAIN, 0
    while at < len(words):
        found = _TOKEN.match(words, at)
        if found is None:
            raise UnknownSequenceError(repr(words[at : at + 12]))
        at = found.end()
        codes, link, text = found.groups()
        if codes is not None:
            style = after(style, codes)
        elif link is not None:
            style = style._replace(link="" if link.endswith(";") else link)
        else:
            _fill(filled, text, style)
    return tuple(filled)


def _fill(filled: list[Cell], text: str, style: Style) -> None:
    cells = _of(style)
    if is_simple(text):
        filled += map(cells.__getitem__, text)
        return
    for start, end, width in clusters(text):
        if width:
            filled.append(cells[text[start:end]])
            filled += [cells[""]] * (width - 1)
        elif filled and (mark := text[start:end].strip("\u200d\ufe0f")):  # a joiner by itself joins nothing
            lead = -2 if filled[-1].text == "" and len(filled) > 1 else -1
            filled[lead] = cell(filled[lead].text + mark, filled[lead].style)


def place(row: list[Cell], x: int, cells: tuple[Cell, ...]) -> None:
    """Put cells into a row from column ``x``; what is cut off at the edge or cut in half becomes blank."""
    end = min(x + len(cells), len(row))
    if x >= end:
        return
    if x and row[x].text == "" and row[x] is not UNKNOWN:
        row[x - 1] = cell(" ", row[x - 1].style)
    if end < len(row) and row[end].text == "" and row[end] is not UNKNOWN:
        row[end] = cell(" ", row[end].style)
    row[x:end] = cells[: end - x]
    if end - x < len(cells) and cells[end - x].text == "":
        row[end - 1] = cell(" ", row[end - 1].style)
