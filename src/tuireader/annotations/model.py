"""Annotations as values, in the words of the W3C Web Annotation model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from tuireader.anchors.model import Selector, TextPositionSelector, TextQuoteSelector
from tuireader.notes.links import LinkKind


class Motivation(StrEnum):
    """Why a mark was made: to set words apart, to say something about them, or to say what a citation points to."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"
    LINKING = "linking"


@dataclass(frozen=True, slots=True)
class Target:
    """What is marked. Written once, when the mark is made, and never changed: the anchor is the part that moves."""

    source: str
    """The id of the document."""
    revision: str
    """The revision of the text on which the mark was made (SHA-256), or empty where that is not known."""
    selectors: tuple[Selector, ...]

    @property
    def quote(self) -> TextQuoteSelector | None:
        """The words as they were marked, with their context."""
        for selector in self.selectors:
            if isinstance(selector, TextQuoteSelector):
                return selector
        return None

    @property
    def position(self) -> TextPositionSelector | None:
        """The place as it was marked."""
        for selector in self.selectors:
            if isinstance(selector, TextPositionSelector):
                return selector
        return None


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a correction of the reader's says of the citation that it stands on."""

    kind: LinkKind
    target: Target | None = None
    """Where the source stands that is meant; only where the citation points to one."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, a margin note on a passage, or a correction of what a citation points to."""

    id: str
    motivation: Motivation
    target: Target
    created: str
    """ISO 8601 in UTC, seconds or finer, ending in ``Z``."""
    modified: str
    body: str = ""
    """The margin note, plain text as the reader typed it; empty for a bare highlight. Every form of export writes it
    so that these words are what is read there.
    """
    tags: tuple[str, ...] = ()
    label: str = "key"
    """The kind of highlight: the name of a row in ``annotations.kinds``."""
    pointer: Pointer | None = None
    """What a correction says; None for every other motivation."""
    place: Target | None = None
    """Where the reader said that the mark is, in a revised text: confirmed there, or attached anew; None where it was
    only ever followed. What was marked stays in ``target``.
    """
    done: bool = False
    """Whether the note was dealt with: then it goes quietly when its words go."""
    let_go: bool = False
    """Whether the reader does not miss the words: the mark is kept, but not to be reviewed any more."""
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    """Fields that this version does not know, kept as they came."""

    @property
    def stand(self) -> Target:
        """Where the mark is followed from: where the reader last said that it is, else where it was made."""
        return self.place or self.target

    def edited(self, *, body: str, tags: tuple[str, ...], modified: str) -> Annotation:
        """The same mark with another note; the target stays as it was made."""
        motivation = Motivation.COMMENTING if body else Motivation.HIGHLIGHTING
        return replace(self, body=body, tags=tags, modified=modified, motivation=motivation)


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be undone: ``before`` is None for an addition, ``after`` is None for a removal."""

    before: Annotation | None
    after: Annotation | None

    @property
    def id(self) -> str:
        """The id of the annotation that changes."""
        kept = self.after or self.before
        assert kept is not None, "a change has a before or an after"
        return kept.id


def made_order(annotation: Annotation) -> tuple[int, int, str, str]:
    """The order in which marks are kept: by the place that they were made on, then by the time, then by id."""
    position = annotation.target.position
    start, end = (position.start, position.end) if position else (0, 0)
    return start, end, annotation.created, annotation.id
