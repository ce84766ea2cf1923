"""Machines that share a folder and were apart end up with the same marks, and no words of anybody are lost."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import added, mark, put, rows

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.codec import from_dict, to_dict
from tuireader.annotations.model import Change
from tuireader.annotations.store import layout, storage
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.policies import CONFLICT_TAG
from tuireader.annotations.store.tables import NamedTable, open_database

NAMES = "ABC"


class Machine:
    """One machine with its own copy of the folder, as a program that syncs files keeps it."""

    def __init__(self, home: Path, name: str) -> None:
        self.name = name
        self.folder = home / name / "docs" / "doc"
        self.folder.mkdir(parents=True)
        self.database = open_database(self.folder, device=name)

    def table(self, name: str = "annotations") -> NamedTable:
        return self.database.named_table(name)

    def get_from(self, other: Machine) -> None:
        """Bring over all logs that the other has, except the one that is written here."""
        for log in other.folder.glob("*.jsonl"):
            mine = self.folder / log.name
            if log.stem != self.name and (not mine.exists() or mine.stat().st_mtime_ns < log.stat().st_mtime_ns):
                shutil.copy2(log, mine.with_suffix(".tmp"))
                mine.with_suffix(".tmp").replace(mine)

    def state(self, table: str = "annotations") -> dict[str, dict]:
        return {d.doc_id: dict(d) for d in self.table(table)}


@pytest.fixture
def machines(tmp_path: Path) -> list[Machine]:
    return [Machine(tmp_path, name) for name in NAMES]


def meet(machines: list[Machine]) -> None:
    for _ in machines:
        for one in machines:
            for other in machines:
                if one is not other:
                    one.get_from(other)


steps = st.tuples(
    st.sampled_from(range(len(NAMES))),
    st.sampled_from(["put", "put", "put", "drop", "meet", "meet", "end"]),
    st.integers(0, 5),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=40))
def test_after_any_history_all_machines_agree_and_every_text_is_there_that_nobody_replaced(tmp_path_factory, history):
    """A session that ends writes its log anew here, however short it is."""
    machines = [Machine(tmp_path_factory.mktemp("m"), name) for name in NAMES]
    written, replaced = set(), set()
    for n, (which, what, number) in enumerate(history):
        machine = machines[which]
        shown = machine.state()
        name = [*shown, "x", "y"][number % (len(shown) + 2)]
        if what == "meet":
            machine.get_from(machines[(which + 1 + number % 2) % len(machines)])
            continue
        if what == "end":
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(storage, "WORTH_COMPACTING", 0)
                patched.setattr(storage, "SPARE", 1)
                machine.database.close()
            machine.database = open_database(machine.folder, device=machine.name)
            continue
        if name in shown:
            replaced.add(shown[name]["note"])
        if what == "put":
            machine.table().put(name, {"id": name, "note": f"text {n}"})
            written.add(f"text {n}")
        else:
            machine.table().drop(name)
    meet(machines)
    states = [machine.state() for machine in machines]
    afresh = [Machine.state(Fresh(machine)) for machine in machines]

    assert states[0] == states[1] == states[2]
    assert states == afresh, "an open session shows what a new one would"
    assert written - replaced <= {d["note"] for d in states[0].values()} <= written


class Fresh(Machine):
    """A session on a machine that was opened just now."""

    def __init__(self, machine: Machine) -> None:
        self.database = open_database(machine.folder, device=machine.name)


def test_a_mark_that_was_changed_on_two_machines_is_shown_twice_and_the_second_says_so(tmp_path):
    first = mark("a", "first")
    machines = [Machine(tmp_path, name) for name in "AB"]
    machines[0].table().put("a", to_dict(first))
    machines[1].get_from(machines[0])
    for machine in machines:
        now = first.edited(body=f"from {machine.name}", tags=("war",), modified="2026-11-23T11:00:00Z")
        machine.table().put("a", to_dict(now))
    meet(machines)
    marks = [from_dict(fields) for fields in machines[0].state().values()]

    assert [(m.id, m.body, m.tags) for m in marks] == [
        ("a", "from B", ("war",)),
        ("a~A.2", "from A", ("war", CONFLICT_TAG)),
    ]
    assert marks[1].extra == {"conflict_of": "a"}
    machines[0].table().drop("a~A.2")
    meet(machines)
    assert set(machines[1].state()) == {"a"}


def test_a_copy_stays_when_the_mark_is_changed_or_deleted(tmp_path):
    one, two = (Machine(tmp_path, name) for name in "AB")
    for machine in (one, two):
        machine.table().put("x", {"id": "x", "note": machine.name})
    one.get_from(two)
    (copy,) = set(one.state()) - {"x"}
    one.table().drop("x")
    two.get_from(one)

    assert one.state() == two.state()
    assert set(one.state()) == {copy}
    assert one.state()[copy]["note"] == "A"


def test_the_same_words_on_both_sides_are_no_conflict(machines):
    for n, machine in enumerate(machines):
        machine.table().put("x", {"id": "x", "note": "same", "modified": f"2026-11-23T1{n}:00:00Z"})
    meet(machines)

    assert [m.state() for m in machines] == [{"x": {"id": "x", "note": "same", "modified": "2026-11-23T12:00:00Z"}}] * 3


def test_a_change_prevails_over_a_deletion_that_had_not_seen_it(machines):
    one, two, _ = machines
    one.table().put("x", {"note": "first"})
    two.get_from(one)
    two.table().put("x", {"note": "more"})
    one.table().drop("x")
    meet(machines)

    assert [m.state() for m in machines] == [{"x": {"note": "more"}}] * 3


def test_a_clock_that_goes_wrong_does_not_undo_what_was_done_later(machines, monkeypatch):
    one, two, _ = machines
    one.table().put("x", {"note": "first"})
    two.get_from(one)
    monkeypatch.setattr("time.time_ns", lambda: 1_000)
    two.table().put("x", {"note": "later, by a clock of 1970"})
    meet(machines)

    assert [m.state()["x"]["note"] for m in machines] == ["later, by a clock of 1970"] * 3


def test_each_machine_undoes_its_own_changes_only(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    AnnotationStore(here).apply("doc", added("a"))
    (here / "docs/doc").mkdir(exist_ok=True, parents=True)
    for log in (here / "docs/doc").glob("*.jsonl"):
        (there / "docs/doc").mkdir(parents=True)
        shutil.copy(log, there / "docs/doc/elsewhere.jsonl")
    store = AnnotationStore(there)

    assert [a.id for a in store.for_document("doc")] == ["a"]
    assert store.undo("doc") is None
    store.apply("doc", added("b"))
    assert store.undo("doc") == Change(added("b").after, None)
    assert store.undo("doc") is None


def test_the_later_place_of_reading_counts_and_makes_no_copies(machines):
    for n, machine in enumerate(machines):
        machine.table("state").put("position", {"offset": n})
    meet(machines)

    assert [m.state("state") for m in machines] == [{"position": {"offset": 2}}] * 3


def test_texts_and_paths_of_a_document_that_was_opened_on_two_machines_are_united(machines):
    for machine in machines:
        fields = {
            "title": machine.name,
            "texts": ["t", machine.name],
            "paths": {f"/{machine.name}": "2026", "/": machine.name},
        }
        machine.table("documents").put("d", fields)
    meet(machines)
    (card,) = machines[0].state("documents").values()

    assert card == {
        "title": "C",
        "texts": ["A", "B", "t", "C"],
        "paths": {"/A": "2026", "/B": "2026", "/C": "2026", "/": "C"},
    }
    assert machines[1].state("documents") == machines[0].state("documents")


@pytest.mark.parametrize(
    "name", ["A.sync-conflict-20261123-101500-ABCDEFG.jsonl", "A (conflicted copy 2026-11-23).jsonl", "A 2.jsonl"]
)
def test_a_copy_that_a_program_for_syncing_made_is_one_more_log(machines, name):
    one, two, _ = machines
    one.table().put("x", {"note": "x"})
    two.get_from(one)
    one.table().put("y", {"note": "y"})
    (one.folder / "A.jsonl").rename(two.folder / name)

    assert set(two.state()) == {"x", "y"}


def test_a_name_beside_the_log_that_git_and_syncthing_use_for_a_while_is_not_read(folder_of_one):
    for name in (".syncthing.A.jsonl.tmp", "~syncthing~A.jsonl", ".A.jsonl"):
        (folder_of_one / name).write_text("half a fi")

    assert rows(folder_of_one, notices := Notices()) == {"a"}
    assert notices.all() == ()


@pytest.fixture
def folder_of_one(home: Path) -> Path:
    put(home / "docs" / "doc", "a")
    return home / "docs" / "doc"


def test_a_machine_whose_log_was_lost_does_not_count_from_the_beginning_again(machines):
    one, two, _ = machines
    one.table().put("x", {"note": "1"})
    one.table().put("x", {"note": "2"})
    two.get_from(one)
    two.table().put("y", {"note": "y"})
    shutil.rmtree(one.folder)
    one.folder.mkdir()
    shutil.copy(two.folder / "A.jsonl", one.folder / "A.sync-conflict.jsonl")
    again = open_database(one.folder, device="A").named_table("annotations")
    again.put("x", {"note": "3"})

    assert again.named("x") == {"note": "3"}
    assert open_database(one.folder, device="A").named_table("annotations").named("x") == {"note": "3"}


def test_two_machines_under_one_name_lose_nothing(tmp_path):
    one, two = Machine(tmp_path / "1", "A"), Machine(tmp_path / "2", "A")
    for machine, note in ((one, "1"), (two, "2")):
        machine.table().put("x", {"id": "x", "note": note})
        machine.table().put(f"only {note}", {"note": f"only {note}"})
    shutil.copy(two.folder / "A.jsonl", one.folder / "A.sync-conflict.jsonl")

    assert {d["note"] for d in one.state().values()} == {"1", "2", "only 1", "only 2"}


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=r", "-c", "user.email=r@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_two_machines_that_annotate_offline_merge_with_git_without_a_conflict(tmp_path):
    homes = [tmp_path / "one", tmp_path / "two"]
    put(homes[0] / "docs/doc", "a", device="one")
    git(homes[0], "init")
    git(homes[0], "add", ".")
    git(homes[0], "commit", "-m", "first")
    git(tmp_path, "clone", str(homes[0]), str(homes[1]))
    tracked = subprocess.run(["git", "ls-files"], cwd=homes[0], check=True, capture_output=True, text=True).stdout

    for home in homes:
        put(home / "docs/doc", "a", f"from {home.name}", device=home.name)
        put(home / "docs/doc", "shared", device="both")
        git(home, "add", ".")
        git(home, "commit", "-m", home.name)
    git(homes[1], "pull", "--no-rebase", "--no-edit", "origin", "main")

    assert set(tracked.split()) == {".gitattributes", ".gitignore", ".stignore", "docs/doc/one.jsonl"}
    assert rows(homes[1] / "docs/doc", notices := Notices(), device="two") == {"a", "from one", "from two", "shared"}
    assert notices.all() == ()


def test_two_sessions_see_each_other_at_the_next_look(home):
    one, two = AnnotationStore(home), AnnotationStore(home)
    versions = []
    for n in range(3):
        (one, two)[n % 2].apply("doc", added(f"{n}"))
        versions.append(one.version("doc"))
        assert len(one.for_document("doc")) == len(two.for_document("doc")) == n + 1
    assert all(before != after for before, after in pairwise(versions))


def test_the_name_of_a_machine_is_worked_out_and_kept_nowhere(home):
    AnnotationStore(home).apply("doc", added("a"))

    assert [p.stem for p in (home / "docs/doc").glob("*.jsonl")] == [layout.device_name()]
    assert layout.device_name() == layout.device_name()


def test_a_document_on_a_disk_that_can_only_be_read_can_be_annotated(tmp_path, home):
    from tuireader.library import Library

    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "essay.txt").write_text("An essay\n\nThe fleet left Kronstadt before dawn.\n", encoding="utf-8")
    (shelf / "essay.txt").chmod(0o400)
    shelf.chmod(0o500)
    try:
        library = Library(home)
        reading = library.open(shelf / "essay.txt")
        AnnotationStore(home).apply(reading.document.id, added("a"))
        assert [p.name for p in shelf.iterdir()] == ["essay.txt"]
        assert [m.annotation.id for m in Library(home).open(shelf / "essay.txt").marks] == ["a"]
    finally:
        shelf.chmod(0o700)
