"""What leaves, in which form, and where to: seen before it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tuireader.errors import TuireaderError
from tuireader.export.choice import KINDS_OF_MARK, ORDERS, STATES, Choice
from tuireader.export.exporters import EXPORTERS
from tuireader.export.plan import Plan, Wish, exporter_for
from tuireader.export.styles import STYLES
from tuireader.text.clean import clean, clean_line
from tuireader.ui.dialogs.dialog import Dialog
from tuireader.ui.page_roles import Signs
from tuireader.ui.widgets.inputs import CleanInput

SHOWN = 400
"""Lines of what will be written that are shown."""
_T = TypeVar("_T")

_WHICH: tuple[tuple[str, Choice], ...] = (
    ("every mark", Choice()),
    *((f"{state} notes and marks", Choice(states=(state,))) for state in STATES),
    *((f"{kind} only", Choice(kinds=(kind,))) for kind in KINDS_OF_MARK),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose."""

    file: Path
    wish: Wish


class ExportDialog(Dialog[str | None]):
    """Shows what would be written and what becomes of what is there; gives back a sentence when it is done."""

    AUTO_FOCUS = ""  # the keys are the dialog's own until a name is typed
    KEYS = "Enter writes · f form · s style · w which · o order · n name · p prune · ! replace · Esc back"

    def __init__(
        self, asked: Asked, plan: Callable[[Asked], Plan], write: Callable[[Asked, Plan], str], signs: Signs
    ) -> None:
        """``asked`` is what was chosen last; ``plan`` says what that would do, ``write`` does it and says what it did.
        Both raise TuireaderError.
        """
        super().__init__()
        self._asked = asked
        self._make_plan = plan
        self._write = write
        self._signs = signs
        self._plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """What is chosen, what would be written, the keys."""
        with Vertical(id="export"):
            yield Static(id="export-asked", markup=False)
            yield CleanInput(
                placeholder="name of the file; Enter takes it, Esc leaves it", id="export-name", compact=True
            )
            with VerticalScroll(id="export-page", can_focus=False):
                yield Static(id="export-difference", markup=False)
            yield Static(Content(self._signs.drawn(self.KEYS)), id="export-keys", markup=False)

    def on_mount(self) -> None:
        """Show what would be done as it was chosen last."""
        self.query_one("#export-name").display = False
        self._show()

    @property
    def _choice(self) -> Choice:
        return self._asked.wish.choice or Choice()

    def _show(self, said: str = "") -> None:
        wish = self._asked.wish
        row = exporter_for(wish.form, self._asked.file)
        try:
            self._plan = self._make_plan(self._asked)
            what = self._plan.obstacle or ("nothing would change" if self._plan.up_to_date else self._plan.report.words)
            page = self._plan.difference
        except TuireaderError as error:
            self._plan, what, page = None, str(error), ""
        which = next((name for name, c in _WHICH if self._same_marks(c)), "as chosen before")
        style = f", {STYLES[self._choice.style].words}" if row.name == "md" and self._choice.style in STYLES else ""
        lines = [
            f"file   {self._plan.file if self._plan else self._asked.file}",
            f"form   {row.words}{style}",
            f"marks  {which}, in the order of the {self._choice.order}"
            + (", deleted ones removed" if wish.prune else ""),
            f"then   {said or what}",
        ]
        shown = page.splitlines()
        more = [f"… and {len(shown) - SHOWN} lines more"] if len(shown) > SHOWN else []
        self.query_one("#export-asked", Static).update(Content("\n".join(clean_line(line) for line in lines)))
        self.query_one("#export-difference", Static).update(Content(clean("\n".join(shown[:SHOWN] + more))))
        self.query_one("#export-page", VerticalScroll).scroll_home(animate=False)

    def _same_marks(self, choice: Choice) -> bool:
        return replace(choice, style=self._choice.style, order=self._choice.order) == self._choice

    def _choose(self, **chosen: object) -> None:
        choice = replace(self._choice, **chosen)  # type: ignore[arg-type]
        self._asked = replace(self._asked, wish=replace(self._asked.wish, choice=choice))

    def on_key(self, event: events.Key) -> None:
        """A key for each thing that can be chosen, while no name is being typed."""
        line = self.query_one("#export-name", CleanInput)
        if line.has_focus:
            if event.key in {"escape", "ctrl+c"}:
                event.stop()
                self._end_naming()
            return
        event.stop()
        event.prevent_default()
        wish = self._asked.wish
        match event.character if event.is_printable else event.key:
            case "f":
                form = _next([*EXPORTERS], exporter_for(wish.form, self._asked.file).name)
                file = self._asked.file.with_suffix(EXPORTERS[form].suffix)
                self._asked = Asked(file, replace(wish, form=form))
            case "s":
                self._choose(style=_next([*STYLES], self._choice.style))
            case "w":
                at = next((n for n, (_, c) in enumerate(_WHICH) if self._same_marks(c)), -1)
                chosen = _WHICH[(at + 1) % len(_WHICH)][1]
                style, order = self._choice.style, self._choice.order
                self._asked = replace(self._asked, wish=replace(wish, choice=replace(chosen, style=style, order=order)))
            case "o":
                self._choose(order=_next([*ORDERS], self._choice.order))
            case "p":
                self._asked = replace(self._asked, wish=replace(wish, prune=not wish.prune))
            case "!":
                self._asked = replace(self._asked, wish=replace(wish, force=not wish.force))
            case "n":
                line.display = True
                line.value = str(self._asked.file)
                line.focus()
                return
            case "enter":
                self._do()
                return
            case "escape" | "q" | "ctrl+c":
                self.dismiss(None)
                return
            case "pagedown" | " ":
                self.query_one("#export-page", VerticalScroll).scroll_page_down(animate=False)
                return
            case "pageup" | "b":
                self.query_one("#export-page", VerticalScroll).scroll_page_up(animate=False)
                return
            case _:
                self._show("that key does nothing here")
                return
        self._show()

    def _do(self) -> None:
        if self._plan is None:
            return
        try:
            said = self._write(self._asked, self._plan)
        except TuireaderError as error:
            self._show(str(error))
        else:
            self.dismiss(said)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._asked = replace(self._asked, file=Path(event.value.strip()).expanduser())
        self._end_naming()

    def _end_naming(self) -> None:
        line = self.query_one("#export-name", CleanInput)
        line.display = False
        self.set_focus(None)
        self._show()


def _next(values: Sequence[_T], here: _T) -> _T:
    return values[(values.index(here) + 1) % len(values)] if here in values else values[0]
