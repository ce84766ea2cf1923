"""Where neither words nor path say which document a file is, the reader is asked, and the answer holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import ESSAY, Start

OTHER = " ".join(f"Quite another sentence number {n} about weather station {n * n}." for n in range(60))


async def marked(start: Start) -> None:
    async with start() as reader:
        await reader.go("The first basket")
        await reader.press("H")


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """The essay under another name, with a paragraph put before it."""
    path = tmp_path / "final.txt"
    path.write_text(
        ESSAY.read_text(encoding="utf-8").replace("The first basket", "In the end the first basket"), encoding="utf-8"
    )
    return path


async def test_a_renamed_revision_gets_its_marks_when_the_reader_says_so(start: Start, renamed: Path) -> None:
    await marked(start)
    async with start(path=renamed) as reader:
        assert "“A Ditch in the Desert”, which has 1 mark. Is it a revision of it?" in " ".join(reader.page.split())
        await reader.press("y")
        assert len(reader.screen.reading.placed) == 1
        assert "are here" in reader.foot
    async with start(path=renamed) as reader:
        assert len(reader.screen.reading.placed) == 1
        assert "revision of it?" not in reader.page


async def test_a_copy_that_is_no_revision_begins_without_marks_and_is_not_asked_about_again(
    start: Start, renamed: Path
) -> None:
    await marked(start)
    async with start(path=renamed) as reader:
        await reader.press("n")
        assert reader.screen.reading.marks == ()
        await reader.go("Lord Palmerston")
        await reader.press("H")
    async with start(path=renamed) as reader:
        assert len(reader.screen.reading.placed) == 1
        assert "revision of it?" not in reader.page
    async with start() as reader:
        assert [m.annotation.target.quote.exact[:9] for _, m in reader.screen.reading.placed] == ["The first"]


@pytest.mark.parametrize("answer", ["y", "n"])
async def test_another_text_in_the_place_of_a_known_one(start: Start, answer: str) -> None:
    await marked(start)
    async with start(text=OTHER) as reader:
        assert "is another text than “A Ditch in the Desert”" in " ".join(reader.page.split())
        await reader.press(answer)
        assert len(reader.screen.reading.orphans) == (answer == "y")
    async with start(text=OTHER) as reader:
        assert "revision of it?" not in reader.page
        assert len(reader.screen.reading.orphans) == (answer == "y")
    async with start(text=ESSAY.read_text(encoding="utf-8")) as reader:
        assert len(reader.screen.reading.placed) == 1


async def test_a_file_that_another_text_replaces_under_the_reader_is_asked_about(start: Start) -> None:
    async with start() as reader:
        await reader.go("The first basket")
        await reader.press("H")
        reader.file.write_text(OTHER, encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        assert "is another text than" in " ".join(reader.page.split())
        await reader.press("n")
        assert reader.screen.reading.marks == ()
