"""A small document with everything in it, and an app on it that has the keys of a reader."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tuireader.config import Settings
from tuireader.ui.app import ReaderApp, build
from tuireader.ui.screens.reader import ReaderScreen

ESSAY = Path(__file__).parent / "two-works.txt"

KEYS = {
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "/": "slash",
    "*": "asterisk",
    "\\": "backslash",
    "%": "percent_sign",
    ",": "comma",
    "'": "apostrophe",
    ":": "colon",
    "?": "question_mark",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "$": "dollar_sign",
}


class Reader:
    """A person at the keyboard: presses keys, looks at the screen."""

    def __init__(self, pilot: Pilot[None], essay: Path) -> None:
        self.pilot = pilot
        self.file = essay
        self.app = pilot.app
        assert isinstance(self.app, ReaderApp)

    @property
    def screen(self) -> ReaderScreen:
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, ReaderScreen))

    async def settle(self) -> None:
        """Wait until the workers are done and the screen is drawn."""
        await self.pilot.pause()
        for _ in range(400):
            reading = any(isinstance(s, ReaderScreen) and not s.upkeep.indexed for s in self.app.screen_stack)
            if not self.app.background.running and not (reading and self.app.is_running):
                break
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys: names of Textual in angle brackets, or characters one after another."""
        for keys_together in keys:
            if keys_together.startswith("<"):
                await self.pilot.press(keys_together[1:-1])
            else:
                for character in keys_together:
                    await self.pilot.press(KEYS.get(character, "space" if character == " " else character))
        await self.settle()

    @property
    def text(self) -> str:
        return self.screen.reading.document.text

    @property
    def caret_words(self) -> str:
        """The words from the caret on."""
        return self.text[self.screen.essay.caret :][:40]

    def at(self, words: str, nth: int = 1) -> int:
        """The offset of the nth occurrence of words."""
        offset = -1
        for _ in range(nth):
            offset = self.text.index(words, offset + 1)
        return offset

    async def go(self, words: str, nth: int = 1) -> None:
        """Put the caret on words, without a key."""
        self.screen.essay.go(self.at(words, nth))
        await self.settle()

    @property
    def foot(self) -> str:
        return self.screen.foot.left

    def lines(self) -> list[str]:
        """The screen as text, row by row."""
        return ["".join(s.text for s in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def page(self) -> str:
        return "\n".join(self.lines())


Start = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """``async with start(size=(120, 40)) as reader``: the app on a copy of the small document, its store beside it."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (120, 40),
        path: Path | None = None,
        settings: Settings | None = None,
        text: str | None = None,
    ) -> AsyncIterator[Reader]:
        essay = path or tmp_path / "essay.txt"
        if path is None and (text is not None or not essay.exists()):
            essay.write_text(ESSAY.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
        app = build(str(essay), settings or Settings(animation=False), tmp_path / "home")
        async with app.run_test(size=size) as pilot:
            reader = Reader(pilot, essay)
            await reader.settle()
            yield reader

    return run
