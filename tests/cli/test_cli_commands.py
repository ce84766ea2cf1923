"""Each command prints what the contract says, data on stdout and words about it on stderr."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_samples import ESSAY, Ran

Program = Callable[..., Ran]


def loaded(ran: Ran) -> Any:
    assert ran.status == 0, ran.err
    value = json.loads(ran.out)
    assert value["schema"] == 1
    return value


def test_notes_tells_works_markers_notes_and_what_they_come_to(tuireader: Program) -> None:
    value = loaded(tuireader("notes", "essay.txt", "--json"))
    assert (value["path"], value["characters"]) == ("essay.txt", len(ESSAY))
    (work,) = value["works"]
    assert set(work) == {
        *("id", "title", "start", "end", "headings", "markers", "definitions", "editorial", "problems", "resolutions")
    }
    assert [ESSAY[m["start"] : m["end"]] for m in work["markers"]] == ["[1]", "[2]", "[3]"]
    assert [d["text"] for d in work["definitions"]][1] == "Ibid., p. 14."
    assert [ESSAY[e["start"] : e["end"]] for e in work["editorial"]] == ["[Board’s]"]
    (problem,) = work["problems"]
    assert (problem["kind"], problem["label"], problem["line"]) == ("missing_definition", "3", 7)
    ibid = work["resolutions"][1]
    assert set(ibid) == {
        *("label", "kind", "status", "targets", "roots", "chain", "locator", "extent", "via_in", "source"),
        *("reason", "candidates", "citations"),
    }
    (cited,) = ibid["citations"]
    assert ESSAY[cited["start"] : cited["end"]] == "Ibid., p. 14."
    assert (cited["target"], cited["root"], cited["by_reader"]) == ("1", "1", False)
    assert ESSAY[cited["written"]["start"] : cited["written"]["end"]].startswith(ibid["source"][:12])
    assert (ibid["kind"], ibid["status"], ibid["targets"], ibid["roots"]) == ("ibid", "resolved", ["1"], ["1"])
    words = tuireader("notes", "essay.txt")
    assert "[2] Ibid., p. 14.\n    → note 1: Anna Writer" in words.out


def test_index_tells_people_and_events_with_their_places(folder: Path, tuireader: Program) -> None:
    text = (
        "A Title\n\nWinston Churchill spoke on June 22, 1941, of Operation Barbarossa. Churchill had warned Stalin.\n"
    )
    (folder / "war.txt").write_text(text, encoding="utf-8")
    value = loaded(tuireader("index", "war.txt", "--json"))
    by_name = {entity["name"]: entity for entity in value["entities"]}
    churchill = by_name["Churchill, Winston"]
    assert set(churchill) == {"id", "kind", "name", "aliases", "cited_author", "dates", "see_also", "mentions"}
    assert [m["text"] for m in churchill["mentions"]] == ["Winston Churchill", "Churchill"]
    assert all(text[m["start"] : m["end"]] == m["text"] and m["work"] == 0 for m in churchill["mentions"])
    kinds = {
        entity["kind"] for entity in loaded(tuireader("index", "war.txt", "--json", "--kind", "event"))["entities"]
    }
    assert kinds == {"event"}
    assert "Churchill, Winston, 2 mentions" in tuireader("index", "war.txt").out


def test_check_prints_one_line_for_each_problem_and_ends_with_1(tuireader: Program) -> None:
    ran = tuireader("check", "essay.txt")
    assert ran.status == 1
    assert ran.out.startswith("essay.txt:7:63: F001 ")
    assert len(ran.out.splitlines()) == 1
    assert ran.err == "1 problem: 1 of F001 (a marker without a note).\n"
    assert tuireader("check", "essay.txt", "--ignore", "F001").status == 0
    assert tuireader("check", "essay.txt", "--select", "C,T201").status == 0
    assert tuireader("check", "essay.txt", "--select", "X9").status == 2
    (row,) = json.loads(tuireader("check", "essay.txt", "--json").out)["problems"]
    assert (row["path"], row["line"], row["column"], row["code"]) == ("essay.txt", 7, 63, "F001")


def test_check_finds_what_cannot_be_seen_and_marks_whose_words_are_gone(folder: Path, tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "moved the lock by a mile")
    text = ESSAY.replace("moved the lock by a mile", "was lost").replace("The clerk", "The\u202e cl\u200berk")
    (folder / "essay.txt").write_text(text, encoding="utf-8")
    ran = tuireader("check", "essay.txt", "--select", "S301,A401", "--json")
    assert ran.status == 1
    assert [row["code"] for row in json.loads(ran.out)["problems"]] == ["A401", "S301", "S301"]
    assert "\u202e" not in tuireader("check", "essay.txt").out


def test_check_turns_on_what_is_off_when_it_is_asked_for(folder: Path, tuireader: Program) -> None:
    (folder / "house.txt").write_text(ESSAY.replace("by a mile”.[1]", "by a mile[1]”."), encoding="utf-8")
    assert "F007" not in tuireader("check", "house.txt").out
    assert "F007" not in tuireader("check", "house.txt", "--ignore", "F001").out
    assert tuireader("check", "house.txt", "--select", "F007").status == 0
    (folder / "house.txt").write_text(ESSAY.replace("by a mile”.[1]", "by a mile”[1]."), encoding="utf-8")
    assert "house.txt:5:" in tuireader("check", "house.txt", "--select", "F007").out
    assert "(off: --select F007)" in tuireader("check", "--help").out


def test_check_says_it_to_github_in_its_own_words(folder: Path, tuireader: Program) -> None:
    (folder / "50%, a:b\nc.txt").write_text(ESSAY.replace("p. 12", "pp. 12"), encoding="utf-8")
    ran = tuireader("check", "50%, a:b\nc.txt", "--format", "github")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "::warning file=50%25%2C a%3Ab%0Ac.txt,line=7,col=63,endColumn=66,title=F001::Marker 3 has no note.",
        "::warning file=50%25%2C a%3Ab%0Ac.txt,line=11,col=82,endColumn=88,title=C104::"
        "Note 1: “pp. 12” names one page, for which the sign is “p.”.",
    ]
    assert tuireader("check", "essay.txt", "--ignore", "F001", "--format", "github").out == ""


def test_check_has_one_json_by_two_names(tuireader: Program) -> None:
    ran = tuireader("check", "essay.txt", "--format", "json")
    assert ran.out == tuireader("check", "essay.txt", "--json").out
    (row,) = json.loads(ran.out)["problems"]
    assert (row["end_line"], row["end_column"], row["end"] - row["start"]) == (7, 66, 3)
    none = tuireader("check", "essay.txt", "--ignore", "F001", "--json")
    assert (none.status, json.loads(none.out)["problems"]) == (0, [])
    assert tuireader("check", "essay.txt", "--json", "--format", "github").status == 2
    assert tuireader("check", "essay.txt", "--format", "xml").status == 2


def test_check_leaves_out_what_the_settings_leave_out(
    folder: Path, tuireader: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIREADER_CONFIG", str(folder / "config.toml"))
    (folder / "config.toml").write_text('ignore = "F001, T203"\n', encoding="utf-8")
    assert tuireader("check", "essay.txt").status == 0
    assert tuireader("check", "essay.txt", "--ignore", "C103").status == 1
    assert tuireader("check", "essay.txt", "--select", "F").status == 0
    assert tuireader("check", "essay.txt", "--select", "F001").status == 1
    (folder / "config.toml").write_text('ignore = "X9"\n', encoding="utf-8")
    ran = tuireader("check", "essay.txt")
    assert ran.status == 1
    assert "The setting “ignore”" in ran.err
    assert "there is no code X9" in ran.err


def test_check_goes_on_after_a_file_that_cannot_be_read(tuireader: Program) -> None:
    ran = tuireader("check", "nosuch.txt", "essay.txt")
    assert ran.status == 66
    assert "nosuch.txt does not exist" in ran.err
    assert "essay.txt:7:63: F001" in ran.out


def test_a_mark_is_made_by_its_quote_and_listed_with_its_place(tuireader: Program) -> None:
    ran = tuireader(
        *("annotate", "essay.txt", "--quote", "moved the lock by a mile", "--note", "why?"),
        *("--label", "question", "--tag", "lock", "--tag", "#mile"),
    )
    assert ran.status == 0
    (mark,) = loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"]
    assert mark["id"] == ran.out.strip()
    start = ESSAY.index("moved")
    assert (mark["start"], mark["end"]) == (start, start + 24)
    assert (mark["label"], mark["note"], mark["tags"]) == ("question", "why?", ["lock", "mile"])
    assert (mark["quote"], mark["status"], mark["score"]) == ("moved the lock by a mile", "same", 1.0)
    assert "hint" not in mark
    assert "open question" in tuireader("show", "essay.txt").out


def test_a_quote_must_stand_once_and_may_be_told_apart_by_its_neighbours(tuireader: Program) -> None:
    twice = tuireader("annotate", "essay.txt", "--quote", "Nobody has")
    assert (twice.status, twice.out) == (1, "")
    assert "2 times" in twice.err
    assert tuireader("annotate", "essay.txt", "--quote", "nothing like it").status == 1
    ran = tuireader("annotate", "essay.txt", "--quote", "Nobody has", "--prefix", "minutes.[3] ", "--json")
    assert loaded(ran)["start"] == ESSAY.index("Nobody has asked")
    ran = tuireader("annotate", "essay.txt", "--quote", "Nobody has", "--suffix", " explained", "--json")
    assert loaded(ran)["start"] == ESSAY.index("Nobody has explained")
    ran = tuireader("annotate", "essay.txt", "--quote", '"MOVED the\nlock', "--json")
    assert loaded(ran)["start"] == ESSAY.index("“moved")


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "3"),
        ("--quote", "a", "--start", "3", "--end", "4"),
        (),
        ("--start", "9", "--end", "9"),
        ("--start", "0", "--end", "99999"),
        ("--start", "-1", "--end", "3"),
        ("--quote", " "),
        ("--quote", "canal", "--label", "nonsense"),
        ("--quote", "canal", "--note", "\udcff"),
    ],
)
def test_wrong_words_end_with_2_and_mark_nothing(tuireader: Program, words: tuple[str, ...]) -> None:
    ran = tuireader("annotate", "essay.txt", *words)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"] == []


def test_a_mark_is_moved_flagged_or_orphaned_when_the_text_is_revised(folder: Path, tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides")
    tuireader("annotate", "essay.txt", "--quote", "moved the lock by a mile", "--note", "gone?")
    revised = "A new first line.\n\n" + ESSAY.replace("“moved the lock by a mile”", "changed nothing")
    (folder / "essay.txt").write_text(revised, encoding="utf-8")
    moved, gone = loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"]
    assert (moved["status"], revised[moved["start"] : moved["end"]]) == ("moved", "paid by both sides")
    assert (gone["status"], gone["start"], gone["end"]) == ("orphaned", None, None)
    assert "hint" in gone
    assert gone["quote"] == "moved the lock by a mile"
    exported = tuireader("export", "essay.txt").out
    assert "gone?" in exported
    assert "no longer in the text" in exported


def test_an_export_goes_to_stdout_or_to_a_new_file_and_never_over_an_old_one(folder: Path, tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides")
    shown = tuireader("export", "essay.txt")
    assert "> paid by both sides" in shown.out
    assert tuireader("export", "essay.txt", "-o", "notes.md").status == 0
    assert (folder / "notes.md").read_text(encoding="utf-8") == shown.out
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    refused = tuireader("export", "essay.txt", "-o", "notes.md")
    assert refused.status == 73
    assert "was not touched" in refused.err
    assert (folder / "notes.md").read_text(encoding="utf-8") == "mine"
    assert tuireader("export", "essay.txt", "-o", "notes.md", "--force").status == 0
    assert (folder / "notes.md").read_text(encoding="utf-8") == shown.out
    assert tuireader("export", "essay.txt", "-o", "nowhere/notes.md").status == 73
    assert (folder / "notes.md.bak").read_text(encoding="utf-8") == "mine"
    again = tuireader("export", "essay.txt", "-o", ".")  # found by the document that it is about
    assert (again.status, again.err) == (0, "'notes.md' is up to date.\n")
    (folder / "notes.md").unlink()
    assert tuireader("export", "essay.txt", "-o", ".").status == 0
    assert (folder / "essay-notes.md").read_text(encoding="utf-8") == shown.out
    assert tuireader("export", "essay.txt", "-o", "page.html").status == 0
    assert (folder / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sorted(p.name for p in folder.glob(".tuireader*")) == []


@pytest.mark.parametrize("file", ["essay.txt", "./essay.txt"])
def test_an_export_never_replaces_the_essay(folder: Path, tuireader: Program, file: str) -> None:
    ran = tuireader("export", "essay.txt", "--force", "-o", file)
    assert (ran.status, ran.out) == (73, "")
    assert "is the document itself" in ran.err
    assert (folder / "essay.txt").read_text(encoding="utf-8") == ESSAY


def test_tags_are_what_a_note_could_hold(folder: Path, tuireader: Program) -> None:
    words = ("annotate", "essay.txt", "--quote", "canal was")
    assert tuireader(*words, "--tag", "a b", "--tag", "#2nd.part", "--tag", "a-b").status == 0
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"][0]["tags"] == ["a-b", "2nd-part"]
    refused = tuireader(*words, "--tag", "!")
    assert refused.status == 2
    assert "No tag" in refused.err
    body = {"type": "TextualBody", "purpose": "tagging", "value": "to do"}
    (folder / "in.json").write_text(json.dumps(annotation("urn:x:1", "clerk who", body=body)), encoding="utf-8")
    assert tuireader("import", "essay.txt", "in.json").status == 0
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"][1]["tags"] == ["to-do"]
    assert loaded(tuireader("import", "essay.txt", "in.json", "--json"))["unchanged"] == 1


def test_an_annotation_of_no_words_is_kept_and_attached_to_nothing(folder: Path, tuireader: Program) -> None:
    revision = hashlib.sha256(ESSAY.encode()).hexdigest()
    position = {"type": "TextPositionSelector", "start": 40, "end": 40}
    target = {"source": "x", "selector": position, "state": {"type": "TimeState", "x:sha256": revision}}
    (folder / "in.json").write_text(json.dumps({"type": "Annotation", "id": "e", "target": target}), encoding="utf-8")
    ran = tuireader("import", "essay.txt", "in.json", "--json")
    assert loaded(ran)["unplaced"] == ["e"]
    assert "it quotes no words" in ran.err
    assert "“”" not in ran.err
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"][0]["status"] == "orphaned"


def test_a_problem_is_one_line_whatever_the_file_is_called(folder: Path, tuireader: Program) -> None:
    (folder / "two\nlines.txt").write_text(ESSAY, encoding="utf-8")
    one, two = tuireader("check", "essay.txt"), tuireader("check", "two\nlines.txt")
    assert one.out.splitlines()
    assert len(two.out.splitlines()) == len(one.out.splitlines())
    assert json.loads(tuireader("check", "two\nlines.txt", "--json").out)["problems"][0]["path"] == "two\nlines.txt"


@pytest.mark.parametrize("flag", [("--measure", "300"), ("--measure", "wide"), ("--theme", "sepia")])
def test_a_setting_that_cannot_be_is_refused_on_the_command_line(tuireader: Program, flag: tuple[str, str]) -> None:
    ran = tuireader("open", "essay.txt", *flag)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_a_theme_that_there_is_not_is_told_where_it_stands_in_the_environment(
    tuireader: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIREADER_THEME", "sepia")
    ran = tuireader("open", "essay.txt", "--plain")
    assert ran.status == 0
    assert "“theme”" in ran.err


def annotation(name: str, exact: str, **more: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}
    return {"type": "Annotation", "id": name, "target": {"source": "draft", "selector": [quote]}, **more}


@pytest.mark.parametrize("shape", ["one", "list", "page", "collection"])
def test_w3c_annotations_come_in_in_every_form_and_are_never_doubled(
    folder: Path, tuireader: Program, shape: str
) -> None:
    items = [annotation("urn:x:1", "paid by both sides"), annotation("urn:x:2", "words that are nowhere")][
        : 1 + (shape != "one")
    ]
    page = {"type": "AnnotationPage", "items": items}
    forms = {
        "one": items[0],
        "list": items,
        "page": page,
        "collection": {"type": "AnnotationCollection", "first": page},
    }
    (folder / "in.json").write_text(json.dumps(forms[shape]), encoding="utf-8")
    ran = tuireader("import", "essay.txt", "in.json", "--json")
    assert loaded(ran)["added"] == len(items)
    assert loaded(ran)["unplaced"] == ["urn:x:2"][: len(items) - 1]
    assert ("words that are nowhere" in ran.err) == (shape != "one")
    before = tuireader("annotations", "essay.txt", "--json").out
    assert loaded(tuireader("import", "essay.txt", "in.json", "--json"))["unchanged"] == len(items)
    assert tuireader("annotations", "essay.txt", "--json").out == before
    body = {"type": "TextualBody", "purpose": "commenting", "value": "new"}
    (folder / "in.json").write_text(
        json.dumps(annotation("urn:x:1", "paid by both sides", body=body)), encoding="utf-8"
    )
    assert loaded(tuireader("import", "essay.txt", "in.json", "--json"))["updated"] == 1
    marks = loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"]
    assert (marks[0]["id"], marks[0]["note"]) == ("urn:x:1", "new")
    assert len(marks) == len(items)


def test_what_is_taken_in_on_a_revised_text_is_exact_or_flagged_or_without_a_place(
    folder: Path, tuireader: Program
) -> None:
    for quote in ("paid by both sides", "moved the lock by a mile", "canal was"):
        tuireader("annotate", "essay.txt", "--quote", quote, "--note", "n", "--tag", "t")
    (folder / "out.json").write_text(tuireader("export", "essay.txt", "--json").out, encoding="utf-8")
    start = ESSAY.index("paid by both sides")
    revised = ESSAY.replace("“moved the lock by a mile”", "changed nothing")
    revised = f"New.\n\n{revised[: start - 60]}Quite other words. {revised[start - 20 :]}"
    (folder / "other.txt").write_text(revised, encoding="utf-8")
    ran = tuireader("import", "other.txt", "out.json", "--json", "--store", "elsewhere")
    told = loaded(ran)
    found = loaded(tuireader("annotations", "other.txt", "--json", "--store", "elsewhere"))["annotations"]
    assert {mark["quote"]: mark["status"] for mark in found} == {
        "canal was": "moved",
        "paid by both sides": "edited",
        "moved the lock by a mile": "orphaned",
    }
    assert len(told["doubtful"]) == len(told["unplaced"]) == 1
    assert loaded(tuireader("import", "other.txt", "out.json", "--json", "--store", "elsewhere"))["unchanged"] == 3


def test_marks_that_went_out_come_in_as_they_were(folder: Path, tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "why?", "--tag", "money")
    (folder / "out.json").write_text(tuireader("export", "essay.txt", "--json").out, encoding="utf-8")
    tuireader("import", "essay.txt", "out.json", "--store", "elsewhere")
    there = tuireader("export", "essay.txt", "--json", "--store", "elsewhere").out
    assert there == (folder / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "{}",
        '{"type": "Annotation"}',
        '["a"]',
        "3",
        '{"type": "Annotation", "target": {"selector": [{"type": "TextQuoteSelector", "exact": "\\ud800"}]}}',
        '{"type": "AnnotationCollection", "first": "http://elsewhere"}',
        "[" * 100_000,
        '{"type": "Annotation", "target": {"selector": {"type": "TextPositionSelector", "start": NaN, "end": 3}}}',
        "\xff",
    ],
)
def test_what_is_no_annotation_is_refused_in_a_sentence(folder: Path, tuireader: Program, content: str) -> None:
    (folder / "in.json").write_bytes(content.encode("latin-1"))
    ran = tuireader("import", "essay.txt", "in.json")
    assert ran.status == 65
    assert len(ran.err.splitlines()) == 1
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"] == []


def test_one_bad_annotation_keeps_all_of_them_out(folder: Path, tuireader: Program) -> None:
    (folder / "in.json").write_text(json.dumps([annotation("a", "canal"), {"type": "Annotation"}]), encoding="utf-8")
    assert tuireader("import", "essay.txt", "in.json").status == 65
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"] == []
    assert tuireader("import", "essay.txt", "missing.json").status == 66


def test_show_puts_notes_and_marks_after_their_paragraph(tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "By whom?", "--tag", "money")
    out = tuireader("show", "essay.txt").out
    order = [
        "The canal was surveyed",
        "    [1] Anna Writer",
        "    [2] Ibid., p. 14. → note 1",
        "    HIGHLIGHT (key",
        "    NOTE: By whom? #money",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)
    assert "[3] no note with this number in this work" in out
    assert out.count("Anna Writer, The Long Cut") == 2
    assert max(map(len, tuireader("show", "essay.txt", "--width", "40").out.splitlines())) <= 40


def test_show_and_export_speak_json_too(tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "By whom?")
    paragraphs = loaded(tuireader("show", "essay.txt", "--json"))["paragraphs"]
    first = next(p for p in paragraphs if "paid by both sides" in p["text"])
    assert [n["label"] for n in first["notes"]] == ["1", "2"]
    assert first["notes"][1]["resolved"].startswith("note 1: Anna Writer")
    assert [m["note"] for m in first["marks"]] == ["By whom?"]
    collection = json.loads(tuireader("export", "essay.txt", "--json").out)
    assert collection == json.loads(tuireader("export", "essay.txt", "--format", "jsonld").out)
    assert tuireader("export", "essay.txt", "--format", "docx").status == 2


def test_doctor_finds_all_well_and_a_damaged_store_not(folder: Path, tuireader: Program) -> None:
    assert tuireader("doctor").status == 0
    tuireader("annotate", "essay.txt", "--quote", "canal was")
    (file,) = (folder / "marks" / "docs").glob("*/*.jsonl")
    assert json.loads(tuireader("doctor", "--json").out)["fine"] is True
    file.write_bytes(b"\0" * 50)
    ran = tuireader("doctor")
    assert ran.status == 1
    assert "lines that were saved are missing" in ran.out
    assert "--restore brings 2 more back" in ran.out
    assert tuireader("doctor", "--restore").status == 0
    assert len(loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"]) == 1


def test_a_folder_is_listed_although_the_marks_of_one_document_cannot_be_read(folder: Path, tuireader: Program) -> None:
    shelf = folder / "shelf"
    shelf.mkdir()
    for name in ("a", "b"):
        (shelf / f"{name}.txt").write_text(f"Essay {name}\n\n{ESSAY}", encoding="utf-8")
        tuireader("annotate", f"shelf/{name}.txt", "--quote", "canal was")
    next((folder / "marks" / "docs").glob("*/*.jsonl")).write_text(
        '{"format":"tuireader-log","version":99,"device":"later"}\n{"what":"is this"}\n', encoding="utf-8"
    )
    ran = tuireader("open", "shelf", "--plain")
    assert ran.status == 0
    assert ["a.txt" in ran.out, "b.txt" in ran.out] == [True, True]
    assert ran.err.count("newer version") == 1


def test_a_store_can_be_named_before_or_behind_the_command(folder: Path, tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "canal was", "--store", str(folder / "other"))
    assert loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"] == []
    assert (
        len(loaded(tuireader("--store", str(folder / "other"), "annotations", "essay.txt", "--json"))["annotations"])
        == 1
    )


def test_a_file_of_notes_is_checked_shown_renewed_and_pruned(folder: Path, tuireader: Program) -> None:
    gone = tuireader("annotate", "essay.txt", "--quote", "canal was", "--json")
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "By whom?", "--tag", "money")
    words = ("export", "essay.txt", "-o", "notes.md")
    assert tuireader(*words, "--check").status == 1
    assert tuireader(*words).err == "Wrote 'notes.md': 2 new.\n"
    assert tuireader(*words, "--check").status == 0
    file = folder / "notes.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nMine.\n".replace("By whom?", "By whom? A."), encoding="utf-8")
    mine = file.read_text(encoding="utf-8")
    tuireader("annotate", "essay.txt", "--quote", "surveyed twice")
    shown = tuireader(*words, "--dry-run")
    assert (shown.status, "+> surveyed twice" in shown.out) == (1, True)
    assert file.read_text(encoding="utf-8") == mine
    written = tuireader(*words)
    line = mine[: mine.index("By whom")].count("\n") - 5
    assert written.status == 1
    assert f"Line {line}: " in written.err
    assert "1 new, 1 conflict" in written.err
    assert "By whom? A." in file.read_text(encoding="utf-8")
    assert loaded(tuireader("import", "essay.txt", "notes.md", "--json"))["updated"] == 1
    assert tuireader(*words).status == 0
    assert tuireader(*words, "--check").status == 0
    (store_mark,) = [m for m in loaded(tuireader("annotations", "essay.txt", "--json"))["annotations"] if m["note"]]
    assert store_mark["note"] == "By whom? A."
    assert loaded(gone)["start"]
    assert file.read_text(encoding="utf-8").endswith("\nMine.\n")
    damaged = file.read_text(encoding="utf-8").replace("<!-- tuireader:end ", "<!-- tuireader:ende ", 1)
    file.write_text(damaged, encoding="utf-8")
    refused = tuireader(*words)
    assert (refused.status, len(refused.err.splitlines())) == (65, 1)
    assert file.read_text(encoding="utf-8") == damaged
    assert tuireader(*words, "--force").status == 0
    assert (folder / "notes.md.bak").read_text(encoding="utf-8") == damaged


def test_marks_are_chosen_by_what_is_known_of_them(tuireader: Program) -> None:
    tuireader("annotate", "essay.txt", "--quote", "canal was", "--label", "question", "--tag", "a")
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "By whom?", "--tag", "b")

    def quotes(*words: str) -> list[str]:
        out = tuireader("export", "essay.txt", *words).out
        return [line[2:] for line in out.splitlines() if line.startswith("> ") and not line.startswith("> —")]

    both = ["canal was", "paid by both sides"]
    assert quotes() == quotes("--tag", "a", "--tag", "#b") == quotes("--since", "2020-01-01") == both
    assert quotes("--state", "open") == quotes("--section", "the clerk") == both
    assert quotes("--tag", "a") == quotes("--label", "question") == quotes("--only", "highlights") == both[:1]
    assert quotes("--only", "notes", "--tag", "b") == both[1:]
    assert quotes("--until", "2020-01-01") == quotes("--state", "done") == quotes("--section", "canal locks") == []
    assert quotes("--context", "2", "--tag", "a") == ["*…The*", "canal was", "*…surveyed twice,…*"]
    file = ("-o", "notes.md")
    assert "1 new" in tuireader("export", "essay.txt", "--tag", "a", *file).err
    assert "up to date" in tuireader("export", "essay.txt", *file).err  # the choice goes on
    assert "1 new" in tuireader("export", "essay.txt", "--all", *file).err
    assert tuireader("export", "essay.txt", "--since", "yesterday").status == 2
    assert tuireader("export", "essay.txt", "--check").status == 2


def test_a_template_and_the_edition_go_to_stdout_or_to_a_new_file(folder: Path, tuireader: Program) -> None:
    pytest.importorskip("jinja2", reason="a template needs Jinja2, which is an extra")
    tuireader("annotate", "essay.txt", "--quote", "paid by both sides", "--note", "By whom?")
    (folder / "mine.j2").write_text("{% for m in marks %}{{ m.quote }}: {{ m.note }}{% endfor %}", encoding="utf-8")
    assert tuireader("export", "essay.txt", "--template", "mine.j2").out == "paid by both sides: By whom?\n"
    assert tuireader("export", "essay.txt", "--template", "mine.j2", "-o", "mine.txt").status == 0
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "paid by both sides: By whom?\n"
    assert tuireader("export", "essay.txt", "--template", "none.j2").status == 66
    (folder / "mine.j2").write_text("{{ marks.", encoding="utf-8")
    assert tuireader("export", "essay.txt", "--template", "mine.j2", "-o", "mine.txt", "--force").status == 65
    edition = tuireader("export", "essay.txt", "--format", "marginal").out
    assert "paid by both sides[^m1].[^s1-2]" in edition
    assert "[^m1]: “paid by both sides” — key passage" in edition
