"""Marks are followed from revision to revision, back again, and through the loss of everything but themselves."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from making import document, mark

from tuireader.anchors.model import AnchorStatus
from tuireader.annotations.following import follow
from tuireader.annotations.model import Annotation
from tuireader.annotations.whereabouts import REMEMBERED, Whereabouts, whereabouts_from_dict, whereabouts_to_dict
from tuireader.documents.revision import revision
from tuireader.text.span import Span

ESSAY = (
    "The fleet left Kronstadt before dawn. Nobody on the quay cheered, and the band did not play.\n\n"
    "In the town the news was known by noon. The answer came in the evening; it was short.\n\n"
    "He wrote that the treaty would stand. The ministers, who had hoped for less, signed it at once.\n\n"
    "A year later hardly anyone remembered the day. The treaty was forgotten by all but the clerks.\n"
)
ANSWER = "The answer came in the evening"


def made(words: str = ANSWER, name: str = "a", text: str = ESSAY) -> Annotation:
    start = text.index(words)
    return mark(name, start=start, end=start + len(words), text=text)


class Draft:
    """A text that is revised, with what is kept of its marks."""

    def __init__(self, *marks: Annotation, text: str = ESSAY) -> None:
        self.marks = list(marks)
        self.text = text
        self.texts = {revision(text): text}
        self.kept: dict[str, Whereabouts] = {}
        self.revise(text)

    def revise(self, text: str) -> Whereabouts:
        self.text = text
        self.kept = follow(document(text), self.marks, self.kept, self.texts.get)
        self.texts[revision(text)] = text
        return self.kept["a"]

    def words(self) -> str | None:
        span = self.kept["a"].anchor("a").span
        return span.of(self.text) if span else None


def test_a_mark_is_the_same_then_moved_then_edited_and_stays_so_until_the_words_are_back():
    draft = Draft(made())

    assert draft.kept["a"].status is AnchorStatus.SAME
    assert draft.revise("Preface.\n\n" + ESSAY).status is AnchorStatus.MOVED
    assert draft.revise(ESSAY.replace("in the evening", "late in the evening")).status is AnchorStatus.EDITED
    assert draft.words() == "The answer came late in the evening"
    assert (
        draft.revise("New.\n\n" + ESSAY.replace("in the evening", "late in the evening")).status is AnchorStatus.EDITED
    )
    assert draft.revise("Newer.\n\n" + ESSAY).status is AnchorStatus.MOVED
    assert draft.words() == ANSWER


def test_an_orphan_keeps_where_it_was_and_comes_back_with_its_words_changed_or_not():
    draft = Draft(made())
    gone = draft.revise(ESSAY.replace(ANSWER + "; it was short.", ""))

    start = ESSAY.index(ANSWER)
    assert (gone.status, gone.revision) == (AnchorStatus.ORPHANED, revision(ESSAY))
    assert gone.span == Span(start, start + len(ANSWER))
    assert draft.revise("Other.\n\n" + draft.text).status is AnchorStatus.ORPHANED
    assert draft.revise("Other.\n\n" + ESSAY.replace("evening", "morning")).status is AnchorStatus.EDITED
    assert draft.words() == "The answer came in the morning"


def test_a_text_that_is_taken_back_brings_exact_places_back_without_any_snapshot():
    draft = Draft(made(), made("the treaty", "b"))
    other = ESSAY.replace("came in", "arrived that") + "More."
    edited = draft.revise(other)
    draft.revise("Nothing of all this is left.")
    draft.texts.clear()

    assert (draft.revise(other).span, draft.kept["a"].status) == (edited.span, AnchorStatus.EDITED)
    draft.texts.clear()
    assert draft.revise(ESSAY).status is AnchorStatus.SAME
    assert draft.kept["b"].anchor("b").span == Span(ESSAY.index("the treaty"), ESSAY.index("the treaty") + 10)


def test_only_the_last_revisions_are_remembered():
    draft = Draft(made())
    for number in range(2 * REMEMBERED):
        draft.revise(f"{number}.\n\n{ESSAY}")

    assert len(draft.kept["a"].memo) == REMEMBERED


def test_without_the_old_text_quote_and_context_decide_and_what_is_not_sure_is_to_be_confirmed():
    draft = Draft(made())
    draft.texts.clear()
    draft.kept.clear()

    assert draft.revise("New.\n\n" + ESSAY).status is AnchorStatus.MOVED
    draft.texts.clear()
    draft.kept.clear()
    assert draft.revise(ESSAY.replace("In the town the news was known by noon. ", "")).status is AnchorStatus.EDITED
    assert draft.words() == ANSWER
    assert draft.revise("More.\n\n" + draft.text).status is AnchorStatus.EDITED


def test_a_damaged_record_is_as_none():
    (kept,) = Draft(made()).kept.values()
    fields = whereabouts_to_dict(kept)

    assert whereabouts_from_dict(fields) == kept
    for name in fields:
        assert whereabouts_from_dict({key: value for key, value in fields.items() if key != name}) is None
    for wrong in ({"start": 9, "end": 3}, {"status": "lost"}, {"memo": [[1]]}, {"start": None}, {"was": 5}):
        assert whereabouts_from_dict({**fields, **wrong}) is None


def test_a_note_that_is_done_goes_quietly_and_is_looked_for_nowhere_else():
    done = replace(made(), done=True)
    draft = Draft(done)

    assert draft.revise("New.\n\n" + ESSAY).status is AnchorStatus.MOVED
    assert draft.revise(ESSAY.replace("came in the evening", "came in the morning")).status is AnchorStatus.ORPHANED
    draft.marks = [replace(done, done=False)]
    assert draft.revise(draft.text).status is AnchorStatus.EDITED


def test_the_place_that_the_reader_gave_is_where_the_mark_is_followed_from_and_can_be_taken_back():
    draft = Draft(made())
    edited = draft.revise(ESSAY.replace("in the evening", "at last"))
    where = edited.span
    placed = made("The answer came at last", text=draft.text)
    original, draft.marks = draft.marks, [replace(draft.marks[0], place=placed.target)]

    assert draft.revise(draft.text).status is AnchorStatus.SAME
    assert draft.revise("New.\n\n" + draft.text).status is AnchorStatus.MOVED
    assert draft.words() == "The answer came at last"
    draft.marks = original
    draft.revise(ESSAY.replace("in the evening", "at last"))
    assert (draft.kept["a"].status, draft.kept["a"].span) == (AnchorStatus.EDITED, where)


def test_what_is_known_already_is_the_same_value():
    draft = Draft(made())
    before = draft.kept["a"]

    assert draft.revise(ESSAY) is before


@given(st.lists(st.sampled_from(["preface", "cut", "back", "swap", "edit"]), max_size=8))
def test_however_a_text_is_revised_a_mark_is_on_its_own_words_or_an_orphan_and_never_lost(steps):
    """And on the text as it was first, it is where it was made."""
    draft = Draft(made("the treaty would stand"))
    for number, step in enumerate(steps):
        text = draft.text
        new = {
            "preface": f"Preface {number}.\n\n{text}",
            "cut": text.replace("He wrote that the treaty would stand. ", ""),
            "back": ESSAY,
            "swap": "\n\n".join(reversed(text.strip().split("\n\n"))),
            "edit": text.replace("treaty would stand", "treaty would have stood"),
        }[step]
        draft.revise(new)
        words = draft.words()
        assert words in ("the treaty would stand", "the treaty would have stood", None)
        assert (words is None) == ("He wrote that the treaty would" not in new)
    assert draft.revise(ESSAY).status is AnchorStatus.SAME
