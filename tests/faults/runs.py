"""Runs of saves in processes of their own, disturbed or recorded, and the folders that they write in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from damage import ALTERED, CORPUS
from ledger import Changes
from preload import SHIM, Deed, Kind, Shim
from saves import TABLES, Say, Step, compacting_early, do, in_memory, opened, save, write_former

START: Changes = {f"{t}/s{n}": 0 for n in range(6) for t in TABLES}


class Shimmed:
    """How the layer disturbs one run."""

    def __init__(
        self, deed: Deed, at: int, kinds: Kind = Kind.CHANGING, error: int = 0, percent: int = 0, times: int = 1
    ) -> None:
        self._what = (deed, at, kinds, error, percent, times)

    @property
    def is_single(self) -> bool:
        """Whether one call alone fails."""
        return self._what[-1] == 1

    def arm(self, folder: Path) -> None:
        """From now on, in this process."""
        layer().arm(folder, *self._what)


class Folders:
    """New folders to write in. By the number asked for, ``docs`` is not there yet, or holds what `START` says in two
    logs, or in a file of the former kind.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._count = 0
        save(opened(home / "start" / "docs" / "doc", 0), {r: n for r, n in START.items() if r < "state"})
        save(opened(home / "start" / "docs" / "doc", 2), {r: n for r, n in START.items() if r >= "state"})

    def damaged(self, seed: int) -> tuple[Path, Changes]:
        """The folder of a document whose log is damaged in a way that leaves no line altered; there is a copy."""
        self._count += 1
        folder = self.home / f"{self._count}" / "docs" / "doc"
        database = opened(folder, 0)
        save(database, START)
        save(database, dict.fromkeys(START, 1))
        database.close()
        log = folder / "a.jsonl"
        kinds = [harm for kind, harm in CORPUS.items() if kind not in ALTERED]
        log.write_bytes(kinds[seed % len(kinds)](log.read_bytes()))
        return folder, dict.fromkeys(START, 1)

    def __call__(self, seed: int) -> tuple[Path, Changes]:
        """The folder of a document, and what is in it."""
        self._count += 1
        top = self.home / f"{self._count}"
        folder = top / "docs" / "doc"
        if seed % 4 == 0:
            top.mkdir()
            return folder, {}
        if seed % 4 == 3:
            folder.mkdir(parents=True)
            write_former(folder, START)
        else:
            shutil.copytree(self.home / "start", top)
        return folder, dict(START)


@contextmanager
def folders() -> Iterator[Folders]:
    """Folders for one campaign; logs are compacted early in all of them."""
    with in_memory() as home, compacting_early():
        yield Folders(home)


def run(folder: Path, steps: Iterator[Step], how: Shimmed | None = None, record: Path | None = None) -> list[bytes]:
    """What a process of its own says while it does these steps, disturbed or recorded."""

    def act(say: Say) -> None:
        if record:
            layer().record(folder.parents[1], record)
        if how:
            how.arm(folder.parents[1])
        do(folder, steps, layer().say if record else say)
        if SHIM:
            seen, done = SHIM.seen, SHIM.done
            SHIM.disarm()
            say(json.dumps(["end", {"seen": seen, "done": done}]).encode() + b"\n")

    return ended(*forked(act))


def freed(steps: Iterator[Step], at: int) -> Iterator[Step]:
    """The steps; before the one with that number what disturbed them comes to an end."""
    for number, step in enumerate(steps):
        if number == at:
            layer().disarm()
        yield step


def forked(act: Callable[[Say], None]) -> tuple[int, int]:
    """A process that acts and says lines; its number, and where to read what it says."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writes)
        return pid, reads
    status = 0
    try:
        os.close(reads)
        act(lambda line: _say(writes, line))
    except BaseException as error:
        _say(writes, json.dumps(["broke", f"{type(error).__name__}: {error}"]).encode() + b"\n")
        status = 1
    os._exit(status)


def _say(fd: int, line: bytes) -> None:
    os.write(fd, line)


def ended(pid: int, reads: int) -> list[bytes]:
    with open(reads, "rb") as pipe:
        lines = [line for line in pipe if line.endswith(b"\n")]
    os.waitpid(pid, 0)
    return lines


def layer() -> Shim:
    if SHIM is None:
        raise RuntimeError("this campaign needs a process with the layer of preload.py")
    return SHIM
