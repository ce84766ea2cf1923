"""A small document made by hand: two works, each with a marker [1], and a note for each."""

from __future__ import annotations

from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.documents.revision import identity, revision
from tuireader.notes.model import Apparatus, Marker, Note, NoteKind, Resolution, Status
from tuireader.text.span import Span

WORKS = (
    (
        ("heading", "The border"),
        ("paragraph", "Stalin’s suspicion  of the Allies was old.[1] It grew."),
        ("heading", "The **second** front"),
        ("paragraph", "He asked for a second\nfront; the Allies waited."),
        ("note", "[1] Haslam, Soviet War Aims. Pp 37."),
    ),
    (
        ("paragraph", "The purges began early.[1] Nobody asked."),
        ("note", "[1] Conquest, The Great Terror."),
        ("residue", "Leave a reply about the Allies"),
    ),
)
KINDS = {
    "heading": BlockKind.HEADING,
    "paragraph": BlockKind.PARAGRAPH,
    "note": BlockKind.NOTE_ENTRY,
    "residue": BlockKind.RESIDUE,
}


def make_document(works: tuple[tuple[tuple[str, str], ...], ...] = WORKS, doc_id: str | None = None) -> Document:
    text, made = "", []
    for number, parts in enumerate(works):
        start, blocks = len(text), []
        for kind, words in parts:
            blocks.append(Block(KINDS[kind], Span(len(text), len(text) + len(words)), int(kind == "heading")))
            text += f"{words}\n\n"
        made.append(Work(number, None, Span(start, len(text) - 2), tuple(blocks), byline=f"Author {number + 1}"))
    stars = tuple(Span(i, i + 2) for i in range(len(text)) if text[i : i + 2] == "**")
    return Document(doc_id or identity(text), "Essays", text, tuple(made), revision(text), "essays.txt", hidden=stars)


def make_apparatus(document: Document) -> Apparatus:
    markers, notes, resolutions, calls = [], [], [], {}
    for work in document.works:
        for block in work.blocks:
            if block.kind is BlockKind.NOTE_ENTRY:
                note = Note(len(notes), "1", block.span, Span(block.span.start + 4, block.span.end), work.id)
                notes.append(note)
                resolutions.append(Resolution(note.id, "1", NoteKind.FULL, Status.FULL))
            elif "[1]" in block.span.of(document.text):
                at = document.text.index("[1]", block.span.start)
                markers.append(Marker(len(markers), "1", Span(at, at + 3), work.id))
    for marker in markers:
        calls[marker.id] = next(n.id for n in notes if n.work_id == marker.work_id)
    return Apparatus(tuple(markers), tuple(notes), tuple(resolutions), calls=calls)
