"""Every form of export holds every mark once, in reading order, and no word of it can turn into anything but text."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from export_samples import DAY, GOLDEN, mark, read
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.codec import from_dict
from tuireader.annotations.model import Motivation
from tuireader.export import renewing
from tuireader.export.choice import EVERYTHING, Choice
from tuireader.export.exporters import EXPORTERS
from tuireader.export.markers import Found, Part, id_of_mark, name_of_mark, parse
from tuireader.export.styles import STYLES
from tuireader.export.webannotation import from_iris
from tuireader.reading import Reading
from tuireader.text.clean import clean
from tuireader.text.span import Span


@pytest.mark.parametrize("style", list(STYLES))
def test_the_shape_of_the_markdown_in_every_style(marked: Reading, style: str) -> None:
    expected = (GOLDEN / f"essay.{style}.md").read_text(encoding="utf-8")
    assert renewing.render(marked, Choice(style=style)) == expected.replace("@REVISION@", marked.document.revision[:16])


def test_obsidian_finds_callouts_ids_and_tags(marked: Reading) -> None:
    reading = mark(mark(marked, "canal", "urn:x/y#1", tags=("a.b", "2nd", "12")), "second", "urn:x/y 1")
    lines = renewing.render(reading, Choice(style="obsidian")).splitlines()
    ids = [number for number, line in enumerate(lines) if line.startswith("^")]
    assert len({lines[number] for number in ids}) == len(reading.marks)
    for number in ids:
        assert re.fullmatch(r"\^[A-Za-z0-9-]+", lines[number])
        assert (lines[number - 1], lines[number + 1]) == ("", "")
    callouts = [line for line in lines if line.startswith("> [!")]
    assert len(callouts) == len(ids)
    assert all(re.match(r"> \[!\w+\][+-]? \S", line) for line in callouts)
    tags = [tag for line in lines if line.startswith("Tags: ") for tag in line.split()[1:]]
    assert tags == ["#a-b", "#2nd", "#n12", "#lock-keeper", "#n1987"]
    assert all(re.fullmatch(r"#[^\s#,.]*[^\d\s#,.][^\s#,.]*", tag) for tag in tags)
    assert not any(re.search(r"(?<!\\):(?<!\\):", line) for line in lines)  # no field of Dataview


def test_a_reading_without_marks_exports_in_every_form(essay: Reading) -> None:
    for exporter in EXPORTERS.values():
        assert exporter.render(essay, EVERYTHING).endswith("\n")


def ids_in(form: str, text: str) -> list[str]:
    """The ids of the marks in an export, in its order."""
    if form == "md":
        named = [id_of_mark(piece.name) for piece in parse(text) if isinstance(piece, Found)]
        return [name for name in named if name is not None]
    if form == "jsonld":
        return [from_iris(from_dict(item)).id for item in json.loads(text)["first"]["items"]]
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if form == "marginal":
        defined = re.findall(r"^\[\^m(\d+)\]: ", text, re.MULTILINE)
        called = re.findall(r"\[\^m(\d+)\](?!:)", text)
        assert sorted(called, key=int) == defined
        return defined
    found: list[str] = []

    class Articles(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "img", "iframe", "object", "link"), tag
            assert all((value or "").startswith("#") for name, value in attrs if name in ("href", "src"))
            assert not any(name.startswith("on") for name, _ in attrs)
            if tag == "article":
                found.append(dict(attrs)["data-id"] or "")

    Articles().feed(text)
    return found


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_every_mark_is_there_once_in_reading_order(marked: Reading, form: str) -> None:
    numbered = ["1", "2", "3", "4"]
    expected = numbered if form == "marginal" else ["m-1", "m-3", "m-2", "m-4"]
    assert ids_in(form, EXPORTERS[form].render(marked, EVERYTHING)) == expected


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
        text = exporter.render(reading, EVERYTHING)
        numbered = [str(number) for number, _ in enumerate(expected, 1)]
        assert ids_in(form, text) == (numbered if form == "marginal" else expected)
        if form in ("jsonld", "html"):
            assert clean(text) == text
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    text = renewing.render(reading)
    assert renewing.renew(reading, text, None)[0] == text


def test_the_bodies_between_the_comments_have_the_fingerprint_that_they_say(marked: Reading) -> None:
    found = [piece for piece in parse(renewing.render(marked)) if isinstance(piece, Found)]
    assert len(found) == 7  # four marks, two headings, the footnotes
    assert not any(piece.edited for piece in found)
    changed = [
        piece for piece in parse(renewing.render(marked).replace("moved the", "moved a")) if isinstance(piece, Found)
    ]
    assert [piece.name for piece in changed if piece.edited] == ["m-1"]


@pytest.mark.parametrize(
    "name", ["-->", "a b", "x-->y", "--", "urn:a/b?c#d", "footnotes", "heading:x", "footnotes:2", "a%2Db"]
)
def test_an_id_from_elsewhere_cannot_end_the_comment_that_it_stands_in(name: str) -> None:
    part = Part(name_of_mark(name), "body", "label=key")
    first = part.text.splitlines()[0]
    assert first.count("--") == 2
    (found,) = parse(part.text)
    assert isinstance(found, Found)
    assert id_of_mark(found.name) == name


def test_the_w3c_export_reads_back_as_the_same_annotations(marked: Reading) -> None:
    collection = json.loads(EXPORTERS["jsonld"].render(marked, EVERYTHING))
    assert collection["total"] == 4
    given = [m.annotation for m in marked.marks]
    assert [from_iris(from_dict(item)) for item in collection["first"]["items"]] == given
