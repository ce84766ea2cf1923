"""What a command prints: data on stdout, words about it on stderr, and nothing that a terminal would obey."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO, Any

from tuireader.errors import BrokenStreamError
from tuireader.text.clean import clean, clean_line
from tuireader.text.dashes import DASHES

SCHEMA = 1
"""The number of the shape of all JSON that the commands print."""

_IN_ASCII = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys(DASHES, "-"),
    "…": "...",
    "\xa0": " ",
    "→": "->",
    "§": "section ",
    "¶": "paragraph ",
    "·": "-",
}


class PipeClosedError(Exception):
    """Whoever read our output has stopped; there is nobody left to tell."""


def prepare_streams() -> None:
    """Write UTF-8 to files and pipes; on a terminal that cannot show it, the nearest ASCII instead of an error."""
    codecs.register_error("nearest", lambda error: (_nearest(error), getattr(error, "end", 0)))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() and not _speaks_utf8(stream):
            reconfigure(errors="nearest")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def _speaks_utf8(stream: IO[str]) -> bool:
    try:
        return codecs.lookup(getattr(stream, "encoding", None) or "ascii").name == "utf-8"
    except LookupError:
        return False


def _nearest(error: UnicodeError) -> str:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_IN_ASCII.get(c, "?") for c in error.object[error.start : error.end])


def data(text: str) -> None:
    """Print data, a newline at its end. To a terminal it goes cleaned, to a file or a pipe as it is."""
    _write(sys.stdout, clean(text) if is_terminal(sys.stdout) else text, "Standard output")


def shown(text: str) -> None:
    """Print text that is made to be read: cleaned wherever it goes, for the next program may be a pager."""
    _write(sys.stdout, clean(text), "Standard output")


def json(**fields: Any) -> None:
    """Print one JSON object that begins with the number of its shape; what a terminal would obey is escaped."""
    from tuireader.export.safe_json import dumps

    _write(sys.stdout, dumps({"schema": SCHEMA, **fields}), "Standard output")


def say(sentence: str) -> None:
    """Say something about the work on stderr, in one line."""
    _write(sys.stderr, clean_line(sentence), "Standard error")


def complain(text: str) -> None:
    """Print several lines on stderr: a traceback, asked for."""
    _write(sys.stderr, clean(text), "Standard error")


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows of words in columns, two spaces between them, the last column as long as it likes."""
    kept = [[clean_line(cell) for cell in row] for row in rows]
    if not kept:
        return ""
    widths = [max(len(row[i]) for row in kept) for i in range(len(kept[0]))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in kept)


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether somebody reads ``stream`` on a terminal; a stream that is closed is None."""
    return stream is not None and stream.isatty()


def abandon(*streams: IO[str] | None) -> None:
    """Let what Python still flushes to ``streams`` at its end go nowhere: it would only complain once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if stream is not None:
            try:
                os.dup2(nowhere, stream.fileno())
            except (OSError, ValueError):
                continue
    os.close(nowhere)


def _write(stream: IO[str] | None, text: str, name: str) -> None:
    if stream is None:
        if name == "Standard error":
            return
        raise BrokenStreamError(f"{name} is closed; send it to a file, a pipe or a terminal.")
    try:
        stream.write(text if text.endswith("\n") else f"{text}\n")
        stream.flush()
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        raise BrokenStreamError(f"{name} cannot be written: {error.strerror}; send it to another place.") from error
