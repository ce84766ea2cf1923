"""``tuireader import``: marks from elsewhere become marks here."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.errors import NoSuchFile, UnreadableInput
from tuireader.imports.importers import IMPORTERS
from tuireader.imports.taking import take_in
from tuireader.text.clean import clean_line


@click.command(
    "import",
    short_help="Take marks in: W3C, our Markdown, Hypothesis, KOReader, Kindle.",
    epilog="Forms: " + "; ".join(f"{row.name} is {row.words}" for row in IMPORTERS.values()) + ".",
)
@path_argument
@click.argument("file", type=click.Path(readable=False))
@click.option("--format", "form", type=click.Choice(list(IMPORTERS)), help="The form; else what the file looks like.")
@as_json
@common
@pass_session
def command(session: Session, *, path: str, file: str, form: str | None, json: bool) -> int:
    """Take the marks of FILE in as marks on PATH; FILE may be - for standard input.

    A mark whose id is known is updated, never doubled, and not where it was changed here later. One whose words are not
    in the text is kept and listed; one whose words stand there, but not all that stood around them, is flagged until
    you confirm it.
    """
    name = clean_line("standard input" if file == "-" else file)
    text = _text(file, name)
    reading = session.open(path)
    try:
        taking = take_in(reading, text, form or "")
    except UnreadableInput as error:
        raise UnreadableInput(f"{name}: {error}") from error
    if taking.changes:
        session.library.save(reading, *taking.changes)  # all of them or none
    for annotation, _ in taking.unplaced:
        quote = annotation.target.quote
        words = f"“{' '.join(quote.exact.split())}”" if quote and quote.exact.strip() else "it quotes no words"
        output.say(f"Kept, but without a place in the text: {annotation.id} ({words}).")
    for words in taking.left_out:
        output.say(f"Left out: {words}.")
    if json:
        output.json(
            added=taking.added,
            updated=taking.updated,
            unchanged=taking.unchanged,
            unplaced=[mark.annotation.id for mark in taking.unplaced],
            doubtful=[mark.annotation.id for mark in taking.doubtful],
            left_out=list(taking.left_out),
        )
    else:
        said = f"{taking.added} new, {taking.updated} changed, {taking.unchanged} as before"
        said += f"; {len(taking.doubtful)} to be confirmed" if taking.doubtful else ""
        output.say(f"{said}; {len(taking.unplaced)} without a place.")
    return 0


def _text(file: str, name: str) -> str:
    """The words of the file. Raises NoSuchFile and UnreadableInput."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        raise NoSuchFile(f"{name} does not exist; check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be read: {error.strerror}.") from error
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{name} is not UTF-8; save it as UTF-8 and import it again.") from None
