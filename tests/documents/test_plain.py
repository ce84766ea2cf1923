"""Plain text becomes works and blocks as a reader would divide them."""

from __future__ import annotations

import pytest

from tuireader.documents.model import BlockKind, Document
from tuireader.documents.plain import read_plain

LONG = (
    "The sentence is long enough to be a paragraph, because it goes on and on for more than ninety code points in all."
)
WRAPPED = (
    "The sentence is wrapped by hand after some\nseventy columns, as the files of the old libraries are, and\n"
    "it has three lines."
)


def kinds(text: str) -> list[tuple[str, str]]:
    document = read_plain(text, "essay.txt")
    return [(b.kind.value, b.span.of(text)) for b in document.blocks]


def test_a_wrapped_paragraph_is_one_block_and_long_lines_are_one_each() -> None:
    text = f"{WRAPPED}\n\n{LONG} {LONG}\n{LONG} {LONG}\n"
    assert [k for k, _ in kinds(text)] == ["paragraph", "paragraph", "paragraph"]
    assert kinds(text)[0][1] == WRAPPED


def test_a_title_and_the_name_under_it_are_told_apart_from_the_text() -> None:
    text = f"The Salt Road\n\nBy Ruth Amsel\n\n{LONG}\n"
    document = read_plain(text, "essay.txt")
    assert document.title == "The Salt Road"
    assert document.works[0].title == "The Salt Road"
    assert document.works[0].byline == "By Ruth Amsel"
    assert [k for k, _ in kinds(text)] == ["title", "byline", "paragraph"]


def test_a_text_without_a_title_has_the_name_of_its_file() -> None:
    document = read_plain(f"{LONG}\n\n{LONG}\n", "some/where/salt.txt")
    assert document.title == "salt"
    assert document.works[0].title is None


@pytest.mark.parametrize(
    "heading",
    [
        "The Carriers",
        "II. The Carriers",
        "2. The Carriers",
        "THE CARRIERS",
        "Chapter IV",
        "Kapitel 3",
        "The Carriers\n------------",
    ],
)
def test_a_heading_is_known_by_the_typographers_signs(heading: str) -> None:
    text = f"{LONG}\n\n{heading}\n\n{LONG}\n"
    first = heading.split("\n", maxsplit=1)[0]
    assert ("heading", first) in kinds(text)


@pytest.mark.parametrize(
    "line",
    [
        "A short sentence.",
        "Main article: Great Purge",
        "Historian David L. Hoffmann sums up the consensus of scholars:",
        "a line that begins in the middle",
        "Figure 3. The mill at Sund",
        "1. the first of three reasons",
    ],
)
def test_a_short_line_is_not_a_heading_for_being_short(line: str) -> None:
    text = f"{LONG}\n\n{line}\n\n{LONG}\n"
    assert all(kind != "heading" for kind, _ in kinds(text))


def test_an_edit_link_is_residue_and_no_part_of_its_heading() -> None:
    text = f"{LONG}\n\nEconomic policy[edit]\n\n{LONG}\n\nA line alone\n\n{LONG}\n"
    found = kinds(text)
    assert ("heading", "Economic policy") in found
    assert ("residue", "[edit]") in found
    assert ("paragraph", "A line alone") in found


def test_set_in_lines_are_a_quotation_unless_all_paragraphs_are_set_in() -> None:
    quoted = "    One line of verse,\n    another line of verse."
    assert ("quotation", quoted) in kinds(f"{LONG}\n\n{quoted}\n\n{LONG}\n")
    everywhere = f"    {LONG}\n\n    {LONG}\n\n    A short one.\n"
    assert {k for k, _ in kinds(everywhere)} == {"paragraph"}


def test_web_residue_after_the_text_is_outside_every_work() -> None:
    text = f"{LONG}\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n"
    document = read_plain(text, "essay.txt")
    assert [b.kind for b in document.residue] == [BlockKind.RESIDUE, BlockKind.RESIDUE]
    assert document.works[0].span.of(text) == LONG


def test_what_is_left_of_pictures_before_the_notes_is_a_caption() -> None:
    text = f"{LONG}[1]\n\nStarved peasants on a street, 1933\n\n[1] Anna Holt, Walls (London, 1990), p. 4.\n"
    assert [k for k, _ in kinds(text)] == ["paragraph", "caption", "note entry"]


@pytest.mark.parametrize("text", ["", "\n\n\n", "   \n\t\n"])
def test_a_text_without_words_has_no_works(text: str) -> None:
    document: Document = read_plain(text, "-")
    assert document.works == ()
    assert document.blocks == ()
    assert document.title


def test_one_megabyte_on_one_line_is_one_paragraph() -> None:
    text = "word " * 200_000
    assert [b.kind for b in read_plain(text, "-").blocks] == [BlockKind.PARAGRAPH]
