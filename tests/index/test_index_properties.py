"""What holds for the index of any text whatever, and what the index makes of text that is no English prose."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.index.lexicon import read_data
from tuireader.index.model import EntityKind

WORDS = st.sampled_from(
    (
        *(
            "Stalin",
            "Joseph",
            "Churchill",
            "Mrs",
            "General",
            "Yalta",
            "Battle",
            "of",
            "the",
            "War",
            "Treaty",
            "and",
            "at",
        ),
        *(
            "after",
            "in",
            "Mao",
            "Zedong",
            "Lenin–Stalin",
            "Saint",
            "J.",
            "R.",
            "de",
            "du",
            "II",
            "I",
            "1941",
            "Operation",
        ),
        *(
            "Kursk",
            "Pasha",
            "who",
            "said",
            "’s",
            "“",
            "”",
            "(",
            ")",
            ",",
            ".",
            ";",
            ":",
            "[1]",
            "The",
            "ministry",
            "\n\n",
        ),
        *(
            "[2] ",
            "known",
            "as",
            "Duke",
            "Sunday",
            "Black",
            "Conference",
            "Soviet",
            "Mission",
            "\n",
            "boyarsIvan",
            "victory",
        ),
    )
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@given(text=PROSE)
def test_mentions_lie_in_the_text_in_order_and_never_overlap(index_of, text):
    index = index_of(text)
    spans = []
    for entity in index.entities:
        assert entity.mentions
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.span)
        for mention in entity.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(text)
            assert mention.span.of(text).strip() == mention.span.of(text) != ""
            assert " ".join(mention.span.of(text).split()) in entity.variants
            spans.append(mention.span)
    spans.sort()
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(text=PROSE)
def test_the_same_text_has_the_same_index_with_distinct_ids_sorted_by_heading(index_of, text):
    index = index_of(text)
    assert index == index_of(text)
    assert len({e.id for e in index.entities}) == len(index.entities)
    assert all(re.fullmatch(r"(person|event)-[\w-]+", e.id) for e in index.entities)
    assert all(e.heading.strip() for e in index.entities)


@given(text=PROSE)
def test_each_entry_says_why_and_how_surely_it_is_there(index_of, text):
    for entity in index_of(text).entities:
        assert all(m.rule and 0 < m.certainty <= 1 for m in entity.mentions)
        assert entity.kind is EntityKind.EVENT or not entity.dates


PLAIN = "Joseph Stalin met Winston Churchill at Yalta, after the Battle of Kursk, and the city waited. "


@pytest.mark.parametrize(
    ("text", "most"),
    [
        (PLAIN.upper() * 30, 2),
        (PLAIN.lower() * 30, 0),
        ("Alpha Beta Gamma " * 5000, 0),
        ("Der Kanzler sprach mit dem Minister. Das Haus war voll Menschen und Tiere in der Stadt. " * 50, 3),
        ("La Ville et le Roi avaient vu la Reine dans le Palais de la Cour avec le Prince. " * 50, 3),
        ("“" * 5000, 0),
        ("A." * 5000, 0),
        ("x" * 100_000, 0),
        ("", 0),
        (" \n\n ", 0),
    ],
)
def test_text_whose_capitals_say_nothing_has_few_entries_and_none_in_bulk(index_of, text, most):
    assert len(index_of(text).entities) <= most


@pytest.mark.parametrize(
    "piece", ["the War of ", "Battles of Aaa, Bbb, Ccc and ", "Aaa de la ", "Xavier’s ", "Ab-", "A. "]
)
def test_a_long_block_without_a_stop_is_read_to_its_end(index_of, piece):
    index_of(piece * 3000)  # a rule that looks back without bound would not come to an end


def test_nothing_is_read_when_the_room_is_imported():
    code = (
        "import sys, tuireader.index.build, tuireader.index.lexicon as l, tuireader.index.gazetteer as g;"
        "print(*(f.cache_info().currsize for f in (l._sections, l._listed, g.known_events)),"
        " 'textual' in sys.modules, 'tinydb' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "0", "0", "False", "False"]


def test_every_data_file_has_its_source_in_the_notice():
    notice = read_data("NOTICE")
    for name in ("terms", "events", "mononyms", "places", "forenames", "surnames", "surnames_words", "words"):
        assert f"{name}.txt" in notice
        assert read_data(f"{name}.txt").strip()
