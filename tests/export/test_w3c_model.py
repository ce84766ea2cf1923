"""The JSON-LD keeps to the Web Annotation Data Model: what its sections say that an annotation must have and be."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from export_samples import DAY, GOLDEN, mark, read
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.codec import from_dict
from tuireader.annotations.model import Annotation, Change, Motivation, Target
from tuireader.export.choice import EVERYTHING
from tuireader.export.exporters import EXPORTERS
from tuireader.export.webannotation import from_iris
from tuireader.reading import Reading

MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme) and not set(value) & set(' <>"{}|\\^`')


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check_annotation(item: dict[str, Any]) -> None:
    """Sections 3.1 to 3.3 and 4.2 of the model."""
    assert is_iri(item["id"])
    assert "Annotation" in listed(item["type"])
    assert set(listed(item["motivation"])) <= MOTIVATIONS
    assert len(listed(item["target"])) >= 1
    for name in ("created", "modified"):
        assert TIME.fullmatch(item.get(name, DAY))
    for body in listed(item.get("body", [])):
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
        assert body.get("format", "text/plain") == "text/plain"
    for target in listed(item["target"]):
        assert is_iri(target["source"])
        for selector in listed(target.get("selector", [])):
            if selector["type"] == "TextQuoteSelector":
                assert selector.keys() == {"type", "exact", "prefix", "suffix"}
            else:
                assert selector.keys() == {"type", "start", "end"}
                assert 0 <= selector["start"] <= selector["end"]
        assert target.get("selector") != []
    allowed = {"id", "type", "motivation", "created", "modified", "body", "target", "creator", "rights"}
    assert all(key in allowed or key.startswith("x:") for key in item)


def check_collection(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Sections 5.1 and 5.2."""
    assert listed(data["@context"])[0] == "http://www.w3.org/ns/anno.jsonld"
    assert is_iri(listed(data["@context"])[1]["x"])
    assert (data["type"], is_iri(data["id"]), isinstance(data["label"], str)) == ("AnnotationCollection", True, True)
    page = data["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", data["id"], 0)
    assert (is_iri(page["id"]), data["last"]) == (True, page["id"])
    assert data["total"] == len(page["items"])
    for item in page["items"]:
        check_annotation(item)
    return page["items"]


def test_every_annotation_keeps_to_the_model(marked: Reading) -> None:
    assert len(check_collection(json.loads(EXPORTERS["jsonld"].render(marked, EVERYTHING)))) == 4


@given(st.text(min_size=1), st.text(), st.lists(st.text(min_size=1), max_size=3), st.text())
def test_whatever_its_name_and_words_an_annotation_keeps_to_the_model_and_comes_back(
    name: str, body: str, tags: list[str], source: str
) -> None:
    reading = read((GOLDEN / "essay.txt").read_text(encoding="utf-8"))
    made = Annotation(name, Motivation.COMMENTING, Target(source, "", ()), DAY, DAY, body, tuple(dict.fromkeys(tags)))
    reading = reading.apply(Change(None, made))
    (item,) = check_collection(json.loads(EXPORTERS["jsonld"].render(reading, EVERYTHING)))
    back = from_iris(from_dict(item))
    assert (back.id, back.body, back.tags) == (made.id, made.body, made.tags)
    assert back.target.source == (source or "doc")


@pytest.mark.parametrize("name", ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "https://hypothes.is/a/x", "urn:x-tuireader:mark:a"])
def test_a_name_comes_back_as_it_was(marked: Reading, name: str) -> None:
    reading = mark(marked, "Nobody has explained", name)
    items = json.loads(EXPORTERS["jsonld"].render(reading, EVERYTHING))["first"]["items"]
    assert name in [from_iris(from_dict(item)).id for item in items]
