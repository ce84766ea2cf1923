"""Markdown over a file that is there: renewed where it is ours, never touched where it is not."""

from __future__ import annotations

from tuireader.errors import CannotCreate, UnreadableInput, UsageError
from tuireader.export.choice import EVERYTHING, Choice, choice_from_words
from tuireader.export.front_matter import Head, read_head
from tuireader.export.markdown import FORMAT, sheet
from tuireader.export.markers import DamagedMarkers
from tuireader.export.merging import Report, fresh_file, merged_file
from tuireader.export.styles import STYLES
from tuireader.reading import Reading


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """The marks as a new file of notes; the same marks give the same bytes."""
    return fresh_file(sheet(reading, choice))[0]


def begin(reading: Reading, choice: Choice) -> tuple[str, Report]:
    """A new file of notes, and what is in it."""
    return fresh_file(sheet(reading, choice))


def renew(
    reading: Reading, text: str, choice: Choice | None, *, prune: bool = False, anew: bool = False
) -> tuple[str, Report]:
    """``text``, a file of notes on this document, as it is to be now, and what became of its marks.

    Without a choice the one by which the file was made goes on. ``prune`` removes marks that were deleted, ``anew``
    also replaces what the reader edited in our parts. Raises CannotCreate where the file is not ours, or that of
    another document, and UnreadableInput where what is ours in it cannot be told apart.
    """
    head = read_head(text)
    _ours(head, reading)
    if choice is None:
        choice = kept_choice(head)
    body = text[len(head.raw) :]
    first_line = head.raw.count("\n") + 1
    try:
        return merged_file(head, body, first_line, sheet(reading, choice), prune=prune, anew=anew)
    except DamagedMarkers as damage:
        raise UnreadableInput(f"its marks cannot be told apart ({damage})") from damage


def kept_choice(head: Head) -> Choice:
    """The choice by which a file of notes was made; everything where it says none that this version knows."""
    try:
        kept = choice_from_words(head.fields.get("choice", ""))
    except UsageError:
        return EVERYTHING
    return kept if kept.style in STYLES else EVERYTHING


def _ours(head: Head, reading: Reading) -> None:
    """Raise unless the file holds notes on this document, in a shape that we know."""
    if "doc" not in head.fields:
        raise CannotCreate("it holds no notes from here (no tuireader-doc in its first lines)")
    if head.fields["doc"] != reading.document.id:
        raise CannotCreate("it holds the notes on another document")
    number = head.fields.get("format", "")
    if not number.isdigit() or int(number) > FORMAT:
        raise UnreadableInput(f"its shape is {number or 'not given'}, and this version knows {FORMAT}")
