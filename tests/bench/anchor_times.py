"""How long aligning and carrying take, on plain and on hostile texts, in seconds of the processor: one thread, no disk.

    python tests/bench/anchor_times.py [--quick]

The first rows have bars: 66 KB with 1,000 marks, and 3 MB wrapped anew with 5% of its words changed. The others must
only grow no faster than the text; each is printed with the time for half of it beside it.
"""

from __future__ import annotations

import random
import re
import sys
import textwrap
import time
from collections.abc import Callable, Iterable

import more_texts

from tuireader.anchors.align import align
from tuireader.anchors.carry import carry
from tuireader.text.span import Span

BARS = {"66 KB, 2% of words changed": 0.15, "66 KB, 10% of words changed": 0.15, "3 MB rewrapped, 5% changed": 4.0}


def changed(text: str, share: float, seed: int = 1) -> str:
    """The text with a share of its words replaced by others, or taken away."""
    r = random.Random(seed)
    return re.sub(r"\w+", lambda m: r.choice(("word", "", m.group()[::-1])) if r.random() < share else m.group(), text)


def rewrapped(text: str, width: int) -> str:
    """Each paragraph in lines of another width."""
    return "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n"))


def book(size: int) -> str:
    """Prose with a large vocabulary, about as a novel has it, of ``size`` code points."""
    r = random.Random(size)
    common = ("the", "of", "and", "to", "a", "in", "that", "was", "it", "he", "for", "on", "as", "with", "his", "be")
    rare = ["".join(r.choice("bdfgklmnprstvaeiou") for _ in range(r.randint(3, 9))) for _ in range(9000)]
    parts: list[str] = []
    length = 0
    while length < size:
        words = [r.choice(common) if r.random() < 0.45 else rare[int(r.paretovariate(0.6)) % 9000]
                 for _ in range(r.randint(40, 160))]  # fmt: skip
        part = " ".join(words).capitalize() + "."
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


def measured(old: str, new: str, marks: int = 1000) -> float:
    """Seconds to align two texts and carry marks of ten to four hundred code points."""
    r = random.Random(0)
    starts = [r.randrange(max(1, len(old) - 400)) for _ in range(marks)]
    spans = [Span(at, min(len(old), at + r.randint(10, 400))) for at in starts]
    begun = time.process_time()
    alignment = align(old, new)
    for span in spans:
        carry(alignment, span, "")
    return time.process_time() - begun


def hostile(size: int) -> Iterable[tuple[str, str, str]]:
    """Texts without anything to hold on to, of ``size`` code points."""
    r = random.Random(2)
    letters = "".join(r.choice("abcdefgh") for _ in range(size))
    han = "".join(chr(0x4E00 + r.randrange(1500)) for _ in range(size // 3))
    yield "one repeated letter", "a" * size, "a" * (size // 3) + "b" + "a" * (size // 2)
    yield "one repeated sign", "-" * size, "-" * (size // 3) + "!" + "-" * (size // 2)
    yield "equal lines", "a line\n" * (size // 7), "a line\n" * (size // 9) + "another\n" + "a line\n" * (size // 14)
    yield "equal paragraphs", "one two.\n\n" * (size // 10), "one two.\n\n" * (size // 20) + "x.\n\n" * (size // 8)
    yield "no spaces", letters, letters[: size // 3] + "zz" + letters[size // 3 : size // 2] + letters[: size // 4]
    yield "Chinese", han, han[size // 6 :] + "新" + han[: size // 6]
    yield "Chinese, every tenth changed", han, re.sub("(.{9}).", r"\1新", han)
    yield "two words by turns", "to be " * (size // 6), "be to be " * (size // 9) + "not"
    yield "white space", " \n" * (size // 2), "\n\n" * (size // 3)
    yield "nothing in common", "ab cd ef " * (size // 9), "gh ij kl " * (size // 9)
    yield "halves changed", book(size), "\n\n".join(reversed(book(size).split("\n\n")))
    yield "unlike books", book(size), book(size - 1)
    yield "accents piled up", "e" + "\u0301" * size, "e" + "\u0301" * (size // 2)


def row(name: str, old: str, new: str, half: Callable[[], float] | None = None) -> None:
    """Measure and print one row."""
    seconds = min(measured(old, new) for _ in range(3 if len(old) < 100_000 else 1))
    bar = BARS.get(name)
    told = (
        f"bar {bar:.2f}: {'met' if seconds <= bar else 'MISSED'}" if bar else f"half of it {half():.2f}" if half else ""
    )
    print(f"{name:32} {len(old) / 1e6:6.2f} M  {seconds:7.3f} s  {told}", flush=True)


def main() -> None:
    small, large = book(66_000), book(3_000_000)
    measured(small, small)
    row("66 KB, 2% of words changed", small, changed(small, 0.02))
    row("66 KB, 10% of words changed", small, changed(small, 0.10))
    row("66 KB of few words, 10% changed", more_texts.prose(1, 170), changed(more_texts.prose(1, 170), 0.10))
    row("3 MB, 100 words changed", large, changed(large, 100 / 500_000))
    row("3 MB rewrapped", rewrapped(large, 72), rewrapped(large, 60))
    row("3 MB rewrapped, 5% changed", rewrapped(large, 72), rewrapped(changed(large, 0.05), 60))
    size = 500_000 if "--quick" in sys.argv else 5_000_000
    halves = {name: (old, new) for name, old, new in hostile(size // 2)}
    for name, old, new in hostile(size):
        row(name, old, new, lambda name=name: measured(*halves[name]))  # type: ignore[misc]


if __name__ == "__main__":
    main()
