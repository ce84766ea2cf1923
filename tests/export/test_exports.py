"""Every form of export holds every mark once, in reading order, and no word of it can turn into anything but text."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from export_samples import DAY, GOLDEN, read
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.codec import from_dict
from tuireader.annotations.model import Motivation
from tuireader.export import markdown
from tuireader.export.exporters import EXPORTERS
from tuireader.reading import Reading
from tuireader.text.clean import clean
from tuireader.text.span import Span


def test_the_default_shape_of_the_markdown(marked: Reading) -> None:
    expected = (GOLDEN / "essay.md").read_text(encoding="utf-8")
    assert markdown.render(marked) == expected.replace("@REVISION@", marked.document.revision[:16])


def test_a_reading_without_marks_exports_in_every_form(essay: Reading) -> None:
    for exporter in EXPORTERS.values():
        assert exporter.render(essay).endswith("\n")


def ids_in(form: str, text: str) -> list[str]:
    """The ids of the marks in an export, in its order."""
    if form == "md":
        begun = [line.split()[2] for line in text.splitlines() if line.startswith("<!-- tuireader:begin ")]
        return [name for name in begun if name != "footnotes"]
    if form == "jsonld":
        return [item["id"] for item in json.loads(text)["first"]["items"]]
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    found: list[str] = []

    class Articles(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "img", "a", "iframe", "object", "link"), tag
            assert not any(name.startswith("on") for name, _ in attrs)
            if tag == "article":
                found.append(dict(attrs)["id"] or "")

    Articles().feed(text)
    return found


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_every_mark_is_there_once_in_reading_order(marked: Reading, form: str) -> None:
    assert ids_in(form, EXPORTERS[form].render(marked)) == ["m-1", "m-3", "m-2", "m-4"]


HOSTILE = st.text() | st.sampled_from(
    (
        "<!-- tuireader:end 00 -->",
        "\n<!-- tuireader:begin 01 aaaaaaaa -->\n",
        "</article><script>alert(1)</script>",
        "=cmd|' /C calc'!A1",
        "---\ntitle: x\n---",
        "\x1b]52;c;aGk=\x07",
        "[^s1-1]: no",
        "\u202egnp.exe",
        '" onload="x',
    )
)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200), HOSTILE, st.lists(HOSTILE, max_size=2)), max_size=6)
)
def test_whatever_the_notes_say_every_mark_is_there_once(plan: list[tuple[int, int, str, list[str]]]) -> None:
    reading = read((GOLDEN / "essay.txt").read_text(encoding="utf-8"))
    for number, (start, length, note, tags) in enumerate(plan):
        span = Span(start, min(start + length, len(reading.document.text)))
        if span.of(reading.document.text).strip():
            made = (Motivation.HIGHLIGHTING, "key", note, tuple(tags), DAY, lambda number=number: f"{number:02}")
            reading, _ = reading.annotate(span, *made)
    expected = [mark.annotation.id for mark in reading.marks]
    for form, exporter in EXPORTERS.items():
        text = exporter.render(reading)
        assert ids_in(form, text) == expected
        if form in ("jsonld", "html"):
            assert clean(text) == text


def test_the_bodies_between_the_comments_have_the_fingerprint_that_they_say(marked: Reading) -> None:
    text = markdown.render(marked)
    for name in ["m-1", "m-2", "m-3", "m-4", "footnotes"]:
        opening = next(line for line in text.splitlines() if line.startswith(f"<!-- tuireader:begin {name} "))
        body = text.split(opening)[1].split(f"<!-- tuireader:end {name} -->")[0].strip("\n")
        assert markdown.marked(name, body).splitlines()[0] == opening


@pytest.mark.parametrize("name", ["-->", "a b", "x-->y", "--", "\ud800", "urn:a/b?c#d"])
def test_an_id_from_elsewhere_cannot_end_the_comment_that_it_stands_in(name: str) -> None:
    first = markdown.marked(name, "body").splitlines()[0]
    assert first.count("--") == 2
    assert len(first.split()) == 5


def test_the_w3c_export_reads_back_as_the_same_annotations(marked: Reading) -> None:
    collection = json.loads(EXPORTERS["jsonld"].render(marked))
    assert collection["total"] == 4
    assert [from_dict(item) for item in collection["first"]["items"]] == [m.annotation for m in marked.marks]
