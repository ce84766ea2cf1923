"""The side of the reading screen: the margin, or a list in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Container

from tuireader.ui.index_rows import IndexView, index_rows, mention_rows, timeline_rows
from tuireader.ui.margin_text import MarginItem, Part, hanging, items
from tuireader.ui.rows import TABS, ListRow, mark_rows, outline_rows, problem_rows

if TYPE_CHECKING:
    from tuireader.ui.screens.reader import ReaderScreen
    from tuireader.ui.widgets.list_pane import ListPane


class Side:
    """What the reading screen shows at its side, and the line that it asks for at its foot."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._list: ListPane | None = None
        self._take: Callable[[str], None] | None = None
        self._pick: Callable[[ListRow], None] | None = None
        self.pane = "footnotes"
        self.open = True
        self.wanted = True
        """The reader's choice for windows that have room for a side."""
        self.pinned = False
        self.view = IndexView()

    def show_margin(self) -> None:
        """Footnotes and margin notes."""
        self.pane, self._pick = "footnotes", None
        self.show()
        self._screen.essay.focus()

    def show(self) -> None:
        """Show the side."""
        self.open = True
        self._keep_choice()
        self._screen.set_out()

    def close(self) -> None:
        """Hide the side; the text takes its room."""
        self.open = False
        self._keep_choice()
        self._screen.essay.focus()
        self._screen.set_out()

    def _keep_choice(self) -> None:
        if self._screen.shape != "narrow":
            self.wanted = self.open

    def show_list(
        self, name: str, rows: tuple[ListRow, ...], empty: str, pick: Callable[[ListRow], None] | None = None
    ) -> None:
        """Show a list in place of the margin, and let its filter take the keys.

        A row that is chosen is gone to; with ``pick`` it is an answer, and the margin comes back.
        """
        from tuireader.ui.widgets.list_pane import ListPane  # brings two widgets that the first page does not need

        self.pane = name
        self._pick = pick
        self.show()
        if self._list is None:
            self._list = ListPane(self._screen.signs)
            self._screen.query_one("#side", Container).mount(self._list)
        chosen = self._screen.entry
        at = chosen.id if chosen and name == "index" else ""
        self._list.show(self._subject, self._tabs(name), rows, empty, at)
        self._list.focus_filter()

    @property
    def _subject(self) -> str:
        """What the list is of: the mentions of another entry are another list."""
        entry = self._screen.entry
        return f"{self.pane} {entry.id}" if entry and self.pane == "mentions" else self.pane

    @property
    def under_bar(self) -> ListRow | None:
        """The row under the bar of the list that has the keys; None where none has."""
        here = self._list is not None and self.pane != "footnotes" and not self._screen.essay.has_focus
        return self._list.under_bar if self._list and here else None

    @staticmethod
    def _tabs(name: str) -> str:
        """The names of the panes, the open one in capitals."""
        return " · ".join(t.upper() if t == name else t for t in (*({name} - set(TABS)), *TABS))

    def refresh_list(self) -> None:
        """Fill an open list anew when what it lists may have changed."""
        reading, signs, entry = self._screen.reading, self._screen.signs, self._screen.entry
        if entry is not None and (now := reading.index.by_id.get(entry.id)) is not entry:
            self._screen.choose_entry(now)
            entry = now
        makers: dict[str, Callable[[], tuple[ListRow, ...]]] = {
            "index": lambda: index_rows(reading, self.view),
            "mentions": lambda: mention_rows(reading, entry) if entry else (),
            "timeline": lambda: timeline_rows(reading),
            "outline": lambda: outline_rows(reading),
            "marks": lambda: mark_rows(reading, signs),
            "problems": lambda: problem_rows(reading, self._screen.settings.ignore),
        }
        if self._list is not None and self.pane in makers:
            rows = makers[self.pane]()
            if rows != self._list.rows:
                self._list.show(self._subject, self._tabs(self.pane), rows, "Nothing here yet", stay=True)

    def refresh_margin(self) -> None:
        """Place the notes of the lines on the screen; a pinned margin stays as it is."""
        if self.pinned or not self._screen.is_mounted or not self._screen.essay.page.rows or not self.open:
            return
        essay = self._screen.essay
        found = items(self._screen.reading, essay.shown, self._screen.margin.inner_width, self._screen.signs)
        rows = tuple(essay.page.row_of(i.offset) - essay.top for i in found)
        sentence = essay.chosen or essay.steps.sentence_at(essay.caret)
        inside = [n for n, i in enumerate(found) if sentence.contains(i.offset)]
        near = [n for n, i in enumerate(found) if i.offset >= essay.caret]
        whole = next((n for n in inside if n in near), inside[-1] if inside else (near[0] if near else None))
        self._screen.margin.tabs = tuple((name, name == "footnotes") for name in TABS)
        if not found:
            quiet = hanging(
                [("No note belongs to the lines on this page.", Part.MISSING)], self._screen.margin.inner_width, 0
            )
            found, rows, whole = (MarginItem(essay.shown.start, quiet),), (2,), 0
        self._screen.margin.set_items(found, rows, whole)

    def leave_answers(self) -> None:
        """Put the margin in the place of a list of answers; in a narrow window the text, which was there before."""
        self.show_margin()
        if self._screen.shape == "narrow":
            self.close()

    def choose(self, row: ListRow) -> None:
        """A row of a list was chosen: go there, and give the keys back to the text."""
        screen = self._screen
        if self._pick is not None:
            pick = self._pick
            self.leave_answers()
            pick(row)
            return
        if row.entry and self.pane == "index" and screen.entry and screen.entry.id == row.entry:
            screen.run_command("entry.mentions")
            return
        if row.entry:
            screen.choose_entry(screen.reading.index.by_id.get(row.entry))
        screen.essay.focus()
        if row.target is not None:
            screen.jump(row.target)
        if row.entry and screen.entry:
            screen.say(f"{screen.entry.heading}: ]i and [i go through its {len(screen.entry.mentions)} mentions")
        if screen.shape == "narrow":
            self.close()

    def ask(self, name: str, take: Callable[[str], None], words: str = "") -> None:
        """Ask for a line of words at the foot, ``words`` to begin with; Enter gives it to ``take``, Esc gives it up."""
        from tuireader.ui.widgets.inputs import CleanInput

        if self._take is None:
            self._screen.mount(
                CleanInput(words, placeholder=f"{name}: Enter goes on, Esc gives up", id="ask", compact=True),
                after=self._screen.foot,
            )
        self._take = take
        self._screen.set_out()
        self._screen.query_one("#ask", CleanInput).focus()

    def stop_asking(self) -> None:
        """Take the line away and give the keys back to the text."""
        self._take = None
        self._screen.set_out()
        self._screen.query("#ask").remove()
        self._screen.essay.focus()

    @property
    def picking(self) -> bool:
        """Whether the list is of answers, not of places."""
        return self._pick is not None

    @property
    def asking(self) -> bool:
        """Whether a line is being asked for."""
        return self._take is not None

    def answer(self, words: str) -> None:
        """The line is there: to whoever asked for it."""
        take = self._take
        if take is not None:
            self.stop_asking()
            take(words)
