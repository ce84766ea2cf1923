"""A terminal that reads what is sent and knows what each cell shows: pyte, with what it lacks.

pyte 0.8 knows neither SU and SD nor left and right margins, nor faint, overlined and linked text; it stops drawing at a
joiner, and leaves half a wide character standing. Terminals differ in three things, so these are switches: whether they
erase to the ground of the style (BCE), how wide they take a cluster to be, and what they do about margins.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

import pyte
from pyte.screens import Margins
from rich.cells import get_character_cell_size, split_graphemes

ON = {1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53}
OFF = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}
SHOWN_ON_BLANKS = {4, 5, 6, 7, 9, 21, 51, 52, 53}
DROPPED = re.compile(r"\x1b\[[<>=][0-9;]*[a-z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1b\[\d* q|\x1b\]22;[a-z]+\x07")
LINK = re.compile(r"\x1b\]8;([^\x1b\x07]*)(?:\x1b\\|\x07)")


class Char(NamedTuple):
    """What pyte keeps for a cell, and for the style that is written in."""

    data: str = " "
    on: frozenset[int] = frozenset()
    fg: str = ""
    bg: str = ""
    link: str = ""


class Stream(pyte.Stream):
    csi = pyte.Stream.csi | {"S": "scroll_up", "T": "scroll_down", "s": "set_side_margins"}
    events = frozenset(chain(pyte.Stream.events, ["scroll_up", "scroll_down", "set_side_margins"]))


class Screen(pyte.Screen):
    erases_to_ground = True
    trusts_clusters = True
    """Whether a cluster is as wide as Rich says, or as wide as its characters one by one."""
    sides_known = False
    addressed = False
    """Whether nothing was written since the cursor was placed: a mark then has lost its letter where Textual cut a row,
    and terminals differ on whether it goes to the cell before, which is none of its."""
    sides: tuple[int, int] | None = None
    stays = False
    """Whether a newline on the last row is a mistake; Textual makes it while the size changes."""

    @property
    def default_char(self) -> Char:
        return Char()

    def set_mode(self, *modes, **more):
        if more.get("private") and 69 in modes:
            self.sides_known = True
        super().set_mode(*modes, **more)

    def reset_mode(self, *modes, **more):
        if more.get("private") and 69 in modes:
            self.sides_known, self.sides = False, None
        super().reset_mode(*modes, **more)

    def reset(self):
        super().reset()
        self.cursor.attrs = Char()

    def set_side_margins(self, left=None, right=None, **more):
        assert self.sides_known, "without mode 69 this saves the cursor"
        left, right = (left or 1) - 1, min(right or self.columns, self.columns) - 1
        assert left < right
        self.sides = None if (left, right) == (0, self.columns - 1) else (left, right)
        self.cursor_position()

    # --- drawing

    def _set(self, x: int, char: Char) -> None:
        line = self.buffer[self.cursor.y]
        if x and line[x].data == "" and char.data != "":
            line[x - 1] = line[x - 1]._replace(data=" ")
        if x + 1 < self.columns and line[x + 1].data == "":
            line[x + 1] = line[x + 1]._replace(data=" ")
        line[x] = char

    def draw(self, data):
        assert self.sides is None, "margins are for shifts only"
        assert self.margins is None, "margins are for shifts only"
        if self.trusts_clusters:
            clusters = [(data[start:end], width) for start, end, width in split_graphemes(data)[0]]
        else:
            clusters = [(character, get_character_cell_size(character)) for character in data]
        for cluster, width in clusters:
            if not width:
                cluster = cluster.strip("\u200d\ufe0f")  # a joiner by itself shows nothing
                if self.cursor.x and cluster and not self.addressed:
                    line = self.buffer[self.cursor.y]
                    lead = self.cursor.x - 1
                    lead -= line[lead].data == "" and lead > 0
                    line[lead] = line[lead]._replace(data=line[lead].data + cluster)
                continue
            self.addressed = False
            if self.cursor.x + width > self.columns:
                continue
            self._set(self.cursor.x, self.cursor.attrs._replace(data=cluster))
            for x in range(self.cursor.x + 1, self.cursor.x + width):
                self._set(x, self.cursor.attrs._replace(data=""))
            self.cursor.x += width

    def select_graphic_rendition(self, *numbers):
        numbers = list(numbers) or [0]
        now = self.cursor.attrs
        while numbers:
            n = numbers.pop(0)
            if n == 0:
                now = Char(link=now.link)
            elif n in ON:
                now = now._replace(on=now.on | {n})
            elif n in OFF:
                now = now._replace(on=now.on - OFF[n])
            elif n in (38, 48):
                length = 4 if numbers[0] == 2 else 2
                colour = ";".join(map(str, numbers[:length]))
                del numbers[:length]
                now = now._replace(**{"fg" if n == 38 else "bg": colour})
            elif n in (39, 49):
                now = now._replace(**{"fg" if n == 39 else "bg": ""})
            elif 30 <= n < 38 or 90 <= n < 98:
                now = now._replace(fg=str(n))
            elif 40 <= n < 48 or 100 <= n < 108:
                now = now._replace(bg=str(n))
            else:
                raise AssertionError(f"no such style: {n}")
        self.cursor.attrs = now

    # --- erasing and moving

    @property
    def _erased(self) -> Char:
        return Char(bg=self.cursor.attrs.bg) if self.erases_to_ground else Char()

    def erase_in_line(self, how=0, private=False):
        self._erase(self.cursor.x if how == 0 else 0, self.columns if how != 1 else self.cursor.x + 1)

    def erase_characters(self, count=None):
        self._erase(self.cursor.x, min(self.cursor.x + (count or 1), self.columns))

    def _erase(self, start, end):
        for x in range(start, end):
            self._set(x, self._erased)

    def erase_in_display(self, how=0, *more, **_):
        assert how == 2, "only the whole display is ever erased"
        for y in range(self.lines):
            for x in range(self.columns):
                self.buffer[y][x] = self._erased

    def _shift(self, by: int) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        left, right = self.sides or (0, self.columns - 1)
        old = {y: [self.buffer[y][x] for x in range(self.columns)] for y in range(top, bottom + 1)}
        for row in old.values():
            assert row[left].data != "", "a wide character is cut"
            assert right + 1 == self.columns or row[right + 1].data != "", "a wide character is cut"
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                self.buffer[y][x] = old[y + by][x] if y + by in old else self._erased

    def scroll_up(self, count=1, **_):
        self._shift(count or 1)

    def scroll_down(self, count=1, **_):
        self._shift(-(count or 1))

    def index(self):
        if self.cursor.y < self.lines - 1:
            self.cursor.y += 1
        else:
            assert not self.stays, "the last row moves the screen"
            self._shift(1)

    def cursor_position(self, line=None, column=None):
        super().cursor_position(line, column)
        self.addressed = True

    def set_margins(self, top=None, bottom=None, **_):
        assert (top or 1) < (bottom or self.lines), "a region of one row is no region"
        self.margins = Margins((top or 1) - 1, min(bottom or self.lines, self.lines) - 1)
        if self.margins == (0, self.lines - 1):
            self.margins = None
        self.cursor_position()


class Model:
    """Feed it what is sent; ask it what is seen."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = Screen(columns, lines)
        self._stream = Stream(self.screen)

    def feed(self, sent: str) -> None:
        pieces = LINK.split(DROPPED.sub("", sent))
        self._stream.feed(pieces[0])
        for link, text in zip(pieces[1::2], pieces[2::2], strict=True):
            self.screen.cursor.attrs = self.screen.cursor.attrs._replace(link="" if link == ";" else link)
            self._stream.feed(text)

    def resize(self, columns: int, lines: int) -> None:
        """As terminals do it: what was there is cut or stays; margins are gone."""
        self.screen.resize(lines, columns)
        self.screen.margins = self.screen.sides = None

    def seen(self) -> list[list[Char]]:
        """Every cell as it looks: what cannot be seen on a blank is left out."""
        screen = self.screen
        return [[self._look(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]

    @staticmethod
    def _look(char: Char) -> Char:
        if char.data == " " and not char.link and not char.on & SHOWN_ON_BLANKS:
            return Char(bg=char.bg)
        return char

    @property
    def text(self) -> list[str]:
        return ["".join(char.data for char in row).rstrip() for row in self.seen()]

    @property
    def cursor(self) -> tuple[int, int]:
        return min(self.screen.cursor.x, self.screen.columns - 1), self.screen.cursor.y


def differences(one: Model, other: Model) -> list[tuple[int, int, Char, Char]]:
    """Column, row and both looks of each cell that is not the same on two screens."""
    return [
        (x, y, a, b)
        for y, rows in enumerate(zip(one.seen(), other.seen(), strict=True))
        for x, (a, b) in enumerate(zip(*rows, strict=True))
        if a != b
    ]
