"""``tuireader index``: as the rules and the reader have it, in every form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_samples import Ran

from tuireader.index.corrections import Act, Amendment, Correction, EntryName
from tuireader.index.kinds import EntityKind
from tuireader.library import Library

Program = Callable[..., Ran]
TEXT = (
    "A Title\n\nWinston Churchill spoke on June 22, 1941, of Operation Barbarossa. Churchill had warned Stalin.\n\n"
    "Nobody spoke of the Battle of Kursk.\n"
)


@pytest.fixture
def war(folder: Path) -> Path:
    (folder / "war.txt").write_text(TEXT, encoding="utf-8")
    return folder / "war.txt"


def headings(ran: Ran) -> list[str]:
    return [entity["name"] for entity in json.loads(ran.out)["entities"]]


def test_forms_are_chosen_by_name(war: Path, tuireader: Program):
    assert "- Churchill, Winston, 1" in tuireader("index", "war.txt", "--format", "md").out
    assert tuireader("index", "war.txt", "--format", "csv").out.startswith("kind,heading")
    assert tuireader("index", "war.txt", "--format", "json").out == tuireader("index", "war.txt", "--json").out
    assert "## People" not in tuireader("index", "war.txt", "--format", "md", "--kind", "event").out


def test_a_timeline_is_of_events(war: Path, tuireader: Program):
    written = tuireader("index", "war.txt", "--timeline").out
    assert written.index("Barbarossa") < written.index("Kursk")
    ran = tuireader("index", "war.txt", "--timeline", "--format", "csv")
    assert ran.status == 2
    assert "without --format" in ran.err


def test_the_reader_is_right_unless_the_rules_are_asked_for(war: Path, folder: Path, tuireader: Program):
    library = Library(folder / "marks")
    reading = library.index(library.open("war.txt"))
    stalin = next(e for e in reading.index.entities if "Stalin" in e.heading)
    name = EntryName(EntityKind.PERSON, stalin.heading, stalin.variants)
    library.amend(reading, Amendment(None, Correction("1", "2026-11-25T10:00:00Z", Act.HIDE, name)))

    assert stalin.heading not in headings(tuireader("index", "war.txt", "--json"))
    assert stalin.heading in headings(tuireader("index", "war.txt", "--json", "--by-rules"))

    war.write_text("Another\n\nNobody at all is named in this text.\n" + TEXT.replace("Stalin", "him"))
    ran = tuireader("index", "war.txt")
    assert "1 of your corrections of the index fits nothing in this text" in ran.err
    assert ran.status == 0


def test_reading_the_index_writes_nothing(war: Path, folder: Path, tuireader: Program):
    tuireader("annotate", "war.txt", "--quote", "Nobody spoke")
    before = {p: p.read_bytes() for p in (folder / "marks").rglob("*") if p.is_file()}
    tuireader("index", "war.txt")

    assert {p: p.read_bytes() for p in (folder / "marks").rglob("*") if p.is_file()} == before


def test_a_store_that_cannot_be_read_is_told_and_the_index_comes_all_the_same(
    war: Path, folder: Path, tuireader: Program
):
    tuireader("annotate", "war.txt", "--quote", "Nobody spoke")
    for log in (folder / "marks" / "docs").rglob("*.jsonl"):
        log.unlink()
        log.mkdir()
    ran = tuireader("index", "war.txt")

    assert ran.status == 0
    assert "Churchill, Winston" in ran.out
