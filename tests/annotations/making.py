"""Annotations and documents for the tests of this room."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tuireader.anchors.describe import describe
from tuireader.annotations.model import Annotation, Change, Motivation, Target
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database
from tuireader.documents.model import Document
from tuireader.documents.revision import identity, revision
from tuireader.text.span import Span

TEXT = "The fleet left Kronstadt before dawn. Nobody on the quay cheered, and the band did not play.\n" * 4


def document(text: str = TEXT, title: str = "An essay") -> Document:
    return Document(identity(text), title, text, (), revision(text), "essay.txt")


def mark(name: str, body: str = "", start: int = 0, end: int = 9, text: str = TEXT) -> Annotation:
    motivation = Motivation.COMMENTING if body else Motivation.HIGHLIGHTING
    target = Target("doc", revision(text), describe(text, Span(start, end)))
    return Annotation(name, motivation, target, "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", body)


def added(name: str, body: str = "", start: int = 0, end: int = 9) -> Change:
    return Change(None, mark(name, body, start, end))


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def log_in(folder: Path) -> Path:
    """The one log in a folder."""
    (log,) = folder.glob("*.jsonl")
    return log


NEWER = b'{"format":"tuireader-log","version":99,"device":"later"}\n{"what":"is this"}\n'
"""A log that a later version wrote in a form of its own."""


def rows(folder: Path, notices: Notices | None = None, device: str | None = None) -> set[str]:
    """The ids of the marks in a folder, as a new session of a device sees them."""
    return {d.doc_id for d in open_database(folder, notices, device=device).named_table("annotations")}


def put(folder: Path, *names: str, device: str | None = None) -> None:
    """Save one mark for each name, each in a session of its own that ends well."""
    for name in names:
        with open_database(folder, device=device) as database:
            database.named_table("annotations").put(name, {"note": name})


def failing(code: int, when: int = 0) -> Callable[[Any], Any]:
    """A call of the system that succeeds ``when`` times and then fails for good."""
    calls = iter(range(10_000))

    def wrap(real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if next(calls) >= when:
                raise OSError(code, os.strerror(code))
            return real(*args, **kwargs)

        return call

    return wrap
