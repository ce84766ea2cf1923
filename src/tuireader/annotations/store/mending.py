"""What is put right when a folder is opened: damage to this device's log, from the backups; and a file of the former
kind, which becomes lines of the log.

Only this device's log is ever written. Nothing is thrown away: what cannot be read is set aside, and a file that was
taken over is kept under another name.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.backups import backed_up, backups, set_aside
from tuireader.annotations.store.failures import Notices, cause_of, shown
from tuireader.annotations.store.files import read_whole, sync_folder
from tuireader.annotations.store.journal import Journal
from tuireader.annotations.store.layout import former_of, quarantine_of
from tuireader.annotations.store.log import Log
from tuireader.annotations.store.logs import Logs
from tuireader.annotations.store.policies import policy_of
from tuireader.annotations.store.versions import Key, with_one


def needs_mending(logs: Logs, backed_up_to: int) -> bool:
    """Whether anything is wrong with this device's log that can be put right here: damage, or lines that are missing at
    its end, of which a backup or another device knows.
    """
    own = logs.own
    if logs.exists and not own.has_begun:
        return True
    return not own.is_newer and (own.is_damaged or max(backed_up_to, logs.reached) > logs.last)


def mend(logs: Logs, journal: Journal, notices: Notices) -> set[Key]:
    """Set the log aside as it is, add what the backups have, and write the log anew; returns what it is about.

    Under the lock. Raises OSError, and then what the backups have is known all the same.
    """
    own, was_there = logs.own, logs.exists
    what = _what_is_wrong(logs)
    aside = set_aside(logs.folder, logs.device, read_whole(logs.path))[0] if was_there else None
    own.tail = b""
    older = in_backups(logs)
    back = own.lacking(older)
    for version in back:
        own.add(version)
    own.last = max(own.last, older.last, backed_up(logs.folder, logs.device), logs.reached)
    touched = {version.key for version in back}
    logs.owed = logs.owed or was_there or bool(back)
    if was_there or back:
        touched |= journal.write_anew(own.written_anew())
    kept = f" What was there is kept in {shown(aside)}." if aside else ""
    regained = (
        f"{entries(len(back))} came back from the backups; what was saved after them may be missing."
        if back
        else "All else is there."
        if was_there
        else "There was no backup."
    )
    notices.add(f"{what}.{kept} {regained}")
    return touched


def in_backups(logs: Logs) -> Log:
    """All that the backups of this device's log hold; of tables that are each device's own, what the newest holds, for
    there what was deleted is forgotten in time.
    """
    older, newest = Log(logs.device), True
    for copy in backups(logs.folder, logs.device):
        read = Log(logs.device)
        with suppress(OSError):
            read.feed(read_whole(copy))
        if read.is_newer or not read.versions:
            continue
        older.last = max(older.last, read.last)
        for (table, _), versions in read.versions.items():
            for version in versions if newest or not policy_of(table).own else ():
                older.add(version)
        newest = False
    return older


def take_over(logs: Logs, journal: Journal) -> set[Key]:
    """Write what a file of the former kind holds into this device's log, and give the file another name.

    Under the lock. Raises OSError. Another session, or another machine that shares the folder, may do the same.
    """
    touched: set[Key] = set()
    own = logs.own
    new = [
        version
        for key, versions in logs.former.versions.items()
        for version in versions
        if with_one(mine := own.versions.get(key, ()), version) != mine
    ]
    if new:
        touched = journal.write_anew(own.written_anew(more=new))
    path = former_of(logs.folder)
    path.rename(_free_name(path))
    sync_folder(path.parent)
    return touched | (logs.refresh() or set())


def look_at_others(logs: Logs, notices: Notices) -> None:
    """Set aside, and tell once, what cannot be read in the logs of other devices; they themselves are left alone."""
    for name, log in logs.others().items():
        if log.is_newer or not (log.bad or log.altered):
            continue
        path = logs.folder / name
        try:
            aside, is_new = set_aside(logs.folder, path.stem, b"\n".join([*log.bad, *log.altered]) + b"\n")
        except OSError as error:
            place = shown(quarantine_of(logs.folder))
            notices.add(f"{shown(path)} is damaged, and could not be set aside in {place}: {cause_of(error)[0]}.")
            continue
        if is_new:
            notices.add(
                f"{shown(path)} was damaged: {damage_in(log)}; all else in it is used, and what was there is kept in "
                f"{shown(aside)}."
            )


def _what_is_wrong(logs: Logs) -> str:
    own, path = logs.own, logs.path
    if not logs.exists:
        return f"{shown(path)} was gone"
    if own.bad or own.altered:
        return f"{shown(path)} was damaged: {damage_in(own)}"
    return f"{shown(path)} was cut: lines that were saved are missing"


def damage_in(log: Log) -> str:
    """How many lines are bad, in words."""
    parts = [f"{len(log.bad)} of its lines cannot be read"] if log.bad else []
    if log.altered:
        count = len(log.altered)
        was, used = ("was", "is used") if count == 1 else ("were", "are used")
        parts.append(f"{count} of its lines {was} changed by something other than tuireader and {used}")
    return ", ".join(parts)


def entries(count: int) -> str:
    """A number of marks, steps and other things that are kept, in words."""
    return f"{count} entry" if count == 1 else f"{count} entries"


def _free_name(path: Path) -> Path:
    taken = 0
    while (name := path.with_name(f"{path.name}{f'.{taken}' if taken else ''}.migrated")).exists():
        taken += 1
    return name
