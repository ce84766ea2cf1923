"""First full paint of an essay beside that of an empty Textual app, in one run.

``python tests/bench/first_paint.py FILE [ROUNDS]``, in an environment where tuireader is installed.
Rounds are interleaved, medians are printed. The first full paint is the last byte of the burst that holds the line at
the foot; the keys after it are measured from the key to the last byte of its frame.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

QUIET = 0.12
"""Seconds without a byte after which a burst is over."""


def start(command: list[str], home: str) -> tuple[int, int]:
    """Start a program in a pseudo-terminal of 120 by 40; return its process and descriptor."""
    pid, fd = pty.fork()
    if pid == 0:
        time.sleep(0.02)
        os.environ.update(TERM="xterm-256color", TUIREADER_HOME=home, COLORTERM="truecolor")
        os.execv(command[0], command)
    ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    return pid, fd


def burst(fd: int, expected: bytes, limit: float = 20.0) -> tuple[float, int]:
    """Read until ``expected`` came and the line is quiet: the time of the last byte, and how many bytes came."""
    seen, last, end = b"", time.perf_counter(), time.perf_counter() + limit
    while time.perf_counter() < end:
        ready, _, _ = select.select([fd], [], [], QUIET)
        if ready:
            seen += os.read(fd, 1 << 16)
            last = time.perf_counter()
        elif expected in seen or not expected:
            return last, len(seen)
    raise SystemExit(f"{expected!r} did not come in {limit} s")


def drain(fd: int) -> None:
    """Read what a program says while it ends; a terminal that nobody reads would hold it up."""
    end = time.perf_counter() + 5
    while time.perf_counter() < end and select.select([fd], [], [], 1.0)[0]:
        try:
            if not os.read(fd, 1 << 16):
                return
        except OSError:
            return


def one(command: list[str], expected: bytes, keys: str, quit_key: bytes) -> dict[str, float]:
    """One start, some keys, one end."""
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        pid, fd = start(command, home)
        painted, size = burst(fd, expected)
        figures = {"first full paint, ms": (painted - began - 0.02) * 1000, "bytes": size}
        times = []
        for key in keys:
            time.sleep(0.05)
            sent = time.perf_counter()
            os.write(fd, key.encode())
            done, _ = burst(fd, b"")
            times.append((done - sent) * 1000)
        if times:
            figures |= {"key p50, ms": statistics.median(times), "key max, ms": max(times)}
        os.write(fd, quit_key)
        drain(fd)
        os.waitpid(pid, 0)
        os.close(fd)
    return figures


def main() -> None:
    """Print medians and the ratio."""
    essay = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    empty = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]
    reader = [sys.executable, "-m", "tuireader", str(essay)]
    found: dict[str, list[dict[str, float]]] = {"empty": [], "reader": []}
    for _ in range(rounds):
        found["empty"].append(one(empty, b"READY", "", b"\x11"))
        found["reader"].append(one(reader, b"READ", "jjjj   bb)(", b"q"))
    medians = {name: {k: statistics.median(r[k] for r in runs) for k in runs[0]} for name, runs in found.items()}
    for name, figures in medians.items():
        print(f"{name:8}", "  ".join(f"{k} {v:,.1f}" for k, v in figures.items()))
    ratio = medians["reader"]["first full paint, ms"] / medians["empty"]["first full paint, ms"]
    print(f"ratio    first full paint {ratio:.2f}x of an empty Textual app")


if __name__ == "__main__":
    main()
