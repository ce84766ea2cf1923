"""The folder in version control or in the care of a sync program: two machines annotate apart, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.layout import Layout
from tuireader.annotations.store.tables import Database, open_database

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *words: str) -> str:
    """What git says; nothing of the user's settings has a part in it."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Reader",
        "GIT_AUTHOR_EMAIL": "reader@example.org",
        "GIT_COMMITTER_NAME": "Reader",
        "GIT_COMMITTER_EMAIL": "reader@example.org",
    }
    ran = subprocess.run(
        ["git", "-C", str(folder), *words], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout


def opened(home: Path, device: str, notices: Notices | None = None) -> Database:
    return open_database(Layout(home).marks("doc"), notices, device=device)


def annotate(home: Path, device: str, **notes: str) -> None:
    database = opened(home, device)
    for name, note in notes.items():
        database.named_table("annotations").put(name, {"note": note})
    database.close()


def notes(home: Path, device: str) -> dict[str, str]:
    told = Notices()
    shown = {d.doc_id: d["note"] for d in opened(home, device, told).named_table("annotations")}
    assert told.all() == ()
    return shown


def commit(home: Path) -> None:
    git(home, "add", "-A")
    git(home, "commit", "-qm", "Marks", "--allow-empty")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one store with two marks, on two machines: a and b."""
    first, second, hub = tmp_path / "first", tmp_path / "second", tmp_path / "hub"
    annotate(first, "a", one="a writes", two="a writes")
    git(first, "init", "-q", "-b", "main")
    commit(first)
    git(tmp_path, "clone", "-q", "--bare", str(first), str(hub))
    git(first, "remote", "add", "origin", str(hub))
    git(tmp_path, "clone", "-q", str(hub), str(second))
    return first, second


def meet(first: Path, second: Path) -> None:
    """Both commit; one pushes, the other pulls, merges and pushes, the first pulls: no conflict may stop them."""
    for home in (first, second):
        commit(home)
    git(first, "push", "-q", "origin", "main")
    git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    git(second, "push", "-q", "origin", "main")
    git(first, "pull", "-q", "--ff-only", "origin", "main")


@needs_git
def test_two_clones_that_were_annotated_apart_merge_without_a_conflict_and_without_a_loss(clones):
    first, second = clones
    for _ in range(3):
        annotate(first, "a", three="a writes", two="a changes")
        annotate(second, "b", four="b writes")
        meet(first, second)
        assert notes(first, "a") == notes(second, "b")
        annotate(second, "b", two="b changes")
        annotate(first, "a", five="a writes")
        meet(first, second)

    assert notes(first, "a") == notes(second, "b")
    expected = {"one": "a writes", "two": "b changes", "three": "a writes", "four": "b writes", "five": "a writes"}
    assert notes(first, "a") == expected


@needs_git
def test_one_mark_that_was_changed_on_both_sides_shows_both_texts(clones):
    first, second = clones
    annotate(first, "a", one="a changes")
    annotate(second, "b", one="b changes")
    meet(first, second)

    assert notes(first, "a") == notes(second, "b")
    assert sorted(notes(first, "a").values()) == ["a changes", "a writes", "b changes"]


@needs_git
def test_one_log_that_grew_on_both_sides_merges_too(clones):
    """As where a machine was copied, and both copies go by one name."""
    first, second = clones
    annotate(first, "a", three="first writes")
    annotate(second, "a", four="second writes", five="second writes")
    meet(first, second)

    assert notes(first, "a") == notes(second, "a")
    assert set(notes(first, "a")) == {"one", "two", "three", "four", "five"}
    annotate(first, "a", six="first writes")
    assert len(notes(first, "a")) == 6


@needs_git
def test_nothing_goes_into_version_control_that_belongs_to_one_machine(clones):
    first, _ = clones
    tracked = git(first, "ls-files").split()

    assert [name for name in tracked if name.endswith(".jsonl")]
    assert not [n for n in tracked if n.endswith((".lock", ".tmp")) or "quarantine/" in n or "backups/" in n]
    assert git(first, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "name",
    [
        "a.sync-conflict-20261123-093413-ABCDEFG.jsonl",
        "a (Reader's conflicted copy 2026-11-23).jsonl",
        "a (conflicted copy).jsonl",
        "a (1).jsonl",
    ],
)
def test_the_two_versions_of_a_log_that_a_sync_program_keeps_are_both_read(tmp_path, name):
    home, other = tmp_path / "home", tmp_path / "other"
    annotate(home, "a", one="a writes", two="a writes")
    shutil.copytree(home, other)
    annotate(home, "a", three="here")
    annotate(other, "a", two="there", four="there")
    shutil.copy(Layout(other).marks("doc") / "a.jsonl", Layout(home).marks("doc") / name)

    for device in ("a", "b"):
        assert notes(home, device) == {"one": "a writes", "two": "there", "three": "here", "four": "there"}
    annotate(home, "a", five="here")
    (Layout(home).marks("doc") / "a.jsonl").unlink()
    assert set(notes(home, "b")) == {"one", "two", "four"}


def test_a_log_that_a_sync_program_puts_in_place_is_seen_by_an_open_session(tmp_path):
    home, other = tmp_path / "home", tmp_path / "other"
    annotate(home, "a", one="a writes")
    database = opened(home, "a")
    signature = database.durable.signature()
    shutil.copytree(home, other)
    annotate(other, "b", one="b changes", two="b writes")
    part = Layout(home).marks("doc") / ".syncthing.b.jsonl.tmp"
    shutil.copy(Layout(other).marks("doc") / "b.jsonl", part)
    part.replace(part.with_name("b.jsonl"))

    assert database.durable.signature() != signature
    table = database.named_table("annotations")
    assert {d.doc_id: d["note"] for d in table} == {"one": "b changes", "two": "b writes"}
    table.put("three", {"note": "a writes"})
    assert len(notes(home, "b")) == 3
