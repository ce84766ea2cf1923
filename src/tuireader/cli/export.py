"""``tuireader export``: the marks as a text that leaves the house."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.session import Session, common, pass_session, path_argument
from tuireader.errors import NoSuchFile, UnreadableInput, UsageError
from tuireader.export.choice import KINDS_OF_MARK, ORDERS, STATES, Choice
from tuireader.export.exporters import EXPORTERS
from tuireader.export.plan import Plan, Wish
from tuireader.export.styles import STYLES


@click.command(
    "export",
    short_help="Your marks as Markdown, JSON-LD, CSV or HTML.",
    epilog="Formats: "
    + "; ".join(f"{row.name} is {row.words}" for row in EXPORTERS.values())
    + ". Styles of md: "
    + "; ".join(f"{row.name} is {row.words}" for row in STYLES.values())
    + ".",
)
@path_argument
@click.option(
    "--format", "form", type=click.Choice(list(EXPORTERS)), help="The form; else that of the file's suffix, else md."
)
@click.option("--json", "form", flag_value="jsonld", help="The same as --format jsonld.")
@click.option(
    "--style",
    type=click.Choice(list(STYLES)),
    default=next(iter(STYLES)),
    show_default=True,
    help="The manner of the Markdown.",
)
@click.option("--template", metavar="FILE", type=click.Path(), help="Write by a template (Jinja2) instead of a form.")
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(),
    help="Write to FILE, or renew it. In a folder: the file that holds your notes on PATH, whatever it is called.",
)
@click.option("--force", is_flag=True, help="Replace what is in the way, and your edits in our parts; leaves FILE.bak.")
@click.option("--prune", is_flag=True, help="Remove marks from FILE that you have deleted.")
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 if FILE is out of date.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change in FILE.")
@click.option("--all", "everything", is_flag=True, help="Every mark again, whatever FILE was made by before.")
@click.option("--tag", "tags", metavar="T", multiple=True, help="Only marks with this tag; may be repeated.")
@click.option("--label", "labels", metavar="L", multiple=True, help="Only marks of this kind of highlight.")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="Only what is open, or done.")
@click.option("--only", "kinds", type=click.Choice(KINDS_OF_MARK), multiple=True, help="Only one of the two.")
@click.option("--section", "sections", metavar="S", multiple=True, help="Only this section: 2.3, or its words.")
@click.option("--since", metavar="DATE", default="", help="Only marks made or changed on this day or later.")
@click.option("--until", metavar="DATE", default="", help="Only marks last changed on this day or earlier.")
@click.option("--order", type=click.Choice(ORDERS), default=ORDERS[0], help="By place in the text, or by day.")
@click.option("--context", metavar="N", type=click.IntRange(min=0), default=0, help="N words around each quote.")
@common
@pass_session
def command(
    session: Session,
    /,
    *,
    path: str,
    form: str | None,
    template: str | None,
    file: str | None,
    force: bool,
    prune: bool,
    check: bool,
    dry_run: bool,
    everything: bool,
    **chosen: Any,
) -> int:
    """Your marks on PATH. A FILE of notes is renewed: what you wrote in it stays, what you edited in our parts is kept
    and told (exit status 1), and the choice of marks that it was made by goes on. Any other FILE is replaced only with
    --force.
    """
    choice = Choice(**chosen)
    wish = Wish(
        form or "",
        choice if everything or choice != Choice() else None,
        _template(template) if template else "",
        prune,
        force,
    )
    reading = session.open(path)
    if file is None or file == "-":
        if check or dry_run or prune:
            raise UsageError("--check, --dry-run and --prune are about a file; name it with -o FILE.")
        output.data(session.library.export(reading, wish.form, wish.choice, wish.template))
        return 0
    planned = session.library.plan_export(reading, file, wish)
    if check:
        return _checked(planned)
    if dry_run:
        if planned.difference:
            output.data(planned.difference)
    else:
        kept = session.library.write(planned)
        if kept:
            output.say(f"The old file is kept as {str(kept)!r}.")
    _report(planned, dry_run)
    return 1 if planned.report.conflicts else 0


def _checked(planned: Plan) -> int:
    output.say(f"{str(planned.file)!r} is {'up to date' if planned.up_to_date else 'out of date'}.")
    return 0 if planned.up_to_date else 1


def _report(planned: Plan, dry_run: bool) -> None:
    """What became of the file, and each part of it that waits for the reader."""
    for name, line in planned.report.conflicts:
        output.say(
            f"Line {line}: {name} was edited in the file and is kept; import takes your note in, --force replaces it."
        )
    if planned.up_to_date:
        but = f" but for {planned.report.words}" if planned.report.conflicts else ""
        output.say(f"{str(planned.file)!r} is up to date{but}.")
        return
    does = "Would write" if dry_run else "Wrote"
    output.say(f"{does} {str(planned.file)!r}: {planned.report.words}.")


def _template(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NoSuchFile(f"The template {file!r} does not exist; check the path.") from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"The template {file!r} cannot be read: {error}.") from error
