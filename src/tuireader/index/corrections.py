"""What the reader says of the index, as values: operations that are kept, and replayed whenever the index is made.

An operation names an entry by its heading and by the words of its mentions, and a mention by its words with those
around them: never by a place alone, for the text may be revised and the rules may become better.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tuireader.anchors.model import Selector
from tuireader.index.kinds import EntityKind


class Act(StrEnum):
    """What can be said of the index."""

    RENAME = "rename"
    """The entry has another heading."""
    MERGE = "merge"
    """The entry is another entry."""
    SPLIT = "split"
    """Some words that the entry goes by mean another entry."""
    MOVE = "move"
    """One mention belongs to another entry."""
    HIDE = "hide"
    """The entry does not belong into the index."""
    ADD = "add"
    """Some words name an entry that the rules do not find."""


@dataclass(frozen=True, slots=True)
class EntryName:
    """By what an entry is known again."""

    kind: EntityKind
    heading: str
    forms: tuple[str, ...] = ()
    """The words of its mentions when the reader spoke of it, longest first; none for an entry that the reader makes."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One operation."""

    id: str
    """A ULID."""
    made: str
    """ISO 8601 in UTC. Operations are replayed in the order of time, whatever machine they were made on."""
    act: Act
    entry: EntryName
    """The entry that is spoken of; of ``ADD`` the entry that is made, or that gets more words."""
    other: EntryName | None = None
    """The entry as which the mentions count from now on; of ``RENAME`` the new name. None for ``HIDE`` and ``ADD``."""
    words: str = ""
    """Of ``SPLIT`` and ``ADD``: the words, white space folded to single spaces."""
    selectors: tuple[Selector, ...] = ()
    """Of ``MOVE`` and ``ADD``: the place that the reader meant."""

    @property
    def in_words(self) -> str:
        """What was said, on one line."""
        to = self.other.heading if self.other else ""
        return {
            Act.RENAME: f"{self.entry.heading} is called {to}",
            Act.MERGE: f"{self.entry.heading} is {to}",
            Act.SPLIT: f"“{self.words}” is not {self.entry.heading} but {to}",
            Act.MOVE: f"one “{self.words}” is not {self.entry.heading} but {to}",
            Act.HIDE: f"{self.entry.heading} is left out",
            Act.ADD: f"“{self.words}” is {self.entry.heading}",
        }[self.act]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One step that can be undone: ``before`` is None where something was said, ``after`` where it was taken back."""

    before: Correction | None
    after: Correction | None

    @property
    def id(self) -> str:
        """The id of the correction."""
        kept = self.after or self.before
        assert kept is not None, "an amendment has a before or an after"
        return kept.id


def in_order_of_time(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The order in which they are replayed, the same on every machine."""
    return tuple(sorted(corrections, key=lambda c: (c.made, c.id)))
