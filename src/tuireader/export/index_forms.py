"""The table of forms in which the index leaves the house as text. To add one: a module with ``render``, a row here."""

from __future__ import annotations

from collections.abc import Callable

from tuireader.export import index_csv, index_markdown, index_timeline
from tuireader.index.model import Entity
from tuireader.reading import Reading

INDEX_FORMS: dict[str, Callable[[Reading, tuple[Entity, ...]], str]] = {
    "md": index_markdown.render,
    "csv": index_csv.render,
}
"""What stands after ``--format`` to the function that writes it."""

TIMELINE = index_timeline.render
"""The one form of the timeline."""
