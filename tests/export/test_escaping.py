"""Words that were escaped come back from a Markdown reader as the same words."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from tuireader.export.csv import harmless
from tuireader.export.escaping import escape, escape_lines, yaml_string
from tuireader.export.safe_json import dumps
from tuireader.text.clean import clean

SPECIAL = [
    *"\\`*_[]<>{}~^$|@&#=%:+-.!()\"'/ \t\nax1;",
    *("&amp;", "&#65;", "1.", "<!--", "-->", "\u2028", "[^1]", "http://a.b"),
]
texts = st.lists(st.sampled_from(SPECIAL), max_size=24).map("".join)

READER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).use(deflist_plugin).use(dollarmath_plugin)


def words_of(source: str, reader: MarkdownIt) -> str:
    """The text that a reader shows: nothing but paragraphs, text and line breaks may come of it."""
    out = []
    for token in reader.parse(source):
        if token.type == "inline":
            for child in token.children or ():
                assert child.type in ("text", "text_special", "softbreak", "hardbreak"), (child.type, source)
                out.append("\n" if child.type.endswith("break") else child.content)
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"), (
                token.type
            )
            out.append("\n\n" if token.type == "paragraph_close" else "")
    return "".join(out)


@given(texts)
@example("1. a")
@example("(1) a")
@example("- - -")
@example("&amp;amp;")
@example(": a")
@example("[^1]: a")
def test_one_line_comes_back_as_it_was(text: str) -> None:
    plain = " ".join(text.split())
    assert words_of(escape(text), READER).strip() == plain
    assert words_of(f"> {escape(text)}", READER).strip() == plain
    assert words_of(f"before\n{escape(text)}", READER).replace("\n", " ").split() == ["before", *plain.split()]


@given(st.lists(texts, max_size=4).map("\n".join))
def test_the_lines_and_paragraphs_of_a_note_come_back(text: str) -> None:
    expected = []
    for line in text.splitlines():
        expected.append(" ".join(line.split()))
    paragraphs = [p.strip("\n") for p in "\n".join(expected).split("\n\n")]
    written = "\n".join(escape_lines(text))
    shown = [p.strip("\n") for p in words_of(written, READER).split("\n\n")]
    assert [p for p in shown if p] == [p for p in paragraphs if p]


def test_the_end_of_a_comment_in_a_note_stays_text() -> None:
    written = escape("<!-- tuireader:end x -->")
    assert "<!--" not in written.replace("\\<", "")
    assert words_of(written, READER).strip() == "<!-- tuireader:end x -->"


@pytest.mark.parametrize(
    "text", ["yes", "1984", "[edit]", "a: b", "@x", '"', "\\", "2026-11-23", "\x1b[2J", "a\nb", "# no"]
)
def test_a_yaml_string_is_quoted_and_free_of_controls(text: str) -> None:
    written = yaml_string(text)
    assert written[0] == written[-1] == '"'
    assert clean(written) == written
    assert "\n" not in written


@given(st.text())
def test_json_reads_back_and_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    written = dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert clean(written) == written


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "＝1", "|x", "%x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("a=1") == "a=1"
