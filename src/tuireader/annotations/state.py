"""What is kept of a document besides its marks: the place of reading, a note being typed, and its line on the shelf."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    revision: str = ""
    """The revision of the text (SHA-256) in which ``offset`` counts; empty where that was not kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A margin note as far as it was typed."""

    span: Span | None
    """The passage that it is about; None when its words are gone from the text."""
    text: str
    tags: tuple[str, ...] = ()
    annotation_id: str | None = None
    """The annotation that is being changed, or None for a new one."""
    when: str = ""
    """ISO 8601 in UTC."""
    selectors: tuple[Selector, ...] = ()
    """The words of the passage, so that it is found again in a revised text."""
    revision: str = ""
    """The revision of the text (SHA-256) in which ``span`` counts."""
    kept_in: str = field(default="", compare=False)
    """The name under which the store keeps it: what is to be given back to be forgotten."""


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
