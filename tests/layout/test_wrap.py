"""Setting text in rows: nothing lost, nothing too wide, every offset found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.markdown import read_markdown
from tuireader.documents.model import BlockKind, Document
from tuireader.documents.plain import read_plain
from tuireader.layout.cells import columns, fit, width
from tuireader.layout.wrap import ORNAMENT, breaks, lay_out

MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc déf gh, (“x”) – — - \n\t1234"),
        st.sampled_from("漢字かなカナ、。「」한글"),
        st.sampled_from("e\u0301a\u0308\u200d👩👧🇬🇧❤\ufe0f"),
    ),
    max_size=400,
)


def document(text: str, markdown: bool = False) -> Document:
    return (read_markdown if markdown else read_plain)(text, "test")


@given(MIXED, st.integers(4, 90), st.booleans())
def test_no_row_is_wider_than_the_measure(text: str, measure: int, markdown: bool) -> None:
    for row in lay_out(document(text, markdown), measure).rows:
        assert row.indent + width(row.text) <= max(measure, 4) or len(row.text.split()) <= 1


@given(MIXED, st.integers(4, 90), st.booleans())
def test_every_shown_character_stands_in_exactly_one_row(text: str, measure: int, markdown: bool) -> None:
    doc = document(text, markdown)
    hidden = {i for span in doc.hidden for i in range(span.start, span.end)}
    blocks = [b for b in doc.blocks if b.kind is not BlockKind.RESIDUE]
    wanted = [i for b in blocks for i in range(b.span.start, b.span.end) if i not in hidden and not text[i].isspace()]
    shown = [
        p.source + n
        for row in lay_out(doc, measure).rows
        for p in row.pieces
        for n in range(p.length)
        if not text[p.source + n].isspace()
    ]

    assert shown == wanted


@given(MIXED, st.integers(8, 90), st.booleans(), st.data())
def test_an_offset_is_found_again_through_its_row_and_column(
    text: str, measure: int, markdown: bool, data: st.DataObject
) -> None:
    page = lay_out(document(text, markdown), measure)
    offsets = [p.source + n for row in page.rows for p in row.pieces for n in range(p.length)]
    if not offsets:
        return
    offset = data.draw(st.sampled_from(offsets))
    row = page.rows[page.row_of(offset)]
    back = row.offset_at(row.column_of(offset))

    assert row.column_of(back) == row.column_of(offset)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("unbreakableword", 6, ["unbrea", "kablew", "ord"]),
        ("well-known fact", 8, ["well-", "known", "fact"]),
        ("in 1941–1945 exactly", 9, ["in", "1941–1945", "exactly"]),
        ("so—then", 5, ["so—", "then"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("漢字。漢字", 4, ["漢", "字。", "漢字"]),
        ("a b c", 1, ["a", "b", "c"]),
        ("", 5, []),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, cells: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b, _ in breaks(text, cells, cells)] == lines


def test_curly_quotes_and_dashes_take_one_cell_each() -> None:
    assert width("‘cannot’ — “be”…") == len("‘cannot’ — “be”…")


def test_combining_and_joined_characters_share_a_column() -> None:
    assert columns("e\u0301a") == [0, 0, 1, 2]
    assert width("👨\u200d👩\u200d👧") == 2


def test_fit_cuts_whole_characters_and_says_so() -> None:
    assert fit("漢字漢字", 5) == "漢字…"
    assert fit("short", 5) == "short"
    assert fit("much too long", 0) == ""


def test_residue_is_left_out_and_works_are_set_apart() -> None:
    text = (
        "First Essay\n\nA paragraph with a note[1]. "
        + "More words here. " * 20
        + "\n\n[1] A. Smith, A Book (London, 1990).\n\n"
        "Second Essay\n\nAnother paragraph with a note[1]. "
        + "Still more words. " * 20
        + "\n\n[1] B. Jones, Other (Paris, 1980).\n"
    )
    rows = [r.text for r in lay_out(read_plain(text, "t"), 60).rows]

    assert rows.count(ORNAMENT) == 1


def test_hidden_signs_of_markup_are_not_drawn() -> None:
    page = lay_out(read_markdown("# Title\n\nSome *stressed* and **strong** words[^1].\n\n[^1]: A note.\n", "t"), 60)
    shown = [r.text for r in page.rows if r.pieces]

    assert shown[0] == "Title"
    assert shown[1] == "Some stressed and strong words[1]."


def test_editorial_brackets_are_text() -> None:
    """Nothing between brackets may be eaten as markup."""
    text = "with whom the [Allies] would [...] come to terms [/b] [red]x[/red]."

    assert text in " ".join(r.text for r in lay_out(read_plain(text, "t"), 90).rows)


def test_a_megabyte_on_one_line_is_set() -> None:
    page = lay_out(read_plain("word " * 200_000, "t"), 70)

    assert sum(len(r.text.split()) for r in page.rows) == 200_000
