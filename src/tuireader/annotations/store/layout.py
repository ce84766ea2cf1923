"""Where the reader's data lives: one folder, private to the reader."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
LOG = ".jsonl"
"""How the name of a log ends."""
LIBRARY = "library"
DOCS = "docs"


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
    """The folders under the reader's home: ``library/``, ``docs/<id>/`` and ``drafts/``.

    In each of the first two stand the logs, one ``<device>.jsonl`` for each machine, and ``backups/`` and
    ``quarantine/``.
    """

    home: Path

    @property
    def library(self) -> Path:
        """The documents that were opened: identity, title, paths."""
        return self.home / LIBRARY

    @property
    def docs(self) -> Path:
        """The folder with one folder for each document."""
        return self.home / DOCS

    @property
    def drafts(self) -> Path:
        """Notes that were being typed."""
        return self.home / "drafts"

    def marks(self, doc_id: str) -> Path:
        """The marks of one document."""
        return self.docs / folder_name(doc_id)

    def has_marks(self, doc_id: str) -> bool:
        """Whether anything was ever kept of the document, in this form or the former."""
        folder = self.marks(doc_id)
        return former_of(folder).exists() or any(folder.glob(f"*{LOG}"))

    def snapshots(self, doc_id: str) -> Path:
        """The texts on which the marks of one document were last found."""
        return self.docs / folder_name(doc_id) / "snapshots"


def folder_name(doc_id: str) -> str:
    """``doc_id`` itself where it is safe as the name of a folder, else a digest of it."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,128}", doc_id):
        return doc_id
    import hashlib  # the settings ask this module for the home alone

    return hashlib.blake2b(doc_id.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def device_name() -> str:
    """The name of this machine and user, the same at every start: it is worked out and never kept in a file, so that
    a home folder that was copied to another machine does not make two machines one.
    """
    import hashlib

    host = re.sub(r"[^a-z0-9-]+", "-", os.uname().nodename.split(".")[0].lower()).strip("-")[:20] or "host"
    digest = hashlib.blake2b(f"{_machine_id()} {os.getuid()}".encode(), digest_size=4).hexdigest()
    return f"{host}-{digest}"


def _machine_id() -> str:
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            if found := Path(path).read_text(encoding="ascii", errors="replace").strip():
                return found
    import uuid  # where the system has no name for the machine, its network card has

    return f"{uuid.getnode():x}"


def log_of(folder: Path, device: str) -> Path:
    """The log of a device; no other device ever writes to it."""
    return folder / f"{device}{LOG}"


def former_of(folder: Path) -> Path:
    """The file in which the contents of ``folder`` were kept before there were logs."""
    return folder.parent / f"{LIBRARY}.json" if folder.name == LIBRARY else folder / "marks.json"


def home_of(folder: Path) -> Path | None:
    """The home in which ``folder`` is the library or the marks of a document; None elsewhere."""
    if folder.name == LIBRARY:
        return folder.parent
    return folder.parent.parent if folder.parent.name == DOCS else None


def backups_of(folder: Path) -> Path:
    """Earlier copies of this device's log in ``folder``."""
    return folder / "backups"


def quarantine_of(folder: Path) -> Path:
    """Where what could not be read in ``folder`` is set aside."""
    return folder / "quarantine"


def lock_of(folder: Path) -> Path:
    """The lock of ``folder``; never removed, for a lock on a removed file locks nobody out."""
    return folder / ".lock"
