"""What every form of export says about a mark, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.kinds import KINDS, kind_of
from tuireader.notes.model import Apparatus, Citation, Note
from tuireader.reading import Mark, Reading
from tuireader.text.span import Span


def quote_of(mark: Mark, reading: Reading) -> str:
    """The words as they were marked; when only a position was kept, the words that stand there now."""
    quote = mark.annotation.target.quote
    if quote:
        return quote.exact
    return mark.span.of(reading.document.text) if mark.span else ""


def paragraphs(text: str) -> Iterator[Span]:
    """The stretches of ``text`` between blank lines, without the white space at their ends."""
    for found in re.finditer(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*", text):
        yield Span(found.start(), found.start() + len(found.group().rstrip()))


def shown_quote(mark: Mark, reading: Reading) -> str:
    """The quote as a page shows it, a blank line between paragraphs, no signs of markup where it still stands."""
    exact = quote_of(mark, reading)
    if mark.span is None or mark.span.of(reading.document.text) != exact:
        return "\n\n".join(" ".join(part.of(exact).split()) for part in paragraphs(exact))
    return "\n\n".join(reading.shown(part.shift(mark.span.start)) for part in paragraphs(exact))


def context_of(mark: Mark, reading: Reading, words: int) -> tuple[str, str]:
    """As many words of the text before and after a mark, in the paragraph in which it begins or ends; empty for a mark
    whose words are gone, and at the edge of a paragraph.
    """
    if mark.span is None or not words:
        return "", ""
    document = reading.document
    first, last = document.block_at(mark.span.start), document.block_at(max(mark.span.start, mark.span.end - 1))
    start = min(first.span.start, mark.span.start) if first else mark.span.start
    end = max(last.span.end, mark.span.end) if last else mark.span.end
    before = reading.shown(Span(start, mark.span.start)).split(" ")[-words:]
    after = reading.shown(Span(mark.span.end, end)).split(" ")[:words]
    return " ".join(before), " ".join(after)


def remarks(mark: Mark) -> tuple[str, ...]:
    """What is to be known beside the place: the kind of mark if it is not the common one, whether the note is done, and
    doubt about the place.
    """
    out = []
    if mark.annotation.label != KINDS[0].name:
        known = kind_of(mark.annotation.label)
        out.append(known.words if known.name == mark.annotation.label else mark.annotation.label)
    if mark.annotation.done:
        out.append("done")
    if mark.anchor.status is AnchorStatus.EDITED:
        out.append("the words have changed since, to be confirmed")
    if mark.anchor.status is AnchorStatus.ORPHANED:
        out.append("no longer in the text")
    return tuple(out)


def resolved(apparatus: Apparatus, note: Note) -> str:
    """What the sources of a note come to, where that is not said in the note itself; empty for one that says it all."""
    said = (_come_to(apparatus, note, citation) for citation in apparatus.citations_of(note))
    return "; ".join(dict.fromkeys(filter(None, said)))


def _come_to(apparatus: Apparatus, note: Note, citation: Citation) -> str:
    if citation.doubtful:
        return f"not resolved: {citation.reason}" if citation.reason else "not resolved"
    if not citation.points or not citation.reference:
        return ""
    root = citation.root if citation.root is not None else citation.target
    where = f"note {apparatus.name_of(root, note)}" if root is not None else "in the bibliography"
    return f"{where}: {citation.reference}"


def day(time: str) -> str:
    """The date of an ISO 8601 time."""
    return time[:10]
