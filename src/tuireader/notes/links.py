"""What the reader says about a citation: what it points to, that it stands alone, or where a note divides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tuireader.text.span import Span


class LinkKind(StrEnum):
    """What a correction does. The value is what the store keeps."""

    POINTS = "points"
    """The citation means the source that stands at the target."""
    ALONE = "stands alone"
    """The citation points back to nothing: what it names, it gives here."""
    DIVIDES = "divides"
    """Another source of the note begins here."""


@dataclass(frozen=True, slots=True)
class Link:
    """One correction by the reader, placed in the text as it stands now. It wins over every rule."""

    kind: LinkKind
    span: Span
    """The words of the citation that is corrected; where a note divides, the words that begin the next source."""
    target: Span | None = None
    """Where the source stands that is meant: in a note or in the bibliography. Only for POINTS."""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A link inside one note, its place counted in code points of the note's folded words."""

    kind: LinkKind
    start: int
    end: int
    note: int | None = None
    """The id of the note that holds the target; None for the bibliography."""
    at: int = 0
    """Where in that note's folded words the target begins."""
    words: str = ""
    """The words at the target."""
    written: Span | None = None
    """The target in the document."""

    def covers(self, start: int, end: int) -> bool:
        """Whether most of this link lies within a piece of the note."""
        return 2 * (min(end, self.end) - max(start, self.start)) > self.end - self.start
