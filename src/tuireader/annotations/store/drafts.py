"""Notes that were being typed: one file for each session and document, offered again when the session is gone.

A session that lives holds a lock on its draft; the kernel lets go of it when the session dies, however it dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuireader.annotations.store.failures import not_saved
from tuireader.annotations.store.files import make_folder, read_whole, replace_file, sweep
from tuireader.annotations.store.layout import FILE_MODE, folder_name


class Drafts:
    """The drafts of this session, and those that dead sessions left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._session = secrets.token_hex(8)
        self._alive: int | None = None

    def save(self, doc_id: str, fields: dict[str, Any], *instead_of: str) -> None:
        """Keep what has been typed so far, in the place of the drafts of these names; durable when this returns.

        Raises StoreError ("Not saved: …").
        """
        path = self._own(doc_id)
        try:
            data = json.dumps(fields).encode()
            make_folder(self._folder)
            self._show_life()
            replace_file(path, data)
        except OSError as error:
            raise not_saved(error, path) from error
        self._forget(doc_id, *(name for name in instead_of if name != path.name))

    def all(self, doc_id: str) -> tuple[tuple[str, dict[str, Any]], ...]:
        """What this session, or sessions that are gone, were typing, each with its name, the newest first; what living
        sessions type is theirs.
        """
        found: list[tuple[int, str, dict[str, Any]]] = []
        for path in self._of(doc_id):
            if not self._is_ours(path):
                continue
            with suppress(OSError, ValueError):
                fields = json.loads(read_whole(path))
                if isinstance(fields, dict):
                    found.append((path.lstat().st_mtime_ns, path.name, fields))
        return tuple((name, fields) for _, name, fields in sorted(found, key=lambda f: f[:2], reverse=True))

    def drop(self, doc_id: str, *names: str) -> None:
        """Forget this session's draft of the document and those of these names, unless a living session has them.

        Raises StoreError ("Not saved: …").
        """
        self._forget(doc_id, self._own(doc_id).name, *names)

    def _forget(self, doc_id: str, *names: str) -> None:
        for path in self._of(doc_id) if names else ():
            if path.name in names and self._is_ours(path):
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise not_saved(error, path) from error
                sweep(path)
                self._bury(path)

    def close(self) -> None:
        """Let go of the sign of life; what was typed and not dropped is offered again."""
        if self._alive is not None:
            os.close(self._alive)
            self._alive = None

    def _of(self, doc_id: str) -> list[Path]:
        return sorted(self._folder.glob(f"{folder_name(doc_id)}.*.json"))

    def _own(self, doc_id: str) -> Path:
        return self._folder / f"{folder_name(doc_id)}.{self._session}.json"

    def _sign(self, session: str) -> Path:
        return self._folder / f"{session}.alive"

    def _show_life(self) -> None:
        if self._alive is None:
            path = self._sign(self._session)
            self._alive = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
            fcntl.flock(self._alive, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_ours(self, path: Path) -> bool:
        """Whether the draft is this session's, or that of one that is gone."""
        session = path.name.split(".")[-2]
        if session == self._session:
            return True
        try:
            fd = os.open(self._sign(session), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return True
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(fd)
        return True

    def _bury(self, path: Path) -> None:
        """Remove the sign of life of a dead session with its last draft."""
        session = path.name.split(".")[-2]
        if session != self._session and not any(self._folder.glob(f"*.{session}.json")):
            with suppress(OSError):
                self._sign(session).unlink()
