"""The layer between a process and the system (``shim.c``): how it is built, loaded and told what to do.

A process that is to be disturbed must be started with `loaded` in its environment; within it, `SHIM` is the layer.
Where it cannot be had, `reason` says why.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntEnum, IntFlag
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
_LIBRARY = "TUIREADER_SHIM"


class Kind(IntFlag):
    """The kinds of calls."""

    LOOK = 1
    READ = 2
    MAKE = 4
    WRITE = 8
    SYNC = 16
    CUT = 32
    NAME = 64
    LOCK = 128
    CHANGING = MAKE | WRITE | SYNC | CUT | NAME
    ANY = 255


class Deed(IntEnum):
    """What is done at a call."""

    COUNT = 0
    KILL_BEFORE = 1
    KILL_WITHIN = 2
    KILL_AFTER = 3
    FAIL = 4
    SHORT = 5


class Shim:
    """The layer in this process."""

    def __init__(self, library: str) -> None:
        self._c = ctypes.CDLL(library)
        number, words = ctypes.c_int, ctypes.c_char_p
        self._c.shim_arm.argtypes = (words, number, ctypes.c_long, number, number, number, ctypes.c_long)
        self._c.shim_record.argtypes = (words, words)
        self._c.shim_say.argtypes = (words,)
        self._c.shim_seen.restype = self._c.shim_done.restype = ctypes.c_long

    def arm(
        self,
        folder: Path,
        deed: Deed = Deed.COUNT,
        at: int = 1,
        kinds: Kind = Kind.CHANGING,
        error: int = 0,
        percent: int = 0,
        times: int = 1,
    ) -> None:
        """Do ``deed`` at the call of these kinds with that number, counted from 1, and at the following up to ``times``
        in all (-1 for all). Of the bytes of a write that is cut short ``percent`` are written.
        """
        self._c.shim_arm(os.fsencode(folder), int(kinds), at, int(deed), error, percent, times)

    def disarm(self) -> None:
        """Let everything pass again."""
        self._c.shim_disarm()

    @property
    def seen(self) -> int:
        """The calls of the armed kinds so far."""
        return int(self._c.shim_seen())

    @property
    def done(self) -> int:
        """How often the deed was done."""
        return int(self._c.shim_done())

    def record(self, folder: Path, to: Path) -> None:
        """From now on enter every change below ``folder`` at the end of the file ``to``, for `disks.entries`."""
        if self._c.shim_record(os.fsencode(folder), os.fsencode(to)) < 0:
            raise OSError(f"no record could be begun at {to}")

    def say(self, words: bytes) -> None:
        """Enter words between the changes."""
        self._c.shim_say(words)


@cache
def reason() -> str:
    """Why the layer cannot be had here; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "the layer between a process and the system is for Linux (LD_PRELOAD, /proc)"
    if shutil.which("gcc") is None:
        return "there is no gcc to build the layer between a process and the system"
    return ""


@cache
def built() -> Path:
    """The library, built from its source in a folder that goes when this process does."""
    folder = Path(tempfile.mkdtemp(prefix="tuireader-shim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = folder / "shim.so"
    command = ["gcc", "-std=gnu11", "-O1", "-Wall", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return library


def loaded() -> dict[str, str]:
    """The environment of a process that is to have the layer, and whose runs go alike every time."""
    return {**os.environ, "LD_PRELOAD": str(built()), _LIBRARY: str(built()), "PYTHONHASHSEED": "0"}


SHIM = Shim(os.environ[_LIBRARY]) if _LIBRARY in os.environ else None
"""The layer in this process; None where it was started without."""
