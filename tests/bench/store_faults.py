"""The store under faults, at length: what was done, and what was lost, doubled, unopenable or said falsely.

    python tests/bench/store_faults.py [PART ...]

Runs every campaign of ``tests/faults`` at its full length (about a quarter of an hour of one core), or those whose
names contain one of the parts; then the stores that are broken in known ways, which must be caught. Prints a row for
each. Ends with status 1 where anything is not as it must be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))

from campaigns import CAMPAIGNS, ran
from mutants import MUTANTS
from verdict import Counts, wrong

COLUMNS = ("saves", "refused", "lost", "stale", "doubled", "halved", "unopenable", "no sentence")


def rows(parts: list[str]) -> Iterator[tuple[str, Counts, bool]]:
    """Each row by its name: what was counted, and whether it is as it must be."""

    def wanted(name: str) -> bool:
        return not parts or any(part in name for part in parts)

    for name, campaign in CAMPAIGNS.items():
        if wanted(name):
            counts = ran(name, campaign.long)
            yield name, counts, not wrong(counts)
    for name, mutant in MUTANTS.items():
        if wanted(f"broken: {name}"):
            counts = ran(mutant.campaign, mutant.count, name)
            yield f"broken: {name}", counts, bool(wrong(counts))


def main() -> int:
    """Print the table."""
    print(f"{'':46}{'runs':>7}" + "".join(f"{name:>12}" for name in COLUMNS) + "   seconds")
    good = True
    began = time.monotonic()
    for name, counts, as_it_must_be in rows(sys.argv[1:]):
        took, began = time.monotonic() - began, time.monotonic()
        figures = "".join(f"{counts[column]:>12}" for column in COLUMNS)
        print(f"{name:46}{counts['runs'] or counts['disks']:>7}{figures}{took:>10.0f}", flush=True)
        others = {n: c for n, c in counts.items() if c and n not in (*COLUMNS, "runs", "disks")}
        if others:
            print(f"    {', '.join(f'{n}: {c}' for n, c in others.items())}", flush=True)
        if not as_it_must_be:
            good = False
            print("    NOT AS IT MUST BE" + (": it was not caught" if name.startswith("broken") else ""), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
