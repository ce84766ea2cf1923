"""Find a command: by its name, its words or its keys. What stands after a name is given to the command."""

from __future__ import annotations

import os
from itertools import takewhile
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tuireader.text.clean import clean_line
from tuireader.ui.commands import BY_ID, Command, search
from tuireader.ui.dialogs.dialog import Dialog
from tuireader.ui.keys import shown
from tuireader.ui.widgets.inputs import CleanInput


def parse(typed: str) -> tuple[str, str] | None:
    """A command's name and what stands after it, or None when the first word is no name."""
    name, _, words = typed.strip().partition(" ")
    if name.isdigit():
        return "end", name  # as in vi, a number alone is a place to go to: that paragraph
    return (name, words.strip()) if name in BY_ID else None


def completed(begun: str) -> str:
    """A path as far as the names of files and folders settle it."""
    folder, name = os.path.split(begun)
    try:
        there = [entry for entry in Path(folder or ".").expanduser().iterdir() if entry.name.startswith(name)]
    except OSError:
        return begun
    names = sorted(entry.name for entry in there) or [name]
    common = "".join(takewhile(lambda c: c, (a * (a == z) for a, z in zip(names[0], names[-1], strict=False))))
    slash = "/" if len(there) == 1 and there[0].is_dir() else ""
    return os.path.join(folder, common) + slash  # noqa: PTH118 - what was typed before it stays as it was typed


class PaletteDialog(Dialog[tuple[str, str] | None]):
    """Gives back a command's id and the words given with it, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Command] = []

    def compose(self) -> ComposeResult:
        """The line, and the commands that it finds."""
        with Vertical(id="palette"):
            yield CleanInput(
                placeholder="a command, or words of what it does; Tab completes", id="palette-line", compact=True
            )
            yield OptionList(id="palette-rows", markup=False, compact=True)

    def on_mount(self) -> None:
        """Every command, before anything is typed."""
        self._fill("")
        self.query_one(Input).focus()

    def _fill(self, typed: str) -> None:
        named = parse(typed)
        self._found = [BY_ID[named[0]]] if named and named[1] else search(typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(Content(self._line(c))) for c in self._found])
        options.highlighted = 0 if self._found else None
        if not self._found:
            options.add_option(Option(Content(clean_line(f"No command is about “{typed}”")), disabled=True))

    @staticmethod
    def _line(command: Command) -> str:
        keys = " ".join(map(shown, command.keys))
        takes = f" [{command.takes}]" if command.takes else ""
        return f"{keys:<18} {command.words}   {command.id}{takes}"

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        named = parse(event.value)
        bar = self.query_one(OptionList).highlighted
        if named and (named[1] or bar is None or self._found[bar].id == named[0]):
            self.dismiss(named)
        elif bar is not None:
            self.dismiss((self._found[bar].id, ""))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((self._found[event.option_index].id, ""))

    def on_key(self, event: events.Key) -> None:
        """Esc closes, the arrows move the bar, Tab completes the name under it."""
        options, line = self.query_one(OptionList), self.query_one(Input)
        if event.key in {"escape", "ctrl+c"}:
            event.stop()
            self.dismiss(None)
        elif event.key in {"down", "up"} and line.has_focus:
            event.stop()
            (options.action_cursor_down if event.key == "down" else options.action_cursor_up)()
        elif event.key == "tab" and options.highlighted is not None:
            event.stop()
            event.prevent_default()
            command = self._found[options.highlighted]
            named = parse(line.value)
            begun = named[1] if named else ""
            line.value = f"{command.id} {completed(begun) if command.takes == 'file' and begun else begun}"
            line.cursor_position = len(line.value)
