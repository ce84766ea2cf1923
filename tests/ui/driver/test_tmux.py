"""A real terminal shows the same with this driver and with Textual's own: tmux, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .model import Model, differences

ESSAY = Path(__file__).parents[1] / "two-works.txt"
COLUMNS, LINES = 112, 30
KEYS = ("j", "j", "Space", "b", "k", ")", "H", "g", "m", "Escape", "g", "T", "?", "q", "G", "C-l")

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Runs a command of a tmux server of its own."""
    socket = tmp_path / "socket"

    def run(*arguments: str, **more: dict[str, str]) -> str:
        command = ["tmux", "-f", os.devnull, "-S", str(socket), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout  # type: ignore[call-overload]

    yield run
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], capture_output=True, check=False)


def test_tmux_shows_what_it_shows_with_the_plain_driver(tmux: Callable[..., str], tmp_path: Path) -> None:
    for driver in ("plain", "changes"):
        home = tmp_path / driver
        home.mkdir()
        (home / "essay.txt").write_bytes(ESSAY.read_bytes())
        ours = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        env = {**ours, "HOME": str(home), "TUIREADER_HOME": str(home / "marks"), "LC_ALL": "C.UTF-8"}
        options = [f"-eTUIREADER_HOME={home / 'marks'}", f"-eTUIREADER_DRIVER={driver}", "-eLC_ALL=C.UTF-8"]
        program = [sys.executable, "-m", "tuireader", str(home / "essay.txt")]
        tmux("new-session", "-d", "-s", driver, "-x", str(COLUMNS), "-y", str(LINES), *options, *program, env=env)

    def looks(driver: str) -> Model:
        model = Model(COLUMNS, LINES)
        model.feed("\x1b[?7l" + tmux("capture-pane", "-p", "-e", "-N", "-t", driver).rstrip("\n").replace("\n", "\r\n"))
        return model

    def alike() -> bool:
        return differences(looks("plain"), looks("changes")) == []

    def soon(true: Callable[[], bool]) -> bool:
        end = time.monotonic() + 15
        while not true() and time.monotonic() < end:
            time.sleep(0.1)
        return true()

    assert soon(lambda: all("READ" in looks(driver).text[-1] for driver in ("plain", "changes")))
    for key in KEYS:
        for driver in ("plain", "changes"):
            tmux("send-keys", "-t", driver, key)
        time.sleep(0.15)
        assert soon(alike), key
