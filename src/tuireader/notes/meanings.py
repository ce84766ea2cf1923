"""What references were seen to mean, and which of them mean another source since the text was revised.

A reference is known again by its own words and by the words that call it; its number changes when notes come and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tuireader.documents.model import Document
from tuireader.notes.leads import plain
from tuireader.notes.model import Apparatus, Citation, Note
from tuireader.text.span import Span

CALL = 40
"""Code points of the text before a marker by which a reference is known again; other markers are left out."""
LONGEST_SOURCE = 300
"""Code points of a source that are kept."""
SAME_SOURCE = 0.8
"""The likeness from which on two wordings are one source that was edited."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reference meant when it was last looked at."""

    words: str
    """The reference as it is written: "Ibid., p. 37"."""
    call: str
    """The end of the sentence before the marker, white space folded; empty for a note that nothing calls."""
    source: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A reference whose words and call are as they were, and that means another source."""

    note: Note
    citation: Citation
    was: str
    now: str


def meanings(document: Document, apparatus: Apparatus) -> tuple[Meaning, ...]:
    """What every reference that surely points elsewhere means in this text, in reading order."""
    return tuple(meaning for _, _, meaning in _each(document, apparatus))


def changed(before: Sequence[Meaning], document: Document, apparatus: Apparatus) -> Iterator[Changed]:
    """The references that mean another source than before; what the reader has linked is as he wants it.

    A reference whose words or call are new is no change, nor is a source whose wording was mended.
    """
    then = _by_key(before)
    given = {_fold(c.reference) for r in apparatus.resolutions for c in r.citations if c.reference}
    for note, citation, meaning in _each(document, apparatus):
        was = then.get((meaning.words, meaning.call), "")
        if not was or citation.by_reader or _fold(was) == _fold(meaning.source):
            continue
        if _fold(was) in given or SequenceMatcher(None, _fold(was), _fold(meaning.source)).ratio() < SAME_SOURCE:
            yield Changed(note, citation, was, meaning.source)


def remembered(before: Sequence[Meaning], document: Document, apparatus: Apparatus) -> tuple[Meaning, ...]:
    """What is to be kept now: what references mean, but for the changed ones what they meant before."""
    then = {(c.citation.text, _call(document, apparatus, c.note)): c.was for c in changed(before, document, apparatus)}
    return tuple(Meaning(m.words, m.call, then.get((m.words, m.call), m.source)) for m in meanings(document, apparatus))


def _each(document: Document, apparatus: Apparatus) -> Iterator[tuple[Note, Citation, Meaning]]:
    for note, resolution in zip(apparatus.notes, apparatus.resolutions, strict=True):
        for citation in resolution.citations:
            if citation.points and citation.reference:
                call = _call(document, apparatus, note)
                yield note, citation, Meaning(citation.text, call, citation.reference[:LONGEST_SOURCE])


def _call(document: Document, apparatus: Apparatus, note: Note) -> str:
    callers = apparatus.called_by.get(note.id, ())
    if not callers:
        return ""
    at = callers[0].span.start
    before = Span(max(0, at - 2 * CALL), at)
    words, start = "", before.start
    for marker in apparatus.markers_in(before):
        words += document.text[start : marker.span.start]
        start = max(start, marker.span.end)
    sentence = re.split(r"[.!?][’”\"»)]*\s+(?=\S)", words + document.text[start:at])[-1]
    return " ".join(sentence.split())[-CALL:]


def _by_key(before: Sequence[Meaning]) -> dict[tuple[str, str], str]:
    """Meanings by words and call; what stands there twice with two meanings says nothing."""
    out: dict[tuple[str, str], str] = {}
    for meaning in before:
        key = (meaning.words, meaning.call)
        out[key] = meaning.source if out.get(key, meaning.source) == meaning.source else ""
    return out


def _fold(words: str) -> str:
    return " ".join(plain(words).split()).strip(" .,;:")
