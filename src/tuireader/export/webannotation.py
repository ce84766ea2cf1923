"""Marks as a collection of W3C annotations (JSON-LD), for other programs and for the way back."""

from __future__ import annotations

from tuireader.annotations.codec import to_dict
from tuireader.export.choice import EVERYTHING, Choice, chosen
from tuireader.export.safe_json import dumps
from tuireader.reading import Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """An AnnotationCollection whose only page holds every mark in reading order, then what was said about citations."""
    name = f"urn:tuireader:{reading.document.id}"
    links = reading.links if choice == EVERYTHING else ()
    items = [to_dict(mark.annotation) for mark in (*chosen(reading, choice), *links)]
    page = {"id": f"{name}#marks", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": reading.document.title,
        "total": len(items),
        "first": page,
    }
    return dumps(collection) + "\n"
