"""The driver in a pseudo-terminal: margins, repainting, changes of size, suspension, and Textual's own instead."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.drivers.linux_driver import LinuxDriver

from tuireader.ui.driver.choice import driver_class
from tuireader.ui.driver.terminal import ChangesDriver

from ..terminal import Terminal
from .model import Char, Model, differences

ESSAY = Path(__file__).parents[1] / "two-works.txt"
SIZE = (112, 30)
HAS_MARGINS = {b"\x1b[?69$p": b"\x1b[?69;2$y"}
WALK = (
    *"jjj)jj",
    " ",
    "b",
    *"}}kk",
    "H",
    *"\\\\",
    "gi",
    "\x1b",
    "gm",
    "\x1b",
    "?",
    "q",
    "G",
    "gg",
    "gT",
    "gTgT",
    "z",
    "z",
)


class Watched:
    """A terminal with a model of what it shows."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.model = Model(*SIZE)
        self._fed = 0

    def see(self, expected: str = "") -> Model:
        self.terminal.read_until(expected)
        return self._feed()

    def send(self, keys: str) -> Model:
        self.terminal.send(keys)
        return self._feed()

    def comes_to(self, wanted: list[list[Char]], seconds: float = 8.0) -> bool:
        """Whether the screen looks so, now or soon."""
        end = time.monotonic() + seconds
        while self.model.seen() != wanted and time.monotonic() < end:
            self.see()
        return self.model.seen() == wanted

    def _feed(self) -> Model:
        new = self.terminal.output[self._fed :].decode()
        self._fed = len(self.terminal.output)
        for piece in new.replace("\x1b[?1049h", "\0\x1b[2J").split("\0"):
            self.model.feed(piece)
        return self.model


def alike(one: Watched, other: Watched, seconds: float = 8.0) -> bool:
    """Whether two screens look the same, now or soon."""
    end = time.monotonic() + seconds
    while differences(one.model, other.model) and time.monotonic() < end:
        one.see()
        other.see()
    return differences(one.model, other.model) == []


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    opened: list[Terminal] = []

    def start(name: str = "one", **more: object) -> Watched:
        home = tmp_path / name
        home.mkdir()
        essay = home / "essay.txt"
        essay.write_bytes(ESSAY.read_bytes())
        opened.append(Terminal(str(essay), home=home, size=SIZE, **more))  # type: ignore[arg-type]
        watched = Watched(opened[-1])
        watched.see("READ")
        return watched

    yield start
    for one in opened:
        one.close()


@pytest.mark.parametrize("answers", [HAS_MARGINS, {}], ids=["margins", "no margins"])
def test_a_walk_through_the_reader_looks_as_with_the_plain_driver(
    watch: Callable[..., Watched], answers: dict[bytes, bytes]
) -> None:
    plain = watch("plain", env={"TUIREADER_DRIVER": "plain"}, answers=answers)
    changes = watch("changes", answers=answers)
    for keys in ("", *WALK):
        plain.send(keys)
        changes.send(keys)
        assert alike(plain, changes), keys
    assert len(changes.terminal.output) < len(plain.terminal.output) / 2
    assert (b"\x1b[?69h" in changes.terminal.output) is bool(answers)
    assert b"\x1b[?69h" not in plain.terminal.output


def test_margins_are_used_where_the_terminal_has_them_and_are_switched_off_at_the_end(
    watch: Callable[..., Watched],
) -> None:
    screen = watch(answers=HAS_MARGINS)
    for _ in range(3):
        screen.send("j")
    assert b"\x1b[s" in screen.terminal.output
    screen.terminal.send("q")
    assert screen.terminal.status() == 0
    end = screen.terminal.output.rsplit(b"\x1b[?69l", 1)
    assert b"\x1b[?1049l" in end[1]
    assert b"\x1b[?69h" not in end[1]


def test_the_console_of_linux_is_not_asked_to_move_rows(watch: Callable[..., Watched]) -> None:
    screen = watch(env={"TERM": "linux"}, answers=HAS_MARGINS)
    screen.send("jjjj")
    screen.send(" ")
    assert re.search(rb"\x1b\[[\d;]*[rsST]", screen.terminal.output) is None


@pytest.mark.parametrize("answer", [b"\x1b[?69;0$y", b"\x1b[?69;4$y"])
def test_margins_are_left_alone_where_the_terminal_says_that_it_has_none(
    watch: Callable[..., Watched], answer: bytes
) -> None:
    screen = watch(answers={b"\x1b[?69$p": answer})
    screen.send("jj")
    assert b"\x1b[?69h" not in screen.terminal.output


def test_ctrl_l_paints_a_garbled_screen_anew(watch: Callable[..., Watched]) -> None:
    screen = watch()
    before = screen.send("j").seen()
    screen.model.feed("\x1b[3;5H\x1b[41mMessage from the system\x1b[m\r\nat an ill moment")
    assert screen.model.seen() != before
    screen.send("\x0c")
    assert screen.comes_to(before)


def test_what_stands_on_the_screen_already_is_not_sent_again(watch: Callable[..., Watched]) -> None:
    screen = watch()
    screen.send("j")
    sent = len(screen.terminal.output)
    screen.send("\x1b")
    screen.send("p")
    screen.send("p")
    assert len(screen.terminal.output) - sent < 300


def test_another_size_is_painted_whole(watch: Callable[..., Watched]) -> None:
    plain, changes = watch("plain", env={"TUIREADER_DRIVER": "plain"}), watch("changes")
    for size in ((70, 20), (30, 8), SIZE, (18, 4), (150, 40)):
        for screen in (plain, changes):
            screen.model.resize(*size)
            screen.model.feed("\x1b[4;4Hleft over")
            screen.terminal.resize(*size)
            screen.see()
        assert alike(plain, changes), size
        assert "left over" not in "\n".join(changes.model.text)


def test_a_size_that_comes_back_at_once_is_painted_too(watch: Callable[..., Watched]) -> None:
    """A terminal may have cut or wrapped its rows meanwhile, and Textual sees no change at all."""
    screen = watch()
    screen.send("j")
    screen.terminal.resize(SIZE[0] - 8, SIZE[1] - 5)
    screen.terminal.resize(*SIZE)
    screen.model.feed("\x1b[2J\x1b[4;4Hrearranged")
    screen.see()
    end = time.monotonic() + 8
    while "rearranged" in "".join(screen.model.text) and time.monotonic() < end:
        screen.see()
    painted = screen.see().seen()
    assert "rearranged" not in "".join(screen.model.text)
    screen.send("\x0c")
    assert screen.comes_to(painted)


def test_a_suspended_reader_comes_back_with_its_screen(watch: Callable[..., Watched]) -> None:
    screen = watch(answers=HAS_MARGINS)
    before = screen.send("j").seen()
    screen.send("\x1a")
    _, status = os.waitpid(screen.terminal.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    screen.see()
    left = screen.terminal.output
    for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?69h", b"\x1b[?69l")):
        assert left.rfind(off) > left.rfind(on)
    screen.model.feed("\x1b[2J\x1b[Hsome shell$ fg")
    screen.terminal.kill(signal.SIGCONT)
    assert screen.comes_to(before)
    assert screen.send("j").seen() != before


def test_a_frame_that_is_not_understood_is_sent_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: sent.append(data))
    driver = ChangesDriver.__new__(ChangesDriver)
    driver.app = type("App", (), {"size": (4, 1)})()
    driver._shadow, driver._margins, driver._synchronised, driver._newline = None, False, False, "\r\n"
    frames = [
        "\x1b[1;1Habcd\x1b[1;1H",
        "\x1b[1;1Hab\x1b[5nd\x1b[1;1H",
        "\x1b[1;2HXX\x1b[1;1H",
        "\x1b[1;1Habxd\x1b[1;1H",
    ]
    for frame in frames:
        driver.write(frame)
    assert sent[1:3] == [f"\x1b[m{frame}" for frame in frames[1:3]]
    assert sent[3].startswith("\x1b[m\x1b[2J")


def test_the_plain_driver_is_textuals_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert driver_class("changes") is ChangesDriver
    assert driver_class("plain") is None
    monkeypatch.setenv("TEXTUAL_DRIVER", "some.where:Driver")
    assert driver_class("changes") is None
    monkeypatch.delenv("TEXTUAL_DRIVER")
    monkeypatch.setattr(sys, "platform", "win32")
    assert driver_class("changes") is None
