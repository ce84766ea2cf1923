"""The author's notes that quotes call, each under a key of its own: ``s2-5`` is note 5 of the second work."""

from __future__ import annotations

from functools import cached_property

from tuireader.export.styles import Style, written
from tuireader.export.words import resolved
from tuireader.notes.model import Note
from tuireader.reading import Reading


class Footnotes:
    """Keys and definitions of the notes of a reading. A key depends on the text alone, not on what else is cited: a
    quote that is exported once calls the same note when the next one is.
    """

    def __init__(self, reading: Reading, style: Style) -> None:
        self._reading = reading
        self._style = style

    @cached_property
    def _keys(self) -> dict[int, str]:
        found: dict[int, str] = {}
        times: dict[str, int] = {}
        for note in self._reading.apparatus.notes:
            label = "".join(c if c.isascii() and c.isalnum() else f"u{ord(c):04x}" for c in note.label)
            key = f"s{note.work_id + 1}-{label}"
            times[key] = times.get(key, 0) + 1  # a work may number its notes anew, or use a number twice
            found[note.id] = key if times[key] == 1 else f"{key}-{times[key]}"
        return found

    @cached_property
    def _notes(self) -> dict[str, Note]:
        return {self._keys[note.id]: note for note in self._reading.apparatus.notes}

    def key(self, note: Note) -> str:
        """Under which ``note`` is called."""
        return self._keys[note.id]

    def call(self, note: Note) -> str:
        """The sign that calls ``note``."""
        return f"[^{self.key(note)}]"

    def order(self, key: str) -> tuple[int, str]:
        """Where the note of ``key`` stands in the order of the text; keys that no note has come last."""
        note = self._notes.get(key)
        return (note.id if note else len(self._notes), key)

    def definition(self, key: str) -> str | None:
        """The note under ``key`` with the author's own number, and what it comes to; None for a key that no note has.

        The number stands in the words, because programs that read Markdown number notes anew.
        """
        note = self._notes.get(key)
        if note is None:
            return None
        words = f"({note.label}) {self._reading.shown(note.body) or 'the note is empty'}"
        if comes_to := resolved(self._reading.apparatus, note):
            words += f" [{comes_to}]" if comes_to.startswith("not ") else f" [= {comes_to}]"
        return f"[^{key}]: {written(words, self._style)}"
