"""Annotations survive being written down: what this version knows, and what it does not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.model import TextPositionSelector, TextQuoteSelector
from tuireader.annotations.codec import from_dict, to_dict, with_our_tags
from tuireader.annotations.kinds import KINDS, kind_of, next_label
from tuireader.annotations.model import Annotation, Motivation, Target
from tuireader.annotations.ulid import new_id

words = st.text(max_size=30)
named = st.text(min_size=1, max_size=30)
quotes = st.builds(TextQuoteSelector, words, words, words)
positions = st.tuples(st.integers(0, 9999), st.integers(0, 99)).map(lambda p: TextPositionSelector(p[0], sum(p)))
annotations = st.builds(
    lambda body, **fields: Annotation(
        body=body, motivation=Motivation.COMMENTING if body else Motivation.HIGHLIGHTING, **fields
    ),
    id=named,
    target=st.builds(Target, words, words, st.lists(quotes | positions, max_size=3).map(tuple)),
    created=named,
    modified=named,
    body=words,
    tags=st.lists(named, unique=True, max_size=4).map(tuple),
    label=st.sampled_from([k.name for k in KINDS]) | named,
    place=st.none() | st.builds(Target, words, words, st.lists(quotes | positions, min_size=1, max_size=2).map(tuple)),
    done=st.booleans(),
    let_go=st.booleans(),
    extra=st.dictionaries(named.map(lambda n: f"x-{n}"), st.recursive(words, st.lists, max_leaves=4), max_size=3),
)

FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno/7",
    "type": "Annotation",
    "motivation": "questioning",
    "creator": {"id": "http://example.org/ada", "name": "Ada"},
    "created": "2026-11-23T10:00:00Z",
    "modified": "2026-11-23T10:00:00Z",
    "x:label": "key",
    "body": [
        {"type": "TextualBody", "purpose": "questioning", "value": "Why?", "format": "text/plain", "language": "en"},
        {"type": "TextualBody", "purpose": "tagging", "value": "war", "creator": "ada"},
        {"type": "TextualBody", "purpose": "tagging", "value": "peace"},
        {"type": "SpecificResource", "source": "http://example.org/image.png"},
        "http://example.org/other",
    ],
    "target": [
        {
            "source": "essay.txt",
            "scope": "http://example.org/page",
            "state": {"type": "TimeState", "x:sha256": "ab12", "sourceDate": "2026-01-01T00:00:00Z"},
            "selector": [
                {"type": "TextQuoteSelector", "exact": "w", "prefix": "p", "suffix": "s", "x:lang": "en"},
                {"type": "TextPositionSelector", "start": 3, "end": 4},
                {"type": "XPathSelector", "value": "/html/body/p[2]"},
            ],
        },
        "http://example.org/second-target",
    ],
}


@given(annotations)
def test_an_annotation_comes_back_as_it_was_through_json(annotation):
    assert from_dict(json.loads(json.dumps(to_dict(annotation)))) == annotation


def test_tags_from_elsewhere_are_written_as_ours_and_keep_what_came_with_them():
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": "a b", "creator": "someone"},
        {"type": "TextualBody", "purpose": "tagging", "value": "a-b"},
        {"type": "TextualBody", "purpose": "tagging", "value": "!!"},
    ]
    came = from_dict({"id": "1", "target": {"source": "doc"}, "body": tags})
    ours = with_our_tags(came)

    assert ours.tags == ("a-b", "!!")
    assert to_dict(ours)["body"][0]["creator"] == "someone"
    assert with_our_tags(ours) == ours
    assert came.tags == ("a b", "a-b", "!!")


def test_the_fields_are_named_as_in_the_w3c_model():
    annotation = Annotation(
        "1",
        Motivation.COMMENTING,
        Target("doc", "ff", (TextQuoteSelector("w", "p", "s"), TextPositionSelector(1, 2))),
        "2026-11-23T10:00:00Z",
        "2026-11-23T11:00:00Z",
        "a *note*",
        ("tag",),
        "evidence",
    )

    assert to_dict(annotation) == {
        "id": "1",
        "type": "Annotation",
        "motivation": "commenting",
        "created": "2026-11-23T10:00:00Z",
        "modified": "2026-11-23T11:00:00Z",
        "x:label": "evidence",
        "body": [
            {"type": "TextualBody", "purpose": "commenting", "value": "a *note*", "format": "text/plain"},
            {"type": "TextualBody", "purpose": "tagging", "value": "tag"},
        ],
        "target": {
            "source": "doc",
            "state": {"type": "TimeState", "x:sha256": "ff"},
            "selector": [
                {"type": "TextQuoteSelector", "exact": "w", "prefix": "p", "suffix": "s"},
                {"type": "TextPositionSelector", "start": 1, "end": 2},
            ],
        },
    }


def test_what_is_unknown_comes_out_again_at_its_place():
    annotation = from_dict(FOREIGN)

    assert (annotation.body, annotation.tags) == ("Why?", ("war", "peace"))
    assert annotation.target.position == TextPositionSelector(3, 4)
    assert to_dict(annotation) == FOREIGN


def test_what_is_unknown_survives_an_edit_of_the_note():
    edited = from_dict(FOREIGN).edited(body="Why not?", tags=("war",), modified="2027-01-01T00:00:00Z")
    data = to_dict(edited)

    assert data["creator"] == FOREIGN["creator"]
    assert data["target"] == FOREIGN["target"]
    assert data["body"][0] == {**FOREIGN["body"][0], "value": "Why not?"}
    assert data["body"][1] == FOREIGN["body"][1]


def test_short_forms_of_the_model_are_read():
    annotation = from_dict({"type": "Annotation", "bodyValue": "a note", "target": "http://example.org/page"})

    assert (annotation.body, annotation.motivation) == ("a note", Motivation.COMMENTING)
    assert annotation.target == Target("http://example.org/page", "", ())
    single = {"selector": {"type": "TextQuoteSelector", "exact": "w"}}
    assert from_dict({"target": single}).target.quote == TextQuoteSelector("w")


def test_an_annotation_without_an_id_gets_the_same_one_each_time():
    data = {"type": "Annotation", "target": {"source": "x"}}
    other = {"type": "Annotation", "target": {"source": "y"}}

    assert from_dict(data).id == from_dict(dict(data)).id != from_dict(other).id


@pytest.mark.parametrize(
    "data",
    [
        "text",
        [],
        {},
        {"type": "Person", "target": "x"},
        {"target": []},
        {"target": 5},
        {"target": "x", "created": 2026},
        {"target": {"selector": {"type": "TextQuoteSelector"}}},
        {"target": {"selector": {"type": "TextPositionSelector", "start": 5, "end": 2}}},
        {"target": {"selector": {"type": "TextPositionSelector", "start": True, "end": 2}}},
    ],
)
def test_what_is_no_annotation_is_refused_with_a_sentence(data):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        from_dict(data)


def test_nesting_without_end_is_refused_with_a_sentence():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    with pytest.raises(ValueError, match="deeply"):
        from_dict({"target": "x", "id": "a", "x-deep": deep})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["type", "body", "target", "motivation", "x:label", "x:parts", "id", "selector", "bodyValue"])


@given(st.dictionaries(names, json_values | st.just("Annotation")))
def test_anything_is_either_refused_with_a_sentence_or_survives(data):
    try:
        annotation = from_dict(data)
    except ValueError:
        return
    assert from_dict(to_dict(annotation)) == annotation


def test_the_two_values_do_not_share_what_can_be_changed():
    data = {"target": "x", "creator": {"name": "Ada"}}
    annotation = from_dict(data)
    data["creator"]["name"] = "Bob"
    to_dict(annotation)["creator"]["name"] = "Eve"

    assert annotation.extra["creator"] == {"name": "Ada"}


def test_kinds_differ_without_colour_and_follow_each_other_round():
    labels = [KINDS[0].name]
    for _ in KINDS:
        labels.append(next_label(labels[-1]))

    assert labels == [k.name for k in KINDS] + [KINDS[0].name]
    for sign in ("name", "glyph", "plain", "role"):
        assert len({getattr(k, sign) for k in KINDS}) == len(KINDS)
    assert all(k.plain.isascii() and len(k.plain) == len(k.glyph) == 1 for k in KINDS)
    assert kind_of("from elsewhere") is KINDS[0]
    assert next_label("from elsewhere") == KINDS[0].name


def test_new_ids_are_ulids_that_do_not_repeat():
    ids = {new_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(len(i) == 26 and i.isalnum() and i == i.upper() for i in ids)
    assert max(i[:8] for i in ids) >= min(i[:8] for i in ids) > "01M"


@pytest.mark.parametrize("name", ["x:done", "x:letGo", "x:place"])
@pytest.mark.parametrize("value", ["yes", 0, None, {}, {"selector": {"type": "TextPositionSelector", "start": 5}}])
def test_a_readers_word_that_makes_no_sense_is_kept_and_means_nothing(name, value):
    found = from_dict({"id": "a", "type": "Annotation", "target": "essay.txt", name: value})

    assert (found.done, found.let_go, found.place) == (False, False, None)
    assert to_dict(found)[name] == value
