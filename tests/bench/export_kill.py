"""``kill -9`` while a file of notes is being written, again and again.

    python tests/bench/export_kill.py [HOW_OFTEN]        (500 without a number; about three minutes)

A process writes two texts over each other without end and is killed at a moment chosen by chance. Prints how often the
file was the one text, the other, or anything else (which must be never), and how many temporary files were left.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from killing import kill_while_writing


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        found = kill_while_writing(Path(folder), times)
        left = len(list(Path(folder).glob(".tuireader-*.tmp")))
    print(f"{times} times: {found['old']} old, {found['new']} new, {found['other']} anything else; {left} left over")


if __name__ == "__main__":
    main()
