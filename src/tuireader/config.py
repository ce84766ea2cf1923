"""Settings: what the reader may choose, and where the program keeps its files. A flag goes before the environment, the
environment (``TUIREADER_MEASURE``) before the file ``config.toml``, the file before the default.

A mistake in the settings never stops the reading: it becomes a sentence, and the default is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tuireader.annotations.store import layout

MEASURES = range(40, 101)
"""The line lengths that can be chosen, in cells: below 40 words break too often, above 100 the eye loses the line."""

THEMES = ("terminal", "night", "paper")
"""The themes that there are; the first is the default."""

DRIVERS = ("changes", "plain")
"""How the screen is sent to the terminal: only what changed, which is the default, or as Textual sends it."""


def over_ssh(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal is at the other end of a connection."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen. Every field is a key of ``config.toml`` and, in capitals after ``TUIREADER_``, a variable."""

    measure: int = 68
    """The length of a line of the text, in cells."""
    theme: str = ""
    """One of ``THEMES``; empty: the one that suits every terminal."""
    ascii: bool = False
    """Draw with ASCII signs only."""
    mouse: bool = True
    """Take the mouse; by default not over SSH, where the terminal's own selection is worth more."""
    animation: bool = True
    """Let things move; by default not over SSH."""
    driver: str = DRIVERS[0]
    """One of ``DRIVERS``; ``plain`` is for a terminal that does not obey what the other one sends."""
    store: str = ""
    """The folder of the marks; empty: the system's place for data."""
    editor: str = ""
    """The command of an editor, with ``{line}`` and ``{file}`` where they belong; empty: $VISUAL or $EDITOR."""
    ignore: str = ""
    """Codes of ``check`` that are left out: ``C103, T203``; ``T`` stands for all that begin with it."""
    opinion: str = ""
    """Who gives a second opinion on the names of the index, ``spacy`` or another that is installed; empty: nobody."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as found, with a sentence for each thing that was wrong."""

    settings: Settings = field(default_factory=Settings)
    warnings: tuple[str, ...] = ()


def config_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings are read from; ``TUIREADER_CONFIG`` names another file."""
    if chosen := environment.get("TUIREADER_CONFIG"):
        return Path(chosen)
    from platformdirs import user_config_path  # asked for once, when a command runs; ``--help`` does not need it

    return user_config_path("tuireader", appauthor=False) / "config.toml"


def data_home(settings: Settings | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the marks: ``TUIREADER_HOME``, else the setting ``store``, else the system's place for data."""
    return layout.data_home(settings.store if settings else "", environment)


def load(flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] = os.environ) -> Loaded:
    """Settings from flags, environment and file. Never raises: what cannot be used is left out and said.

    A flag whose value is None was not given.
    """
    warnings: list[str] = []
    remote = over_ssh(environment)
    values: dict[str, Any] = {"mouse": not remote, "animation": not remote}
    path = config_file(environment)
    _take(_from_file(path, warnings), f"in {path}", values, warnings)
    given = {
        name: environment[f"TUIREADER_{name.upper()}"] for name in _READ if f"TUIREADER_{name.upper()}" in environment
    }
    _take(given, "in the environment (TUIREADER_…)", values, warnings)
    chosen = {name: value for name, value in (flags or {}).items() if value is not None}
    _take(chosen, "on the command line", values, warnings)
    return Loaded(replace(Settings(), **values), tuple(warnings))


def _from_file(path: Path, warnings: list[str]) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        warnings.append(f"The settings in {path} cannot be read ({reason}); the defaults are used until it is mended.")
        return {}


def _take(found: Mapping[str, Any], where: str, values: dict[str, Any], warnings: list[str]) -> None:
    for name, value in found.items():
        if name not in _READ:
            warnings.append(f"There is no setting “{name}” ({where}){_suggestion(name)}; it is left out.")
            continue
        try:
            values[name] = _READ[name](value)
        except ValueError as error:
            warnings.append(f"The setting “{name}” ({where}) {error}; its default is used.")


def _suggestion(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, _READ, n=1)
    return f"; is “{near[0]}” meant?" if near else f", only {', '.join(_READ)}"


def _measure(value: object) -> int:
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if not isinstance(number, int) or isinstance(number, bool) or number not in MEASURES:
        raise ValueError(f"is a number of cells from {MEASURES[0]} to {MEASURES[-1]}, not {value!r}")
    return number


def _yes_or_no(value: object) -> bool:
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise ValueError(f"is true or false, not {value!r}")


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"is a text in quotes, not {value!r}")
    return value


def _theme(value: object) -> str:
    if value not in ("", *THEMES):
        raise ValueError(f"is {', '.join(THEMES[:-1])} or {THEMES[-1]}, not {value!r}")
    return str(value)


def _driver(value: object) -> str:
    if value not in DRIVERS:
        raise ValueError(f"is {' or '.join(DRIVERS)}, not {value!r}")
    return str(value)


def _codes(value: object) -> str:
    from tuireader.check.rules import read_codes  # brings all the rules, which only this setting needs

    words = _word(value)
    try:
        read_codes((words,))
    except ValueError as error:
        raise ValueError(f"is a list of codes of tuireader check, and {error}") from error
    return words


_READ: dict[str, Callable[[object], Any]] = {
    f.name: _yes_or_no if f.type == "bool" else _word for f in fields(Settings)
} | {"measure": _measure, "theme": _theme, "driver": _driver, "ignore": _codes}
