"""KOReader's ``metadata.lua`` beside a book: ``annotations``, or in files of older versions ``bookmarks`` and
``highlight``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tuireader.annotations.model import Annotation
from tuireader.errors import UnreadableInput
from tuireader.imports import lua
from tuireader.imports.incoming import Incoming, name_from, quoted, without_words
from tuireader.imports.times import in_utc
from tuireader.reading import Reading

_HEAD = re.compile(r"(?:\s|--[^\n]*\n)*return\s*\{")
_KEPT = ("chapter", "pageno", "page", "drawer", "color")


def recognises(text: str) -> bool:
    """Whether the text is a table of Lua."""
    return _HEAD.match(text) is not None


def read(text: str, _reading: Reading) -> Incoming:
    """Every highlight and note, or none of them. Raises UnreadableInput."""
    try:
        data = lua.load(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"its table cannot be read ({error}).") from None
    if not isinstance(data, dict):
        raise UnreadableInput("it holds no table.")
    taken = {annotation.id: annotation for annotation in _annotations(data)}
    bookmarks = sum(1 for entry in _entries(data) if not _words(entry))
    return Incoming(tuple(taken.values()), without_words(bookmarks))


def _annotations(data: Mapping[Any, Any]) -> Iterator[Annotation]:
    for entry in _entries(data):
        words = _words(entry)
        if words:
            made = in_utc(_text(entry, "datetime"))
            yield quoted(
                name_from("koreader", _text(entry, "datetime"), str(entry.get("pos0", "")), words),
                words,
                body=_note(entry),
                made=made,
                changed=in_utc(_text(entry, "datetime_updated")),
                koreader={key: entry[key] for key in _KEPT if isinstance(entry.get(key), str | int | float)},
            )


def _entries(data: Mapping[Any, Any]) -> Iterator[Mapping[Any, Any]]:
    """The marks in whatever shape, those of ``highlight`` only where they are no bookmark too."""
    listed = data.get("annotations")
    if isinstance(listed, dict):
        yield from _tables(listed)
        return
    seen = set()
    for entry in _tables(data.get("bookmarks")):
        if entry.get("highlighted") is not None or "notes" in entry:
            seen.add((_text(entry, "datetime"), _words(entry)))
            yield entry
    for page in _tables(data.get("highlight")):
        yield from (entry for entry in _tables(page) if (_text(entry, "datetime"), _words(entry)) not in seen)


def _words(entry: Mapping[Any, Any]) -> str:
    """The words of a highlight: in a bookmark of an older version they are its ``notes``."""
    if "notes" in entry or "highlighted" in entry:
        return _text(entry, "notes") if entry.get("highlighted") else ""
    return _text(entry, "text") if entry.get("drawer") or entry.get("pos0") or entry.get("pos1") else ""


def _note(entry: Mapping[Any, Any]) -> str:
    """The reader's note. Older versions keep one that they made themselves: ``Page 3 WORDS @ TIME``."""
    if "notes" in entry:
        note = _text(entry, "text")
        return "" if note.endswith(f"@ {_text(entry, 'datetime')}") else note
    return _text(entry, "note")


def _tables(value: object) -> Iterator[Mapping[Any, Any]]:
    if isinstance(value, dict):
        for key in sorted(value, key=lambda key: (not isinstance(key, int), str(key).zfill(9))):
            if isinstance(value[key], dict):
                yield value[key]


def _text(entry: Mapping[Any, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""
