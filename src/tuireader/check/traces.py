"""What a copy from a web page left behind."""

from __future__ import annotations

from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.documents.blocks import is_residue
from tuireader.documents.model import BlockKind
from tuireader.reading import Reading
from tuireader.text.span import Span

_TAGS = ("tag", "edit link")


def tags(reading: Reading) -> Remarks:
    """T201: ``[edit]``, ``[citation needed]``; not ``[sic]``, which an editor wrote."""
    for editorial in reading.apparatus.editorial:
        if editorial.kind in _TAGS:
            words = quoted(editorial.span.of(reading.document.text))
            yield Remark(editorial.span, f"{words} was left over when the text was copied.")


def debris(reading: Reading) -> Remarks:
    """T202: "Leave a Reply"; lines that stand together are one finding, at the first of them."""
    text = reading.document.text
    before = -1
    for block in reading.document.blocks:
        if block.kind is not BlockKind.RESIDUE or not is_residue(block.span.of(text)):
            continue
        if before < 0 or text[before : block.span.start].strip():
            first = block.span.of(text).split("\n", 1)[0]
            line = Span(block.span.start, block.span.start + len(first))
            yield Remark(line, f"{quoted(first)} belongs to a web page, not to the text.")
        before = block.span.end
