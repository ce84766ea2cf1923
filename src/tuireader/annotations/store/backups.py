"""Earlier copies of this device's log, and the place where what could not be read is set aside.

A copy is kept when a session ends that saved something, and before the first save of one that finds lines which no
copy has: what is lost by damage from outside is at most what was saved in one session that did not end well. The name
of a copy says how far it reaches. Beside the newest stand four older ones, an hour or more apart.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.files import make_own_folder, read_whole, sweep, temporary_beside, write_new
from tuireader.annotations.store.layout import LOG, backups_of, log_of, quarantine_of

SPACED = 4
"""Older copies that are kept beside the newest."""
APART = 3600
"""Seconds between two of them, at least."""


def backups(folder: Path, device: str) -> tuple[Path, ...]:
    """The copies of the device's log in ``folder``, the newest first."""
    copies = backups_of(folder).glob(f"{device}.*{LOG}")
    return tuple(sorted((copy for copy in copies if _number(copy)), key=_number, reverse=True))


def backed_up(folder: Path, device: str) -> int:
    """The number of the last commit that the newest copy holds; 0 where there is none."""
    return next((_number(copy) for copy in backups(folder, device)), 0)


def keep(folder: Path, device: str, last: int) -> None:
    """Keep a copy of the device's log, whose last commit has the number ``last``. Raises OSError."""
    copy = backups_of(folder) / f"{device}.{last:09}{LOG}"
    make_own_folder(copy.parent)
    sweep(copy.with_name("*"))
    if not copy.exists():
        fresh = temporary_beside(copy)
        write_new(fresh, read_whole(log_of(folder, device)))
        fresh.replace(copy)
    _thin_out(backups(folder, device))


def set_aside(folder: Path, stem: str, data: bytes) -> tuple[Path, bool]:
    """Copy what could not be read into the quarantine of ``folder``, once for the same bytes: where it is, and whether
    it is new there. Raises OSError.
    """
    place = quarantine_of(folder)
    make_own_folder(place)
    for earlier in place.glob(f"{stem}-*"):
        with suppress(OSError):
            if read_whole(earlier) == data:
                return earlier, False
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    aside = place / f"{stem}-{stamp}-{time.time_ns() % 1_000_000:06}.txt"
    write_new(aside, data)
    return aside, True


def _thin_out(copies: tuple[Path, ...]) -> None:
    """Let the copy before the newest go unless it is an hour younger than the one before it."""
    kept = list(copies)
    if len(kept) > 2 and kept[1].stat().st_mtime - kept[2].stat().st_mtime < APART:
        kept.pop(1).unlink()
    for old in kept[SPACED + 1 :]:
        old.unlink()


def _number(copy: Path) -> int:
    digits = copy.name.removesuffix(LOG).rpartition(".")[2]
    return int(digits) if digits.isdecimal() and digits.isascii() else 0
