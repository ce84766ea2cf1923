"""After a revision nothing is attached by guess: the reader compares, and confirms, puts elsewhere or lets go."""

from __future__ import annotations

import pytest

from tuireader.anchors.model import AnchorStatus

from .conftest import ESSAY, Reader, Start

MARKED = "Both could not be true, and Palmerston seems to have believed both."
EDITED = "Both could hardly be true, and Palmerston seems to have believed neither."


async def revise(reader: Reader, *changes: tuple[str, str]) -> None:
    text = reader.file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reader.file.write_text(text, encoding="utf-8")
    reader.screen.upkeep.look_at_file()
    await reader.settle()


async def mark(reader: Reader, words: str, note: str = "") -> None:
    await reader.go(words)
    await reader.press(*(("a", note, "<escape>") if note else ("H",)))


def states(reader: Reader) -> list[AnchorStatus]:
    return [m.anchor.status for m in reader.screen.reading.marks]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_old_and_the_new_passage_are_shown_with_what_changed(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as reader:
        await mark(reader, "Both could not", "mine or his?")
        await revise(reader, (MARKED, EDITED))
        await reader.press("R")
        page = " ".join(reader.page.split())
        assert "its words changed" in page
        assert "mine or his?" in page
        assert "[-not-]" in page
        assert "{+hardly+}" in page


async def test_the_passages_stand_side_by_side_where_there_is_room(start: Start) -> None:
    async with start(size=(120, 40)) as reader:
        await mark(reader, "Both could not")
        await revise(reader, (MARKED, EDITED))
        await reader.press("R")
        assert any("As you marked it" in line and "In the text now" in line for line in reader.lines())


async def test_a_mark_that_was_confirmed_is_silent_from_then_on(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not")
        await revise(reader, (MARKED, EDITED))
        assert states(reader) == [AnchorStatus.EDITED]
        await reader.press("R", "c")
        assert "All marks are reviewed" in reader.foot
        assert states(reader) == [AnchorStatus.SAME]
    async with start() as reader:
        assert states(reader) == [AnchorStatus.SAME]
        assert reader.screen.reading.marks[0].annotation.target.quote.exact == MARKED
        await reader.press("u")
        assert states(reader) == [AnchorStatus.EDITED]


async def test_the_margin_keeps_the_words_as_they_were_marked(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not")
        await revise(reader, (MARKED, EDITED))
        assert "as marked: “Both could not be true" in " ".join(reader.page.split()).replace(" │ ", " ")


async def test_an_orphan_is_put_on_words_that_the_reader_chooses(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not", "keep this")
        await revise(reader, (f"{MARKED} ", ""))
        assert "1 mark lost: R to review" in reader.foot
        await reader.press("R")
        assert "its words are gone" in reader.page
        await reader.press("c")
        assert "Nothing is confirmed" in reader.page
        await reader.press("r")
        assert "Choose words" in reader.foot
        await reader.go("De Lesseps answered him")
        await reader.press("R")
        assert "on these words now" in reader.foot
        (found,) = reader.screen.reading.marks
        assert found.span.of(reader.text).startswith("De Lesseps answered")
        assert found.annotation.target.quote.exact == MARKED
        await reader.press("u")
        assert states(reader) == [AnchorStatus.ORPHANED]


async def test_a_new_place_that_is_given_up_leaves_the_mark_as_it_was(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not")
        await revise(reader, (f"{MARKED} ", ""))
        await reader.press("R", "r", "<escape>")
        assert "as it was" in reader.foot
        await reader.press("R")
        assert "Mark 1 of 1" in reader.page


async def test_an_orphan_that_was_let_go_is_kept_and_not_asked_about_again(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not", "keep this")
        await revise(reader, (f"{MARKED} ", ""))
        await reader.press("R", "x")
        assert "All marks are reviewed" in reader.foot
        await reader.press("R")
        assert "Nothing is to be reviewed" in reader.foot
        await reader.press("gm")
        assert "keep this" in reader.page
    async with start(text=ESSAY.read_text(encoding="utf-8")) as reader:
        assert states(reader) == [AnchorStatus.SAME]


async def test_undoing_the_edit_in_the_file_brings_the_exact_place_back(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not")
        place = reader.screen.reading.marks[0].span
        await revise(reader, (f"{MARKED} ", ""))
        assert states(reader) == [AnchorStatus.ORPHANED]
        await revise(reader, ("De Lesseps answered him", f"{MARKED} De Lesseps answered him"))
        assert states(reader) == [AnchorStatus.SAME]
        assert reader.screen.reading.marks[0].span == place


async def test_several_marks_are_gone_through_and_an_undo_brings_one_back(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not")
        await mark(reader, "The first basket")
        await revise(reader, (MARKED, EDITED), ("was lifted in April 1859", "was raised in March 1859"))
        assert "2 marks edited: R to review" in reader.foot
        await reader.press("R", "n")
        assert "Mark 2 of 2" in reader.page
        await reader.press("c")
        assert "Mark 1 of 1" in reader.page
        await reader.press("u")
        assert "Mark 1 of 2" in reader.page
        await reader.press("Q")
        assert "That key does nothing here" in reader.page
        await reader.press("<escape>")
        assert len(reader.app.screen_stack) == 1


async def test_a_done_note_goes_quietly_when_its_words_go(start: Start) -> None:
    async with start() as reader:
        await mark(reader, "Both could not", "cut this")
        await reader.press("x")
        await revise(reader, (f"{MARKED} ", ""))
        assert "lost" not in reader.foot
        await reader.press("R")
        assert "Nothing is to be reviewed" in reader.foot
