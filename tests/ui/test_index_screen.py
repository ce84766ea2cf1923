"""The index beside the text: found by some letters, told apart without colour, and right as the reader has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.index.corrections import Act, Amendment, Correction, EntryName
from tuireader.library import Library
from tuireader.ui.index_rows import IndexView, index_rows, mention_rows, timeline_rows
from tuireader.ui.matching import closeness, searchable
from tuireader.ui.rows import ListRow

from .conftest import ESSAY, Start


def row(*names: str) -> ListRow:
    return ListRow(names[0], 0, " ".join(names).lower(), names=tuple(map(searchable, names)))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("church", True),
        ("chrchl", True),
        ("eugenie", True),
        ("wnstn chr", True),
        ("koba", True),
        ("chxrch", False),
        ("zz", False),
        ("ch", True),
        ("tsn", False),
    ],
)
def test_the_filter_finds_a_name_by_some_of_its_letters(typed, found):
    named = row("Churchill, Winston", "Koba", "Eugénie")

    assert (closeness(typed, named) is not None) is found


@given(st.text("abcdeé ", min_size=1, max_size=12), st.data())
def test_every_stretch_of_a_name_finds_it(name, data):
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))

    assert closeness(name[start:end], row(name)) == 0


async def test_the_bar_goes_to_the_closest_name(start: Start) -> None:
    async with start() as reader:
        await reader.press("gi", "lsseps")
        assert reader.screen.side.under_bar.entry == "person-lesseps-ferdinand-de"
        await reader.press("<enter>")
        assert reader.caret_words.startswith("Ferdinand de Lesseps")


async def test_an_entry_says_where_it_is_and_with_whom(start: Start) -> None:
    async with start(size=(140, 44)) as reader:
        await reader.press("gi", "palmerston")
        detail = reader.screen.side.under_bar.detail
        assert "2 in the text, 0 in notes  ..##.." in detail
        assert "first work 1, ¶2" in detail
        assert "appears with Lesseps, Ferdinand de" in detail
        assert "appears with" in reader.page


async def test_a_mention_stands_among_whole_words_of_its_paragraph(start: Start) -> None:
    async with start() as reader:
        reading = reader.screen.reading
        for entity in reading.index.entities:
            rows = [r for r in mention_rows(reading, entity) if r.target is not None]
            assert [r.target for r in rows] == sorted(m.span.start for m in entity.mentions)
            for line, mention in zip(rows, entity.mentions, strict=True):
                assert reading.shown(mention.span) in line.text
                block = reading.document.block_at(mention.span.start)
                assert line.text.strip("…") in reading.shown(block.span)
                around = f" {reading.shown(block.span)} "
                at = around.index(line.text.strip("…"))
                assert around[at - 1] == " "
                assert around[at + len(line.text.strip("…"))] == " "


async def test_the_order_that_was_chosen_is_seen_from_its_beginning(start: Start) -> None:
    async with start() as reader:
        await reader.press("gi", "<down>", "<down>", "<f3>")
        assert reader.screen.side.under_bar.entry == "person-lesseps-ferdinand-de"


async def test_the_mentions_of_another_entry_are_not_filtered_as_the_last_ones_were(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ferdinand de Lesseps")
        await reader.press("il", "arithmetic", "<escape>")
        await reader.go("Disraeli, who")
        await reader.press("il")
        assert "Disraeli in the text (2)" in reader.page
        assert "arithmetic" not in reader.screen.side._list.query_one("Input").value


async def test_the_keys_of_the_index_stand_at_the_foot(start: Start) -> None:
    """Letters filter, so only keys that are no letters are commands there."""
    async with start() as reader:
        await reader.press("gi")
        for words in ("F2 kind", "F3 sort", "F4 authors", "F5 mentions", "F6 why", "F7 correct", "Esc back"):
            assert words in reader.foot
        await reader.press("ir")
        assert reader.screen.side.pane == "index"


async def test_corrections_come_back_at_the_next_reading_and_go_with_undo(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("im", "disraeli", "<enter>")
    async with start() as reader:
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")).heading == "Disraeli"
        await reader.press("u")
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")).heading == "Ismail"
        await reader.press("<ctrl+r>")
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")).heading == "Disraeli"


async def test_corrections_hold_when_the_file_is_revised(start: Start) -> None:
    """What no longer fits is kept, listed, and fits again when its words come back."""
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("ir", "<end>", " Pasha", "<enter>")
        await reader.go("Erasmus wrote")
        await reader.press("ih")
        text = ESSAY.read_text(encoding="utf-8")
        reader.file.write_text("Preface.\n\n" + text.replace("Ismail", "of that year"), encoding="utf-8")
        reader.screen.revising.reread()
        await reader.settle()
        assert reader.screen.reading.index.entity_at(reader.at("Erasmus wrote")) is None
        await reader.press("gi")
        assert "1 correction without a place here: gc" in reader.page
        await reader.press("<escape>", "gc")
        assert "They fit nothing in this text (1)" in reader.page
        assert "Ismail is called Ismail Pasha" in reader.page
        await reader.press("<escape>")
        reader.file.write_text(text, encoding="utf-8")
        reader.screen.revising.reread()
        await reader.settle()
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")).heading == "Ismail Pasha"
        assert reader.screen.reading.index.unfit == ()


async def test_corrections_of_another_session_come_in(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("ih")
        other = Library(reader.app.library.home)
        reading = other.with_corrections(other.index(other.open(reader.file)))
        assert reading.index.entity_at(reader.at("Ismail")) is None
        other.undo(reading)
        reader.screen.upkeep.look_at_marks()
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")) is not None


async def test_an_entry_that_went_while_it_was_to_be_chosen_does_no_harm(start: Start) -> None:
    """Another session hides it meanwhile; the choice is kept as it was said."""
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("im", "disraeli")
        other = Library(reader.app.library.home)
        reading = other.index(other.open(reader.file))
        gone = reading.index.by_id["person-disraeli"]
        name = EntryName(gone.kind, gone.heading, gone.variants)
        other.amend(reading, Amendment(None, Correction("0", "2026-11-25T10:00:00Z", Act.HIDE, name)))
        reader.screen.upkeep.look_at_marks()
        assert "person-disraeli" not in reader.screen.reading.index.by_id
        await reader.press("<enter>")
        assert len(reader.screen.reading.index.corrections) == 2


async def test_a_store_that_refuses_a_correction_changes_nothing(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        home = reader.app.library.home / "docs"
        for folder in home.iterdir():
            for log in folder.glob("*.jsonl"):
                log.unlink()
                log.mkdir()
        await reader.press("ih")
        assert "Not saved" in reader.foot or "could not" in reader.foot
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")) is not None


async def test_a_correction_keeps_the_marks(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H")
        await reader.go("Ismail")
        await reader.press("ih")
        assert len(reader.screen.reading.marks) == 1
        await reader.press("u", "u")
        assert len(reader.screen.reading.marks) == 0


async def test_a_document_without_events_has_an_empty_timeline(start: Start) -> None:
    async with start(text="Nothing\n\nNothing happened here, and nobody was named.\n") as reader:
        await reader.press("gt")
        assert "No event was found in this document" in reader.page


async def test_our_own_words_are_in_signs_that_every_terminal_has(start: Start) -> None:
    async with start() as reader:
        rows = [*index_rows(reader.screen.reading, IndexView()), *timeline_rows(reader.screen.reading)]
        assert all(r.text.isascii() for r in rows if r.target is None or "War" in r.text)


async def test_words_with_signs_of_markup_are_added_without_them(start: Start, tmp_path: Path) -> None:
    essay = tmp_path / "essay.md"
    essay.write_text("# A Title\n\nThe House of *Commons* asked. The House of Commons waited.\n", encoding="utf-8")
    async with start(path=essay) as reader:
        await reader.go("House of *")
        await reader.press("v", "eee", "ia", "new event", "<enter>", "<enter>")
        assert reader.screen.entry.heading == "House of Commons"
        assert len(reader.screen.entry.mentions) == 2
