"""A file of notes is renewed without a byte of the reader's being lost, moved or doubled."""

from __future__ import annotations

import re

import pytest
from export_samples import DAY, GOLDEN, NEXT_DAY, mark, read
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tuireader.annotations.model import Change, Motivation
from tuireader.errors import CannotCreate, UnreadableInput
from tuireader.export.choice import ORDERS, Choice
from tuireader.export.front_matter import read_head
from tuireader.export.markers import Found, Prose, id_of_mark, name_of_mark, parse
from tuireader.export.merging import Report
from tuireader.export.renewing import render, renew
from tuireader.export.styles import STYLES
from tuireader.reading import Reading
from tuireader.text.span import Span

ESSAY = (GOLDEN / "essay.txt").read_text(encoding="utf-8")


def pieces(text: str) -> list[Prose | Found]:
    return parse(text[len(read_head(text).raw) :])


def parts(text: str) -> dict[str, Found]:
    found = [piece for piece in pieces(text) if isinstance(piece, Found)]
    assert len({piece.name for piece in found}) == len(found)
    return {piece.name: piece for piece in found}


def typed(text: str) -> list[str]:
    """The lines that stand outside our parts and are not blank, each with its end."""
    prose = "".join(piece.raw for piece in pieces(text) if isinstance(piece, Prose))
    return [line for line in prose.split("\n") if line.strip()]


def with_note(reading: Reading, name: str, body: str) -> Reading:
    return reading.edit_note(name, body, (), NEXT_DAY)[0]


def test_nothing_changes_where_nothing_has_changed(marked: Reading) -> None:
    text = render(marked)
    again, report = renew(marked, text, None)
    assert again == text
    assert (report.words, sorted(report.same)) == ("nothing new", ["m-1", "m-2", "m-3", "m-4"])


def test_only_the_parts_that_say_something_else_change(marked: Reading) -> None:
    text = render(marked)
    mine = text.replace("<!-- tuireader:begin m-3", "Mine, *before*.  \n\n\n\n<!-- tuireader:begin m-3")
    mine = mine.replace('title: "The Canal', 'rating: 5  # mine\ntitle: "My Canal') + "\n\n\tMine at the end"
    again, report = renew(with_note(marked, "m-3", "new"), mine, None)
    assert (report.words, report.changed) == ("1 changed", ["m-3"])
    before, after = mine.split("<!-- tuireader:begin m-3")[0], mine.split("<!-- tuireader:end m-3 -->")[1]
    assert again.startswith(
        before.replace("tuireader-modified: 2026-11-24T10:00:00.000Z", "tuireader-modified: " + NEXT_DAY)
    )
    assert again.endswith(after)


def test_a_part_that_the_reader_edited_is_kept_and_told(marked: Reading) -> None:
    mine = render(marked).replace("Keep it?", "Keep it? Yes, said A.")
    again, report = renew(with_note(marked, "m-4", "Throw it away?"), mine, None)
    assert report.conflicts == [("m-4", mine[: mine.index("<!-- tuireader:begin m-4")].count("\n") + 1)]
    assert "Keep it? Yes, said A." in again
    assert "Throw it away?" not in again
    forced, report = renew(with_note(marked, "m-4", "Throw it away?"), mine, None, anew=True)
    assert (report.words, "Throw it away?" in forced) == ("1 edited and replaced", True)
    back, report = renew(with_note(marked, "m-4", "Keep it? Yes, said A."), mine, None)
    assert report.conflicts == []  # the mark says now what the reader wrote in the file
    assert not parts(back)["m-4"].edited


def test_a_deleted_mark_stays_until_it_is_pruned(marked: Reading) -> None:
    text = render(marked)
    fewer = marked.remove("m-2")[0].remove("m-4")[0]
    again, report = renew(fewer, text, None)
    assert (report.words, sorted(report.gone)) == ("2 deleted but kept", ["m-2", "m-4"])
    assert "Ibid., p. 14" in again
    assert parts(again).keys() == parts(text).keys()
    pruned, report = renew(fewer, again, None, prune=True)
    assert (report.words, sorted(report.pruned)) == ("2 removed", ["m-2", "m-4"])
    assert pruned == render(fewer)
    edited = again.replace("Keep it?", "Keep it!")
    kept, report = renew(fewer, edited, None, prune=True)
    assert "Keep it!" in kept
    assert [name for name, _ in report.conflicts] == ["m-4"]


def test_a_new_mark_stands_in_its_place_behind_what_was_typed_there(marked: Reading) -> None:
    mine = render(marked).replace("<!-- tuireader:begin m-3", "About the clerk.\n\n<!-- tuireader:begin m-3")
    more = mark(marked, "He wrote *nothing*", "m-0")
    again, report = renew(more, mine, None)
    assert report.new == ["m-0"]
    order = [again.index(words) for words in ("end m-1", "About the clerk", "begin m-0", "begin m-3")]
    assert order == sorted(order)
    assert again.replace("About the clerk.\n\n", "") == render(more)


def test_a_footnote_stays_as_long_as_something_in_the_file_calls_it(marked: Reading) -> None:
    mine = (
        render(marked).replace("Keep it?", "Keep it? As in[^s1-1].")
        + "\nMy own words[^s1-2] and note[^x].\n\n[^x]: Mine.\n"
    )
    fewer = marked.remove("m-1")[0]
    again, _ = renew(fewer, mine, None, prune=True)
    assert again.count("[^s1-1]: ") == again.count("[^s1-2]: ") == again.count("[^x]: ") == 1
    edited = mine.replace("Aire Press", "Air Press")
    more = mark(marked, "Nobody has explained why", "m-0")
    again, report = renew(more, edited, None)
    assert [name for name, _ in report.conflicts] == ["m-4", "footnotes"]
    assert again.count("[^s1-1]: ") == again.count("[^s1-2]: ") == 1


def test_a_note_that_the_text_has_no_more_is_kept_for_a_part_that_calls_it(marked: Reading) -> None:
    mine = render(marked).replace("Is \\*this\\* the clerk", "Surely the clerk")
    revised = read(ESSAY.replace("[2] Ibid., p. 14.\n", "").replace("both sides.[2]", "both sides."))
    revised = revised.apply(*(Change(None, annotation) for annotation in marked.annotations))
    again, report = renew(revised, mine, None)
    assert [name for name, _ in report.conflicts] == ["m-1"]
    assert again.count("\n[^s1-2]: \\(2) Ibid., p. 14.") == 1
    assert renew(revised, again, None)[0] == again


def test_headings_follow_their_marks_when_the_text_is_revised() -> None:
    text = "A Title\n\nI. First things\n\nThe first paragraph of the first part is here.\n\n"
    text += "II. Last things\n\nThe second paragraph is of the second part.\n"
    old = mark(mark(read(text), "first paragraph", "m-1"), "second paragraph", "m-2")
    new = read(text.replace("II. Last", "II. Middle things\n\nA paragraph in between that is new.\n\nIII. Last"))
    new = mark(mark(mark(new, "first paragraph", "m-1"), "second paragraph", "m-2"), "in between", "m-3")
    mine = render(old).replace("<!-- tuireader:begin m-2", "Under the heading.\n\n<!-- tuireader:begin m-2")
    again, _ = renew(new, mine, None)
    assert again.replace("Under the heading.\n\n", "") == render(new)
    assert again.index("Last things") < again.index("Under the heading")


def test_a_file_keeps_the_choice_that_it_was_made_by(marked: Reading) -> None:
    choice = Choice(labels=("key",), kinds=("notes",), order="date", context=3, style="obsidian")
    text = render(marked, choice)
    assert renew(marked, text, None)[0] == text
    wider, report = renew(marked, text, Choice(style="obsidian", order="date", context=3))
    assert sorted(report.new) == ["m-2", "m-3"]
    narrower, report = renew(marked, wider, choice, prune=True)
    assert sorted(report.left) == ["m-2", "m-3"]  # not chosen is not deleted
    assert parts(narrower).keys() == parts(wider).keys()
    edited = wider.replace("Ibid., p. 14\n", "Ibid., p. 15\n")
    kept, report = renew(marked, edited, choice, prune=True)
    assert (sorted(report.left), report.conflicts) == (["m-2", "m-3"], [])
    assert "Ibid., p. 15\n" in kept


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("<!-- tuireader:end m-1 -->\n", "", "has no end|begins inside"),
        ("<!-- tuireader:end m-3 -->", "<!-- tuireader:end m-1 -->", "has not begun"),
        ("<!-- tuireader:begin m-3", "<!-- tuireader:begin m-1", "a second time"),
        ("<!-- tuireader:begin m-3", "> <!-- tuireader:begin m-3", "was changed"),
        ("<!-- tuireader:begin m-3", "<!-- tuireader:begin", "was changed"),
        ("<!-- tuireader:end m-3 -->", "<!-- tuireader:end m-3 --> mine", "was changed"),
    ],
)
def test_damaged_comments_are_refused_with_their_line(marked: Reading, before: str, after: str, line: str) -> None:
    text = render(marked)
    assert before in text
    with pytest.raises(UnreadableInput, match=f"line [0-9]+: .*({line})"):
        renew(marked, text.replace(before, after), None)


@pytest.mark.parametrize(
    "spoilt", ["", "# My notes\n", "---\ntitle: x\n---\n", "<!-- tuireader:begin m-1 00000000 -->\n"]
)
def test_a_file_that_is_not_ours_is_refused(marked: Reading, spoilt: str) -> None:
    with pytest.raises(CannotCreate, match="no notes from here"):
        renew(marked, spoilt, None)


def test_the_notes_of_another_document_or_of_a_later_version_are_refused(marked: Reading) -> None:
    text = render(marked)
    with pytest.raises(CannotCreate, match="another document"):
        renew(marked, text.replace('tuireader-doc: "doc"', "tuireader-doc: other"), None)
    with pytest.raises(UnreadableInput, match="its shape is 2"):
        renew(marked, text.replace("tuireader-format: 1", "tuireader-format: 2"), None)


def test_an_editor_may_write_the_front_matter_and_the_line_ends_in_its_own_way(marked: Reading) -> None:
    text = render(marked).replace('tuireader-doc: "doc"', "tuireader-doc: 'doc'   # mine").replace("\n", "\r\n")
    text = "\ufeff" + text.replace('tuireader-source: "essay.txt"', "tuireader-source: essay.txt")
    assert renew(marked, text, None)[0] == text
    again, report = renew(mark(with_note(marked, "m-3", "new"), "A. Writer", "m-0"), text, None)
    assert (report.words, report.conflicts) == ("1 new, 1 changed", [])
    assert "# mine" in again
    assert again.count("\n") == again.count("\r\n")
    assert again.startswith("\ufeff---")


class Histories(RuleBasedStateMachine):
    """A reader who marks, edits and deletes, types in the file anywhere, and exports again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = read(ESSAY)
        self.file = render(self.reading)
        self.words = 0
        self.outside: set[str] = set()
        self.inside: dict[str, str] = {}
        self.report = Report()
        self.exported = True

    def word(self) -> str:
        self.words += 1
        return f"typed{self.words:04}word"

    @rule(
        start=st.integers(0, 500), length=st.integers(1, 200), body=st.sampled_from(["", "a note", "two\n\nparagraphs"])
    )
    def marks(self, start: int, length: int, body: str) -> None:
        span = Span(min(start, len(ESSAY) - 2), min(start + length, len(ESSAY)))
        if span.of(ESSAY).strip():
            self.words += 1
            name = f"id {self.words}--"
            made = (Motivation.HIGHLIGHTING, "key", body, ("t",), DAY, lambda: name)
            self.reading = self.reading.annotate(span, *made)[0]
            self.exported = False

    @precondition(lambda self: self.reading.marks)
    @rule(data=st.data())
    def edits(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from([m.annotation.id for m in self.reading.marks]))
        self.reading = self.reading.edit_note(chosen, self.word(), (), NEXT_DAY)[0]
        self.exported = False

    @precondition(lambda self: self.reading.marks)
    @rule(data=st.data())
    def deletes(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from([m.annotation.id for m in self.reading.marks]))
        self.reading = self.reading.remove(chosen)[0]
        self.exported = False

    @rule(data=st.data(), end=st.sampled_from(["\n", "\n\n", "", "[^s1-1]\n"]))
    def types_between(self, data: st.DataObject, end: str) -> None:
        """At the beginning of a line, outside our parts."""
        head = read_head(self.file).raw
        found = pieces(self.file)
        places, at = [], len(head)
        for piece in found:
            places.append(at)
            if isinstance(piece, Prose):
                places += [at + found.end() for found in re.finditer("\n", piece.raw)]
            at += len(piece.raw)
        place = data.draw(st.sampled_from([*places, len(self.file)]))
        if place < len(self.file) and "\n" not in end:
            end = "\n"
        word = self.word()
        self.file = self.file[:place] + word + end + self.file[place:]
        self.exported = False
        self.outside.add(word)

    @rule(data=st.data())
    def types_in_the_front_matter(self, data: st.DataObject) -> None:
        lines = self.file.split("\n")
        close = lines.index("---", 1)
        word = self.word()
        lines.insert(data.draw(st.integers(1, close)), f"{word}: 'mine'  # {word}")
        self.file = "\n".join(lines)
        self.exported = False
        self.outside.add(word)

    @precondition(lambda self: parts(self.file))
    @rule(data=st.data())
    def types_inside(self, data: st.DataObject) -> None:
        piece = data.draw(st.sampled_from(list(parts(self.file).values())))
        word = self.word()
        lines = piece.raw.split("\n")
        lines.insert(data.draw(st.integers(1, len(lines) - 2)), word)
        self.file = self.file.replace(piece.raw, "\n".join(lines), 1)
        self.inside[word] = piece.name
        self.exported = False

    @rule(
        prune=st.booleans(),
        choice=st.none() | st.builds(Choice, style=st.sampled_from(list(STYLES)), order=st.sampled_from(ORDERS)),
    )
    def exports(self, prune: bool, choice: Choice | None) -> None:
        before = typed(self.file)
        self.file, self.report = renew(self.reading, self.file, choice, prune=prune)
        assert typed(self.file) == before
        again, report = renew(self.reading, self.file, None, prune=prune)
        assert again == self.file
        assert [report.new, report.changed, report.pruned] == [[], [], []]
        self.exported = True

    @invariant()
    def nothing_that_was_typed_is_lost_or_doubled(self) -> None:
        for word in self.outside:
            assert len(re.findall(rf"{word}(?!:)", self.file)) == 1
        for word in self.inside:
            assert self.file.count(word) == 1

    @invariant()
    def every_mark_is_there_once(self) -> None:
        if not self.exported:
            return
        found = parts(self.file)
        conflicts = {name for name, _ in self.report.conflicts}
        assert {name_of_mark(m.annotation.id) for m in self.reading.marks} <= found.keys()
        assert conflicts == {name for name, piece in found.items() if piece.edited}
        gone = {name for name in found if id_of_mark(name) is not None} - {
            name_of_mark(m.annotation.id) for m in self.reading.marks
        }
        assert gone == {*self.report.gone} | {name for name in conflicts if name in gone}

    @invariant()
    def every_note_that_is_called_is_there_once(self) -> None:
        if self.exported:
            body = self.file[len(read_head(self.file).raw) :]
            defined = re.findall(r"^\[\^(s\d-\w+)\]:", body, re.MULTILINE)
            called = set(re.findall(r"\[\^(s\d-\w+)\](?!:)", body))
            assert len(set(defined)) == len(defined)
            assert called <= set(defined)


Histories.TestCase.settings = settings(
    max_examples=1000 if settings.get_current_profile_name() == "thorough" else 40,
    stateful_step_count=25,
    deadline=None,
)
test_histories = Histories.TestCase
