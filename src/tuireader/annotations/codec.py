"""Annotations as plain dictionaries with the field names of the W3C Web Annotation model, and back.

What this version has no field for is kept in ``Annotation.extra`` and written out again at its place. Fields of the
annotation itself stand in ``extra`` under their own names; those of its parts stand under ``x:parts``, by the name of
the part.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tuireader.anchors.model import Selector, TextPositionSelector, TextQuoteSelector
from tuireader.annotations.model import Annotation, Motivation, Pointer, Target
from tuireader.annotations.tags import as_tag
from tuireader.notes.links import LinkKind

LABEL = "x:label"
LINK = "x:link"
REVISION = "x:sha256"
PLACE = "x:place"
DONE = "x:done"
LET_GO = "x:letGo"
PARTS = "x:parts"
"""In ``extra`` only, never in the dictionary: the unknown fields of the parts."""

_TOP = {"id", "type", "motivation", "created", "modified", "body", "bodyValue", "target", LABEL, LINK, PARTS}
_READERS_WORD = (PLACE, DONE, LET_GO)
"""What the reader said of the mark; what is malformed is kept as it came, and means nothing."""
_OF_SELECTOR = {
    TextQuoteSelector: {"type", "exact", "prefix", "suffix"},
    TextPositionSelector: {"type", "start", "end"},
}
_OF_TARGET = {"source", "selector", "state"}
_AS_STATE = {"type": "TimeState"}
_MOTIVATIONS = {m.value: m for m in Motivation}
_LINKING = Motivation.LINKING
_AS_TAG = {"type": "TextualBody", "purpose": "tagging"}
_AS_NOTE = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain"}
_NOTE_PURPOSES = {"commenting", "describing", "replying", "editing", "questioning", "assessing", "moderating"}


def to_dict(annotation: Annotation) -> dict[str, Any]:
    """The annotation in W3C words, made of nothing but dictionaries, lists, strings and numbers that JSON holds."""
    extra = copy.deepcopy(annotation.extra) if annotation.extra else {}
    parts: dict[str, Any] = extra.pop(PARTS, {})
    target = _target_to_dict(annotation.target, parts)
    data: dict[str, Any] = {
        "id": annotation.id,
        "type": "Annotation",
        "motivation": parts.get("motivation", annotation.motivation.value),
        "created": annotation.created,
        "modified": annotation.modified,
        LABEL: annotation.label,
        "target": [target, *parts["targets"]] if "targets" in parts else target,
    }
    bodies = [_textual("commenting", annotation.body, parts.get("note", {}))] if annotation.body else []
    bodies += [_textual("tagging", tag, parts.get("tags", {}).get(tag, {})) for tag in annotation.tags]
    bodies += parts.get("bodies", [])
    if bodies:
        data["body"] = bodies
    if annotation.pointer is not None:
        data[LINK] = _pointer_to_dict(annotation.pointer)
    if annotation.place is not None:
        data[PLACE] = _target_to_dict(annotation.place, {})
    data |= {name: True for name, said in ((DONE, annotation.done), (LET_GO, annotation.let_go)) if said}
    return data | extra


def from_dict(data: Mapping[str, Any]) -> Annotation:
    """The annotation that ``data`` describes.

    An annotation without an id gets one made from its content, so that taking it in twice does not double it. Times
    that are not given are empty. Raises ValueError, with one sentence for the reader, for what is not an annotation.
    """
    try:
        return _annotation(data)
    except RecursionError:
        raise ValueError("An annotation is not nested as deeply as this one.") from None


def with_our_tags(annotation: Annotation) -> Annotation:
    """The annotation with its tags as they are written here (``annotations.tags``), and all else that it came with.

    A tag of which nothing would be left stays as it came.
    """
    names = {tag: as_tag(tag) or tag for tag in annotation.tags}
    if all(tag == name for tag, name in names.items()):
        return annotation
    extra = copy.deepcopy(annotation.extra)
    if fields := extra.get(PARTS, {}).get("tags"):
        extra[PARTS]["tags"] = {names.get(tag, tag): unknown for tag, unknown in fields.items()}
    return replace(annotation, tags=tuple(dict.fromkeys(names.values())), extra=extra)


def selectors_to_list(selectors: tuple[Selector, ...]) -> list[dict[str, Any]]:
    """The selectors in W3C words."""
    return [_selector_to_dict(selector) for selector in selectors]


def selectors_from_list(data: object) -> tuple[Selector, ...]:
    """The selectors among ``data`` that this version knows; ValueError where one of them is malformed."""
    known = (_selector(item) for item in _listed(data) if isinstance(item, dict))
    return tuple(selector for selector in known if selector is not None)


def _annotation(data: Mapping[str, Any]) -> Annotation:
    if not isinstance(data, dict):
        raise ValueError("An annotation is an object with a target, and this is not an object.")
    if "Annotation" not in _listed(data.get("type", "Annotation")):
        raise ValueError(f"An annotation has the type Annotation, and this has {data['type']!r}.")
    if not data.get("target"):
        raise ValueError("An annotation has a target, and this has none.")
    parts: dict[str, Any] = {}
    target = _target(data["target"], parts)
    body, tags = _bodies(data, parts)
    motivation = Motivation.COMMENTING if body else Motivation.HIGHLIGHTING
    given = data.get("motivation", motivation)
    known = _MOTIVATIONS.get(given) if isinstance(given, str) else None
    if known is not None and (known is not _LINKING or LINK in data):
        motivation = known
    else:
        parts["motivation"] = given
    extra = _unknown(data, _TOP)
    said = {name: extra.pop(name) for name in _READERS_WORD if name in extra and _is_sound(name, extra[name])}
    if parts:
        extra[PARTS] = parts
    created, modified = _string(data, "created"), _string(data, "modified")
    return Annotation(
        id=_string(data, "id") or _id_from_content(data),
        motivation=motivation,
        target=target,
        created=created or modified,
        modified=modified or created,
        body=body,
        tags=tags,
        label=_string(data, LABEL) or "key",
        pointer=_pointer(data[LINK]) if LINK in data else None,
        place=_target(said[PLACE], {}) if PLACE in said else None,
        done=DONE in said,
        let_go=LET_GO in said,
        extra=copy.deepcopy(extra) if extra else {},
    )


def _is_sound(name: str, value: object) -> bool:
    if name != PLACE:
        return value is True
    try:
        return isinstance(value, dict) and bool(_target(value, {}).selectors)
    except ValueError:
        return False


def _pointer_to_dict(pointer: Pointer) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": pointer.kind.value}
    return data if pointer.target is None else {**data, "target": _target_to_dict(pointer.target, {})}


def _pointer(data: object) -> Pointer:
    kinds = {kind.value: kind for kind in LinkKind}
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(data, dict) or kind not in kinds:
        raise ValueError(f"A link says what it does ({', '.join(kinds)}), and this says {kind!r}.")
    return Pointer(kinds[kind], _target(data["target"], {}) if data.get("target") else None)


def _selector_to_dict(selector: Selector) -> dict[str, Any]:
    if isinstance(selector, TextQuoteSelector):
        words = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
        return {"type": "TextQuoteSelector", **words}
    return {"type": "TextPositionSelector", "start": selector.start, "end": selector.end}


def _selector(data: Mapping[str, Any]) -> Selector | None:
    match data.get("type"):
        case "TextQuoteSelector":
            exact = data.get("exact")
            if not isinstance(exact, str):
                raise ValueError("A quote selector has the exact words, and this has none.")
            return TextQuoteSelector(exact, _string(data, "prefix"), _string(data, "suffix"))
        case "TextPositionSelector":
            start, end = data.get("start"), data.get("end")
            if type(start) is not int or type(end) is not int or not 0 <= start <= end:
                raise ValueError(
                    f"A position selector has a start and an end after it, and this has {start!r} and {end!r}."
                )
            return TextPositionSelector(start, end)
        case _:
            return None


def _target_to_dict(target: Target, parts: Mapping[str, Any]) -> dict[str, Any]:
    selectors = selectors_to_list(target.selectors)
    for index, fields in parts.get("selector fields", {}).items():
        if int(index) < len(selectors):
            selectors[int(index)] |= fields
    data: dict[str, Any] = {"source": target.source, "selector": selectors + parts.get("selectors", [])}
    if target.revision:
        data["state"] = {**_AS_STATE, REVISION: target.revision} | parts.get("state", {})
    return {**data, **parts.get("target", {})}


def _target(given: object, parts: dict[str, Any]) -> Target:
    """The first target; what it holds that is unknown, and any other targets, are put into ``parts``."""
    data, *more = _listed(given)
    if more:
        parts["targets"] = more
    if isinstance(data, str):
        return Target(data, "", ())
    if not isinstance(data, dict):
        raise ValueError("The target of an annotation is an object or an address, and this is neither.")
    selectors: list[Selector] = []
    others: list[Any] = []
    fields: dict[str, Any] = {}
    for item in _listed(data.get("selector", [])):
        selector = _selector(item) if isinstance(item, dict) else None
        if selector is None:
            others.append(item)
            continue
        if unknown := _unknown(item, _OF_SELECTOR[type(selector)]):
            fields[str(len(selectors))] = unknown
        selectors.append(selector)
    state, revision, rest = data.get("state"), "", _unknown(data, _OF_TARGET)
    if isinstance(state, dict) and (revision := _string(state, REVISION)):
        if unknown := _besides(state, _AS_STATE, REVISION):
            parts["state"] = unknown
    elif state is not None:
        rest["state"] = state
    if others or fields or rest:
        kept = (("selectors", others), ("selector fields", fields), ("target", rest))
        parts.update({name: value for name, value in kept if value})
    return Target(_string(data, "source"), revision, tuple(selectors))


def _textual(purpose: str, value: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {**(_AS_TAG if purpose == "tagging" else _AS_NOTE), "value": value, **fields}


def _bodies(data: Mapping[str, Any], parts: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The margin note and the tags; other bodies, and unknown fields of these, go into ``parts``."""
    note, tags, others, tag_fields = "", [], [], {}
    if isinstance(data.get("bodyValue"), str):
        note = data["bodyValue"]
    for item in _listed(data.get("body", [])):
        if not isinstance(item, dict) or item.get("type") != "TextualBody" or not isinstance(item.get("value"), str):
            others.append(item)
            continue
        purpose, value = item.get("purpose", "commenting"), item["value"]
        expected = _AS_TAG if purpose == "tagging" else _AS_NOTE
        unknown = _besides(item, expected, "value")
        if purpose == "tagging" and value and value not in tags:
            tags.append(value)
            if unknown:
                tag_fields[value] = unknown
        elif isinstance(purpose, str) and purpose in _NOTE_PURPOSES and value and not note:
            note = value
            if unknown:
                parts["note"] = unknown
        else:
            others.append(item)
    if others or tag_fields:
        parts.update({name: kept for name, kept in (("bodies", others), ("tags", tag_fields)) if kept})
    return note, tuple(tags)


def _listed(value: object) -> list[Any]:
    """W3C lets one value stand for a list of one."""
    return value if isinstance(value, list) else [value]


def _string(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"The field {name} of an annotation is text, and here it is {value!r}.")
    return value


def _besides(data: dict[str, Any], expected: dict[str, Any], name: str) -> dict[str, Any]:
    """What ``data`` says besides the expected and the field ``name``, which it has."""
    if len(data) == len(expected) + 1 and data.items() >= expected.items():
        return {}
    return {key: value for key, value in data.items() if key != name and expected.get(key) != value}


def _unknown(data: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    if data.keys() <= known:
        return {}
    return {key: value for key, value in data.items() if key not in known}


def _id_from_content(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(data, sort_keys=True, default=str).encode()
    return "urn:x-tuireader:" + hashlib.blake2b(canonical, digest_size=16).hexdigest()
