"""What is found of people while the text is read: names in full, and lone names that wait for their person."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.index.eventbook import PERSON
from tuireader.index.names import Region, Vocabulary

RULES = {
    "name": "full name",
    "initials": "initials and surname",
    "title": "title before a name",
    "particle": "name with a particle",
    "family first": "full name, family name first",
    "either first": "full name",
    "guess": "full name by the words around it",
    "after title": "name with a title after it",
    "regnal": "name with a number",
    "epithet": "name with an epithet",
    "origin": "name with a place of origin",
    "noble": "noble style",
    "inverted": "surname first in a note",
    "alone": "name that acts as a person",
}
"""How a name can be known to be one, and what the reader is told about it."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A person's name at one place: tokens ``first`` up to, not including, ``last`` of region ``region``."""

    region: int
    first: int
    last: int
    given: tuple[str, ...]
    surname: str
    """Empty for those who have none: ``Clovis I``."""
    title: str
    how: str
    """A key of ``RULES``."""
    rule: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class LoneName:
    """A capitalised word that may be a surname or mononym."""

    region: int
    index: int
    text: str
    title: str
    left: bool
    """Whether a capitalised word that is no title stands directly before it."""
    right: str
    """The capitalised word directly after it, or empty."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, particles and by-names between them included, titles peeled off the front."""

    n: int
    """The number of the region."""
    region: Region
    members: tuple[int, ...]
    """Token numbers; a run starts where the name under consideration starts."""
    title: str = ""

    @property
    def first(self) -> int:
        """The token that the run starts with."""
        return self.members[0]

    def cut(self, width: int) -> Run:
        """The first ``width`` members."""
        return Run(self.n, self.region, self.members[:width], self.title)


class NameBook:
    """The names of one document. ``taken`` is shared with the events: what they hold is not read as a name."""

    def __init__(self, parts: tuple[Region, ...], words: Vocabulary, taken: list[bytearray]) -> None:
        self.parts = parts
        self.words = words
        self.taken = taken
        self.hits: list[NameHit] = []
        self.lone: list[LoneName] = []

    def keep(self, run: Run, last: int, given: tuple[str, ...], surname: str, how: str, *, first: int = -1) -> None:
        """Keeps a name from the first token of the run, or from ``first``, up to ``last``."""
        start = run.first if first < 0 else first
        self.taken[run.n][start:last] = bytes([PERSON]) * (last - start)
        certainty = 0.7 if how == "guess" else 1.0
        self.hits.append(NameHit(run.n, start, last, given, surname, run.title, how, RULES[how], certainty))
