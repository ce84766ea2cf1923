"""Where an entry is named, in the numbers of a printed index: ``3, 17–19, 22n``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from tuireader.index.model import Mention
from tuireader.reading import Reading

EXPLAINED = "Numbers are paragraphs; 3n is a note to paragraph 3."
EXPLAINED_FOR_WORKS = f"{EXPLAINED} 2:3 is paragraph 3 of the second work."


class _Number(NamedTuple):
    """A paragraph of a work; its notes come after it."""

    work: int
    """From 1; 0 where the document is a single work."""
    paragraph: int
    note: str
    """``n`` for a note to the paragraph; the words for a note that no paragraph calls; empty for the text itself."""


def locators(reading: Reading, mentions: Iterable[Mention]) -> str:
    """The paragraphs of the mentions in order, those in a row as a range; a note counts at the paragraph that calls it,
    one that is never called by its own label.
    """
    numbers = sorted({_number(reading, mention) for mention in mentions})
    return ", ".join(_ranges(numbers))


def _number(reading: Reading, mention: Mention) -> _Number:
    at = mention.span.start
    note = reading.apparatus.note_at(at)
    if note is not None:
        work = reading.place(at).work
        callers = reading.apparatus.called_by.get(note.id)
        if not callers:
            return _Number(work, 0, f"note {note.label}")
        return _Number(work, max(reading.document.paragraph_number(callers[0].span.start), 1), "n")
    place = reading.place(at)
    return _Number(place.work, max(place.paragraph, 1), "")


def _ranges(numbers: list[_Number]) -> Iterator[str]:
    """Paragraphs that follow one another as ``17–19``; notes and other works each for themselves."""
    texts = [n for n in numbers if not n.note]
    runs: dict[_Number, _Number] = {}
    for _, run in groupby(enumerate(texts), key=lambda pair: (pair[1].work, pair[1].paragraph - pair[0])):
        row = [number for _, number in run]
        runs[row[0]] = row[-1]
    for number in numbers:
        work = f"{number.work}:" if number.work else ""
        if number.note == "n":
            yield f"{work}{number.paragraph}n"
        elif number.note:
            yield f"{work}{number.note}"
        elif number in runs:
            last = runs[number]
            yield f"{work}{number.paragraph}" + (f"–{last.paragraph}" if last != number else "")
