"""Entities and mentions: the index as values (the terms of ISO 999)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from tuireader.index.corrections import Correction
from tuireader.index.kinds import EntityKind
from tuireader.text.span import Span

__all__ = ["Entity", "EntityKind", "EventDate", "Index", "Mention"]


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date of an event: from the text itself, or known from the data, which is never shown as the author's claim."""

    start: str
    """ISO 8601, as precise as is known: ``1941``, ``1941-06`` or ``1941-06-22``."""
    end: str | None
    text: str
    """As written in the text, or as the data has it."""
    known: bool
    """True when the date is from the data and not from the text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    span: Span
    in_notes: bool
    work_id: int
    rule: str = ""
    """Which rule found it, in a few words: the answer to "why is this here?"."""
    certainty: float = 1.0


@dataclass(frozen=True)
class Entity:
    """A person or an event, under its heading."""

    id: str
    kind: EntityKind
    heading: str
    """Surname first for people, name first and head after for events: ``Churchill, Winston``; ``Kursk, Battle of``."""
    variants: tuple[str, ...]
    """The forms that the text uses, longest first."""
    mentions: tuple[Mention, ...]
    """In reading order."""
    cited_author: bool = False
    """A person who is named only as the author, editor or witness of a source."""
    dates: tuple[EventDate, ...] = ()
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Index:
    """All entities of a document, people and events, sorted by heading."""

    entities: tuple[Entity, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """What the reader said of it, in the order of time; ``entities`` are as they make them."""
    unfit: tuple[Correction, ...] = ()
    """Those of the corrections that fit nothing in this text; they are kept, for it may come back."""
    by_rules: tuple[Entity, ...] | None = None
    """The entities before the corrections; None where there are none."""
    remarks: tuple[str, ...] = ()
    """What the reader must be told of its making, a sentence each."""

    @cached_property
    def _places(self) -> list[tuple[int, int, Entity]]:
        return sorted(((m.span.start, m.span.end, e) for e in self.entities for m in e.mentions), key=lambda p: p[:2])

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._places]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entity id to entity."""
        return {e.id: e for e in self.entities}

    def entity_at(self, offset: int) -> Entity | None:
        """The entity named at ``offset``, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self._places[i][2] if i >= 0 and offset < self._places[i][1] else None
