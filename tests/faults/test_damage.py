"""A damaged log opens: what its whole lines say is there, what the others held is set aside and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from damage import ALTERED, CORPUS, consequences, fuzzed, shown, twenty_marks
from saves import compacting_early
from verdict import wrong

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a document with twenty marks, one line for each."""
    folder = tmp_path / "docs" / "doc"
    twenty_marks(folder)
    return folder


@pytest.mark.parametrize("device", ["a", "b"], ids=["its own log", "the log of another"])
@pytest.mark.parametrize("kind", CORPUS)
def test_whole_lines_of_a_damaged_log_are_read_and_the_rest_is_set_aside(folder, kind, device):
    damaged = CORPUS[kind]((folder / "a.jsonl").read_bytes())

    assert not wrong(consequences(folder, damaged, device))


@pytest.mark.parametrize("kind", [*(kind for kind in CORPUS if kind not in ALTERED), "cut between two lines"])
def test_a_session_that_ended_well_left_a_copy_from_which_all_comes_back(folder, kind):
    log = folder / "a.jsonl"
    database = open_database(folder, device="a")
    database.named_table("annotations").put("m20", {"note": "the newest"})
    database.close()
    before, data = shown(folder, "a"), log.read_bytes()
    log.write_bytes(CORPUS[kind](data) if kind in CORPUS else b"\n".join(data.split(b"\n")[:9]) + b"\n")
    notices = Notices()

    assert shown(folder, "a", notices) == before
    assert notices.all() or kind in ("CRLF", "BOM", "doubled", "shuffled", "no last newline")
    assert shown(folder, "b") == before


@pytest.mark.parametrize("cut", [lambda data: data[: data.rindex(b"\n", 0, -1) + 1], lambda data: data[:-9]])
def test_a_log_that_is_cut_after_it_was_written_anew_is_noticed(folder, cut):
    log = folder / "a.jsonl"
    database = open_database(folder, device="a")
    for number in range(30):
        database.named_table("annotations").put("m20", {"note": f"{number}" * 1000})
    database.named_table("annotations").put("m20", {"note": "the newest"})
    with compacting_early():
        database.close()
    before, data = shown(folder, "a"), log.read_bytes()
    assert data.count(b"\n") < 30
    log.write_bytes(cut(data))
    notices = Notices()

    assert shown(folder, "a", notices) == before
    assert "was cut" in notices.all()[0]


@pytest.mark.parametrize("kind", ["CRLF", "BOM", "markers of git", "doubled", "shuffled", "no last newline"])
def test_damage_that_spares_the_lines_loses_nothing(folder, kind):
    before = shown(folder, "a")
    log = folder / "a.jsonl"
    log.write_bytes(CORPUS[kind](log.read_bytes()))

    assert shown(folder, "a") == before == shown(folder, "b")


def test_one_wrong_byte_costs_no_more_than_its_line():
    counts = fuzzed(60)

    assert not wrong(counts)
    assert 0 < counts["set aside"] < counts["runs"]


@pytest.mark.parametrize("kind", CORPUS)
def test_damage_under_an_open_session_costs_nothing_that_it_saved(folder, kind):
    log = folder / "a.jsonl"
    database = open_database(folder, device="a")
    table = database.named_table("annotations")
    before = {d.doc_id: d["note"] for d in table}
    log.write_bytes(CORPUS[kind](log.read_bytes()))
    table.put("after", {"note": "after"})
    database.close()

    assert shown(folder, "a") == {**before, "after": "after"}


@pytest.mark.parametrize("harm", ["removed", "replaced by an older one", "folder removed"])
def test_a_log_that_goes_under_an_open_session_comes_back_with_the_next_save(folder, harm):
    log = folder / "a.jsonl"
    older = log.read_bytes()
    table = open_database(folder, device="a").named_table("annotations")
    table.put("m20", {"note": "the newest"})
    before = {d.doc_id: d["note"] for d in table}
    match harm:
        case "removed":
            log.unlink()
        case "replaced by an older one":
            (folder / "older").write_bytes(older)
            (folder / "older").replace(log)
        case _:
            folder.rename(folder.with_name("moved away"))
    table.put("after", {"note": "after"})

    assert shown(folder, "a") == {**before, "after": "after"}


def test_a_log_that_goes_before_a_session_ends_is_there_again_when_it_has_ended(folder):
    database = open_database(folder, device="a")
    database.named_table("annotations").put("m20", {"note": "the newest"})
    before = {d.doc_id: d["note"] for d in database.named_table("annotations")}
    (folder / "a.jsonl").unlink()
    database.close()

    assert shown(folder, "a") == before
