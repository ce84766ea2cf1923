"""The index as the last pages of a book have it, in Markdown: locators, see, see also."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.export.escaping import escape
from tuireader.export.index_locators import EXPLAINED, EXPLAINED_FOR_WORKS, locators
from tuireader.index.entries import sort_key
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity
from tuireader.index.timeline import told
from tuireader.reading import Reading
from tuireader.text.clean import clean_line


def render(reading: Reading, entities: tuple[Entity, ...]) -> str:
    """People, events and cited authors, each under a heading of its own; a line for each entry."""
    groups = (
        ("People", [e for e in entities if e.kind is EntityKind.PERSON and not e.cited_author]),
        ("Events", [e for e in entities if e.kind is EntityKind.EVENT]),
        ("Cited authors", [e for e in entities if e.cited_author]),
    )
    explained = EXPLAINED_FOR_WORKS if len(reading.document.works) > 1 else EXPLAINED
    dated = " Dates in square brackets are known, not said in the text." if any(e.dates for e in entities) else ""
    lines = [f"# {_words('Index of ' + reading.document.title)}", "", f"{explained}{dated}"]
    for name, members in groups:
        if members:
            lines += ["", f"## {name}", "", *(line for _, line in sorted(_lines(reading, members)))]
    return "\n".join(lines) + "\n"


def _lines(reading: Reading, entities: list[Entity]) -> Iterator[tuple[tuple[str, str], str]]:
    """The entries, and a reference from each other name, with what they are sorted by."""
    for entity in entities:
        dates = "".join(f" {_words(told(d))}" if d.known else f" ({_words(told(d))})" for d in entity.dates)
        also = f". *See also* {'; '.join(map(_words, entity.see_also))}" if entity.see_also else ""
        where = locators(reading, entity.mentions)
        yield (
            (sort_key(entity.heading), ""),
            f"- {_words(entity.heading)}{dates}{f', {where}' if where else ''}{also}",
        )
        for name in other_names(entity):
            yield (sort_key(name), entity.heading), f"- {_words(name)}, *see* {_words(entity.heading)}"


def other_names(entity: Entity) -> tuple[str, ...]:
    """The names in the text under which nobody would find the heading: those that share no word with it."""
    own = set(re.findall(r"\w+", sort_key(entity.heading)))
    names = {sort_key(name): name for name in reversed(entity.variants)}
    return tuple(sorted(name for plain, name in names.items() if not own & set(re.findall(r"\w+", plain))))


def _words(text: str) -> str:
    return escape(clean_line(text))
