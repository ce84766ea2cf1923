"""What the shadow sends ends in the screen that Textual's own frames end in, cell by cell, with styles and links."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from tuireader.ui.driver.frames import read
from tuireader.ui.driver.shadow import Shadow

from .model import Model, differences

COLUMNS, LINES = 24, 9
WORDS = [
    "a",
    "lorem",
    " ",
    "    ",
    "─│",
    "“q”",
    "日本",
    "é",
    "e\u0301",
    "❤️",
    "👩\u200d👩\u200d👧",
    "🇩🇪",
    "👍🏽",
    "☎",
    "ไทย",
    "שלום",
]
STYLES = ["", "1", "2", "4", "7", "1;33", "36", "3;38;2;10;20;30", "48;5;17", "1;38;5;9;48;2;1;2;3", "9;53", "22"]
LINKS = ["", "", "", "id=1;http://a", ";http://b"]


def stretches(dice: Random, cells: int) -> str:
    """Styled words that fill so many cells."""
    out, left = [], cells
    while left > 0:
        words = dice.choice(WORDS) * dice.randint(1, 3)
        words = words if cell_len(words) <= left else set_cell_size(words, left)
        left -= cell_len(words)
        style, link = dice.choice(STYLES), dice.choice(LINKS)
        styled = f"\x1b[{style}m{words}\x1b[0m" if style else words
        out.append(f"\x1b]8;{link}\x1b\\{styled}\x1b]8;;\x1b\\" if link else styled)
    return "".join(out)


def history(seed: int) -> list[str]:
    """A frame that covers the screen, then frames that shift, change or replace parts of two panes."""
    dice = Random(seed)
    cut = dice.randint(4, COLUMNS - 4)
    panes = ((0, cut), (cut, COLUMNS))
    screen = [[stretches(dice, b - a) for a, b in panes] for _ in range(LINES)]
    frames = ["\n".join(f"\x1b[{y + 1};1H{''.join(row)}" for y, row in enumerate(screen)) + "\x1b[1;1H"]
    for _ in range(dice.randint(1, 5)):
        touched: dict[tuple[int, int], str] = {}
        for n, (a, b) in enumerate(panes):
            top, bottom = sorted((dice.randrange(LINES), dice.randrange(LINES)))
            by = dice.choice([0, 0, 1, -1, 2, 5, -3])
            old = [row[n] for row in screen]
            for y in range(top, bottom + 1):
                kept = top <= y + by <= bottom and dice.random() < 0.9
                screen[y][n] = old[y + by] if kept else stretches(dice, b - a)
                touched[y, a] = screen[y][n]
        rows: dict[int, str] = {}
        for (y, x), words in sorted(touched.items()):
            rows[y] = rows.get(y, "") + f"\x1b[{y + 1};{x + 1}H{words}"
        written = "\n".join(rows.values())
        line, column = dice.choice([(1, 1), (LINES, 3), (2, COLUMNS)])
        frames.append(f"{written}\x1b[{line};{column}H")
    return frames


histories = st.integers(0, 2**32).map(history)
"""Drawn by their seeds: made cell by cell, they would take minutes."""


@given(histories, st.booleans(), st.booleans())
def test_any_frames_end_in_the_same_screen(frames: list[str], margins: bool, to_ground: bool) -> None:
    textuals, ours = Model(COLUMNS, LINES), Model(COLUMNS, LINES)
    for model in (textuals, ours):
        model.feed("\x1b[?7l\x1b[?69h")
        model.screen.erases_to_ground = to_ground
        model.screen.stays = True
    shadow = Shadow(COLUMNS, LINES)
    shadow.margins = margins
    for written in frames:
        textuals.feed(written)
        changes = shadow.take(read(written))
        assert changes is not None
        ours.feed(changes)
        assert differences(textuals, ours) == []
        if read(written).cursor != (0, 0):
            assert ours.cursor == textuals.cursor


@given(histories, st.booleans())
def test_nothing_is_displaced_where_the_terminal_takes_clusters_to_be_of_another_width(
    frames: list[str], margins: bool
) -> None:
    """What is no cluster of doubtful width stands where it belongs, whatever the terminal makes of those that are."""
    agreed, legacy = Model(COLUMNS, LINES), Model(COLUMNS, LINES)
    legacy.screen.trusts_clusters = False
    for model in (agreed, legacy):
        model.feed("\x1b[?7l\x1b[?69h")
    shadow = Shadow(COLUMNS, LINES)
    shadow.margins = margins
    for written in frames:
        changes = shadow.take(read(written))
        assert changes is not None
        for model in (agreed, legacy):
            model.feed(changes)
        for x, y, a, b in differences(agreed, legacy):
            row = agreed.seen()[y]
            doubtful = [at for at in range(max(x - 1, 0), x + 1) if set(row[at].data) & set("❤\ufe0f\u200d🇩👍☎")]
            assert doubtful, (x, y, a, b)


@given(histories)
def test_a_terminal_that_moves_no_rows_is_not_asked_to(frames: list[str]) -> None:
    textuals, ours = Model(COLUMNS, LINES), Model(COLUMNS, LINES)
    shadow = Shadow(COLUMNS, LINES)
    shadow.scrolls = False
    for written in frames:
        textuals.feed(written)
        changes = shadow.take(read(written)) or ""
        ours.feed(changes)
        assert re.search(r"\x1b\[[\d;]*[rsST]", changes) is None
    assert differences(textuals, ours) == []


def test_a_single_column_is_never_moved_by_itself() -> None:
    """A terminal takes no margins narrower than two columns, and would move the whole width."""
    shadow = Shadow(20, LINES)
    shadow.margins = True
    model = Model(20, LINES)
    model.feed("\x1b[?69h")
    for by in range(3):
        rows = [f"\x1b[{y + 1};1H{chr(97 + y) * 18}\x1b[{y + 1};19H {chr(65 + y + by)}" for y in range(LINES)]
        written = "\n".join(rows) + "\x1b[1;1H"
        model.feed(shadow.take(read(written)) or "")
        assert model.text[0] == "a" * 18 + f" {chr(65 + by)}"


@given(histories)
def test_a_frame_that_changes_nothing_sends_nothing(frames: list[str]) -> None:
    shadow = Shadow(COLUMNS, LINES)
    for written in frames:
        shadow.take(read(written))
    assert shadow.take(read(frames[-1])) == ""


@given(histories, st.integers(0, 4))
def test_a_forgotten_screen_is_painted_whole_by_the_next_frame(frames: list[str], when: int) -> None:
    textuals, ours = Model(COLUMNS, LINES), Model(COLUMNS, LINES)
    shadow = Shadow(COLUMNS, LINES)
    for n, written in enumerate(frames):
        textuals.feed(written)
        changes = shadow.take(read(written)) or ""
        ours.feed(changes)
        if n == when:
            ours.feed("\x1b[H\x1b[41mgarbage\x1b[5;3Hmore of it")
            shadow.forget()
    if shadow.forgotten:
        ours.feed(shadow.take(read(frames[-1])) or "")
        textuals.feed(frames[-1])
    assert differences(textuals, ours) == []


def test_frames_that_leave_cells_open_are_sent_as_they_are() -> None:
    shadow = Shadow(4, 2)
    assert shadow.take(read("\x1b[1;1Habcd\x1b[1;1H")) is None
    assert shadow.take(read("\x1b[2;1Hef\x1b[1;1H")) is None
    whole = shadow.take(read("\x1b[2;3Hgh\x1b[1;1H"))
    assert whole is not None
    model = Model(4, 2)
    model.feed(whole)
    assert model.text == ["abcd", "efgh"]


@pytest.mark.parametrize("beyond", ["\x1b[3;1Hxxxx", "\x1b[1;3Hxxxx", "\x1b[1;9Hx", "\x1b[1;4H日"])
def test_what_is_written_beyond_the_edges_is_cut(beyond: str) -> None:
    shadow = Shadow(4, 2)
    shadow.take(read("\x1b[1;1Habcd\n\x1b[2;1Hefgh\x1b[1;1H"))
    sent = shadow.take(read(f"{beyond}\x1b[1;1H"))
    model = Model(4, 2)
    model.feed("\x1b[1;1Habcd\x1b[2;1Hefgh")
    model.feed(sent or "")
    assert all(len(row) <= 4 for row in model.text)
    assert model.text[1] == "efgh"
