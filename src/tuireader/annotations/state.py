"""What is kept of a document besides its marks: the place of reading, a note being typed, and its line on the shelf."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.anchors.model import Selector
from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where the reader stopped."""

    offset: int
    """The code point at the top of the page."""
    selectors: tuple[Selector, ...] = ()
    """The words there, so that the place is found again in a revised text."""
    when: str = ""
    """ISO 8601 in UTC."""
    measure: int | None = None
    """The measure that the reader had chosen, in cells, where one was chosen."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A margin note as far as it was typed."""

    span: Span
    """The passage that it is about."""
    text: str
    tags: tuple[str, ...] = ()
    annotation_id: str | None = None
    """The annotation that is being changed, or None for a new one."""
    when: str = ""
    """ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """What is known of a document that was opened before, without reading it again."""

    doc_id: str
    title: str
    marks: int
    """How many marks it has."""
    position: ReadingPosition | None
    opened: str
    """When it was last opened, ISO 8601 in UTC."""
    length: int
    """The code points of its text when it was last opened."""
