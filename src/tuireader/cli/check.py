"""``tuireader check``: problems of footnotes and citations, in the form that editors and other programs understand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tuireader.check.findings import Finding, findings
from tuireader.check.rules import RULES, WORDS, chosen, read_codes
from tuireader.cli import output
from tuireader.cli.session import Session, common, pass_session
from tuireader.errors import StoreError, TuireaderError
from tuireader.export.lines import Lines
from tuireader.text.clean import clean, clean_line

if TYPE_CHECKING:
    from tuireader.reading import Reading

Row = dict[str, Any]

_GITHUB_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_GITHUB_PROPERTY = {**_GITHUB_DATA, ":": "%3A", ",": "%2C"}


def _codes(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, several in one word or not; ``F`` stands for all that begin with it."""
    try:
        return read_codes(value)
    except ValueError as error:
        message = str(error)
        raise click.BadParameter(f"{message}.", context, parameter) from error


class _WithCodes(click.Command):
    """A command whose help ends with the table of codes."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """One code a line; what is off until it is asked for is marked."""
        with formatter.section("Codes"):
            formatter.write_dl([(r.code, r.words if r.on else f"{r.words} (off: --select {r.code})") for r in RULES])


@click.command("check", cls=_WithCodes, short_help="Problems of footnotes and citations.")
@click.argument("paths", metavar="PATH…", type=click.Path(readable=False), nargs=-1, required=True)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Only these codes, those that are off by default too: F001,C or the like.",
)
@click.option(
    "--ignore", metavar="CODES", multiple=True, callback=_codes, help="All but these codes (else the setting ignore)."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "github", "json")),
    help="Lines for people and editors (text), GitHub's workflow commands, or JSON.",
)
@click.option("--json", "json", is_flag=True, help="The same as --format json.")
@click.option("--accept", is_flag=True, help="Take what the references mean now for right (C107 compares with it).")
@common
@pass_session
def command(
    session: Session,
    *,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str | None,
    json: bool,
    accept: bool,
) -> int:
    """Problems of footnotes and citations, one line each: file:line:column: code message."""
    if json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict one another.")
    wanted = chosen(select, ignore or _ignored(session, select))
    total: Counter[str] = Counter()
    rows: list[Row] = []
    failed = 0
    for path in paths:
        try:
            reading = _read(session, path, marks=bool({"A401", "A402", "C107"} & wanted) or accept)
            if accept:
                reading = session.library.keep_meanings(reading, accept=True)
        except TuireaderError as error:
            output.say(f"tuireader: {error}")
            failed = failed or error.exit_status
            continue
        found = findings(reading, wanted)
        total.update(f.code for f in found)
        rows.extend(_rows(path, reading, found))
    _FORMS["json" if json else form or "text"](rows)
    if rows or not failed:
        _summarise(total)
    return failed or int(bool(rows))


def _ignored(session: Session, select: Sequence[str]) -> tuple[str, ...]:
    """The codes that the settings leave out, but for those that are asked for by their whole name."""
    return tuple(code for code in read_codes((session.settings.ignore,)) if code not in select)


def _read(session: Session, path: str, *, marks: bool) -> Reading:
    """The document, with its marks if they are asked about; without them when the store cannot be reached."""
    reading = session.read(path)
    if not marks:
        return reading
    try:
        return session.library.with_marks(reading)
    except StoreError as error:
        output.say(f"tuireader: {error} The marks are left out of this check.")
        return reading


def _rows(path: str, reading: Reading, found: Iterable[Finding]) -> Iterable[Row]:
    lines = Lines(reading.document.text)
    for finding in found:
        start, end = finding.span.start, finding.span.end
        yield {
            "path": path,
            "line": lines.line(start),
            "column": lines.column(start),
            "end_line": lines.line(end),
            "end_column": lines.column(end),
            "start": start,
            "end": end,
            "code": finding.code,
            "message": " ".join(finding.message.split()),
        }


def _as_text(rows: Sequence[Row]) -> None:
    """A problem on one line, whatever the file is called."""
    if rows:
        output.shown("\n".join(clean_line("{path}:{line}:{column}: {code} {message}".format(**row)) for row in rows))


def _as_json(rows: Sequence[Row]) -> None:
    output.json(problems=rows)


def _as_github(rows: Sequence[Row]) -> None:
    """Workflow commands, from which GitHub makes annotations beside the lines of a change."""
    if rows:
        output.shown("\n".join(map(_workflow_command, rows)))


def _workflow_command(row: Row) -> str:
    properties = {"file": row["path"], "line": row["line"], "col": row["column"]}
    if row["end_line"] == row["line"]:  # GitHub takes columns for those of one line
        properties["endColumn"] = row["end_column"]
    else:
        properties["endLine"] = row["end_line"]
    properties["title"] = row["code"]
    listed = ",".join(f"{name}={_escaped(str(value), _GITHUB_PROPERTY)}" for name, value in properties.items())
    return f"::warning {listed}::{_escaped(row['message'], _GITHUB_DATA)}"


def _escaped(words: str, table: dict[str, str]) -> str:
    return "".join(table.get(c) or clean(c) for c in words)


_FORMS: dict[str, Callable[[Sequence[Row]], None]] = {"text": _as_text, "github": _as_github, "json": _as_json}


def _summarise(total: Counter[str]) -> None:
    if not total:
        output.say("No problems.")
        return
    count = sum(total.values())
    each = ", ".join(f"{n} of {code} ({WORDS[code]})" for code, n in sorted(total.items()))
    output.say(f"{count} {'problem' if count == 1 else 'problems'}: {each}.")
