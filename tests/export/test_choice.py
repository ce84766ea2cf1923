"""Which marks leave, in which order; and a choice that is kept in a file comes back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from export_samples import DAY, GOLDEN, NEXT_DAY, mark, read
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.kinds import KINDS
from tuireader.annotations.model import Annotation, Change
from tuireader.errors import UsageError
from tuireader.export.choice import EVERYTHING, KINDS_OF_MARK, ORDERS, STATES, Choice, choice_from_words, chosen
from tuireader.export.exporters import EXPORTERS
from tuireader.export.renewing import render
from tuireader.export.styles import STYLES
from tuireader.reading import Reading

DAYS = st.dates().map(lambda day: day.isoformat()) | st.just("")
WORDS = st.lists(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])), max_size=3).map(tuple)
CHOICES = st.builds(
    Choice,
    tags=WORDS,
    labels=WORDS,
    states=st.lists(st.sampled_from(STATES), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(KINDS_OF_MARK), unique=True).map(tuple),
    sections=WORDS,
    since=DAYS,
    until=DAYS,
    order=st.sampled_from(ORDERS),
    context=st.integers(0, 1000),
    style=st.sampled_from(list(STYLES)),
)


def finished(reading: Reading, name: str) -> Reading:
    found = reading.mark(name)
    assert found is not None
    return reading.apply(Change(found.annotation, replace(found.annotation, done=True)))


def ids(reading: Reading, choice: Choice) -> list[str]:
    return [m.annotation.id for m in chosen(reading, choice)]


@given(CHOICES)
def test_a_choice_comes_back_from_its_words(choice: Choice) -> None:
    words = choice.as_words()
    assert choice_from_words(words) == choice
    assert words.isprintable()
    assert (words == "") == (choice == EVERYTHING)


def test_words_of_a_later_version_are_passed_over() -> None:
    assert choice_from_words("tag=x&tags=y&shade=blue&context=many") == Choice(tags=("y",))


@pytest.mark.parametrize(
    "wrong", [{"since": "2026-13-01"}, {"until": "20261123"}, {"order": "size"}, {"states": ("lost",)}, {"context": -1}]
)
def test_what_cannot_be_chosen_is_refused(wrong: dict) -> None:
    with pytest.raises(UsageError):
        Choice(**wrong)


def test_marks_are_chosen_by_each_thing_that_is_known_of_them(marked: Reading) -> None:
    assert ids(marked, EVERYTHING) == ["m-1", "m-3", "m-2", "m-4"]
    assert ids(marked, Choice(tags=("#lock keeper",))) == ids(marked, Choice(tags=("1987", "no"))) == ["m-1"]
    assert ids(marked, Choice(labels=("todo",))) == ["m-3"]
    assert ids(marked, Choice(kinds=("notes",))) == ["m-1", "m-4"]
    assert ids(marked, Choice(kinds=("highlights",))) == ["m-3", "m-2"]
    assert ids(marked, Choice(since=NEXT_DAY[:10])) == ["m-1"]
    assert ids(marked, Choice(until=DAY[:10], kinds=("notes",))) == ["m-4"]
    assert ids(marked, Choice(sections=("canal",))) == ["m-1", "m-3", "m-2"]
    assert ids(marked, Choice(sections=("9",))) == []


def test_open_and_done_marks_are_told_apart_and_chosen(marked: Reading) -> None:
    reading = finished(marked, "m-1")
    assert ids(reading, Choice(states=("done",))) == ["m-1"]
    assert ids(reading, Choice(states=("open",))) == ["m-3", "m-2", "m-4"]
    out = render(reading)
    assert "> — ¶1 · done" in out
    assert "**Note, done** (2026-11-24): Is" in out
    assert "**Note** (2026-11-23): Keep it?" in out
    assert ",done," in EXPORTERS["csv"].render(reading, EVERYTHING)
    assert ' class="mark-key done"' in EXPORTERS["html"].render(reading, EVERYTHING)


def test_marks_by_date_stand_under_their_days(marked: Reading) -> None:
    reading = mark(marked, "Writer", "m-0")
    later = reading.mark("m-0")
    assert later is not None
    moved = Change(later.annotation, with_time(later.annotation, NEXT_DAY))
    out = render(reading.apply(moved), Choice(order="date"))
    assert [line for line in out.splitlines() if line.startswith("#")] == ["## 2026-11-23", "## 2026-11-24"]
    assert out.index("begin m-4") < out.index("## 2026-11-24") < out.index("begin m-0")


def with_time(annotation: Annotation, when: str) -> Annotation:
    return replace(annotation, created=when, modified=when)


@given(CHOICES)
def test_what_was_not_chosen_is_in_no_form_of_export(choice: Choice) -> None:
    reading = _all_kinds()
    wanted = ids(reading, choice)
    every = [f"mark-{kind.name}-id" for kind in KINDS]
    for form in ("jsonld", "csv", "html"):
        out = EXPORTERS[form].render(reading, choice)
        assert [name for name in every if name in out] == [name for name in every if name in wanted]


def _all_kinds() -> Reading:
    reading = read((GOLDEN / "essay.txt").read_text(encoding="utf-8"))
    for kind, words in zip(KINDS, ("canal was", "second", "Nobody", "clerk who", "sides"), strict=True):
        reading = mark(reading, words, f"mark-{kind.name}-id", label=kind.name)
    return reading
