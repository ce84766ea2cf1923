"""Quotations whose note names a source with pages, and no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tuireader.check.remark import Remark, Remarks, quoted
from tuireader.documents.model import Block, BlockKind
from tuireader.notes.model import Citation, Marker, Note, NoteKind, Status
from tuireader.reading import Reading

FEWEST_WORDS = 4
"""Words between the marks; fewer are a term or a catchword, which needs no page."""
LONGEST_QUOTATION = 3_000
"""Code points that are looked back through for the mark that opens."""
TITLE_SHARE = 0.6
"""The share of longer words with a capital from which words in quotation marks are a title."""

_OPENS = {"”": "“„”", "“": "„", "’": "‘", '"': '"', "»": "«", "«": "»"}
_KNOWN = (Status.FULL, Status.RESOLVED, Status.PARTIAL)
_CITES = (NoteKind.FULL, NoteKind.SHORT, NoteKind.IDEM, NoteKind.SERIES, NoteKind.ALIAS, NoteKind.SUPRA)


def without_a_page(reading: Reading) -> Remarks:
    """C103: once for each note, at its citation. An ibid. of a note with a page means that page."""
    pageless = _pageless(reading)
    said: set[int] = set()
    for markers in _in_a_row(reading):
        notes = [note for marker in markers if (note := reading.apparatus.note_of(marker)) is not None]
        if not notes or not all(note.id in pageless for note in notes):
            continue
        words = _quotation_before(reading, markers[0].span.start)
        if words is None:
            continue
        for note in notes:
            if note.id not in said:
                said.add(note.id)
                span = pageless[note.id].span
                yield Remark(span, f"Note {note.label}: no page is given for the quotation {quoted(words)}.")


def _in_a_row(reading: Reading) -> Iterator[list[Marker]]:
    """Markers with nothing but spaces and commas between them, together."""
    text = reading.document.text
    held: list[Marker] = []
    for marker in reading.apparatus.markers:
        if held and text[held[-1].span.end : marker.span.start].strip(" ,"):
            yield held
            held = []
        held.append(marker)
    if held:
        yield held


def _quotation_before(reading: Reading, at: int) -> str | None:
    """The words of a quotation that ends just before an offset, or None."""
    text = reading.document.text
    block = reading.document.block_at(at)
    if block is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM):
        return None
    end = at
    while end > block.span.start and text[end - 1] in " .,;:!?*_\n":
        end -= 1
    closing = text[end - 1 : end]
    if closing not in _OPENS:
        return None
    start = max(_opening(text, sign, block, end - 1) for sign in _OPENS[closing])
    words = text[start + 1 : end - 1] if start >= 0 else ""
    return words if len(words.split()) >= FEWEST_WORDS and not _is_title(words) else None


def _opening(text: str, sign: str, block: Block, end: int) -> int:
    low = max(block.span.start, end - LONGEST_QUOTATION)
    at = text.rfind(sign, low, end)
    while at > low and text[at - 1].isalnum():  # an apostrophe, or the end of another quotation
        at = text.rfind(sign, low, at)
    return at


def _is_title(words: str) -> bool:
    long = re.findall(r"[^\W\d_]{4,}", words)
    return bool(long) and sum(word[0].isupper() for word in long) >= TITLE_SHARE * len(long)


def _pageless(reading: Reading) -> dict[int, Citation]:
    """The notes all of whose sources have pages and are cited without one, each with the first of its citations."""
    out: dict[int, Citation] = {}
    extents = _extents(reading)
    for note, resolution in zip(reading.apparatus.notes, reading.apparatus.resolutions, strict=True):
        citations = resolution.citations
        if citations and all(_lacks_page(c, out, extents) for c in citations) and not _treatise(reading, note):
            out[note.id] = citations[0]
    return out


def _treatise(reading: Reading, note: Note) -> bool:
    """Whether the note says more than its citations, so that a page may stand among its sentences."""
    own = sum(len(c.span) for c in reading.apparatus.resolutions[note.id].citations)
    return len(note.body) > own + 40


def _extents(reading: Reading) -> dict[int, set[tuple[str, ...]]]:
    """For each note the pages that its articles fill, as numbers."""
    return {
        resolution.note_id: {_digits(c.extent) for c in resolution.citations if c.extent}
        for resolution in reading.apparatus.resolutions
    }


def _digits(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", words))


def _lacks_page(citation: Citation, pageless: dict[int, Citation], extents: dict[int, set[tuple[str, ...]]]) -> bool:
    if citation.status not in _KNOWN:
        return False
    if citation.kind is NoteKind.IBID:
        return citation.locator is None and citation.target in pageless and not re.search(r"\d", citation.text)
    root = extents.get(citation.root, set()) if citation.root is not None else set()
    whole = citation.locator is not None and _digits(citation.locator) in root
    if citation.kind not in _CITES or (citation.locator is not None and not whole):
        return False
    reference = citation.reference or citation.text
    printed = citation.extent is not None or bool(root) or _printed().search(reference) is not None
    if not printed or _unpaged().search(reference) or _unpaged().search(citation.text):
        return False
    return whole or not _number_of_its_own(citation)


def _number_of_its_own(citation: Citation) -> bool:
    """Whether a number stands where a page would: after the imprint of a full reference, anywhere in a short one."""
    words = re.sub(r"[“‘\"„«][^“”‘\"„«»]{0,300}[”’\"“»]", "", citation.text)
    if citation.kind is NoteKind.FULL:
        if citation.extent is not None:
            return False
        words = words[words.rfind(")") + 1 :] if ")" in words else words[-20:]
        words = re.sub(r"\b(?:1[4-9]|20)\d\d\b", "", words)
    words = words.replace(citation.title or "", "")
    return re.search(r"\d|\b[ivxlc]{2,}\b|\bpassim\b", words) is not None


@cache
def _printed() -> re.Pattern[str]:
    """Place, publisher and year in brackets; a journal's volume and year; a press and its year."""
    months = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{1,2}\s)"
    return re.compile(
        rf"\((?!{months})[^()\d]{{3,80}},?\s(?:1[4-9]|20)\d\d\)|\b\d{{1,4}}(?:[./,]\s?(?:no\.\s?)?\d{{1,3}})?\s\((?:1[4-9]|20)\d\d\)"
        r"|(?:Press|Verlag|Books|Publishers|Routledge|Penguin|Éditions|Gallimard|Seuil),\s(?:1[4-9]|20)\d\d\b"
        r"|\bWorking Paper No"
    )


@cache
def _unpaged() -> re.Pattern[str]:
    """What has no pages, or is cited by other numbers."""
    return re.compile(
        r"https?://|www\.|\bdoi\b|\b(?:retrieved|accessed|abgerufen|consulté|zugriff|interview|letter|lettre|brief|e-?mail"
        r"|telegram|speech|lecture|sermon|broadcast|podcast|film|dvd|recording|compact disc|liner notes|directed by"
        r"|website|blog|conversation|communication|unpublished|diary|statute|act|code|treaty|bible|kindle|e-?book"
        r"|ed\. loeb|press conference|dictionary|s\.v\.)\b|\b(?:v|vs)\.?\s[A-Z]",
        re.IGNORECASE,
    )
