"""The front door: which command is meant, how it ends, and what is said when it does not end well."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from tuireader import __version__
from tuireader.cli import output
from tuireader.cli.session import Session, common
from tuireader.errors import BrokenStreamError, TuireaderError

COMMANDS = {
    "open": ("open", "Open a document, or the shelf of a folder."),
    "show": ("show", "The text with its notes and marks, for pipes and screen readers."),
    "notes": ("notes", "Works, markers, notes and what they resolve to."),
    "index": ("index", "The index of people and events."),
    "check": ("check", "Problems of footnotes and citations."),
    "annotate": ("annotate", "Add a highlight or a margin note."),
    "annotations": ("annotations", "Your marks, and where each is now."),
    "export": ("export", "Your marks as Markdown, JSON-LD, CSV or HTML."),
    "import": ("import_", "Take marks in: W3C, our Markdown, Hypothesis, KOReader, Kindle."),
    "doctor": ("doctor", "What is there, what is damaged, what to do."),
}
"""Name, module in this room, and what it does; a module is imported when its command is called."""

_OWN_ERROR = 70
"""The exit status of an error of the program itself (EX_SOFTWARE)."""


class FrontDoor(click.Group):
    """A group of commands in which a word that is no command is a path to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tuireader.cli.{COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in the help, from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help begins with two examples."""
        formatter.write("Examples:\n")
        formatter.write("  tuireader essay.txt                       read it, with its footnotes beside it\n")
        formatter.write("  tuireader export essay.txt -o notes.md    write your marks as Markdown\n\n")
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``open`` where the words name no command."""
        at = _first_word(args)
        if at is None or (ctx.resilient_parsing and at == len(args)):  # the shell asks how a word could go on
            return super().parse_args(ctx, args)
        word = args[at] if at < len(args) else None
        if word is None or word not in COMMANDS:
            if word is not None and len(args) > at + 1:
                _suggest(word, ctx)
            args = [*args[:at], "open", *args[at:]]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The first word is a command or a file."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it returns is its exit status."""
        status = super().invoke(ctx)
        if isinstance(status, int) and status:
            ctx.exit(status)
        return status


def _first_word(args: Sequence[str]) -> int | None:
    """Where the command, or the path in its place, stands or should stand; None when only help or version is asked."""
    i = 0
    while i < len(args):
        if args[i] in ("--help", "-h", "--version"):
            return None
        if args[i] == "--store":
            i += 2
        elif args[i] == "--debug" or args[i].startswith("--store="):
            i += 1
        else:
            return i
    return len(args) if i == len(args) else None  # past the end: --store without its folder, which click will say


def _suggest(word: str, ctx: click.Context) -> None:
    """Refuse a word that is nearly a command and no file, rather than say that the file does not exist."""
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    if near and not os.path.lexists(word):
        raise click.UsageError(f"There is no command {word!r}, and no such file; is {near[0]!r} meant?", ctx)


@click.group(
    cls=FrontDoor,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Completion: eval "$(_TUIREADER_COMPLETE=bash_source tuireader)", or zsh_source, or fish_source. '
    "Settings: config.toml in the settings folder of your system; `tuireader doctor` says where.",
    options_metavar="[OPTIONS]",
    subcommand_metavar="[PATH | COMMAND …]",
)
@common
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Read essays with footnotes in the terminal, mark them, and take the marks with you."""


def run(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status; whatever goes wrong ends as one sentence on stderr."""
    output.prepare_streams()
    session = Session()
    words = list(sys.argv[1:] if args is None else args)
    try:
        status = cli.main(words, prog_name="tuireader", standalone_mode=False, obj=session)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except (output.PipeClosedError, BrokenPipeError):
        output.abandon(sys.stdout, sys.stderr)
        return 141
    except Exception as error:
        if session.debug or "--debug" in words:
            import traceback

            output.complain(traceback.format_exc())
        return _explain(error)
    return status if isinstance(status, int) else 0


def _explain(error: Exception) -> int:
    """Say what happened in one sentence, and return the exit status that goes with it."""
    try:
        if isinstance(error, BrokenStreamError):
            output.abandon(sys.stdout)
        if isinstance(error, TuireaderError):
            output.say(f"tuireader: {error}")
            return error.exit_status
        if isinstance(error, click.ClickException):
            context = getattr(error, "ctx", None)
            asked = f"{context.command_path} --help" if context else "tuireader --help"
            output.say(f"tuireader: {error.format_message()} See: {asked}")
            return error.exit_code
        what = f"{type(error).__name__}: {error}"
        output.say(
            f"tuireader: an error of the program itself ({what}); what was saved is kept. Run again with --debug."
        )
    except (output.PipeClosedError, TuireaderError):  # nobody hears us any more
        return getattr(error, "exit_status", _OWN_ERROR)
    return _OWN_ERROR


def main() -> NoReturn:
    """The command ``tuireader``."""
    sys.exit(run())
