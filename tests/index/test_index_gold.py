"""The seed against its index made by hand: how much of it the rules find."""

from __future__ import annotations

import json

import pytest

from tuireader.documents.readers import read
from tuireader.index.build import build
from tuireader.index.model import EntityKind
from tuireader.notes.resolve import resolve

LEAST = {EntityKind.PERSON: 0.97, EntityKind.EVENT: 0.93}


@pytest.mark.parametrize("kind", list(LEAST))
def test_the_seed_has_nearly_all_mentions_of_the_index_made_by_hand(corpus, seed, kind):
    path = corpus / "gold" / "seed.index.json"
    if not path.is_file():
        pytest.skip("the corpus has no index made by hand")
    document = read(str(seed))
    found = [m.span for e in build(document, resolve(document)).entities if e.kind is kind for m in e.mentions]
    gold = [m for e in json.loads(path.read_text(encoding="utf-8")) if e["kind"] == kind.value for m in e["mentions"]]
    wanted = [m for m in gold if not m.get("optional")]
    hit = sum(any(s.start < m["end"] and m["start"] < s.end for s in found) for m in wanted)
    right = sum(any(s.start < m["end"] and m["start"] < s.end for m in gold) for s in found)
    assert hit / len(wanted) >= LEAST[kind]
    assert right / len(found) >= LEAST[kind]
