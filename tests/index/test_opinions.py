"""A second opinion can veto names of one word and nothing else; without it, or when it fails, the index is there."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.index import spacy_opinion
from tuireader.index.build import build
from tuireader.index.making import make
from tuireader.index.opinions import with_opinion

TEXT = (
    "Winston Churchill wrote to Palmerston, who resigned. Disraeli told the House what Palmerston had said.\n\n"
    "After the Crimean War Palmerston met Disraeli again, and Churchill was not born."
)
MODULE = """
def all_of_them(text, spans):
    return spans

def more_than_asked(text, spans):
    return [(0, 17), (3, 9), *(s for s in spans if text[slice(*s)] == "Disraeli")]

def broken(text, spans):
    raise OSError("the model has\\n moved")

nothing = 3
"""
POINTS = """[tuireader.index_opinions]
all = fake_opinion:all_of_them
more = fake_opinion:more_than_asked
broken = fake_opinion:broken
nothing = fake_opinion:nothing
gone = no_such_module_here:veto
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A distribution that registers opinions, as ``pip`` would leave it."""
    (tmp_path / "fake_opinion.py").write_text(MODULE)
    info = tmp_path / "fake_opinion-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-opinion\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("fake_opinion", None)


@pytest.fixture(scope="module")
def essay(essay_of):
    return essay_of(TEXT)


def named(index) -> set[str]:
    return {e.heading for e in index.entities}


def test_the_default_asks_nobody(essay):
    assert make(*essay) == build(*essay)


@pytest.mark.usefixtures("installed")
def test_an_opinion_vetoes_names_of_one_word_only(essay):
    before, after = build(*essay), make(*essay, "all")

    assert {"Palmerston", "Disraeli", "Churchill, Winston", "Crimean War"} <= named(before)
    assert named(after) == {"Churchill, Winston", "Crimean War"}
    assert after.remarks == ()
    assert all(heading in named(after) for e in after.entities for heading in e.see_also)


@pytest.mark.usefixtures("installed")
def test_an_opinion_cannot_veto_what_it_was_not_asked_nor_add(essay):
    before, after = build(*essay), make(*essay, "more")

    assert named(before) - named(after) == {"Disraeli"}
    assert named(after) <= named(before)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["broken", "nothing", "gone", "nobody"])
def test_an_opinion_that_fails_leaves_the_index_and_says_so(essay, name):
    index = make(*essay, name)

    assert index.entities == build(*essay).entities
    (remark,) = index.remarks
    assert remark.startswith(f"The second opinion “{name}” could not be asked; the index is that of the rules alone: ")
    assert "\n" not in remark


@settings(deadline=None)
@given(st.data())
def test_whatever_is_vetoed_the_rest_stays_as_it_was(essay, data):
    before = build(*essay)
    spans = [(m.span.start, m.span.end) for e in before.entities for m in e.mentions]
    vetoes = data.draw(st.sets(st.sampled_from(spans)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tuireader.index.opinions._named", lambda _name: lambda _text, _spans: vetoes)
        after = with_opinion(before, TEXT, "any")
    left = {m for e in after.entities for m in e.mentions}
    gone = {m for e in before.entities for m in e.mentions} - left

    assert {(m.span.start, m.span.end) for m in gone} <= vetoes
    assert left <= {m for e in before.entities for m in e.mentions}
    assert all(e.mentions for e in after.entities)


def test_spacy_that_is_absent_is_said_to_be(essay, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    (remark,) = make(*essay, "spacy").remarks

    assert "spaCy is not installed; pip install 'tuireader[ner]'" in remark


def spacy_with(*models: str) -> types.ModuleType:
    """A module that answers as spaCy does: it takes every Palmerston for a town, and Disraeli for a person."""

    def load(name: str):
        def read(paragraph: str):
            def found(word: str, label: str):
                at = paragraph.find(word)
                while at >= 0:
                    yield types.SimpleNamespace(start_char=at, end_char=at + len(word), label_=label)
                    at = paragraph.find(word, at + 1)

            return types.SimpleNamespace(ents=[*found("Palmerston", "GPE"), *found("Disraeli", "PERSON")])

        assert name == "en_core_web_md"
        return read

    module = types.ModuleType("spacy")
    module.util = types.SimpleNamespace(get_installed_models=lambda: list(models))
    module.load = load
    return module


def test_spacy_vetoes_what_it_takes_for_a_place(essay, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", spacy_with("de_core_news_md", "en_core_web_sm", "en_core_web_md"))
    index = make(*essay, "spacy")

    assert index.remarks == ()
    assert named(build(*essay)) - named(index) == {"Palmerston"}


def test_spacy_without_an_english_pipeline_says_how_to_get_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", spacy_with("de_core_news_md"))
    with pytest.raises(RuntimeError, match="no English pipeline is installed"):
        list(spacy_opinion.veto(TEXT, [(0, 7)]))
