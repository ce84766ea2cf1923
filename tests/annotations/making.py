"""Annotations and documents for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from tuireader.anchors.describe import describe
from tuireader.annotations.model import Annotation, Change, Motivation, Target
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
