"""The texts on which marks were last found, compressed, each under the SHA-256 of its words.

They stand in the document's own folder, beside its marks, and not in one folder for all: whoever copies or deletes the
folder of a document takes everything of it along, and what is no longer needed can be told from this document alone.
A snapshot is written once and never changed, so two machines that share the folder cannot disagree about one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.files import make_folder, read_whole, replace_file, sweep, sync_folder
from tuireader.documents.revision import revision

_NAME = re.compile(r"[0-9a-f]{64}")
LARGEST = 256 * 1024 * 1024
"""Bytes of a text that is unpacked; a file that claims more is none of ours."""


class Snapshots:
    """The texts kept for one document. Nothing is made on the disk before one is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._whole: set[str] = set()
        """Revisions whose texts were found to be whole, or written, by this session."""
        self._sound: set[str] = set()

    def keep(self, text: str, name: str) -> None:
        """Keep ``text``, whose revision is ``name``: durable when this returns. Raises OSError; a symbolic link in its
        place is refused (ELOOP).
        """
        path = self._path(name)
        if path.is_file() and not path.is_symlink() and (name in self._sound or self.text(name) is not None):
            self._sound.add(name)
            return
        make_folder(self._folder)
        replace_file(path, zlib.compress(text.encode("utf-8", "surrogatepass")))
        self._sound.add(name)

    def has(self, name: str) -> bool:
        """Whether there is a file for that revision; `text` says whether it is whole."""
        return self._path(name).is_file()

    def text(self, name: str) -> str | None:
        """The text whose revision is ``name``, to the letter; None where it is not kept, or damaged, or a link."""
        if not _NAME.fullmatch(name):
            return None
        try:
            unpacking = zlib.decompressobj()
            data = unpacking.decompress(read_whole(self._path(name)), LARGEST)
            text = data.decode("utf-8", "surrogatepass")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return text if revision(text) == name else None

    def prune(self, needed: Collection[str]) -> None:
        """Delete the texts that are not ``needed``, and what writers that were killed left behind. The caller holds
        the document's lock. A file that cannot be deleted stays; nothing depends on its going.
        """
        if not self._folder.is_dir():
            return
        gone = False
        for path in self._folder.glob("*.z"):
            if _NAME.fullmatch(path.stem) and path.stem not in needed:
                with suppress(OSError):
                    path.unlink()
                    gone = True
        for left in self._folder.glob(".*.z.*.tmp"):
            sweep(self._path(left.name[1:65]))
        if gone:
            with suppress(OSError):
                sync_folder(self._folder)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.z"
