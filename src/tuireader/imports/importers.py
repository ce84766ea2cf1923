"""The table of what is taken in. To add a form: a module with ``recognises`` and ``read``, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tuireader.errors import UnreadableInput
from tuireader.imports import hypothesis, kindle, koreader, markdown, w3c
from tuireader.imports.incoming import Incoming
from tuireader.reading import Reading


@dataclass(frozen=True, slots=True)
class Importer:
    """One form that marks come in."""

    name: str
    words: str
    """What it is, in a few words."""
    recognises: Callable[[str], bool]
    """Whether a text looks like it; the first row that says so reads it."""
    read: Callable[[str, Reading], Incoming]
    """All of it or nothing. Raises UnreadableInput with what is wrong, in words that follow the name of the file."""


_ROWS = (
    Importer("md", "our own Markdown", markdown.recognises, markdown.read),
    Importer("hypothesis", "annotations of Hypothesis (JSON)", hypothesis.recognises, hypothesis.read),
    Importer("jsonld", "W3C annotations (JSON-LD)", w3c.recognises, w3c.read),
    Importer("koreader", "KOReader's metadata.lua", koreader.recognises, koreader.read),
    Importer("kindle", "Kindle's My Clippings.txt", kindle.recognises, kindle.read),
)

IMPORTERS: dict[str, Importer] = {row.name: row for row in _ROWS}
"""Name to importer, in the order in which they are asked."""


def importer_for(text: str) -> Importer:
    """The row that recognises ``text``. Raises UnreadableInput where none does."""
    found = next((row for row in _ROWS if row.recognises(text)), None)
    if found is None:
        kinds = ", ".join(row.words for row in _ROWS)
        raise UnreadableInput(f"it holds no marks in a form that is known here ({kinds}).")
    return found
