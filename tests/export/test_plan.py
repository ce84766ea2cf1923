"""What an export would do to a file is known before it is done, and what is in the way stays until it is told to go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import NEXT_DAY, mark, read

from tuireader.errors import CannotCreate, UnreadableInput, UsageError
from tuireader.export.choice import Choice
from tuireader.export.plan import Wish, carry_out, kept_notes, plan
from tuireader.library import Library
from tuireader.reading import Reading


def held(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_plan_writes_nothing_and_says_everything(marked: Reading, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    first = plan(marked, file, Wish())
    assert (first.before, first.up_to_date, first.report.words) == (None, False, "4 new")
    assert list(tmp_path.iterdir()) == []
    assert carry_out(first) is None
    assert plan(marked, file, Wish()).up_to_date
    more = mark(marked.edit_note("m-3", "new", (), NEXT_DAY)[0], "Writer", "m-0")
    file.write_text(held(file).replace("Keep it?", "Keep it!"), encoding="utf-8")
    second = plan(more, file, Wish())
    assert second.report.words == "1 new, 1 changed, 1 conflict"
    assert "+> Writer" in second.difference
    assert "-tuireader-highlights: 4" in second.difference
    carry_out(second)
    assert plan(more, file, Wish()).difference == ""


def test_the_notes_are_found_by_the_document_and_not_by_their_name(marked: Reading, tmp_path: Path) -> None:
    assert plan(marked, tmp_path, Wish()).file == tmp_path / "essay-notes.md"
    assert kept_notes(marked, tmp_path) is None
    (tmp_path / "other.md").write_text("# Mine\n", encoding="utf-8")
    choice = Choice(style="obsidian", tags=("1987",))
    carry_out(plan(marked, tmp_path / "called otherwise.md", Wish(choice=choice)))
    assert plan(marked, tmp_path, Wish()).file == tmp_path / "called otherwise.md"
    assert plan(marked, tmp_path, Wish()).up_to_date
    assert kept_notes(marked, tmp_path) == (tmp_path / "called otherwise.md", choice)
    (tmp_path / "copy.md").write_text(held(tmp_path / "called otherwise.md"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"called otherwise.md, copy.md"):
        plan(marked, tmp_path, Wish())
    assert plan(marked, tmp_path, Wish("csv")).file == tmp_path / "essay-notes.csv"


def test_what_is_not_ours_is_refused_and_replaced_only_by_force(marked: Reading, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    for content, error in (
        (b"# Mine\n", CannotCreate),
        (b"", CannotCreate),
        (b"\xff\xfe", UnreadableInput),
        (b'---\ntuireader-doc: "doc"\ntuireader-format: 1\n---\n<!-- tuireader:begin x -->\n', UnreadableInput),
        (b'---\ntuireader-doc: "else"\ntuireader-format: 1\n---\n', CannotCreate),
    ):
        file.write_bytes(content)
        with pytest.raises(error, match="was not touched") as refused:
            plan(marked, file, Wish())
        assert "\n" not in str(refused.value)
        assert file.read_bytes() == content
        kept = carry_out(plan(marked, file, Wish(force=True)))
        assert kept is not None
        assert kept.read_bytes() == content
        assert plan(marked, file, Wish()).up_to_date


def test_force_on_a_file_of_notes_replaces_what_was_edited_and_not_what_was_added(
    marked: Reading, tmp_path: Path
) -> None:
    file = tmp_path / "notes.md"
    carry_out(plan(marked, file, Wish()))
    mine = held(file).replace("Keep it?", "Keep it!") + "\nMine.\n"
    file.write_text(mine, encoding="utf-8")
    kept = carry_out(plan(marked, file, Wish(force=True)))
    assert kept == tmp_path / "notes.md.bak"
    assert held(kept) == mine
    assert held(file) == mine.replace("Keep it!", "Keep it?")


def test_a_file_that_was_changed_after_the_plan_is_left_alone(marked: Reading, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    carry_out(plan(marked, file, Wish()))
    planned = plan(marked.remove("m-1")[0], file, Wish(prune=True))
    file.write_text(held(file) + "typed just now\n", encoding="utf-8")
    with pytest.raises(CannotCreate, match="changed in this moment"):
        carry_out(planned)
    assert held(file).endswith("typed just now\n")


@pytest.mark.parametrize("form", ["csv", "html", "jsonld", "marginal"])
def test_other_forms_replace_nothing_unasked(marked: Reading, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    carry_out(plan(marked, file, Wish(form)))
    assert plan(marked, file, Wish(form)).up_to_date
    fewer = plan(marked.remove("m-1")[0], file, Wish(form))
    assert not fewer.up_to_date
    with pytest.raises(CannotCreate, match="--force"):
        carry_out(fewer)
    assert carry_out(replace(fewer, obstacle="", force=True)) == tmp_path / "out.bak"


def test_one_mark_is_copied_with_its_footnotes_and_without_comments(marked: Reading) -> None:
    copied = Library().export_mark(marked, "m-1")
    assert copied.startswith("> “moved the lock by a mile”.[^s1-1] Nobody has explained why.")
    assert "\n\n[^s1-1]: \\(1) Anna Writer" in copied
    assert "tuireader:begin" not in copied
    assert "[^" not in Library().export_mark(marked, "m-4")
    assert Library().export_mark(read("A\n\nb\n"), "m-4") == ""
