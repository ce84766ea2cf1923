"""``tuireader open``: the reading screen; where there is no screen to be had, the same text plainly."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from tuireader import config
from tuireader.cli import output
from tuireader.cli.ahead import Ahead
from tuireader.cli.session import Session, common, pass_session
from tuireader.errors import NoSuchFile, TuireaderError, UsageError
from tuireader.library import Library, ShelfItem
from tuireader.text.clean import clean_line

SAMPLES = "docs_in"
"""The folder that is opened when no path is given, if there is one here."""


@click.command("open", short_help="Open a document, or the shelf of a folder.")
@click.argument("path", type=click.Path(readable=False), required=False)
@click.option("--plain", is_flag=True, help="Print the text, open no screen.")
@click.option(
    "--measure",
    type=click.IntRange(config.MEASURES[0], config.MEASURES[-1]),
    metavar="N",
    help=f"Length of a line, {config.MEASURES[0]} to {config.MEASURES[-1]} cells.",
)
@click.option("--theme", type=click.Choice(config.THEMES), help="Colours.")
@click.option("--ascii/--no-ascii", default=None, help="Draw with ASCII signs only.")
@click.option("--mouse/--no-mouse", default=None, help="Take the mouse, or leave it to the terminal.")
@click.option("--animation/--no-animation", default=None, help="Let things move.")
@common
@pass_session
def command(session: Session, /, *, path: str | None, plain: bool, **flags: Any) -> int:
    """Open a document, or the shelf of a folder. Without PATH: the folder docs_in here, else the last document."""
    loaded = config.load(flags)
    for warning in loaded.warnings:
        output.say(warning)
    session.settings = loaded.settings
    if plain or path == "-" or not has_screen():
        return _plainly(session, path)
    if path is not None and path != "-" and not os.path.lexists(path):
        raise NoSuchFile(f"{clean_line(path)} does not exist; check the path.")
    _speak_utf8()
    chosen = _chosen(session, path)
    ahead = Ahead(chosen, session.home)
    from tuireader.ui.app import run

    return run(chosen, loaded.settings, session.home, ahead.take, session.debug)


def has_screen() -> bool:
    """Whether a person sits at a terminal that can do more than print."""
    talks = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return talks and os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def _speak_utf8() -> None:
    """The screen is drawn on the standard error of the process, in UTF-8 whatever its encoding was said to be."""
    reconfigure = getattr(sys.__stderr__, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def _chosen(session: Session, path: str | None) -> str:
    """What is to be opened. Raises UsageError when there is nothing."""
    if path is not None:
        return path
    if Path(SAMPLES).is_dir():
        return SAMPLES
    last = session.library.store.last_document()
    if last is None:
        raise UsageError(
            f"There is nothing to open: no folder {SAMPLES} here, and no document was read before; name a file."
        )
    return str(last)


def _plainly(session: Session, path: str | None) -> int:
    path = _chosen(session, path)
    if path != "-" and Path(path).is_dir():
        _list(session.library, path)
        return 0
    from tuireader.cli.show import show  # the screen does not need it

    return show(session, path, 0)


def _list(library: Library, folder: str) -> None:
    items = library.shelf(folder)
    if not items:
        output.say(f"There is no document in {clean_line(folder)}.")
        return
    for sentence in dict.fromkeys(item.error for item in items if item.error):
        output.say(f"tuireader: {sentence}")
    output.shown(
        output.table([("file", "title", "works", "problems", "marks"), *(_row(library, item) for item in items)])
    )


def _row(library: Library, item: ShelfItem) -> tuple[str, ...]:
    try:
        item = library.look(item)
    except TuireaderError as error:
        output.say(f"tuireader: {error}")
    numbers = (item.works, item.problems, item.marks)
    return (item.path.name, item.title, *("" if n is None else str(n) for n in numbers))
