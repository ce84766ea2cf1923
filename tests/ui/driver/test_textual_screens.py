"""Random screens of a real Textual app, with panes, an overlay and changes of size: none is drawn otherwise."""

from __future__ import annotations

import os
from random import Random
from typing import ClassVar

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widget import Widget

from tuireader.ui.driver.frames import read
from tuireader.ui.driver.shadow import Shadow

from .model import Model, differences
from .recording import Recorder, resize

SCREENS = 1000 if os.environ.get("TUIREADER_PROPERTIES") == "thorough" else 80
WORDS = [
    "treaty",
    "of",
    "the",
    "Vienna’s",
    "1815",
    "日本語",
    "한국",
    "e\u0301tude",
    "ไทย",
    "שלום",
    "❤️",
    "🇩🇪",
    "👩\u200d👧",
    "☎",
    "—",
]
LOOKS = [Style()] * 6 + [
    Style(bold=True),
    Style(dim=True, italic=True),
    Style(underline=True, color="cyan"),
    Style(reverse=True),
    Style(color="#10a0f0", bgcolor="#202020"),
    Style(link="https://example.org/a"),
    Style(underline2=True, overline=True, strike=True),
]
GROUNDS = [Style(), Style(bgcolor="#101418")]


class Rows(Widget):
    """Rows of words that can be moved."""

    def __init__(self, dice: Random, **more: str) -> None:
        super().__init__(**more)
        self._dice = dice
        self.rows = [self._row() for _ in range(60)]
        self.ground = GROUNDS[0]

    def _row(self) -> list[Segment]:
        if self._dice.random() < 0.2:
            return []
        words = (self._dice.choice(WORDS) for _ in range(self._dice.randint(1, 12)))
        return [Segment(f"{word} ", self._dice.choice(LOOKS)) for word in words]

    def change(self) -> None:
        """Scroll, move a block, write a row anew, or all of them."""
        kind = self._dice.choice(["scroll", "scroll", "page", "block", "row", "all", "ground"])
        if kind in ("scroll", "page"):
            by = self._dice.choice([1, 1, -1, 3, -3]) if kind == "scroll" else self._dice.choice([11, -11])
            self.rows = self.rows[by:] + self.rows[:by]
        elif kind == "block":
            a, b = sorted(self._dice.sample(range(20), 2))
            self.rows[a:b] = [self._row(), *self.rows[a:b]][: b - a]
        elif kind == "row":
            self.rows[self._dice.randrange(20)] = self._row()
        elif kind == "all":
            self.rows = [self._row() for _ in self.rows]
        else:
            self.ground = self._dice.choice(GROUNDS)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row = [Segment(s.text, self.ground + (s.style or Style())) for s in self.rows[y]]
        return Strip(row).adjust_cell_length(self.size.width, self.ground)


class Panes(App[None]):
    CSS = """
    Screen { layers: base above; }
    #left { width: 2fr; } #right { width: 1fr; }
    #over { layer: above; width: 60%; height: 5; offset: 4 6; display: none; }
    """
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dice: Random) -> None:
        super().__init__(driver_class=Recorder)
        self.dice = dice

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Rows(self.dice, id="left")
            yield Rows(self.dice, id="right")
        yield Rows(self.dice, id="over")


@pytest.mark.parametrize("margins", [True, False])
async def test_random_screens_are_those_of_textual(margins: bool) -> None:
    dice = Random(f"screens {margins}")
    app = Panes(dice)
    screens = 0

    async def walk(pilot) -> None:
        nonlocal screens
        textuals = ours = shadow = None
        while screens < SCREENS // 2:
            for pane in dice.sample(list(app.query(Rows)), dice.randint(1, 3)):
                pane.change()
            if dice.random() < 0.1:
                over = app.query_one("#over")
                over.display = not over.display
            if dice.random() < 0.05:
                await resize(pilot, dice.randint(20, 90), dice.randint(12, 30))
            await pilot.pause()
            frames, app.recorder.frames = app.recorder.frames, []
            for size, written in frames:
                if shadow is None or (shadow.columns, shadow.lines) != size:
                    shadow = Shadow(*size)
                    shadow.margins = margins
                    if textuals is None:
                        textuals, ours = Model(*size), Model(*size)
                    for model in (textuals, ours):
                        model.resize(*size)
                        model.feed("\x1b[?7l\x1b[?69h")
                textuals.feed(written)
                changes = shadow.take(read(written))
                ours.screen.stays = changes is not None
                ours.feed("\x1b[m" + written if changes is None else changes)
                fits = all(y < size[1] and x + len(cells) <= size[0] for y, x, cells in read(written).stretches)
                assert not fits or differences(textuals, ours) == [], screens  # else it was drawn for the size before
                screens += 1
        app.exit()

    failed: list[BaseException] = []

    async def guarded(pilot) -> None:
        try:
            await walk(pilot)
        except BaseException as error:
            failed.append(error)
            app.exit()

    await app.run_async(headless=False, size=(80, 24), auto_pilot=guarded)
    if failed:
        raise failed[0]
    assert screens >= SCREENS // 2
