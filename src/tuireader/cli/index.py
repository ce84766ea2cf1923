"""``tuireader index``: the people and events of a text, and where each is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.index.model import Entity, EntityKind
from tuireader.library import Library
from tuireader.reading import Reading


@click.command("index", short_help="The index of people and events.")
@path_argument
@click.option("--kind", type=click.Choice([kind.value for kind in EntityKind]), help="Only people, or only events.")
@as_json
@common
@pass_session
def command(session: Session, *, path: str, kind: str | None, json: bool) -> int:
    """The index of people and events. PATH may be - for standard input."""
    reading = Library().index(session.read(path))
    entities = [e for e in reading.index.entities if kind in (None, e.kind.value)]
    if json:
        output.json(entities=[_entity(reading, entity) for entity in entities])
    elif entities:
        output.shown("\n".join(line for entity in entities for line in _in_words(reading, entity)))
    else:
        output.say("No people or events were found.")
    return 0


def _entity(reading: Reading, entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.heading,
        "aliases": list(entity.variants),
        "cited_author": entity.cited_author,
        "dates": [
            {"start": d.start, "end": d.end, "text": d.text, "from": "data" if d.known else "text"}
            for d in entity.dates
        ],
        "see_also": list(entity.see_also),
        "mentions": [
            {
                "start": m.span.start,
                "end": m.span.end,
                "text": m.span.of(reading.document.text),
                "in_notes": m.in_notes,
                "work": m.work_id,
                "rule": m.rule,
            }
            for m in entity.mentions
        ],
    }


def _in_words(reading: Reading, entity: Entity) -> Iterator[str]:
    dates = "; ".join(d.text for d in entity.dates)
    count = len(entity.mentions)
    yield f"{entity.heading}{f' ({dates})' if dates else ''}, {count} {'mention' if count == 1 else 'mentions'}"
    places = dict.fromkeys(reading.locator(m.span.start) for m in entity.mentions)
    yield f"    {'; '.join(filter(None, places))}"
    if entity.see_also:
        yield f"    see also {'; '.join(entity.see_also)}"
