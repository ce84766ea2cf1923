"""The kinds of highlight: what each is called, and how it is told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of highlight. Each differs from the others by its sign in the margin and its style, never by colour
    alone.
    """

    name: str
    """The label that an annotation carries, and what the reader types for it."""
    glyph: str
    """The sign in the margin, one cell wide."""
    plain: str
    """The same sign in ASCII, for terminals without more."""
    role: str
    """The name of the style in which the words are drawn."""
    words: str
    """What the kind is for, in a few words for menus and help."""


KINDS: tuple[Kind, ...] = (
    Kind("key", "▌", "!", "mark-key", "key passage"),
    Kind("question", "?", "?", "mark-question", "open question"),
    Kind("evidence", "+", "+", "mark-evidence", "evidence, something to cite"),
    Kind("style", "~", "~", "mark-style", "style, how it is said"),
    Kind("todo", "*", "*", "mark-todo", "to do"),
)
"""In the order in which pressing the key again steps through them; the first is what a new highlight gets."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(label: str) -> Kind:
    """The row for ``label``; a label from elsewhere that no row has is drawn as the first kind."""
    return _BY_NAME.get(label, KINDS[0])


def next_label(label: str) -> str:
    """The label that follows ``label``, round and round; after a label that no row has, the first."""
    names = [kind.name for kind in KINDS]
    return names[(names.index(label) + 1) % len(names)] if label in _BY_NAME else names[0]
