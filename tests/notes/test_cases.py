"""Golden cases: texts in ``cases/`` with what is true of them, written by hand before the engine saw them.

A case is two files: the essay, and ``NAME.gold.json`` with its works. For each note the gold gives the kind, the
status, the notes at the ends of the chains, and the note's own locator.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tuireader.documents.markdown import read_markdown
from tuireader.documents.model import Document
from tuireader.documents.plain import read_plain
from tuireader.notes.model import Apparatus, ProblemKind
from tuireader.notes.resolve import resolve

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in CASES.glob("*.gold.json"))
OF_CITATIONS = {ProblemKind.AMBIGUOUS_REFERENCE, ProblemKind.UNRESOLVED_REFERENCE}


def read_case(name: str) -> tuple[Document, Apparatus, list[dict[str, Any]]]:
    path = next(p for p in CASES.glob(f"{name}.*") if p.suffix in (".txt", ".md"))
    text = path.read_text(encoding="utf-8")
    document = read_markdown(text, path.name) if path.suffix == ".md" else read_plain(text, path.name)
    gold = json.loads((CASES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return document, resolve(document), gold["works"]


def lines(gold: dict[str, Any]) -> list[list[Any]]:
    """The notes of a work in order; a list where labels repeat from chapter to chapter."""
    return gold.get("sequence") or [[label, *line] for label, line in gold["notes"].items()]


def place(words: str | None) -> str:
    """The page without its sign, as the scorers of locators compare it."""
    bare = re.sub(r"\W+", " ", words or "").strip().casefold()
    return re.sub(r"^(?:at|pp|p|s) ", "", bare)


@pytest.mark.parametrize("name", NAMES)
def test_works_headings_and_titles_are_as_a_reader_sees_them(name: str) -> None:
    document, _, works = read_case(name)
    assert [w.title for w in document.works] == [w["title"] for w in works]
    for work, gold in zip(document.works, works, strict=True):
        assert [h.span.of(document.text) for h in work.headings] == gold.get("headings", [])
        if "byline" in gold:
            assert work.byline == gold["byline"]


@pytest.mark.parametrize("name", NAMES)
def test_markers_notes_and_editorial_brackets_are_told_apart(name: str) -> None:
    document, apparatus, works = read_case(name)
    for work, gold in zip(document.works, works, strict=True):
        assert [m.label for m in apparatus.markers if m.work_id == work.id] == gold["markers"]
        assert [n.label for n in apparatus.notes if n.work_id == work.id] == [line[0] for line in lines(gold)]
        assert [e.span.of(document.text) for e in apparatus.editorial if e.work_id == work.id] == gold["editorial"]


@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_fit_is_named_and_nothing_else(name: str) -> None:
    document, apparatus, works = read_case(name)
    for work, gold in zip(document.works, works, strict=True):
        own = [p for p in apparatus.problems if p.work_id == work.id and p.kind not in OF_CITATIONS]
        assert sorted([p.kind.value, p.label] for p in own) == sorted(gold["problems"])


@pytest.mark.parametrize("name", NAMES)
def test_every_note_comes_to_the_source_that_it_means(name: str) -> None:
    document, apparatus, works = read_case(name)
    for work, gold in zip(document.works, works, strict=True):
        found = [
            [r.label, r.kind.value, r.status.value, sorted(r.roots), place(r.locator)]
            for r in apparatus.resolutions
            if apparatus.notes[r.note_id].work_id == work.id
        ]
        assert found == [
            [label, kind, status, sorted(roots), place(at)] for label, kind, status, roots, at in lines(gold)
        ]


@pytest.mark.parametrize("name", NAMES)
def test_doubt_always_has_a_reason_and_a_back_reference_a_source(name: str) -> None:
    _, apparatus, _ = read_case(name)
    for resolution in apparatus.resolutions:
        if resolution.status in ("ambiguous", "unresolved", "partial"):
            assert resolution.reason
        if resolution.status in ("resolved", "partial"):
            assert resolution.source
            assert resolution.chain or resolution.reason
