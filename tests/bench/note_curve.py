"""How the time of reading and resolving notes grows with their number.

    python tests/bench/note_curve.py [NUMBER ...]

Makes an essay of so many notes (100, 1,000 and 5,000 without arguments): full references, ibid., short titles, op.
cit., letters quoted in books and supra notes by turns, over many authors. Prints for each the best of five runs in
seconds, and how it compares with a straight line through the first; beside it the same for one long chain of ibid.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve

RUNS = 5
SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gal",
    "hun",
    "kel",
    "lor",
    "mas",
    "ner",
    "pol",
    "rut",
    "sel",
    "tam",
    "vor",
    "wen",
    "zil",
)
THINGS = ("Harbour", "Bridge", "Orchard", "Ledger", "Garrison", "Parish", "Tariff", "Comet", "Lantern", "Meadow")


def word(number: int) -> str:
    """A name of its own for every number."""
    out = ""
    while number or not out:
        number, rest = divmod(number, len(SYLLABLES))
        out += SYLLABLES[rest]
    return out.capitalize()


def mixed(number: int) -> str:
    """Note ``number`` of an essay that cites in many ways: every sixth is a full reference."""
    given = number - (number - 1) % 6
    author, title = word(given + 20), f"The {THINGS[given % 10]} of {word(given + 7)}"
    forms = (
        f"Anna {author}, {title} (London: Pier Press, {1900 + given % 100}), p. {given % 300 + 1}.",
        f"Ibid., pp. {number % 300}-{number % 300 + 4}.",
        f"{author}, {title}, p. {number % 280 + 1}; see also Carl {word(given + 90)}, ‘On {word(given)}’, Annals, "
        f"{given % 50 + 1} (1970), 12-40.",
        f"{author}, op. cit., p. {number % 280 + 1}.",
        f"{word(given + 55)} to {word(given + 31)}, 4 May 1831, quoted in {author}, {title}, p. 7.",
        f"See supra note {given}, at {number % 90 + 1}.",
    )
    return forms[(number - 1) % 6]


def ibid(number: int) -> str:
    """A first reference, and nothing but ibid. after it."""
    return mixed(1) if number == 1 else f"Ibid., p. {number}."


def essay(number: int, note: Callable[[int], str]) -> str:
    calls = " ".join(f"A sentence that says a thing of this kind.[{n}]" for n in range(1, number + 1))
    return f"An Essay\n\n{calls}\n\nNotes\n\n" + "\n".join(f"[{n}] {note(n)}" for n in range(1, number + 1)) + "\n"


def best(text: str) -> float:
    """Seconds of the fastest run, from the text to the resolved notes."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        resolve(read_plain(text, "-"))
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    numbers = [int(n) for n in sys.argv[1:]] or [100, 1000, 5000]
    print(f"{'notes':>7} {'mixed, s':>9} {'× line':>7} {'ibid, s':>9} {'× line':>7}")
    first: dict[Callable[[int], str], float] = {}
    for number in numbers:
        row = f"{number:7}"
        for note in (mixed, ibid):
            each = (seconds := best(essay(number, note))) / number
            row += f" {seconds:9.3f} {each / first.setdefault(note, each):7.2f}"
        print(row)


if __name__ == "__main__":
    main()
