"""Several works in one file, lists of notes in every style, and lists that are none."""

from __future__ import annotations

import pytest

from tuireader.documents.model import BlockKind
from tuireader.documents.plain import read_plain

BODY = "The harbour was built twice, and the second time it was paid for by a lottery that nobody had asked for"
CITES = "Anna Holt, Walls (London, 1990), p. 4."


def entries(text: str) -> list[str]:
    return [b.span.of(text) for b in read_plain(text, "-").blocks if b.kind is BlockKind.NOTE_ENTRY]


@pytest.mark.parametrize(
    ("mark", "entry", "style"),
    [
        ("[{}]", "[{}] ", "brackets"),
        ("[{}]", "[{}]", "brackets"),
        ("[{}]", "{}. ", "numbered"),
        ("[{}]", "{} ", "numbered"),
        ("[{}]", "  {}. ^", "caret list"),
        ("[{}]", "  {}. ^ ab", "caret list"),
        ("^{}", "^{} ", "caret"),
        ("({})", "({}) ", "parentheses"),
        ("{})", "{}) ", "half bracket"),
        ("[^{}]", "[^{}]: ", "markdown"),
        ("[{}]", "[Footnote {}: ", "footnote in brackets"),
    ],
)
def test_a_list_is_found_in_every_style(mark: str, entry: str, style: str) -> None:
    body = "".join(f"{BODY}{mark.format(i)}. " for i in (1, 2, 3))
    text = f"{body}\n\n" + "\n".join(entry.format(i) + CITES for i in (1, 2, 3)) + "\n"
    assert len(entries(text)) == 3
    assert read_plain(text, "-").works[0].note_style == style


def test_superscript_lists_are_found() -> None:
    text = f"{BODY}.¹ {BODY}.² {BODY}.³\n\n¹ {CITES}\n² {CITES}\n³{CITES}\n"
    assert len(entries(text)) == 3


def test_wrapped_entries_hold_their_continuation_lines_whatever_these_begin_with() -> None:
    first = "[1] Anna Holt, Walls\n1941 and after (London, 1990),\n12 pages."
    assert entries(f"{BODY}[1] and so on[2].\n\n{first}\n[2] Ibid., p. 4.\n") == [first, "[2] Ibid., p. 4."]


def test_a_mark_that_wrapping_puts_at_the_start_of_a_line_is_no_entry() -> None:
    text = f"{BODY} of the Pact\n[1] as it defined the spheres of\n[2] influence.\n\n[1] {CITES}\n[2] {CITES}\n"
    assert entries(text) == [f"[1] {CITES}", f"[2] {CITES}"]


def test_a_numbered_list_whose_items_call_markdown_notes_stays_in_the_body() -> None:
    reasons = "1. It was late, says the mayor of 1901.[^2]\n2. It was dear.[^3]"
    document = read_plain(
        f"## The Harbour\n\n{BODY}.[^1]\n\n{reasons}\n\n{BODY}.[^4]\n\n"
        + "\n".join(f"[^{i}]: {CITES}" for i in (1, 2, 3, 4))
        + "\n",
        "-",
    )
    assert [work.note_style for work in document.works] == ["markdown"]
    assert len(entries(document.text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}. There are reasons.\n\n1. The first reason is time.\n2. The second reason is money.\n\n{BODY}.\n",
        f"[1] {BODY}, the court held.\n\n[2] {BODY}, the appellant said.\n\n[3] {BODY}.\n",
        "1. Introduction\n\n" + BODY + ".\n\n2. Method\n\n" + BODY + ".\n",
    ],
)
def test_numbered_lists_paragraphs_and_headings_are_not_notes(text: str) -> None:
    assert entries(text) == []


def test_numbers_that_begin_anew_after_a_list_open_another_work() -> None:
    one = f"{BODY}.[1] {BODY}.[2]\n\n[1] {CITES}\n[2] Ibid.\n"
    document = read_plain(f"{one}\nWritten by: Ada Finch Date written: June 1998\n\n{one}", "-")
    assert len(document.works) == 2
    assert [w.name for w in document.works] == ["Untitled, by Ada Finch, June 1998", "Untitled"]


def test_a_title_over_several_works_names_the_file_and_not_the_first_work() -> None:
    one = f"{BODY}.[1] {BODY}.[2]\n\n[1] {CITES}\n[2] Ibid.\n"
    document = read_plain(f"Two Prize Essays\n\n{one}\n{one}", "-")
    assert document.title == "Two Prize Essays"
    assert [w.title for w in document.works] == [None, None]
    titled = read_plain(f"On Harbours\n\n{one}\nOn Lotteries\n\n{one}", "-")
    assert [w.title for w in titled.works] == ["On Harbours", "On Lotteries"]


def test_chapters_that_number_their_notes_anew_are_one_work_with_scopes() -> None:
    chapter = f"{BODY}.[1] {BODY}.[2]\n\n[1] {CITES}\n[2] Ibid.\n"
    document = read_plain(f"A Book of Harbours\n\nCHAPTER I\n\n{chapter}\nCHAPTER II\n\n{chapter}", "-")
    assert len(document.works) == 1
    assert len(document.works[0].scopes) == 2


def test_a_further_work_whose_notes_are_lost_is_still_a_work() -> None:
    one = f"{BODY}.[1] {BODY}.[2]\n\n[1] {CITES}\n[2] Ibid.\n"
    document = read_plain(f"{one}\n{BODY}.[1] {BODY}.[2] {BODY}.[3]\n", "-")
    assert len(document.works) == 2
    assert document.works[1].note_style == ""
