"""The data of the index: every entry once, and in the form in which a text is asked for it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tuireader.index.gazetteer import known_events, same_spelling
from tuireader.index.lexicon import is_group, is_role, read_data, terms

LISTS = ("forenames.txt", "surnames.txt", "surnames_words.txt", "mononyms.txt", "places.txt", "words.txt")


def _sections() -> dict[str, list[str]]:
    """The entries of each section of ``terms.txt`` as they stand there, and of each list."""
    out: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read_data("terms.txt").splitlines():
        if line.startswith("["):
            assert line not in out, f"{line} stands twice"
            current = out.setdefault(line, [])
        elif not line.startswith("#"):
            current += line.split()
    for name in LISTS:
        out[name] = [w for line in read_data(name).splitlines() if not line.startswith("#") for w in line.split()]
    return out


@pytest.mark.parametrize("section", _sections())
def test_no_section_has_an_entry_twice(section):
    assert [w for w, count in Counter(_sections()[section]).items() if count > 1] == []


@pytest.mark.parametrize("section", _sections())
def test_no_entry_is_a_possessive_which_no_word_of_a_text_can_equal(section):
    """A word is looked up without its possessive ending, so that "himself's" or "Years’" would wait for ever."""
    assert [w for w in _sections()[section] if re.search(r"['’‘]s?$", w)] == []


def test_no_event_has_a_name_twice_and_no_two_events_share_one():
    """Capitals of head nouns, dashes, accents and spelt-out years are the business of the look-up, not of the data."""
    names = Counter(same_spelling(name).lower() for event in known_events() for name in dict.fromkeys(event.names))
    assert [name for name, count in names.items() if count > 1] == []
    assert [h for h, count in Counter(e.heading for e in known_events()).items() if count > 1] == []


def test_a_place_stands_for_one_event_only():
    places = Counter(place for event in known_events() for place in event.metonyms)
    assert [place for place, count in places.items() if count > 1] == []


def test_the_dates_of_known_events_are_years_or_days_in_order():
    for event in known_events():
        for date in (event.start, event.end):
            assert date is None or re.fullmatch(r"-?\d{4}(?:-\d{2}-\d{2})?", date), event.heading
        if event.start and event.end:
            assert int(re.match(r"-?\d{4}", event.start)[0]) <= int(re.match(r"-?\d{4}", event.end)[0]), event.heading


@pytest.mark.parametrize("word", ["geographer", "goldsmith", "executioner", "watchmaker", "physician", "landholder"])
def test_a_trade_is_known_by_how_its_word_is_made(word):
    assert is_role(word)
    assert not is_role(word.title())


def test_verbs_of_reporting_are_known_in_the_forms_in_which_a_source_is_reported():
    assert {"posits", "posited", "implied", "submitted", "stresses"} - terms("citing_verbs") == {"implied"}
    assert {"replies", "replied"} <= terms("verbs")


def test_the_plural_of_a_people_is_a_people():
    assert is_group("Panamanian")
    assert is_group("Panamanians")
