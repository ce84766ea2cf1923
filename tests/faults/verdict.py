"""What is wrong with a folder after runs of saves, counted."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from ledger import Changes, Ledger, fields
from saves import found, opened, save

from tuireader.annotations.store.failures import Notices

Counts = Counter[str]

WRONG = (
    "lost",
    "stale",
    "halved",
    "doubled",
    "altered",
    "unopenable",
    "no save afterwards",
    "undone by the next save",
    "another device sees another",
    "left over",
    "no sentence",
    "shown unsaved",
    "not shown",
    "touched the log of another",
    "the record is not what happened",
)
"""What must never happen: a record that was acknowledged is gone, has an old state, is one half of a transaction, is
there under another name too, or has another text; and so on."""


def wrong(counts: Counts) -> Counts:
    """Those of the counts that must be zero and are not, with what was said of it."""
    return Counter({name: count for name, count in counts.items() if count and (name in WRONG or name[:5] == "said:")})


def judge(folder: Path, start: Changes, runs: list[list[bytes]], counts: Counts, *, took_back: bool = True) -> None:
    """Look at the folder after these runs, and count what they said and what is wrong.

    What was refused must be gone from the sessions, unless taking it back may have failed as well.
    """
    ledger = Ledger(start)
    for lines in runs:
        ledger.read_all(lines)
    look(folder, ledger, counts)
    counts["runs"] += 1
    counts["saves"] += ledger.said["saved"]
    for word in ("refused", "unopened", "not shown"):
        counts[word] += ledger.said[word]
    counts["shown unsaved" if took_back else "could not be taken back"] += ledger.said["shown unsaved"]
    counts["no sentence"] += ledger.said["broke"]
    for sentence, often in ledger.sentences.items():
        if not sentence.startswith("Not saved: ") or not sentence.endswith("."):
            counts["no sentence"] += 0 if ledger.said["broke"] else often
            counts[f"said: {sentence[:120]}"] += often
    shutil.rmtree(folder.parents[1], ignore_errors=True)


def look(folder: Path, ledger: Ledger, counts: Counts) -> None:
    """Open what is left, as its own device and as another, and save once more."""
    notices = Notices()
    try:
        there = found(opened(folder, 0, notices=notices))
        counts["another device sees another"] += there != found(opened(folder, 2))
    except Exception as error:
        counts["unopenable"] += 1
        counts[f"said: {error!r:.120}"] += 1
        return
    counts.update(ledger.faults(there))
    counts["notices"] += len(notices.all())
    try:
        database = opened(folder, 0)
        save(database, {"annotations/after": 1})
        database.close()
        afterwards = found(opened(folder, 0))
    except Exception as error:
        counts["no save afterwards"] += 1
        counts[f"said: {error!r:.120}"] += 1
        return
    counts["no save afterwards"] += afterwards.pop("annotations/after", None) != fields("annotations/after", 1)
    counts["undone by the next save"] += afterwards != there
    counts["left over"] += any(folder.parent.rglob(".a.*.tmp"))
