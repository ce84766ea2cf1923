"""Whole files: after any crash there is the old one or the new one, and no link is ever followed."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.layout import FILE_MODE, FOLDER_MODE

Stamp = tuple[int, int, int]
"""What tells one state of a file from the next: inode, time of change in nanoseconds, size in bytes."""

_PIECE = 1 << 20


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, private to the user and known to the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=FOLDER_MODE)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    sync_folder(folder.parent)


def make_own_folder(folder: Path) -> None:
    """The same for a folder that only the program itself makes: a symbolic link in its place, which a shared folder may
    bring along, is refused (ELOOP).
    """
    make_folder(folder)
    refuse_link(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable; file systems that cannot do so for folders are taken as they are."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, to the last byte and durably; on failure no file is left."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at ``path``, atomically and durably.

    If the last step fails, the old file is put back, so that a save that was refused is not on the disk either. The
    caller holds the lock. Raises OSError; a symbolic link at ``path`` is refused (ELOOP).
    """
    refuse_link(path)
    temporary = temporary_beside(path)
    old = temporary_beside(path)
    write_new(temporary, data)
    try:
        kept = _keep(path, old)
        temporary.replace(path)
        try:
            sync_folder(path.parent)
        except OSError:
            if kept:
                old.replace(path)
            else:
                path.unlink()
            raise
    finally:
        for left in (temporary, old):
            with suppress(OSError):
                left.unlink()


def open_to_read(path: Path) -> int:
    """A descriptor of a regular file; ELOOP for a symbolic link, EISDIR for a folder. Raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        mode = os.fstat(fd).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(code, os.strerror(code), str(path))
    except BaseException:
        os.close(fd)
        raise
    return fd


def read_from(fd: int, start: int = 0) -> bytes:
    """The bytes of an open file from ``start`` to its end."""
    parts = []
    while part := os.pread(fd, _PIECE, start):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def read_whole(path: Path) -> bytes:
    """The bytes of a regular file; ELOOP for a symbolic link. Raises OSError."""
    fd = open_to_read(path)
    try:
        return read_from(fd)
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Write to the last byte, however little the system takes at a time. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file that was looked at."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def refuse_link(path: Path) -> None:
    """Raise ELOOP if a symbolic link stands at ``path``: it could lead the reader's words anywhere."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def temporary_beside(path: Path) -> Path:
    """A name in the same folder, so on the same disk, that nothing has yet."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")


def sweep(path: Path) -> None:
    """Remove what writers that were killed left beside ``path``. Only under the lock: then nobody is writing."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(OSError):
            left.unlink()


def link_or_copy(path: Path, to: Path) -> None:
    """A second name for the file at ``path``, or a copy where the file system has no second names."""
    try:
        os.link(path, to)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV):
            raise
        write_new(to, read_whole(path))


def _keep(path: Path, old: Path) -> bool:
    try:
        link_or_copy(path, old)
    except FileNotFoundError:
        return False
    return True
