"""Bad notes: cycles, endless numbers, unclosed brackets, and sizes that no essay has."""

from __future__ import annotations

import os

import pytest

from tuireader.documents.plain import read_plain
from tuireader.notes.model import Apparatus, Status
from tuireader.notes.resolve import resolve


def read(notes: list[str], style: str = "[{}] {}") -> Apparatus:
    body = "A sentence that calls its note, and goes on for a while after it has done so." + "".join(
        f" Word[{i}]" for i in range(1, len(notes) + 1)
    )
    lines = [style.format(i, note) for i, note in enumerate(notes, 1)]
    return resolve(read_plain(body + ".\n\nNotes\n\n" + "\n".join(lines) + "\n", "-"))


def test_ibid_as_the_first_note_is_unresolved_and_says_why() -> None:
    first = read(["Ibid., p. 4.", "Anna Holt, Walls (London, 1990), p. 3."]).resolutions[0]
    assert first.status is Status.UNRESOLVED
    assert first.locator == "p. 4"
    assert first.reason == "No note before this one cites a source."


@pytest.mark.parametrize("words", ["See note 1 above.", "supra note 1, at 4.", "(n 1) 5.", "Wie Anm. 1, S. 3."])
def test_a_note_that_points_at_itself_is_unresolved(words: str) -> None:
    only = read([words]).resolutions[0]
    assert only.status is Status.UNRESOLVED
    assert only.roots == ()


def test_a_person_is_told_from_a_title_that_names_one() -> None:
    apparatus = read(["Ann Roe, Weirs (Ulm: Pier, 1990); The Report of Ann Roe (Ulm: Pier, 1991).", "Ann Roe (n 1) 5."])
    assert apparatus.resolutions[1].source == "Ann Roe, Weirs (Ulm: Pier, 1990)"


def test_a_cycle_of_numbers_ends() -> None:
    apparatus = read(["supra note 2, at 1.", "supra note 3, at 2.", "supra note 1, at 3."])
    assert [r.status for r in apparatus.resolutions] == [Status.UNRESOLVED] * 3


def test_a_chain_of_ibid_is_followed_to_its_root_and_shown() -> None:
    apparatus = read(["Anna Holt, Walls (London, 1990), p. 3.", "Ibid., p. 4.", "Ibid.", "Ibid., p. 9."])
    assert apparatus.resolutions[3].chain == ("3", "2", "1")
    assert apparatus.resolutions[3].roots == ("1",)
    assert apparatus.resolutions[3].source == "Anna Holt, Walls (London, 1990)"


def test_numbers_that_no_list_has_are_no_markers() -> None:
    text = (
        "A claim[1] and another [999999999999] in a file [2024] of brackets [unclosed.\n\n[1] Anna Holt, Walls, p. 3.\n"
    )
    assert [m.label for m in resolve(read_plain(text, "-")).markers] == ["1"]


def test_twenty_thousand_markers_and_notes_are_read() -> None:
    body = "\n\n".join(f"Paragraph {i} makes a claim that needs a note.[{i}] It goes on." for i in range(1, 20_001))
    notes = "\n".join(
        f"[{i}] Ibid., p. {i}." if i % 3 else f"[{i}] Author{i % 7}, Title {i} (London, 1990), p. 4."
        for i in range(1, 20_001)
    )
    apparatus = resolve(read_plain(f"{body}\n\n{notes}\n", "-"))
    assert len(apparatus.markers) == 20_000
    assert len(apparatus.notes) == 20_000
    assert len(apparatus.calls) == 20_000


def test_a_hundred_thousand_markers_of_one_note_are_read() -> None:
    body = " ".join(f"word[{i}]" for i in range(1, 100_001))
    apparatus = resolve(read_plain(f"An essay\n\n{body}\n\nNotes\n\n[1] Ibid.\n", "-"))
    assert len(apparatus.notes) == 1
    assert apparatus.resolutions[0].status is Status.UNRESOLVED


def test_a_list_of_notes_as_long_as_a_library_is_read() -> None:
    """One megabyte of full references; five where the thorough run is asked for."""
    count = 55_000 if os.environ.get("TUIREADER_PROPERTIES") == "thorough" else 11_000
    notes = [
        f"Author{i % 997} Smith, Title number of {i} (London: Pier Press, 19{i % 90 + 10}), pp. {i}-{i + 3}."
        for i in range(1, count + 1)
    ]
    lines = "\n".join(f"[{i}] {note}" for i, note in enumerate(notes, 1))
    apparatus = resolve(read_plain(f"An essay\n\nA word.[1]\n\nNotes\n\n{lines}\n", "-"))
    assert len(apparatus.notes) == count
    assert {r.status for r in apparatus.resolutions} == {Status.FULL}


def test_labels_of_any_length_are_read() -> None:
    body = " ".join(f"word[{'9' * i}]" for i in range(1, 800))
    apparatus = resolve(read_plain(f"An essay\n\n{body}\n\nNotes\n\n[1] See supra note {'9' * 800}.\n", "-"))
    assert apparatus.resolutions[0].status in (Status.UNRESOLVED, Status.COMMENT)


def test_long_runs_of_one_sign_are_read() -> None:
    for sign in (
        "[",
        "(",
        "‘",
        "“",
        "1",
        "[1]",
        "a, ",
        "; ",
        "A. ",
        "^",
        "p. 1, ",
        "in A, ",
        "\n",
        "1. a\n",
        "[1] a\n\n",
    ):
        resolve(read_plain(sign * 20_000, "-"))
        read([sign * 4_000])
