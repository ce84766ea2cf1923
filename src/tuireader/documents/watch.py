"""Whether a file holds another text than the one that was read from it."""

from __future__ import annotations

import os
from pathlib import Path

from tuireader.documents.decoding import decode
from tuireader.documents.model import Document
from tuireader.documents.revision import revision
from tuireader.errors import UnreadableInput

Stamp = tuple[int, int, int]
"""What tells two savings of a file apart without reading it: time in nanoseconds, size in bytes, inode."""


class Watch:
    """The files that were read, as they were then."""

    def __init__(self) -> None:
        self._seen: dict[str, Stamp] = {}

    def look(self, path: str | Path) -> None:
        """The file is about to be read. One that cannot be read is noted too: that is said once."""
        if stamp := _stamp(path):
            self._seen[str(path)] = stamp

    def changed(self, document: Document) -> bool:
        """Whether the file of ``document`` holds another text, or one that cannot be read; the latter is told once. A
        file that is gone may be being saved: no. Raises nothing.

        Costs one ``stat``, about two microseconds, unless size, time or inode differ.
        """
        source = document.source
        stamp = _stamp(source)
        if stamp is None or stamp == self._seen.get(source):
            return False
        try:
            text, _ = decode(Path(source).read_bytes())
        except FileNotFoundError:
            return False
        except (OSError, UnreadableInput):
            self._seen[source] = stamp
            return True
        if revision(text) != document.revision:
            return True
        self._seen[source] = stamp
        return False


def _stamp(path: str | Path) -> Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - takes what was given, a name or a path
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
