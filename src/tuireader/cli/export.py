"""``tuireader export``: the marks as a text that leaves the house."""

from __future__ import annotations

from pathlib import Path

import click

from tuireader.cli import output
from tuireader.cli.session import Session, common, pass_session, path_argument
from tuireader.export.exporters import EXPORTERS


@click.command(
    "export",
    short_help="Your marks as Markdown, JSON-LD, CSV or HTML.",
    epilog="Formats: " + "; ".join(f"{row.name} is {row.words}" for row in EXPORTERS.values()) + ".",
)
@path_argument
@click.option(
    "--format", "form", type=click.Choice(list(EXPORTERS)), help="The form; else that of the file's suffix, else md."
)
@click.option("--json", "form", flag_value="jsonld", help="The same as --format jsonld.")
@click.option("-o", "--output", "file", metavar="FILE", type=click.Path(), help="Write to FILE, which must not exist.")
@click.option("--force", is_flag=True, help="Replace FILE.")
@common
@pass_session
def command(session: Session, *, path: str, form: str | None, file: str | None, force: bool) -> int:
    """Your marks on PATH, in reading order. An existing FILE is replaced only with --force."""
    reading = session.open(path)
    if file is None or file == "-":
        output.data(session.library.export(reading, form or "md"))
        return 0
    if form is None:
        form = next((row.name for row in EXPORTERS.values() if row.suffix == Path(file).suffix.lower()), "md")
    written = session.library.write_export(reading, form, file, force)
    count = len(reading.marks)
    output.say(f"Wrote {count} {'mark' if count == 1 else 'marks'} to {str(written)!r}.")
    return 0
