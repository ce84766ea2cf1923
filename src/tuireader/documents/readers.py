"""From a path to a Document: the table of what is read, and one clear sentence for everything else."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tuireader.documents.decoding import decode
from tuireader.documents.model import Document
from tuireader.errors import NoSuchFile, UnreadableInput
from tuireader.text.clean import clean_line

__all__ = ["MAX_BYTES", "READERS", "STDIN", "Reader", "decode", "read", "what_is_read"]

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, 64 MiB: ten times the longest novels, and still a second's work."""

STDIN = "-"
"""The path that means standard input; it is read as plain text."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format that is read."""

    name: str
    """As a reader of the sentence "tuireader reads …" knows it."""
    format: str
    """The short name, as in ``Document.format``."""
    suffixes: tuple[str, ...]
    """Lower case, with the point; the empty one stands for a name without suffix."""
    read: Callable[[str, str], Document]
    """The text and its source -> the document."""


def _plain(text: str, source: str) -> Document:
    from tuireader.documents.plain import read_plain

    return read_plain(text, source)


def _markdown(text: str, source: str) -> Document:
    from tuireader.documents.markdown import read_markdown

    return read_markdown(text, source)


_PLAIN = Reader("plain text", "txt", (".txt", ".text", ""), _plain)
_MARKDOWN = Reader("Markdown", "md", (".md", ".markdown"), _markdown)

READERS: dict[str, Reader] = {suffix: reader for reader in (_PLAIN, _MARKDOWN) for suffix in reader.suffixes}
"""Suffix -> reader. To read a further format, add a row above."""

_KNOWN_KINDS = {
    ".pdf": "a PDF",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a Rich Text document",
    ".epub": "an EPUB book",
    ".html": "a web page",
    ".htm": "a web page",
    ".xhtml": "a web page",
    ".tex": "a TeX source",
}
"""What a reader may well try to open, by suffix: the sentence that refuses it can call it by its name."""


def read(path: str | Path, stdin: BinaryIO | None = None) -> Document:
    """Read the file at ``path``, or standard input (``stdin``, else the process's own) if it is ``-``.

    Raises NoSuchFile if nothing is there, and UnreadableInput if it is a folder, a device, empty, too large, not text,
    of a format that is not read, or may not be read; each as one sentence.
    """
    source = str(path)
    if source == STDIN:
        return _PLAIN.read(_text(_from_stdin(stdin), "standard input"), STDIN)
    if not source:
        raise NoSuchFile("The path is empty; name a file, or “-” for standard input.")
    shown = clean_line(source)
    data, reader = _from_file(Path(source), shown)
    return reader.read(_text(data, shown), source)


def what_is_read() -> str:
    """Return the formats that are read, as "plain text (.txt, .text) and Markdown (.md, .markdown)"."""
    readers = dict.fromkeys(READERS.values())
    *most, last = (f"{reader.name} ({', '.join(filter(None, reader.suffixes))})" for reader in readers)
    return f"{', '.join(most)} and {last}" if most else last


def _text(data: bytes, shown: str) -> str:
    _refuse_if_too_large(len(data), shown)
    try:
        text, _ = decode(data)
    except UnreadableInput as problem:
        raise UnreadableInput(f"{shown} {problem}; tuireader reads {what_is_read()}.") from None
    if not text or text.isspace():
        raise UnreadableInput(f"{shown} is empty, so there is nothing to read.")
    return text


def _refuse_if_too_large(size: int, shown: str) -> None:
    if size > MAX_BYTES:
        raise UnreadableInput(f"{shown} is larger than {MAX_BYTES >> 20} MiB, the most that is read; split it first.")


def _from_stdin(stdin: BinaryIO | None) -> bytes:
    stream = stdin or (sys.stdin.buffer if sys.stdin else None)
    if stream is None:
        raise UnreadableInput("Standard input is closed; give the path of a file instead of “-”.")
    try:
        return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise UnreadableInput(f"Standard input cannot be read: {_reason(problem)}.") from problem


def _from_file(path: Path, shown: str) -> tuple[bytes, Reader]:
    """The bytes of the file, one more than MAX_BYTES at the most, and the reader that its suffix asks for."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableInput(f"{shown} is a folder; name one of the files in it.")
        if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode):
            raise UnreadableInput(f"{shown} is a device and not a file; name a file, or “-” for standard input.")
        reader = _reader_for(path, shown)
        _refuse_if_too_large(status.st_size, shown)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), reader
    except (FileNotFoundError, NotADirectoryError):
        where = "is a link to a file that does not exist" if path.is_symlink() else "does not exist"
        raise NoSuchFile(f"{shown} {where}; check the path.") from None
    except PermissionError:
        raise UnreadableInput(f"{shown} may not be read by you; ask for the right to read it.") from None
    except (OSError, ValueError) as problem:
        raise UnreadableInput(f"{shown} cannot be read: {_reason(problem)}.") from problem


def _reader_for(path: Path, shown: str) -> Reader:
    suffix = path.suffix.lower()
    if reader := READERS.get(suffix):
        return reader
    kind = _KNOWN_KINDS.get(suffix)
    name = f"{shown} is {kind}" if kind else f"{shown} ends in {clean_line(suffix)}"
    raise UnreadableInput(f"{name}, which tuireader does not read; it reads {what_is_read()}.")


def _reason(problem: OSError | ValueError) -> str:
    words = (problem.strerror if isinstance(problem, OSError) else None) or str(problem) or "unknown reason"
    return clean_line(words[:1].lower() + words[1:])
