"""Writing an exported file: whole or not at all, and never over a file that the reader did not offer."""

from __future__ import annotations

import os
from pathlib import Path

from tuireader.errors import CannotCreate


def write_new(file: Path, text: str, force: bool = False) -> Path:
    """Write ``text`` in UTF-8 to a temporary file beside ``file``, make it durable, then give it that name.

    Without ``force`` the name is given only if it is free at that moment; with it, an older file is replaced, its mode
    kept and a symbolic link followed. Returns the path. Raises CannotCreate.
    """
    try:
        target = Path(os.path.realpath(file)) if force else file
        if target.is_dir() or (target.exists() and not target.is_file()):
            raise CannotCreate(f"{str(file)!r} is not a file; choose the name of a file to write to.")
        if not force and os.path.lexists(target):
            raise FileExistsError(target)
        _write(target, text, force)
    except FileExistsError as error:
        raise CannotCreate(
            f"{str(file)!r} exists already and was not touched; choose another name, or use --force to replace it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotCreate(f"{str(file)!r} could not be written: {reason}; nothing was changed.") from error
    return file


def _write(target: Path, text: str, force: bool) -> None:
    temporary = target.with_name(f".tuireader-{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", errors="replace", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if not force:
            _name_if_free(temporary, target)
        else:
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
        _sync_folder(target.parent)
    finally:
        _drop(temporary)


def _drop(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except (
        OSError,
        ValueError,
    ):  # the place that refused the file refuses this too; the first sentence is the one to read
        return


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
