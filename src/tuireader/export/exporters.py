"""The table of forms in which marks leave the house. To add one: a module with ``render``, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tuireader.export import csv, html, marginal, renewing, webannotation
from tuireader.export.choice import Choice
from tuireader.export.merging import Report
from tuireader.reading import Reading


class Renewal(Protocol):
    """A file of notes written again over what the reader has made of it (see ``export.renewing.renew``)."""

    def __call__(
        self, reading: Reading, text: str, choice: Choice | None, *, prune: bool = False, anew: bool = False
    ) -> tuple[str, Report]:
        """The file as it is to be, and what became of its marks."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form of export."""

    name: str
    """What stands after ``--format``."""
    suffix: str
    """Of a file in this form, with the point."""
    words: str
    """What the form is, in a few words for menus."""
    render: Callable[[Reading, Choice], str]
    begin: Callable[[Reading, Choice], tuple[str, Report]] | None = None
    """A new file, and what is in it; only of forms that can be renewed."""
    renew: Renewal | None = None


_ROWS = (
    Exporter("md", ".md", "Markdown: quotes, notes, footnotes", renewing.render, renewing.begin, renewing.renew),
    Exporter("jsonld", ".jsonld", "W3C annotations, for other programs", webannotation.render),
    Exporter("csv", ".csv", "a table, safe to open in a spreadsheet", csv.render),
    Exporter("html", ".html", "the whole text with the marks in its margin, to show or to print", html.render),
    Exporter("marginal", ".md", "the whole text as Markdown, the marks as footnotes", marginal.render),
)

EXPORTERS: dict[str, Exporter] = {row.name: row for row in _ROWS}
"""Name to exporter; the first is the default."""
