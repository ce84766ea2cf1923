"""What stands beside the text: footnotes, index, outline, marks, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.ui.index_rows import index_rows
from tuireader.ui.rows import TABS, counted, mark_rows, outline_rows, problem_rows

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

BEING_MADE = "The index is being made; it opens in a moment"


def footnotes(screen: ReaderScreen, _given: Given) -> None:
    """Footnotes and margin notes beside the text."""
    screen.side.show_margin()


def index(screen: ReaderScreen, _given: Given) -> None:
    """The jump index."""
    empty = "No person and no event was found in this document" if screen.upkeep.indexed else BEING_MADE
    screen.side.show_list("index", index_rows(screen.reading, screen.side.view), empty)


def outline(screen: ReaderScreen, _given: Given) -> None:
    """Works and sections."""
    screen.side.show_list("outline", outline_rows(screen.reading), "This document has no headings")


def marks(screen: ReaderScreen, _given: Given) -> None:
    """The reader's marks."""
    empty = "No highlights yet. ( ) choose a sentence, H highlights it, a writes a note."
    screen.side.show_list("marks", mark_rows(screen.reading, screen.signs), empty)


def problems(screen: ReaderScreen, _given: Given) -> None:
    """What a reviser should look at."""
    rows = problem_rows(screen.reading, screen.settings.ignore)
    screen.side.show_list("problems", rows, "The check finds nothing that wants mending")


def accept(screen: ReaderScreen, _given: Given) -> None:
    """What the references mean in this text is right: the problems do not compare it with an earlier one any more."""
    reading = screen.library.keep_meanings(screen.reading, accept=True)
    screen.reading = reading
    screen.say("The references are taken for right as they are now")


def toggle(screen: ReaderScreen, _given: Given) -> None:
    """The side pane on or off."""
    if screen.side.open:
        screen.side.close()
    else:
        screen.side.show()


def next_pane(screen: ReaderScreen, given: Given) -> None:
    """The next of the four panes."""
    _turn(screen, given, 1)


def previous_pane(screen: ReaderScreen, given: Given) -> None:
    """The previous of the four panes."""
    _turn(screen, given, -1)


def _turn(screen: ReaderScreen, given: Given, step: int) -> None:
    here = TABS.index(screen.side.pane) if screen.side.pane in TABS else 0
    name = TABS[(here + step * given.times) % len(TABS)]
    {"footnotes": footnotes, "index": index, "outline": outline, "marks": marks}[name](screen, given)


def pin(screen: ReaderScreen, _given: Given) -> None:
    """Keep the margin as it is, or let it follow the text again."""
    screen.side.pinned = not screen.side.pinned
    screen.say(
        "The margin stays as it is; p lets it follow again" if screen.side.pinned else "The margin follows the text"
    )
    screen.side.refresh_margin()


def entry_here(screen: ReaderScreen, _given: Given) -> None:
    """Choose the index entry of the name under the caret, or of the first name in the sentence."""
    found = screen.reading.index.entity_at(screen.essay.caret)
    if found is None:
        sentence = screen.essay.steps.sentence_at(screen.essay.caret)
        found = next(
            (e for at in range(sentence.start, sentence.end) if (e := screen.reading.index.entity_at(at))), None
        )
    if found is None:
        screen.say("No person or event of the index is named in this sentence")
        return
    screen.choose_entry(found)
    screen.say(f"{found.heading}: {counted(len(found.mentions), 'mention')}; ]i and [i go through them")
