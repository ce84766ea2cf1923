"""The index as values for other programs, with every mention."""

from __future__ import annotations

from typing import Any

from tuireader.index.model import Entity
from tuireader.reading import Reading


def values(reading: Reading, entities: tuple[Entity, ...]) -> list[dict[str, Any]]:
    """An object for each entry; offsets are code points of the text as it was read."""
    return [_entity(reading, entity) for entity in entities]


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
