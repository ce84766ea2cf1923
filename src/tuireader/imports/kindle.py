"""Kindle's ``My Clippings.txt``: the marks of every book on the device, one behind the other, the newest last.

An entry is the title, a line that says what it is and where and when it was made, a blank line, the words, and a row of
equals signs. The device writes it in its own language; what it is and where are known by the words below, and an entry
in another language is taken for a highlight. A note follows its highlight and ends at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tuireader.annotations.model import Annotation
from tuireader.imports.incoming import Incoming, name_from, quoted, without_words
from tuireader.imports.times import in_utc
from tuireader.imports.titles import same_title
from tuireader.reading import Reading
from tuireader.text.finding import find_words

_ROW = re.compile(r"^={6,}[ \t\r]*$", re.MULTILINE)
_NOTE_WORDS = ("note", "notiz", "nota", "notitie", "заметка")
_NOTE_ENDINGS = ("メモ", "笔记", "筆記")
_BOOKMARK_WORDS = ("bookmark", "lesezeichen", "signet", "marcador", "segnalibro", "bladwijzer", "закладка", "书签")
_LIMIT = "<You have reached the clipping limit"
"""What stands in the place of the words where the publisher lets no more be copied."""
_TELLING = 4
"""Words of a highlight that stand in the text: from so many on they say that the book is this document."""
_MONTHS = (
    ("january", "januar", "janvier", "enero", "gennaio", "janeiro", "januari"),
    ("february", "februar", "février", "febrero", "febbraio", "fevereiro", "februari"),
    ("march", "märz", "mars", "marzo", "março", "maart"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "maio", "mei"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "août", "agosto", "augustus"),
    ("september", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


@dataclass(frozen=True, slots=True)
class _Clipping:
    """One entry of the file."""

    title: str
    kind: str
    """``highlight``, ``note`` or ``bookmark``, which stands for all that marks no words."""
    first: int
    last: int
    """Where it begins and ends, in the locations or pages of the device; 0 where that is not said."""
    where: str
    made: str
    words: str


def recognises(text: str) -> bool:
    """Whether the text is made of clippings."""
    return len(_ROW.findall(text)) > 0 and next(_clippings(text), None) is not None


def read(text: str, reading: Reading) -> Incoming:
    """The clippings of the book that is this document: by its title, or because its words stand in the text."""
    books: dict[str, list[_Clipping]] = {}
    for clipping in _clippings(text):
        books.setdefault(clipping.title, []).append(clipping)
    chosen = [title for title, entries in books.items() if _is_this(title, entries, reading)]
    if not chosen and len(books) == 1:
        chosen = list(books)
    left_out = [f"{len(entries)} of “{title}”" for title, entries in books.items() if title not in chosen]
    annotations: list[Annotation] = []
    for title in chosen:
        made, bookmarks = _annotations(books[title])
        annotations += made
        left_out += without_words(bookmarks)
    return Incoming(tuple({annotation.id: annotation for annotation in annotations}.values()), tuple(left_out))


def _clippings(text: str) -> Iterator[_Clipping]:
    for entry in _ROW.split(text.replace("\r\n", "\n").replace("\ufeff", "")):
        lines = entry.strip("\n").split("\n")
        if len(lines) < 2 or not lines[1].startswith("-"):
            continue
        about = lines[1].lstrip("- ").strip()
        parts = [part.strip() for part in about.split("|")]
        said = parts[0].casefold()
        words = "\n".join(lines[2:]).strip()
        kind = "highlight"
        if not words or words.startswith(_LIMIT) or any(word in said for word in _BOOKMARK_WORDS):
            kind = "bookmark"
        elif set(re.findall(r"\w+", said)) & set(_NOTE_WORDS) or said.endswith(_NOTE_ENDINGS):
            kind = "note"
        where = " ".join(parts[:-1] if len(parts) > 1 else parts)
        numbers = re.findall(r"(\d+)(?:\s*[-–]\s*(\d+))?", where)
        first, last = (int(numbers[-1][0]), int(numbers[-1][1] or numbers[-1][0])) if numbers else (0, 0)
        yield _Clipping(lines[0].strip(), kind, first, last, where, _time(parts[-1]), words)


def _is_this(title: str, entries: list[_Clipping], reading: Reading) -> bool:
    if same_title(title, reading.document):
        return True
    text, hidden = reading.document.text, reading.document.hidden
    return any(
        len(entry.words.split()) >= _TELLING and next(find_words(text, hidden, entry.words), None) is not None
        for entry in entries
        if entry.kind == "highlight"
    )


def _annotations(entries: list[_Clipping]) -> tuple[list[Annotation], int]:
    """The highlights with their notes, and how many bookmarks there are."""
    highlights = _longest([entry for entry in entries if entry.kind == "highlight"])
    notes = [entry for entry in entries if entry.kind == "note"]
    made = [_annotation(entry) for entry in highlights]
    for note in notes:
        at = [i for i, entry in enumerate(highlights) if entry.first <= note.last <= entry.last and note.last]
        if not at:
            alone = replace(_annotation(replace(note, words="")), id=name_from(note.title, note.where, note.words))
            made.append(replace(alone, body=note.words))
            continue
        i = min(at, key=lambda i: (highlights[i].last != note.last, highlights[i].last - highlights[i].first))
        body = "\n\n".join(filter(None, (made[i].body, note.words)))
        made[i] = replace(made[i], body=body, modified=max(made[i].modified, note.made))
    kinds = [annotation.edited(body=annotation.body, tags=(), modified=annotation.modified) for annotation in made]
    return kinds, sum(entry.kind == "bookmark" for entry in entries)


def _longest(entries: list[_Clipping]) -> list[_Clipping]:
    """The highlights without those that were made longer or shorter afterwards: the device keeps every state, and the
    last one counts where the words of one are among those of the other.
    """
    kept: list[_Clipping] = []
    for entry in entries:
        again = [old for old in kept if old.first <= entry.last and entry.first <= old.last and _shares(old, entry)]
        kept = [old for old in kept if old not in again]
        kept.append(entry)
    return kept


def _shares(one: _Clipping, other: _Clipping) -> bool:
    return one.words in other.words or other.words in one.words


def _annotation(entry: _Clipping) -> Annotation:
    name = name_from(entry.title, entry.where, entry.words)
    return quoted(name, entry.words, made=entry.made, kindle={"title": entry.title, "where": entry.where})


def _time(words: str) -> str:
    """The time in a line like ``Added on Monday, 23 November 2026 09:41:12``, as the device's clock had it; empty where
    the language is not known.
    """
    found = words.casefold()
    clock = re.search(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap]\.?m)?", found)
    date = found[: clock.start()] if clock else found
    if numbers := re.search(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})", date):
        year, month, day = (int(number) for number in numbers.groups())
    else:
        month = next((_MONTH[word] for word in re.findall(r"[^\W\d_]+", date) if word in _MONTH), 0)
        year, day = (int(n[0]) if (n := re.search(rf"\b\d{{{size}}}\b", date)) else 0 for size in ("4", "1,2"))
    hour, minute, second = (int(n or 0) for n in clock.groups()[:3]) if clock else (0, 0, 0)
    if clock and clock[4]:
        hour = hour % 12 + (12 if clock[4].startswith("p") else 0)
    return in_utc(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
