"""What is really sent to a terminal, and how the program ends: hostile text, signals, closed connections."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .terminal import Terminal

ESSAY = Path(__file__).parent / "two-works.txt"

HOSTILE = [
    "\x1b]52;c;c2VjcmV0\x07",
    "\x1b]52;c;?\x1b\\",
    "\x1b]0;title\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]7;file://host/x\x07",
    "\x1b]9;boo\x07",
    "\x1b]777;notify;a;b\x07",
    "\x1b]1337;File=:AAAA\x07",
    "\x1bP$q q\x1b\\",
    "\x1b[c",
    "\x1b[6n",
    "\x1b[21t",
    "\x1bc",
    "\x1b[?1049l",
    "\x1b[?1003h",
    "\x1b[200~q\x1b[201~",
    "\x1b[31mred",
    "\x9b31m",
    "\x9d0;x\x9c",
    "\x90q\x9c",
    "safe\rEVIL",
    "\x00\x07\x08\x0b\x0c\x7f",
    "\u2028\u2029\x85",
    "\u202aab\u202ecba\u202c\u2066x\u2069\u061c\u200e\u200f",
    "\u200b\ufeff\u2060\U000e0041",
    "e" + "\u0301" * 1000,
    "[@click=app.quit]x[/]",
    "[link=http://x]y",
    '[link="x"]z[/link]',
    "[/]",
    "[$x]",
    "[on red]",
    "\\[",
    "[[x]]",
    "{{ ''.__class__ }}",
    "<!-- tuireader:end x -->",
    "\x1b",
]

ALLOWED = re.compile(
    r"""\x1b\[[0-9;:]*m            # colours and styles
      | \x1b\[\d*;?\d*H           # the cursor
      | \x1b\[\?\d+(?:;\d+)*[hl]  # modes: Textual's own, checked one by one below
      | \x1b\[\?\d+\$p | \x1b\[[<>=]\d*u | \x1b\[>\d*[a-z]? | \x1b\[[0-2]?[JK]
      | \x1b\[\d*[ABCDGX] | \x1b\[\d*;?\d*[rST]  # cells passed over or erased, rows moved
      | \x1b\[\?\d*u | \x1b\[c | \x1b\[>q | \x1b\[\d*\x20q
      | \x1b\]22;[a-z]+\x07       # the shape of the pointer""",
    re.VERBOSE,
)
MODES = {"25", "1000", "1002", "1003", "1004", "1006", "1015", "1016", "1049", "2004", "2026", "2048", "7"}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str, **more: object) -> Terminal:
        opened.append(Terminal(*arguments, home=tmp_path, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_nothing_in_a_document_reaches_the_terminal_as_control(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """Every bad input in title, text, name, note and reader's mark; through every pane; byte by byte."""
    bad = tmp_path / "bad \x1b]0;name\x07 [b]x[$y].txt"
    paragraphs = [
        f"Winston Churchill {h} met Joseph Stalin {h} at the Yalta Conference[{n}]." for n, h in enumerate(HOSTILE, 1)
    ]
    notes = [f"[{n}] A. Author{h}, A Title {h} (London, 1990), p. {n}." for n, h in enumerate(HOSTILE, 1)]
    bad.write_bytes("\n\n".join([f"Title {HOSTILE[2]}", *paragraphs, *notes]).encode("utf-8", "surrogatepass"))
    marks = tmp_path / "marks.jsonld"
    said = {"type": "TextualBody", "value": "mine " + " ".join(HOSTILE)}
    quote = {"type": "TextQuoteSelector", "exact": "Conference[1]"}
    target = {"source": "elsewhere", "selector": [quote]}
    mark = {"type": "Annotation", "id": "\x1b]0;id\x07", "body": [said], "target": target}
    marks.write_text(json.dumps(mark), encoding="utf-8")
    importing = terminal("import", str(bad), str(marks))
    assert importing.status() == 0
    screen = terminal(str(bad))
    screen.read_until("READ")
    for keys in (
        *" " * 12,
        "gg",
        "}",
        ")",
        "H",
        "gi",
        "\x1b",
        "go",
        "\x1b",
        "gm",
        "\x1b",
        "gp",
        "\x1b",
        "/",
        "Stalin\r",
        "n",
        "?",
        "q",
    ):
        screen.send(keys)
    screen.send("a", "Esc saves")
    screen.send("\x1b[200~pasted \x9b31m \u202e words\x1b[201~")
    screen.send("\x1b")
    screen.send("gm")
    screen.send("\x1b")
    screen.send("/")
    screen.send("\x1b[200~sought \x9b31m \u202e\x1b[201~\r")
    screen.send("gg]ma", "Esc saves")
    screen.send("\x1b")
    screen.send("q")

    assert screen.status() == 0
    sent = importing.output.decode("utf-8") + screen.output.decode("utf-8")
    modes = {m for group in re.findall(r"\x1b\[\?([\d;]+)[hl]", sent) for m in group.split(";")}
    assert modes <= MODES
    rest = ALLOWED.sub("", sent)
    left = {c for c in rest if (ord(c) < 32 and c not in "\r\n") or 0x7F <= ord(c) < 0xA0 or c in BIDI_AND_HIDDEN}
    assert left == set(), [rest[max(rest.index(c) - 20, 0) : rest.index(c) + 20] for c in left]
    assert "\x1b[6n" not in sent
    assert "[@click=app.quit]x" in rest
    assert "mine" in rest
    assert rest.count("\u0301") == 0 or "\u0301" * 9 not in rest


BIDI_AND_HIDDEN = {chr(c) for c in [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C, 0x200B, 0x200E, 0x200F]}
BIDI_AND_HIDDEN |= {"\u2028", "\u2029", "\ufeff", "\u2060", "\U000e0041"}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_reader_and_restores_the_terminal(
    terminal: Callable[..., Terminal], number: signal.Signals, status: int
) -> None:
    screen = terminal(str(ESSAY))
    screen.read_until("READ")
    screen.send(" ")
    screen.kill(number)

    assert screen.status() == status
    sent = screen.output.decode()
    for mode in ("1049", "25", "2004", "1000", "1003", "1006"):
        states = re.findall(rf"\x1b\[\?{mode}([hl])", sent)
        wanted = "h" if mode == "25" else "l"
        assert not states or states[-1] == wanted, mode


def test_a_closed_connection_loses_no_note(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """The line drops in the middle of a note: what was typed is offered again."""
    screen = terminal(str(ESSAY))
    screen.read_until("READ")
    screen.send("a", "Esc saves")
    screen.send("half a thought")
    os.close(screen.fd)
    screen.fd = os.open("/dev/null", os.O_RDONLY)
    for _ in range(100):
        pid, status = os.waitpid(screen.pid, os.WNOHANG)
        if pid:
            screen._status = os.waitstatus_to_exitcode(status)
            break
        signal.sigtimedwait([], 0.1)
    assert screen._status == 129

    again = terminal(str(ESSAY))
    again.read_until("READ")
    sent = again.send("a", "half a thought")
    assert b"half a thought" in sent


def test_what_was_saved_survives_a_kill(terminal: Callable[..., Terminal]) -> None:
    screen = terminal(str(ESSAY))
    screen.read_until("READ")
    screen.send(")")
    screen.send("H", "Highlighted")
    screen.kill(signal.SIGKILL)
    screen.status()

    again = terminal(str(ESSAY))
    assert "▌".encode() in again.read_until("READ")


def test_what_was_typed_survives_a_kill(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """A kill gives no time to save anything; what was typed up to two seconds before is offered again."""
    screen = terminal(str(ESSAY))
    screen.read_until("READ")
    screen.send("a", "Esc saves")
    screen.send("half a thought")
    for _ in range(100):
        if any("half a thought" in draft.read_text() for draft in tmp_path.rglob("drafts/*.json")):
            break
        signal.sigtimedwait([], 0.05)
    screen.kill(signal.SIGKILL)
    screen.status()

    again = terminal(str(ESSAY))
    assert b"was not finished" in again.read_until("READ") + again.send("a", "half a thought")


@pytest.mark.parametrize("colour", [{"NO_COLOR": "1"}, {}])
def test_no_colour_means_none(terminal: Callable[..., Terminal], colour: dict[str, str]) -> None:
    screen = terminal(str(ESSAY), env=colour)
    screen.read_until("READ")
    screen.send("q")
    styles = {code for group in re.findall(r"\x1b\[([0-9;]*)m", screen.output.decode()) for code in group.split(";")}
    coloured = {c for c in styles if c.isdigit() and ((30 <= int(c) <= 48 and c not in ("39",)) or 90 <= int(c) <= 107)}

    assert bool(coloured) is (not colour)


def test_a_document_that_cannot_be_read_is_one_sentence(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01\x02" * 100)
    screen = terminal(str(broken))

    assert screen.status() == 65
    last = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", screen.output.decode()).strip().splitlines()[-1]
    assert "broken.txt" in last
    assert "Traceback" not in screen.output.decode()


BROKEN = """
import sys
from dataclasses import replace
from tuireader.cli.main import main
from tuireader.ui import commands
def fall(screen, given):
    raise ValueError("a beam gave way")
commands.BY_ID["line.down"] = replace(commands.BY_ID["line.down"], run=fall)
sys.argv[0] = "tuireader"
main()
"""


@pytest.mark.parametrize("debug", [False, True])
def test_a_broken_screen_is_one_sentence_and_no_success(terminal: Callable[..., Terminal], debug: bool) -> None:
    screen = terminal(*(["--debug"] if debug else []), str(ESSAY), program=("-c", BROKEN))
    screen.read_until("READ")
    screen.send("j")

    assert screen.status() == 70
    said = screen.output.decode().rsplit("\x1b[?1049l", 1)[-1]
    assert "a beam gave way" in said
    assert ("Traceback" in said) is debug
