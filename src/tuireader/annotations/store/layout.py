"""Where the reader's data lives: one folder, private to the reader."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def data_home(chosen: str = "", environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the marks: ``TUIREADER_HOME``, else the one ``chosen`` in the settings, else the system's place for
    this user's data.
    """
    if named := environment.get("TUIREADER_HOME") or chosen:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("tuireader", appauthor=False)


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders under the reader's home: ``library.json``, ``docs/<id>/marks.json`` and ``drafts/``.

    Beside each of the files stand ``backups/`` and ``quarantine/``.
    """

    home: Path

    @property
    def library(self) -> Path:
        """The documents that were opened: identity, title, paths."""
        return self.home / "library.json"

    @property
    def docs(self) -> Path:
        """The folder with one folder for each document."""
        return self.home / "docs"

    @property
    def drafts(self) -> Path:
        """Notes that were being typed."""
        return self.home / "drafts"

    def marks(self, doc_id: str) -> Path:
        """The marks of one document."""
        return self.docs / folder_name(doc_id) / "marks.json"

    def snapshots(self, doc_id: str) -> Path:
        """The texts on which the marks of one document were last found."""
        return self.docs / folder_name(doc_id) / "snapshots"


def folder_name(doc_id: str) -> str:
    """``doc_id`` itself where it is safe as the name of a folder, else a digest of it."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,128}", doc_id):
        return doc_id
    import hashlib  # the settings ask this module for the home alone

    return hashlib.blake2b(doc_id.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def backups_of(path: Path) -> Path:
    """The folder of earlier copies of the file at ``path``."""
    return path.parent / "backups"


def quarantine_of(path: Path) -> Path:
    """The folder where what could not be read is set aside."""
    return path.parent / "quarantine"


def lock_of(path: Path) -> Path:
    """The lock for the file at ``path``; never removed, for a lock on a removed file locks nobody out."""
    return path.parent / ".lock"
