"""A save of one mark, made durable, beside stock TinyDB and sqlite3, and the opening of a document, in one run.

``python tests/bench/save_times.py [ROUNDS]``, in an environment where tuireader is installed, on the disk that is
meant (``TMPDIR``). The stores hold 100, 1,000 and 10,000 marks; rounds go from store to store in turn, medians and the
95th of 100 are printed. sqlite3 is in WAL with synchronous=FULL; stock TinyDB flushes and syncs by itself.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from tuireader.anchors.describe import describe
from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.codec import to_dict
from tuireader.annotations.model import Annotation, Change, Motivation, Target
from tuireader.annotations.store.tables import open_database
from tuireader.annotations.ulid import new_id
from tuireader.text.span import Span

SIZES = (100, 1_000, 10_000)
TEXT = "".join(f"On the {n}th day the fleet left Kronstadt, and nobody on the quay cheered.\n" for n in range(99))

Save = Callable[[Annotation], None]


def mark() -> Annotation:
    """A mark of about 650 bytes, as the reader makes them."""
    target = Target("doc", "0" * 64, describe(TEXT, Span(100, 180)))
    when = "2026-11-23T10:00:00.000Z"
    return Annotation(new_id(), Motivation.COMMENTING, target, when, when, "What the quay knew of it. " * 3, ("todo",))


def stock(folder: Path, size: int) -> Save:
    """TinyDB as it comes, one file."""
    table = TinyDB(folder / "stock.json").table("annotations")
    table.insert_multiple(to_dict(mark()) for _ in range(size))
    return lambda new: table.insert(to_dict(new)) and None


def sqlite(folder: Path, size: int) -> Save:
    """One row for each mark, its fields as JSON."""
    base = sqlite3.connect(folder / "base.sqlite", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE annotations (id TEXT PRIMARY KEY, fields TEXT NOT NULL)")
    base.execute("BEGIN")
    rows = [(m.id, json.dumps(to_dict(m))) for m in (mark() for _ in range(size))]
    base.executemany("INSERT INTO annotations VALUES (?, ?)", rows)
    base.execute("COMMIT")

    def save(new: Annotation) -> None:
        base.execute("INSERT INTO annotations VALUES (?, ?)", (new.id, json.dumps(to_dict(new))))

    return save


def ours(folder: Path, size: int) -> Save:
    """A table over the logs, as TinyDB gives it."""
    fill(folder / "ours", size)
    table = open_database(folder / "ours").named_table("annotations")
    len(table)
    return lambda new: table.put(new.id, to_dict(new))


def with_history(folder: Path, size: int) -> Save:
    """What a key in the reader does: the mark and the step that takes it back."""
    store = AnnotationStore(folder / "home")
    for _ in range(size):
        store.apply("doc", Change(None, mark()))
    return lambda new: store.apply("doc", Change(None, new))


def fill(folder: Path, size: int) -> None:
    """A log with one line for each mark."""
    table = open_database(folder).named_table("annotations")
    for _ in range(size):
        new = mark()
        table.put(new.id, to_dict(new))


def opening(folder: Path) -> dict[str, Callable[[], object]]:
    """From nothing to all marks, in one process that has imported what it needs: ours as values with their history
    behind them, the others as plain dictionaries.
    """
    base = sqlite3.connect(folder / "base.sqlite")
    return {
        "stock": lambda: TinyDB(folder / "stock.json").table("annotations").all(),
        "sqlite": lambda: [json.loads(f) for (f,) in base.execute("SELECT fields FROM annotations ORDER BY id")],
        "ours": lambda: AnnotationStore(folder / "home").for_document("doc"),
    }


def in_turn(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each, in turn."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            began = time.perf_counter()
            kept = run()
            times[name].append((time.perf_counter() - began) * 1000)
            del kept
    return times


def shown(what: str, times: dict[str, list[float]]) -> dict[str, float]:
    """Print and return the medians."""
    for name, found in times.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        print(f"  {what}, {name:11}  median {statistics.median(found):8.3f} ms  p95 {p95:8.3f} ms")
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Print medians and ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    kinds = {"stock": stock, "sqlite": sqlite, "ours": ours, "ours + undo": with_history}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            saves = {name: make(folder, size) for name, make in kinds.items()}
            gc.collect()
            print(f"{size} marks")
            median = shown("save", in_turn({n: lambda s=s: s(mark()) for n, s in saves.items()}, rounds))
            print(
                f"  ours / sqlite {median['ours'] / median['sqlite']:.2f}x, with undo "
                f"{median['ours + undo'] / median['sqlite']:.2f}x; ours / stock {median['ours'] / median['stock']:.2f}x"
            )
            del saves
            gc.collect()  # the session ends, and writes its log anew if that is due
            median = shown("open", in_turn(opening(folder), 15))
            print(f"  ours / stock {median['ours'] / median['stock']:.2f}x")


if __name__ == "__main__":
    main()
