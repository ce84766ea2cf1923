"""What the check says of marks and corrections of the reader that the text has outgrown."""

from __future__ import annotations

from dataclasses import replace

from check_samples import reading_of

from tuireader.annotations.model import Motivation
from tuireader.annotations.reanchor import reanchor
from tuireader.check.findings import findings
from tuireader.notes.links import LinkKind
from tuireader.notes.meanings import meanings
from tuireader.reading import Reading
from tuireader.text.span import Span

ESSAY = """The canal was dug twice.[1] Nobody knows why.[2] The clerk was paid by both sides.[3]

Notes

[1] Anna Writer, The Long Cut (Leeds: Aire Press, 1987), p. 12.
[2] Bruno Scholar, The White Sheet (York: Ouse Press, 1990), p. 3.
[3] Writer, Short Cut, p. 14.
"""
NOW = "2026-01-02T03:04:05Z"


def at(words: str) -> Span:
    start = ESSAY.index(words)
    return Span(start, start + len(words))


def moved(reading: Reading, text: str) -> Reading:
    """The same marks on another text."""
    other, kept = reading_of(text), reading.annotations
    return Reading.of(other.document, other.apparatus, kept, reanchor(other.document, kept))


def marked() -> Reading:
    reading = reading_of(ESSAY)
    return reading.annotate(at("paid by both sides"), Motivation.HIGHLIGHTING, "key", "", (), NOW)[0]


def corrected() -> Reading:
    source = at("Anna Writer, The Long Cut (Leeds: Aire Press, 1987), p. 12.")
    return reading_of(ESSAY).link(at("Writer, Short Cut, p. 14."), LinkKind.POINTS, source, NOW)[0]


def test_a_mark_whose_words_are_gone_is_found_near_its_old_place() -> None:
    reading = moved(marked(), ESSAY.replace("paid by both sides", "never seen again"))
    (found,) = findings(reading, {"A401"})
    assert "“paid by both sides”" in found.message
    assert found.span.end <= len(reading.document.text)


def test_a_mark_whose_words_are_there_is_not() -> None:
    assert findings(moved(marked(), f"A line before.\n\n{ESSAY}"), {"A401", "A402"}) == ()


def test_a_correction_whose_citation_is_gone_is_found() -> None:
    reading = moved(corrected(), ESSAY.replace("Writer, Short Cut, p. 14.", "Nobody said so, and nobody will."))
    (found,) = findings(reading, {"A402"})
    assert "which you corrected, is no longer in the text" in found.message


def test_a_correction_whose_source_is_gone_is_found_at_its_citation() -> None:
    gone = ESSAY.replace(
        "[1] Anna Writer, The Long Cut (Leeds: Aire Press, 1987), p. 12.", "[1] Nobody said so at all."
    )
    reading = moved(corrected(), gone)
    (found,) = findings(reading, {"A402"})
    assert "points to “Anna Writer, The Long Cut" in found.message
    assert found.span.of(gone) == "Writer, Short Cut, p. 14."


def test_a_correction_that_fits_is_not_found_and_its_doubt_is_gone() -> None:
    assert findings(corrected(), {"A402", "C101", "C102"}) == ()
    assert [f.code for f in findings(reading_of(ESSAY), {"A402", "C101", "C102"})] == ["C101"]


def test_a_reference_that_means_another_source_since_the_revision_is_found() -> None:
    before = reading_of(ESSAY.replace("[3] Writer, Short Cut, p. 14.", "[3] Ibid., p. 14."))
    meant = meanings(before.document, before.apparatus)
    after = reading_of(before.document.text.replace("[2] Bruno Scholar, The White Sheet", "[2] Carl Clerk, The Ledger"))
    assert findings(replace(before, meant=meant), {"C107"}) == ()
    (found,) = findings(replace(after, meant=meant), {"C107"})
    assert "Bruno Scholar, The White Sheet" in found.message
    assert "now means “Carl Clerk, The Ledger" in found.message
    accepted = meanings(after.document, after.apparatus)
    assert findings(replace(after, meant=accepted), {"C107"}) == ()
