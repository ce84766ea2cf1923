"""How many bytes it takes to read. They are the same on every machine, so they are held to what they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tuireader.config import Settings
from tuireader.ui.app import build
from tuireader.ui.driver.frames import read
from tuireader.ui.driver.shadow import Shadow
from tuireader.ui.screens.reader import ReaderScreen

from .recording import Recorder

ESSAY = Path(__file__).parents[3] / "docs_in" / "the-handle-and-the-map.md"
BUDGET = json.loads(Path(__file__).with_name("byte_budget.json").read_text(encoding="utf-8"))
SIZE = (120, 40)
SLACK = 1.03
"""What a word more at the foot may cost before the budget must be looked at again."""


def sent_for(shadow: Shadow, written: str) -> str:
    """What is sent for a frame."""
    changes = shadow.take(read(written))
    return written if changes is None else changes


async def bytes_to_read(margins: bool, folder: Path) -> dict[str, int]:
    """Bytes for the start, a line, a page, the end, all of the essay, and for doing nothing."""
    essay = folder / ESSAY.name
    essay.write_bytes(ESSAY.read_bytes())
    app = build(str(essay), Settings(animation=False), folder / "home")
    app.driver_class = Recorder
    shadow = Shadow(*SIZE)
    shadow.margins = margins
    spent: dict[str, int] = {}

    async def read_it(pilot) -> None:
        async def settled() -> None:
            for _ in range(500):
                await pilot.pause(0.01)
                if isinstance(app.screen, ReaderScreen) and app.screen.upkeep.indexed and not app.background.running:
                    break
            await pilot.pause(0.02)

        def sent() -> int:
            frames, app.recorder.frames = app.recorder.frames, []
            return sum(len(sent_for(shadow, written).encode()) for _, written in frames)

        async def press(key: str) -> int:
            await pilot.press(key)
            await pilot.pause(0.01)
            return sent()

        await settled()
        spent["start"] = sent()
        spent["line"] = sum([await press("j") for _ in range(30)]) // 30
        await press("G")
        await press("home")
        spent["page"] = sum([await press("space") for _ in range(3)]) // 3
        await press("home")
        spent["end"] = await press("G")
        await press("home")
        spent["all"] = 0
        top = -1
        while app.screen.essay.top != top:
            top = app.screen.essay.top
            spent["all"] += await press("space")
        await pilot.pause(0.5)
        spent["idle"] = sent()
        app.exit()

    await app.run_async(headless=False, size=SIZE, auto_pilot=read_it, mouse=False)
    return spent


@pytest.mark.parametrize("margins", [True, False], ids=["margins", "no margins"])
async def test_reading_takes_no_more_bytes_than_it_did(margins: bool, tmp_path: Path) -> None:
    spent = await bytes_to_read(margins, tmp_path)
    budget = BUDGET["margins" if margins else "no margins"]
    assert spent.keys() == budget.keys()
    assert spent["idle"] == 0
    over = {name: (spent[name], most) for name, most in budget.items() if spent[name] > most * SLACK}
    assert over == {}, "more than the budget; if it is meant to be so, write it into byte_budget.json"
    stale = {name: (spent[name], most) for name, most in budget.items() if spent[name] < most * 0.8}
    assert stale == {}, "much less than the budget: write the new figures into byte_budget.json, so that they are kept"
