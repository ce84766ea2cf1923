"""An essay in one line of test: paragraphs parted by blank lines, notes that begin with a number in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest

from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.index.build import build
from tuireader.index.model import EntityKind, Index
from tuireader.notes.model import Apparatus, Marker, Note
from tuireader.text.span import Span

IndexOf = Callable[..., Index]


def _essay(text: str, *works_at: int) -> tuple[Document, Apparatus]:
    """The document and its notes; ``works_at`` are the offsets at which further works begin."""
    bounds = [0, *works_at, len(text)]
    works, notes, markers = [], [], []
    for k, (a, b) in enumerate(itertools.pairwise(bounds)):
        blocks = []
        for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text[a:b]):
            span = Span(a + match.start(), a + match.end())
            entry = re.match(r"\[\d+\] ", match.group())
            if entry:
                label = match.group()[1 : entry.end() - 2]
                notes.append(Note(len(notes), label, span, Span(span.start + entry.end(), span.end), k))
            blocks.append(Block(BlockKind.NOTE_ENTRY if entry else BlockKind.PARAGRAPH, span))
        works.append(Work(k, None, Span(a, b), tuple(blocks)))
    for match in re.finditer(r"(?<=\S)\[(\d+)\]", text):
        markers.append(Marker(len(markers), match[1], Span(match.start(), match.end()), 0))
    document = Document("test", "test", text, tuple(works), "r", "-")
    return document, Apparatus(markers=tuple(markers), notes=tuple(notes), calls={}, resolutions=())


@pytest.fixture(scope="session")
def index_of() -> IndexOf:
    """The index of a text."""

    def make(text: str, *works_at: int) -> Index:
        return build(*_essay(text, *works_at))

    return make


@pytest.fixture(scope="session")
def essay_of() -> Callable[..., tuple[Document, Apparatus]]:
    """A text with its notes."""
    return _essay


@pytest.fixture(scope="session")
def headings_of(index_of: IndexOf) -> Callable[[str], dict[str, list[str]]]:
    """Heading to the words of its mentions, events under ``E:``."""

    def make(text: str) -> dict[str, list[str]]:
        return {
            ("E: " if e.kind is EntityKind.EVENT else "") + e.heading: [m.span.of(text) for m in e.mentions]
            for e in index_of(text).entities
        }

    return make
