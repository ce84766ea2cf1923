"""Read the document in a second process while this one brings up the screen.

Importing Textual and reading an essay are both work for a processor and take about as long as each other; done side by
side the first page comes a quarter sooner. Where there is no second processor or no ``fork``, or where anything at all
goes wrong, there is no reading ahead, and the document is read in the ordinary way, which also says what is wrong.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tuireader.library import Library

if TYPE_CHECKING:
    from tuireader.reading import Reading

MOST = 1 << 20
"""Bytes of a file up to which it is worth it; a larger one takes longer to hand over than to read."""


class Ahead:
    """One document being read by a child of this process."""

    def __init__(self, path: str, home: Path | None) -> None:
        self._child = 0
        self._pipe = -1
        with suppress(OSError):
            if hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and 0 < Path(path).stat().st_size <= MOST:
                self._start(path, home)

    def _start(self, path: str, home: Path | None) -> None:
        self._pipe, write = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(write)
            return
        try:
            opened = Library(home).open_for_reading(path)
            with os.fdopen(write, "wb") as pipe:
                pickle.dump(opened, pipe, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)  # nothing of this process but the bytes in the pipe may be seen

    def take(self) -> tuple[Reading, str] | None:
        """What the child read, waiting for it; None when it read nothing. To be asked once."""
        if not self._child:
            return None
        with os.fdopen(self._pipe, "rb") as pipe:
            read = pipe.read()
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        try:
            return cast("tuple[Reading, str]", pickle.loads(read))
        except (EOFError, pickle.UnpicklingError, AttributeError):
            return None
