"""The screens at the sizes that matter, read as text; and the word that stays on its row."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.config import Settings
from tuireader.layout.cells import fit, width

from .conftest import Reader, Start


def row_of(reader: Reader, words: str) -> int:
    return next(n for n, line in enumerate(reader.lines()) if words in line)


async def test_wide_notes_stand_beside_their_lines(start: Start) -> None:
    async with start(size=(120, 40)) as reader:
        lines = reader.lines()
        assert "A Ditch in the Desert ─ work 1 of 2" in lines[0]
        assert "saved" in lines[0]
        marker = row_of(reader, "sign[1]")
        assert "1  Lionel Harcourt" in lines[marker]
        assert any("↳ 1  Lionel Harcourt" in line for line in lines)
        assert any("4  no note with this number in this work" in line for line in lines)
        assert "READ" in lines[-1]


async def test_medium_notes_stand_in_a_strip_at_the_foot(start: Start) -> None:
    async with start(size=(90, 30)) as reader:
        await reader.go("Lord Palmerston")
        lines = reader.lines()
        assert any(line.startswith(" FOOTNOTES") for line in lines[-9:])
        assert "Ibid., p. 37" in "\n".join(lines[-9:])


async def test_narrow_a_note_opens_over_the_lower_half(start: Start) -> None:
    async with start(size=(60, 20)) as reader:
        assert "FOOTNOTES" not in reader.page
        await reader.press("]f", "<enter>")
        assert "Lionel Harcourt" in "\n".join(reader.lines()[10:])
        await reader.press("<escape>")
        assert "FOOTNOTES" not in reader.page


async def test_narrow_a_note_opens_where_a_list_was_left(start: Start) -> None:
    async with start(size=(60, 20)) as reader:
        await reader.press("gi", "<escape>", "]f", "<enter>")
        assert "FOOTNOTES" in reader.page
        assert "The Long Ditch" in reader.page


@pytest.mark.parametrize("size", [(20, 6), (20, 40), (120, 6), (12, 3), (2, 1), (1, 1)])
async def test_too_small_is_one_line_and_no_crash(start: Start, size: tuple[int, int]) -> None:
    async with start(size=(120, 40)) as reader:
        await reader.pilot.resize_terminal(*size)
        await reader.settle()
        lines = reader.lines()
        assert lines[0].strip() == fit("Window too small", size[0])
        assert not any(line.strip() for line in lines[1:])
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert "FOOTNOTES" in reader.page


@pytest.mark.parametrize("size", [(120, 40), (100, 30), (80, 24), (60, 20), (40, 24), (21, 7), (200, 60)])
async def test_every_row_fills_the_window_exactly(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as reader:
        for keys in ("j", " ", "gi", "<escape>", "?", "q", ":", "<escape>", "a", "<escape>"):
            await reader.press(keys)
            lines = reader.lines()
            assert len(lines) == size[1]
            assert all(width(line) == size[0] for line in lines), keys


async def test_the_word_at_the_top_stays_there(start: Start) -> None:
    """Through sizes, panes and themes, and back again."""
    async with start(size=(120, 24)) as reader:
        await reader.press("9j")
        essay = reader.screen.essay
        place = essay.place
        for size in ((80, 24), (60, 20), (140, 24), (50, 30), (120, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            rows = essay.page.rows
            if len(rows) - essay.size.height > essay.top:
                assert rows[essay.top].span.contains(place), size
        for key in ("\\", "gi", "<escape>", "gf", "gT", "gT", "+", "-", "z", "z"):
            await reader.press(key)
            assert essay.page.rows[essay.top].span.contains(place), key


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 160), st.integers(1, 60)), min_size=1, max_size=6))
def test_no_row_of_sizes_crashes(sizes: list[tuple[int, int]]) -> None:
    import asyncio
    import tempfile

    from tuireader.ui.app import build

    async def resize() -> None:
        with tempfile.TemporaryDirectory() as folder:
            app = build(str(Path(__file__).parent / "two-works.txt"), Settings(), Path(folder) / "home")
            async with app.run_test(size=sizes[0]) as pilot:
                for size in sizes:
                    await pilot.resize_terminal(*size)
                    await pilot.pause()
                await pilot.press("j", "right_parenthesis", "H")

    asyncio.run(resize())


async def test_the_mouse_selects(start: Start) -> None:
    async with start() as reader:
        row = row_of(reader, "friend")
        column = reader.lines()[row].index("friend")
        await reader.pilot.mouse_down("#essay", offset=(column, row - 1))
        await reader.pilot.hover("#essay", offset=(column + 5, row - 1))
        await reader.pilot.mouse_up("#essay", offset=(column + 5, row - 1))
        await reader.press("H")
        assert reader.screen.reading.annotations[0].target.quote.exact == "friend"


async def test_a_click_takes_the_caret_there(start: Start) -> None:
    async with start() as reader:
        row = row_of(reader, "friend")
        column = reader.lines()[row].index("friend")
        await reader.pilot.click("#essay", offset=(column, row - 1))
        await reader.settle()
        assert reader.caret_words.startswith("friend")
        assert reader.screen.essay.selection is None


async def test_ascii_draws_nothing_but_ascii(start: Start) -> None:
    """Signs and rules are ASCII; the author's own letters stay."""
    notes = "[1] A. Smith, A Book (London, 1990), p. 3.\n\n[2] Ibid.\n"
    text = f"An essay\n\nPlain words only, with a note[1] and another[2].\n\n{notes}"
    async with start(settings=Settings(ascii=True, animation=False), text=text) as reader:
        await reader.press(")", "H", "a", "x", "<escape>", "gi", "<escape>", "gf")
        body = "\n".join(reader.lines()[1:-1])
        assert body.isascii(), [c for c in body if not c.isascii()]


async def test_the_place_is_there_again_after_a_restart(start: Start) -> None:
    async with start(size=(70, 20)) as reader:
        await reader.press(" ", " ")
        top = reader.lines()[1]
        await reader.press("q")
    async with start(size=(70, 20)) as reader:
        assert reader.lines()[1][3:] == top[3:]


async def test_a_file_that_changes_is_read_anew_and_the_marks_follow(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H")
        await reader.go("Both could not")
        await reader.press("H")
        text = reader.text.replace("The first basket", "In truth the first basket")
        text = text.replace("Both could not be true, and Palmerston seems to have believed both. ", "")
        reader.file.write_text(text, encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        assert "read anew" in reader.foot
        assert "1 mark moved, 1 lost: R to review" in reader.foot
        assert len(reader.screen.reading.annotations) == 2


async def test_a_file_that_vanishes_is_said_and_nothing_is_lost(start: Start) -> None:
    async with start() as reader:
        reader.file.unlink()
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        assert "is gone from the disk" in reader.foot
        await reader.press(")", "H")
        assert len(reader.app.library.store.for_document(reader.screen.reading.document.id)) == 1


async def test_a_store_that_refuses_is_said_and_the_screen_shows_no_mark(start: Start, monkeypatch) -> None:
    from tuireader.errors import StoreError
    from tuireader.library import Library

    def refuse(*_args: object) -> None:
        raise StoreError("Not saved: the disk is full. Make room and try again.")

    async with start() as reader:
        monkeypatch.setattr(Library, "save", refuse)
        await reader.go("Cholera followed")
        await reader.press("H")
        assert reader.foot.startswith("Not saved: the disk is full")
        assert "NOT SAVED" in reader.lines()[0]
        assert reader.screen.reading.annotations == ()


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(start: Start, monkeypatch) -> None:
    from tuireader.errors import StoreError
    from tuireader.library import Library

    def refuse(*_args: object) -> None:
        raise StoreError("Not saved: the disk is full. Make room and try again.")

    async with start() as reader:
        with monkeypatch.context() as broken:
            broken.setattr(Library, "save", refuse)
            await reader.go("Cholera followed")
            await reader.press("a", "precious", "<escape>")
            assert reader.app.screen.typed == "precious"
            assert "Not saved: the disk is full" in reader.page
        await reader.press("<escape>")
        assert reader.screen.reading.annotations[0].body == "precious"


async def test_a_note_finds_its_words_when_the_file_changes_meanwhile(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a", "so soon")
        reader.file.write_text("A line before all.\n\n" + reader.text, encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        await reader.press("<escape>")
        mark = reader.screen.reading.marks[0]
        assert mark.span.of(reader.text).startswith("Cholera followed")


async def test_a_note_whose_words_are_gone_is_not_put_elsewhere(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a", "so soon")
        reader.file.write_text(reader.text.replace("Cholera followed them[4]. ", ""), encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        await reader.press("<escape>")
        assert "gone from the text" in reader.page
        assert reader.screen.reading.annotations == ()


async def test_a_revision_keeps_the_caret_on_its_word(start: Start) -> None:
    async with start(size=(120, 20)) as reader:
        await reader.go("Erasmus wrote")
        await reader.press("ma")
        reader.file.write_text("A line before all.\n\n" + reader.text, encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        assert reader.caret_words.startswith("Erasmus wrote")
        await reader.press("gg", "'a")
        assert reader.caret_words.startswith("Erasmus wrote")
        await reader.press("gi", "erasmus", "<enter>")
        assert reader.screen.entry is not None


async def test_no_list_leads_into_the_old_text_after_a_revision(start: Start) -> None:
    async with start() as reader:
        for keys in ("go", "gp", "gr"):
            await reader.go("sign[1]")
            await reader.press(keys)
            reader.file.write_text(reader.text.replace("dug", "dug and dug", 1), encoding="utf-8")
            reader.screen.upkeep.look_at_file()
            await reader.settle()
            rows = reader.screen.query_one("#list").rows if reader.screen.side.pane != "footnotes" else ()
            for row in rows:
                said = row.text.split()
                words = said[-1] if keys == "go" else f"[{said[2] if keys == 'gp' else said[0]}]"
                assert words in reader.text[row.target :][:60]
            await reader.press("<escape>")


async def test_marks_made_while_the_file_is_read_anew_are_kept(start: Start) -> None:
    async with start() as reader:
        reader.file.write_text(reader.text + "\nOne more line.\n", encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        reader.screen.essay.go(reader.at("Cholera followed"))
        reader.screen.run_command("highlight")
        await reader.settle()
        assert len(reader.screen.reading.annotations) == 1
        assert "One more line" in reader.text


async def test_the_marks_of_another_session_come_in(start: Start) -> None:
    from tuireader.annotations.model import Motivation
    from tuireader.library import Library
    from tuireader.text.span import Span

    async with start() as reader:
        other = Library(reader.app.library.home)
        theirs = other.open(reader.file)
        at = reader.at("Lord Palmerston")
        span = Span(at, at + 15)
        now = "2026-01-01T00:00:00Z"
        marked, change = theirs.annotate(span, Motivation.COMMENTING, "key", "from elsewhere", (), now)
        other.save(marked, change)
        reader.screen.upkeep.look_at_marks()
        await reader.settle()
        assert "✎ from elsewhere" in reader.page


async def test_a_sentence_inside_a_larger_mark_is_marked_for_itself(start: Start) -> None:
    async with start() as reader:
        await reader.go("He had a friend")
        await reader.press("V", ")", "H", "(", "(", ")", "H")
        assert [a.label for a in reader.screen.reading.annotations] == ["key", "key"]


async def test_a_paste_arrives_once_and_clean(start: Start) -> None:
    from textual import events

    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a")
        reader.app.post_message(events.Paste("one\r\ntwo\rthree \x1b[31m\u202e"))
        await reader.settle()
        assert reader.app.screen.typed == "one\ntwo\nthree \u241b[31m\ufffd"
        await reader.press("<escape>", "/")
        reader.app.post_message(events.Paste("Cho\x1blera"))
        await reader.settle()
        assert reader.screen.query_one("#ask").value == "Cho\u241blera"


async def test_an_index_that_fails_does_not_end_the_reading(start: Start, monkeypatch) -> None:
    from tuireader.library import Library

    def fail(*_args: object) -> None:
        raise RuntimeError("no such word")

    monkeypatch.setattr(Library, "index", fail)
    async with start() as reader:
        assert "No index could be made" in reader.foot
        await reader.press(")", "H")
        assert len(reader.screen.reading.annotations) == 1


async def test_the_focus_on_the_text_stays_while_marking(start: Start) -> None:
    async with start() as reader:
        await reader.press("z", ")", "H")
        assert "FOOTNOTES" not in reader.page


async def test_a_note_called_twice_on_a_page_is_printed_once(start: Start) -> None:
    words = "Some words of a paragraph stand here[1]. " + "More of them follow. " * 6 + "And again[1]. And[2]."
    notes = "[1] A. Smith, A Book (London, 1990), p. 3.\n\n[2] B. Jones, Another (Paris, 1980), p. 4.\n"
    async with start(text=f"An essay\n\n{words}\n\n{words.replace('[1]', '')}\n\n{notes}") as reader:
        margin = "\n".join(line[74:] for line in reader.lines())
        assert margin.count("A Book") == 1
        assert "1  as above" in margin


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_screens_are_as_they_were_read_and_approved(start: Start, size: tuple[int, int]) -> None:
    """Kept as text in ``golden/``; TUIREADER_GOLDEN=write writes them anew, and then they must be read."""
    folder = Path(__file__).parent / "golden"
    async with start(size=size) as reader:
        pages = []
        for keys in ("", "]f", ")H", "gi", "<escape>", "go"):
            if keys:
                await reader.press(*([keys] if keys.startswith("<") else list(keys) if keys == ")H" else [keys]))
            pages.append(f"-- {keys or 'opened'}\n" + "\n".join(line.rstrip() for line in reader.lines()))
    said = "\n".join(pages) + "\n"
    file = folder / f"{size[0]}x{size[1]}.txt"
    if os.environ.get("TUIREADER_GOLDEN") == "write":
        folder.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")

    assert said == file.read_text(encoding="utf-8")


async def test_ctrl_c_throws_a_note_away_only_when_asked_twice(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a", "hasty", "<ctrl+c>")
        assert "Throw away" in reader.page
        await reader.press("<ctrl+c>")
        assert reader.screen.reading.annotations == ()


async def test_the_shelf_says_what_is_there(start: Start, tmp_path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    words = "Some words of a real paragraph stand here. " * 12
    (folder / "one.txt").write_text(f"A title\n\n{words}\n\n{words}\n", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 50)
    (folder / "picture.png").write_bytes(b"x")
    async with start(path=folder) as reader:
        assert "A title  (one.txt)" in reader.page
        assert "picture" not in reader.page
        assert "not opened yet" in reader.page
        await reader.press("j", "<enter>", "q")
        assert "% read" in reader.page
        await reader.press("q")
        assert not reader.app.is_running or reader.app.return_code == 0


async def test_an_empty_shelf_says_what_to_do(start: Start, tmp_path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    async with start(path=folder) as reader:
        assert "Put a .txt or .md file" in reader.page


async def test_the_caret_stays_in_sight_when_the_side_takes_room(start: Start) -> None:
    async with start(size=(60, 20)) as reader:
        await reader.press("L")
        await reader.press("]f", "]f", "]f")
        caret, top = reader.screen.essay.caret, reader.screen.essay.top
        await reader.press("<enter>")
        assert reader.screen.side.open
        assert reader.screen.essay.caret == caret
        assert 0 <= reader.screen.essay.caret_row < reader.screen.essay.size.height
        await reader.press("<escape>")
        assert (reader.screen.essay.caret, reader.screen.essay.top) == (caret, top)


async def test_a_list_of_answers_that_is_left_gives_back_what_was_there(start: Start) -> None:
    for size in ((120, 40), (60, 20)):
        async with start(size=size) as reader:
            await reader.press("]f", "gl")
            assert "Enter chooses" in reader.foot
            await reader.press("<escape>")
            assert reader.screen.side.pane == "footnotes"
            assert reader.screen.side.open == (size[0] == 120)
            assert reader.screen.reading.links == ()
