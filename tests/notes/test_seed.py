"""The real file: two works, two note styles, web residue, and every trap of its notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tuireader.documents.model import Document
from tuireader.documents.plain import read_plain
from tuireader.notes.model import Apparatus
from tuireader.notes.resolve import resolve


@pytest.fixture(scope="module")
def read(seed: Path) -> tuple[Document, Apparatus]:
    document = read_plain(seed.read_text(encoding="utf-8"), str(seed))
    return document, resolve(document)


@pytest.fixture(scope="module")
def gold(corpus: Path) -> list[dict[str, Any]]:
    works: list[dict[str, Any]] = json.loads((corpus / "gold" / "seed.notes.json").read_text(encoding="utf-8"))["works"]
    return works


def test_works_begin_and_end_where_they_should(read: tuple[Document, Apparatus], gold: list[dict[str, Any]]) -> None:
    document, _ = read
    assert [(w.span.start, w.span.end) for w in document.works] == [(w["start"], w["end"]) for w in gold]
    assert document.title == "Pro Stalin Essays"
    assert [w.name for w in document.works] == ["Untitled, by Frederick Strachan, May 2011", "Stalinism"]
    assert [b.span.of(document.text) for b in document.residue][1:2] == ["Leave a Reply"]


def test_markers_definitions_headings_and_editorial_brackets_are_all_found_and_no_others(
    read: tuple[Document, Apparatus], gold: list[dict[str, Any]]
) -> None:
    document, apparatus = read
    for work, want in zip(document.works, gold, strict=True):
        mine = [(m.span.start, m.span.end, m.label) for m in apparatus.markers if m.work_id == work.id]
        assert mine == [(m["start"], m["end"], m["label"]) for m in want["markers"]]
        notes = [(n.span.start, n.label, n.body.start) for n in apparatus.notes if n.work_id == work.id]
        assert [n[:2] for n in notes] == [(d["start"], d["label"]) for d in want["definitions"]]
        assert [h.span.start for h in work.headings] == [h["start"] for h in want.get("headings", [])]
        brackets = [e.span.start for e in apparatus.editorial if e.work_id == work.id]
        assert brackets == [e["start"] for e in want["editorial"]]


def test_every_back_reference_reaches_its_root_with_its_own_locator(
    read: tuple[Document, Apparatus], gold: list[dict[str, Any]]
) -> None:
    document, apparatus = read
    for work, want in zip(document.works, gold, strict=True):
        said = {r.label: r for r in apparatus.resolutions if apparatus.notes[r.note_id].work_id == work.id}
        for line in want["resolution"]:
            got = said[line["label"]]
            assert got.kind == line["kind"]
            assert list(got.roots) == ([line["root"]] if line["root"] else [])
            assert list(got.chain) == line["chain"]
            assert (got.locator or "").strip(".") == (line["locator"] or "")
            assert got.via_in == line.get("via_in", False)
            assert (got.status == "partial") == line.get("partial", False)
            assert got.extent == line.get("extent")


def test_the_first_problem_is_the_missing_note_18(read: tuple[Document, Apparatus]) -> None:
    _, apparatus = read
    assert [(p.kind.value, p.label) for p in apparatus.problems if p.work_id == 0] == [
        ("missing_definition", "18"),
        ("missing_definition", "22"),
    ]
