"""The small editor at the foot of the page. Esc saves and closes; Ctrl-c throws the change away, after asking."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from tuireader.layout.cells import fit
from tuireader.text.clean import clean, clean_line
from tuireader.ui.dialogs.dialog import Dialog
from tuireader.ui.editor import editor_command

DRAFT_EVERY = 1.0
"""Seconds after which what was typed is kept as a draft."""


class NoteEditor(TextArea):
    """A text area that takes only clean text, also from a paste."""

    def on_paste(self, event: events.Paste) -> None:
        """Runs before the area's own handler, which takes what is left in the event."""
        event.text = clean(event.text.replace("\r\n", "\n").replace("\r", "\n"))


class NoteDialog(Dialog[str | None]):
    """Write a note. Closes only when what was typed is kept, giving it back, or was thrown away, giving None."""

    HINT = "Esc saves · Ctrl-c throws away · #word tags · Ctrl-e editor"

    def __init__(
        self,
        before: str,
        begun: str,
        quote: str,
        draft: Callable[[str], None],
        save: Callable[[str], str],
        editor: str = "",
    ) -> None:
        """``before`` is the note as saved, ``begun`` what stands in the editor first: the note, or a draft of it.

        ``save`` keeps what was typed and gives back an empty text, or a sentence that says why it could not;
        ``editor`` is the command of the settings for an editor outside.
        """
        super().__init__()
        self._before = before
        self._begun = begun
        self._quote = quote
        self._draft = draft
        self._save = save
        self._editor = editor
        self._drafted = begun
        self._asked = False

    def compose(self) -> ComposeResult:
        """The passage, the editor, the keys."""
        with Vertical(id="note"):
            yield Static(Content(f"“{fit(clean_line(self._quote), max(self.app.size.width - 6, 8))}”"), id="note-quote")
            yield NoteEditor(
                clean(self._begun), id="note-text", soft_wrap=True, compact=True, highlight_cursor_line=False
            )
            yield Static(Content(self.HINT), id="note-hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the end of what is there; keep drafts from now on."""
        editor = self.query_one(NoteEditor)
        editor.move_cursor(editor.document.end)
        editor.focus()
        self.set_interval(DRAFT_EVERY, self.keep_draft)

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        return self.query_one(NoteEditor).text

    def keep_draft(self) -> None:
        """Keep what is typed, if it changed since it was last kept."""
        if self.typed != self._drafted:
            self._drafted = self.typed
            self._draft(self.typed)

    @on(TextArea.Changed)
    def _typing_goes_on(self) -> None:
        if self._asked:
            self._asked = False
            self._say(self.HINT)

    def on_key(self, event: events.Key) -> None:
        """Esc, Ctrl-c and Ctrl-e; every other key is the editor's."""
        if event.key == "escape":
            event.stop()
            problem = self._save(self.typed)
            if problem:
                self._say(f"{problem}  (Esc tries again, Ctrl-c throws away)")
            else:
                self.dismiss(self.typed)
        elif event.key == "ctrl+c":
            event.stop()
            event.prevent_default()
            if self.typed == self._before or self._asked:
                self.dismiss(None)
            else:
                self._asked = True
                self._say("Throw away what you typed? Ctrl-c again does it, any typing goes on")
        elif event.key == "ctrl+e":
            event.stop()
            event.prevent_default()
            self._edit_outside()

    def _say(self, words: str) -> None:
        self.query_one("#note-hint", Static).update(Content(words))

    def _edit_outside(self) -> None:
        self.keep_draft()
        with tempfile.TemporaryDirectory(prefix="tuireader-") as folder:
            file = Path(folder) / "note.md"
            file.write_text(self.typed, encoding="utf-8")
            try:
                command = editor_command(self._editor, file)
                with self.app.suspend():
                    subprocess.run(command, check=False)
                self.query_one(NoteEditor).text = clean(file.read_text(encoding="utf-8")).rstrip("\n")
            except Exception as error:  # no such program, a terminal that cannot be handed over, a file in bad UTF-8
                self._say(clean_line(str(error)) or "The editor could not be opened here")
