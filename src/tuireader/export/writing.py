"""Writing an exported file: whole or not at all, and never over what nobody offered."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuireader.errors import CannotCreate

_LEFT = 3600
"""Seconds after which a temporary file is nobody's."""


def read_old(file: Path) -> bytes | None:
    """What stands at the place of an export now; None where nothing does. Raises CannotCreate for what is no file."""
    with _explained(file):
        if file.exists() and not file.is_file():
            raise CannotCreate(f"{str(file)!r} is not a file; choose the name of a file to write to.")
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None


def write_new(file: Path, text: str) -> None:
    """Write ``text`` in UTF-8 to a temporary file beside ``file``, make it durable, then give it that name if it is
    free at that moment. Raises CannotCreate.
    """
    with _explained(file), _written(file, as_bytes(text)) as temporary:
        _name_if_free(temporary, file)


def write_over(file: Path, text: str, before: bytes, *, keep: bool) -> Path | None:
    """Put ``text`` in the place of ``before``; the mode stays, a symbolic link is followed.

    With ``keep`` the old file is left beside it as ``FILE.bak``, whose path is returned. Raises CannotCreate, also
    where the file is not ``before`` any more.
    """
    with _explained(file):
        target = Path(os.path.realpath(file))
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "it is write-protected")
        backup = _keep(target, before) if keep else None
        with _written(target, as_bytes(text), mode=target.stat().st_mode & 0o7777) as temporary:
            if target.read_bytes() != before:
                raise CannotCreate(f"{str(file)!r} was changed in this moment and was not touched; export once more.")
            temporary.replace(target)
    return backup


def as_bytes(text: str) -> bytes:
    """The bytes that a file with ``text`` has; half pairs of surrogates become question marks."""
    return text.encode("utf-8", "replace")


def _keep(target: Path, before: bytes) -> Path:
    """The old file under a name of its own; an older copy that says something else is not replaced."""
    number = 1
    while True:
        backup = target.with_name(f"{target.name}.bak{number if number > 1 else ''}")
        try:
            with _written(backup, before, mode=target.stat().st_mode & 0o7777) as temporary:
                _name_if_free(temporary, backup)
        except FileExistsError:
            if backup.is_file() and backup.read_bytes() == before:
                return backup
            number += 1
        else:
            return backup


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise CannotCreate(
            f"{str(file)!r} exists already and was not touched; choose another name, or use --force to replace it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotCreate(f"{str(file)!r} could not be written: {reason}; nothing was changed.") from error


@contextmanager
def _written(target: Path, data: bytes, mode: int | None = None) -> Iterator[Path]:
    """A durable file beside ``target`` that holds ``data``; it is gone at the end unless it was given a name."""
    temporary = target.with_name(f".tuireader-{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if mode is not None:
            temporary.chmod(mode)
        yield temporary
        _sync_folder(target.parent)
        _sweep(target.parent)
    finally:
        _drop(temporary)


def _sweep(folder: Path) -> None:
    """Drop what writers that were killed have left in the folder, unless one may still be at work on it."""
    for left in folder.glob(".tuireader-*.tmp"):
        try:
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()
        except OSError:
            continue  # it is gone already, or belongs to somebody else


def _drop(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except (OSError, ValueError):
        return  # the place that refused the file refuses this too; the first sentence is the one to read


def _name_if_free(temporary: Path, target: Path) -> None:
    """Give ``temporary`` its name and replace nothing: a link fails where the name is taken, a rename does not."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError as error:  # a file system without hard links: look, then rename at once
        if os.path.lexists(target):
            raise FileExistsError(target) from error
        temporary.rename(target)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where a folder can be opened for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
