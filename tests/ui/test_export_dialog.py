"""What will be written is seen before; what the reader wrote in a file of notes is told, and stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .conftest import Reader, Start


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
async def marked(start: Start) -> AsyncIterator[Reader]:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a", "of what?", "<escape>")
        await reader.go("The first basket")
        await reader.press("H")
        yield reader


async def test_nothing_is_written_before_enter(marked: Reader, tmp_path: Path) -> None:
    await marked.press("ge")
    assert "then   2 new" in marked.page
    assert "+> Cholera followed them" in marked.page
    assert not list(tmp_path.glob("*.md"))
    await marked.press("<enter>")
    assert "Cholera followed them" in (tmp_path / "essay-notes.md").read_text(encoding="utf-8")
    assert "essay-notes.md: 2 new" in marked.foot


async def test_what_was_typed_into_the_file_is_told_and_kept(marked: Reader, tmp_path: Path) -> None:
    await marked.press("ge", "<enter>")
    file = tmp_path / "essay-notes.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("of what?", "of bad water") + "\nMine.\n", encoding="utf-8")
    await marked.go("Lord Palmerston")
    await marked.press("H", "ge")
    assert "1 new, 1 conflict" in marked.page
    await marked.press("<enter>")
    kept = file.read_text(encoding="utf-8")
    assert "of bad water" in kept
    assert "Mine." in kept
    assert "Lord Palmerston thought" in kept
    await marked.press("ge")
    assert "nothing would change" in marked.page or "1 conflict" in marked.page


async def test_the_choice_is_remembered_for_the_document(marked: Reader, tmp_path: Path, start: Start) -> None:
    await marked.press("ge", "f", "f", "w")
    assert "a table, safe to open in a spreadsheet" in marked.page
    await marked.press("n")
    await marked.press(*(["<backspace>"] * 40), "table.csv", "<enter>", "<enter>")
    assert (tmp_path / "table.csv").exists()
    await marked.press("ge")
    assert "file   table.csv" in marked.page
    assert "open notes and marks" in marked.page


async def test_style_and_selection_change_what_would_be_written(marked: Reader) -> None:
    await marked.press("ge", "s")
    assert "[!quote]" in marked.page
    await marked.press("w", "w", "w")
    assert "highlights only" in marked.page
    assert "Cholera" not in marked.page
    await marked.press("o")
    assert "in the order of the date" in marked.page
    await marked.press("Q")
    assert "that key does nothing here" in marked.page


async def test_a_file_that_is_in_the_way_is_replaced_only_when_that_is_said(marked: Reader, tmp_path: Path) -> None:
    (tmp_path / "essay-notes.md").write_text("my own words\n", encoding="utf-8")
    await marked.press("ge")
    assert "was not touched" in " ".join(marked.page.split())
    await marked.press("<enter>")
    assert (tmp_path / "essay-notes.md").read_text(encoding="utf-8") == "my own words\n"
    await marked.press("!", "<enter>")
    assert "Cholera" in (tmp_path / "essay-notes.md").read_text(encoding="utf-8")
    assert (tmp_path / "essay-notes.md.bak").read_text(encoding="utf-8") == "my own words\n"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (30, 12)])
async def test_the_dialog_fits_a_small_window(start: Start, size: tuple[int, int]) -> None:
    async with start(size=size) as reader:
        await reader.go("The first basket")
        await reader.press("H", "ge")
        assert "file " in reader.page
        assert "Enter writes" in reader.page
        await reader.press("<escape>")
        assert len(reader.app.screen_stack) == 1
