"""A run of saves: made up from a number, done by several sessions on one folder, and told as it goes on."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger import Changes, fields

from tuireader.annotations.store import storage
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import Database, open_database
from tuireader.errors import StoreError

TABLES = ("annotations", "state", "documents")
Say = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One save of one session; without changes, the session is closed and opened anew."""

    session: int
    changes: Changes


def made_up(number: int, count: int, start: Changes, tag: str = "r", sessions: int = 3) -> Iterator[Step]:
    """``count`` steps: new records, changed and removed ones, several in one transaction, sessions that come and go.

    Nothing but the arguments decides what they are.
    """
    rnd = random.Random(number)
    mine = dict(start)
    for step in range(1, count + 1):
        session = rnd.randrange(sessions)
        if rnd.random() < 0.1:
            yield Step(session, {})
            continue
        changes: Changes = {}
        for part in range(rnd.choice((1, 1, 1, 2, 3))):
            kept = sorted(r for r, n in mine.items() if n is not None and r not in changes)
            chance = rnd.random()
            if chance < 0.5 or len(kept) < 3:
                changes[f"{rnd.choice(TABLES)}/{tag}{step}.{part}"] = step
            else:
                changes[rnd.choice(kept)] = step if chance < 0.85 else None
        mine.update(changes)
        yield Step(session, changes)


def do(folder: Path, steps: Iterator[Step], say: Say, patience: float = 5.0) -> None:
    """Do the steps and tell each: what is begun, whether it was saved, refused (by a sentence), or broke (by any other
    exception), and what the session shows afterwards that it should not.
    """
    sessions: dict[int, Database] = {}
    for step in steps:
        try:
            if step.session not in sessions:
                sessions[step.session] = opened(folder, step.session, patience)
            if not step.changes:
                sessions.pop(step.session).close()
                continue
        except StoreError as error:
            _tell(say, "unopened", str(error))
            continue
        except Exception as error:
            _tell(say, "broke", f"{type(error).__name__}: {error}")
            continue
        _save(sessions[step.session], step.changes, say)


def opened(folder: Path, session: int = 0, patience: float = 5.0, notices: Notices | None = None) -> Database:
    """The database as one of three sessions opens it: two on one device, one on another that shares the folder."""
    return open_database(folder, notices, patience=patience, device="ab"[session // 2 % 2])


@contextmanager
def compacting_early() -> Iterator[None]:
    """Logs are written anew at the end of a session when they are a hundredth of the usual length."""
    usual = storage.WORTH_COMPACTING
    storage.WORTH_COMPACTING = usual // 100
    try:
        yield
    finally:
        storage.WORTH_COMPACTING = usual


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that goes afterwards, on a disk in memory where there is one: nothing here hangs on how long a real disk
    takes.
    """
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="tuireader-faults-", dir=memory if memory.is_dir() else None) as home:
        yield Path(home)


def found(database: Database) -> dict[str, dict[str, object]]:
    """Every record of the tables, by table and id."""
    with database.durable.reading():
        return {f"{t}/{name}": dict(d) for t in TABLES for name, d in database.durable.table(t).items()}


def save(database: Database, changes: Changes) -> None:
    """One save, as the rest of the house does it."""
    with database.durable.transaction():
        for record, number in changes.items():
            table, name = record.split("/")
            if number is None:
                database.named_table(table).drop(name)
            else:
                database.named_table(table).put(name, fields(record, number))


def write_former(folder: Path, records: Changes) -> None:
    """Put the records into a file of the kind in which all was kept before there were logs."""
    tables: dict[str, dict[str, Any]] = {"meta": {"schema": {"version": 1, "sum": ""}}}
    for record, number in records.items():
        table, name = record.split("/")
        tables.setdefault(table, {})[name] = fields(record, number or 0)
    (folder / "marks.json").write_text(json.dumps(tables), encoding="ascii")


def _save(database: Database, changes: Changes, say: Say) -> None:
    before = _shown(database, changes)
    _tell(say, "begin", changes)
    try:
        save(database, changes)
    except StoreError as error:
        _tell(say, "refused", str(error))
        expected = before
    except Exception as error:
        _tell(say, "broke", f"{type(error).__name__}: {error}")
        return
    else:
        _tell(say, "saved", None)
        expected = changes
    after = _shown(database, changes)
    if after is not None and expected is not None and after != expected:
        _tell(say, "shown unsaved" if expected is before else "not shown", str(after))


def _shown(database: Database, changes: Changes) -> Changes | None:
    """What the session shows of these records; None where it cannot read."""
    try:
        there = {r: database.named_table(r.split("/")[0]).named(r.split("/")[1]) for r in changes}
    except StoreError:
        return None
    return {r: None if d is None else d.get("number") for r, d in there.items()}


def _tell(say: Say, word: str, about: object) -> None:
    say(json.dumps([word, about]).encode() + b"\n")
