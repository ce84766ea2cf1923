"""What every command is given: the options that all of them take, the settings, and the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tuireader import config
from tuireader.cli import output
from tuireader.library import Library
from tuireader.text.clean import clean_line

if TYPE_CHECKING:
    from tuireader.reading import Reading

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Session:
    """The choices of one run of the program. Filled while the words of the command are read."""

    store: Path | None = None
    debug: bool = False

    @cached_property
    def settings(self) -> config.Settings:
        """The settings of file and environment; what is wrong with them is said once, on stderr."""
        loaded = config.load()
        for warning in loaded.warnings:
            output.say(warning)
        return loaded.settings

    @cached_property
    def home(self) -> Path:
        """The folder of the marks: ``--store``, else environment and settings, else the system's place for data."""
        return self.store.expanduser() if self.store is not None else config.data_home(self.settings)

    @cached_property
    def library(self) -> Library:
        """The library over that folder."""
        return Library(self.home)

    def read(self, path: str) -> Reading:
        """The document without marks: the store is neither needed nor touched."""
        return Library().read(path)

    def open(self, path: str) -> Reading:
        """The document with the reader's marks."""
        return self.with_marks(self.read(path))

    def with_marks(self, reading: Reading) -> Reading:
        """The reader's marks on it; damage that the store has set aside is said on stderr. Raises StoreError."""
        doubt = self.library.doubt(reading)
        if doubt is not None:
            what = "is another text than" if doubt.at_its_path else "is much like"
            output.say(
                f"tuireader: this {what} “{clean_line(doubt.card.title)}”, which has marks; open it in the reader, "
                "which asks whether it is a revision of it."
            )
        marked = self.library.with_marks(reading)
        for sentence in self.library.store.damage():
            output.say(f"tuireader: {sentence}")
        return marked


pass_session = click.make_pass_decorator(Session, ensure=True)


def common(command: Command) -> Command:
    """The options that stand behind every command, and before it: ``--store`` and ``--debug``."""
    for option in (
        click.option(
            "--store",
            metavar="DIR",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_keep,
            help="The folder of your marks (else TUIREADER_HOME).",
        ),
        click.option(
            "--debug", is_flag=True, expose_value=False, callback=_keep, help="Show where an error came from."
        ),
    ):
        command = option(command)
    return command


def as_json(command: Command) -> Command:
    """The option ``--json``."""
    return click.option("--json", "json", is_flag=True, help="Print JSON.")(command)


path_argument = click.argument("path", type=click.Path(readable=False))


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    session = context.ensure_object(Session)
    if value is not None and value is not False and parameter.name:
        setattr(session, parameter.name, value)
