"""The words for what went wrong with the store: one sentence for the reader, with where the data is safe."""

from __future__ import annotations

import errno
from pathlib import Path

from tuireader.errors import StoreError

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space and save again"),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space and save again"),
    errno.EFBIG: ("the file would be larger than this system allows", "Raise the limit and save again"),
    errno.EROFS: ("the disk can only be read", "Set TUIREADER_HOME to a folder that can be written, and start again"),
    errno.EACCES: ("you may not write there", "Change the rights of the folder, or set TUIREADER_HOME to another"),
    errno.EPERM: ("you may not write there", "Change the rights of the folder, or set TUIREADER_HOME to another"),
    errno.EIO: ("the disk reported an error", "Check the disk, and save again"),
    errno.ELOOP: ("a symbolic link stands where the file should be", "Put the file itself there"),
    errno.ENOTDIR: ("a file stands where a folder should be", "Move it away, or set TUIREADER_HOME to another folder"),
    errno.EEXIST: ("a file stands where a folder should be", "Move it away, or set TUIREADER_HOME to another folder"),
    errno.EISDIR: ("a folder stands where the file should be", "Move it away"),
    errno.EMFILE: ("too many files are open", "Close some, and save again"),
    errno.ENFILE: ("too many files are open", "Close some, and save again"),
}


class Notices:
    """Sentences for the reader about what was set aside or could not be kept; each is said once."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Remember one sentence."""
        self._sentences[sentence] = None

    def all(self) -> tuple[str, ...]:
        """The sentences so far, in order."""
        return tuple(self._sentences)


def not_saved(error: OSError, path: Path) -> StoreError:
    """The refusal for a write that failed; what was saved before is untouched."""
    cause, advice = cause_of(error)
    return StoreError(f"Not saved: {cause}, in {shown(path.parent)}. {advice}; what was saved before is safe there.")


def not_read(error: OSError, path: Path) -> StoreError:
    """The refusal for a read that failed."""
    cause, _ = cause_of(error)
    cause = "you may not read it" if error.errno in (errno.EACCES, errno.EPERM) else cause
    return StoreError(
        f"The marks could not be read: {shown(path)}: {cause}. Nothing was changed; put that right and open again."
    )


def cause_of(error: OSError) -> tuple[str, str]:
    """What happened, and what to do, for an error of the system."""
    words = (error.strerror or str(error) or "the system refused").rstrip(".")
    return _CAUSES.get(error.errno or 0, (f"{words[:1].lower()}{words[1:]}", "Put that right and save again"))


def shown(path: Path) -> str:
    """A path in a sentence: bytes that are no text, and signs that would move the cursor, are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(path))
