"""A save that fails says so in one sentence, changes nothing, and the next one works."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from making import added, failing, files_below, log_in, put, rows

from tuireader.annotations.annotations import AnnotationStore
from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database
from tuireader.errors import StoreError


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "docs" / "doc"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize(
    ("where_", "name", "when"),
    [
        (os, "write", 0),
        (os, "fsync", 0),
        (os, "open", 0),  # the lock
        (os, "open", 1),  # the log
    ],
    ids=["write", "fsync", "open lock", "open log"],
)
def test_a_save_that_fails_says_so_and_changes_nothing(monkeypatch, home, code, where_, name, when):
    store = AnnotationStore(home)
    store.apply("doc", added("a"))
    store.apply("doc", added("b"))
    before, marks = log_in(home / "docs/doc").read_bytes(), store.for_document("doc")
    with monkeypatch.context() as patched:
        patched.setattr(where_, name, failing(code, when)(getattr(where_, name)))
        with pytest.raises(StoreError, match=r"^Not saved: .*(safe|Nothing was changed).*\.$"):
            store.apply("doc", added("c"))

    assert store.for_document("doc") == marks
    assert log_in(home / "docs/doc").read_bytes() == before
    assert not [n for n in files_below(home) if n.endswith(".tmp")]
    store.apply("doc", added("c"))
    assert [a.id for a in AnnotationStore(home).for_document("doc")] == ["a", "b", "c"]


def test_the_first_save_that_fails_leaves_no_file(monkeypatch, home):
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", failing(errno.ENOSPC)(os.write))
        with pytest.raises(StoreError, match=r"^Not saved: the disk is full"):
            AnnotationStore(home).apply("doc", added("a"))

    assert AnnotationStore(home).for_document("doc") == ()
    assert [n for n in files_below(home) if not n.endswith(".lock")] == []


def test_short_writes_are_carried_on(monkeypatch, folder):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:7]))
    put(folder, "a", "b")

    assert rows(folder) == {"a", "b"}


def test_a_real_limit_of_the_file_size_is_a_sentence_and_no_loss(home):
    code = (
        "import resource, sys; from pathlib import Path\n"
        "sys.path.insert(0, sys.argv[2]); from making import added\n"
        "from tuireader.annotations.annotations import AnnotationStore; from tuireader.errors import StoreError\n"
        "store = AnnotationStore(Path(sys.argv[1])); store.apply('doc', added('0'))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); saved = ['0']\n"
        "try:\n"
        "    for n in range(1, 50): store.apply('doc', added(f'{n}')); saved.append(f'{n}')\n"
        "except StoreError as error: print(len(saved), error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(home), str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    count, sentence = ran.stdout.split(" ", 1)

    assert sentence.startswith("Not saved: the file would be larger")
    assert 0 < int(count) == len(AnnotationStore(home).for_document("doc"))


def test_a_file_that_may_not_be_read_is_a_sentence(monkeypatch, home):
    AnnotationStore(home).apply("doc", added("a"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing(errno.EACCES)(os.open))
        with pytest.raises(StoreError, match=r"^The marks could not be read: .*you may not read it.*\.$"):
            AnnotationStore(home).for_document("doc")

    assert len(AnnotationStore(home).for_document("doc")) == 1


def test_a_backup_that_cannot_be_kept_does_not_stop_a_save(folder):
    open_database(folder).named_table("annotations").put("a", {})
    (folder / "backups").write_text("in the way")
    notices = Notices()
    open_database(folder, notices).named_table("annotations").put("b", {})

    assert rows(folder) == {"a", "b"}
    assert len(notices.all()) == 1
    assert notices.all()[0].startswith("No backup of ")


def test_what_json_cannot_hold_is_refused_before_anything_is_written(folder):
    put(folder, "a")
    before = files_below(folder)
    for value in (float("nan"), float("inf"), {1, 2}, object()):
        with pytest.raises(StoreError, match=r"^Not saved: "):
            open_database(folder).named_table("annotations").put("b", {"v": value})

    assert files_below(folder) == before
