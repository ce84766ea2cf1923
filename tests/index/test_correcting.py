"""The reader is right: what was said of the index holds when it is made anew, and nothing said is ever dropped."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.anchors.describe import describe
from tuireader.index.build import build
from tuireader.index.correcting import ADDED, MOVED, corrected
from tuireader.index.corrections import Act, Correction, EntryName
from tuireader.index.kinds import EntityKind
from tuireader.text.span import Span

TEXT = (
    "Winston Churchill met Joseph Stalin at the Tehran Conference in 1943. Churchill distrusted Stalin.\n\n"
    "After the Battle of Kursk Stalin, whom some called Koba, wrote to Franklin Roosevelt. "
    "Roosevelt answered Stalin.\n\n"
    "The Wafd asked for more. Mrs Churchill did not. The Wafd waited, and Churchill wrote to Anthony Eden.\n\n"
    "[1] Winston Churchill, The Second World War."
)
REVISED = "A new opening paragraph about nobody.\n\n" + TEXT.replace("distrusted", "never quite trusted")
PERSON, EVENT = EntityKind.PERSON, EntityKind.EVENT


class Desk:
    """A text with its index, and corrections made on it in a row."""

    def __init__(self, essay_of, text=TEXT):
        self.document, self.apparatus = essay_of(text)
        self.rules = build(self.document, self.apparatus)
        self.text = text

    def name(self, heading, kind=PERSON):
        entity = next(e for e in self.rules.entities if e.heading == heading)
        return EntryName(kind, heading, entity.variants)

    def with_(self, *said):
        return corrected(self.rules, self.document, self.apparatus, said)

    def headings(self, *said):
        index = self.with_(*said)
        assert not index.unfit
        return {e.heading: [m.span.of(self.text) for m in e.mentions] for e in index.entities}


def said(act, entry, other=None, words="", selectors=(), n=1):
    return Correction(f"{n:03}", f"2026-11-25T10:00:{n:02}Z", act, entry, other, words, selectors)


@pytest.fixture(scope="module")
def desk(essay_of):
    return Desk(essay_of)


def test_an_entry_gets_the_heading_that_the_reader_gives_it(desk):
    found = desk.headings(said(Act.RENAME, desk.name("Stalin, Joseph"), EntryName(PERSON, "Dzhugashvili, Iosif")))

    assert len(found["Dzhugashvili, Iosif"]) == 5
    assert "Stalin, Joseph" not in found


def test_a_merged_entry_keeps_all_mentions(desk):
    found = desk.headings(said(Act.MERGE, desk.name("Eden, Anthony"), desk.name("Roosevelt, Franklin")))

    assert found["Roosevelt, Franklin"] == ["Franklin Roosevelt", "Roosevelt", "Anthony Eden"]
    assert "Eden, Anthony" not in found


def test_words_that_mean_another_leave_the_entry(desk):
    other = EntryName(PERSON, "Churchill, Randolph")
    found = desk.headings(said(Act.SPLIT, desk.name("Churchill, Winston"), other, "Churchill"))

    assert set(found["Churchill, Winston"]) == {"Winston Churchill"}
    assert set(found["Churchill, Randolph"]) == {"Churchill"}


def test_one_mention_goes_to_another_entry_and_no_other_does(desk):
    at = TEXT.index("Roosevelt answered")
    place = describe(TEXT, Span(at, at + 9))
    found = desk.headings(
        said(Act.MOVE, desk.name("Roosevelt, Franklin"), EntryName(PERSON, "Roosevelt, Eleanor"), "Roosevelt", place)
    )

    assert found["Roosevelt, Franklin"] == ["Franklin Roosevelt"]
    assert found["Roosevelt, Eleanor"] == ["Roosevelt"]


def test_a_hidden_entry_is_not_shown(desk):
    assert "Eden, Anthony" not in desk.headings(said(Act.HIDE, desk.name("Eden, Anthony")))


def test_words_that_are_added_are_found_wherever_they_stand(desk):
    at = TEXT.index("Wafd")
    place = describe(TEXT, Span(at, at + 4))
    index = desk.with_(said(Act.ADD, EntryName(EVENT, "Wafd"), words="Wafd", selectors=place))
    entry = next(e for e in index.entities if e.heading == "Wafd")

    assert [m.span.of(TEXT) for m in entry.mentions] == ["Wafd", "Wafd"]
    assert {m.rule for m in entry.mentions} == {ADDED}


def test_the_choice_of_the_reader_takes_a_place_from_another_entry(desk):
    at = TEXT.index("Tehran Conference in 1943")
    place = describe(TEXT, Span(at, at + 25))
    found = desk.headings(said(Act.ADD, EntryName(EVENT, "Three at Tehran"), words=TEXT[at : at + 25], selectors=place))

    assert found["Three at Tehran"] == ["Tehran Conference in 1943"]
    assert not any("Tehran Conference" in forms for forms in found.values())


def test_what_was_said_of_a_name_holds_for_what_it_is_called_now(desk):
    """Two machines: one renames, the other merges under the old name; both are heard."""
    found = desk.headings(
        said(Act.RENAME, desk.name("Eden, Anthony"), EntryName(PERSON, "Eden, Robert Anthony"), n=1),
        said(Act.MERGE, desk.name("Eden, Anthony"), desk.name("Stalin, Joseph"), n=2),
        said(Act.RENAME, desk.name("Stalin, Joseph"), EntryName(PERSON, "Koba"), n=3),
    )

    assert found["Koba"][-1] == "Anthony Eden"


def test_a_name_given_twice_is_one_entry(desk):
    found = desk.headings(said(Act.RENAME, desk.name("Eden, Anthony"), EntryName(PERSON, "stalin,  joseph")))

    assert found["Stalin, Joseph"][-1] == "Anthony Eden"


def test_see_also_names_entries_as_they_are_called_now(desk):
    stalin = desk.name("Stalin, Joseph")
    entities = tuple(
        replace(e, see_also=("Stalin, Joseph", "Eden, Anthony")) if e.heading == "Kursk, Battle of" else e
        for e in desk.rules.entities
    )
    rules = replace(desk.rules, entities=entities)
    both = (
        said(Act.RENAME, stalin, EntryName(PERSON, "Koba"), n=1),
        said(Act.HIDE, desk.name("Eden, Anthony"), n=2),
    )
    index = corrected(rules, desk.document, desk.apparatus, both)

    assert next(e for e in index.entities if e.heading == "Kursk, Battle of").see_also == ("Koba",)


def test_corrections_hold_in_a_revised_text(desk, essay_of):
    at = TEXT.index("Roosevelt answered")
    all_said = (
        said(Act.RENAME, desk.name("Stalin, Joseph"), EntryName(PERSON, "Koba"), n=1),
        said(Act.HIDE, desk.name("Eden, Anthony"), n=2),
        said(
            Act.MOVE,
            desk.name("Roosevelt, Franklin"),
            EntryName(PERSON, "Roosevelt, Eleanor"),
            "Roosevelt",
            describe(TEXT, Span(at, at + 9)),
            n=3,
        ),
    )
    found = Desk(essay_of, REVISED).headings(*all_said)

    assert "Koba" in found
    assert "Eden, Anthony" not in found
    assert found["Roosevelt, Eleanor"] == ["Roosevelt"]


def test_an_entry_is_known_by_its_words_when_the_rules_call_it_otherwise(desk, essay_of):
    """The full name is gone from the text, and with it the heading that the correction speaks of."""
    shorter = TEXT.replace("Joseph Stalin", "Stalin")
    found = Desk(essay_of, shorter).headings(
        said(Act.RENAME, desk.name("Stalin, Joseph"), EntryName(PERSON, "Dzhugashvili"))
    )

    assert "Dzhugashvili" in found


def test_what_fits_no_more_is_kept_and_listed(desk, essay_of):
    at = TEXT.index("Anthony Eden")
    other = Desk(essay_of, "Marie Curie worked in Paris. Curie was tired.")
    all_said = (
        said(Act.HIDE, desk.name("Eden, Anthony"), n=1),
        said(Act.MERGE, desk.name("Eden, Anthony"), desk.name("Stalin, Joseph"), n=2),
        said(
            Act.MOVE,
            desk.name("Eden, Anthony"),
            desk.name("Stalin, Joseph"),
            selectors=describe(TEXT, Span(at, at + 12)),
            n=3,
        ),
        said(Act.ADD, EntryName(EVENT, "Wafd"), words="Wafd", n=4),
        said(Act.SPLIT, desk.name("Stalin, Joseph"), EntryName(PERSON, "Another"), "Stalin", n=5),
    )
    index = other.with_(*all_said)

    assert index.unfit == index.corrections == all_said
    assert index.entities == other.rules.entities


def test_without_corrections_the_index_is_that_of_the_rules_again(desk):
    index = desk.with_(said(Act.HIDE, desk.name("Eden, Anthony")))

    assert corrected(index, desk.document, desk.apparatus, ()) == desk.rules


NAMES = st.sampled_from(
    [
        ("Stalin, Joseph", PERSON),
        ("Churchill, Winston", PERSON),
        ("Eden, Anthony", PERSON),
        ("Roosevelt, Franklin", PERSON),
        ("Kursk, Battle of", EVENT),
        ("Nobody", PERSON),
        ("Stalin", EVENT),
    ]
)


@st.composite
def operations(draw):
    row = []
    for n in range(draw(st.integers(1, 7))):
        (one, kind), (two, _) = draw(NAMES), draw(NAMES)
        at = draw(st.integers(0, len(TEXT) - 30))
        end = at + draw(st.integers(1, 25))
        words = draw(st.sampled_from(["Stalin", "Churchill", "Wafd", "Koba", TEXT[at:end]]))
        forms = draw(st.sampled_from([(), ("Stalin",), ("Churchill", "Wafd")]))
        act = draw(st.sampled_from(list(Act)))
        other = EntryName(kind, two, draw(st.sampled_from([(), ("Roosevelt",)])))
        place = describe(TEXT, Span(at, end)) if draw(st.booleans()) else ()
        row.append(said(act, EntryName(kind, one, forms), other, " ".join(words.split()), place, n=n))
    return tuple(row)


@settings(max_examples=150, deadline=None)
@given(row=operations(), data=st.data())
def test_whatever_was_said_the_index_is_one(desk, row, data):
    """Mentions lie in the text and never overlap; the order in which the corrections arrive makes no difference, nor
    does a second replay; each of them is done or listed.
    """
    index = desk.with_(*row)
    places = sorted(m.span for e in index.entities for m in e.mentions)

    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(0 <= p.start < p.end <= len(TEXT) for p in places)
    assert all(list(e.mentions) == sorted(e.mentions, key=lambda m: m.span) and e.mentions for e in index.entities)
    assert len({e.id for e in index.entities}) == len(index.entities)
    assert set(index.unfit) <= set(index.corrections) == set(row)
    assert desk.with_(*data.draw(st.permutations(row))) == index
    assert corrected(index, desk.document, desk.apparatus, row) == index


def test_moved_mentions_say_who_moved_them(desk):
    at = TEXT.index("Roosevelt answered")
    place = describe(TEXT, Span(at, at + 9))
    index = desk.with_(
        said(Act.MOVE, desk.name("Roosevelt, Franklin"), EntryName(PERSON, "Roosevelt, Eleanor"), "", place)
    )

    assert [m.rule for e in index.entities if e.heading == "Roosevelt, Eleanor" for m in e.mentions] == [MOVED]
