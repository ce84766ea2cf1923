"""Campaigns against the store: many runs of saves, each disturbed in another way, each followed by a look at what is
left. A campaign returns how often what happened; where nothing is wrong every count of `WRONG` is zero.

    python campaigns.py NAME COUNT [MUTANT]

runs one in this process, which must have the layer of `preload` where the campaign needs it, and prints the counts as
JSON. `ran` does so in a process of its own.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from damage import every_kind, fuzzed
from disks import Disk, build, entries, held
from ledger import Changes, Ledger
from machines import lived
from mutants import MUTANTS
from preload import Deed, Kind, loaded
from runs import Folders, Shimmed, ended, folders, forked, freed, run
from saves import Say, Step, do, found, made_up, opened, save
from verdict import Counts, judge, look

from tuireader.annotations.store.tables import Database

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_HANGS = 3600  # seconds after which a campaign is taken to wait for what never comes


def kills(count: int) -> Counts:
    """kill -9 before, within and after every call that changes something on the disk."""
    counts: Counts = Counter()
    deeds = (Deed.KILL_BEFORE, Deed.KILL_WITHIN, Deed.KILL_AFTER)
    with folders() as new:
        for seed, at, deed, percent in _cases(new, count, deeds, Kind.CHANGING):
            folder, start = new(seed)
            lines = run(folder, made_up(seed, 14, start), Shimmed(deed, at, percent=percent))
            judge(folder, start, [lines], counts)
    return counts


def random_kills(writers: int, count: int) -> Counts:
    """kill -9 at any time, of several processes that write to one folder."""
    counts: Counts = Counter()
    with folders() as new:
        for seed in range(count):
            rnd = random.Random(seed)
            folder, start = new(seed)
            running = [_begun(folder, partial(_shared, seed, start, w, writers, 400), w) for w in range(writers)]
            time.sleep(0.01 + 0.15 * rnd.random())
            for pid, _ in rnd.sample(running, writers):
                os.kill(pid, signal.SIGKILL)
                time.sleep(0.006 * rnd.random())
            judge(folder, start, [ended(*r) for r in running], counts)
    return counts


def writers(number: int, count: int) -> Counts:
    """Several processes that write to one folder, undisturbed: nothing may even be refused."""
    counts: Counts = Counter()
    with folders() as new:
        for seed in range(count):
            folder, start = new(seed)
            running = [_begun(folder, partial(_shared, seed, start, w, number, 25), w) for w in range(number)]
            judge(folder, start, [ended(*r) for r in running], counts)
    counts["no sentence"] += counts["refused"]
    return counts


def failures(count: int) -> Counts:
    """EIO at every call, once or for a while; no room, once or until some is freed; short writes."""
    counts: Counts = Counter()
    with folders() as new:
        for seed, at, deed, percent in _cases(new, count, (Deed.FAIL, Deed.SHORT), Kind.ANY):
            rnd = random.Random(f"{seed} {at} {deed} {percent}")
            folder, start = new(seed)
            if deed is Deed.SHORT:
                how = Shimmed(deed, rnd.randint(1, 30), Kind.WRITE, percent=percent, times=rnd.choice((1, -1)))
            elif rnd.random() < 0.5:
                how = Shimmed(deed, at, Kind.ANY, errno.EIO, percent, rnd.choice((1, 1, 2, -1)))
            else:
                kinds = Kind.MAKE | Kind.WRITE | rnd.choice((Kind(0), Kind.SYNC))
                how = Shimmed(deed, max(1, at // 3), kinds, rnd.choice(_NO_ROOM), percent, rnd.choice((1, -1)))
            lines = run(folder, freed(made_up(seed, 20, start), at=14), how)
            judge(folder, start, [lines], counts, took_back=how.is_single)
    return counts


def failing(kind: Kind, count: int) -> Counts:
    """EIO at every call of one kind and at nothing else; of writes, also no room, and those that write a part only."""
    counts: Counts = Counter()
    with folders() as new:
        for seed, at, deed, percent in _cases(new, count, (Deed.FAIL, Deed.SHORT)[: 1 + (kind is Kind.WRITE)], kind):
            rnd = random.Random(f"{seed} {at} {deed}")
            folder, start = new(seed)
            error = rnd.choice((errno.EIO, *_NO_ROOM)) if kind is Kind.WRITE else errno.EIO
            how = Shimmed(deed, at, kind, error, percent, rnd.choice((1, 1, 3, -1)))
            lines = run(folder, freed(made_up(seed, 20, start), at=14), how)
            judge(folder, start, [lines], counts, took_back=how.is_single)
    return counts


def mending(count: int) -> Counts:
    """kill -9 and EIO while a damaged log is put right from its backup."""
    counts: Counts = Counter()
    deeds = (Deed.KILL_BEFORE, Deed.KILL_WITHIN, Deed.KILL_AFTER, Deed.FAIL)
    with folders() as new:
        for number in range(count):
            rnd = random.Random(number)
            folder, start = new.damaged(number)
            deed = deeds[number % len(deeds)]
            how = Shimmed(
                deed, rnd.randint(1, 12), Kind.CHANGING, errno.EIO, rnd.randrange(100), rnd.choice((1, 1, -1))
            )
            lines = run(folder, freed(made_up(number, 6, start, sessions=2), at=3), how)
            judge(folder, start, [lines], counts, took_back=how.is_single)
    return counts


def failures_beside(count: int) -> Counts:
    """EIO in one of two processes that write to one folder."""
    counts: Counts = Counter()
    with folders() as new:
        for seed in range(count):
            rnd = random.Random(seed)
            folder, start = new(seed)
            kinds = rnd.choice((Kind.SYNC, Kind.WRITE | Kind.SYNC, Kind.CHANGING))
            how = Shimmed(
                Deed.FAIL, rnd.randint(1, 12), kinds, errno.EIO, rnd.randrange(100), rnd.choice((1, 1, 3, 30))
            )
            shares = [partial(_shared, seed, start, w, 2, 20) for w in range(2)]
            running = [_begun(folder, shares[0], 0, how), _begun(folder, shares[1], rnd.choice((0, 1, 2)))]
            judge(folder, start, [ended(*r) for r in running], counts, took_back=False)
    return counts


def power_cuts(count: int, *, strict: bool, after_failure: bool = False) -> Counts:
    """The power fails at any time: every disk that the model allows must have what was acknowledged.

    Every other run is killed before, and another process goes on. With ``after_failure`` the power fails some time
    after a sync has failed, and what that one dropped is not on the disk.
    """
    counts: Counts = Counter()
    rnd = random.Random(f"{strict} {after_failure}")
    records = max(12, count // 25)
    with folders() as new:
        for seed in range(records):
            folder, start = new(seed)
            top = folder.parents[1]
            disk, ledger = Disk(top, strict=strict), Ledger(start)
            record = top.with_suffix(".record")
            steps, early = made_up(seed, 30, start), rnd.randint(1, rnd.choice((5, 30)))
            if after_failure:
                run(folder, steps, Shimmed(Deed.FAIL, early, Kind.SYNC, errno.EIO), record)
            elif seed % 2:
                run(folder, islice(steps, 15), Shimmed(Deed.KILL_AFTER, early), record)
                run(folder, islice(steps, 15, None), None, record)
            else:
                run(folder, steps, None, record)
            done = list(entries(record))
            record.unlink()
            failed = next((n for n, entry in enumerate(done) if entry.what == "dropped"), 0)
            cuts = Counter(
                rnd.randrange(failed, len(done)) for _ in range(count * (seed + 1) // records - counts["disks"])
            )
            for number, entry in enumerate(done):
                if entry.what == "say":
                    ledger.read(entry.data)
                disk.feed(entry)
                for _ in range(cuts[number]):
                    left = new.home / "left"
                    build(disk.image(rnd), left)
                    look(left / folder.relative_to(top), ledger, counts)
                    counts["disks"] += 1
                    shutil.rmtree(left)
            counts["the record is not what happened"] += disk.now() != held(top)
            counts["saves"] += ledger.said["saved"]
            counts["refused"] += ledger.said["refused"]
    return counts


def increments(count: int) -> Counts:
    """Eight processes that each add 1 to one record so many times."""
    counts: Counts = Counter()
    with folders() as new:
        folder, _ = new(1)

        def add(session: int, say: Say) -> None:
            database = opened(folder, session, patience=60)
            for _ in range(count):
                _add_one(database)
                say(b"1\n")

        running = [forked(partial(add, n)) for n in range(8)]
        counts["runs"] += 1
        counts["saves"] = sum(len(ended(*r)) for r in running)
        there = found(opened(folder)).get("state/sum", {})
        counts["stale"] = counts["saves"] - int(str(there.get("n", 0)))
        counts["lost"] = 8 * count - counts["saves"]
    return counts


def threads(count: int) -> Counts:
    """Four threads that each make so many records, and add 1 to one record, through one object."""
    counts: Counts = Counter()
    with folders() as new:
        folder, start = new(1)
        database = opened(folder, patience=60)
        broke: list[str] = []

        def write(name: str) -> None:
            try:
                for n in range(count):
                    save(database, {f"annotations/{name}{n}": n})
                    _add_one(database)
            except Exception as error:
                broke.append(repr(error))

        together = [threading.Thread(target=write, args=(name,)) for name in "wxyz"]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
        counts["runs"], counts["saves"], counts["no sentence"] = 1, 8 * count, len(broke)
        there = found(opened(folder))
        counts["stale"] = 4 * count - int(str(there.pop("state/sum", {}).get("n", 0)))
        made = {f"annotations/{name}{n}": n for name in "wxyz" for n in range(count)}
        counts.update(Ledger({**start, **made}).faults(there))
    return counts


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign, and how many runs, disks or additions are asked of it at every test, and at length."""

    run: Callable[[int], Counts]
    short: int
    long: int


CAMPAIGNS = {
    "kill -9 at every call": Campaign(kills, 90, 2400),
    "kill -9 at any time, 1 writer": Campaign(partial(random_kills, 1), 20, 1000),
    "kill -9 at any time, 2 writers": Campaign(partial(random_kills, 2), 20, 500),
    "kill -9 at any time, 8 writers": Campaign(partial(random_kills, 8), 5, 200),
    "2 writers": Campaign(partial(writers, 2), 3, 60),
    "8 writers": Campaign(partial(writers, 8), 1, 20),
    "failing calls": Campaign(failures, 120, 1800),
    "failing syncs": Campaign(partial(failing, Kind.SYNC), 40, 400),
    "failing and short writes": Campaign(partial(failing, Kind.WRITE), 40, 600),
    "failing calls of one of 2 writers": Campaign(failures_beside, 20, 400),
    "kill -9 and EIO while damage is mended": Campaign(mending, 60, 1200),
    "power cuts, strict": Campaign(partial(power_cuts, strict=True), 240, 3600),
    "power cuts, as on ext4": Campaign(partial(power_cuts, strict=False), 240, 3600),
    "power cuts after a failed sync": Campaign(partial(power_cuts, strict=True, after_failure=True), 120, 1800),
    "8 processes add 1": Campaign(increments, 50, 50),
    "4 threads on one object": Campaign(threads, 100, 100),
    "3 machines, writing": Campaign(partial(lived, False), 20, 400),
    "3 machines, writing and removing": Campaign(partial(lived, True), 20, 400),
    "damage of every kind": Campaign(every_kind, 1, 1),
    "one wrong byte": Campaign(fuzzed, 60, 480),
}
"""Every campaign by its name. The short ones take about half a minute of one core all together."""


def ran(name: str, count: int, mutant: str = "") -> Counts:
    """What a campaign counts, in a process of its own; with ``mutant``, of a store that is broken in that way."""
    command = [sys.executable, __file__, name, str(count), mutant]
    run = subprocess.run(command, env=loaded(), capture_output=True, text=True, check=False, timeout=_HANGS)
    if run.returncode:
        raise RuntimeError(f"the campaign “{name}” came to no end: {run.stderr}")
    return Counter(json.loads(run.stdout))


def _cases(new: Folders, count: int, deeds: tuple[Deed, ...], kinds: Kind) -> Iterator[tuple[int, int, Deed, int]]:
    """So many of the cases seed x call x deed: as many seeds as it takes, and of their calls any."""
    cases: list[tuple[int, int, Deed, int]] = []
    seed = 0
    while len(cases) < count or seed < 6:
        folder, start = new(seed)
        lines = run(folder, made_up(seed, 14, start), Shimmed(Deed.COUNT, 1, kinds))
        calls = json.loads(lines[-1])[1]["seen"]
        rnd = random.Random(seed)
        cases += [(seed, at, deed, rnd.randrange(100)) for at in range(1, calls + 1) for deed in deeds]
        seed += 1
    random.Random(count).shuffle(cases)
    yield from cases[:count]


def _shared(seed: int, start: Changes, writer: int, of: int, count: int) -> Iterator[Step]:
    """The steps of one of several writers: each has records of its own."""
    mine = {r: n for i, (r, n) in enumerate(start.items()) if i % of == writer}
    return made_up(100 * seed + writer, count, mine, tag=f"w{writer}r")


def _begun(
    folder: Path, steps: Callable[[], Iterator[Step]], writer: int, how: Shimmed | None = None
) -> tuple[int, int]:
    def act(say: Say) -> None:
        if how:
            how.arm(folder.parents[1])
        do(folder, _moved(steps(), writer), say, patience=60)

    return forked(act)


def _moved(steps: Iterator[Step], by: int) -> Iterator[Step]:
    """The same steps by other sessions."""
    return (Step(step.session + by, step.changes) for step in steps)


def _add_one(database: Database) -> None:
    with database.durable.transaction():
        table = database.named_table("state")
        table.put("sum", {"n": (table.named("sum") or {"n": 0})["n"] + 1})


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if len(sys.argv) > 3 and sys.argv[3]:
        MUTANTS[sys.argv[3]].apply()
    print(json.dumps(CAMPAIGNS[sys.argv[1]].run(int(sys.argv[2]))))
