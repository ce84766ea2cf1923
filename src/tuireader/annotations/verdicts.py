"""The reader's word on a mark whose text was revised, each as a `Change` that the history can take back.

A mark that is confirmed, or attached anew, gets a ``place``: selectors of the passage in the text at hand, as a new
mark there would get them, with the revision. From then on the mark is followed from that place, silently while its
words stay as they are, on other machines too. What was marked (``target``) keeps its words and selectors as they were
made and is exported with them; the place goes along as ``x:place``. The last word counts: a new place takes that of
the old one, and takes back that the mark was let go.
"""

from __future__ import annotations

from dataclasses import replace

from tuireader.anchors.describe import describe
from tuireader.anchors.model import Anchor
from tuireader.annotations.model import Annotation, Change, Target
from tuireader.documents.model import Document
from tuireader.errors import UsageError
from tuireader.text.span import Span


def confirmed(annotation: Annotation, anchor: Anchor, document: Document, now: str) -> Change:
    """The mark is right where it is. Raises UsageError when it is nowhere."""
    if anchor.span is None:
        raise UsageError(
            "Nothing is confirmed: the words of this mark are gone; attach it to other words, or let it go."
        )
    return reattached(annotation, anchor.span, document, now)


def reattached(annotation: Annotation, span: Span, document: Document, now: str) -> Change:
    """The mark belongs on ``span``. Raises UsageError when there are no words."""
    if span.end > len(document.text) or not span.of(document.text).strip():
        raise UsageError("Nothing is attached: there are no words at that place; choose some words first.")
    place = Target(document.id, document.revision, describe(document.text, span))
    return Change(annotation, replace(annotation, place=place, let_go=False, modified=now))


def let_go(annotation: Annotation, now: str) -> Change:
    """The words of the mark are not missed: it is kept, and not to be reviewed any more."""
    return Change(annotation, replace(annotation, let_go=True, modified=now))


def set_done(annotation: Annotation, done: bool, now: str) -> Change:
    """The note was dealt with, or is open again."""
    return Change(annotation, replace(annotation, done=done, modified=now))
