"""A folder with an essay in it, a place for marks, and the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_samples import ESSAY, Ran

from tuireader.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder; it holds ``essay.txt``, and neither settings nor marks of this user are seen."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("TUIREADER_CONFIG", "TUIREADER_MEASURE", "TUIREADER_THEME", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUIREADER_HOME", str(tmp_path / "marks"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def tuireader(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The program, run in this process: its exit status and what it printed."""

    def call(*args: str) -> Ran:
        capsys.readouterr()
        status = run(args)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return call
