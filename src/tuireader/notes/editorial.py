"""Brackets that are no markers: what an editor put in, left out, asked for or dated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from tuireader.documents.model import BlockKind, Document, Work
from tuireader.documents.note_styles import marker_pattern
from tuireader.notes import terms
from tuireader.notes.model import Editorial, Marker, Note
from tuireader.notes.terms import Family
from tuireader.text.span import Span

LONGEST_INSERTION = 80
"""Code points between the brackets; what is longer is a passage in brackets and no editor's word."""


def find_editorial(document: Document, work: Work, markers: Sequence[Marker], notes: Sequence[Note]) -> list[Editorial]:
    """All editorial brackets of a work, in its body and its notes, in reading order."""
    text = document.text
    taken = sorted([m.span for m in markers] + [Span(n.span.start, n.body.start) for n in notes])
    taken += [b.span for b in work.blocks if b.kind is BlockKind.CODE]
    taken += [
        span for span, _ in document.emphases if work.span.overlaps(span) and text[span.start : span.start + 1] in "[`"
    ]
    taken.sort()
    starts = [span.start for span in taken]
    out: list[Editorial] = []
    for match in _brackets().finditer(text, work.span.start, work.span.end):
        i = bisect_right(starts, match.start()) - 1
        if i >= 0 and taken[i].contains(match.start()):
            continue
        kind = _kind(match, text, document.format)
        if kind:
            start = match.start() - (match["escaped"] is not None)
            out.append(Editorial(Span(start, match.end()), kind, work.id))
    return out


@cache
def _brackets() -> re.Pattern[str]:
    """Brackets; those that are escaped as Markdown asks for are surely no link, and begin one code point before."""
    short = rf"{{0,{LONGEST_INSERTION}}}"
    long = rf"[^\[\]\n]{{1,{LONGEST_INSERTION}}}"
    return re.compile(rf"\[(?!\^)(?:(?<=\\\[)(?P<escaped>[^\[\]\n\\]{short})\\\]|(?P<inside>{long}(?:\n{long})?)\])")


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(
        r"(?:citation|page|clarification|verification|better source|full citation|quotation|update|year|date|quote)s? "
        r"needed|needs update|by whom\?|(?:who|what|when|where|which|why|how)\?|according to whom\?|"
        r"not in citation given|failed verification|original research\??|dubious.*|vague|verify|dead link|"
        r"permanent dead link|neutrality is disputed|weasel words|unreliable source\??|disputed.*|"
        r"Beleg(?:e)? fehl(?:t|en)|réf(?:érence|\.) (?:nécessaire|souhaitée)|cita requerida|senza fonte",
        re.IGNORECASE,
    )


def _kind(match: re.Match[str], text: str, written_in: str) -> str | None:
    """The kind of a bracket, or None where it is a part of a reference or a link."""
    escaped = match["escaped"]
    if escaped is not None and escaped.strip(". …") == "":
        return "elision"
    inside = " ".join((match["inside"] if escaped is None else escaped).split())
    after = text[match.end() : match.end() + 24]
    if not inside or after.startswith("(") or (written_in != "txt" and after.startswith((":", "["))):
        return None
    if "://" in inside:
        return None
    if terms.pattern(Family.ALIAS).match(inside):
        return "short name"
    if inside.casefold() in ("edit", "bearbeiten", "modifier", "editar", "modifica") or inside.startswith("edit |"):
        return "edit link"
    if inside.strip(". ") in ("", "…"):
        return "elision"
    if re.fullmatch(r"(?:c\.? ?)?1[0-9]\d\d|20\d\d", inside):
        law = re.match(r"\s(?:\d+ )?(?:[A-Z]{2,}|All ER|Lloyd[’']s Rep|Ch\b|QB|P\b|Fam\b)", after)
        return None if law else "original year"
    if marker_pattern("brackets").fullmatch(f"[{inside}]") and inside[0].isdigit() and len(inside) < 12:
        return None
    return "tag" if _tags().fullmatch(inside) else "insertion"
