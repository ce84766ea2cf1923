"""An edition is the whole text, each mark on its words; a text that is Markdown stays as it is but for the calls."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from export_samples import DAY, GOLDEN, NEXT_DAY, mark, read
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.model import Motivation
from tuireader.documents.markdown import read_markdown
from tuireader.documents.model import BlockKind
from tuireader.export import marginal
from tuireader.export.choice import EVERYTHING
from tuireader.export.edition import outside, passages
from tuireader.export.exporters import EXPORTERS
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading
from tuireader.text.span import Span

ESSAY = (GOLDEN / "essay.txt").read_text(encoding="utf-8")
MARKDOWN = """---
title: The Canal
---

# The Canal

A **strong *and* stressed** word, `some code`, and a [link *to*](http://x.y "t") it.[^1] Then (more).

- one item
- another

> A quotation[^2] here.

```
code[1] here
```

## A heading

Last words.

[^1]: The *first* note.

[^2]: The second
    note.
"""

PLANS = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300)), max_size=8)


def markdown() -> Reading:
    document = replace(read_markdown(MARKDOWN, "essay.md"), id="doc")
    return Reading(document, resolve(document))


def marked(reading: Reading, plan: list[tuple[int, int]]) -> Reading:
    text = reading.document.text
    for number, (start, length) in enumerate(plan):
        span = Span(min(start, len(text) - 2), min(start + length, len(text)))
        if span.of(text).strip():
            made = (Motivation.HIGHLIGHTING, "key", "A note.", (), DAY, lambda number=number: f"m-{number}")
            reading = reading.annotate(span, *made)[0]
    return reading


@pytest.mark.parametrize("make", [lambda: read(ESSAY), markdown], ids=["plain", "markdown"])
@given(plan=PLANS)
def test_the_pieces_are_the_text_and_marks_lie_on_their_words(make, plan: list[tuple[int, int]]) -> None:
    reading = marked(make(), plan)
    found = passages(reading, reading.marks)
    blocks = [block for block in reading.document.blocks if block.kind is not BlockKind.RESIDUE]
    for passage, block in zip(found, blocks, strict=True):
        words = "".join(piece.text for piece in passage.pieces if piece.call is None)
        shown = reading.document.text[block.span.start : block.span.end]
        hidden = [*reading.document.hidden_in(block.span)]
        called = [m.span for m in reading.apparatus.markers_in(block.span) if reading.apparatus.note_of(m)]
        at = {i for span in (*hidden, *called) for i in range(span.start, span.end)}
        assert words == "".join(c for i, c in enumerate(shown, block.span.start) if i not in at)
    begun = [m.annotation.id for passage in found for m in passage.begins]
    ended = [m.annotation.id for passage in found for piece in passage.pieces for m in piece.ends]
    beyond = [m.annotation.id for m in outside(reading, reading.marks)]
    assert sorted(begun) == sorted(ended)
    assert sorted([*begun, *beyond]) == sorted(m.annotation.id for m in reading.marks)
    for m in reading.marks:
        pieces = [piece for passage in found for piece in passage.pieces if m in piece.marks and piece.call is None]
        assert all("".join(piece.text.split()) in "".join(m.span.of(reading.document.text).split()) for piece in pieces)


@given(PLANS)
def test_a_markdown_text_stays_byte_for_byte_but_for_the_calls(plan: list[tuple[int, int]]) -> None:
    reading = marked(markdown(), plan)
    out = marginal.render(reading)
    body = re.split(r"\n\n(?:\[\^m1\]: |## Marks )", out)[0]
    without = re.sub(r"\n\n(?:\[\^m\d+\])+(?=\n)", "", body)
    without = re.sub(r"(?:\[\^m\d+\])+\\?(?=[(:\[])|(?:\[\^m\d+\])+", "", without)
    assert without.rstrip("\n") == MARKDOWN.rstrip("\n")
    before, after = (resolve(read_markdown(t, "e.md")) for t in (MARKDOWN, out))
    assert [m.label for m in after.markers if not m.label.startswith("m")] == [m.label for m in before.markers]
    assert {m.label for m in after.markers if m.label.startswith("m")} == {
        f"m{number}" for number, _ in enumerate(reading.marks, 1)
    }


def test_a_call_breaks_no_link_no_code_and_no_stress() -> None:
    reading = markdown()
    for number, words in enumerate(("strong *and", "some co", "link *to", "it.", "code[1]", "first", "quotation")):
        reading = mark(reading, words, f"m-{number}")
    out = marginal.render(reading)
    assert "**strong *and*[^m1] stressed**" in out
    assert '`some code`[^m2], and a [link *to*](http://x.y "t")[^m3] it.[^m4][^1]' in out
    assert "code[1] here\n```\n\n[^m6]\n" in out
    assert "## Marks on the notes of the author\n\nnote 1: “first”[^m7]" in out


def test_the_marginal_edition_of_plain_text(marked: Reading) -> None:
    out = marginal.render(marked)
    assert out.startswith("# The Canal and the Clerk\n\nBy A. Writer\n\nThe canal was surveyed twice")
    assert "“moved the lock by a mile”.[^s1-1] Nobody has explained why." in out
    assert "paid by both sides.[^s1-2][^m1]\n" in out
    assert "\n[^s1-1]: \\(1) Anna Writer" in out
    assert "## Marks on the notes of the author\n\nnote 2: “Ibid., p. 14”[^m3]\n" in out
    assert "[^m1]: ‘“moved the lock by a … was paid by both sides.\\[2\\]’ — key passage (2026-11-24)\n" in out
    assert "\n    \\- look again\n" in out


def test_the_page_shows_every_word_and_says_what_notes_come_to(marked: Reading) -> None:
    page = EXPORTERS["html"].render(marked, EVERYTHING)
    assert '<mark class="mark-key">“moved the lock by a mile”.</mark><mark class="mark-key"><sup>' in page
    assert '<span class="comes">→ note 1: Anna Writer' in page
    assert page.count("<article ") == 4
    assert "He wrote *nothing* of it himself" in page
    done = EXPORTERS["html"].render(marked.edit_note("m-3", "one\ntwo", (), NEXT_DAY)[0], EVERYTHING)
    assert '<span class="said">one\ntwo</span>' in done
