"""Running the program in this process, and as a process of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ESSAY = """The Canal and the Clerk

By A. Writer

The canal was surveyed twice, and the second survey “moved the lock by a mile”.[1] Nobody has explained why. \
The clerk who kept the book was paid by both sides.[2]

He wrote nothing of it himself; see the [Board’s] own minutes.[3] Nobody has asked again.

Notes

[1] Anna Writer, The Long Cut: A History of the Canal (Leeds: Aire Press, 1987), p. 12.

[2] Ibid., p. 14.
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a program that shall not see this user's settings and marks."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TUIREADER_", "XDG_", "SSH_"))}
    return {**kept, "HOME": str(home), "TUIREADER_HOME": str(home / "marks"), "TERM": "xterm-256color", **more}


def spawn(*args: str, home: Path, stdin: bytes = b"", timeout: float = 60, **more: str) -> Ran:
    """Run the program as a process, its streams being pipes."""
    done = subprocess.run(
        [sys.executable, "-m", "tuireader", *args],
        input=stdin,
        capture_output=True,
        env=environment(home, **more),
        cwd=home,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(*args: str, home: Path, **more: str) -> Ran:
    """Run the program with a terminal for all its streams; ``out`` is all that was sent to it."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tuireader", *args],
        stdin=side,
        stdout=side,
        stderr=side,
        env=environment(home, **more),
        cwd=home,
    )
    os.close(side)
    sent = b""
    try:
        while part := os.read(main, 65536):
            sent += part
    except OSError:  # the other end is closed: the program is done
        pass
    os.close(main)
    return Ran(process.wait(60), sent.decode("utf-8", "backslashreplace").replace("\r\n", "\n"), "")
