"""What must be in a store follows from what was said of the saves."""

from __future__ import annotations

import json

import pytest
from ledger import Ledger, fields

OLD, ONE, TWO = "annotations/old", "annotations/one", "state/two"


def store(**numbers: int) -> dict[str, dict[str, object]]:
    names = {"old": OLD, "one": ONE, "two": TWO}
    return {names[name]: fields(names[name], number) for name, number in numbers.items()}


def faults(said: list[tuple[str, object]], found: dict[str, dict[str, object]]) -> dict[str, int]:
    ledger = Ledger({OLD: 0})
    ledger.read_all(json.dumps(line).encode() for line in said)
    return dict(ledger.faults(found))


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (store(old=1, one=1), {}),
        (store(old=1), {"lost": 1}),
        (store(old=0, one=1), {"stale": 1}),
        (store(old=1, one=1, two=1), {"doubled": 1}),
        (store(old=1) | {ONE: {**fields(ONE, 1), "note": "another"}}, {"altered": 1}),
    ],
    ids=["as it is", "lost", "stale", "doubled", "altered"],
)
def test_what_was_saved_is_there_whole_and_once(found, wrong):
    assert faults([("begin", {OLD: 1, ONE: 1}), ("saved", None)], found) == wrong


def test_what_was_removed_stays_away():
    assert faults([("begin", {OLD: None}), ("saved", None)], store(old=0)) == {"stale": 1}


@pytest.mark.parametrize(
    "end", [[], [("refused", "Not saved: …")], [("broke", "OSError")]], ids=["killed", "no", "bad"]
)
@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (store(old=0), {}),
        (store(old=1, one=1), {}),
        (store(old=1), {"halved": 1}),
        (store(old=0, one=1), {"halved": 1}),
        (store(one=1), {"lost": 1, "halved": 1}),
    ],
    ids=["not saved", "saved", "one half", "the other half", "lost"],
)
def test_what_was_not_acknowledged_is_there_as_a_whole_or_not_at_all(end, found, wrong):
    assert faults([("begin", {OLD: 1, ONE: 1}), *end], found) == wrong


def test_a_later_save_has_the_last_word_over_one_that_was_refused():
    said = [("begin", {ONE: 1, TWO: 1}), ("refused", "Not saved: …"), ("begin", {ONE: 2}), ("saved", None)]

    assert faults(said, store(old=0, one=2)) == {}
    assert faults(said, store(old=0, one=2, two=1)) == {}
    assert faults(said, store(old=0, one=1)) == {"stale": 1}
