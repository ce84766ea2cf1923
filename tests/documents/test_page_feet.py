"""Notes at the foot of pages in text taken out of a PDF; the pages are made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.model import BlockKind, Document
from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve

PAGES = """The Weir Trap: The 'Anglo-
Danish Rivalry' as a History
Jane M. Millward
Introduction
In 1912, looking back on the flood, the miller and noted his-
torian Ensor Chad summed up the state of the river.
It was born of jealousy. 1
Echoing what was said of the weirs of 1914. 2
1 E. Chad, 'The Anglo-Danish Tension', River Law, 6, 3 (1912),
pp. 601-13, here pp. 607-8.
2 P. Kenn, The Rise of the Anglo-Danish Rivalry, 1860-1914 (London, 1980).
Downloaded from https://example.org/river/article/43 by a reader on 17 May 2025
162 Jane M. Millward
This picture of the rivals is only a portion of the picture.' 3 In all there were
7 mills on the lower river, see p. 12, and Dec. 4 was the day of the flood. 4
3 Kenn, Rise of the Anglo-Danish Rivalry, p. 64.
4 Ibid., p.
65.
Downloaded from https://example.org/river/article/43 by a reader on 17 May 2025
The Weir Trap 163
commander of the fleet of barges. The rest is known. 5
5 Chad, 'Tension', p. 602.
Downloaded from https://example.org/river/article/43 by a reader on 17 May 2025
164 Jane M. Millward
The last page says nothing that is new to the reader of the first. 6
6 Kenn, Rise of the Anglo-Danish Rivalry, p. 70.
The Weir Trap 165
"""


def kinds(document: Document, kind: BlockKind) -> list[str]:
    return [" ".join(b.span.of(document.text).split()) for b in document.blocks if b.kind is kind]


def test_marks_and_notes_of_pages_prove_each_other() -> None:
    document = read_plain(PAGES, "-")
    apparatus = resolve(document)
    assert [n.label for n in apparatus.notes] == ["1", "2", "3", "4", "5", "6"]
    assert [m.label for m in apparatus.markers] == ["1", "2", "3", "4", "5", "6"]
    assert [(r.roots, r.locator) for r in apparatus.resolutions] == [
        ((), "pp. 607-8"), ((), None), (("2",), "p. 64"), (("2",), "p. 65"), (("1",), "p. 602"), (("2",), "p. 70"),
    ]  # fmt: skip
    assert apparatus.problems == ()
    assert document.text == PAGES


def test_what_is_printed_around_the_pages_is_residue() -> None:
    document = read_plain(PAGES, "-")
    residue = kinds(document, BlockKind.RESIDUE)
    assert [words for words in residue if "Millward" in words or "Trap" in words] == [
        "162 Jane M. Millward", "The Weir Trap 163", "164 Jane M. Millward", "The Weir Trap 165",
    ]  # fmt: skip
    assert len(residue) == 7
    assert not any("Downloaded" in note for note in kinds(document, BlockKind.NOTE_ENTRY))


def test_the_name_that_the_running_heads_repeat_stands_under_the_title() -> None:
    work = read_plain(PAGES, "-").works[0]
    assert (work.title, work.byline) == ("The Weir Trap: The 'Anglo-Danish Rivalry' as a History", "Jane M. Millward")


def test_the_notes_of_a_page_end_with_a_stop_where_nothing_is_printed_between_the_pages() -> None:
    bare = "\n".join(
        line for line in PAGES.split("\n") if not line.startswith(("Downloaded", "16", "The Weir Trap 16"))
    )
    entries = kinds(read_plain(bare, "-"), BlockKind.NOTE_ENTRY)
    assert len(entries) == 6
    assert entries[3:5] == ["4 Ibid., p. 65.", "5 Chad, 'Tension', p. 602."]


def test_a_line_of_a_note_that_begins_with_the_next_number_is_no_note() -> None:
    text = """RIVERS AND MEN
By Jane Roe
The first page speaks of weirs, which were old. 1 It quotes a miller: 'we have no
water', 2 and goes on to say so. 3
1 A. Mill, Weirs (London, 1990), p. 4.
2 Mill, Weirs, p. 5; see also B. Stream, 'On Water', River Studies, 12,
3 (1991), pp. 33-40.
3 Ibid., p. 36.
17
The second page has one mark, and it is the last of them. 4
4 Stream, 'On Water', p. 34.
18
"""
    document = read_plain(text, "-")
    assert kinds(document, BlockKind.NOTE_ENTRY)[1:3] == [
        "2 Mill, Weirs, p. 5; see also B. Stream, 'On Water', River Studies, 12, 3 (1991), pp. 33-40.",
        "3 Ibid., p. 36.",
    ]
    assert (document.works[0].title, document.works[0].byline) == ("RIVERS AND MEN", "By Jane Roe")


def test_a_numbered_list_that_no_mark_calls_is_no_list_of_notes() -> None:
    text = "\n".join(
        f"The mills were counted in the year of the flood.\n{n} mills stood at the weir.\n{n + 1} were burnt."
        for n in range(1, 40, 2)
    )
    assert resolve(read_plain(text, "-")).notes == ()


@given(st.integers(1, 6), st.integers(2, 6), st.booleans())
def test_every_note_of_every_page_is_found(each: int, pages: int, headed: bool) -> None:
    lines: list[str] = []
    for page in range(pages):
        numbers = range(page * each + 1, (page + 1) * each + 1)
        lines += [f"A sentence of the page that says a thing. {n} It goes on so" for n in numbers]
        lines += ["and ends with a stop."]
        lines += [f"{n} Ann Roe, Weirs and Mills, p. {n}." for n in numbers]
        lines += [f"{page + 211} The Mill and Its River"] if headed else []
    apparatus = resolve(read_plain("\n".join(lines), "-"))
    due = [str(n) for n in range(1, each * pages + 1)] if each * pages >= 4 else []
    assert [n.label for n in apparatus.notes] == due
    assert [m.label for m in apparatus.markers] == due
