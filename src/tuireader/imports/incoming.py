"""What a file from elsewhere brings, before it is known where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from tuireader.anchors.model import Selector, TextQuoteSelector
from tuireader.annotations.model import Annotation, Motivation, Target


@dataclass(frozen=True, slots=True)
class Incoming:
    """The marks of one file."""

    annotations: tuple[Annotation, ...]
    left_out: tuple[str, ...] = ()
    """What was not taken for a mark on this document, each in a few words: other books, bookmarks."""
    foreign: bool = True
    """Whether another program made them. It cannot know what the reader has done with them here since: the place of a
    mark that is known already stays, and what was changed here later is not changed back.
    """
    as_shown: bool = True
    """Whether quotes are the words as a page shows them, without signs of markup."""


def quoted(
    name: str,
    exact: str,
    *,
    body: str = "",
    made: str = "",
    changed: str = "",
    **more: object,
) -> Annotation:
    """A mark that another program keeps by its words. ``more`` are facts that we have no field for; they are kept."""
    selectors: tuple[Selector, ...] = (TextQuoteSelector(exact),) if exact else ()
    motivation = Motivation.COMMENTING if body else Motivation.HIGHLIGHTING
    facts = {f"x:{key}": value for key, value in more.items() if value not in ("", None)}
    target = Target("", "", selectors)
    return Annotation(name, motivation, target, made, changed or made, body, extra=facts)


def without_words(count: int) -> tuple[str, ...]:
    """How bookmarks are told, which are no marks here; nothing for none."""
    return (f"{count} bookmark{'' if count == 1 else 's'} without words",) if count else ()


def name_from(*words: str) -> str:
    """An id for a mark that has none where it comes from: the same words give the same id."""
    return "urn:x-tuireader:" + blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=16).hexdigest()
