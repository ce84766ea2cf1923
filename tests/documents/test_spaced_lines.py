"""Text of a PDF with an empty line after each line, marks within sentences and labels on lines of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.blocks import split_lines
from tuireader.documents.model import BlockKind, Document
from tuireader.documents.plain import read_plain
from tuireader.documents.spaced_lines import rejoin
from tuireader.notes.resolve import resolve

PAGES = """Anna Brenner • Universität Ulm • brenner@ulm.example

Das Wehr und seine Müller

-2 -

Am unteren Fluss standen im Jahr der großen Flut von 1860 an die zwanzig Mühlen, und jede von

ihnen hatte ein Wehr aus Holz. 1 Deren "Recht am Wasser" 2 verhinderte den Bau neuer Mühlen, und

erst das Gesetz von 1871, 3 das die Länder lange abgelehnt hatten, schuf die Grundlage der Wasser-

wirtschaft, von der sie lebten.

Anders verlief es am oberen Fluss, wo die Müller sich früh zu einer "Gemeinschaft" 4 verbanden.

1\x20

Otto Kern: Wehre des Nordens, Ulm: Dell 1990, S. 3.

2\x20

Ebd., S. 6.

3\x20

Ida Ruh: Das Gesetz der Mühlen, Ulm: Dell 2001,
S. 21.

4 Ebd., S. 30.

Anna Brenner: "Das Wehr und seine Müller", in: Flusszeitung 1/1 (2015)

-3 -

Von den 5 Mühlen am oberen Fluss blieb nach dem Krieg nur eine erhalten, von der ein Reisender 5

schrieb, sie sei "älter als das Tal" 6 .

5 Kern: Wehre des Nordens, S. 9.

6 Ruh: Gesetz der Mühlen, S. 40.

Anna Brenner: "Das Wehr und seine Müller", in: Flusszeitung 1/1 (2015)

-4 -

Mehr ist von ihr nicht bekannt. 7

7 Ebd., S. 41.

Anna Brenner: "Das Wehr und seine Müller", in: Flusszeitung 1/1 (2015)
"""


def kinds(document: Document, kind: BlockKind) -> list[str]:
    return [" ".join(b.span.of(document.text).split()) for b in document.blocks if b.kind is kind]


def test_marks_within_sentences_and_labels_alone_on_a_line_prove_each_other() -> None:
    apparatus = resolve(read_plain(PAGES, "-"))
    assert [n.label for n in apparatus.notes] == [str(n) for n in range(1, 8)]
    assert [m.label for m in apparatus.markers] == [str(n) for n in range(1, 8)]
    assert [(r.roots, r.locator) for r in apparatus.resolutions] == [
        ((), "S. 3"), (("1",), "S. 6"), ((), "S. 21"), (("3",), "S. 30"), (("1",), "S. 9"), (("3",), "S. 40"),
        (("3",), "S. 41"),
    ]  # fmt: skip


def test_a_paragraph_whose_lines_stand_apart_is_one() -> None:
    document = read_plain(PAGES, "-")
    assert document.works[0].title == "Das Wehr und seine Müller"
    paragraphs = kinds(document, BlockKind.PARAGRAPH)
    assert [words[:12] for words in paragraphs] == ["Am unteren F", "Anders verli", "Von den 5 Mü", "Mehr ist von"]
    assert "-2 -" in kinds(document, BlockKind.RESIDUE)


def test_numbers_in_sentences_are_no_marks_where_nothing_shows_the_bounds_of_pages() -> None:
    dough = "Take 1 egg and 2 cups of flour, then 3 spoons of oil and 4 of milk\n\n1 egg\n2 cups\n3 spoons\n4 spoons\n"
    glaze = "Take 5 plums and 6 cups of sugar\n\n5 plums\n6 cups\n"
    assert resolve(read_plain(f"{dough}\n{glaze}", "-")).notes == ()


@given(st.text(alphabet="aB.-1 \n", max_size=400))
def test_only_empty_lines_are_left_out(text: str) -> None:
    lines = split_lines(text)
    kept = rejoin(lines, set())
    assert [line for line in kept if not line.blank] == [line for line in lines if not line.blank]
