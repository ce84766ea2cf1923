"""The one table of commands. Keys, footer, palette and help all come from it; a clash of keys is refused at start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuireader.ui.actions import (
    amending,
    exporting,
    finding,
    indexing,
    linking,
    marking,
    motion,
    panes,
    reviewing,
    session,
    sources,
)
from tuireader.ui.keys import KeyReader, shown

if TYPE_CHECKING:
    from tuireader.ui.screens.reader import ReaderScreen

READ, SELECT = "reading", "selecting"
BOTH = (READ, SELECT)
INDEX = "Index"
"""The group of commands whose hints stand at the foot of the lists in ``INDEX_PANES``."""
INDEX_PANES = frozenset({"index", "mentions", "timeline"})


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader gave with a command."""

    count: int | None = None
    char: str = ""
    words: str = ""
    """What stood after the command's name on the command line."""

    @property
    def times(self) -> int:
        """The count, or once."""
        return self.count or 1


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the reader can do."""

    id: str
    keys: tuple[str, ...]
    run: Callable[[ReaderScreen, Given], None]
    words: str
    """What it does, for help and palette."""
    group: str
    modes: tuple[str, ...] = BOTH
    hint: str = ""
    """A word for the line at the foot; empty if it is not named there."""
    takes: str = ""
    """What may stand after its name on the command line, for help."""


def _group(name: str, *rows: Command) -> tuple[Command, ...]:
    return tuple(Command(r.id, r.keys, r.run, r.words, name, r.modes, r.hint, r.takes) for r in rows)


def _row(  # one argument for each column of the table
    id: str,
    keys: str,
    run: Callable[[ReaderScreen, Given], None],
    words: str,
    modes: tuple[str, ...] = BOTH,
    hint: str = "",
    takes: str = "",
) -> Command:
    return Command(id, tuple(keys.split()), run, words, "", modes, hint, takes)


COMMANDS: tuple[Command, ...] = (
    *_group(
        "Moving",
        _row("line.down", "j <down>", motion.line_down, "a line down"),
        _row("line.up", "k <up>", motion.line_up, "a line up"),
        _row(
            "page.down", "<space> <pagedown> <ctrl+f>", motion.page_down, "a page down, keeping two lines", hint="page"
        ),
        _row("page.up", "b <pageup>", motion.page_up, "a page up", (READ,)),
        _row("page.up.selecting", "<pageup>", motion.page_up, "a page up", (SELECT,)),
        _row("half.down", "<ctrl+d>", motion.half_down, "half a page down"),
        _row("half.up", "<ctrl+u>", motion.half_up, "half a page up"),
        _row("sentence.next", ")", motion.sentence_next, "choose the next sentence"),
        _row("sentence.previous", "(", motion.sentence_previous, "choose the previous sentence"),
        _row("paragraph.next", "}", motion.paragraph_next, "next paragraph"),
        _row("paragraph.previous", "{", motion.paragraph_previous, "previous paragraph"),
        _row("section.next", "]]", motion.section_next, "next section or work"),
        _row("section.previous", "[[", motion.section_previous, "previous section or work"),
        _row("start", "gg <home>", motion.start, "the beginning"),
        _row("end", "G <end>", motion.end_or_paragraph, "the end; with a count, that paragraph: 12G"),
        _row("percent", "%", motion.percent, "with a count, that far through: 40%"),
        _row("character.left", "h <left>", motion.character_left, "a character left", (SELECT,)),
        _row("character.right", "l <right>", motion.character_right, "a character right", (SELECT,)),
        _row("word.next", "w", motion.word_next, "next word", (SELECT,)),
        _row("word.previous", "b", motion.word_previous, "previous word", (SELECT,)),
        _row("word.end", "e", motion.word_end, "end of the word", (SELECT,)),
        _row("row.start", "0", motion.row_start, "start of the line", (SELECT,)),
        _row("row.end", "$", motion.row_end, "end of the line", (SELECT,)),
        _row("back", "<ctrl+o>", motion.back, "back to where the last jump began"),
        _row("forward", "g,", motion.forward, "forward again"),
        _row("bookmark.set", "m<char>", motion.bookmark_set, "set bookmark x here"),
        _row("bookmark.go", "'<char>", motion.bookmark_go, "go to bookmark x"),
    ),
    *_group(
        "Footnotes",
        _row("footnote.next", "]f", motion.footnote_next, "next footnote marker", hint="footnote"),
        _row("footnote.previous", "[f", motion.footnote_previous, "previous footnote marker"),
        _row("follow", "<enter>", sources.follow, "from a marker to its note, and from a note to its marker"),
        _row("source", "gd", sources.source, "the note that gives the full reference"),
        _row("source.uses", "gr", sources.uses, "every use of this source"),
        _row("source.link", "gl", linking.link, "say what this citation points to, or divide the note"),
    ),
    *_group(
        "Marking",
        _row(
            "highlight", "H", marking.highlight, "highlight selection or sentence; again: next label", hint="highlight"
        ),
        _row("note", "a", marking.note, "write a margin note on selection, sentence or highlight", hint="note"),
        _row("delete", "dd", marking.delete, "delete the mark under the caret"),
        _row("undo", "u", marking.undo, "undo"),
        _row("redo", "<ctrl+r>", marking.redo, "redo"),
        _row("select.characters", "v", marking.select_characters, "select characters and words"),
        _row("select.sentences", "V", marking.select_sentences, "select sentences"),
        _row("select.other-end", "o", marking.other_end, "the other end of the selection", (SELECT,)),
        _row("copy", "y", marking.copy, "copy the words"),
        _row("copy.cited", "Y", marking.copy_cited, "copy the words with the resolved citation"),
        _row("copy.mark", "gy", exporting.copy_mark, "copy the mark here as Markdown"),
        _row("mark.next", "]m", motion.mark_next, "next mark"),
        _row("mark.previous", "[m", motion.mark_previous, "previous mark"),
    ),
    *_group(
        "Revising",
        _row("review", "R", reviewing.review, "review the marks whose words a revision changed", takes="moved"),
        _row("note.done", "x", reviewing.done, "a note was dealt with, or is open again"),
        _row("change.next", "]c", motion.change_next, "next paragraph that changed since the last reading"),
        _row("change.previous", "[c", motion.change_previous, "previous paragraph that changed"),
    ),
    *_group(
        "Panes",
        _row("pane.footnotes", "gf", panes.footnotes, "footnotes and margin notes beside the text"),
        _row("pane.index", "gi", panes.index, "jump index of people and events", hint="index"),
        _row("pane.outline", "go", panes.outline, "outline: works and sections"),
        _row("pane.marks", "gm", panes.marks, "your marks"),
        _row("pane.problems", "gp", panes.problems, "problems of footnotes, citations and text"),
        _row("references.accept", "gA", panes.accept, "take what the references mean now for right, after a revision"),
        _row("pane.toggle", "\\", panes.toggle, "side pane on, off"),
        _row("pane.next", "<tab>", panes.next_pane, "next pane"),
        _row("pane.previous", "<shift+tab>", panes.previous_pane, "previous pane"),
        _row("margin.pin", "p", panes.pin, "pin the margin, or let it follow the text"),
    ),
    *_group(
        INDEX,
        _row("entry", "*", panes.entry_here, "index entry of the name under the caret"),
        _row("mention.next", "]i", motion.mention_next, "next mention of the chosen entry"),
        _row("mention.previous", "[i", motion.mention_previous, "previous mention of the chosen entry"),
        _row("timeline", "gt", indexing.show_timeline, "the events in order of their dates"),
        _row("index.kind", "<f2>", indexing.kind, "people, events, or all", hint="kind"),
        _row("index.sort", "<f3>", indexing.sort, "by name, order in the text, count, date", hint="sort"),
        _row("index.authors", "<f4>", indexing.authors, "show or fold those who are only cited", hint="authors"),
        _row("entry.mentions", "il <f5>", indexing.mentions, "list every mention of the entry", hint="mentions"),
        _row("entry.why", "iw <f6>", indexing.why_here, "why is this in the index?", hint="why"),
        _row("entry.correct", "ic <f7>", amending.correct, "correct the index here: what can be said", hint="correct"),
        _row("entry.rename", "ir", amending.rename, "give the entry another heading"),
        _row("entry.merge", "im", amending.merge, "the entry is another entry"),
        _row("entry.split", "is", amending.split, "some words of the entry mean another"),
        _row("entry.hide", "ih", amending.hide, "leave the entry out of the index"),
        _row("entry.add", "ia", amending.add, "the selected words are an entry"),
        _row("mention.move", "iv", amending.move, "the mention under the caret belongs to another entry"),
        _row("corrections", "gc", amending.corrections, "what you said of the index; Enter takes one back"),
    ),
    *_group(
        "Finding",
        _row("find", "/", finding.find, "search in text, notes and marks", hint="search", takes="words"),
        _row("find.next", "n", finding.find_next, "next place found"),
        _row("find.previous", "N", finding.find_previous, "previous place found"),
    ),
    *_group(
        "Reader",
        _row("measure.wider", "+", session.wider, "longer lines"),
        _row("measure.narrower", "-", session.narrower, "shorter lines"),
        _row("measure.default", "=", session.default_measure, "lines of the length in the settings"),
        _row("focus", "z", session.focus, "nothing but the text; again: everything"),
        _row("theme", "gT", session.theme, "next theme, or the one named", takes="name"),
        _row("repaint", "<ctrl+l>", session.repaint, "paint the screen anew"),
        _row("edit", "E", session.edit, "open the file in your editor at this line", (READ,)),
        _row("export", "ge", exporting.export, "export the marks; what will be written is shown first", takes="file"),
        _row("shelf", "gs", session.shelf, "the documents of this folder"),
        _row("suspend", "<ctrl+z>", session.suspend, "suspend; fg comes back"),
        _row("commands", ": <ctrl+p>", session.palette, "find a command by its words"),
        _row("help", "? <f1>", session.help_here, "the keys of where you are", hint="help"),
        _row("escape", "<escape>", session.escape, "one level back; never quits"),
        _row("quit", "q", session.quit_reader, "close what is open, then quit; all is saved already"),
    ),
)
BY_ID = {command.id: command for command in COMMANDS}
WHILE_TYPING = {"escape", "tab", "shift+tab", "ctrl+o"} | {
    key.strip("<>") for command in COMMANDS for key in command.keys if re.fullmatch(r"<f\d>", key)
}
"""The keys, by Textual's names, that are commands while words are being typed."""


def key_reader() -> KeyReader:
    """A reader of keys over the whole table. Raises KeyClashError, naming both commands."""
    return KeyReader({mode: _bindings(mode) for mode in BOTH})


def _bindings(mode: str) -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        if mode in command.modes:
            for sequence in command.keys:
                yield sequence, command.id


def hints(mode: str) -> str:
    """What the line at the foot says: a key and a word for the commands that a newcomer needs first."""
    named = [f"{shown(c.keys[0])} {c.hint}" for c in COMMANDS if c.hint and mode in c.modes and c.group != INDEX]
    return "  ".join(["( ) sentence", *named])


def index_hints() -> str:
    """What that line says while a list of the index has the keys: those that are no letters, which filter it."""
    return "  ".join(f"{shown(c.keys[-1])} {c.hint}" for c in COMMANDS if c.hint and c.group == INDEX)


def search(typed: str) -> list[Command]:
    """Commands whose name, words or keys hold every word typed, the closest names first."""
    wanted = typed.lower().split()
    found = [
        c
        for c in COMMANDS
        if all(w in f"{c.id} {c.words} {c.group} {' '.join(map(shown, c.keys))}".lower() for w in wanted)
    ]
    return sorted(found, key=lambda c: not c.id.startswith(typed.lower())) if wanted else found
