"""Selectors (in the words of the W3C Web Annotation model) and anchors: the place that a mark has now, or none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The marked words, with the words around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """The place of the marked words in the text on which the mark was made, in code points, end exclusive."""

    start: int
    end: int


Selector = TextQuoteSelector | TextPositionSelector


class AnchorStatus(StrEnum):
    """SAME: same words and place. MOVED: same words elsewhere. EDITED: other words, to be confirmed. ORPHANED: gone."""

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an annotation is in the text at hand."""

    annotation_id: str
    span: Span | None
    """None exactly when the status is ORPHANED."""
    status: AnchorStatus
    score: float = 1.0
    """How sure the place is, from 0 to 1."""
    hint: int | None = None
    """Of an orphan: the offset where the words used to be, as near as can be told."""
