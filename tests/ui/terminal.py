"""The real program in a pseudo-terminal: keys in, bytes out, exit status."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path


class Terminal:
    """Runs ``tuireader`` in a pseudo-terminal, as a terminal that answers no queries but those in ``answers``."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (100, 30),
        env: dict[str, str] | None = None,
        program: tuple[str, ...] = ("-m", "tuireader"),
        answers: dict[bytes, bytes] | None = None,
    ) -> None:
        self._answers = answers or {}
        self.output = b""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TUIREADER_HOME": str(home / "marks"),
            "TUIREADER_CONFIG": str(home / "config.toml"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **(env or {}),
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            try:
                os.execve(sys.executable, [sys.executable, *program, *arguments], environment)
            finally:
                os._exit(127)
        self.resize(*size)
        self._status: int | None = None

    def read_until(self, expected: str = "", seconds: float = 15.0, quiet: float = 0.15) -> bytes:
        """Read until the bytes hold ``expected`` and then nothing comes for ``quiet`` seconds."""
        end = time.monotonic() + seconds
        start = len(self.output)
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                if expected.encode() in self.output[start:]:
                    break
                continue
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                break
            if not piece:
                break
            self.output += piece
            for question in [q for q in self._answers if q in self.output[-len(piece) - len(q) :]]:
                os.write(self.fd, self._answers[question])
        return self.output[start:]

    def send(self, keys: str | bytes, expected: str = "", seconds: float = 5.0) -> bytes:
        """Send bytes as a keyboard would, then read what comes."""
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)
        return self.read_until(expected, seconds)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def kill(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def status(self, seconds: float = 15.0) -> int:
        """The exit status; 128 + n when a signal ended it."""
        end = time.monotonic() + seconds
        while self._status is None and time.monotonic() < end:
            self.read_until(seconds=0.05, quiet=0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        assert self._status is not None, "the program did not end"
        return self._status if self._status >= 0 else 128 - self._status

    def close(self) -> None:
        """End the program whatever it does."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)
