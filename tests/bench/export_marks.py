"""How long an export takes in every form, and how much memory, with many marks on one essay.

    python tests/bench/export_marks.py ESSAY [MARKS]        (5,000 without a number)

Spreads the marks evenly over the essay, each with a note of two paragraphs and two tags. Prints for each form the best
of three runs in seconds of processor time and the most memory that a process of its own took (MiB, Python and the essay
included); for md also what a renewal takes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from tuireader.anchors.describe import describe
from tuireader.annotations.model import Annotation, Motivation, Target
from tuireader.annotations.reanchor import reanchor
from tuireader.documents.readers import read
from tuireader.export.choice import EVERYTHING
from tuireader.export.exporters import EXPORTERS
from tuireader.export.renewing import renew
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading
from tuireader.text.span import Span

DAY = "2026-11-23T09:00:00.000Z"
NOTE = "A *note* on these words, long enough\n\nfor two paragraphs."


def marked(path: str, count: int) -> Reading:
    document = replace(read(path), id="doc")
    step = max(1, (len(document.text) - 200) // count)
    spans = (Span(number * step, number * step + 60 + number % 100) for number in range(count))
    marks = [
        Annotation(
            f"mark-{number}",
            Motivation.COMMENTING,
            Target("doc", document.revision, describe(document.text, span)),
            DAY,
            DAY,
            NOTE,
            ("one", "and two"),
        )
        for number, span in enumerate(spans)
        if span.of(document.text).strip()
    ]
    return Reading.of(document, resolve(document), marks, reanchor(document, marks))


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def one(path: str, count: int, form: str) -> None:
    reading = marked(path, count)
    seconds = best(lambda: EXPORTERS[form].render(reading, EVERYTHING))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form:9} {len(reading.marks)} marks  {seconds:.2f} s  {most:.0f} MiB", flush=True)
    if form == "md":
        text = EXPORTERS[form].render(reading, EVERYTHING)
        print(f"renewed   {len(reading.marks)} marks  {best(lambda: renew(reading, text, None)):.2f} s")


def main() -> None:
    path, count, form = (*sys.argv[1:], *("", "5000", "")[len(sys.argv) - 1 :])
    if form:
        one(path, int(count), form)
        return
    for name in EXPORTERS:
        subprocess.run([sys.executable, __file__, path, count, name], check=True)


if __name__ == "__main__":
    main()
