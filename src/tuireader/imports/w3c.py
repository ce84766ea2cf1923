"""W3C annotations in JSON-LD: one, a list, a page, or a collection with its page inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tuireader.annotations.codec import from_dict
from tuireader.annotations.model import Annotation
from tuireader.errors import UnreadableInput
from tuireader.export.webannotation import from_iris
from tuireader.imports.incoming import Incoming
from tuireader.imports.json_text import load
from tuireader.reading import Reading


def recognises(text: str) -> bool:
    """Whether the text may be JSON; which kind of annotations it holds is seen when it is read."""
    return text.lstrip()[:1] in ("{", "[")


def read(text: str, _reading: Reading) -> Incoming:
    """Every annotation of the file, or none of them; the last word on an id counts. Raises UnreadableInput."""
    taken: dict[str, Annotation] = {}
    for number, item in enumerate(_items(load(text)), 1):
        try:
            annotation = from_iris(from_dict(item))
        except (ValueError, TypeError, AttributeError) as error:
            raise UnreadableInput(f"annotation {number}: {error} Nothing was taken in.") from error
        taken[annotation.id] = annotation
    return Incoming(tuple(taken.values()), foreign=False, as_shown=False)


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
        return
    kinds = data.get("type", data.get("@type")) if isinstance(data, Mapping) else None
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if isinstance(data, Mapping) and "Annotation" in kinds:
        yield data
    elif isinstance(data, Mapping) and "AnnotationPage" in kinds and isinstance(data.get("items"), list):
        yield from _items(data["items"])
    elif isinstance(data, Mapping) and "AnnotationCollection" in kinds and isinstance(data.get("first"), Mapping):
        yield from _items(data["first"])
    else:
        raise UnreadableInput("it holds something that is not a W3C annotation; nothing was taken in.")
