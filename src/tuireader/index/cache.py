"""The index as the rules made it, kept on the disk: to read it again is a hundredth of the work of making it.

One file in the system's cache folder for each text, under a digest of all that the rules look at: the text, its works
and notes, and this room itself. It can be deleted at any time. A file that is damaged, or cannot be read or written, is
as if it were not there: nothing of the reader's is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuireader.documents.model import Document
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, EventDate, Index, Mention
from tuireader.notes.model import Apparatus
from tuireader.text.span import Span

MOST_FILES = 100
"""Texts whose index is kept; those used longest ago go first."""
MOST_BYTES = 8 << 20
"""Bytes of all files together."""
_FORM = "tuireader-index 1"


def cached(document: Document, apparatus: Apparatus, make: Callable[[], Index], folder: Path | None = None) -> Index:
    """The index that is kept for this text, else the one that ``make`` makes, which is kept then. Raises what ``make``
    raises, and nothing else. ``folder`` is the system's place for caches where it is not given.
    """
    file = _file(document, apparatus, folder)
    found = _read(file, len(document.text)) if file else None
    if found is not None:
        return found
    index = make()
    if file is not None:
        with suppress(OSError):
            _write(file, index)
    return index


def _file(document: Document, apparatus: Apparatus, folder: Path | None) -> Path | None:
    """Where the index of this text is kept, if it is; None where the system has no place for it."""
    try:
        return (folder or _folder()) / f"{_digest(document, apparatus)}.json"
    except (OSError, RuntimeError):
        return None


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("tuireader", appauthor=False) / "index"


def _digest(document: Document, apparatus: Apparatus) -> str:
    """What the index depends on. The files of this room count by size and time: new rules make a new index."""
    room = Path(__file__).parent
    parts = (*sorted(room.glob("*.py")), *sorted((room / "data").iterdir()))
    rules = [(part.name, part.stat().st_size, part.stat().st_mtime_ns) for part in parts]
    seen = (_FORM, rules, document.works, apparatus.markers, apparatus.notes, apparatus.resolutions, apparatus.calls)
    made = hashlib.blake2b(repr(seen).encode("utf-8", "surrogatepass"), digest_size=20)
    made.update(document.text.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _read(file: Path, length: int) -> Index | None:
    """The index in a file, or None where there is none that is whole and fits a text of ``length`` code points."""
    try:
        checksum, _, written = file.read_bytes().partition(b"\n")
        if hashlib.blake2b(written, digest_size=20).hexdigest().encode() != checksum:
            return None
        index = Index(tuple(_entity(fields) for fields in json.loads(written)))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    with suppress(OSError):
        os.utime(file)  # used now: others go before it
    fits = all(0 <= m.span.start < m.span.end <= length for e in index.entities for m in e.mentions)
    return index if fits else None


def _write(file: Path, index: Index) -> None:
    written = json.dumps([_fields(e) for e in index.entities]).encode()
    if len(written) > MOST_BYTES:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.urandom(6).hex()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(hashlib.blake2b(written, digest_size=20).hexdigest().encode() + b"\n" + written)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    _prune(file.parent)


def _prune(folder: Path) -> None:
    """Delete what was used longest ago, until no more is left than may be."""
    stats = [(path, path.stat()) for path in folder.iterdir() if path.is_file()]
    total = 0
    for number, (path, stat) in enumerate(sorted(stats, key=lambda pair: -pair[1].st_mtime_ns)):
        total += stat.st_size
        if number >= MOST_FILES or total > MOST_BYTES:
            path.unlink(missing_ok=True)


def _fields(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "heading": entity.heading,
        "variants": entity.variants,
        "mentions": [
            [*(m.span.start, m.span.end), m.in_notes, m.work_id, m.rule, m.certainty] for m in entity.mentions
        ],
        "cited": entity.cited_author,
        "dates": [[d.start, d.end, d.text, d.known] for d in entity.dates],
        "also": entity.see_also,
    }


def _entity(fields: dict[str, Any]) -> Entity:
    return Entity(
        fields["id"],
        EntityKind(fields["kind"]),
        fields["heading"],
        tuple(fields["variants"]),
        tuple(Mention(Span(start, end), *rest) for start, end, *rest in fields["mentions"]),
        fields["cited"],
        tuple(EventDate(*date) for date in fields["dates"]),
        tuple(fields["also"]),
    )
