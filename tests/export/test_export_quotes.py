"""An exported file, read by a Markdown reader, gives the quotes back, the footnotes called where they stood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from export_samples import DAY, read
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from tuireader.annotations.model import Motivation
from tuireader.documents.markdown import read_markdown
from tuireader.export import renewing
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading
from tuireader.text.span import Span

READER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).use(front_matter_plugin)

PIECES = st.sampled_from(
    (
        *(
            "word ",
            "a",
            "1. ",
            "(1) ",
            "[1]",
            "[1](",
            "[1]:",
            " ",
            "\n",
            "*",
            "_",
            "`",
            "<b>",
            "&amp;",
            "#",
            "- ",
            "> ",
        ),
        *("\\", "|", "---", "===", "~~", "$", "!", "[x]: y", "http://a.b/", "\t", "…", "’"),
    )
)
BODIES = st.lists(PIECES, min_size=1, max_size=30).map("".join)


def words(tokens: list[Token]) -> str:
    """The words of an inline, a footnote's call shown as a dagger."""
    out = []
    for token in tokens:
        assert token.type in ("text", "text_special", "softbreak", "hardbreak", "footnote_ref"), token.type
        out.append({"footnote_ref": "†", "softbreak": " ", "hardbreak": " "}.get(token.type, token.content))
    return "".join(out)


def quotes(source: str) -> list[list[str]]:
    """The paragraphs of each quote, without the line that says where it stands."""
    found: list[list[str]] = []
    inside = False
    for token in READER.parse(source):
        if token.type in ("blockquote_open", "blockquote_close"):
            inside = token.type.endswith("open")
            if inside:
                found.append([])
        elif inside and token.type == "inline":
            found[-1].append(words(token.children or []))
        elif inside:
            assert token.type.startswith("paragraph_"), token.type
    return [paragraphs[:-1] for paragraphs in found]


@given(BODIES, st.integers(0, 40), st.integers(1, 120))
@example("see[1](a) and [1]: b", 0, 60)
@example("[1]: begins", 0, 60)
def test_the_quote_comes_back_with_its_footnotes_in_their_places(body: str, start: int, length: int) -> None:
    text = (
        f"{body}\n\nMore prose[1] to end with, and long enough to be prose.\n\nNotes\n\n[1] A. Writer, Book (1900).\n"
    )
    reading = read(text)
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    if not span.of(text).strip():
        return
    reading, _ = reading.annotate(span, Motivation.HIGHLIGHTING, "key", "", (), DAY, lambda: "m")
    expected = text
    for marker in reversed(reading.apparatus.markers_in(span)):
        if span.covers(marker.span) and reading.apparatus.note_of(marker):
            at = marker.span
            expected = expected[: at.start] + "†".ljust(len(at), "\0") + expected[at.end :]
    wanted = [" ".join(p.replace("\0", "").split()) for p in re.split(r"\n[^\S\n]*\n", span.of(expected))]
    (found,) = quotes(renewing.render(reading))
    assert [p.replace(" ", "") for p in found] == [p.replace(" ", "") for p in wanted if p]
    if "†" not in "".join(wanted):
        assert found == [p for p in wanted if p]


@pytest.mark.parametrize("label", ["1", "smith"])
def test_a_quote_from_markdown_shows_the_words_and_not_the_signs(label: str) -> None:
    text = (
        f"# Title\n\nSome **strong words** and a [link](http://x.y) here.[^{label}]\n\n[^{label}]: The *note* itself.\n"
    )
    document = read_markdown(text, "essay.md")
    reading = Reading(document, resolve(document))
    start = text.index("Some")
    span = Span(start, text.index("\n\n[^"))
    reading, _ = reading.annotate(span, Motivation.HIGHLIGHTING, "key", "", (), DAY, lambda: "m")
    out = renewing.render(reading)
    assert f"> Some strong words and a link here.[^s1-{label}]" in out
    assert f"[^s1-{label}]: ({label}) The note itself." in out.replace("\\", "")
    assert quotes(out) == [["Some strong words and a link here.†"]]


def test_works_that_number_their_notes_alike_have_keys_of_their_own(seed: Path) -> None:
    reading = read(seed.read_text(encoding="utf-8"))
    for marker in reading.apparatus.markers:
        if marker.label in ("1", "4"):
            name = f"{marker.id:03}"
            made = (Motivation.HIGHLIGHTING, "key", "", (), DAY, lambda name=name: name)
            reading, _ = reading.annotate(marker.span, *made)
    out = renewing.render(reading)
    assert re.findall(r"^\[\^([^\]]+)\]:", out, re.MULTILINE) == ["s1-1", "s1-4", "s2-1", "s2-4"]
    assert "Pp 37. \\[= note 3: Jonathan Haslem, ‘Soviet War Aims’" in out
