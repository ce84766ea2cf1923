"""Words that were escaped come back from a Markdown reader as the same words."""

from __future__ import annotations

import json
import random
import subprocess

import pytest
from escaping_samples import READER, SPECIAL, pandoc_paragraphs, words_of
from hypothesis import example, given
from hypothesis import strategies as st

from tuireader.export.csv import harmless
from tuireader.export.escaping import escape, escape_lines, unescape, yaml_string
from tuireader.export.safe_json import dumps
from tuireader.text.clean import clean

texts = st.lists(st.sampled_from(SPECIAL), max_size=24).map("".join)


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


@given(texts)
def test_what_was_escaped_is_unescaped_to_the_same_words(text: str) -> None:
    plain = " ".join(text.split())
    assert unescape(escape(text)) == plain
    assert unescape(escape(text, "'\"")) == plain


@pytest.mark.parametrize(("form", "also"), [("commonmark", ""), ("markdown-smart", ""), ("markdown", "'\"")])
def test_pandoc_gives_the_same_words_back(form: str, also: str) -> None:
    """A thousand strings in one process; tests/bench/export_escaping.py has a hundred times as many."""
    pypandoc = pytest.importorskip("pypandoc", reason="no pandoc: pip install pypandoc_binary")
    chance = random.Random(form)
    made = (" ".join("".join(chance.choices(SPECIAL, k=chance.randint(1, 24))).split()) for _ in range(1000))
    strings = [text for text in made if text]
    source = "\n\n".join(escape(text, also) for text in strings)
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", form, "-t", "json"], input=source, capture_output=True, text=True, check=True
    )
    assert pandoc_paragraphs(json.loads(run.stdout)) == strings


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
