"""The index made and the index kept, each in fresh processes: whether keeping it is worth a file.

    python tests/bench/index_cache_times.py ESSAY...

Prints milliseconds for each, the median of five. The store and the caches of this user are not touched.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from statistics import median

RUNS = 5
CODE = """
import sys, time
from tuireader.library import Library
reading = Library().read(sys.argv[1])
begun = time.perf_counter()
Library().index(reading)
print(1000 * (time.perf_counter() - begun))
"""


def _run(path: str, caches: str) -> float:
    environment = {**os.environ, "XDG_CACHE_HOME": caches}
    done = subprocess.run(
        [sys.executable, "-c", CODE, path], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main(paths: list[str]) -> None:
    """Measure each text, first without a file, then with it."""
    print(f"{'made':>9} {'kept':>9}")
    for path in paths:
        made, kept = [], []
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as caches:
                made.append(_run(path, caches))
                kept.append(_run(path, caches))
        print(f"{median(made):>6.0f} ms {median(kept):>6.0f} ms  {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
