"""The reader beside less and vim, for ``termbench.py``: bytes and time of a line, a page, the end, the whole text.

``python tests/bench/terminal_suite.py FILE FOLDER`` writes ``suite.json`` into a folder, with the copy of the text,
wrapped at 78 columns, that less and vim read; ``termbench.py suite FOLDER/suite.json --baseline less`` measures it.
The reader runs in a terminal with left and right margins, in one without, and with Textual's own driver.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

WIDTH = 78
SIZE = (120, 40)


def steps(line: str, page: str, start: str) -> list[dict[str, object]]:
    """The same steps in the keys of a program."""
    return [
        {"name": "line", "keys": line, "count": 100, "check": "change"},
        {"name": "page", "before": start, "keys": page, "count": 12, "check": "page"},
        {"name": "end", "before": start, "keys": "G", "check": "change"},
        {"name": "read all", "before": start, "keys": page, "until_end": True, "min_coverage": 0.8},
        {"name": "hold", "before": start, "keys": line, "hold_hz": 30, "count": 45, "lag_link": "slow"},
    ]


def programs(essay: Path, wrapped: Path) -> list[dict[str, object]]:
    """What is measured."""
    reader = {
        "cmd": [sys.executable, "-m", "tuireader", str(essay)],
        "expect": "READ",
        "fresh_home": True,
        "text": str(essay),
        "cols": [3, 72],
        "rows": [1, -1],
        "settle_ms": 600,
        "steps": steps("j", "SPACE", "gg"),
    }
    quiet = {"TUIREADER_ANIMATION": "false", "TUIREADER_MOUSE": "false"}
    vim = {"text": str(wrapped), "steps": steps("C-e", "C-f", "gg"), "quit": ":qa!{ENTER}"}
    split = {**vim, "cols": [0, 59], "steps": [s for s in steps("C-e", "C-f", "gg") if s["name"] in ("line", "hold")]}
    return [
        {"name": "reader, margins", **reader, "env": quiet, "modes": {"69": 2}},
        {"name": "reader", **reader, "env": quiet},
        {"name": "reader, plain", **reader, "env": {**quiet, "TUIREADER_DRIVER": "plain"}},
        {"name": "less", "cmd": ["less", str(wrapped)], "text": str(wrapped), "steps": steps("j", "SPACE", "g")},
        {"name": "vim", "cmd": ["vim", "-R", "-u", "NONE", str(wrapped)], **vim},
        {"name": "vim, split", "cmd": ["vim", "-R", "-u", "NONE", "-c", "vsplit", str(wrapped)], **split},
    ]


def main() -> None:
    """Write the suite."""
    essay, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wrapped = folder / "wrapped.txt"
    lines = essay.read_text(encoding="utf-8").splitlines()
    wrapped.write_text("\n".join("\n".join(textwrap.wrap(line, WIDTH)) for line in lines) + "\n", encoding="utf-8")
    suite = {"size": SIZE, "programs": programs(essay, wrapped)}
    (folder / "suite.json").write_text(json.dumps(suite, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
