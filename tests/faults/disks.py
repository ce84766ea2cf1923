"""The disks that a power cut could leave, built from the record of what a process did to a folder.

What is written reaches the disk when the file is synced; before that, each write may be there, cut at any sector, be
zeros, or be missing, whatever became of the writes before it. A name that is made, changed or removed reaches the disk
when its folder is synced; before that, the first of the changes of a folder may be there and the rest not. That is the
strict model, as the standard has it. Ext4 and its like keep all names in one journal, in the order in which they were
changed, and put it on the disk whenever anything is synced.

What a failed sync did not write is dropped: the next sync of that file says nothing about it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SECTOR = 512  # bytes that reach the disk together

Inode = tuple[int, int]
"""A file by its inode and the how manieth file it is that has it: the system uses inodes again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, or words that were said between the changes."""

    what: str
    path: str
    other: str
    inode: int
    at: int
    data: bytes


def entries(record: Path) -> Iterator[Entry]:
    """The entries of a record that `Shim.record` made, in order."""
    data, at = record.read_bytes(), 0
    while at < len(data):
        end = data.index(b"\n", at)
        what, path, other, inode, where, length = data[at:end].decode("utf-8", "surrogateescape").split("\t")
        at = end + 1 + int(length)
        yield Entry(what, path, other, int(inode), int(where), data[end + 1 : at])


@dataclass
class _File:
    """The bytes of a file: as every process sees it, what of it is on the disk, and what was done since."""

    seen: bytearray = field(default_factory=bytearray)
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)


class Disk:
    """One folder on a disk, while a process changes it. Begin with `Disk(folder)`: what is there already is durable."""

    def __init__(self, folder: Path, *, strict: bool = True) -> None:
        self._top = str(folder)
        self._strict = strict
        self._files: dict[Inode, _File] = defaultdict(_File)
        self._generation: dict[int, int] = defaultdict(int)
        self._now: dict[str, Inode | None] = {}  # None for a folder
        self._pending: list[tuple[str, list[tuple[str, Inode | None, bool]]]] = []
        for path in folder.rglob("*"):
            inode = None if path.is_dir() else (path.stat().st_ino, 0)
            self._now[str(path)] = inode
            if inode:
                self._files[inode] = _File(bytearray(path.read_bytes()), bytearray(path.read_bytes()))
        self._durable = dict(self._now)

    def feed(self, entry: Entry) -> None:
        """Take in the next change."""
        path, inode = entry.path, (entry.inode, self._generation[entry.inode])
        match entry.what:
            case "folder":
                self._name(path, None)
            case "file":
                self._generation[entry.inode] += 1
                self._name(path, (entry.inode, self._generation[entry.inode]))
            case "write" | "cut":
                self._files[inode].pending.append((entry.what, entry.at, entry.data))
                _change(self._files[inode].seen, entry.what, entry.at, entry.data)
            case "dropped":
                self._files[inode].pending.clear()
            case "sync":
                self._sync(path, inode)
            case "link":
                self._name(entry.other, self._now[path])
            case "unlink":
                self._unname(path)
            case "rename":
                self._rename(path, entry.other)

    def now(self) -> dict[str, bytes | None]:
        """The folder as every process sees it, in the form of an image."""
        return {
            path[len(self._top) + 1 :]: None if inode is None else bytes(self._files[inode].seen)
            for path, inode in self._now.items()
        }

    def image(self, rnd: random.Random) -> dict[str, bytes | None]:
        """One of the folders that a power cut could leave now: names below the folder with their bytes, None for a
        folder.
        """
        names = dict(self._durable)
        if self._strict:
            kept = {of: rnd.randint(0, sum(f == of for f, _ in self._pending)) for of in {f for f, _ in self._pending}}
        else:
            kept = {"": rnd.randint(0, len(self._pending))}
        for of, changes in self._pending:
            of = of if self._strict else ""
            if kept[of]:
                kept[of] -= 1
                _apply(names, changes)
        style, held = rnd.random(), {}
        image: dict[str, bytes | None] = {}
        for path, inode in sorted(names.items()):
            above = path.rpartition("/")[0]
            if above != self._top and above[len(self._top) + 1 :] not in image:
                continue  # the folder that it is in did not come to the disk
            if inode is None:
                image[path[len(self._top) + 1 :]] = None
                continue
            if inode not in held:
                held[inode] = _left(self._files[inode], rnd, style)
            image[path[len(self._top) + 1 :]] = held[inode]
        return image

    def _name(self, path: str, inode: Inode | None) -> None:
        self._now[path] = inode
        self._pending.append((_folder(path), [(path, inode, True)]))

    def _unname(self, path: str) -> None:
        self._now.pop(path, None)
        self._pending.append((_folder(path), [(path, None, False)]))

    def _rename(self, path: str, to: str) -> None:
        inode = self._now.pop(path)
        self._now[to] = inode
        if _folder(path) == _folder(to):
            self._pending.append((_folder(to), [(path, None, False), (to, inode, True)]))
        else:
            self._pending += [(_folder(to), [(to, inode, True)]), (_folder(path), [(path, None, False)])]

    def _sync(self, path: str, inode: Inode) -> None:
        if path == self._top or (path in self._now and self._now[path] is None):
            synced = [changes for of, changes in self._pending if of == path or not self._strict]
            self._pending = [(of, changes) for of, changes in self._pending if of != path and self._strict]
        else:
            file = self._files[inode]
            for what, at, data in file.pending:
                _change(file.durable, what, at, data)
            file.pending.clear()
            synced = [] if self._strict else [changes for _, changes in self._pending]
            self._pending = self._pending if self._strict else []
        for changes in synced:
            _apply(self._durable, changes)


def build(image: dict[str, bytes | None], folder: Path) -> None:
    """Make ``folder`` hold what the image holds."""
    folder.mkdir()
    for name, data in image.items():
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)


def held(folder: Path) -> dict[str, bytes | None]:
    """What the folder holds, in the form of an image."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _apply(names: dict[str, Inode | None], changes: list[tuple[str, Inode | None, bool]]) -> None:
    for path, inode, there in changes:
        if there:
            names[path] = inode
        else:
            names.pop(path, None)


def _change(held: bytearray, what: str, at: int, data: bytes) -> None:
    if len(held) < at:
        held.extend(bytes(at - len(held)))
    if what == "cut":
        del held[at:]
    else:
        held[at : at + len(data)] = data


def _left(file: _File, rnd: random.Random, style: float) -> bytes:
    """The bytes of a file after the cut."""
    held = bytearray(file.durable)
    for what, at, data in file.pending:
        chance = rnd.random()
        if style < 0.25:  # nothing that was pending
            continue
        if style < 0.45 or chance < 0.4:
            _change(held, what, at, data)
        elif what == "write" and chance < 0.7:
            sector = (at + rnd.randrange(len(data) + _SECTOR)) // _SECTOR * _SECTOR
            if sector > at:
                _change(held, what, at, data[: sector - at])
        elif what == "write" and chance < 0.8:
            _change(held, what, at, bytes(len(data)))
    return bytes(held)
