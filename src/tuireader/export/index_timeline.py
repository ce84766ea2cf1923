"""The timeline in Markdown: the events in order of their dates, undated ones last."""

from __future__ import annotations

from tuireader.export.escaping import escape
from tuireader.export.index_locators import EXPLAINED, EXPLAINED_FOR_WORKS, locators
from tuireader.index.model import Entity
from tuireader.index.timeline import timeline, told
from tuireader.reading import Reading
from tuireader.text.clean import clean_line


def render(reading: Reading, entities: tuple[Entity, ...]) -> str:
    """A line for each event; dates that the text does not give stand in square brackets."""
    events = timeline(entities)
    dated = [e for e in events if e.dates]
    explained = EXPLAINED_FOR_WORKS if len(reading.document.works) > 1 else EXPLAINED
    lines = [f"# {_words('Timeline of ' + reading.document.title)}", ""]
    lines.append(f"{explained} Dates in square brackets are known, not said in the text.")
    if dated:
        lines += ["", *(_line(reading, e) for e in dated)]
    if len(dated) < len(events):
        lines += ["", "## Undated", "", *(_line(reading, e) for e in events if not e.dates)]
    return "\n".join(lines) + "\n"


def _line(reading: Reading, event: Entity) -> str:
    dates = ", ".join(_words(told(d)) for d in event.dates)
    return f"- {f'{dates}: ' if dates else ''}{_words(event.heading)}, {locators(reading, event.mentions)}"


def _words(text: str) -> str:
    return escape(clean_line(text))
