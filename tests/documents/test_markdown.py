"""Markdown becomes blocks over its own raw text; what is hidden is markup, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.markdown import read_markdown
from tuireader.documents.model import Block, BlockKind, Document


def _shown(document: Document, block: Block) -> str:
    hidden = {n for span in document.hidden for n in range(span.start, span.end)}
    return "".join(document.text[n] for n in range(block.span.start, block.span.end) if n not in hidden)


def _blocks(text: str) -> list[tuple[str, int, str]]:
    document = read_markdown(text, "a.md")
    return [(b.kind.value, b.level, _shown(document, b)) for b in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *two*.\n\n# Late #\n", [("paragraph", 0, "One two."), ("heading", 1, "Late")]),
        ("# Title\n\nBy A. N. Other, 1900\n\nText.", [("title", 1, "Title"), ("byline", 0, "By A. N. Other, 1900"),
                                                       ("paragraph", 0, "Text.")]),
        ("Text.\n\nTwo\nlines\n---\n", [("paragraph", 0, "Text."), ("heading", 2, "Two\nlines")]),
        ("> quoted\n> twice\nlazily\n> > deep", [("quotation", 1, "quoted\ntwice\nlazily"), ("quotation", 2, "deep")]),
        ("> a\n>\n> > b", [("quotation", 1, "a"), ("quotation", 2, "b")]),
        ("- one\n  more\n- two\n\n  still two\n  1. in", [("list item", 1, "- one\nmore"), ("list item", 1, "- two"),
                                                         ("list item", 1, "still two"), ("list item", 2, "1. in")]),
        ("> - in a quotation", [("list item", 1, "- in a quotation")]),
        ("```py\nx = a[^1]\n```\n\n    more", [("code", 0, "x = a[^1]"), ("code", 0, "more")]),
        ("> ```\n> x\n>   y\n> ```", [("code", 0, "x\n  y")]),
        ("| a | b |\n|---|---|\n| 1[^x] | `2` |\n", [("list item", 1, "| a | b |"), ("residue", 0, "|---|---|"),
                                                     ("list item", 1, "| 1[x] | 2 |")]),
        ("| *a* | *a* |\n|-|-|\n| *x* | *\\|* | *y* |\n", [("list item", 1, "| a | a |"), ("residue", 0, "|-|-|"),
                                                      ("list item", 1, r"| x | *\|* | *y* |")]),
        ("Text.\n\n***\n\n<!-- no -->\n\n[r]: http://x\n", [("paragraph", 0, "Text."), ("residue", 0, "***"),
                                                            ("residue", 0, "<!-- no -->"),
                                                            ("residue", 0, "[r]: http://x")]),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert _blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** and _soft_ and ***both***", "bold and soft and both"),
        ("`code` and `` a`b ``", "code and a`b"),
        ('[words](http://x.y/(z) "t") on', "words on"),
        ("[words][r] and [r] and [r][]\n\n[r]: http://x", "words and r and r"),
        ("<http://x.y/%20> and <b>raw</b>", "http://x.y/%20 and raw"),
        ("![A map](map.png) of it", "[A map] of it"),
        (r"\*not\* \[1\] and \\", r"*not* [1] and \ ".rstrip()),
        ("R&amp;D &eacute; &nbsp;", "R&D &eacute; &nbsp;"),
        ("a ~~struck~~ word", "a ~~struck~~ word"),
        ("so[^1] and [^none] and [1] and [Allies]", "so[1] and [none] and [1] and [Allies]"),
        ("in `[^9]` no note", "in [^9] no note"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("one  \ntwo\\\nthree", "one  \ntwo\nthree"),
        ("*a **b** c* d", "a b c d"),
        ("a [link *with* `code`](<x y>)!", "a link with code!"),
    ],
)
def test_only_the_signs_of_markup_are_hidden(text: str, shown: str) -> None:
    assert _blocks(f"Start.\n\n{text}")[1][2] == shown


def test_emphases_are_the_words_between_the_signs() -> None:
    document = read_markdown("*a **b*** `c` [d](e) <http://f>", "a.md")

    found = [(kind.value, span.of(document.text)) for span, kind in document.emphases]
    assert found == [("stressed", "a **b**"), ("strong", "b"), ("code", "c"), ("link", "d"), ("link", "http://f")]


NOTES = """\
# Essay

Text.[^1] More.[^b] Again.[^1]

> Quoted.[^1]

## Notes

[^1]: First *note*
    goes on.

    And has a second paragraph.
[^b]: Second.
[^unused]: Nobody points here.
[^1]: A second one of the same name.

```
[^code]: no note
```
"""


def test_every_definition_is_a_note_entry_unused_and_doubled_ones_too() -> None:
    found = [words for kind, _, words in _blocks(NOTES) if kind == "note entry"]

    assert [words.partition(":")[0] for words in found] == ["[1]", "[b]", "[unused]", "[1]"]
    assert found[0] == "[1]: First note\ngoes on.\n\nAnd has a second paragraph."


def test_a_work_with_notes_names_the_style_of_their_list() -> None:
    assert read_markdown(NOTES, "a.md").works[0].note_style == "markdown"
    assert read_markdown("No notes.", "a.md").works[0].note_style == ""


def test_a_heading_over_nothing_but_notes_is_the_heading_of_the_notes() -> None:
    kinds = [b.kind for b in read_markdown(NOTES.partition("```")[0], "a.md").blocks]

    assert BlockKind.NOTE_HEADING in kinds
    assert BlockKind.NOTE_HEADING not in [b.kind for b in read_markdown(NOTES, "a.md").blocks]


@pytest.mark.parametrize(
    ("text", "title", "byline", "first"),
    [
        ("---\ntitle: 'The *Title*'\nauthor: A\ndate: 1900\n---\n\nText.", "The *Title*", "A, 1900", "residue"),
        ("---\ntitle: Meta\n---\n# The *real* one\n\nText.", "The real one", None, "residue"),
        ("---\n\nProse after a rule.\n\n---\n", "file", None, "residue"),
        ("*Motto*\n\n# Title\n\nText.", "Title", None, "paragraph"),
        ("# One\n\nText.\n\n# Two\n", "One", None, "title"),
        ("Text only.", "file", None, "paragraph"),
    ],
)
def test_the_title_is_what_the_file_calls_itself(text: str, title: str, byline: str | None, first: str) -> None:
    document = read_markdown(text, "folder/file.md")

    assert (document.title, document.works[0].byline) == (title, byline)
    assert document.blocks[0].kind == first


def test_nothing_is_lost_where_the_parser_stops_nesting() -> None:
    text = ">" * 60 + " Deep down."

    assert "Deep down." in "".join(words for kind, _, words in _blocks(text) if kind != "residue")


_PIECES = (
    *("# ", "## ", "> ", "- ", "* ", "1. ", "\n", "\n\n", "    ", "  ", "\t", "word", "Über", "😀", "\x00", "\u2028"),
    *("*", "**", "_", "`", "``", "~~", "\\*", "\\\n", "&amp;", "&nbsp;", "[^1]", "[^x]:", "[^1]: ", "<!-- c -->", "|"),
    *("[a](b)", "[a][b]", "[b]: http://x", '![i](u "t")', "<b>", "<http://x.y>", "```\n", "~~~\n", "---\n", "===\n"),
    "| a | b |\n|---|---|\n",
)


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_every_sign_of_any_markdown_is_in_one_block_or_hidden(text: str) -> None:
    document = read_markdown(text, "a.md")
    blocks = document.blocks
    told = {n for s in [*document.hidden, *(b.span for b in blocks)] for n in range(s.start, s.end)}

    assert document.text == text
    assert [c for n, c in enumerate(text) if n not in told and not c.isspace()] == []
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert all(b.span.of(text).split("\n")[0].strip() and b.span.of(text).split("\n")[-1].strip() for b in blocks)
    assert all(a.end < b.start for a, b in pairwise(document.hidden))
    assert list(document.emphases) == sorted(document.emphases)
    assert all(span.of(text).strip("*_`[]<> \n") or len(span) for span, _ in document.emphases)
