"""Marks and corrections of the reader that the text has outgrown."""

from __future__ import annotations

from tuireader.annotations.model import Target
from tuireader.annotations.review import to_review
from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span


def lost(reading: Reading) -> Remarks:
    """A401: a highlight or a margin note, where its words used to be; not one that is done or was let go."""
    for mark in (m for m in reading.orphans if to_review(*m)):
        words = quoted(_words(mark.annotation.target))
        message = f"The marked words {words} are no longer in the text (mark {mark.annotation.id})."
        yield Remark(_place(reading, mark), message)


def lost_corrections(reading: Reading) -> Remarks:
    """A402: what the reader said about a citation, where the citation is or used to be."""
    for mark in reading.lost_links:
        said = quoted(_words(mark.annotation.target))
        pointer = mark.annotation.pointer
        if mark.span is None:
            message = f"The citation {said}, which you corrected, is no longer in the text"
        elif pointer is not None and pointer.target is not None:
            source = quoted(_words(pointer.target))
            message = f"You said that {said} points to {source}, which is no longer in the text"
        else:
            message = f"Your correction of the citation {said} fits the text no more"
        yield Remark(_place(reading, mark), f"{message} (mark {mark.annotation.id}).")


def _words(target: Target) -> str:
    return target.quote.exact if target.quote else ""


def _place(reading: Reading, mark: Mark) -> Span:
    if mark.span is not None:
        return mark.span
    at = min(mark.anchor.hint or 0, len(reading.document.text))
    return Span(at, at)
