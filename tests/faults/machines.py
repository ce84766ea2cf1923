"""Several machines that write about one document, each into its own folder, and copies of their logs that come late, in
any order, or as the extra files that sync programs make of two versions.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from ledger import fields
from saves import compacting_early, in_memory, write_former
from verdict import Counts

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import Database, open_database

NAMES = "abc"


@dataclass
class Machine:
    """One machine: its folder, how far its clock is off (nanoseconds), the session that is open on it, and the version
    of each log that came to it.
    """

    name: str
    folder: Path
    clock: int = 0
    session: Database | None = None
    versions: dict[str, int] = field(default_factory=dict)

    def database(self) -> Database:
        """The session, opened where there is none."""
        if self.session is None:
            self.session = open_database(self.folder, device=self.name)
        return self.session

    def close(self) -> None:
        """End the session."""
        if self.session is not None:
            self.session.close()
            self.session = None

    def notes(self) -> dict[str, str]:
        """The notes that the machine shows, by id."""
        return {d.doc_id: d["note"] for d in self.database().named_table("annotations")}


@dataclass(frozen=True, slots=True)
class Copy:
    """A log of a machine as it was at some time, on its way to another."""

    log: str
    version: int
    data: bytes


class History:
    """Forty steps of three machines that annotate one document and hear of each other now and then. Their clocks are
    off by days, and jump.

    Every note is a row of words ("w7;"), each written once, so that it can be asked where it went.
    """

    def __init__(self, home: Path, number: int, *, removing: bool) -> None:
        self._rnd = random.Random(number)
        self._removing = removing
        self._machines = [Machine(name, home / name) for name in NAMES]
        self._sent: dict[str, list[Copy]] = {name: [] for name in NAMES}
        self._clock = 0
        self._words = 0
        self._removed: set[str] = set()
        self._acknowledged: dict[str, list[str]] = {}
        self._touched = 0
        if number % 4 == 0:
            self._begin_with_former_files()

    def counts(self) -> Counts:
        """Live through it, let everything arrive everywhere, and count what is wrong."""
        for _ in range(40):
            self._step(self._rnd.choice(self._machines))
        for machine in self._machines:
            machine.close()
        for _ in range(2):
            for machine in self._rnd.sample(self._machines, len(self._machines)):
                self._send(machine)
            for machine in self._rnd.sample(self._machines, len(self._machines)):
                self._receive(machine, self._sent[machine.name], late=None)
        return self._verdict()

    def _begin_with_former_files(self) -> None:
        """Each machine has the same file from the time before there were logs, and takes it over when it comes to."""
        records = {f"annotations/f{n}": n for n in range(3)}
        for machine in self._machines:
            machine.folder.mkdir(parents=True)
            write_former(machine.folder, records)
        self._acknowledged = {f"f{n}": [fields(f"annotations/f{n}", n)["note"]] for n in range(3)}

    def _step(self, machine: Machine) -> None:
        before = _logs_of_others(machine)
        machine.clock += self._rnd.choice((0, 0, 0, 1, -1)) * self._rnd.randrange(10**15)
        now = time.time_ns() + machine.clock
        with patch("time.time_ns", lambda: now):
            self._act(machine)
        self._touched += _logs_of_others(machine) != before
        if self._rnd.random() < 0.3:
            self._send(machine)
        if self._rnd.random() < 0.3:
            waiting = self._sent[machine.name]
            come = self._rnd.sample(waiting, self._rnd.randint(0, len(waiting)))
            self._receive(machine, come, late=self._rnd.random() < 0.2)
        self._clock += 1

    def _act(self, machine: Machine) -> None:
        rnd, notes = self._rnd, machine.notes()
        chance = rnd.random()
        ids = sorted(notes)
        if chance < 0.3 or not ids:
            self._put(machine, f"{machine.name}{self._clock}", "")
        elif chance < 0.8:
            name = rnd.choice(ids)
            self._put(machine, name, notes[name])
        elif self._removing and chance < 0.86:
            name = rnd.choice(ids)
            machine.database().named_table("annotations").drop(name)
            self._removed.add(name.split("~")[0])
        elif chance < 0.92:
            machine.close()

    def _put(self, machine: Machine, name: str, before: str) -> None:
        self._words += 1
        word = f"w{self._words};"
        machine.database().named_table("annotations").put(name, {"note": before + word})
        self._acknowledged.setdefault(name.split("~")[0], []).append(word)

    def _send(self, machine: Machine) -> None:
        self._clock += 1
        for path in machine.folder.glob("*.jsonl"):
            copy = Copy(path.name, self._clock, path.read_bytes())
            if path.name == f"{machine.name}.jsonl":
                for other in NAMES.replace(machine.name, ""):
                    self._sent[other].append(copy)

    def _receive(self, machine: Machine, copies: list[Copy], *, late: bool | None) -> None:
        """Put the copies in their places; only ``late`` ones may take the place of a newer one. Some arrive in part at
        first, but not the last of all (``late`` is None).
        """
        for copy in list(copies):
            self._sent[machine.name].remove(copy)
            path = machine.folder / copy.log
            newer = copy.version > machine.versions.get(copy.log, -1)
            if not newer and not late:
                continue
            data, chance = copy.data, self._rnd.random()
            if chance < 0.1 and late is not None:  # the rest of it is still on its way
                data = data[: self._rnd.randrange(len(data))]
                machine.versions[copy.log] = -1
                self._sent[machine.name].append(copy)
            elif chance < 0.2:
                name = copy.log.removesuffix(".jsonl")
                extra = self._rnd.choice(
                    (
                        f"{name}.sync-conflict-20261123-09{copy.version:04}-ABCDEFG.jsonl",
                        f"{name} ({machine.name}'s conflicted copy {copy.version}).jsonl",
                    )
                )
                path = machine.folder / extra
            else:
                machine.versions[copy.log] = copy.version
            machine.folder.mkdir(exist_ok=True, parents=True, mode=0o700)
            if self._rnd.random() < 0.3:  # some programs write into the file that is there
                path.write_bytes(data)
            else:
                part = machine.folder / f".{copy.log}.part"
                part.write_bytes(data)
                part.replace(path)

    def _verdict(self) -> Counts:
        counts: Counts = Counter()
        all_seen = []
        for machine in self._machines:
            notices = Notices()
            seen = open_database(machine.folder, notices, device=machine.name).named_table("annotations")
            all_seen.append({d.doc_id: dict(d) for d in seen})
            counts["notices"] += len(notices.all())
        counts["stale"] += any(seen != all_seen[0] for seen in all_seen)
        shown = "".join(d["note"] for d in all_seen[0].values())
        for name, words in self._acknowledged.items():
            if name not in self._removed:
                counts["lost"] += sum(word not in shown for word in words)
            elif name in all_seen[0]:
                counts["kept though removed elsewhere"] += 1
        counts["touched the log of another"] = self._touched
        counts["saves"] += self._words
        counts["conflict copies"] += sum("conflict_of" in d for d in all_seen[0].values())
        return counts


def _logs_of_others(machine: Machine) -> dict[str, tuple[int, int, int]]:
    """What tells whether a log was written to, by its name."""
    looked = {p.name: p.stat() for p in machine.folder.glob("*.jsonl") if p.name != f"{machine.name}.jsonl"}
    return {name: (status.st_ino, status.st_mtime_ns, status.st_size) for name, status in looked.items()}


def lived(removing: bool, count: int) -> Counts:
    """So many histories, together: a word that nobody sees is lost, a machine that shows something else is stale."""
    counts: Counts = Counter()
    with in_memory() as home, compacting_early():
        for number in range(count):
            one = History(home / f"{number}", number, removing=removing).counts()
            if one["lost"] or one["stale"]:
                one[f"said: history {number}"] += 1
            counts.update(one)
            shutil.rmtree(home / f"{number}")
    counts["runs"] = count
    return counts
