"""An index that is kept is the index that would be made; one that is damaged or of another text is never shown."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuireader.index import cache
from tuireader.index.build import build
from tuireader.index.cache import cached
from tuireader.index.model import Index

TEXT = (
    "Winston Churchill met Joseph Stalin at the Tehran Conference in 1943. Éluard wrote of Stalin.\n\n"
    "After the Battle of Kursk Churchill wrote to Stalin.[1]\n\n[1] Winston Churchill, The Second World War (1948)."
)


class Making:
    """Makes the index and counts how often it was asked to."""

    def __init__(self, essay) -> None:
        self.essay = essay
        self.times = 0

    def __call__(self) -> Index:
        self.times += 1
        return build(*self.essay)


@pytest.fixture(scope="module")
def essay(essay_of):
    return essay_of(TEXT)


def test_an_index_is_made_once_and_comes_back_as_it_was(essay, tmp_path: Path):
    make = Making(essay)
    first, again = cached(*essay, make, tmp_path), cached(*essay, make, tmp_path)

    assert first == again == build(*essay)
    assert make.times == 1


def test_another_text_or_other_notes_have_an_index_of_their_own(essay, essay_of, tmp_path: Path):
    document, apparatus = essay
    cached(*essay, Making(essay), tmp_path)
    for other in (
        essay_of(TEXT + " "),
        (document, replace(apparatus, notes=())),
        (replace(document, works=()), apparatus),
    ):
        make = Making(other)
        cached(*other, make, tmp_path)
        assert make.times == 1


def test_new_rules_make_a_new_index(essay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    room = tmp_path / "room"
    (room / "data").mkdir(parents=True)
    rule = room / "rule.py"
    rule.write_text("one")
    monkeypatch.setattr(cache, "__file__", str(room / "cache.py"))
    make = Making(essay)
    cached(*essay, make, tmp_path / "kept")
    cached(*essay, make, tmp_path / "kept")
    assert make.times == 1
    rule.write_text("another")
    cached(*essay, make, tmp_path / "kept")
    assert make.times == 2


@settings(deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_as_if_it_were_not_there(essay, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("kept")
    cached(*essay, Making(essay), folder)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=3).filter(lambda b: b != whole[at : at + 1]))
    file.write_bytes(data.draw(st.sampled_from([whole[:at] + put + whole[at + 1 :], whole[:at], b"", put])))
    make = Making(essay)

    assert cached(*essay, make, folder) == build(*essay)
    assert file.read_bytes() == whole


def test_a_place_that_refuses_everything_costs_nothing_but_time(essay, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    make = Making(essay)

    assert cached(*essay, make, blocked / "index") == build(*essay)
    assert make.times == 1


def test_what_making_raises_is_raised_once(essay, tmp_path: Path):
    def broken() -> Index:
        raise OSError("the data is gone")

    with pytest.raises(OSError, match="the data is gone"):
        cached(*essay, broken, tmp_path)


def test_nobody_else_can_read_it(essay, tmp_path: Path):
    cached(*essay, Making(essay), tmp_path / "a" / "index")
    (file,) = (tmp_path / "a" / "index").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_does_not_grow_beyond_its_bounds(essay_of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    essays = [essay_of(f"{TEXT}{' ' * n}") for n in range(5)]
    for n, one in enumerate(essays):
        cached(*one, Making(one), tmp_path)
        cached(*essays[0], Making(essays[0]), tmp_path)
        assert len(list(tmp_path.iterdir())) == min(n + 1, 3)
    make = Making(essays[0])
    cached(*essays[0], make, tmp_path)
    assert make.times == 0

    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    cached(*essays[1], Making(essays[1]), tmp_path / "small")
    assert not (tmp_path / "small").exists()
