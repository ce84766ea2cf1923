"""What Hypothesis gives out: the rows of its programming interface (``rows``), or the export of its client
(``annotations``). Replies stand under the annotation that they answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tuireader.anchors.model import Selector, TextPositionSelector, TextQuoteSelector
from tuireader.annotations.model import Annotation, Motivation, Target
from tuireader.errors import UnreadableInput
from tuireader.imports.incoming import Incoming
from tuireader.imports.json_text import load
from tuireader.imports.times import in_utc
from tuireader.reading import Reading

_IRI = "https://hypothes.is/a/"


def recognises(text: str) -> bool:
    """Whether the text is JSON of Hypothesis' shape: rows with ``uri`` and ``target``, and no W3C type."""
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        return _rows(load(text)) is not None
    except UnreadableInput:
        return False


def read(text: str, _reading: Reading) -> Incoming:
    """Every annotation, or none of them. Raises UnreadableInput."""
    rows = _rows(load(text)) or []
    annotations: dict[str, Annotation] = {}
    left_out: list[str] = []
    for row in sorted(rows, key=lambda row: str(row.get("created", ""))):
        answered = [name for name in _listed(row.get("references")) if f"{_IRI}{name}" in annotations]
        if answered:
            name = f"{_IRI}{answered[0]}"
            annotations[name] = _answered(annotations[name], row)
        else:
            made = _annotation(row)
            annotations[made.id] = made
            if _listed(row.get("references")):
                left_out.append(f"what the reply {made.id} answers is not in the file")
    return Incoming(tuple(annotations.values()), tuple(left_out))


def _rows(data: Any) -> list[Mapping[str, Any]] | None:
    rows = data.get("rows", data.get("annotations")) if isinstance(data, Mapping) else data
    if not isinstance(rows, list) or not rows:
        return None
    fits = all(
        isinstance(row, Mapping) and "type" not in row and isinstance(row.get("id"), str) and "uri" in row
        for row in rows
    )
    return rows if fits else None


def _annotation(row: Mapping[str, Any]) -> Annotation:
    body, made = _text(row, "text"), in_utc(_text(row, "created"))
    return Annotation(
        f"{_IRI}{row['id']}",
        Motivation.COMMENTING if body else Motivation.HIGHLIGHTING,
        Target("", "", tuple(_selectors(row))),
        made,
        in_utc(_text(row, "updated")) or made,
        body,
        tuple(dict.fromkeys(tag for tag in _listed(row.get("tags")) if isinstance(tag, str) and tag)),
        extra={"x:hypothesis": {key: row[key] for key in ("uri", "user", "group", "permissions") if key in row}},
    )


def _answered(annotation: Annotation, row: Mapping[str, Any]) -> Annotation:
    """An annotation with a reply under its words."""
    who = _text(row, "user").removeprefix("acct:").split("@")[0]
    words = f"↳ {', '.join(filter(None, (who, _text(row, 'created')[:10])))}: {_text(row, 'text')}"
    body = "\n\n".join(filter(None, (annotation.body, words)))
    changed = max(annotation.modified, in_utc(_text(row, "updated")))
    return replace(annotation, body=body, modified=changed, motivation=Motivation.COMMENTING)


def _selectors(row: Mapping[str, Any]) -> list[Selector]:
    """Quote and position; the position counts in a web page, so that it only says which of several places is meant."""
    targets = [target for target in _listed(row.get("target")) if isinstance(target, Mapping)]
    found: list[Selector] = []
    for item in _listed(targets[0].get("selector")) if targets else ():
        if not isinstance(item, Mapping):
            continue
        if item.get("type") == "TextQuoteSelector" and _text(item, "exact"):
            found.append(TextQuoteSelector(_text(item, "exact"), _text(item, "prefix"), _text(item, "suffix")))
        start, end = item.get("start"), item.get("end")
        if item.get("type") == "TextPositionSelector" and type(start) is int and type(end) is int and 0 <= start <= end:
            found.append(TextPositionSelector(start, end))
    return found


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
