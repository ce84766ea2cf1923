"""A short essay as the reader reads it, and marks on it."""

from __future__ import annotations

import pytest
from export_samples import DAY, GOLDEN, NEXT_DAY, mark, read

from tuireader.anchors.model import TextQuoteSelector
from tuireader.annotations.model import Annotation, Change, Motivation, Target
from tuireader.reading import Reading


@pytest.fixture
def essay() -> Reading:
    return read((GOLDEN / "essay.txt").read_text(encoding="utf-8"))


@pytest.fixture
def marked(essay: Reading) -> Reading:
    essay = mark(essay, "the [Board’s] own minutes.[3] The price rose to $40 & fell", "m-3", label="todo")
    essay = mark(
        essay,
        "“moved the lock by a mile”.[1] Nobody has explained why. The clerk who kept the book was paid by both "
        "sides.[2]",
        "m-1",
    )
    note = "Is *this* the clerk of [2]?\nAsk <!-- tuireader:end m-1 -->\n\n- look again"
    essay, _ = essay.edit_note("m-1", note, ("lock keeper", "1987"), NEXT_DAY)
    lost = Target("doc", "older", (TextQuoteSelector("a sentence that was cut", "before ", " after"),))
    essay = essay.apply(Change(None, Annotation("m-4", Motivation.COMMENTING, lost, DAY, DAY, "Keep it?")))
    return mark(essay, "Ibid., p. 14", "m-2")
