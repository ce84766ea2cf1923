"""``tuireader doctor``: what is there, what is damaged, what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

import click

from tuireader import __version__, config
from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session

LIBRARIES = ("textual", "rich", "tinydb", "click", "platformdirs", "markdown-it-py", "mdit-py-plugins")

Verdict = Literal["fine", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``wrong`` is to be put right, a ``note`` is good to know."""

    subject: str
    verdict: Verdict
    words: str


@click.command("doctor", short_help="What is there, what is damaged, what to do.")
@click.option("--restore", is_flag=True, help="First put right what is damaged, and bring back what the backups have.")
@as_json
@common
@pass_session
def command(session: Session, *, restore: bool, json: bool) -> int:
    """The program, the terminal, the settings and the store of your marks. Exit status 1 if something is wrong."""
    if restore:
        _restore(session)
    checks = [*_program(), *_terminal(), *_settings(), *_store(session)]
    wrong = [check for check in checks if check.verdict == "wrong"]
    if json:
        listed = [{"subject": c.subject, "verdict": c.verdict, "words": c.words} for c in checks]
        output.json(fine=not wrong, checks=listed)
    else:
        output.shown(output.table([(c.verdict, c.subject, c.words) for c in checks]))
    output.say(f"{len(wrong)} to put right." if wrong else "All is well.")
    return int(bool(wrong))


def _restore(session: Session) -> None:
    from tuireader.annotations.store.examine import restore

    for sentence in restore(session.home) or ("There was nothing to restore.",):
        output.say(sentence)


def _program() -> Iterator[Check]:
    found = f"{platform.python_version()} on {platform.system()}"
    old = sys.version_info < (3, 11)
    yield Check("tuireader", "fine", __version__)
    yield Check("Python", "wrong" if old else "fine", f"{found}: 3.11 is needed" if old else found)
    for name in LIBRARIES:
        try:
            yield Check(name, "fine", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name, "wrong", f"is not installed; run: pip install {name}")


def _terminal() -> Iterator[Check]:
    size = shutil.get_terminal_size()
    if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stdout)):
        yield Check("terminal", "note", "none here: documents are printed as plain text")
        return
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        yield Check("terminal", "note", f"TERM is {term or 'not set'}: documents are printed as plain text")
    else:
        yield Check("terminal", "fine", f"{term}, {size.columns} columns and {size.lines} rows")
    if size.columns < 20 or size.lines < 6:
        yield Check("window", "note", "too small to read in; 20 columns and 6 rows are the least")
    encoding = sys.stdout.encoding or "unknown"
    utf8 = encoding.lower().replace("-", "") == "utf8"
    advice = "" if utf8 else ": set LANG to a UTF-8 locale, or letters are shown as ASCII"
    yield Check("encoding", "fine" if utf8 else "note", encoding + advice)
    if os.environ.get("NO_COLOR"):
        yield Check("colours", "note", "NO_COLOR is set: marks are told apart by signs alone")
    if config.over_ssh():
        yield Check("connection", "note", "over SSH: no mouse and no animation unless the settings say so")


def _settings() -> Iterator[Check]:
    path = config.config_file()
    loaded = config.load()
    for warning in loaded.warnings:
        yield Check("settings", "note", warning)
    if not loaded.warnings:
        yield Check("settings", "fine", str(path) if path.exists() else f"the defaults; {path} may say otherwise")


def _store(session: Session) -> Iterator[Check]:
    from tuireader.annotations.store.examine import examine

    report = examine(session.home)
    for problem in report.problems:
        yield Check("store", "wrong", problem)
    there = (
        f"documents with marks: {len(report.documents)}; marks: {report.marks}" if report.exists else "nothing kept yet"
    )
    yield Check("store", "fine" if report.fine else "note", f"{report.home}: {there}")
    if report.drafts:
        yield Check("drafts", "note", f"notes that were being typed: {report.drafts}; open their documents to go on")
    if report.quarantined:
        yield Check("store", "note", f"damaged once and kept aside: {', '.join(map(str, report.quarantined))}")
