"""Marks as a collection of W3C annotations (JSON-LD), for other programs and for the way back.

The model wants IRIs where the house has plain names, so they are written as ``urn:x-tuireader:mark:NAME`` and
``urn:x-tuireader:doc:NAME``. Names that are IRIs already, as other programs give them, stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from tuireader.annotations.codec import to_dict
from tuireader.annotations.model import Annotation
from tuireader.export.choice import EVERYTHING, Choice, chosen
from tuireader.export.safe_json import dumps
from tuireader.reading import Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = "urn:x-tuireader:"
_MARK, _DOC = f"{OURS}mark:", f"{OURS}doc:"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


def render(reading: Reading, choice: Choice = EVERYTHING) -> str:
    """An AnnotationCollection whose only page holds the marks that were chosen, in their order; where all are, what was
    said about citations comes behind them.
    """
    name = _iri(_DOC, reading.document.id)
    links = reading.links if choice == EVERYTHING else ()
    items = [_item(mark.annotation, reading.document.id) for mark in (*chosen(reading, choice), *links)]
    page_name = f"{name}#marks"
    page = {"id": page_name, "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {
        "@context": [CONTEXT, {"x": f"{OURS}terms:"}],
        "id": name,
        "type": "AnnotationCollection",
        "label": reading.document.title,
        "total": len(items),
        "first": page,
        "last": page_name,
    }
    return dumps(collection) + "\n"


def from_iris(annotation: Annotation) -> Annotation:
    """The annotation with the names that it has here, where its IRIs are ours."""
    target = annotation.target
    return replace(
        annotation,
        id=_plain(_MARK, annotation.id),
        target=replace(target, source=_plain(_DOC, target.source)),
    )


def _item(annotation: Annotation, document: str) -> dict[str, Any]:
    """One annotation as the model has it: what must be an IRI is one, and what would be empty is left out."""
    item = to_dict(annotation) | {"id": _iri(_MARK, annotation.id)}
    first, *more = item["target"] if isinstance(item["target"], list) else [item["target"]]
    first = first | {"source": _iri(_DOC, first["source"] or document)}
    if not first["selector"]:
        del first["selector"]
    item["target"] = [first, *more] if more else first
    return {name: value for name, value in item.items() if value != ""}


def _iri(prefix: str, name: str) -> str:
    return (
        name
        if _IRI.fullmatch(name) and not name.startswith(prefix)
        else prefix + quote(name, safe="", errors="replace")
    )


def _plain(prefix: str, iri: str) -> str:
    return unquote(iri.removeprefix(prefix)) if iri.startswith(prefix) else iri
