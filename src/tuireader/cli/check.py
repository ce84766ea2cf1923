"""``tuireader check``: problems of footnotes and citations, in the form that editors and other programs understand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session
from tuireader.errors import StoreError, TuireaderError
from tuireader.export.lines import Lines
from tuireader.export.problems import CODES, Finding, findings
from tuireader.text.clean import clean_line

if TYPE_CHECKING:
    from tuireader.reading import Reading


def _codes(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, several in one word or not; ``F`` stands for all that begin with it."""
    asked = [code.strip().upper() for word in value for code in word.split(",") if code.strip()]
    for code in asked:
        if not any(known.startswith(code) for known in CODES):
            raise click.BadParameter(f"there is no code {code}, only {', '.join(CODES)}.", context, parameter)
    return tuple(asked)


@click.command(
    "check",
    short_help="Problems of footnotes and citations.",
    epilog="Codes: " + "; ".join(f"{code} {words}" for code, words in CODES.items()) + ".",
)
@click.argument("paths", metavar="PATH…", type=click.Path(readable=False), nargs=-1, required=True)
@click.option("--select", metavar="CODES", multiple=True, callback=_codes, help="Only these codes: F001,C or the like.")
@click.option("--ignore", metavar="CODES", multiple=True, callback=_codes, help="All but these codes.")
@as_json
@common
@pass_session
def command(
    session: Session, *, paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], json: bool
) -> int:
    """Problems of footnotes and citations, one line each: file:line:column: code message."""
    wanted = {code for code in CODES if code.startswith(select or "") and not (ignore and code.startswith(ignore))}
    total: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    failed = 0
    for path in paths:
        try:
            reading = _read(session, path, "A401" in wanted)
        except TuireaderError as error:
            output.say(f"tuireader: {error}")
            failed = failed or error.exit_status
            continue
        found = [f for f in findings(reading) if f.code in wanted]
        total.update(f.code for f in found)
        rows.extend(_rows(path, reading, found))
    if json:
        output.json(problems=rows)
    elif rows:
        output.shown("\n".join(_line(row) for row in rows))
    if rows or not failed:
        _summarise(total)
    return failed or int(bool(rows))


def _read(session: Session, path: str, marks: bool) -> Reading:
    """The document, with its marks if they are asked about; without them when the store cannot be reached."""
    reading = session.read(path)
    if not marks:
        return reading
    try:
        return session.library.with_marks(reading)
    except StoreError as error:
        output.say(f"tuireader: {error} The marks are left out of this check.")
        return reading


def _rows(path: str, reading: Reading, found: Iterable[Finding]) -> Iterable[dict[str, object]]:
    lines = Lines(reading.document.text)
    for finding in found:
        yield {
            "path": path,
            "line": lines.line(finding.span.start),
            "column": lines.column(finding.span.start),
            "start": finding.span.start,
            "end": finding.span.end,
            "code": finding.code,
            "message": " ".join(finding.message.split()),
        }


def _line(row: dict[str, object]) -> str:
    """A problem on one line, whatever the file is called."""
    return clean_line("{path}:{line}:{column}: {code} {message}".format(**row))


def _summarise(total: Counter[str]) -> None:
    if not total:
        output.say("No problems.")
        return
    count = sum(total.values())
    each = ", ".join(f"{n} of {code} ({CODES[code]})" for code, n in sorted(total.items()))
    output.say(f"{count} {'problem' if count == 1 else 'problems'}: {each}.")
