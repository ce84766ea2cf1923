"""The table of forms in which marks leave the house. To add one: a module with ``render``, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tuireader.export import csv, html, markdown, webannotation
from tuireader.reading import Reading


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form of export."""

    name: str
    """What stands after ``--format``."""
    suffix: str
    """Of a file in this form, with the point."""
    words: str
    """What the form is, in a few words for menus."""
    render: Callable[[Reading], str]


_ROWS = (
    Exporter("md", ".md", "Markdown: quotes, notes, footnotes", markdown.render),
    Exporter("jsonld", ".jsonld", "W3C annotations, for other programs", webannotation.render),
    Exporter("csv", ".csv", "a table, safe to open in a spreadsheet", csv.render),
    Exporter("html", ".html", "one page, to show or to print", html.render),
)

EXPORTERS: dict[str, Exporter] = {row.name: row for row in _ROWS}
"""Name to exporter; the first is the default."""
