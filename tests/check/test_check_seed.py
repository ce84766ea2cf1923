"""The seed, checked: each finding about citations and text was looked at, and an editor would act on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tuireader.check.findings import Finding, findings
from tuireader.library import Library
from tuireader.reading import Reading


@pytest.fixture(scope="module")
def reading(seed: Path) -> Reading:
    return Library().read(seed)


@pytest.fixture(scope="module")
def found(reading: Reading) -> tuple[Finding, ...]:
    return findings(reading)


def test_how_much_each_rule_finds(found: tuple[Finding, ...]) -> None:
    assert Counter(f.code for f in found) == {
        "F001": 56,  # the list of the second essay breaks off after note 10
        "F002": 3,
        "F003": 1,
        "C102": 1,
        "C103": 3,
        "C104": 18,
        "C106": 2,
        "T201": 13,
        "T202": 1,
        "T203": 5,
    }


def test_what_the_rules_about_citations_find(reading: Reading, found: tuple[Finding, ...]) -> None:
    text = reading.document.text
    seen = [
        (f.code, reading.place(f.span.start).note, f.span.of(text)[:24]) for f in found if f.code in ("C102", "C103")
    ]
    assert seen == [
        ("C103", "16", "Roberts: ‘Ideology, calc"),
        ("C103", "17", "In Mark, ‘Revolution by "),
        ("C103", "19", "Georgi Dimitrov. In Robe"),
        ("C102", "25", "Ministry of Foreign Affa"),
    ]


def test_what_the_rules_about_signs_find(reading: Reading, found: tuple[Finding, ...]) -> None:
    text = reading.document.text
    seen = [(f.code, reading.place(f.span.start).note, f.span.of(text)) for f in found if f.code in ("C106", "T203")]
    assert seen == [
        ("T203", "5", "’"),
        ("T203", "5", "‘"),
        ("T203", "6", "’"),
        ("T203", "8", "’"),
        ("C106", "9", "1939- 1945"),
        ("T203", "19", "‘"),
        ("C106", "31", "1933- November"),
    ]
    pages = " ".join(reading.place(f.span.start).note for f in found if f.code == "C104")
    assert pages == "2 3 4 6 8 10 12 20 23 24 25 26 27 28 30 34 35 2"
